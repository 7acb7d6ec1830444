//! Markers that were typed before paragraphs: "1.", "a)", "–", "•".

use super::Recognizer;
use super::text;
use crate::import::flat::{
    self, Block, BlockKind, Content, DropReason, ListItem, Marker, NumberFormat,
};

/// The signs that are typed as bullets.
const BULLETS: &[char] =
    &['•', '·', '▪', '●', '○', '■', '□', '◦', '‣', '➢', '►', '✓', '❖', '◆', '*', '\u{FFFD}'];

/// The dashes that are typed as bullets.
const DASHES: &[char] = &['-', '–', '—'];

/// The longest typed number, in characters.
const LONGEST_NUMBER: usize = 5;

/// A typed marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Typed {
    marker: Marker,
    /// Whether it is a dash, which begins lines of talk too.
    is_dash: bool,
    /// How many bytes of the text it takes, with the space after it.
    length: usize,
}

/// The marker at the beginning of a text. `after` is the number before, of which a letter such as `i` may
/// be the next.
fn marker(text: &str, after: Option<(NumberFormat, u32)>) -> Option<Typed> {
    let end = text.find(char::is_whitespace)?;
    let (token, rest) = text.split_at_checked(end)?;
    let length = text.len() - rest.trim_start().len();
    let mut characters = token.chars();
    if let (Some(sign), None) = (characters.next(), characters.next()) {
        let is_dash = DASHES.contains(&sign);
        if is_dash || BULLETS.contains(&sign) {
            return Some(Typed { marker: Marker::Bullet, is_dash, length });
        }
    }
    if token.chars().count() > LONGEST_NUMBER || !token.ends_with(['.', ')']) {
        return None;
    }
    let number = token.trim_start_matches('(').trim_end_matches(['.', ')']);
    let (format, value) = ordered(number, after)?;
    Some(Typed { marker: Marker::Ordered { format, value }, is_dash: false, length })
}

fn ordered(number: &str, after: Option<(NumberFormat, u32)>) -> Option<(NumberFormat, u32)> {
    if let Ok(value) = number.parse() {
        return Some((NumberFormat::Decimal, value)).filter(|_| number.len() < 4);
    }
    let lower = number.to_lowercase();
    let roman = (1..40).find(|it| crate::numerals::roman(*it) == lower);
    let letter = match lower.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    };
    let is_next = |format, value: Option<u32>| {
        after.is_some_and(|(last, number)| last == format && value == Some(number + 1))
    };
    match (roman, letter) {
        (_, Some(value)) if is_next(NumberFormat::Letter, letter) => {
            Some((NumberFormat::Letter, value))
        }
        (Some(value), _) if value == 1 || is_next(NumberFormat::Roman, roman) => {
            Some((NumberFormat::Roman, value))
        }
        (_, Some(value)) => Some((NumberFormat::Letter, value)),
        (Some(value), None) => Some((NumberFormat::Roman, value)),
        (None, None) => None,
    }
}

/// Makes list items of paragraphs with typed markers.
pub fn lists(recognizer: &mut Recognizer, blocks: Vec<Block>) -> Vec<Block> {
    let blocks: Vec<Block> = blocks.into_iter().flat_map(lines).collect();
    let markers = markers(&blocks);
    let first = blocks.iter().map(list_of).max().unwrap_or(0) + 1;
    let mut list = first;
    let mut stack: Vec<(Marker, bool)> = Vec::new();
    let mut out = Vec::new();
    for (block, typed) in blocks.into_iter().zip(markers) {
        let (BlockKind::Paragraph(words), Some(typed)) = (&block.kind, typed) else {
            if !matches!(block.kind, BlockKind::PageBreak) {
                stack.clear();
                list += 1;
            }
            out.push(block);
            continue;
        };
        let same = |(open, is_dash): &(Marker, bool)| {
            is_same_kind(*open, typed.marker) && *is_dash == typed.is_dash
        };
        match stack.iter().rposition(same) {
            Some(at) => stack.truncate(at + 1),
            None => stack.push((typed.marker, typed.is_dash)),
        }
        let level = u8::try_from(stack.len() - 1).unwrap_or(8).min(8);
        let shown = flat::shown(words);
        let sign = shown.get(..typed.length).unwrap_or_default();
        recognizer.drop(block.place, sign, DropReason::TypedNumber);
        let words = text::skip(words.clone(), typed.length);
        let item = ListItem { level, marker: typed.marker, list, text: words };
        out.push(Block { kind: BlockKind::ListItem(item), ..block });
    }
    out
}

/// The lines of a paragraph as paragraphs, if they are items, perhaps with words before the first.
fn lines(block: Block) -> Vec<Block> {
    let BlockKind::Paragraph(words) = &block.kind else { return vec![block] };
    let is_break = |it: &flat::Inline| it.content == Content::LineBreak;
    if !words.iter().any(is_break) {
        return vec![block];
    }
    let lines = words.split(is_break).map(|line| text::tidy(line.to_vec()));
    let lines: Vec<Vec<flat::Inline>> = lines.filter(|line| !line.is_empty()).collect();
    let is_item = |line: &Vec<flat::Inline>| marker(&flat::shown(line), None).is_some();
    let has_lead = lines.first().is_some_and(|it| flat::shown(it).ends_with([':', '：']));
    let items = lines.get(usize::from(has_lead)..).unwrap_or_default();
    if items.len() < 2 || !items.iter().all(is_item) {
        return vec![block];
    }
    let mut bookmarks = block.bookmarks;
    let mut line = |words| Block {
        kind: BlockKind::Paragraph(words),
        bookmarks: std::mem::take(&mut bookmarks),
        style: block.style.clone(),
        ..Block::new(block.place, BlockKind::Rule)
    };
    lines.into_iter().map(&mut line).collect()
}

/// Whether two markers are of one list.
fn is_same_kind(one: Marker, other: Marker) -> bool {
    match (one, other) {
        (Marker::Bullet, Marker::Bullet) | (Marker::Continued, Marker::Continued) => true,
        (Marker::Ordered { format, .. }, Marker::Ordered { format: other, .. }) => format == other,
        (Marker::Bullet | Marker::Ordered { .. } | Marker::Continued, _) => false,
    }
}

/// The number of the list that a block belongs to.
fn list_of(block: &Block) -> usize {
    if let BlockKind::ListItem(item) = &block.kind { item.list } else { 0 }
}

/// The typed markers of paragraphs. A number counts if its neighbour has the next one or the one before;
/// a dash, if its neighbour has a dash.
fn markers(blocks: &[Block]) -> Vec<Option<Typed>> {
    let mut last = None;
    let found: Vec<Option<Typed>> = blocks
        .iter()
        .map(|block| {
            let (BlockKind::Paragraph(words), None) = (&block.kind, block.purpose()) else {
                last = None;
                return None;
            };
            let typed = marker(&flat::shown(words), last);
            if let Some(Marker::Ordered { format, value }) = typed.map(|it| it.marker) {
                last = Some((format, value));
            }
            typed
        })
        .collect();
    let mut sure = vec![false; found.len()];
    for (at, pair) in found.windows(2).enumerate() {
        if let [Some(one), Some(other)] = pair {
            let fits = follow(*one, *other);
            for index in [at, at + 1] {
                if let Some(is_sure) = sure.get_mut(index) {
                    *is_sure |= fits;
                }
            }
        }
    }
    let keep = |(typed, is_sure): (Option<Typed>, bool)| {
        typed.filter(|it| is_sure || it.marker == Marker::Bullet && !it.is_dash)
    };
    found.into_iter().zip(sure).map(keep).collect()
}

/// Whether one marker may follow another.
fn follow(one: Typed, other: Typed) -> bool {
    match (one.marker, other.marker) {
        (
            Marker::Ordered { format, value },
            Marker::Ordered { format: next_format, value: next },
        ) => format == next_format && next == value + 1 || next == 1,
        (Marker::Bullet, Marker::Bullet) => one.is_dash == other.is_dash,
        (Marker::Ordered { .. }, Marker::Bullet) | (Marker::Bullet, Marker::Ordered { .. }) => true,
        (Marker::Continued, _) | (_, Marker::Continued) => false,
    }
}
