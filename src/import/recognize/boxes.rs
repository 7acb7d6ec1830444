//! Boxes, quotations and definitions.

use std::collections::VecDeque;

use super::blocks::blocks;
use super::{Recognizer, shown, tables, text};
use crate::import::flat::{self, Inline, Place};
use crate::import::report::{Block, BlockKind, Definition};
use crate::import::styles::Purpose;

/// Adds a box whose paragraphs have the styles of boxes.
pub fn add_styled_box(
    recognizer: &mut Recognizer,
    first: flat::Block,
    rest: &mut VecDeque<flat::Block>,
    out: &mut Vec<Block>,
) {
    let place = first.place;
    let (mut title, mut content) = (Vec::new(), Vec::new());
    match (first.purpose(), first.kind) {
        (Some(Purpose::BoxTitle), flat::BlockKind::Paragraph(words)) => title = words,
        (_, kind) => content.push(flat::Block::new(place, kind)),
    }
    while let Some(next) = rest.pop_front_if(|it| it.purpose() == Some(Purpose::BoxText)) {
        content.push(flat::Block { style: None, ..next });
    }
    if content.is_empty() {
        content
            .push(flat::Block::new(place, flat::BlockKind::Paragraph(std::mem::take(&mut title))));
    }
    out.extend(text_box(recognizer, place, content, text::unbold(title), Vec::new()));
}

/// A box; its first paragraph is the title if it is bold or a heading.
pub fn text_box(
    recognizer: &mut Recognizer,
    place: Place,
    content: Vec<flat::Block>,
    caption: Vec<Inline>,
    source: Vec<Inline>,
) -> Vec<Block> {
    let mut content: VecDeque<flat::Block> = content.into();
    let mut title = caption;
    let has_more = content.len() > 1;
    if title.is_empty() && has_more {
        let is_title = match content.front().map(|it| &it.kind) {
            Some(flat::BlockKind::Heading { .. }) => true,
            Some(flat::BlockKind::Paragraph(words)) => text::is_bold(words),
            Some(_) | None => false,
        };
        if is_title && let Some(first) = content.pop_front() {
            title = text::unbold(text::joined(tables::inlines(first)));
        }
    }
    let mut content = blocks(recognizer, content.into());
    if !source.is_empty() {
        content.push(Block::new(place, BlockKind::Paragraph(source)));
    }
    let is_box = content.iter().any(|it| !matches!(it.kind, BlockKind::Figure(_)));
    if !is_box {
        return content;
    }
    recognizer.guess(place, "a box", &shown(&title), 85);
    vec![Block::new(place, BlockKind::TextBox { title, content })]
}

pub fn quotation(place: Place, quoted: Vec<flat::Block>, has_source: bool) -> Block {
    let mut text: Vec<Vec<Inline>> =
        quoted.into_iter().flat_map(tables::inlines).filter(|it| !it.is_empty()).collect();
    let is_source =
        text.len() > 1 && text.last().is_some_and(|it| shown(it).starts_with(['—', '–', '―']));
    let is_source = is_source || has_source && text.len() > 1;
    let source = if is_source { text.pop().unwrap_or_default() } else { Vec::new() };
    let shown = flat::shown(&source);
    let length = shown.len() - shown.trim_start_matches(['—', '–', '―', '-', ' ']).len();
    let source = text::skip(source, length);
    Block::new(place, BlockKind::Quotation { text, source })
}

pub fn definition(recognizer: &mut Recognizer, block: flat::Block) -> Option<Definition> {
    let flat::BlockKind::Definition { term, definition } = block.kind else { return None };
    let mut content: VecDeque<Block> = blocks(recognizer, definition).into();
    let first = match content.front().map(|it| &it.kind) {
        Some(BlockKind::Paragraph(text)) => Some(text.clone()),
        Some(_) | None => None,
    };
    if first.is_some() {
        content.pop_front();
    }
    Some(Definition {
        term: text::unbold(term),
        definition: first.unwrap_or_default(),
        content: content.into(),
        bookmarks: block.bookmarks,
    })
}
