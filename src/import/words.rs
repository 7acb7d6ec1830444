//! No word is lost: compares the words of a file with those of the report that was made of it.

mod order;

use std::collections::{HashMap, HashSet};

use super::flat::{Block, BlockKind, Dropped, Flat, Place, shown};
use crate::math;
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
    for dropped in dropped {
        counts.take(&dropped.text);
        counts.dropped.extend(words(&dropped.text));
    }
    for text in printed(report) {
        counts.take(&text);
    }
    for text in data(report) {
        words(&text).for_each(|word| counts.may_repeat(word));
    }
    let found = counts.differences();
    if found.is_empty() { order::differences(flat, report) } else { found }
}

/// The longest word, in characters, that may be joined of two.
const LONGEST_JOINED: usize = 100;

#[derive(Default)]
struct Counts {
    /// How often each word is in the file but not in the report, and where it is first.
    left: HashMap<String, (i64, Option<Place>)>,
    /// The words of dropped text.
    dropped: HashSet<String>,
    /// How often the data of the report has each word that is not missing.
    spare: HashMap<String, i64>,
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
        match self.left.get_mut(&word).filter(|(count, _)| *count > 0) {
            Some((count, _)) => *count -= 1,
            None => *self.spare.entry(word).or_default() += 1,
        }
    }

    /// Takes the words of the file that the report has in two parts, one of them dropped: Arabic joins "and"
    /// with the name after it, and Korean joins a number with the particle after it.
    fn take_joined(&mut self) {
        let missing = self
            .left
            .iter()
            .filter(|(word, (count, _))| *count > 0 && word.chars().count() <= LONGEST_JOINED);
        let mut missing: Vec<String> = missing.map(|(word, _)| word.clone()).collect();
        missing.sort();
        for word in missing {
            while self.is_missing(&word) && self.take_parts(&word) {}
        }
    }

    fn is_missing(&self, word: &str) -> bool {
        self.left.get(word).is_some_and(|(count, _)| *count > 0)
    }

    /// Takes a word and its two parts, if the report and the dropped text have the parts too many.
    fn take_parts(&mut self, word: &str) -> bool {
        let ends = word.char_indices().skip(1).filter_map(|(at, _)| word.split_at_checked(at));
        let has = |part: &str| {
            let is_added = self.left.get(part).is_some_and(|(count, _)| *count < 0);
            is_added || self.spare.get(part).is_some_and(|count| *count > 0)
        };
        let fits = |(start, end): &(&str, &str)| {
            let is_dropped = self.dropped.contains(*start) || self.dropped.contains(*end);
            is_dropped && start != end && has(start) && has(end)
        };
        let Some((start, end)) = ends.filter(fits).last() else { return false };
        for part in [start, end] {
            match self.left.get_mut(part).filter(|(count, _)| *count < 0) {
                Some((count, _)) => *count += 1,
                None => *self.spare.entry(part.into()).or_default() -= 1,
            }
        }
        self.left.entry(word.into()).or_default().0 -= 1;
        true
    }

    fn differences(mut self) -> Vec<Difference> {
        self.take_joined();
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

/// Whether a sign does not end a word: a combining mark, or one that is not seen. Control characters are not
/// written.
fn is_joined(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
        || sign.is_control() && !matches!(sign, '\t' | '\n' | '\r')
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
        TextKind::Plain | TextKind::Code | TextKind::Unseen => false,
    });
    let texts = texts.map(|entry| entry.words().as_str().to_owned());
    let terms = report.report.front.abbreviations.keys();
    texts.chain(terms.map(|term| term.as_str().to_owned())).collect()
}

/// The texts that may repeat what is in the text.
fn data(report: &ParsedReport) -> Vec<String> {
    let texts = report.texts().into_iter().filter(|entry| match entry.kind {
        TextKind::Plain | TextKind::Code => true,
        TextKind::Marked | TextKind::Cell => is_data(report, entry.node),
        TextKind::Unseen => false,
    });
    let texts = texts.map(|entry| entry.words().as_str().to_owned());
    texts.flat_map(|text| line_of_equation(&text).into_iter().chain([text])).collect()
}

/// An equation as one line, as the file shows it.
fn line_of_equation(latex: &str) -> Option<String> {
    let equation = math::read(&latex.trim().into()).ok()?;
    Some(math::linear(&equation.content))
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

    /// The differences of a text from a report with other words and some dropped text.
    fn compared(file: &str, report: &str, dropped: &str) -> Vec<String> {
        let mut counts = Counts::default();
        counts.add(file, Place::Line(1));
        counts.take(report);
        counts.take(dropped);
        counts.dropped.extend(words(dropped));
        counts.differences().into_iter().map(|it| it.word).collect()
    }

    #[test]
    fn words_with_the_same_letters_are_different() {
        assert_eq!(compared("the form is from", "the form is form", ""), ["form", "from"]);
        assert_eq!(compared("no one", "noone", ""), ["noone", "no", "one"]);
        assert_eq!(compared("noone", "no one", ""), ["no", "one", "noone"]);
    }

    #[test]
    fn a_word_may_be_joined_of_a_dropped_one_and_another() {
        assert_eq!(compared("ليلى وسامي", "ليلى سامي", "و"), [""; 0]);
        assert_eq!(compared("ليلى وسامي", "ليلى سام", "و"), ["سام", "و", "وسامي"]);
        assert_eq!(compared("표 1에서", "에서", "표 1"), [""; 0]);
    }

    #[test]
    fn words_are_letters_digits_and_signs_with_a_meaning() {
        let found: Vec<String> =
            words("16th «Q&A»: 5 %, co-op, n\u{303}o, soft\u{ad}l\u{9b}y 参见1").collect();
        assert_eq!(
            found,
            ["16th", "Q", "&", "A", "5", "%", "co", "op", "no", "softly", "参", "见", "1"]
        );
    }
}
