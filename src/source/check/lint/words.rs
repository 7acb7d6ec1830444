//! The words of a text.

use std::ops::Range;

/// A word and its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word: letters, with hyphens and apostrophes between them.
    pub text: &'t str,
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// Whether only white space separates it from the word before.
    pub adjoins: bool,
}

impl Word<'_> {
    /// Whether it begins with a capital letter.
    pub fn is_capitalized(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of a text without markup.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let start = at + rest.find(char::is_alphabetic).unwrap_or(rest.len());
        let end = start + length(text.get(start..).unwrap_or_default());
        let Some(word) = text.get(start..end).filter(|word| !word.is_empty()) else { break };
        let gap = words.last().and_then(|last| text.get(last.at.end..start));
        let adjoins = gap.is_some_and(|gap| gap == " " || gap.chars().all(char::is_whitespace));
        words.push(Word { text: word, at: start..end, adjoins });
        at = end;
    }
    words
}

/// The length of the word at the start: letters, and hyphens and apostrophes between letters.
fn length(rest: &str) -> usize {
    let mut length = 0;
    loop {
        // Most letters of most texts.
        length += rest.bytes().skip(length).take_while(u8::is_ascii_alphabetic).count();
        let mut after = rest.get(length..).unwrap_or_default().chars();
        let Some(character) = after.next() else { return length };
        let between =
            matches!(character, '-' | '\'' | '’') && after.next().is_some_and(char::is_alphabetic);
        if !character.is_alphabetic() && !between {
            return length;
        }
        length += character.len_utf8();
    }
}

/// A word without the English genitive: "Pohl’s".
pub fn without_genitive(word: &str) -> &str {
    word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::super::super::inventory::OBJECT;
    use super::*;
    use crate::source::markup::Text;

    fn text(written: &str) -> String {
        Text::new(written.into()).words_around(OBJECT).as_str().into()
    }

    #[test]
    fn markup_has_no_words() {
        let text = text("See [the *law*](https://x.org/a-b)[^note], [mot juste]{lang=fr} [#p2].");
        let got: Vec<&str> = words(&text).iter().map(|word| word.text).collect();
        assert_eq!(got, ["See", "the", "law", "mot", "juste"]);
    }

    #[test]
    fn words_know_whether_they_adjoin() {
        let text = text("**Ana** Horvat-Ilić’s, O'Brien[^n] said");
        let got: Vec<_> = words(&text).into_iter().map(|word| (word.text, word.adjoins)).collect();
        let expected =
            [("Ana", false), ("Horvat-Ilić’s", true), ("O'Brien", false), ("said", false)];
        assert_eq!(got, expected);
        assert_eq!(without_genitive("Ilić’s"), "Ilić");
    }

    #[test]
    fn any_text_has_words() {
        for text in ["", "[", "](", "[^", "č]", "- ' -", "[^é", "é"] {
            words(text);
        }
    }
}
