//! The words of a text with markup.

use std::ops::Range;

/// A word and its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word: letters, with hyphens and apostrophes between them.
    pub text: &'t str,
    /// Its bytes.
    pub at: Range<usize>,
    /// Whether nothing but a space, or signs of markup, parts it from the word before.
    pub adjoins: bool,
}

impl Word<'_> {
    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The parts of a text that are printed: without addresses, ids and attributes.
pub fn printed(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match hidden(rest) {
            Some(length) => {
                parts.push(start..at);
                at += length;
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(start..text.len());
    parts.retain(|part| !part.is_empty());
    parts
}

/// How many bytes of markup stand here that say something to the program alone.
fn hidden(rest: &str) -> Option<usize> {
    let pairs = [("](", ')'), ("]{", '}'), ("[^", ']'), ("[#", ']')];
    let (open, close) = pairs.into_iter().find(|(open, _)| rest.starts_with(open))?;
    Some(open.len() + rest.get(open.len()..)?.find(close)? + close.len_utf8())
}

/// The words of what is printed of a text.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut end = None;
    for part in printed(text) {
        let mut at = part.start;
        while let Some(rest) = text.get(at..part.end).filter(|rest| !rest.is_empty()) {
            let skipped = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphabetic()).len();
            let length = length(rest.get(skipped..).unwrap_or_default());
            let place = at + skipped..at + skipped + length;
            at = place.end;
            let Some(word) = text.get(place.clone()).filter(|word| !word.is_empty()) else { break };
            let gap = end.and_then(|end| text.get(end..place.start));
            let adjoins = gap.is_some_and(|gap| {
                gap.chars().all(|c| c.is_whitespace() || matches!(c, '*' | '\u{a0}' | '\\'))
            });
            end = Some(place.end);
            words.push(Word { text: word, at: place, adjoins });
        }
    }
    words
}

/// Bytes of the word that stands first: letters, and hyphens and apostrophes between letters.
fn length(rest: &str) -> usize {
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let between = matches!(character, '-' | '\'' | '’')
            && characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !character.is_alphabetic() && !between {
            return at;
        }
    }
    rest.len()
}

/// A word without the genitive of English: "Pohl’s".
pub fn without_genitive(word: &str) -> &str {
    word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_printed_holds_no_words() {
        let text = "See [the *law*](https://x.org/a-b)[^note], [mot juste]{lang=fr} [#p2].";
        let got: Vec<&str> = words(text).iter().map(|word| word.text).collect();
        assert_eq!(got, ["See", "the", "law", "mot", "juste"]);
    }

    #[test]
    fn words_know_whether_they_adjoin() {
        let got: Vec<_> = words("**Ana** Horvat-Ilić’s, O'Brien")
            .into_iter()
            .map(|w| (w.text, w.adjoins))
            .collect();
        assert_eq!(got, [("Ana", false), ("Horvat-Ilić’s", true), ("O'Brien", false)]);
        assert_eq!(without_genitive("Ilić’s"), "Ilić");
    }

    #[test]
    fn any_text_has_words() {
        for text in ["", "[", "](", "[^", "č]", "- ' -", "[^é"] {
            words(text);
        }
    }
}
