//! The styles of scalars (YAML 1.2.2 §7.3, §8.1): their escapes and their delimiters.

use super::Layout;
use crate::yaml::tree::{Scalar, ScalarStyle};

/// A text in a style, without its delimiters.
pub fn encoded(text: &str, style: ScalarStyle, layout: &Layout) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (style, character) {
            (ScalarStyle::DoubleQuoted, _) => push_escaped(character, &mut out),
            (ScalarStyle::Literal, '\n') => push_break(&mut out, layout, characters.peek()),
            (_, '\n') => {
                // Folding removes one of several line breaks.
                let is_first = !out.ends_with('\n') && !out.ends_with(&layout.indent);
                if is_first {
                    out.push_str(layout.line_end);
                }
                push_break(&mut out, layout, characters.peek());
            }
            (ScalarStyle::SingleQuoted, '\'') => out.push_str("''"),
            (_, character) => out.push(character),
        }
    }
    out
}

fn push_break(out: &mut String, layout: &Layout, next: Option<&char>) {
    out.push_str(layout.line_end);
    if next.is_some_and(|next| *next != '\n') {
        out.push_str(&layout.indent);
    }
}

/// Escapes a character (YAML 1.2.2 §5.7), but only if it is invisible or would end the text.
fn push_escaped(character: char, out: &mut String) {
    match character {
        '"' | '\\' => out.extend(['\\', character]),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\u{85}' => out.push_str("\\N"),
        '\u{2028}' => out.push_str("\\L"),
        '\u{2029}' => out.push_str("\\P"),
        '\u{feff}' => out.push_str("\\uFEFF"),
        control if control.is_control() => {
            out.push_str(&format!("\\x{:02X}", u32::from(control)));
        }
        character => out.push(character),
    }
}

/// A content with its quotation marks or header. A block scalar that stays one keeps its header.
pub fn enclosed(content: &str, style: ScalarStyle, layout: &Layout) -> String {
    match style {
        ScalarStyle::SingleQuoted => format!("'{content}'"),
        ScalarStyle::DoubleQuoted => format!("\"{content}\""),
        ScalarStyle::Folded if layout.header.is_none() => {
            format!(">-{}{}{content}", layout.line_end, layout.indent)
        }
        ScalarStyle::Plain | ScalarStyle::Folded | ScalarStyle::Literal => content.into(),
    }
}

/// A text on one line, in a style with or without quotation marks.
pub fn quoted(text: &str, style: ScalarStyle) -> String {
    let layout = Layout { flow: true, indent: " ".into(), header: None, line_end: "\n" };
    enclosed(&encoded(text, style, &layout), style, &layout)
}

/// The styles to try for a text that cannot be plain.
pub fn in_place_of_plain(text: &str, folds: bool) -> Vec<ScalarStyle> {
    let quoted = match text.contains('\'') && !text.contains(['"', '\\']) {
        true => ScalarStyle::DoubleQuoted,
        false => ScalarStyle::SingleQuoted,
    };
    let folded = folds.then_some(ScalarStyle::Folded);
    folded.into_iter().chain([quoted]).collect()
}

/// Whether a plain scalar is a word that YAML 1.1 programs read as a truth value.
pub fn is_word_of_yaml(scalar: &Scalar) -> bool {
    const WORDS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];
    let is = |word: &&str| word.eq_ignore_ascii_case(&scalar.text);
    scalar.style == ScalarStyle::Plain && WORDS.iter().any(is)
}
