//! Quotations, Obsidian's callouts, and pandoc's divs.

use crate::import::flat::{Block, BlockKind, Content, DropReason, Dropped, Flat, Place};

/// What the comments begin with that the fences of divs become.
pub const DIV: &str = ":::";

/// The style of the block that ends a div.
pub const DIV_END: &str = "::: end";

/// A quotation; a box if it begins with `[!note]`.
pub fn callout(place: Place, mut blocks: Vec<Block>, flat: &mut Flat) -> Block {
    let kind = match title(&mut blocks) {
        None => BlockKind::Quotation(blocks),
        Some(name) => {
            let reason = DropReason::Markup;
            flat.dropped.push(Dropped { place, text: name, reason });
            BlockKind::TextBox(blocks)
        }
    };
    Block::new(place, kind)
}

/// Takes `[!note]` from the first paragraph, whose first line is the title of a box.
fn title(blocks: &mut Vec<Block>) -> Option<String> {
    let BlockKind::Paragraph(text) = &mut blocks.first_mut()?.kind else { return None };
    let Content::Text(first) = &mut text.first_mut()?.content else { return None };
    let (name, rest) = first.strip_prefix("[!")?.split_once(']')?;
    let name = name.to_owned();
    *first = rest.trim_start_matches(['-', '+', ' ']).to_owned();
    if let Some(at) = text.iter().position(|it| it.content == Content::LineBreak) {
        let rest = text.split_off(at).into_iter().skip(1).collect();
        text.iter_mut().for_each(|it| it.format.strong = true);
        let place = blocks.first()?.place;
        blocks.insert(1, Block::new(place, BlockKind::Paragraph(rest)));
    }
    Some(name)
}

/// The blocks with the divs among them as boxes, or as quotations; those of other classes are opened.
pub fn divs(blocks: Vec<Block>) -> Vec<Block> {
    let mut open: Vec<(Block, Vec<Block>)> = Vec::new();
    let mut out = Vec::new();
    for block in blocks {
        let is_fence = matches!(&block.kind, BlockKind::Paragraph(text) if text.is_empty());
        let style = block.style.as_deref().unwrap_or_default();
        if !is_fence {
            push(block, &mut open, &mut out);
        } else if style == DIV_END {
            if let Some((fence, content)) = open.pop() {
                let closed = closed(fence, content);
                closed.into_iter().for_each(|block| push(block, &mut open, &mut out));
            }
        } else {
            open.push((block, Vec::new()));
        }
    }
    // A div that is not closed ends with the file.
    while let Some((fence, content)) = open.pop() {
        let closed = closed(fence, content);
        closed.into_iter().for_each(|block| push(block, &mut open, &mut out));
    }
    out
}

fn push(block: Block, open: &mut [(Block, Vec<Block>)], out: &mut Vec<Block>) {
    match open.last_mut() {
        Some((_, content)) => content.push(block),
        None => out.push(block),
    }
}

fn closed(fence: Block, content: Vec<Block>) -> Vec<Block> {
    let style = fence.style.as_deref().unwrap_or_default();
    let has = |names: &[&str]| names.iter().any(|name| style.contains(name));
    let kind = if has(&["box", "note", "callout", "tip", "warning", "important", "example"]) {
        BlockKind::TextBox(content)
    } else if has(&["quot", "epigraph"]) {
        BlockKind::Quotation(content)
    } else {
        return content;
    };
    vec![Block { kind, style: None, ..fence }]
}
