//! The beginnings of headings and captions: "Panel 1: ", "Annex A. ", "2.1 ".

use super::words::Words;
use crate::languages::{Meaning, Term};

/// A heading or caption with its prefix taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefixed<'t> {
    /// The prefix, with its separator.
    pub prefix: &'t str,
    /// The number as it is written, or the word in its place.
    pub token: &'t str,
    /// The number, if it is one.
    pub number: Option<u32>,
    /// Whether there is a colon, dash or full stop after it.
    pub has_separator: bool,
    /// What follows.
    pub rest: &'t str,
}

/// The separators after a prefix.
const SEPARATORS: &[char] = &[':', '.', '–', '—', '-', '：', '、', '|'];

/// Whether a sign separates a prefix from what follows.
pub fn is_separator(sign: char) -> bool {
    sign.is_whitespace() || SEPARATORS.contains(&sign)
}

/// A text that begins with a term, with or without a number.
pub fn term<'t>(words: &Words, term: Term, text: &'t str) -> Option<Prefixed<'t>> {
    let (rest, _) = words.after(term, text)?;
    let after_word = rest.trim_start();
    let after_word = after_word.strip_prefix(['№', '#']).map_or(after_word, str::trim_start);
    let end = after_word.find(|it: char| !it.is_alphanumeric()).unwrap_or(after_word.len());
    let (token, after_number) = after_word.split_at_checked(end)?;
    let (number, is_number) = number(words, token);
    // "Table A.1" is one of an annex.
    let inner = after_number.strip_prefix('.').unwrap_or_default();
    let digits = inner.len() - inner.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let is_annexed = is_number
        && digits > 0
        && token.len() == 1
        && !token.starts_with(|it: char| it.is_ascii_digit());
    let end = if is_annexed { end + 1 + digits } else { end };
    let (token, after_number) = after_word.split_at_checked(end)?;
    let rest = if is_number { after_number } else { after_word };
    let trimmed = rest.trim_start();
    let without = trimmed.trim_start_matches(SEPARATORS);
    let has_separator = without.len() < trimmed.len();
    let rest = without.trim_start();
    let prefix = text.get(..text.len() - rest.len())?;
    Some(Prefixed { prefix, token, number: number.filter(|_| is_number), has_separator, rest })
        .filter(|_| is_number || has_separator)
}

/// The number that a word is, and whether it is one: 2, II, B, "two".
fn number(words: &Words, token: &str) -> (Option<u32>, bool) {
    if let Ok(number) = token.parse() {
        return (Some(number), token.len() < 4);
    }
    if let Some(number) = roman(token) {
        return (Some(number), true);
    }
    let mut letters = token.chars();
    if let (Some(letter @ 'A'..='Z'), None) = (letters.next(), letters.next()) {
        return (Some(u32::from(letter) - u32::from('A') + 1), true);
    }
    match words.lexicon().meaning(&token.to_lowercase()) {
        Some(Meaning::Number(number)) => (Some(number.into()), true),
        Some(Meaning::Month(_) | Meaning::Scale(_)) | None => (None, false),
    }
}

/// A roman number in capitals, up to 39.
fn roman(token: &str) -> Option<u32> {
    (1..40).find(|number| crate::numerals::roman(*number).to_uppercase() == token)
}

/// How many bytes of a heading are a typed number, such as `2.1 ` or `IV. `.
pub fn typed_number(text: &str) -> Option<usize> {
    let end = text.find(char::is_whitespace)?;
    let (token, rest) = text.split_at_checked(end)?;
    let number = token.trim_end_matches(['.', ')']);
    let parts: Vec<&str> = number.split('.').collect();
    let is_decimal = parts
        .iter()
        .all(|it| (1..=2).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit()));
    let has_sign = number.len() < token.len() || parts.len() > 1 || rest.starts_with('\t');
    let is_letter = number.len() == 1 && number.bytes().all(|it| it.is_ascii_uppercase());
    let fits = is_decimal || roman(number).is_some() || is_letter;
    (fits && has_sign && !rest.trim().is_empty()).then(|| text.len() - rest.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_found_in_every_language() {
        let cases = [
            ("en", "Panel 1: Contracts", Some((Some(1), "Contracts"))),
            ("en", "SESSION III – Contracts", Some((Some(3), "Contracts"))),
            ("en", "Panel: Contracts", Some((None, "Contracts"))),
            ("en", "Panels and more", None),
            ("en", "Panel discussions", None),
            ("fr", "Table ronde 2 : Les ports", Some((Some(2), "Les ports"))),
            ("de", "Podium 4: Häfen", Some((Some(4), "Häfen"))),
            ("ru", "Панель 1. Порты", Some((Some(1), "Порты"))),
            ("ru", "Заседание 3: Порты", Some((Some(3), "Порты"))),
            ("es", "Mesa redonda 1: Puertos", Some((Some(1), "Puertos"))),
            ("it", "Tavola rotonda 1: Porti", Some((Some(1), "Porti"))),
            ("pt", "Painel 1: Portos", Some((Some(1), "Portos"))),
            ("ar", "حلقة النقاش 1: الموانئ", Some((Some(1), "الموانئ"))),
            ("zh", "专题讨论1：港口", Some((Some(1), "港口"))),
            ("fr", "Panel 1: Contracts", Some((Some(1), "Contracts"))),
        ];
        for (language, text, expected) in cases {
            let found = term(&Words::new(language), Term::Panel, text);
            assert_eq!(found.map(|it| (it.number, it.rest)), expected, "{text}");
        }
    }

    #[test]
    fn typed_numbers_of_headings_are_found() {
        let cases = [
            ("1. Introduction", Some(3)),
            ("2.1 Scope", Some(4)),
            ("IV. Scope", Some(4)),
            ("2016 Alliance", None),
            ("57 States", None),
            ("A new start", None),
        ];
        for (text, expected) in cases {
            assert_eq!(typed_number(text), expected, "{text}");
        }
    }
}
