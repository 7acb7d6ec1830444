//! Names and sentences that a line or page break of the printed report cut in two: "Elisabeth Moiron-" and
//! "Braud".

use super::{Recognizer, shown};
use crate::import::flat::{Block, BlockKind, Content, Inline, ListItem};

/// The blocks with paragraphs joined where a name in bold or a sentence goes on in the next one.
pub fn joined(recognizer: &mut Recognizer, blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (out.last_mut().map(|it| &mut it.kind), block.kind) {
            (Some(BlockKind::Paragraph(before)), BlockKind::Paragraph(after))
                if is_cut(before, &after) =>
            {
                let name = before.last().map(|it| shown(std::slice::from_ref(it)));
                let name = name.unwrap_or_default();
                recognizer.guess(block.place, "a name that was cut in two", &name, 85);
                append(before, after);
            }
            (
                Some(
                    BlockKind::Paragraph(before)
                    | BlockKind::ListItem(ListItem { text: before, .. }),
                ),
                BlockKind::Paragraph(after),
            ) if !block.is_centred && block.style.is_none() && goes_on(before, &after) => {
                recognizer.guess(block.place, "a sentence that was cut in two", &shown(&after), 80);
                before.push(Inline::text(" "));
                before.extend(after);
            }
            (_, kind) => out.push(Block { kind, ..block }),
        }
    }
    out
}

/// The shortest beginning of a sentence that a page break may cut, in characters.
const SHORTEST: usize = 60;

/// Whether a paragraph ends within a sentence, which the next one goes on with: a word in lower case after
/// another, in a script that has capitals.
fn goes_on(before: &[Inline], after: &[Inline]) -> bool {
    let (before, after) = (shown(before), shown(after));
    let first = after.split_whitespace().next().unwrap_or_default();
    before.chars().count() >= SHORTEST
        && before.ends_with(char::is_lowercase)
        && first.starts_with(char::is_lowercase)
        && first.chars().count() > 1
        && first.chars().all(|it| it.is_alphabetic() || it == ',' || it == '-')
}

/// Appends a text, its first words to the last inline.
fn append(before: &mut Vec<Inline>, after: Vec<Inline>) {
    let mut after = after.into_iter();
    if let (Some(last), Some(first)) = (before.last_mut(), after.next()) {
        match (&mut last.content, first.content) {
            (Content::Text(last), Content::Text(more)) => last.push_str(&more),
            (_, content) => before.push(Inline { content, ..first }),
        }
    }
    before.extend(after);
}

/// Whether a paragraph ends within a hyphenated word in bold, which the next one goes on with.
fn is_cut(before: &[Inline], after: &[Inline]) -> bool {
    let (Some(before), Some(after)) = (before.last(), after.first()) else { return false };
    let start = before.shown().strip_suffix('-').unwrap_or_default();
    let is_start = start.chars().next_back().is_some_and(char::is_alphabetic);
    let is_end = after.shown().chars().next().is_some_and(char::is_uppercase);
    before.format.strong && after.format.strong && is_start && is_end
}
