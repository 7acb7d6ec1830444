//! Strings that record where each of their characters comes from.
//!
//! A report is a YAML file. Between that file and a page, its words are unescaped and unfolded,
//! separated from their markup, composed (NFC), and given the quotation marks of their language.
//! Numbers and prefixes are added around them. Through all of this, a [`TracedString`] keeps the bytes
//! of the file from which every character comes, so that a message can point at them and a tool can
//! write a change back.
//!
//! # Reading
//!
//! [`TracedString::file_range`] gives the bytes from which a part of a string comes, and
//! [`TracedString::runs`] the source of every part:
//!
//! - [`Source::Copied`]: the string has the bytes of the file.
//! - [`Source::Replaced`]: the string has a substitute for bytes of the file that mean the same:
//!   `\u00e9`, `''`, `\*`, a folded line break, a straight quotation mark.
//! - [`Source::Generated`]: the text is not in the file; the [`Generator`] says what made it.
//!
//! # Writing back
//!
//! To change printed words, replace the bytes of `file_range` and read the file again, because all
//! offsets after the change have moved. Bytes inside a copied run can be replaced as they are. At the
//! edges of a replaced run, replace the whole run, since half an escape has a different meaning. New
//! words need the escapes of their scalar. Generated text cannot be changed in place: change the data
//! from which it was made.
//!
//! # Offsets
//!
//! Offsets count all bytes of the file, including a byte order mark. They are stored in 32 bits;
//! positions beyond 4 GiB are clamped.

mod shift;
mod traced_string;

use std::ops::Range;

pub use shift::{Shift, Shifted};
pub use traced_string::TracedString;

/// The source of a part of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A copy of the bytes of the file from this offset on, byte for byte.
    Copied { start: u32 },
    /// A substitute for these bytes of the file: the character of an escape, the space of a folded
    /// line break, a composed letter, a typographic quotation mark.
    Replaced { start: u32, end: u32 },
    /// Generated: not in the file.
    Generated(Generator),
}

/// The generator of text that the author did not write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generator {
    /// Layout and the writers: a prefix before its heading, a caption repeated on the next page.
    #[default]
    Layout,
    /// A counter: the number of a note, a paragraph, a panel.
    Number,
    /// The words of the report's language (`plenary labels`): "Contents", "Figure", "continued".
    Labels,
    /// A date, in the format of the report's language.
    Date,
    /// The prefix of a cited heading or item: "Panel 2", "Recommendation 2.3".
    Prefix,
    /// Punctuation between joined parts: the comma between a post and an organization.
    Separator,
    /// The first words of something that is cited without a number.
    Excerpt,
    /// A file beside the report: the data of a table.
    Data,
    /// An equation, from its LaTeX.
    Equation,
}

impl Generator {
    /// All generators, in the order of their numbers.
    const ALL: [Generator; 9] = [
        Generator::Layout,
        Generator::Number,
        Generator::Labels,
        Generator::Date,
        Generator::Prefix,
        Generator::Separator,
        Generator::Excerpt,
        Generator::Data,
        Generator::Equation,
    ];

    /// Its number in [`Origin::numbers`].
    pub fn number(self) -> u32 {
        self as u32
    }

    fn from_number(number: u32) -> Generator {
        Generator::ALL.get(number as usize).copied().unwrap_or_default()
    }
}

/// The source of one run of bytes of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The end of the run in the string; it begins where the run before it ends.
    end: u32,
    source: Source,
}

/// The origin of every byte of a string.
///
/// Most texts are one copied run, which needs no allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(Runs);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Runs {
    /// One run over the whole string, whatever its length.
    One(Source),
    /// Several runs that follow one another without gaps.
    Many(Vec<Run>),
}

impl Origin {
    /// The origin of a copy of the bytes of the file starting at `start`.
    pub fn copied(start: usize) -> Self {
        Origin(Runs::One(Source::copied(start)))
    }

    /// The origin of a substitute for some bytes of the file.
    pub fn replaced(file: Range<usize>) -> Self {
        Origin(Runs::One(Source::replaced(file)))
    }

    /// The origin of text that is not in the file.
    pub fn generated(generator: Generator) -> Self {
        Origin(Runs::One(Source::Generated(generator)))
    }

    /// The bytes of the file from which some bytes of the string come, from the first to the last,
    /// including anything between them in the file, such as markup.
    ///
    /// An empty range gives the place between two characters. `None` if nothing in the range comes
    /// from the file.
    pub fn file_range(&self, part: Range<usize>) -> Option<Range<usize>> {
        let mut range: Option<Range<usize>> = None;
        for (at, source) in self.runs_in(part) {
            if let Some(file) = source.file_range(at.len()) {
                range = Some(match range {
                    Some(range) => range.start.min(file.start)..range.end.max(file.end),
                    None => file,
                });
            }
        }
        range
    }

    /// The runs that a part of the string meets, cut to the part. An empty part meets the run that
    /// ends or contains it.
    pub fn runs_in(&self, part: Range<usize>) -> impl Iterator<Item = (Range<usize>, Source)> + '_ {
        let one = match &self.0 {
            Runs::One(source) => Some((part.clone(), source.advanced(part.start))),
            Runs::Many(_) => None,
        };
        one.into_iter().chain(self.many_in(part))
    }

    fn many_in(&self, part: Range<usize>) -> impl Iterator<Item = (Range<usize>, Source)> + '_ {
        let runs = match &self.0 {
            Runs::One(_) => &[][..],
            Runs::Many(runs) => runs.as_slice(),
        };
        let at = if part.is_empty() { part.start } else { part.start + 1 };
        let first = runs.partition_point(|run| (run.end as usize) < at);
        let before = first.checked_sub(1).and_then(|index| runs.get(index));
        let mut start = before.map_or(0, |run| run.end as usize);
        let met = runs.get(first..).unwrap_or_default().iter().map(move |run| {
            let at = start..run.end as usize;
            start = at.end;
            (at, run.source)
        });
        let (from, to) = (part.start, part.end.max(part.start + usize::from(part.is_empty())));
        met.take_while(move |(at, _)| at.start < to)
            .take(if part.is_empty() { 1 } else { usize::MAX })
            .map(move |(at, source)| {
                let cut = at.start.max(from)..at.end.min(part.end).max(from);
                (cut.clone(), source.advanced(cut.start - at.start))
            })
    }

    /// Adds the source of the bytes from `length` to `end` of the string.
    fn push(&mut self, length: usize, end: usize, source: Source) {
        let (length, end) = (clamped(length), clamped(end));
        if let Runs::One(one) = self.0 {
            if length > 0 && one.continues(length, source) {
                return;
            }
            let run = Run { end: length, source: one };
            self.0 = Runs::Many(if length == 0 { Vec::new() } else { vec![run] });
        }
        let Runs::Many(runs) = &mut self.0 else { return };
        let start = runs.iter().rev().nth(1).map_or(0, |run| run.end);
        match runs.last_mut() {
            Some(last) if last.source.continues(last.end - start, source) => last.end = end,
            Some(_) => runs.push(Run { end, source }),
            // Most strings stay one run.
            None => self.0 = Runs::One(source),
        }
    }

    fn truncate(&mut self, length: usize) {
        if let Runs::Many(runs) = &mut self.0 {
            let length = clamped(length);
            runs.truncate(runs.partition_point(|run| run.end < length) + 1);
            if let Some(last) = runs.last_mut() {
                last.end = last.end.min(length);
            }
        }
    }

    /// The origin as numbers, four for each run: its end in the string, 0 for a copy, 1 for a substitute
    /// or 2 for generated text, and its range in the file or the number of its generator.
    /// [`Origin::from_numbers`] reads them.
    ///
    /// `length` is the length of the string.
    pub fn numbers(&self, length: usize) -> impl Iterator<Item = u32> + '_ {
        self.runs_in(0..length).flat_map(|(at, source)| {
            let (kind, start, end) = match source {
                Source::Copied { start } => (0, start, 0),
                Source::Replaced { start, end } => (1, start, end),
                Source::Generated(generator) => (2, generator.number(), 0),
            };
            [clamped(at.end), kind, start, end]
        })
    }

    /// The origin that [`Origin::numbers`] gave.
    pub fn from_numbers(numbers: &[u32]) -> Self {
        let run = |run: &[u32]| {
            let &[end, kind, start, stop] = run else { return None };
            let source = match kind {
                0 => Source::Copied { start },
                1 => Source::Replaced { start, end: stop },
                _ => Source::Generated(Generator::from_number(start)),
            };
            Some(Run { end, source })
        };
        let mut runs: Vec<Run> = numbers.chunks_exact(4).filter_map(run).collect();
        match (runs.pop(), runs.is_empty()) {
            (Some(only), true) => Origin(Runs::One(only.source)),
            (Some(last), false) => {
                runs.push(last);
                Origin(Runs::Many(runs))
            }
            (None, _) => Origin::generated(Generator::default()),
        }
    }
}

impl Shifted for Origin {
    fn shift(&mut self, by: Shift) {
        match &mut self.0 {
            Runs::One(source) => source.shift(by),
            Runs::Many(runs) => runs.iter_mut().for_each(|run| run.source.shift(by)),
        }
    }
}

impl Source {
    fn copied(start: usize) -> Self {
        Source::Copied { start: clamped(start) }
    }

    fn replaced(file: Range<usize>) -> Self {
        Source::Replaced { start: clamped(file.start), end: clamped(file.end) }
    }

    /// The bytes of the file for `length` bytes of the string; `None` if they are generated.
    pub fn file_range(self, length: usize) -> Option<Range<usize>> {
        match self {
            Source::Copied { start } => Some(start as usize..start as usize + length),
            Source::Replaced { start, end } => Some(start as usize..end as usize),
            Source::Generated(_) => None,
        }
    }

    /// The source of the rest of a run after its first `by` bytes.
    fn advanced(self, by: usize) -> Self {
        match self {
            Source::Copied { start } => Source::Copied { start: start.saturating_add(clamped(by)) },
            Source::Replaced { .. } | Source::Generated(_) => self,
        }
    }

    /// Whether `next` continues a run of `length` bytes from this source.
    fn continues(self, length: u32, next: Source) -> bool {
        match (self, next) {
            (Source::Copied { start }, Source::Copied { start: next }) => {
                start.checked_add(length) == Some(next)
            }
            (Source::Generated(one), Source::Generated(other)) => one == other,
            // Two escapes of the same character are two runs, but one substitute pushed in parts is
            // one.
            (Source::Replaced { .. }, Source::Replaced { .. }) => self == next,
            _ => false,
        }
    }

    fn shift(&mut self, by: Shift) {
        match self {
            Source::Copied { start } => by.offset(start),
            Source::Replaced { start, end } => {
                by.offset(start);
                by.offset(end);
            }
            Source::Generated(_) => {}
        }
    }
}

fn clamped(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "16^th^ it''s" without markup and with the quote unescaped, after a generated prefix.
    fn traced() -> TracedString {
        let mut text = TracedString::new();
        text.push_generated("Panel: ", Generator::Prefix);
        text.push_copied("16", 10);
        text.push_copied("th", 13);
        text.push_copied(" it", 16);
        text.push_replaced("’", 19..21);
        text.push_copied("s", 21);
        text
    }

    #[test]
    fn a_file_range_covers_what_lies_between_its_ends() {
        let text = traced();
        assert_eq!(text, "Panel: 16th it’s");
        assert_eq!(text.file_range(7..11), Some(10..15));
        assert_eq!(text.file_range(8..9), Some(11..12));
        assert_eq!(text.file_range(0..7), None);
        assert_eq!(text.file_range(5..8), Some(10..11));
        assert_eq!(text.file_range(14..17), Some(19..21));
        assert_eq!(text.file_range(17..18), Some(21..22));
        assert_eq!(text.file_range(18..18), Some(22..22));
        assert_eq!(text.file_range(11..11), Some(15..15));
        let whole = TracedString::with_origin("abc", Origin::copied(4));
        assert_eq!(whole.file_range(1..2), Some(5..6));
        assert_eq!(whole.file_range(0..0), Some(4..4));
    }

    #[test]
    fn parts_keep_their_origin() {
        let text = traced();
        let mut part = text.part(8..14);
        assert_eq!(part, "6th it");
        assert_eq!(part.file_range(0..1), Some(11..12));
        assert_eq!(part.file_range(0..3), Some(11..15));
        part.truncate(2);
        assert_eq!(part.file_range(0..part.len()), Some(11..14));
        part.push_copied("h", 14);
        assert_eq!(part.runs().count(), 2);
        let mut joined = TracedString::with_origin("a", Origin::copied(3));
        joined.push_copied("b", 4);
        assert_eq!(joined.runs().collect::<Vec<_>>(), [(0..2, Source::Copied { start: 3 })]);
        joined.push_substitute("…", &text, 0..2);
        assert_eq!(joined.file_range(2..5), None);
        joined.push_substitute("…", &text, 7..9);
        assert_eq!(joined.file_range(5..8), Some(10..12));
        assert_eq!(traced().trimmed(), "Panel: 16th it’s");
    }

    #[test]
    fn numbers_hold_an_origin() {
        let mut text = traced().part(7..18);
        text.shift(Shift { from: 4, until: 99, to: 7 });
        let numbers: Vec<u32> = text.origin().numbers(text.len()).collect();
        assert_eq!(&Origin::from_numbers(&numbers), text.origin());
        assert_eq!(text.file_range(0..1), Some(13..14));
        for (number, generator) in Generator::ALL.into_iter().enumerate() {
            assert_eq!(generator.number() as usize, number);
            let origin = Origin::generated(generator);
            assert_eq!(Origin::from_numbers(&origin.numbers(2).collect::<Vec<_>>()), origin);
        }
        let copied = Origin::copied(5);
        assert_eq!(Origin::from_numbers(&copied.numbers(2).collect::<Vec<_>>()), copied);
    }
}
