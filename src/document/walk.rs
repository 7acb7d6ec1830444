//! Walks over a document in reading order.

mod blocks;
mod inlines;
pub mod inlines_mut;
pub mod texts;

pub use blocks::blocks;
pub use inlines::inlines;

use super::{Document, Heading, Section};

/// Calls `visit` with each section in reading order, subsections after their parent.
pub fn sections<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Section)) {
    fn go<'a>(sections: &'a [Section], visit: &mut impl FnMut(&'a Section)) {
        for section in sections {
            visit(section);
            go(&section.sections, visit);
        }
    }
    go(&document.sections, visit);
}

/// The headings of all sections in reading order; sub-headings within sections are not among them.
pub fn section_headings(document: &Document) -> Vec<&Heading> {
    let mut headings = Vec::new();
    sections(document, &mut |section| headings.extend(section.heading.as_ref()));
    headings
}
