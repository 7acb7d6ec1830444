//! Lines with marks and underlines. Widths are columns of the terminal (UAX #11).

use unicode_width::UnicodeWidthStr;

use super::WIDTH;

pub use super::wrap::{hanging, wrap};
pub use crate::export::lines::{Lines, indented, join, prefixed};

/// Puts a mark before the first line and indents all lines by at least `indent` columns.
pub fn marked(mark: &str, indent: usize, lines: Lines) -> Lines {
    let indent = indent.max(mark.width() + 1);
    let blanks = " ".repeat(indent - mark.width());
    let mut lines = lines.into_iter();
    let first = format!("{mark}{blanks}{}", lines.next().unwrap_or_default());
    let rest = indented(indent, lines.collect());
    std::iter::once(first.trim_end().to_owned()).chain(rest).collect()
}

/// Underlines lines as far as the longest of them reaches, but not past the measure.
pub fn underlined(mut lines: Lines, stroke: char) -> Lines {
    let longest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    if longest > 0 {
        lines.push(stroke.to_string().repeat(longest.min(WIDTH)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_hang_and_no_line_ends_in_a_blank() {
        let lines = join(vec![wrap("one two three", 9), wrap("four", 9)], 1);
        assert_eq!(marked("1.", 4, lines), ["1.  one two", "    three", "", "    four"]);
    }
}
