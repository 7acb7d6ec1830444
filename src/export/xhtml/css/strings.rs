//! Strings of CSS.

/// A text as a CSS string in double quotes (CSS Syntax 3 §4.3.5).
pub fn string(text: &str) -> String {
    format!("\"{}\"", string_content(text))
}

/// A text escaped for a CSS string. Control characters are dropped.
///
/// Quotation marks and backslashes are written as code points (CSS Syntax 3 §4.3.7), because not every
/// reading system understands a backslash before them.
pub fn string_content(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_control()) {
        match character {
            '"' => out.push_str("\\22 "),
            '\\' => out.push_str("\\5c "),
            '<' => out.push_str("\\3c "),
            '&' => out.push_str("\\26 "),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_early() {
        assert_eq!(string("Source Serif 4"), "\"Source Serif 4\"");
        assert_eq!(string("a\"; } b { c: \\\n"), "\"a\\22 ; } b { c: \\5c \"");
        assert_eq!(string("Ends in \\"), "\"Ends in \\5c \"");
    }
}
