//! Finds texts that are not translated: they repeat the other edition, or use a script that their
//! language is not written in.

use std::collections::HashSet;

use super::diagnostics::{Diagnostics, Finding};
use super::texts::Texts;
use crate::diagnostic::Code;
use crate::editions::kind::Kind;
use crate::editions::wording::Wording;
use crate::languages;

/// The number of distinct lower-case words that a text must have to be compared by words.
const SAME_WORDS: usize = 3;

/// From this number of words, two thirds in common are enough.
const MANY_WORDS: usize = 8;

/// The number of lower-case Latin words that cannot be a name any more.
const LATIN_WORDS: usize = 2;

/// The number of caseless letters that a text must exceed to be compared by letters.
const SAME_LETTERS: usize = 8;

/// Reports texts that are not in the language of their edition. Works cited are skipped, as they
/// keep their language, and so are two editions in one language.
pub fn compare(texts: &[Texts], diagnostics: &mut Diagnostics) {
    if diagnostics.first.language().eq_ignore_ascii_case(diagnostics.second.language()) {
        return;
    }
    for texts in texts.iter().filter(|texts| texts.owner.0.kind != Kind::WORK) {
        let own = own_words(texts.second);
        let message = if is_same(texts.first, &own) {
            format!("{} is not translated: it repeats {}", what(texts), diagnostics.first_file())
        } else if in_latin(&own, diagnostics.second.language()) {
            let language = diagnostics.second.edition.language();
            format!("{} is not translated: it is in Latin script, not in `{language}`", what(texts))
        } else {
            continue;
        };
        let language = diagnostics.first.edition.language();
        let finding = Finding {
            message,
            hint: format!("translate it; mark words to keep as `[…]{{lang={language}}}`"),
            label: "original text".into(),
        };
        let place = texts.second.place();
        diagnostics.add(Code::Untranslated, place, texts.first.place(), finding);
    }
}

fn what(texts: &Texts) -> String {
    match texts.second.field {
        "text" => format!("this {}", texts.owner.1.kind.name),
        field => format!("this {field}"),
    }
}

/// The text without its phrases in other languages, which stay as they are.
fn own_words(text: &Wording) -> String {
    let mut own = String::with_capacity(text.plain.len());
    let mut from = 0;
    for foreign in &text.foreign {
        own.push_str(text.plain.get(from..foreign.start).unwrap_or_default());
        own.push(' ');
        from = from.max(foreign.end);
    }
    own.push_str(text.plain.get(from..).unwrap_or_default());
    own
}

/// The lower-case words of three letters or more: neither names nor abbreviations.
fn lower_case_words(text: &str) -> HashSet<&str> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| word.starts_with(char::is_lowercase) && word.chars().nth(2).is_some())
        .collect()
}

/// Whether a text repeats that of the other edition: all of its words if they are few, two thirds
/// of them if they are many.
fn is_same(first: &Wording, own: &str) -> bool {
    let ours = lower_case_words(own);
    if ours.len() < SAME_WORDS {
        return is_same_without_case(first, own);
    }
    let theirs = own_words(first);
    let theirs = lower_case_words(&theirs);
    let shared = ours.iter().filter(|word| theirs.contains(*word)).count();
    match ours.len() {
        ..MANY_WORDS => shared == ours.len() && shared == theirs.len(),
        count => shared * 3 > count * 2,
    }
}

/// Whether a text repeats that of the other edition in a script without case, such as Arabic.
fn is_same_without_case(first: &Wording, own: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
            .collect()
    };
    let ours = letters(own);
    ours.chars().nth(SAME_LETTERS).is_some() && ours == letters(&own_words(first))
}

/// Whether a text of a non-Latin language has Latin words and no letter of the language's script.
fn in_latin(own: &str, language: &str) -> bool {
    let letters = languages::find(language).map_or(&[][..], |it| it.rules().letters.as_slice());
    if letters.is_empty() {
        return false;
    }
    let is_own = |c: char| letters.iter().any(|range| range.contains(&c));
    let latin = lower_case_words(own).into_iter().filter(|word| word.is_ascii()).count();
    latin >= LATIN_WORDS && !own.chars().any(is_own)
}
