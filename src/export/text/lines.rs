//! Lines of text: hanging, indenting, joining. Widths are columns of the terminal (UAX #11).

use unicode_width::UnicodeWidthStr;

pub use super::wrap::{hanging, wrap};

/// Lines without their ends.
pub type Lines = Vec<String>;

/// Puts a mark before the first line and indents all lines by at least `indent` columns.
pub fn marked(mark: &str, indent: usize, lines: Lines) -> Lines {
    let indent = indent.max(mark.width() + 1);
    let blanks = " ".repeat(indent - mark.width());
    let mut lines = lines.into_iter();
    let first = format!("{mark}{blanks}{}", lines.next().unwrap_or_default());
    let rest = indented(indent, lines.collect());
    std::iter::once(first.trim_end().to_owned()).chain(rest).collect()
}

/// Indents lines by some columns; empty lines stay empty.
pub fn indented(columns: usize, lines: Lines) -> Lines {
    prefixed(&" ".repeat(columns), lines)
}

/// Puts a prefix before every line; no line ends in a blank.
pub fn prefixed(prefix: &str, lines: Lines) -> Lines {
    lines.into_iter().map(|line| format!("{prefix}{line}").trim_end().to_owned()).collect()
}

/// Underlines lines as far as the longest of them reaches.
pub fn underlined(mut lines: Lines, stroke: char) -> Lines {
    let longest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    if longest > 0 {
        lines.push(stroke.to_string().repeat(longest));
    }
    lines
}

/// Joins parts by `gap` empty lines; empty parts are left out.
pub fn join(parts: Vec<Lines>, gap: usize) -> Lines {
    let mut all = Lines::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !all.is_empty() {
            all.extend(std::iter::repeat_n(String::new(), gap));
        }
        all.extend(part);
    }
    all
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
