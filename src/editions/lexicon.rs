//! The words for months and numbers in each language. They are in text files, one per language, so
//! that translators can correct them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The files, by primary language.
const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("lexicon/ar.txt")),
    ("de", include_str!("lexicon/de.txt")),
    ("en", include_str!("lexicon/en.txt")),
    ("es", include_str!("lexicon/es.txt")),
    ("fr", include_str!("lexicon/fr.txt")),
    ("it", include_str!("lexicon/it.txt")),
    ("ru", include_str!("lexicon/ru.txt")),
    ("zh", include_str!("lexicon/zh.txt")),
];

static LEXICONS: LazyLock<Vec<(&str, Lexicon)>> = LazyLock::new(|| {
    FILES.iter().map(|(language, text)| (*language, Lexicon::read(text))).collect()
});

/// The lexicon of any other language.
static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A month, 1 to 12.
    Month(u8),
    /// A number, 1 to 12.
    Number(u8),
    /// A power of ten: 6 for `million`.
    Scale(i32),
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<&'static str, Meaning>,
    /// Patterns of the words for larger numbers: `twent*`, `*zig`.
    large: Vec<&'static str>,
}

impl Lexicon {
    /// The lexicon of a language, a BCP 47 tag.
    pub fn of(language: &str) -> &'static Lexicon {
        let primary = super::primary(language);
        let known = LEXICONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary));
        known.map_or(&*EMPTY, |(_, lexicon)| lexicon)
    }

    /// The meaning of a word in lower case.
    pub fn meaning(&self, word: &str) -> Option<Meaning> {
        self.words.get(word).copied()
    }

    /// Whether a text may spell out a number above twelve. Always true for languages without a
    /// lexicon.
    pub fn may_spell_out(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let large = |word: &str| self.large.iter().any(|pattern| matches(word, pattern));
        self.large.is_empty() || words.any(large)
    }

    fn read(text: &'static str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (head, words) in lines.filter_map(|line| line.split_once(':')) {
            match meaning(head) {
                Some(meaning) => {
                    lexicon.words.extend(words.split_whitespace().map(|word| (word, meaning)));
                }
                None => lexicon.large.extend(words.split_whitespace()),
            }
        }
        lexicon
    }
}

/// Whether a word matches a pattern, in which a leading or trailing `*` matches any letters.
fn matches(word: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => word.contains(pattern.trim_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(begin)) => word.starts_with(begin),
        (None, None) => word == pattern,
    }
}

/// The meaning of the words on a line, from its head `month 1`, `number 2` or `scale 6`; `None` for
/// `large`.
fn meaning(head: &str) -> Option<Meaning> {
    let (what, number) = head.split_once(' ')?;
    let small = || number.parse().ok();
    match what {
        "month" => small().map(Meaning::Month),
        "number" => small().map(Meaning::Number),
        "scale" => number.parse().ok().map(Meaning::Scale),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::load;

    #[test]
    fn every_language_with_labels_has_a_lexicon() {
        let known: Vec<_> = FILES.iter().map(|(language, _)| *language).collect();
        assert_eq!(known, load::languages().collect::<Vec<_>>());
    }

    #[test]
    fn every_line_has_a_meaning_and_words() {
        for (language, text) in FILES {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let (head, words) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
                assert!(meaning(head).is_some() || head == "large", "{language}: {line}");
                assert!(!words.trim().is_empty(), "{language}: {line}");
                assert_eq!(words, words.to_lowercase(), "{language}");
            }
        }
    }

    #[test]
    fn larger_numbers_in_words_are_recognized() {
        for (language, text, spelled) in [
            ("en", "in forty-two States", true),
            ("de", "einundzwanzig Staaten", true),
            ("fr", "les adolescents de cette famille", false),
            ("fr", "deux cents familles", true),
            ("ru", "по сотрудничеству", false),
            ("ru", "пятьсот человек", true),
            ("it", "gli eventi", false),
            ("zh", "三百人", true),
            ("xx", "anything", true),
        ] {
            assert_eq!(Lexicon::of(language).may_spell_out(text), spelled, "{text}");
        }
    }

    /// The months of the labels, in the form used in dates, are in the lexicon.
    #[test]
    fn the_months_of_the_labels_are_known() {
        for language in ["en", "fr", "de", "it", "es", "ru"] {
            let labels = load::labels(language, load::built_in_labels(language).unwrap()).unwrap();
            for (number, month) in (1..).zip(&labels.months) {
                let found = Lexicon::of(language).meaning(&month.to_lowercase());
                assert_eq!(found, Some(Meaning::Month(number)), "{month}");
            }
        }
    }
}
