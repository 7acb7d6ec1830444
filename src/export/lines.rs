//! Blocks of text lines, shared by the plain-text and Markdown writers.

/// Lines without line terminators.
pub type Lines = Vec<String>;

/// Indents lines by a number of spaces; empty lines stay empty.
pub fn indented(columns: usize, lines: Lines) -> Lines {
    prefixed(&" ".repeat(columns), lines)
}

/// Puts a prefix before every line and trims trailing spaces.
pub fn prefixed(prefix: &str, lines: Lines) -> Lines {
    lines.into_iter().map(|line| format!("{prefix}{line}").trim_end().to_owned()).collect()
}

/// Joins parts with `gap` empty lines between them; skips empty parts.
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

    fn lines(text: &str) -> Lines {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn indented_lines_have_no_trailing_spaces() {
        assert_eq!(indented(2, lines("a\n\nb")), ["  a", "", "  b"]);
        assert_eq!(prefixed("> ", lines("a\n\nb")), ["> a", ">", "> b"]);
    }

    #[test]
    fn empty_parts_add_no_gap() {
        assert_eq!(join(vec![lines("a"), Lines::new(), lines("b")], 1), ["a", "", "b"]);
    }
}
