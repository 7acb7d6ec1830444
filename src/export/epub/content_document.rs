//! XHTML content documents, EPUB 3.3 §6.1: the files that readers read.

use crate::document::Document;
use crate::export::xhtml::writer::Used;
use crate::export::xml::escape;

/// The file name of the cover page.
pub const COVER: &str = "cover.xhtml";
/// The file name of the title page.
pub const TITLE_PAGE: &str = "title.xhtml";
/// The file name of the navigation document, which is also the table of contents.
pub const NAV: &str = "nav.xhtml";

/// A content document.
#[derive(Debug)]
pub struct ContentDocument {
    /// The file name.
    pub name: String,
    /// The title, as plain text.
    pub title: String,
    /// The whole file.
    pub xhtml: String,
    /// The pages of the PDF that begin in the file: index, and id of the page break marker.
    pub pages: Vec<(usize, String)>,
    /// The features on which its style sheet depends.
    pub used: Used,
}

/// Puts a body into a whole file. `division` is the `epub:type` of the body, `title` plain text.
pub fn frame(document: &Document, title: &str, division: &str, body: &str) -> String {
    let (language, title) = (escape(&document.language), escape(title));
    let direction = document.direction().name();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\" dir=\"{direction}\">\n<head>\n\
         <title>{title}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/>\n</head>\n\
         <body epub:type=\"{division}\">\n{body}</body>\n</html>\n"
    )
}
