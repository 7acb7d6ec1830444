//! Line breaking, markers and underlines. Widths are terminal columns (UAX #11).
//!
//! Lines are filled evenly: of all ways to break a text, the one with the least sum of squared gaps wins. They
//! break at spaces, and in scripts without spaces at the break opportunities of UAX #14. A word that is wider than
//! a line is broken, unless it is a URL. Such a URL has a separate line, the only kind that may be too wide.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::column_widths::columns;
use crate::export::lines::{Lines, indented};

/// The number of columns of a line.
pub const WIDTH: usize = 72;

/// Text that is not broken, and the spaces after it.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    text: &'t str,
    /// Its columns.
    width: usize,
    spaces: usize,
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

fn fill(text: &str, first: &str, rest: &str, width: usize) -> Lines {
    let [begin, later] = [first, rest].map(|indent| width.saturating_sub(indent.width()).max(1));
    let narrowest = begin.min(later);
    let pieces = pieces(text, narrowest);
    let mut lines: Vec<&[Piece]> = Vec::new();
    // The text before and after a URL that is too wide fills its lines as if the URL were not there.
    let is_too_wide = |piece: &Piece| piece.width > narrowest;
    for part in pieces.chunk_by(|one, next| !is_too_wide(one) && !is_too_wide(next)) {
        let begin = if lines.is_empty() { begin } else { later };
        lines.extend(filled(part, begin, later));
    }
    let indents = std::iter::once(first).chain(std::iter::repeat(rest));
    indents.zip(lines).map(|(indent, line)| written(indent, line)).collect()
}

/// The cost of a line, in squared columns.
const LINE: usize = 1_000;

/// The cost of a last line of one word that takes less than a quarter of it.
const SHORT_LAST_LINE: usize = 25;

/// The most pieces in a line. Only pieces without width could be more.
const MOST_PIECES: usize = 1 << 10;

/// The best way to reach a break: the break before its line, and the cost of all lines up to it.
#[derive(Clone, Copy)]
struct Break {
    start: usize,
    cost: usize,
}

/// Pieces in lines, the first of which is `first` columns wide, the others `later`. No piece is wider, unless it is
/// the only one.
fn filled<'p, 't>(pieces: &'p [Piece<'t>], first: usize, later: usize) -> Vec<&'p [Piece<'t>]> {
    let mut breaks = vec![Break { start: 0, cost: 0 }];
    for end in 1..=pieces.len() {
        breaks.push(best_line(pieces, end, &breaks, (first, later)));
    }
    let mut lines = Vec::new();
    let mut end = pieces.len();
    while let Some(line) = breaks.get(end).and_then(|best| pieces.get(best.start..end)) {
        if line.is_empty() {
            break;
        }
        lines.push(line);
        end -= line.len();
    }
    lines.reverse();
    lines
}

/// The best line that ends after `end` pieces. If several are as good, it is the longest.
fn best_line(pieces: &[Piece], end: usize, breaks: &[Break], widths: (usize, usize)) -> Break {
    let (first, later) = widths;
    let before = pieces.get(..end).unwrap_or_default();
    let mut best: Option<Break> = None;
    let mut columns = 0;
    for ((start, piece), reached) in before.iter().enumerate().zip(breaks).rev().take(MOST_PIECES) {
        columns += piece.width;
        if columns > first.max(later) && best.is_some() {
            break;
        }
        let gap = if start == 0 { first } else { later }.checked_sub(columns);
        let cost = match gap {
            Some(gap) if end < pieces.len() => gap.pow(2),
            Some(gap) if start + 1 == end && 4 * columns < gap + columns => SHORT_LAST_LINE,
            Some(_) => 0,
            None => usize::MAX / 2,
        };
        let cost = reached.cost.saturating_add(cost).saturating_add(LINE);
        if best.is_none_or(|best| cost <= best.cost) {
            best = Some(Break { start, cost });
        }
        columns += start.checked_sub(1).and_then(|at| before.get(at)).map_or(0, |it| it.spaces);
    }
    best.unwrap_or(Break { start: 0, cost: 0 })
}

fn written(indent: &str, line: &[Piece]) -> String {
    let bytes: usize = line.iter().map(|piece| piece.text.len() + piece.spaces).sum();
    let mut out = String::with_capacity(indent.len() + bytes);
    out.push_str(indent);
    for piece in line {
        out.push_str(piece.text);
        out.extend(std::iter::repeat_n(' ', piece.spaces));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The pieces of a text without line feeds. Only URLs are wider than `width`.
fn pieces(text: &str, width: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(text.len() / 6 + 1);
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        let spaces = word.len() - bare.len();
        if !bare.is_ascii() && bare.chars().any(breaks_without_spaces) {
            let parts = parts(bare);
            let (last, inner) = parts.split_last().unwrap_or((&"", &[]));
            inner.iter().for_each(|text| fit(text, 0, width, &mut pieces));
            fit(last, spaces, width, &mut pieces);
        } else {
            fit(bare, spaces, width, &mut pieces);
        }
    }
    pieces
}

/// The parts of a run without spaces between which it may be broken.
fn parts(word: &str) -> Vec<&str> {
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

/// Adds a text as a piece. Splits it if it is wider than a line, unless it is a URL.
fn fit<'t>(text: &'t str, spaces: usize, width: usize, pieces: &mut Vec<Piece<'t>>) {
    let mut add = |text: &'t str, width, spaces| pieces.push(Piece { text, width, spaces });
    let all = columns(text);
    if all <= width || is_address(text) {
        return add(text, all, spaces);
    }
    let (mut start, mut taken) = (0, 0);
    for (at, character) in text.char_indices() {
        let character = character.width().unwrap_or(0);
        if taken + character > width && at > start {
            let part = text.get(start..at).unwrap_or_default();
            add(part, columns(part), 0);
            (start, taken) = (at, 0);
        }
        taken += character;
    }
    let rest = text.get(start..).unwrap_or_default();
    add(rest, columns(rest), spaces);
}

/// Whether a text contains a URL, which no longer works when broken.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains("mailto:")
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

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

    impl textwrap::core::Fragment for Piece<'_> {
        fn width(&self) -> f64 {
            self.width as f64
        }

        fn whitespace_width(&self) -> f64 {
            self.spaces as f64
        }

        fn penalty_width(&self) -> f64 {
            0.0
        }
    }

    proptest! {
        /// textwrap finds them with another algorithm.
        #[test]
        fn lines_are_those_of_textwrap(
            words in vec((1_usize..12, 0_usize..3), 1..60),
            (first, later) in (12_usize..40, 12_usize..40),
        ) {
            let text = |width| "abcdefghijkl".get(..width).unwrap();
            let pieces: Vec<Piece> =
                words.iter().map(|&(width, spaces)| Piece { text: text(width), width, spaces }).collect();
            let penalties = Penalties { overflow_penalty: 1_000_000, ..Penalties::new() };
            let widths = [first as f64, later as f64];
            let expected = wrap_optimal_fit(&pieces, &widths, &penalties).unwrap();
            let lengths = |lines: Vec<&[Piece]>| lines.iter().map(|it| it.len()).collect::<Vec<_>>();
            prop_assert_eq!(lengths(filled(&pieces, first, later)), lengths(expected));
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
