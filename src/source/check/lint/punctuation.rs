//! Spaces, dashes, quotation marks.

use std::ops::Range;

use super::super::inventory::{Inventory, TextEntry};
use super::prose;
use super::words::printed;
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::locate;

/// One space parts words.
pub fn double_spaces(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    for piece in prose(inventory).filter(|piece| piece.text.contains("  ")) {
        for at in runs_of_spaces(piece.text) {
            let place = locate(source, piece.node, at);
            let warning = Code::DoubleSpace.at(place, "more than one space stands here");
            found.push(warning.hint("write one"));
        }
    }
}

/// Runs of more than one space between two words of a line.
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

/// A dash joins the ends of a range and parts words; a hyphen joins the parts of a word.
pub fn hyphens(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    for piece in prose(inventory).filter(|piece| piece.text.contains('-')) {
        for (part, text) in parts(piece) {
            for at in hyphens_for_dashes(text) {
                let place = part + at.start..part + at.end;
                let wrong = text.get(at).unwrap_or_default();
                let message = format!("a hyphen stands for a dash in `{wrong}`");
                let warning = Code::HyphenForDash.at(locate(source, piece.node, place), message);
                found.push(warning.hint(format!("write `{}`", wrong.replace('-', "–"))));
            }
        }
    }
}

/// Where hyphens stand for dashes: "2010-2015", "4-7", "a - b".
fn hyphens_for_dashes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let opened = token.trim_start_matches(['(', '[', '“', '«', '"', '*', '\'']);
        let start = at + token.len() - opened.len();
        let word = opened.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '-');
        let parts_words =
            at > 0 && opened == "- " && text.get(start + 2..).is_some_and(|rest| !rest.is_empty());
        if is_range(word) || parts_words {
            found.push(start..start + word.len());
        }
        at += token.len();
    }
    found
}

/// "2010-2015", "2010-15", "4-7": two numbers, the second of which is larger or shortened.
fn is_range(word: &str) -> bool {
    let Some((from, to)) = word.split_once('-') else { return false };
    let figures = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = |part: &str| part.parse::<u16>().unwrap_or_default();
    figures(from) && figures(to) && (number(from) < number(to) || (from.len(), to.len()) == (4, 2))
}

/// Quotation marks are written as they are printed. Off unless asked for: straight ones are
/// printed as those of the language.
pub fn straight_quotes(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    for piece in prose(inventory).filter(|piece| piece.text.contains(['"', '\''])) {
        for (part, text) in parts(piece) {
            for (at, mark) in text.match_indices(['"', '\'']) {
                let place = locate(source, piece.node, part + at..part + at + mark.len());
                let warning = Code::StraightQuote.at(place, format!("`{mark}` is straight"));
                found.push(warning.hint("write the mark of the language, such as “ ” ‘ ’ « »"));
            }
        }
    }
}

/// The printed parts of a text, each with where it begins.
fn parts<'i>(piece: &TextEntry<'i>) -> impl Iterator<Item = (usize, &'i str)> {
    let text = piece.text;
    printed(text).into_iter().filter_map(move |part| Some((part.start, text.get(part)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_parting_hyphens_are_found() {
        let found = |text: &'static str| -> Vec<&str> {
            hyphens_for_dashes(text).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(found("in 2010-2015 (pp. 4-7), 2016-17."), ["2010-2015", "4-7", "2016-17"]);
        assert_eq!(found("ports - and people"), ["-"]);
        for right in
            ["2016-04-11", "CTHB.GAL/3-16", "978-92-9235", "a-b", "7-4", "- a", "a -", "2–3"]
        {
            assert_eq!(found(right), Vec::<&str>::new(), "{right}");
        }
    }

    #[test]
    fn spaces_count_within_a_line() {
        assert_eq!(runs_of_spaces("a  b   c\n  d\n e  \n"), vec![1..3, 4..7]);
        assert_eq!(runs_of_spaces("a b"), Vec::<Range<usize>>::new());
    }
}
