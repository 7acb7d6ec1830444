//! The table of contents, shared by the navigation document and the NCX.

use super::content_document::TITLE_PAGE;
use super::spine::SpineLinks;
use crate::document::unraised::title_line;
use crate::document::{Document, Section};
use crate::export::xhtml::writer::Links;

/// An entry of the table of contents, with the entries below it.
#[derive(Debug)]
pub struct TocEntry {
    /// The URL.
    pub href: String,
    /// The text.
    pub title: String,
    /// The entries of the next level.
    pub entries: Vec<TocEntry>,
}

/// The table of contents with all levels, since readers open and close them. The title page precedes
/// the sections, so that it is never empty.
pub fn toc(document: &Document, links: &SpineLinks) -> Vec<TocEntry> {
    let title = document.words.title_page.clone();
    let title_page = TocEntry { href: TITLE_PAGE.into(), title, entries: Vec::new() };
    let sections = document.sections.iter().flat_map(|section| entries(document, section, links));
    std::iter::once(title_page).chain(sections).collect()
}

fn entries(document: &Document, section: &Section, links: &SpineLinks) -> Vec<TocEntry> {
    let inner = section.sections.iter().flat_map(|inner| entries(document, inner, links)).collect();
    match &section.heading {
        Some(heading) => vec![TocEntry {
            href: links.element(heading.id),
            title: title_line(&heading.line(), &document.language),
            entries: inner,
        }],
        None => inner,
    }
}

/// The number of levels.
pub fn depth(entries: &[TocEntry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.entries)).max().unwrap_or(0)
}
