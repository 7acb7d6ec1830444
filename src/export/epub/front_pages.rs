//! The cover page.

use super::content_document::frame;
use crate::document::Document;
use crate::export::CoverImage;
use crate::export::xml::escape;

/// The page that shows the cover image. If the image is a drawing of the cover page, its alternative
/// text includes that of the picture on the cover page.
pub fn cover_page(document: &Document, cover: &CoverImage) -> String {
    let title = escape(&document.metadata.title);
    let name = escape(&document.words.cover);
    let separator = escape(&document.words.separator);
    let file = cover.name();
    let picture = document.cover.picture.as_ref().filter(|_| document.cover.ebook.is_none());
    let picture = picture.map(|picture| escape(&picture.alternative)).unwrap_or_default();
    let picture = if picture.is_empty() { picture } else { format!(". {picture}") };
    let body = format!(
        "<section class=\"cover\" epub:type=\"cover\" aria-label=\"{name}\">\n\
         <img role=\"doc-cover\" class=\"cover\" src=\"{file}\" alt=\"{name}{separator}{title}{picture}\"/>\n\
         </section>\n"
    );
    frame(document, &document.words.cover, "frontmatter", &body)
}
