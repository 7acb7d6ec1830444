//! Visits every inline of a document, to change it in place; outer ones before inner ones.

use crate::document::{
    Block, Caption, Heading, Inline, ListItem, Paragraph, Quotation, Recommendations, Section,
    Table,
};

/// Every inline of a section and its subsections.
pub fn section(section: &mut Section, visit: &mut impl FnMut(&mut Inline)) {
    if let Some(heading) = &mut section.heading {
        self::heading(heading, visit);
    }
    blocks(&mut section.blocks, visit);
    section.sections.iter_mut().for_each(|inner| self::section(inner, visit));
}

/// Every inline of some blocks.
pub fn blocks(blocks: &mut [Block], visit: &mut impl FnMut(&mut Inline)) {
    blocks.iter_mut().for_each(|block| self::block(block, visit));
}

fn block(block: &mut Block, visit: &mut impl FnMut(&mut Inline)) {
    match block {
        Block::Paragraph(block) => paragraph(block, visit),
        Block::Heading(block) => heading(block, visit),
        Block::List(block) => items(&mut block.items, visit),
        Block::Recommendations(block) => recommendations(block, visit),
        Block::People(_) | Block::Participants(_) => {}
        Block::Quotation(block) => quotation(block, visit),
        Block::Table(block) => table(block, visit),
        Block::Figure(block) => {
            caption(block.caption.as_mut(), visit);
            optional(block.credit.as_mut(), visit);
        }
        Block::Box(block) => {
            optional(block.title.as_mut(), visit);
            blocks(&mut block.blocks, visit);
        }
        Block::Definitions { entries, .. } => entries.iter_mut().for_each(|entry| {
            inlines(&mut entry.term, visit);
            inlines(&mut entry.meaning, visit);
        }),
        Block::Bibliography { entries, .. } => {
            entries.iter_mut().for_each(|entry| paragraph(entry, visit));
        }
        Block::Index { entries, .. } => {
            entries.iter_mut().for_each(|entry| inlines(&mut entry.term, visit));
        }
    }
}

fn heading(heading: &mut Heading, visit: &mut impl FnMut(&mut Inline)) {
    inlines(&mut heading.title, visit);
}

fn items(items: &mut [ListItem], visit: &mut impl FnMut(&mut Inline)) {
    items.iter_mut().for_each(|item| blocks(&mut item.blocks, visit));
}

fn recommendations(list: &mut Recommendations, visit: &mut impl FnMut(&mut Inline)) {
    optional(list.lead.as_mut(), visit);
    items(&mut list.items, visit);
}

fn quotation(quotation: &mut Quotation, visit: &mut impl FnMut(&mut Inline)) {
    quotation.paragraphs.iter_mut().for_each(|inner| paragraph(inner, visit));
    optional(quotation.source.as_mut(), visit);
}

fn table(table: &mut Table, visit: &mut impl FnMut(&mut Inline)) {
    caption(table.caption.as_mut(), visit);
    let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
    cells.for_each(|cell| inlines(&mut cell.content, visit));
    optional(table.source.as_mut(), visit);
}

fn caption(caption: Option<&mut Caption>, visit: &mut impl FnMut(&mut Inline)) {
    if let Some(caption) = caption {
        inlines(&mut caption.content, visit);
    }
}

fn optional(paragraph: Option<&mut Paragraph>, visit: &mut impl FnMut(&mut Inline)) {
    if let Some(paragraph) = paragraph {
        self::paragraph(paragraph, visit);
    }
}

fn paragraph(paragraph: &mut Paragraph, visit: &mut impl FnMut(&mut Inline)) {
    inlines(&mut paragraph.content, visit);
}

fn inlines(content: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in content {
        visit(inline);
        match inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::SmallCaps(inner)
            | Inline::Foreign { content: inner, .. }
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => inlines(inner, visit),
            Inline::Text(_) | Inline::NoteReference(_) | Inline::LineBreak => {}
        }
    }
}
