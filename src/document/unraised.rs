//! Raised and lowered text in formats without superscripts: plain text, bookmarks and metadata.

use super::inline::{Inline, plain_text};
use crate::languages;
use crate::math::{lowered_characters, raised_characters};

/// Raised text in superscript characters, such as the exponent of 10⁶. Letters of ordinals and
/// abbreviations of the language stay as they are ("16th"). Anything else without a superscript form
/// follows a circumflex, which preserves the meaning.
pub fn raised(text: &str, language: &str) -> String {
    match raised_characters(text) {
        Some(raised) if !is_raised_for_looks(text, language) => raised,
        Some(_) | None => raised_in_ascii(text, language),
    }
}

/// Raised text as [`raised`] gives it, but without superscript characters.
pub fn raised_in_ascii(text: &str, language: &str) -> String {
    if is_raised_for_looks(text, language) { text.into() } else { format!("^{text}") }
}

fn is_raised_for_looks(text: &str, language: &str) -> bool {
    languages::find(language).is_some_and(|language| language.rules().raised.contains(&text))
}

/// Lowered text in subscript characters, such as the figure of H₂O. Anything else follows a low line.
pub fn lowered(text: &str) -> String {
    lowered_characters(text).unwrap_or_else(|| format!("_{text}"))
}

/// The text of a title as one line for bookmarks, navigation and metadata.
pub fn title_line(content: &[Inline], language: &str) -> String {
    let mut out = String::new();
    push_title(content, language, &mut out);
    out
}

fn push_title(content: &[Inline], language: &str, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Equation(equation) => out.push_str(&equation.line),
            Inline::LineBreak => out.push(' '),
            Inline::NoteReference(_) => {}
            Inline::Superscript(inner) => out.push_str(&raised(&plain_text(inner), language)),
            Inline::Subscript(inner) => out.push_str(&lowered(&plain_text(inner))),
            Inline::Foreign { language, content } => push_title(content, language, out),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Span(_, inner)
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => push_title(inner, language, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_text_keeps_its_meaning() {
        for (language, text, want) in [
            ("en", "6", "⁶"),
            ("en-GB", "th", "th"),
            ("fr", "er", "er"),
            ("en", "er", "^er"),
            ("en", "−4", "⁻⁴"),
            ("de", "n+1", "ⁿ⁺¹"),
            ("en", "max", "^max"),
            ("tlh", "th", "^th"),
        ] {
            assert_eq!(raised(text, language), want, "{text} in {language}");
        }
        assert_eq!([lowered("2"), lowered("max")], ["₂", "_max"]);
    }
}
