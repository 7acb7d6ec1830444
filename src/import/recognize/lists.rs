//! List items → lists, nested by level.

use std::collections::VecDeque;

use crate::import::flat::{self, ListItem, Marker, NumberFormat};
use crate::import::report::{Block, BlockKind, Item};
use crate::source::schema::ListStyle;

/// The items that follow one, with the paragraphs that belong to them.
pub fn items(first: flat::Block, rest: &mut VecDeque<flat::Block>) -> Vec<flat::Block> {
    let mut items = vec![first];
    loop {
        match rest.front().map(|it| &it.kind) {
            Some(flat::BlockKind::ListItem(_)) => items.extend(rest.pop_front()),
            Some(flat::BlockKind::Paragraph(_)) => match continued(items.last(), rest) {
                Some(paragraph) => items.push(paragraph),
                None => return items,
            },
            Some(_) | None => return items,
        }
    }
}

/// Takes a paragraph as part of the item before it, if an inner list goes on or begins after it.
fn continued(last: Option<&flat::Block>, rest: &mut VecDeque<flat::Block>) -> Option<flat::Block> {
    let of = |block: Option<&flat::Block>| {
        let flat::BlockKind::ListItem(item) = &block?.kind else { return None };
        Some((item.level, item.list, item.marker))
    };
    let ((level, list, _), (next, of_list, marker)) = (of(last)?, of(rest.get(1))?);
    let is_inner = next > level || next > 0 && of_list == list;
    if !is_inner || marker == Marker::Continued || rest.front()?.purpose().is_some() {
        return None;
    }
    let flat::Block { kind: flat::BlockKind::Paragraph(text), .. } = rest.front()? else {
        return None;
    };
    let item = ListItem { level, marker: Marker::Continued, list, text: text.clone() };
    let block = rest.pop_front()?;
    Some(flat::Block { kind: flat::BlockKind::ListItem(item), ..block })
}

/// The lists of consecutive items, nested by level.
pub fn lists(blocks: Vec<flat::Block>) -> Vec<Block> {
    let mut open: Vec<(u8, Marker, Block)> = Vec::new();
    let mut out = Vec::new();
    for block in blocks {
        let flat::BlockKind::ListItem(item) = block.kind else { continue };
        let ListItem { level, marker, list: _, text } = item;
        while open.len() > 1 && open.last().is_some_and(|it| it.0 > level) {
            close(&mut open, &mut out);
        }
        let is_other = |it: &(u8, Marker, Block)| {
            it.0 == level
                && (style(it.1) != style(marker)
                    || matches!(marker, Marker::Ordered { value: 1, .. }))
        };
        if marker != Marker::Continued && open.last().is_some_and(is_other) {
            close(&mut open, &mut out);
        }
        if open.last().is_none_or(|it| it.0 < level && marker != Marker::Continued) {
            let (style, start) = (style(marker), start(marker));
            let kind = BlockKind::List { style, start, items: Vec::new() };
            open.push((level, marker, Block::new(block.place, kind)));
        }
        let Some((_, _, Block { kind: BlockKind::List { items, .. }, .. })) = open.last_mut()
        else {
            continue;
        };
        match items.last_mut().filter(|_| marker == Marker::Continued) {
            Some(last) => last.content.push(Block::new(block.place, BlockKind::Paragraph(text))),
            None => items.push(Item { text, bookmarks: block.bookmarks, content: Vec::new() }),
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut out);
    }
    out
}

/// Closes the innermost list.
fn close(open: &mut Vec<(u8, Marker, Block)>, out: &mut Vec<Block>) {
    let Some((_, _, list)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, _, Block { kind: BlockKind::List { items, .. }, .. })) => {
            if let Some(item) = items.last_mut() {
                item.content.push(list);
            }
        }
        Some(_) => {}
        None => out.push(list),
    }
}

fn style(marker: Marker) -> ListStyle {
    match marker {
        Marker::Bullet | Marker::Continued => ListStyle::Bulleted,
        Marker::Ordered { format: NumberFormat::Decimal, .. } => ListStyle::Numbered,
        Marker::Ordered { format: NumberFormat::Letter, .. } => ListStyle::Lettered,
        Marker::Ordered { format: NumberFormat::Roman, .. } => ListStyle::Roman,
    }
}

/// The largest number with which a list begins.
const LARGEST_START: u32 = 9999;

fn start(marker: Marker) -> u32 {
    match marker {
        Marker::Ordered { value, .. } => value.clamp(1, LARGEST_START),
        Marker::Bullet | Marker::Continued => 1,
    }
}
