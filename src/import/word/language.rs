//! The language of a document: that of most of its text, unless its words are of another.

use super::survey::Survey;
use crate::import::language::by_words;
use crate::source::markup::is_language;

/// The language of a document.
#[derive(Debug, Default)]
pub struct Found {
    /// As a BCP 47 tag.
    pub tag: Option<String>,
    /// Whether the file states languages as they are.
    pub is_reliable: bool,
}

/// The language of a document.
pub fn of(survey: &Survey) -> Found {
    // Word writes `x-none` for text that it does not check.
    let stated = survey.languages.iter().filter(|(tag, _)| is_language(tag));
    let stated = stated.max_by_key(|(_, count)| **count).map(|(tag, _)| tag.as_str());
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    match (stated, by_words(&survey.sample)) {
        (Some(tag), Some(code)) if primary(tag) != code => {
            Found { tag: Some(code.into()), is_reliable: false }
        }
        (Some(tag), _) => Found { tag: Some(tag.into()), is_reliable: true },
        (None, code) => Found { tag: code.map(Into::into), is_reliable: false },
    }
}
