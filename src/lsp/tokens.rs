//! Semantic tokens: the inline markup of texts.

use std::ops::Range;

use plenary::lookup::{InlineStyle, Lookup};
use serde_json::{Value, json};

use super::text::Text;

/// The names of types and modifiers, as a `SemanticTokensLegend`. The type of a token is its innermost markup;
/// its modifiers are the markup around that.
pub fn legend() -> Value {
    let names = InlineStyle::ALL.map(InlineStyle::name);
    json!({ "tokenTypes": names, "tokenModifiers": names })
}

/// The markup of a text, as `SemanticTokens`.
pub fn tokens(text: &Text, lookup: &Lookup) -> Value {
    let mut data: Vec<u64> = Vec::new();
    let (mut line, mut character) = (0, 0);
    for it in &lookup.styled {
        let Some((own, around)) = it.styles.split_last() else { continue };
        let modifiers = around.iter().fold(0, |mask, style| mask | 1 << number(*style));
        for place in lines(text.as_str(), &it.place) {
            let (start, end) = (text.position(place.start), text.position(place.end));
            // Places that an edit has moved may overlap until the text can be read again.
            if (start.line, start.character) < (line, character) {
                continue;
            }
            let from = if start.line == line { character } else { 0 };
            let length = end.character.saturating_sub(start.character);
            data.extend([start.line - line, start.character - from, length]);
            data.extend([number(*own), modifiers]);
            (line, character) = (start.line, start.character);
        }
    }
    json!({ "data": data })
}

/// The number of a style in the legend.
fn number(style: InlineStyle) -> u64 {
    InlineStyle::ALL.iter().position(|it| *it == style).unwrap_or_default() as u64
}

/// The parts of a place on each of its lines, without indentation.
fn lines<'t>(text: &'t str, place: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let start = place.start;
    let lines = text.get(place.clone()).unwrap_or_default().split_inclusive('\n');
    let lines = lines.scan(start, move |next, line| {
        let (at, first) = (*next, *next == start);
        *next += line.len();
        let indent = if first { 0 } else { line.len() - line.trim_start_matches(' ').len() };
        Some(at + indent..at + line.trim_end_matches(['\n', '\r']).len())
    });
    lines.filter(|part| part.start < part.end)
}

#[cfg(test)]
mod tests {
    use plenary::Limits;

    use super::*;

    /// The tokens of a text in words: line, column, length, names.
    fn read(source: &str) -> Vec<String> {
        let lookup = Lookup::of(source.as_bytes(), &Limits::default()).unwrap();
        let found = tokens(&Text::new(source.to_owned()), &lookup);
        let data: Vec<u64> = serde_json::from_value(found["data"].clone()).unwrap();
        let (mut line, mut column) = (0, 0);
        let mut out = Vec::new();
        for token in data.chunks(5) {
            (line, column) = (line + token[0], if token[0] == 0 { column } else { 0 } + token[1]);
            let own = InlineStyle::ALL[token[3] as usize].name();
            let around = (0..11).filter(|bit| token[4] >> bit & 1 == 1);
            let around: Vec<&str> = around.map(|bit| InlineStyle::ALL[bit].name()).collect();
            out.push(format!("{line}:{column}+{} {own} {}", token[2], around.join("+")));
        }
        out
    }

    #[test]
    fn tokens_are_relative_and_counted_in_utf_16() {
        let source = "publication: {title: T, publisher: P}\nbody:\n  - content:\n      - é 🚢 **a *b*** `c`\n";
        assert_eq!(
            read(source),
            ["3:13+4 strong ", "3:17+3 emphasis strong", "3:20+2 strong ", "3:23+3 code "]
        );
    }

    #[test]
    fn markup_on_two_lines_has_two_tokens() {
        let source = "publication: {title: T, publisher: P}\nbody:\n  - content:\n      - >-\n        a **b\r\n        c** d\n";
        assert_eq!(read(source), ["4:10+3 strong ", "5:8+3 strong "]);
    }
}
