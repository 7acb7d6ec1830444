//! Notes that were typed: a raised number in the text, and a paragraph that begins with it.

use std::collections::HashMap;

use crate::import::flat::{
    Block, BlockKind, Content, DropReason, Dropped, Flat, Inline, Note, shown,
};

/// Makes notes of paragraphs that begin with a raised number to which an earlier text refers.
pub fn typed(flat: &mut Flat) {
    let blocks = std::mem::take(&mut flat.blocks);
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    // Where each raised number is, until its note is found: the indexes of block and inline.
    let mut references: HashMap<String, (usize, usize)> = HashMap::new();
    for mut block in blocks {
        let number = note_number(&block.kind);
        let reference = number.as_ref().and_then(|number| references.remove(number));
        match (number, reference) {
            (Some(number), Some((at, inline))) => {
                let text = text_mut(&mut block.kind);
                text.into_iter().for_each(|text| drop(text.remove(0)));
                let content = Content::Note(flat.notes.len());
                let target =
                    out.get_mut(at).and_then(|block| text_mut(&mut block.kind)?.get_mut(inline));
                if let Some(target) = target {
                    *target = Inline { content, ..Inline::default() };
                }
                let (place, reason) = (block.place, DropReason::NoteNumber);
                let texts = [number.clone(), number];
                flat.dropped.extend(texts.map(|text| Dropped { place, text, reason }));
                flat.notes.push(Note { name: None, blocks: vec![block] });
                // The rule above the notes.
                if matches!(out.last().map(|it| &it.kind), Some(BlockKind::Rule)) {
                    out.pop();
                }
            }
            (_, reference) => {
                let text =
                    text_mut(&mut block.kind).map(|text| text.as_slice()).unwrap_or_default();
                for (index, inline) in text.iter().enumerate() {
                    if let Some(number) = raised_number(inline).filter(|_| index > 0) {
                        references.insert(number, (out.len(), index));
                    }
                }
                debug_assert!(reference.is_none());
                out.push(block);
            }
        }
    }
    flat.blocks = out;
}

/// The raised number that a paragraph begins with, if more follows.
fn note_number(kind: &BlockKind) -> Option<String> {
    let BlockKind::Paragraph(text) = kind else { return None };
    let number = raised_number(text.first()?)?;
    (!shown(text.get(1..)?).trim().is_empty()).then_some(number)
}

fn raised_number(inline: &Inline) -> Option<String> {
    let text = inline.shown().trim();
    let is_number =
        !text.is_empty() && text.len() <= 3 && text.bytes().all(|it| it.is_ascii_digit());
    (inline.format.superscript && is_number).then(|| text.to_owned())
}

fn text_mut(kind: &mut BlockKind) -> Option<&mut Vec<Inline>> {
    match kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => Some(text),
        BlockKind::ListItem(item) => Some(&mut item.text),
        BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::TextBox(_)
        | BlockKind::Definition { .. }
        | BlockKind::PageBreak
        | BlockKind::Rule => None,
    }
}
