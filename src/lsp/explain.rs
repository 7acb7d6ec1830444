//! Hover: what is known of an id or a key, and what the problem at a place means.

use std::ops::Range;

use plenary::diagnostics::Code;
use plenary::lookup::{Lookup, Vocabulary};
use serde_json::{Value, json};

use super::document::Document;
use super::hover::Hover;
use super::text::Text;
use super::word::Word;
use super::{keys, navigation};

/// What is known of a byte, as a `Hover`.
pub fn explain(
    document: &mut Document,
    lookup: &Lookup,
    offset: usize,
    vocabulary: &Vocabulary,
) -> Value {
    let own = navigation::hover(document, lookup, offset);
    if own.is_none() && !document.is_report() {
        return Value::Null;
    }
    let text = &document.text;
    let own = own.or_else(|| keys::explain(text, offset, vocabulary));
    let own = own.or_else(|| code_at(text, offset));
    let problems = document.problems_at(offset..offset);
    let problems = problems.map(|(place, it)| explanation(it.code, place));
    let all: Vec<Hover> = own.into_iter().chain(problems).collect();
    let Some(first) = all.first() else { return Value::Null };
    let words: Vec<&str> = all.iter().map(|it| it.words.as_str()).collect();
    json!({
        "contents": { "kind": "markdown", "value": words.join("\n\n---\n\n") },
        "range": text.range(&first.place),
    })
}

/// The meaning of the code at a byte, as in a comment.
fn code_at(text: &Text, offset: usize) -> Option<Hover> {
    let word = Word::at(text, offset);
    let place = word.start..offset + word.rest().0.len();
    let code = Code::find(text.as_str().get(place.clone())?)?;
    Some(explanation(code, &place))
}

/// What `plenary explain` says about a code.
fn explanation(code: Code, place: &Range<usize>) -> Hover {
    let words = format!("**{code}**: {}\n\n{}", code.summary(), code.page());
    Hover { words, place: place.clone() }
}
