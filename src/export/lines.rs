//! Lines of text, which the exporters of text put together.

/// Lines without their ends.
pub type Lines = Vec<String>;

/// Indents lines by some columns; empty lines stay empty.
pub fn indented(columns: usize, lines: Lines) -> Lines {
    prefixed(&" ".repeat(columns), lines)
}

/// Puts a prefix before every line; no line ends in a blank.
pub fn prefixed(prefix: &str, lines: Lines) -> Lines {
    lines.into_iter().map(|line| format!("{prefix}{line}").trim_end().to_owned()).collect()
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
