//! How far the cover goes.

use crate::import::flat::{self, Block, BlockKind};

/// The most blocks of a cover.
const MOST: usize = 40;

/// The longest text on a cover, in characters.
const LONGEST: usize = 250;

/// How many blocks belong to the cover. `is_contents` says which titles begin the contents.
pub fn of(blocks: &[Block], is_contents: impl Fn(&str) -> bool) -> usize {
    let start = blocks.iter().take_while(|it| matches!(it.kind, BlockKind::PageBreak)).count();
    let is_end = |block: &Block| {
        let words = text(block);
        !is_short(block) || is_contents(words.trim())
    };
    let candidates = blocks.get(start..).unwrap_or_default();
    let short = candidates.iter().take(MOST).take_while(|it| !is_end(it)).count();
    let page = candidates.get(..short).unwrap_or_default();
    let has_text = |blocks: &[Block]| blocks.iter().any(|it| !text(it).trim().is_empty());
    // A page of short lines.
    if let Some(at) = page.iter().position(|it| matches!(it.kind, BlockKind::PageBreak))
        && has_text(page.get(..at).unwrap_or_default())
    {
        return start + at;
    }
    let Some(first) = candidates.iter().position(|it| !text(it).trim().is_empty()) else {
        return 0;
    };
    let Some(title) = candidates.get(first).filter(|_| first < short) else { return 0 };
    if is_title_style(title) || page.iter().any(is_title_style) {
        let end = page.iter().skip(first).position(|it| is_sure_heading(it) && !is_title_style(it));
        return start + end.map_or(short, |end| first + end);
    }
    if is_only_of_its_level(title, blocks) {
        let rest = page.iter().skip(first + 1);
        let lines = rest.take_while(|it| !matches!(it.kind, BlockKind::Heading { .. })).count();
        // Text under the title, up to the first heading, is a cover only if a heading follows.
        let next = candidates.get(first + 1 + lines);
        let is_cover = next.is_some_and(|it| {
            matches!(it.kind, BlockKind::Heading { .. }) || is_contents(text(it).trim())
        });
        return start + first + 1 + if is_cover { lines } else { 0 };
    }
    0
}

fn text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => flat::shown(text),
        BlockKind::TextBox(blocks) => blocks.iter().map(text).collect::<Vec<_>>().join(" "),
        BlockKind::ListItem(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::Definition { .. }
        | BlockKind::PageBreak
        | BlockKind::Rule => String::new(),
    }
}

/// Whether a block may be on a cover.
fn is_short(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::TextBox(_) => {
            text(block).chars().count() <= LONGEST
        }
        BlockKind::Figure(_) | BlockKind::PageBreak | BlockKind::Rule => true,
        BlockKind::ListItem(_)
        | BlockKind::Table(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::Definition { .. } => false,
    }
}

/// Whether the style of a block is the one for titles of documents.
fn is_title_style(block: &Block) -> bool {
    let style = block.style.as_deref().unwrap_or_default().to_lowercase();
    ["title", "titre", "titel", "título", "titolo", "название"].contains(&style.as_str())
}

fn is_sure_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { confidence: 100, .. })
}

/// Whether a heading is the only one of its level, and others are deeper: the title of the document.
fn is_only_of_its_level(block: &Block, blocks: &[Block]) -> bool {
    let BlockKind::Heading { level, .. } = block.kind else { return false };
    let levels = blocks.iter().filter_map(|it| match it.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    });
    let mut levels: Vec<u8> = levels.collect();
    levels.sort_unstable();
    levels.first() == Some(&level) && levels.get(1) != Some(&level) && levels.len() > 2
}
