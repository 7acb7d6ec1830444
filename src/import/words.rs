//! No word is lost: compares the words of a file with those of the report that was made of it.

mod order;

use std::collections::HashMap;

use super::flat::{Block, BlockKind, Dropped, Flat, Place, shown};
use crate::scripts::is_unspaced;
use crate::source::{ParsedReport, TextKind};
use crate::yaml::tree::Node;

/// A word that is in one of a file and its report, more often than in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The word.
    pub word: String,
    /// Where it is in the file; `None` if it is only in the report.
    pub place: Option<Place>,
    /// Whether both have it, but in another order.
    pub is_moved: bool,
}

/// The words of a file that are neither in its report nor dropped, and those that the report has too
/// many.
///
/// The publication, the event and the register of people may repeat words of the text.
pub fn differences(flat: &Flat, dropped: &[Dropped], report: &ParsedReport) -> Vec<Difference> {
    let mut counts = Counts::default();
    each_text(&flat.blocks, &mut |place, text| counts.add(text, place));
    for note in &flat.notes {
        each_text(&note.blocks, &mut |place, text| counts.add(text, place));
    }
    dropped.iter().for_each(|dropped| counts.take(&dropped.text));
    for text in printed(report) {
        counts.take(&text);
    }
    for text in data(report) {
        words(&text).for_each(|word| counts.may_repeat(word));
    }
    let found = counts.differences();
    if found.is_empty() { order::differences(flat, report) } else { found }
}

/// The number of characters of the longest text of a file.
pub fn longest(flat: &Flat) -> usize {
    let mut longest = 0;
    let mut visit = |_: Place, text: &str| longest = text.chars().count().max(longest);
    each_text(&flat.blocks, &mut visit);
    flat.notes.iter().for_each(|note| each_text(&note.blocks, &mut visit));
    longest
}

#[derive(Default)]
struct Counts {
    /// How often each word is in the file but not in the report, and where it is first.
    left: HashMap<String, (i64, Option<Place>)>,
}

impl Counts {
    fn add(&mut self, text: &str, place: Place) {
        for word in words(text) {
            let entry = self.left.entry(word).or_insert((0, Some(place)));
            entry.0 += 1;
        }
    }

    fn take(&mut self, text: &str) {
        for word in words(text) {
            self.left.entry(word).or_default().0 -= 1;
        }
    }

    /// Takes a word that is in the data of the report, if it is still missing.
    fn may_repeat(&mut self, word: String) {
        if let Some((count, _)) = self.left.get_mut(&word).filter(|(count, _)| *count > 0) {
            *count -= 1;
        }
    }

    /// Whether what is missing and what is added have the same letters: what a report generates may have been
    /// a part of a word, as after the Arabic "and", or in a script without spaces.
    fn has_same_letters(&self) -> bool {
        let mut letters: HashMap<char, i64> = HashMap::new();
        for (word, (count, _)) in self.left.iter().filter(|(_, (count, _))| *count != 0) {
            word.chars().for_each(|letter| *letters.entry(letter).or_default() += count);
        }
        letters.values().all(|count| *count == 0)
    }

    fn differences(self) -> Vec<Difference> {
        if self.has_same_letters() {
            return Vec::new();
        }
        let different = self.left.into_iter().filter(|(_, (count, _))| *count != 0);
        let mut found: Vec<Difference> = different
            .map(|(word, (count, place))| Difference {
                word,
                place: place.filter(|_| count > 0),
                is_moved: false,
            })
            .collect();
        found.sort_by(|one, other| (one.place, &one.word).cmp(&(other.place, &other.word)));
        found
    }
}

/// The runs of letters and digits of a text, and its signs that mean something.
fn words(text: &str) -> impl Iterator<Item = String> {
    let is_sign = |sign: char| "&%§€$£¥+=<>©®°№".contains(sign);
    let mut out: Vec<String> = Vec::new();
    let mut is_open = false;
    for sign in text.chars() {
        if sign.is_alphanumeric() && is_unspaced(sign) {
            out.push(sign.into());
            is_open = false;
        } else if sign.is_alphanumeric() {
            match out.last_mut().filter(|_| is_open) {
                Some(word) => word.push(sign),
                None => out.push(sign.into()),
            }
            is_open = true;
        } else {
            is_open = is_open && is_joined(sign);
            if is_sign(sign) {
                out.push(sign.into());
            }
        }
    }
    out.into_iter()
}

/// Whether a sign does not end a word: a combining mark, or one that is not seen.
fn is_joined(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
        || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Every text of some blocks.
fn each_text(blocks: &[Block], visit: &mut dyn FnMut(Place, &str)) {
    for block in blocks {
        let place = block.place;
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                visit(place, &shown(text));
            }
            BlockKind::ListItem(item) => visit(place, &shown(&item.text)),
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells.for_each(|cell| each_text(&cell.blocks, visit));
            }
            BlockKind::Figure(figure) => visit(place, &shown(&figure.caption)),
            BlockKind::Quotation(blocks) | BlockKind::TextBox(blocks) => each_text(blocks, visit),
            BlockKind::Preformatted(text) => visit(place, text),
            BlockKind::Definition { term, definition } => {
                visit(place, &shown(term));
                each_text(definition, visit);
            }
            BlockKind::PageBreak | BlockKind::Rule => {}
        }
    }
}

/// The texts of the body, the annexes and the notes.
fn printed(report: &ParsedReport) -> Vec<String> {
    let texts = report.texts().into_iter().filter(|entry| match entry.kind {
        TextKind::Marked | TextKind::Cell => !is_data(report, entry.node),
        TextKind::Plain | TextKind::Unseen => false,
    });
    let texts = texts.map(|entry| entry.words().as_str().to_owned());
    let terms = report.report.front.abbreviations.keys();
    texts.chain(terms.map(|term| term.as_str().to_owned())).collect()
}

/// The texts that may repeat what is in the text.
fn data(report: &ParsedReport) -> Vec<String> {
    let texts = report.texts().into_iter().filter(|entry| match entry.kind {
        TextKind::Plain => true,
        TextKind::Marked | TextKind::Cell => is_data(report, entry.node),
        TextKind::Unseen => false,
    });
    texts.map(|entry| entry.words().as_str().to_owned()).collect()
}

/// Whether a text is of the publication or the event.
fn is_data(report: &ParsedReport, text: &Node) -> bool {
    let parts = ["publication", "event"].into_iter();
    let mut entries = parts.flat_map(|key| report.tree.key(key).entries());
    entries.any(|entry| entry.value.place == text.place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_digits_and_signs_with_a_meaning() {
        let found: Vec<String> =
            words("16th «Q&A»: 5 %, co-op, n\u{303}o, soft\u{ad}ly 参见1").collect();
        assert_eq!(
            found,
            ["16th", "Q", "&", "A", "5", "%", "co", "op", "no", "softly", "参", "见", "1"]
        );
    }
}
