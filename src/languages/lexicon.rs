//! Months and numbers in words, read from `lexicon.txt`.

use std::collections::HashMap;

/// The meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A month, 1 to 12.
    Month(u8),
    /// A number, 1 to 12.
    Number(u8),
    /// A power of ten: `million` is 6.
    Scale(i32),
}

/// The month and number words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<&'static str, Meaning>,
    /// Patterns of words in numbers past twelve, such as `twent*` and `*zig`.
    large: Vec<&'static str>,
}

impl Lexicon {
    /// The meaning of a lower-case word.
    pub fn meaning(&self, word: &str) -> Option<Meaning> {
        self.words.get(word).copied()
    }

    /// Whether a text may contain a number past twelve in words; always true for an unknown
    /// language.
    pub fn may_spell_out(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let large = |word: &str| self.large.iter().any(|pattern| matches(word, pattern));
        self.large.is_empty() || words.any(large)
    }

    /// Parses a lexicon. Lines with `#` are comments.
    pub fn parse(text: &'static str) -> Lexicon {
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

/// Whether a word matches a pattern, in which `*` at either end matches any letters.
fn matches(word: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => word.contains(pattern.trim_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => word == pattern,
    }
}

/// The meaning of the words of a line, from its head: `month 1`, `number 2` or `scale 6`; `None` for
/// `large`.
pub(super) fn meaning(head: &str) -> Option<Meaning> {
    let (kind, number) = head.split_once(' ')?;
    let small = || number.parse().ok();
    match kind {
        "month" => small().map(Meaning::Month),
        "number" => small().map(Meaning::Number),
        "scale" => number.parse().ok().map(Meaning::Scale),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon;

    #[test]
    fn large_numbers_in_words_are_recognized() {
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
            assert_eq!(lexicon(language).may_spell_out(text), spelled, "{text}");
        }
    }
}
