//! Visits every block of a document in reading order, a block before those within it.

use crate::document::{Block, Document, ListItem, Section};

/// Every block of the sections; the paragraphs of notes are not among them.
pub fn blocks<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Block)) {
    document.sections.iter().for_each(|section| self::section(section, visit));
}

fn section<'a>(section: &'a Section, visit: &mut impl FnMut(&'a Block)) {
    all(&section.blocks, visit);
    section.sections.iter().for_each(|inner| self::section(inner, visit));
}

fn all<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List(list) => items(&list.items, visit),
            Block::Recommendations(list) => items(&list.items, visit),
            Block::Box(text_box) => all(&text_box.blocks, visit),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::People(_)
            | Block::Quotation(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Definitions { .. }
            | Block::Bibliography { .. }
            | Block::Participants(_)
            | Block::Index { .. } => {}
        }
    }
}

fn items<'a>(items: &'a [ListItem], visit: &mut impl FnMut(&'a Block)) {
    items.iter().for_each(|item| all(&item.blocks, visit));
}
