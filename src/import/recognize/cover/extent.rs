//! How far the cover goes.

use crate::import::flat::{self, Block, BlockKind};
use crate::import::styles::Purpose;

/// The most blocks of a cover.
const MOST: usize = 40;

/// The longest text on a cover, in characters.
const LONGEST: usize = 250;

/// How many blocks belong to the cover. `is_contents` says which titles begin the contents, and `has_date`
/// which lines have a date.
pub fn of(
    blocks: &[Block],
    is_contents: impl Fn(&str) -> bool,
    has_date: impl Fn(&str) -> bool,
) -> usize {
    let start = blocks.iter().take_while(|it| matches!(it.kind, BlockKind::PageBreak)).count();
    let is_end = |block: &Block| {
        let words = text(block);
        !is_short(block) || is_contents(words.trim())
    };
    let candidates = blocks.get(start..).unwrap_or_default();
    let is_of_cover = |it: &Block| is_cover_style(it) || is_title_style(it) || is_subtitle(it);
    if candidates.iter().take(MOST).any(is_cover_style)
        && let Some(last) = candidates.iter().take(MOST).rposition(is_of_cover)
    {
        let rest = candidates.iter().skip(last + 1);
        let pictures = rest.take_while(|it| matches!(it.kind, BlockKind::Figure(_))).count();
        let next = candidates.get(last + 1 + pictures).and_then(Block::purpose);
        let pictures = if next == Some(Purpose::Caption) { 0 } else { pictures };
        return start + last + 1 + pictures;
    }
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
    let is_titled = page.iter().any(is_title_style);
    let is_end = |it: &Block| is_sure_heading(it) && !is_title_style(it) && !is_subtitle(it);
    let begins = match (is_titled, is_only_of_its_level(title, blocks)) {
        (true, _) => page.iter().rposition(|it| is_title_style(it) || is_subtitle(it)),
        (false, true) => Some(first),
        (false, false) => None,
    };
    // The lines up to the first heading, from the last line that is surely one of the cover.
    let from = begins.map_or(first, |at| at + 1);
    let lines = page.iter().skip(from).take_while(|it| !is_end(it)).count();
    let lines = page.get(from..from + lines).unwrap_or_default();
    let next = candidates.get(from + lines.len());
    let is_followed = next.is_some_and(|it| is_end(it) || is_contents(text(it).trim()));
    let is_line = |it: &Block| it.is_centred || has_date(&text(it));
    let last = lines.iter().rposition(is_line).map(|at| at + 1);
    match (begins, last) {
        // Without a title, a few lines with a date before the first heading.
        (None, Some(_)) if is_followed && lines.len() <= FEW => start + from + lines.len(),
        (None, _) => 0,
        (Some(_), Some(_)) if is_followed && lines.len() <= FEW => start + from + lines.len(),
        (Some(_), Some(last)) => start + from + last,
        (Some(_), None) => start + from,
    }
}

/// The most lines of a cover that only a heading ends.
const FEW: usize = 8;

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

/// Whether the style of a block is one of covers, or that of one in a table.
fn is_cover_style(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Table(table) => {
            let mut blocks = table.rows.iter().flatten().flat_map(|cell| &cell.blocks);
            blocks.any(is_cover_style)
        }
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::ListItem(_)
        | BlockKind::Figure(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::TextBox(_)
        | BlockKind::Definition { .. }
        | BlockKind::PageBreak
        | BlockKind::Rule => matches!(
            block.purpose(),
            Some(
                Purpose::Series
                    | Purpose::Publisher
                    | Purpose::Office
                    | Purpose::Date
                    | Purpose::Imprint
            )
        ),
    }
}

/// Whether the style of a block is the one for titles of documents.
fn is_title_style(block: &Block) -> bool {
    block.purpose() == Some(Purpose::Title)
}

fn is_subtitle(block: &Block) -> bool {
    block.purpose() == Some(Purpose::Subtitle)
}

fn is_sure_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { confidence: 100, .. })
}

/// Whether a heading is the only one of its level, and others are deeper: the title of the document.
fn is_only_of_its_level(block: &Block, blocks: &[Block]) -> bool {
    let BlockKind::Heading { level, .. } = block.kind else { return false };
    let levels = blocks.iter().filter_map(|it| {
        let BlockKind::Heading { level, .. } = it.kind else { return None };
        Some(level)
    });
    let mut levels: Vec<u8> = levels.collect();
    levels.sort_unstable();
    levels.first() == Some(&level) && levels.get(1) != Some(&level) && levels.len() > 2
}
