//! Visits every inline of a document; outer ones before inner ones.

use super::{blocks, sections};
use crate::document::{Block, Caption, Document, Inline, Paragraph, Table};

/// Every inline of sections and notes, headings first, in no order that means anything.
pub fn inlines<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Inline)) {
    sections(document, &mut |section| {
        section.heading.iter().for_each(|heading| all(&heading.title, visit));
    });
    blocks(document, &mut |block| own(block, visit));
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    notes.for_each(|block| own(block, visit));
}

/// The inlines of a block, but for those of the blocks within it.
fn own<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Inline)) {
    match block {
        Block::Paragraph(block) => all(&block.content, visit),
        Block::Heading(block) => all(&block.title, visit),
        Block::List(_) | Block::People(_) | Block::Participants(_) => {}
        Block::Recommendations(block) => paragraphs(&block.lead, visit),
        Block::Quotation(block) => {
            paragraphs(block.paragraphs.iter().chain(&block.source), visit);
        }
        Block::Table(block) => table(block, visit),
        Block::Figure(block) => {
            caption(block.caption.as_ref(), visit);
            paragraphs(&block.credit, visit);
        }
        Block::Box(block) => paragraphs(&block.title, visit),
        Block::Definitions { entries, .. } => entries.iter().for_each(|entry| {
            all(&entry.term, visit);
            all(&entry.meaning, visit);
        }),
        Block::Bibliography { entries, .. } => paragraphs(entries, visit),
        Block::Index { entries, .. } => entries.iter().for_each(|entry| all(&entry.term, visit)),
    }
}

fn table<'a>(table: &'a Table, visit: &mut impl FnMut(&'a Inline)) {
    caption(table.caption.as_ref(), visit);
    let cells = table.header.iter().chain(table.rows.iter().flatten());
    cells.for_each(|cell| all(&cell.content, visit));
    paragraphs(&table.source, visit);
}

fn caption<'a>(caption: Option<&'a Caption>, visit: &mut impl FnMut(&'a Inline)) {
    caption.iter().for_each(|caption| all(&caption.content, visit));
}

fn paragraphs<'a>(
    paragraphs: impl IntoIterator<Item = &'a Paragraph>,
    visit: &mut impl FnMut(&'a Inline),
) {
    paragraphs.into_iter().for_each(|paragraph| all(&paragraph.content, visit));
}

fn all<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        all(inline.content(), visit);
    }
}
