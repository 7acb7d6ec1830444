//! Texts that are not translated: the other edition's words in this one, or words in letters that
//! its language is not written in.

use std::collections::HashSet;

use super::found::{Found, Said};
use super::texts::Texts;
use crate::diagnostic::Code;
use crate::editions::kind::Kind;
use crate::editions::wording::Wording;

/// Languages that are not written in Latin letters, and the ranges of their own.
const LETTERS: &[(&str, &[(char, char)])] = &[
    ("ar", &[('\u{600}', '\u{6ff}'), ('\u{fb50}', '\u{fdff}'), ('\u{fe70}', '\u{fefc}')]),
    ("be", CYRILLIC),
    ("bg", CYRILLIC),
    ("el", &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')]),
    ("he", &[('\u{590}', '\u{5ff}')]),
    ("ru", CYRILLIC),
    ("uk", CYRILLIC),
    ("zh", &[('\u{3400}', '\u{9fff}')]),
];

const CYRILLIC: &[(char, char)] = &[('\u{400}', '\u{4ff}')];

/// So many different words in small letters make it certain that a text is the same.
const SAME_WORDS: usize = 3;

/// Of so many, more than half suffice.
const MANY_WORDS: usize = 8;

/// So many words in small Latin letters are no name.
const LATIN_WORDS: usize = 2;

/// So many letters make it certain where a language has neither capitals nor small letters.
const SAME_LETTERS: usize = 8;

/// Texts are in the language of their edition. Nothing is said of works cited, which keep theirs, nor
/// of two editions in one language.
pub fn compare(texts: &[Texts], found: &mut Found) {
    if found.first.language().eq_ignore_ascii_case(found.second.language()) {
        return;
    }
    for texts in texts.iter().filter(|texts| texts.owner.0.kind != Kind::Work) {
        let own = own_words(texts.second);
        let message = if is_same(texts.first, &own) {
            format!("{} is not translated: it says what {} says", what(texts), found.name())
        } else if in_latin(&own, found.second.language()) {
            let language = found.second.edition.language();
            format!("{} is not translated: it is in Latin letters, in `{language}`", what(texts))
        } else {
            continue;
        };
        let language = found.first.edition.language();
        let said = Said {
            message,
            hint: format!("translate it; words that are to stay go into `[…]{{lang={language}}}`"),
            label: "here".into(),
        };
        let place = texts.second.place(found.second.text());
        found.say(Code::Untranslated, place, texts.first.place(found.first.text()), said);
    }
}

fn what(texts: &Texts) -> String {
    match texts.second.field {
        "text" => format!("this {}", texts.owner.1.kind.name()),
        field => format!("this {field}"),
    }
}

/// The words of a text that its author may translate: without those in other languages.
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

/// Words that begin with a small letter and have more than two: no names, no abbreviations.
fn small_words(text: &str) -> HashSet<&str> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| word.starts_with(char::is_lowercase) && word.chars().nth(2).is_some())
        .collect()
}

/// Whether some words are those of the other edition: all of a few, more than half of many.
fn is_same(first: &Wording, own: &str) -> bool {
    let ours = small_words(own);
    if ours.len() < SAME_WORDS {
        return is_same_without_capitals(first, own);
    }
    let theirs = own_words(first);
    let theirs = small_words(&theirs);
    let shared = ours.iter().filter(|word| theirs.contains(*word)).count();
    match ours.len() {
        ..MANY_WORDS => shared == ours.len() && shared == theirs.len(),
        count => shared * 3 > count * 2,
    }
}

/// Arabic and Chinese have no small letters.
fn is_same_without_capitals(first: &Wording, own: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
            .collect()
    };
    let ours = letters(own);
    ours.chars().nth(SAME_LETTERS).is_some() && ours == letters(&own_words(first))
}

/// Whether a text in a language with letters of its own has none of them, but Latin words.
fn in_latin(own: &str, language: &str) -> bool {
    let Some((_, ranges)) = LETTERS.iter().find(|it| it.0.eq_ignore_ascii_case(language)) else {
        return false;
    };
    let is_own = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
    let latin = small_words(own).into_iter().filter(|word| word.is_ascii()).count();
    latin >= LATIN_WORDS && !own.chars().any(is_own)
}
