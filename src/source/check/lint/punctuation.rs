//! Spaces, dashes, quotation marks.

use std::ops::Range;

use super::super::inventory::Inventory;
use super::{Fix, Formats, prose};
use crate::diagnostic::{Code, Findings};
use crate::languages;
use crate::numerals;

/// Warns of more than one space between words.
pub fn double_spaces(inventory: &Inventory, found: &mut Findings) {
    for entry in prose(inventory).filter(|entry| entry.start.is_none() && entry.text.contains("  "))
    {
        for at in runs_of_spaces(&entry.without_code()) {
            let place = entry.locate(at);
            let warning = Code::DoubleSpace.at(place, "more than one space between words");
            found.push(warning.hint("delete all but one").write(" "));
        }
    }
}

/// Runs of more than one space inside a line.
fn runs_of_spaces(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let mut at = indent;
        while let Some(offset) = line.trim_end().get(at..).and_then(|rest| rest.find("  ")) {
            let start = at + offset;
            let rest = line.get(start..).unwrap_or_default();
            let end = start + rest.len() - rest.trim_start_matches(' ').len();
            runs.push(line_start + start..line_start + end);
            at = end;
        }
        line_start += line.len();
    }
    runs
}

/// Warns of hyphens in place of en dashes, in ranges of numbers and between words.
pub fn hyphens(inventory: &Inventory, found: &mut Findings) {
    for Fix { at, wrong, right, .. } in hyphen_fixes(inventory) {
        let kind = if right.contains('—') { "em" } else { "en" };
        let message = format!("hyphen used instead of an {kind} dash in `{wrong}`");
        found.push(Code::HyphenForDash.at(at, message).hint(format!("write `{right}`")));
    }
}

/// The dashes that belong in place of hyphens.
pub fn hyphen_fixes(inventory: &Inventory) -> Vec<Fix> {
    let language = languages::find(&inventory.report.publication.language);
    let rules = language.map(languages::Language::rules);
    let hyphen_is_right = rules.is_some_and(|rules| rules.ranges_have_hyphens);
    let dash = rules.and_then(|rules| rules.dash).unwrap_or("–");
    let mut fixes = Vec::new();
    for entry in prose(inventory).filter(|entry| entry.text.contains('-')) {
        let words = entry.words_around_objects();
        let found = hyphens_for_dashes(words);
        if found.is_empty() {
            continue;
        }
        let formats = Formats::of(entry);
        for at in found {
            let wrong = words.get(at.clone()).unwrap_or_default();
            if hyphen_is_right && is_range(wrong) {
                continue;
            }
            let dash = if is_range(wrong) { "–" } else { dash };
            let (wrong, right) = (wrong.to_owned(), wrong.replace('-', dash));
            let at = entry.file_range(words, at);
            // The exponent of `2^-20^` is not the end of a range.
            if formats.at(at.start) == formats.at(at.end.saturating_sub(1)) {
                fixes.push(Fix { format: formats.at(at.start), at, wrong, right });
            }
        }
    }
    fixes
}

/// Hyphens in place of dashes: "2010-2015", "4-7", "a - b".
fn hyphens_for_dashes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let opened = token.trim_start_matches(['(', '[', '“', '«', '"', '\'']);
        let start = at + token.len() - opened.len();
        let word = opened.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-');
        let is_dash =
            at > 0 && opened == "- " && text.get(start + 2..).is_some_and(|rest| !rest.is_empty());
        if is_range(word) || is_dash {
            found.push(start..start + word.len());
        }
        at += token.len();
    }
    found
}

/// Whether a word is a range of numbers, the second larger, or of years, the second abbreviated: "2010-2015",
/// "2010-15", "XIX-XX". Numbers of standards such as "2874-82" are not years.
fn is_range(word: &str) -> bool {
    let Some((from, to)) = word.split_once('-') else { return false };
    let figures = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = |part: &str| part.parse::<u16>().unwrap_or_default();
    let is_short_year = (from.len(), to.len()) == (4, 2) && (1000..=2100).contains(&number(from));
    let is_of_figures =
        figures(from) && figures(to) && (number(from) < number(to) || is_short_year);
    is_of_figures || roman(from).zip(roman(to)).is_some_and(|(from, to)| from < to)
}

/// The value of a Roman number in capitals, as centuries and chapters have them.
fn roman(word: &str) -> Option<u32> {
    let letters = word.bytes().all(|letter| b"IVXL".contains(&letter)) && !word.is_empty();
    letters.then(|| (1..50).find(|number| numerals::roman(*number).eq_ignore_ascii_case(word)))?
}

/// Warns of straight quotation marks. Off by default, because they are printed as the quotation marks of
/// the language.
pub fn straight_quotes(inventory: &Inventory, found: &mut Findings) {
    for entry in prose(inventory).filter(|entry| entry.text.contains(['"', '\''])) {
        let words = entry.words();
        for (at, mark) in words.match_indices(['"', '\'']) {
            let place = entry.file_range(&words, at..at + mark.len());
            let warning =
                Code::StraightQuote.at(place, format!("straight quotation mark `{mark}`"));
            found.push(warning.hint("write the mark of the language, such as “ ” ‘ ’ « »"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_in_place_of_dashes_are_found() {
        let found = |text: &'static str| -> Vec<&str> {
            hyphens_for_dashes(text).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(found("in 2010-2015 (pp. 4-7), 2016-17."), ["2010-2015", "4-7", "2016-17"]);
        assert_eq!(found("ports - and people, XIX-XX"), ["-", "XIX-XX"]);
        for right in [
            "2016-04-11",
            "CTHB.GAL/3-16",
            "978-92-9235",
            "a-b",
            "7-4",
            "X-V",
            "LXX-A",
            "V-v",
            "2874-82",
            "- a",
            "a -",
            "2–3",
        ] {
            assert_eq!(found(right), Vec::<&str>::new(), "{right}");
        }
    }

    #[test]
    fn spaces_are_counted_within_a_line() {
        assert_eq!(runs_of_spaces("a  b   c\n  d\n e  \n"), vec![1..3, 4..7]);
        assert_eq!(runs_of_spaces("a b"), Vec::<Range<usize>>::new());
    }
}
