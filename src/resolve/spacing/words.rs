//! Words beside a space: initials, numbers, ordinals, days, names, and the signs around them.

use std::ops::Range;

use super::OBJECT;
use crate::languages::{self, Language, Meaning, Rules};
use crate::scripts::is_unspaced;

/// Signs that stay on one line with the number after them, in every language.
const BEFORE_NUMBER: &[&str] = &["§", "§§", "№", "№№"];
/// Units and currencies that stay on one line with the number before them, in every language: symbols of
/// the SI and those accepted with it (SI Brochure, 9th edition, §5.4.3 and table 8), and codes of ISO 4217.
const AFTER_NUMBER: &[&str] = &[
    "%", "‰", "°C", "km", "m", "cm", "mm", "kg", "g", "ha", "t", "h", "min", "EUR", "USD", "CHF",
    "€", "$",
];
/// Signs that may begin a word.
const OPENING: [char; 11] = ['(', '[', '“', '«', '‘', '„', '‚', '"', '\'', '¿', '¡'];
/// Marks of an elision: "l’art.".
const ELISIONS: [char; 2] = ['’', '\''];

/// A word without the signs before it, and without an article that is joined to it: "art." of "(l’art.".
pub(super) fn bare_start(word: &str) -> &str {
    let word = word.rsplit(is_unspaced).next().unwrap_or(word).trim_start_matches(OPENING);
    match word.split_once(ELISIONS) {
        Some((article, rest)) if article.chars().all(char::is_alphabetic) && !rest.is_empty() => {
            rest.trim_start_matches(OPENING)
        }
        Some(_) | None => word,
    }
}

/// A word without the signs after it.
pub(super) fn bare_end(word: &str) -> &str {
    word.split(is_unspaced).next().unwrap_or(word).trim_end_matches(CLOSING)
}

/// Whether a word is a mark that stays on one line with the word before it, in every language: a dash, an
/// ellipsis, a percent sign.
pub(super) fn follows_closely(word: &str) -> bool {
    word.starts_with('…')
        || word.starts_with(['–', '—', '%', '‰', '٪'])
            && matches!(bare_end(word), "–" | "—" | "%" | "‰" | "٪")
}

/// Whether a word begins with a capital, apart from the signs before it.
pub(super) fn begins_with_capital(word: &str) -> bool {
    word.trim_start_matches(OPENING).starts_with(char::is_uppercase)
}

/// Whether a letter begins a name: a capital, or any letter of a script without capitals.
fn is_capital(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase()
}
/// Signs that may end a word. “ and ‘ close in German and Russian.
pub(super) const CLOSING: [char; 28] = [
    ',', '.', ';', ':', '!', '?', ')', ']', '”', '»', '’', '…', '“', '‘', '،', '؛', '؟', '，',
    '。', '；', '：', '！', '？', '、', '）', '》', '（', OBJECT,
];

/// Whether a word is an initial: "M." before a name, "H.E." before a title.
pub(super) fn is_initial(word: &str) -> bool {
    if !word.ends_with('.') {
        return false;
    }
    let mut characters = bare_start(word).chars().rev();
    characters.next() == Some('.')
        && characters.next().is_some_and(is_capital)
        && characters.next().is_none_or(|c| matches!(c, '.' | '-'))
}

/// Words within names that are not capitalized.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "den", "der", "di", "do", "dos", "du", "el", "la", "le", "van", "von",
    "ван", "да", "де", "ден", "дер", "ди", "дю", "ла", "ле", "фон",
];

/// Whether a word after an initial belongs to the name.
pub(super) fn is_of_name(word: &str) -> bool {
    word.trim_start_matches(OPENING).starts_with(is_capital) || PARTICLES.contains(&word)
}

/// Whether two words form a reference or quantity: "p. 4", "3 million". Abbreviations of every language
/// count, since reports cite works in other languages.
pub(super) fn is_number_tie(last: &str, next: &str) -> bool {
    let may_be_numeral = next.starts_with(|c: char| c.is_ascii_digit() || is_roman_digit(c));
    may_be_numeral && is_numeral(bare_end(next)) && binds_next_number(bare_start(last))
        || has_figures(last)
            && is_number(bare_start(last))
            && AFTER_NUMBER.contains(&bare_end(next))
}

/// Whether a word has figures. Most have none, and need no closer look.
pub(super) fn has_figures(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn binds_next_number(word: &str) -> bool {
    let is = |known: &&str| is_same_word(word, known);
    let known = |language: &Language| language.rules().before_number.iter().any(is);
    BEFORE_NUMBER.contains(&word) || languages::all().iter().any(known)
}

/// Whether a word begins like a number, or is a Roman number.
fn is_numeral(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word)
}

pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_roman_digit)
}

fn is_roman_digit(character: char) -> bool {
    matches!(character, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M')
}

/// Whether a word is a number, a range of numbers, or an ordinal in figures: "3", "1,5", "2–4", "16e",
/// "16-я".
pub(super) fn is_number(word: &str) -> bool {
    let last = last_of_range(word);
    let rest = last.trim_start_matches(|c: char| c.is_ascii_digit() || ".,-".contains(c));
    last.starts_with(|c: char| c.is_ascii_digit())
        && !last.ends_with(['.', ',', '-'])
        && rest.chars().count() <= 3
        && rest.chars().all(|c| c.is_alphabetic() || matches!(c, 'º' | 'ª'))
}

/// The last number of a range: "4" of "2–4" and French "1er-4". The hyphen of "16-я" joins letters.
fn last_of_range(word: &str) -> &str {
    let last = word.rsplit('–').next().unwrap_or(word);
    let end = last.rsplit_once('-').map(|(_, end)| end);
    end.filter(|end| end.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(last)
}

/// Whether a word is a Roman number, or any number with the raised ending of an ordinal: "XX", "XXe", "21e".
pub(super) fn is_roman_or_ordinal(word: &str, rules: &Rules) -> bool {
    if !word.contains(|c| is_roman_digit(c) || c.is_ascii_digit()) {
        return false;
    }
    let word = bare_start(word).rsplit(['–', '-']).next().unwrap_or(word);
    is_roman(word)
        || rules.ordinals.iter().any(|ending| word.strip_suffix(ending).is_some_and(is_any_number))
}

fn is_any_number(word: &str) -> bool {
    is_roman(word) || !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word matches a word of a table, as it is or with a capital at the beginning of a sentence.
pub(super) fn is_same_word(word: &str, listed: &str) -> bool {
    let may_be = match word.bytes().next() {
        // Most words differ in their first letter.
        Some(first) if first.is_ascii() => {
            let first = [first, first.to_ascii_lowercase()];
            listed.bytes().next().is_some_and(|listed| first.contains(&listed))
        }
        Some(_) | None => true,
    };
    may_be && (word == listed || word.chars().flat_map(char::to_lowercase).eq(listed.chars()))
}

/// Whether a word matches a word of a table, ignoring signs after it: "г.," matches "г.".
pub(super) fn ends_with_sign(word: &str, listed: &str) -> bool {
    word.strip_prefix(listed).is_some_and(|rest| rest.chars().all(|c| CLOSING.contains(&c)))
}

/// A day of a month: "3", "1er", "2–4", German "3." and "2.–4.".
pub(super) fn is_day(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let digits = last_of_range(word).trim_start_matches(|c: char| !c.is_ascii_digit());
    is_number(word)
        && !digits.contains(['.', ','])
        && digits.chars().filter(char::is_ascii_digit).count() <= 4
}

pub(super) fn is_month(language: &Language, word: &str) -> bool {
    matches!(language.lexicon().meaning(&word.to_lowercase()), Some(Meaning::Month(_)))
}

pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().count() > 1
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// The "os" of French "nos 3 et 4": the abbreviation of "numbers" before a list or a range of numbers.
pub(super) fn raised_numbers(
    text: &str,
    word: &str,
    rules: &Rules,
    at: usize,
) -> Option<Range<usize>> {
    let start = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    rules.numbers.iter().find(|it| word.get(start..) == Some(**it))?;
    let end = at + word.len();
    let is_number = |word: &str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'))
    };
    let mut next = text.get(end..)?.split_whitespace();
    let first =
        next.next().filter(|word| is_number(word) && !word.ends_with(['.', ';', ':', ')']))?;
    let second = next.next().unwrap_or_default();
    let is_link = second.chars().count() <= LONGEST_LINK && !is_number(second);
    let second = if is_link { next.next().unwrap_or_default() } else { second };
    let first_letter = word.get(start..)?.chars().next()?;
    (first.contains(['-', '–']) || is_number(second))
        .then(|| at + start + first_letter.len_utf8()..end)
}

/// The longest word between two numbers, such as "et".
const LONGEST_LINK: usize = 2;

/// The ending of an ordinal at the end of a word, without the full stop that it may begin with: the "er" of
/// Spanish "1.er".
pub(super) fn raised(word: &str, suffixes: &[&str], at: usize) -> Option<Range<usize>> {
    let bare = word.trim_end_matches(CLOSING);
    let start = bare.len() - bare.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    // After an elision: "l’XIe".
    let start = bare.rfind('’').map_or(start, |elision| elision + '’'.len_utf8());
    let number = bare.get(start..)?;
    let is_ordinal = |number: &str| {
        number.chars().all(|c| c.is_ascii_digit())
            || is_roman(number) && (number.len() > 1 || "IVX".contains(number))
    };
    let ending = |suffix: &&&str| {
        number.strip_suffix(**suffix).is_some_and(|it| !it.is_empty() && is_ordinal(it))
    };
    let suffix = suffixes.iter().filter(ending).max_by_key(|it| it.len())?;
    let end = at + bare.len();
    Some(end - suffix.trim_start_matches('.').len()..end)
}
