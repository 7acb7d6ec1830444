//! People who are named in running text: a name in bold, perhaps with the post after it.

use super::persons::{self, is_name, with_country};
use super::text;
use super::words::Words;
use crate::import::flat::Inline;
use crate::import::report::Person;

/// A person in running text.
pub struct Named {
    /// The person.
    pub person: Person,
    /// The text before the name, from the name before it.
    pub before: String,
    /// The text after the name, up to the next words in bold.
    pub after: String,
}

/// The people whose names are in bold in a paragraph that is not bold as a whole.
pub fn named(words: &Words, paragraph: &[Inline]) -> Vec<Named> {
    let mut out = Vec::new();
    if text::is_bold(paragraph) {
        return out;
    }
    let mut before = String::new();
    for (at, inline) in paragraph.iter().enumerate() {
        let name = inline.shown().trim().trim_end_matches(',').trim_end();
        let person = persons::parse(words, name).filter(|_| inline.format.strong && is_name(name));
        let Some(mut person) = person else {
            before.push_str(inline.shown());
            continue;
        };
        let rest = paragraph.get(at + 1..).unwrap_or_default();
        let plain = rest.iter().take_while(|it| !it.format.strong);
        let after: String = plain.clone().map(Inline::shown).collect();
        let is_followed = plain.count() < rest.len();
        let ended = inline.shown().trim_end().ends_with(',');
        let parts = post(words, &after, ended, is_followed);
        let (parts, country) = parts.map_or((None, None), |it| split_country(words, &it));
        person.honorific = person.honorific.or_else(|| honorific(words, &before));
        let parts = parts.as_deref().map(|it| it.split_once(", ").unwrap_or((it, "")));
        person.post = parts.map(|(post, _)| post.into());
        let organisation = parts.map(|it| it.1.to_owned());
        person.organisation = organisation.filter(|it| !it.is_empty());
        person.country = country;
        out.push(Named { person, before: std::mem::take(&mut before), after });
    }
    out
}

/// The title at the end of the text before a name.
fn honorific(words: &Words, before: &str) -> Option<String> {
    let last = before.trim_end().rsplit(char::is_whitespace).next()?;
    let is_title = words.after_honorific(&format!("{last} A")) == Some("A");
    (is_title && before.ends_with(char::is_whitespace)).then(|| last.to_owned())
}

/// The longest post with its organization, in characters.
const LONGEST: usize = 300;

/// The most words of a post that a full stop ends instead of a comma.
const MOST_WORDS: usize = 40;

/// The post, the organization and the country after a name: parts between commas that begin with capitals.
/// `ended` says that the comma belongs to the name, `is_followed` that words in bold follow.
fn post(words: &Words, after: &str, ended: bool, is_followed: bool) -> Option<String> {
    let rest = after.trim_start();
    let rest = rest.strip_prefix(',').or(Some(rest).filter(|_| ended))?;
    let sentence = rest.split(['.', ';', '\u{fffc}']).next().unwrap_or_default();
    let is_whole = sentence.len() == rest.len();
    let mut parts: Vec<&str> = Vec::new();
    let mut segments = sentence.split(", ").peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        let segment =
            if is_last && is_followed && is_whole { without_link(segment) } else { segment };
        // A line that goes on as a sentence is not a post.
        let is_closed = !is_last
            || is_followed && is_whole
            || !is_whole && segment.split_whitespace().count() <= MOST_WORDS;
        if !is_closed || !is_post(words, segment) {
            break;
        }
        parts.push(segment.trim());
    }
    let all: usize = parts.iter().map(|it| it.chars().count()).sum();
    (!parts.is_empty() && all <= LONGEST).then(|| parts.join(", "))
}

/// As [`with_country`].
fn split_country(words: &Words, parts: &str) -> (Option<String>, Option<String>) {
    let (rest, country) = with_country(words, parts);
    (rest.map(str::to_owned), country.map(str::to_owned))
}

/// A part without the words in lower case at its end, such as "and" or "jointly with".
fn without_link(part: &str) -> &str {
    let mut part = part.trim_end().trim_end_matches(',');
    while let Some((before, last)) = part.trim_end().rsplit_once(' ') {
        if last.chars().any(char::is_uppercase) || last.ends_with(')') {
            break;
        }
        part = before;
    }
    part
}

/// Whether a part between commas may be a post, an organization or a country.
fn is_post(words: &Words, part: &str) -> bool {
    let part = part.trim();
    let first = part.split_whitespace().next().unwrap_or_default();
    let begins = part.chars().next().is_some_and(|it| it.is_uppercase() || it.is_ascii_digit());
    let has_capital = part.chars().any(char::is_uppercase);
    begins || has_capital && words.is_common(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(parts: &[(&str, bool)]) -> Vec<(String, Option<String>, Option<String>)> {
        let inlines: Vec<Inline> = parts
            .iter()
            .map(|(text, strong)| {
                let mut inline = Inline::text(*text);
                inline.format.strong = *strong;
                inline
            })
            .collect();
        let found = named(&Words::new("en"), &inlines).into_iter().map(|it| it.person);
        found.map(|it| (it.name, it.post, it.organisation)).collect()
    }

    #[test]
    fn posts_end_where_the_sentence_goes_on() {
        let found = people(&[
            ("The panel included ", false),
            ("Anna Vallentin", true),
            (", Detective Inspector, National Police, Denmark and ", false),
            ("Helga Konrad", true),
            (", the first Special Representative of the OSCE, moderated it with ", false),
            ("Jan Austad", true),
            (", Senior Adviser of the Ministry. They agreed, All of them. ", false),
            ("Eberhard Pohl", true),
            (", who was late.", false),
        ]);
        let some = |text: &str| Some(text.to_owned());
        let expected = [
            ("Anna Vallentin", some("Detective Inspector"), some("National Police")),
            ("Helga Konrad", some("the first Special Representative of the OSCE"), None),
            ("Jan Austad", some("Senior Adviser of the Ministry"), None),
            ("Eberhard Pohl", None, None),
        ];
        assert_eq!(found, expected.map(|(name, post, of)| (name.to_owned(), post, of)));
    }
}
