//! Completion of the inline markup of texts, after the sign with which it begins.

use serde_json::{Value, json};

use super::word::{Abilities, Word};

/// Markup that can be completed, in the syntax of LSP 3.17 (Snippet Syntax).
struct Markup {
    /// What is inserted; it begins with the signs after which it is offered.
    snippet: &'static str,
    /// What it makes.
    description: &'static str,
}

const fn markup(snippet: &'static str, description: &'static str) -> Markup {
    Markup { snippet, description }
}

/// The markup of texts (docs/source-format.md).
const IN_TEXT: [Markup; 16] = [
    markup("*${1:words}*$0", "italics"),
    markup("**${1:words}**$0", "bold"),
    markup("^[${1:text}]$0", "footnote, written here"),
    markup("[^${1:id}]$0", "footnote, by its id"),
    markup("[#${1:id}]$0", "reference to an element, by its id"),
    markup("[@${1:id}]$0", "citation of a work, by its id"),
    markup("[${1:words}](https://${2:address})$0", "link to an address"),
    markup("[${1:words}](#${2:id})$0", "link to an element"),
    markup("[${1:words}]{lang=${2:fr}}$0", "words in another language"),
    markup("[${1:words}]{.smallcaps}$0", "small capitals"),
    markup("[${1:words}]{.underline}$0", "underlined words"),
    markup("[${1:words}]{.nohyphen}$0", "words that are never hyphenated"),
    markup("^${1:2}^$0", "raised"),
    markup("~${1:2}~$0", "lowered"),
    markup("~~${1:words}~~$0", "struck words"),
    markup("`${1:code}`$0", "code"),
];

/// The markup after a closing bracket.
const AFTER_BRACKET: [Markup; 7] = [
    markup("{lang=${1:fr}}$0", "the language of the words"),
    markup("{.smallcaps}$0", "small capitals"),
    markup("{.underline}$0", "underlined words"),
    markup("{.nohyphen}$0", "words that are never hyphenated"),
    markup("{.lower}$0", "a reference within a sentence"),
    markup("{.number}$0", "only the number of a reference"),
    markup("{case=${1:gen}}$0", "the case form of a reference"),
];

/// The signs with which markup begins.
const SIGNS: [char; 6] = ['*', '^', '[', '~', '`', '{'];

/// The markup that can follow the signs before a word, in a text. `is_begun` says whether anything of the text is
/// before the signs or quotation marks enclose it: otherwise, YAML would not read a text.
pub fn items(word: &Word, is_begun: bool, abilities: Abilities) -> Vec<Value> {
    let before = word.text.before(word.start);
    let outside = before.trim_end_matches(SIGNS);
    let signs = before.get(outside.len()..).unwrap_or_default();
    if signs.is_empty() || !is_begun || outside.ends_with('\\') {
        return Vec::new();
    }
    let known = if outside.ends_with(']') { AFTER_BRACKET.iter() } else { IN_TEXT.iter() };
    known
        .filter(|it| it.snippet.starts_with(signs))
        .enumerate()
        .map(|(order, it)| item(word, signs, (order, it), abilities))
        .collect()
}

fn item(word: &Word, signs: &str, (order, it): (usize, &Markup), abilities: Abilities) -> Value {
    let plain = plain(it.snippet);
    let (new, format) = match abilities.has_snippets {
        true => (it.snippet, 2),
        false => (plain.as_str(), 1),
    };
    // Editors may have closed the bracket already.
    let rest = word.text.after(word.end);
    let closed = match signs.chars().next_back() {
        Some('[') if rest.starts_with(']') => 1,
        Some('{') if rest.starts_with('}') => 1,
        Some(_) | None => 0,
    };
    let range = word.text.range(&(word.start - signs.len()..word.end + closed));
    json!({
        "label": plain,
        "kind": 15,
        "detail": it.description,
        "filterText": it.snippet,
        "sortText": format!("{order:02}"),
        "insertTextFormat": format,
        "textEdit": { "range": range, "newText": new },
    })
}

/// The text of a snippet, with the words of its placeholders.
fn plain(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut rest = snippet.strip_suffix("$0").unwrap_or(snippet);
    while let Some((before, place)) = rest.split_once("${") {
        let (place, after) = place.split_once('}').unwrap_or((place, ""));
        out.push_str(before);
        out.push_str(place.split_once(':').map_or("", |(_, words)| words));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    /// The labels of what is offered at the `|` of a text.
    fn at(marked: &str) -> Vec<String> {
        let cursor = marked.find('|').unwrap();
        let text = Text::new(marked.replace('|', ""));
        let found = items(&Word::at(&text, cursor), true, Abilities::default());
        found.iter().map(|it| it["label"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn markup_is_offered_after_its_signs() {
        assert_eq!(at("A *|"), ["*words*", "**words**"]);
        assert_eq!(at("A **|"), ["**words**"]);
        assert_eq!(at("A^|"), ["^[text]", "^2^"]);
        assert_eq!(at("A [|]").len(), 9);
        assert_eq!(at("A [B]{|}").len(), 7);
        assert_eq!(at("A \\*|"), [""; 0]);
        assert_eq!(at("A|"), [""; 0]);
    }

    #[test]
    fn closed_brackets_are_replaced() {
        let text = Text::new("A [] b".into());
        let found = items(&Word::at(&text, 3), true, Abilities::default());
        assert_eq!(found[0]["textEdit"]["range"], text.range(&(2..4)));
    }
}
