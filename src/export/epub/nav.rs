//! The navigation document, EPUB 3.3 §7.

use std::fmt::Write as _;

use super::content_document::frame;
use super::publication::Publication;
use crate::document::Document;
use crate::export::xhtml::{page_break, toc};
use crate::export::xml::escape;

/// A list of one level besides the table of contents.
struct List<'a> {
    /// The value of `epub:type`.
    epub_type: &'static str,
    /// The id.
    id: &'static str,
    /// Further attributes.
    attributes: &'static str,
    /// The heading.
    title: &'a str,
    /// The entries: `epub:type` or empty, text, URL.
    entries: Vec<(&'a str, String, &'a str)>,
}

/// Attributes of lists that reading systems show in their own interface.
const HIDDEN: &str = " hidden=\"hidden\"";
const HIDDEN_PAGE_LIST: &str = " role=\"doc-pagelist\" hidden=\"hidden\"";

/// Writes the navigation document: table of contents, lists of tables and figures, page list,
/// landmarks.
pub fn write(document: &Document, publication: &Publication) -> String {
    let words = &document.words;
    let mut body = String::from(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n",
    );
    let marker = publication.contents_page.as_ref();
    let marker = marker.map(|page| page_break::marker(words, page, " epub:type=\"pagebreak\""));
    let (marker, title) = (marker.unwrap_or_default(), escape(&words.contents));
    let _ = writeln!(body, "<h1 id=\"toc-title\">{marker}{title}</h1>");
    toc::push_list(&publication.toc, &mut body);
    body.push_str("</nav>\n");
    for list in lists(document, publication) {
        if !list.entries.is_empty() {
            push_list(&list, &mut body);
        }
    }
    frame(document, &words.contents, "frontmatter", &body)
}

fn lists<'a>(document: &'a Document, publication: &'a Publication) -> [List<'a>; 4] {
    let words = &document.words;
    let captions = |captions: &'a [(String, String)]| {
        captions.iter().map(|(caption, href)| ("", caption.clone(), href.as_str())).collect()
    };
    let pages =
        publication.page_list.iter().map(|page| ("", page.label.to_string(), page.href.as_str()));
    let landmarks = publication.landmarks.iter();
    let landmarks = landmarks.map(|it| (it.epub_type, it.title.clone(), it.href.as_str()));
    [
        List {
            epub_type: "lot",
            id: "tables",
            attributes: "",
            title: &words.tables,
            entries: captions(&publication.captions.tables),
        },
        List {
            epub_type: "loi",
            id: "figures",
            attributes: "",
            title: &words.figures,
            entries: captions(&publication.captions.figures),
        },
        List {
            epub_type: "page-list",
            id: "pages",
            attributes: HIDDEN_PAGE_LIST,
            title: &words.pages,
            entries: pages.collect(),
        },
        List {
            epub_type: "landmarks",
            id: "landmarks",
            attributes: HIDDEN,
            title: &words.landmarks,
            entries: landmarks.collect(),
        },
    ]
}

fn push_list(list: &List, out: &mut String) {
    let List { epub_type, id, attributes, .. } = list;
    let title = escape(list.title);
    let _ = writeln!(
        out,
        "<nav epub:type=\"{epub_type}\" id=\"{id}\"{attributes} aria-labelledby=\"{id}-title\">\n\
         <h2 id=\"{id}-title\">{title}</h2>\n<ol>"
    );
    for (epub_type, text, href) in &list.entries {
        let epub_type = match *epub_type {
            "" => String::new(),
            epub_type => format!(" epub:type=\"{epub_type}\""),
        };
        let (text, href) = (escape(text), escape(href));
        let _ = writeln!(out, "<li><a{epub_type} href=\"{href}\">{text}</a></li>");
    }
    out.push_str("</ol>\n</nav>\n");
}
