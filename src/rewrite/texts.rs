//! The texts of a report, and how each is read.

use std::collections::HashMap;

use super::inline::Manner;
use super::locate::Step;
use crate::resolve::typography;
use crate::source::ParsedReport;
use crate::templates::{Labels, Quotes};

/// The texts of a report by the places of their scalars.
pub struct Texts<'a> {
    /// Whether the text of the scalar at an offset has inline markup.
    marked: HashMap<usize, bool>,
    quotes: Option<&'a Quotes>,
    /// Whether the report has more straight marks than others.
    straight: bool,
}

impl<'a> Texts<'a> {
    /// The texts of a report that is printed with `labels`.
    pub fn of(parsed: &ParsedReport, labels: &'a Labels) -> Self {
        let quotes = typography::quotes(&parsed.report, labels);
        let texts = parsed.texts();
        let marked =
            texts.iter().map(|text| (text.node.place.start, text.kind.is_marked())).collect();
        let counted = texts.iter().map(|text| count(text.text, quotes));
        let (straight, printed) =
            counted.fold((0, 0), |all, found| (all.0 + found.0, all.1 + found.1));
        Texts { marked, quotes, straight: straight > 0 && straight >= printed }
    }

    /// How the text of the scalar at an offset is read; `None` if it is not printed. `path` contains the
    /// steps to it.
    pub fn manner(&self, start: usize, path: &[Step], text: &str) -> Option<Manner<'a>> {
        let marked = *self.marked.get(&start)?;
        Some(match marked || is_of_person(path) {
            true => self.manner_of(marked, text),
            false => Texts::BARE,
        })
    }

    /// How a text that is printed as it is, such as a key or a number in the imprint, is read.
    pub const BARE: Manner<'static> = Manner { marked: false, quotes: None, straight: false };

    /// How a text is read: with the kind of quotation marks that it already has, otherwise that of the
    /// report.
    pub fn manner_of(&self, marked: bool, text: &str) -> Manner<'a> {
        let (straight, printed) = count(text, self.quotes);
        let straight = if straight + printed > 0 { straight >= printed } else { self.straight };
        Manner { marked, quotes: self.quotes, straight }
    }
}

/// Whether some steps lead into the register of people, in which texts have no markup.
pub fn is_of_person(path: &[Step]) -> bool {
    path.first().and_then(|step| step.entry).is_some_and(|entry| entry.key == "people")
}

/// The numbers of straight marks in a text, and of marks as they are printed.
fn count(text: &str, quotes: Option<&Quotes>) -> (usize, usize) {
    let Some(quotes) = quotes else { return (0, 0) };
    let marks =
        [&quotes.open, &quotes.close, &quotes.inner_open, &quotes.inner_close, &quotes.apostrophe];
    let is_printed = |c: char| marks.iter().any(|mark| !c.is_whitespace() && mark.contains(c));
    let straight = text.chars().filter(|c| matches!(c, '"' | '\'')).count();
    (straight, text.chars().filter(|c| is_printed(*c)).count())
}
