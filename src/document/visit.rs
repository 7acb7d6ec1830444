//! Walks over a document in reading order: sections, blocks, inlines, texts.

use super::inline::{first_notes, inlines_of, plain_text};
use super::{
    Block, Document, ElementId, Heading, Inline, Note, Part, PartMut, Section, SpanStyle, TextKind,
};

/// Calls `visit` with each section; subsections follow their parent.
pub fn sections<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Section)) {
    document.sections.iter().for_each(|section| sections_in(section, visit));
}

fn sections_in<'a>(section: &'a Section, visit: &mut impl FnMut(&'a Section)) {
    visit(section);
    section.sections.iter().for_each(|inner| sections_in(inner, visit));
}

/// The headings of all sections, without sub-headings.
pub fn section_headings(document: &Document) -> Vec<&Heading> {
    let mut headings = Vec::new();
    sections(document, &mut |section| headings.extend(section.heading.as_ref()));
    headings
}

/// Calls `visit` with each block of the sections; nested blocks follow their parent.
pub fn blocks<'a>(document: &'a Document, visit: &mut dyn FnMut(&'a Block)) {
    document.sections.iter().for_each(|section| section_blocks(section, visit));
}

/// Calls `visit` with each block of a section and its subsections; nested blocks follow their parent.
pub fn section_blocks<'a>(section: &'a Section, visit: &mut dyn FnMut(&'a Block)) {
    sections_in(section, &mut |section| blocks_in(&section.blocks, visit));
}

// A generic `visit` would have a different closure type at each level of nesting.
fn blocks_in<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        block.parts(&mut |part| match part {
            Part::Text(..) | Part::Role(..) => {}
            Part::Blocks(_, blocks) => blocks_in(blocks, visit),
        });
    }
}

/// Calls `visit` with each inline of sections and notes; outer inlines precede inner ones.
pub fn inlines<'a>(document: &'a Document, visit: &mut dyn FnMut(&'a Inline)) {
    document.sections.iter().for_each(|section| section_inlines(section, visit));
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    notes.for_each(|block| block_inlines(block, visit));
}

/// Calls `visit` with each inline of a section and its subsections; outer inlines precede inner ones.
pub fn section_inlines<'a>(section: &'a Section, visit: &mut dyn FnMut(&'a Inline)) {
    sections_in(section, &mut |section| {
        section.heading.iter().for_each(|heading| inlines_of(&heading.title, visit));
        section.blocks.iter().for_each(|block| block_inlines(block, visit));
    });
}

/// Whether any text of a document has a style.
pub fn has_span(document: &Document, style: SpanStyle) -> bool {
    let mut found = false;
    inlines(document, &mut |inline| {
        found |= matches!(inline, Inline::Span(own, _) if *own == style);
    });
    found
}

/// Calls `visit` with each inline of a block; outer inlines precede inner ones.
pub fn block_inlines<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a Inline)) {
    block.parts(&mut |part| match part {
        Part::Text(_, _, content) => inlines_of(content, visit),
        Part::Role(..) => {}
        Part::Blocks(_, blocks) => blocks.iter().for_each(|block| block_inlines(block, visit)),
    });
}

/// Calls `visit` with each text of a section and its subsections, to change its inlines.
pub fn section_texts_mut(section: &mut Section, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    section.heading.iter_mut().for_each(|heading| visit(&mut heading.title));
    block_texts_mut(&mut section.blocks, visit);
    section.sections.iter_mut().for_each(|inner| section_texts_mut(inner, visit));
}

/// Calls `visit` with each text of some blocks, to change its inlines.
pub fn block_texts_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.parts_mut(&mut |part| match part {
            PartMut::Text(_, _, content) => visit(content),
            PartMut::Role(..) => {}
            PartMut::Blocks(_, blocks) => block_texts_mut(blocks, visit),
        });
    }
}

/// Calls `visit` with the running text of a section and its subsections: element and plain text.
///
/// A note follows the text with its first reference. Terms, works cited, headings of recommendations, lists
/// of participants and the index are skipped.
pub fn texts(section: &Section, notes: &[Note], visit: &mut dyn FnMut(ElementId, &str)) {
    let heading = section.heading.iter();
    heading.for_each(|heading| text(heading.id, &heading.title, notes, visit));
    section.blocks.iter().for_each(|block| block_texts(block, notes, visit));
    section.sections.iter().for_each(|inner| texts(inner, notes, visit));
}

fn block_texts(block: &Block, notes: &[Note], visit: &mut dyn FnMut(ElementId, &str)) {
    block.parts(&mut |part| match part {
        Part::Text(kind, id, content) if is_running_text(kind) => text(id, content, notes, visit),
        Part::Text(..) | Part::Role(..) => {}
        Part::Blocks(_, blocks) => {
            blocks.iter().for_each(|block| block_texts(block, notes, visit));
        }
    });
}

fn text(
    element: ElementId,
    content: &[Inline],
    notes: &[Note],
    visit: &mut dyn FnMut(ElementId, &str),
) {
    visit(element, &plain_text(content));
    let notes_here = first_notes(content).into_iter().filter_map(|note| notes.get(note));
    let blocks = notes_here.flat_map(|note| &note.blocks);
    blocks.for_each(|block| block_texts(block, notes, visit));
}

fn is_running_text(kind: TextKind) -> bool {
    match kind {
        TextKind::Paragraph
        | TextKind::Heading(_)
        | TextKind::LeadIn
        | TextKind::Quotation
        | TextKind::QuotationSource
        | TextKind::PullQuote
        | TextKind::PullQuoteSource
        | TextKind::BoxTitle
        | TextKind::Caption
        | TextKind::Credit
        | TextKind::Cell
        | TextKind::Person => true,
        TextKind::Term
        | TextKind::Work
        | TextKind::IndexTerm
        | TextKind::RecommendationHeading
        | TextKind::ParticipantGroup
        | TextKind::Participant => false,
    }
}
