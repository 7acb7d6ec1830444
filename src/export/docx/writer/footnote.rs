//! Footnotes: a part with separate links.

use super::super::content::Container;
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::super::xml::Xml;
use super::block::blocks;
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::Note;

/// Writes all footnotes in the order of their numbers.
pub fn footnotes(input: &Input, out: &mut Collectors) -> Vec<Container> {
    let notes = input.document.notes.iter().enumerate();
    let notes = notes.map(|(index, note)| footnote(input, out, index + 1, note)).collect();
    out.references.note = None;
    notes
}

fn footnote(input: &Input, out: &mut Collectors, id: usize, note: &Note) -> Container {
    let content = out.nested(|out| footnote_content(input, out, note));
    let mut opening = Xml::default();
    opening.open("w:footnote", &[("w:id", &id.to_string())]);
    let (opening, closing) = (opening.into_string(), "</w:footnote>".into());
    Container {
        opening,
        written: out.story.written_batches(&content),
        closing,
        ..Container::default()
    }
}

fn footnote_content(input: &Input, out: &mut Collectors, note: &Note) {
    out.references.note = Some(note.author_id.clone());
    let first = out.story.next_number();
    let section = BlockContext::section(&input.style.page);
    let context = BlockContext { paragraph: WordStyle::Note, enclosed: true, ..section };
    blocks(input, out, &note.blocks, context);
    if !out.story.ends_in_paragraph() {
        let formatting = DirectFormatting::default();
        paragraph(input, out, WordStyle::Note, Runs::default(), formatting);
    }
    out.story.extras.entry(first).or_default().footnote_number = true;
}
