//! Strings of CSS.

/// A text as a CSS string in double quotes (CSS Syntax 3 §4.3.5).
pub fn string(text: &str) -> String {
    format!("\"{}\"", string_content(text))
}

/// A text escaped for a CSS string. Control characters are dropped.
pub fn string_content(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_control()) {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_early() {
        assert_eq!(string("Source Serif 4"), "\"Source Serif 4\"");
        assert_eq!(string("a\"; } b { c: \\\n"), "\"a\\\"; } b { c: \\\\\"");
    }
}
