//! Line breaking, markers and underlines. Widths are terminal columns (UAX #11).
//!
//! Lines are filled evenly (the optimal-fit algorithm of textwrap). They break at spaces, and in
//! scripts without spaces at the break opportunities of UAX #14. A word that is wider than a line is
//! broken, unless it is a URL. Such a URL has a separate line, the only kind that may be too wide.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::column_widths::columns;
use crate::export::lines::{Lines, indented};

/// The number of columns of a line.
pub const WIDTH: usize = 72;

/// Text that is not broken, and the spaces after it.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    text: &'t str,
    spaces: usize,
}

impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        columns(self.text) as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.spaces as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Wraps a text and keeps its line feeds. An empty text has no lines.
pub fn wrap(text: &str, width: usize) -> Lines {
    hanging("", 0, text, width)
}

/// Wraps a text. The first line begins with `first`, all others are indented by `indent` columns.
pub fn hanging(first: &str, indent: usize, text: &str, width: usize) -> Lines {
    if text.is_empty() {
        return Lines::new();
    }
    let rest = " ".repeat(indent);
    let mut lines = Lines::new();
    for paragraph in text.split('\n') {
        let before = if lines.is_empty() { first } else { &rest };
        lines.extend(fill(paragraph, before, &rest, width));
    }
    lines
}

/// Puts a marker before the first line and indents all lines by at least `indent` columns.
pub fn with_marker(marker: &str, indent: usize, lines: Lines) -> Lines {
    let indent = indent.max(marker.width() + 1);
    let blanks = " ".repeat(indent - marker.width());
    let mut lines = lines.into_iter();
    let first = format!("{marker}{blanks}{}", lines.next().unwrap_or_default());
    let rest = indented(indent, lines.collect());
    std::iter::once(first.trim_end().to_owned()).chain(rest).collect()
}

/// Underlines text with a stroke as long as its longest line, but at most as long as a line of the page.
pub fn underlined(mut lines: Lines, stroke: char) -> Lines {
    let longest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    if longest > 0 {
        lines.push(stroke.to_string().repeat(longest.min(WIDTH)));
    }
    lines
}

/// The penalty for each column beyond the line width. It exceeds the cost of any gap at line ends,
/// which textwrap squares, so that no line overflows.
const OVERFLOW_PENALTY: usize = 1_000_000;

fn fill(text: &str, first: &str, rest: &str, width: usize) -> Lines {
    let widths = [first, rest].map(|indent| width.saturating_sub(indent.width()));
    let narrowest = widths.into_iter().min().unwrap_or(0).max(1);
    let pieces: Vec<Piece> = pieces(text).flat_map(|piece| fitting(piece, narrowest)).collect();
    let [_, later] = widths;
    let mut lines: Vec<&[Piece]> = Vec::new();
    // The text before and after a URL that is too wide fills its lines as if the URL were not there.
    let is_too_wide = |piece: &Piece| columns(piece.text) > narrowest;
    for part in pieces.chunk_by(|one, next| !is_too_wide(one) && !is_too_wide(next)) {
        let widths = if lines.is_empty() { widths } else { [later; 2] };
        lines.extend(filled(part, widths.map(|width| width as f64)));
    }
    let indents = std::iter::once(first).chain(std::iter::repeat(rest));
    indents.zip(lines).map(|(indent, line)| written(indent, line)).collect()
}

/// Pieces in lines, the first of which has the first width.
fn filled<'p, 't>(pieces: &'p [Piece<'t>], widths: [f64; 2]) -> Vec<&'p [Piece<'t>]> {
    let penalties = Penalties { overflow_penalty: OVERFLOW_PENALTY, ..Penalties::new() };
    wrap_optimal_fit(pieces, &widths, &penalties)
        .unwrap_or_else(|_| wrap_first_fit(pieces, &widths))
}

fn written(indent: &str, line: &[Piece]) -> String {
    let mut out = indent.to_owned();
    for piece in line {
        out.push_str(piece.text);
        out.extend(std::iter::repeat_n(' ', piece.spaces));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The pieces of a text without line feeds.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    text.split_inclusive(' ').flat_map(|word| {
        let bare = word.trim_end_matches(' ');
        let spaces = word.len() - bare.len();
        let mut parts = parts(bare);
        let last = parts.pop().unwrap_or_default();
        let inner = parts.into_iter().map(|text| Piece { text, spaces: 0 });
        inner.chain(std::iter::once(Piece { text: last, spaces }))
    })
}

/// The parts of a run without spaces between which it may be broken.
fn parts(word: &str) -> Vec<&str> {
    if !word.chars().any(breaks_without_spaces) {
        return vec![word];
    }
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(word).collect();
    ends.windows(2).filter_map(|pair| word.get(*pair.first()?..*pair.last()?)).collect()
}

/// Whether a character belongs to a script without spaces: ideographs and kana, which are wide, and
/// Thai, Lao, Burmese and Khmer.
fn breaks_without_spaces(character: char) -> bool {
    let narrow = matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    narrow || character == '\u{200b}' || character.width() == Some(2)
}

/// Splits a piece that is wider than a line, unless it is a URL.
fn fitting(piece: Piece, width: usize) -> Vec<Piece> {
    if columns(piece.text) <= width || is_address(piece.text) {
        return vec![piece];
    }
    let mut parts = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (at, character) in piece.text.char_indices() {
        let columns = character.width().unwrap_or(0);
        if taken + columns > width && at > start {
            parts.extend(piece.text.get(start..at).map(|text| Piece { text, spaces: 0 }));
            (start, taken) = (at, 0);
        }
        taken += columns;
    }
    parts.extend(piece.text.get(start..).map(|text| Piece { text, spaces: piece.spaces }));
    parts
}

/// Whether a text contains a URL, which no longer works when broken.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains("mailto:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::lines::join;

    #[test]
    fn no_line_is_too_wide_in_any_script() {
        let texts = [
            "会議の報告書 and a-very-long-unbreakable-word-that-does-not-fit-anywhere",
            "การประชุมระดับภูมิภาคว่าด้วยการบริหารจัดการน้ำอย่างยั่งยืน",
            "naïve e\u{301}te\u{301} 👩‍👩‍👧‍👦 ❤️ 👍🏽 flags 🇱🇻 🇫🇷",
        ];
        for text in texts {
            for width in [12, 20] {
                let lines = wrap(text, width);
                assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
                let bare = |text: &str| text.replace(' ', "");
                assert_eq!(bare(&lines.concat()), bare(text));
            }
        }
    }

    #[test]
    fn ideographs_never_break_before_a_full_stop() {
        assert_eq!(wrap("水は低い方へ流れる。", 18), ["水は低い方へ流", "れる。"]);
    }

    #[test]
    fn urls_and_no_break_spaces_are_never_broken() {
        let lines = wrap("see <https://example.org/a/very/long/address> on p.\u{a0}5", 20);
        assert_eq!(lines, ["see", "<https://example.org/a/very/long/address>", "on p.\u{a0}5"]);
    }

    #[test]
    fn a_line_before_a_long_url_is_short_rather_than_too_wide() {
        let address = format!("https://example.org/{}", "a".repeat(100));
        let text = format!(
            "See the panel, findings, the recommendations, the table and the annex, {address}"
        );
        for width in 60..80 {
            let lines = wrap(&text, width);
            let sticks_out = |line: &&String| line.width() > width && !line.starts_with("https:");
            assert_eq!(lines.iter().find(sticks_out), None, "{width}");
        }
    }

    /// Without the address, the text fills the same lines.
    #[test]
    fn text_around_a_long_url_keeps_the_measure() {
        let address = format!("<https://example.org/{}>,", "a".repeat(100));
        let (before, after) = ("one two three ".repeat(20), "four five six ".repeat(20));
        let lines = wrap(&format!("{before}{address} {after}"), WIDTH);
        let expected = [wrap(before.trim(), WIDTH), vec![address], wrap(after.trim(), WIDTH)];
        assert_eq!(lines, expected.concat());
    }

    #[test]
    fn each_arabic_letter_takes_one_column() {
        let lines = wrap("لا لا لا", 7);
        assert!(lines.iter().all(|line| line.chars().count() <= 7), "{lines:?}");
    }

    #[test]
    fn markers_hang_and_lines_have_no_trailing_spaces() {
        let lines = join(vec![wrap("one two three", 9), wrap("four", 9)], 1);
        assert_eq!(with_marker("1.", 4, lines), ["1.  one two", "    three", "", "    four"]);
    }

    #[test]
    fn line_feeds_are_kept() {
        assert_eq!(hanging("- ", 2, "one\ntwo three", 7), ["- one", "  two", "  three"]);
    }
}
