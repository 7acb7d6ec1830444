//! The table of contents.

use std::borrow::Borrow;
use std::fmt::Write as _;

use super::writer::Links;
use crate::document::unraised::title_line;
use crate::document::{Document, Section};
use crate::export::xml::escape;

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

/// The entries of some sections, with all levels.
pub fn entries(
    document: &Document,
    sections: &[impl Borrow<Section>],
    links: &dyn Links,
) -> Vec<TocEntry> {
    let sections = sections.iter().map(Borrow::borrow);
    sections.flat_map(|section| section_entries(document, section, links)).collect()
}

fn section_entries(document: &Document, section: &Section, links: &dyn Links) -> Vec<TocEntry> {
    let inner = entries(document, &section.sections, links);
    match &section.heading {
        Some(heading) => vec![TocEntry {
            href: links.element(heading.id),
            title: title_line(&heading.line(), &document.language),
            entries: inner,
        }],
        None => inner,
    }
}

/// Writes entries as nested lists.
pub fn push_list(entries: &[TocEntry], out: &mut String) {
    out.push_str("<ol>\n");
    for entry in entries {
        let _ = write!(out, "<li><a href=\"{}\">{}</a>", escape(&entry.href), escape(&entry.title));
        if !entry.entries.is_empty() {
            push_list(&entry.entries, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}
