//! Persons: "Name, post, organisation", each once in the register.

use std::collections::{HashMap, HashSet};

use super::words::{Words, normalized};
use crate::import::report::Person;
use crate::languages::Term;

/// The people found so far.
#[derive(Debug, Default)]
pub struct Register {
    people: Vec<Person>,
    /// The index of each person by the name without case and spaces.
    by_name: HashMap<String, usize>,
    /// Those whose posts are only known from running text.
    named: HashSet<usize>,
}

impl Register {
    /// The index of a person, added if new. What is new of a known person is added; the first post and
    /// organization are kept.
    pub fn add(&mut self, person: Person) -> usize {
        let key = normalized(&person.name);
        if let Some(index) = self.by_name.get(&key).copied() {
            let has_post = person.post.is_some() || person.organisation.is_some();
            let is_named = has_post && self.named.remove(&index);
            if let Some(known) = self.people.get_mut(index) {
                if is_named {
                    (known.post, known.organisation) = (None, None);
                }
                complete(known, person);
            }
            return index;
        }
        self.people.push(person);
        self.by_name.insert(key, self.people.len() - 1);
        self.people.len() - 1
    }

    /// The index of a person in running text, whose words stay there.
    pub fn add_named(&mut self, person: Person) -> usize {
        let count = self.people.len();
        let index = self.add(person);
        if index == count {
            self.named.insert(index);
        }
        index
    }

    /// What the register already has of a person.
    pub fn repeated(&self, person: &Person) -> Vec<String> {
        let known = self.by_name.get(&normalized(&person.name)).and_then(|it| self.people.get(*it));
        let Some(known) = known else { return Vec::new() };
        let pairs = [
            (&known.honorific, &person.honorific),
            (&known.post, &person.post),
            (&known.organisation, &person.organisation),
            (&known.country, &person.country),
        ];
        let same = pairs.into_iter().filter(|(known, new)| known == new);
        let parts = same.filter_map(|(_, new)| new.clone());
        std::iter::once(person.name.clone()).chain(parts).collect()
    }

    /// The index of the person with a name.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(&normalized(name)).copied()
    }

    /// Enters the country of a person, if it is not known.
    pub fn set_country(&mut self, index: usize, country: Option<String>) {
        if let Some(person) = self.people.get_mut(index) {
            person.country = person.country.take().or(country);
        }
    }

    /// Whether a person can be added without losing words: new, or as known.
    pub fn agrees(&self, person: &Person) -> bool {
        let index = self.by_name.get(&normalized(&person.name));
        let index = index.filter(|index| !self.named.contains(index));
        let known = index.and_then(|it| self.people.get(*it));
        known.is_none_or(|known| {
            let fits = |known: &Option<String>, new: &Option<String>| {
                new.is_none() || known.is_none() || known == new
            };
            fits(&known.post, &person.post)
                && fits(&known.organisation, &person.organisation)
                && fits(&known.honorific, &person.honorific)
                && fits(&known.country, &person.country)
                && (known.post.is_some() == person.post.is_some()
                    || known.post.is_none()
                    || person.post.is_none())
        })
    }

    /// The people in the order in which they were found.
    pub fn into_people(self) -> Vec<Person> {
        self.people
    }
}

fn complete(known: &mut Person, person: Person) {
    let Person { name: _, honorific, post, organisation, country } = person;
    if known.post.is_none() && known.organisation.is_none() {
        (known.post, known.organisation) = (post, organisation);
    }
    known.honorific = known.honorific.take().or(honorific);
    known.country = known.country.take().or(country);
}

/// The longest name, in characters and words.
const LONGEST_NAME: (usize, usize) = (60, 6);

/// Words in lower case that names contain.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "van", "von", "der", "den", "la", "le",
    "el", "al", "bin", "ibn", "ben", "y", "e", "du", "des", "zu", "ter", "ten", "af", "av",
];

/// Whether a text may be the name of a person: words that begin with capitals, or of a script without.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&str| {
        let first = word.trim_start_matches(['\'', '’', '“', '"']).chars().next();
        let is_capital = first.is_some_and(|it| it.is_uppercase() || is_caseless(it));
        let is_plain = word.chars().all(|it| it.is_alphabetic() || "-'’.\u{301}".contains(it));
        is_plain && (is_capital || PARTICLES.contains(word))
    };
    let count = words.len();
    let is_long_enough = count >= 2 || text.chars().any(is_caseless) && text.chars().count() >= 2;
    is_long_enough
        && count <= LONGEST_NAME.1
        && text.chars().count() <= LONGEST_NAME.0
        && words.iter().all(is_word)
        && !text.ends_with('.')
}

fn is_caseless(character: char) -> bool {
    character.is_alphabetic() && !character.is_lowercase() && !character.is_uppercase()
}

/// The commas of scripts.
const COMMAS: &[char] = &[',', '，', '،'];

/// A person from "Name, post, organisation".
pub fn parse(words: &Words, text: &str) -> Option<Person> {
    let text = text.trim().trim_end_matches(['.', ';', '；']).trim_end();
    let mut parts = text.splitn(2, COMMAS).map(str::trim);
    let name = parts.next()?;
    let rest = parts.next().filter(|rest| !rest.is_empty());
    let (honorific, name) = honorific(words, name);
    if !is_name(name) {
        return None;
    }
    let (rest, country) = rest.map_or((None, None), |rest| with_country(words, rest));
    let (post, organisation) = match rest.map(|rest| rest.split_once(", ").unwrap_or((rest, ""))) {
        Some((post, organisation)) => (Some(post), Some(organisation).filter(|it| !it.is_empty())),
        None => (None, None),
    };
    let own = |text: &str| text.trim().to_owned();
    Some(Person {
        name: name.into(),
        honorific: honorific.map(own),
        post: post.map(own),
        organisation: organisation.map(own),
        country: country.map(own),
    })
}

/// What follows a name without the country at its end, and the country.
pub fn with_country<'t>(words: &Words, text: &'t str) -> (Option<&'t str>, Option<&'t str>) {
    let cut = text.rfind(COMMAS).and_then(|at| text.split_at_checked(at));
    let (before, last) = cut.unwrap_or(("", text));
    let last = last.trim_start_matches(COMMAS).trim();
    match words.is(Term::Country, last) {
        true => (Some(before.trim_end()).filter(|it| !it.is_empty()), Some(last)),
        false => (Some(text), None),
    }
}

/// A name without the titles before it: "Prof. Dr.".
fn honorific<'t>(words: &Words, text: &'t str) -> (Option<&'t str>, &'t str) {
    let mut rest = text;
    while let Some(after) = words.after_honorific(rest) {
        rest = after;
    }
    let title = text.get(..text.len() - rest.len()).unwrap_or_default().trim();
    (Some(title).filter(|it| !it.is_empty()), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_words() {
        let names =
            ["Klara Skrivánková", "Jean-Pierre de la Tour", "Ольга Петрова", "陈伟", "J. R. Smith"];
        let others = ["Contracts and courts", "the Ministry of Justice", "Introduction", "Panel 1"];
        assert!(names.iter().all(|it| is_name(it)));
        assert!(!others.iter().any(|it| is_name(it)));
    }

    #[test]
    fn posts_and_organizations_follow_names() {
        let person =
            parse(&Words::new("en"), "Mr. Jan Austad, Senior Adviser, Ministry, Oslo;").unwrap();
        assert_eq!(person.name, "Jan Austad");
        assert_eq!(person.honorific.as_deref(), Some("Mr."));
        assert_eq!(person.post.as_deref(), Some("Senior Adviser"));
        assert_eq!(person.organisation.as_deref(), Some("Ministry, Oslo"));
    }

    #[test]
    fn titles_before_names_are_known_in_every_language() {
        let cases = [
            ("en", "Mme Anne Le Bras", "Mme", "Anne Le Bras"),
            ("de", "Prof. Dr. Ute Lang", "Prof. Dr.", "Ute Lang"),
            ("ru", "Профессор Ольга Петрова", "Профессор", "Ольга Петрова"),
            ("fr", "M. Jean Dupont", "M.", "Jean Dupont"),
            ("en", "M. Jean Dupont", "", "M. Jean Dupont"),
            ("it", "Dott.ssa Anna Neri", "Dott.ssa", "Anna Neri"),
            ("ar", "الدكتورة ليلى حسن", "الدكتورة", "ليلى حسن"),
            ("en", "H.E. Ivo Petrov", "H.E.", "Ivo Petrov"),
        ];
        for (language, text, title, name) in cases {
            let person = parse(&Words::new(language), text).unwrap();
            let found = person.honorific.unwrap_or_default();
            assert_eq!((found.as_str(), person.name.as_str()), (title, name), "{text}");
        }
    }

    #[test]
    fn countries_are_no_organizations() {
        let parts = |language, text| {
            let person = parse(&Words::new(language), text).unwrap();
            [person.post, person.organisation, person.country].map(Option::unwrap_or_default)
        };
        let judge = parts("en", "Ana Lima, Judge, Supreme Court, the Netherlands");
        assert_eq!(judge, ["Judge", "Supreme Court", "the Netherlands"]);
        assert_eq!(parts("en", "Ana Lima, Judge, Serbia"), ["Judge", "", "Serbia"]);
        assert_eq!(parts("fr", "Ana Lima, Norvège"), ["", "", "Norvège"]);
        assert_eq!(parts("ru", "Ольга Петрова, судья, Норвегия"), ["судья", "", "Норвегия"]);
    }
}
