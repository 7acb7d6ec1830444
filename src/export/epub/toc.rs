//! The table of contents, shared by the navigation document and the NCX.

use super::content_document::TITLE_PAGE;
use super::links::SpineLinks;
use crate::document::Document;
use crate::export::xhtml::toc::{TocEntry, entries};

/// The table of contents with all levels, since readers open and close them. The title page precedes
/// the sections, so that it is never empty.
pub fn toc(document: &Document, links: &SpineLinks) -> Vec<TocEntry> {
    let title = document.words.title_page.clone();
    let title_page = TocEntry { href: TITLE_PAGE.into(), title, entries: Vec::new() };
    std::iter::once(title_page).chain(entries(document, &document.sections, links)).collect()
}

/// The number of levels.
pub fn depth(entries: &[TocEntry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}
