//! Names of people in the text against the register.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::inventory::{Inventory, TextEntry};
use super::prose;
use super::words::{OBJECT, Word, without_genitive, words};
use crate::diagnostic::{Code, Findings};
use crate::languages;
use crate::source::schema::SectionKind;

/// The names in the register, by their first letter.
struct Register<'r> {
    names: HashMap<char, Vec<Name<'r>>>,
    all: Vec<&'r str>,
}

struct Name<'r> {
    whole: &'r str,
    /// The name in lower case and without accents.
    bare: String,
}

impl<'r> Register<'r> {
    /// The names of a report; `None` if they cannot be compared.
    fn of(inventory: &Inventory<'r>) -> Option<Self> {
        let language = inventory.report.publication.language.split('-').next()?;
        let people = inventory.report.people.values();
        let all: Vec<&str> = people.map(|person| person.name.as_str()).collect();
        // Other languages decline names, so that another form is not a misspelling.
        let comparable =
            languages::find(language).is_some_and(|it| it.rules().names_are_undeclined);
        if all.is_empty() || !comparable {
            return None;
        }
        let mut names: HashMap<char, Vec<Name>> = HashMap::new();
        for whole in &all {
            let bare = bare(whole);
            let first = bare.chars().next().unwrap_or_default();
            names.entry(first).or_default().push(Name { whole, bare });
        }
        Some(Register { names, all })
    }

    /// The name that words most likely misspell.
    fn near(&self, written: &str) -> Option<&'r str> {
        let bare = bare(written);
        let first = bare.chars().next()?;
        let near = self.names.get(&first)?.iter().find(|name| is_near(&bare, &name.bare))?;
        Some(near.whole)
    }

    /// Whether a word is part of a name.
    fn has_word(&self, word: &str) -> bool {
        self.all.iter().any(|name| words(name).iter().any(|part| part.text == word))
    }
}

/// A name in lower case and without accents.
fn bare(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether at most two letters differ, or one in a short name.
fn is_near(written: &str, name: &str) -> bool {
    let length = name.chars().count();
    let limit = if length < 10 { 1 } else { 2 };
    length.abs_diff(written.chars().count()) <= limit
        && strsim::osa_distance(written, name) <= limit
}

/// Warns of names that are spelled almost as in the register.
pub fn spelled(inventory: &Inventory, found: &mut Findings) {
    let Some(register) = Register::of(inventory) else { return };
    for entry in prose(inventory) {
        let text = entry.words_around(OBJECT);
        for (at, meant) in misspelled(&text, &register) {
            let written = text.get(at.clone()).unwrap_or_default();
            let place = entry.file_range(&text, at.clone());
            let message = format!("`{written}` is spelled differently in the register");
            found.push(Code::NameSpelled.at(place, message).hint(format!("write `{meant}`")));
        }
    }
}

/// Runs of capitalized words that are almost, but not quite, a name in the register.
fn misspelled<'r>(text: &str, register: &Register<'r>) -> Vec<(Range<usize>, &'r str)> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, first) in words.iter().enumerate().filter(|(_, word)| word.is_capitalized()) {
        for last in run(&words, index).iter().skip(1) {
            let end = last.at.start + without_genitive(last.text).len();
            let written = text.get(first.at.start..end).unwrap_or_default();
            let known =
                register.all.iter().any(|name| written == *name || genitive_of(written, name));
            if known {
                break;
            }
            if let Some(meant) = register.near(written) {
                found.push((first.at.start..end, meant));
                break;
            }
        }
    }
    found
}

/// The German genitive: "Eberhard Pohls".
fn genitive_of(written: &str, name: &str) -> bool {
    written.strip_suffix('s') == Some(name)
}

/// The capitalized words that adjoin from an index on, at most five.
fn run<'w, 't>(words: &'w [Word<'t>], index: usize) -> &'w [Word<'t>] {
    let rest = words.get(index..).unwrap_or_default();
    let more = rest.iter().skip(1).take_while(|word| word.adjoins && word.is_capitalized());
    rest.get(..1 + more.take(4).count()).unwrap_or_default()
}

/// Warns of people named with a title in a panel or side event who are not in the register.
pub fn registered(inventory: &Inventory, found: &mut Findings) {
    let Some(register) = Register::of(inventory) else { return };
    for entry in prose(inventory).filter(|entry| is_in_panel(inventory, entry)) {
        let text = entry.words_around(OBJECT);
        for at in unregistered(&text, &register) {
            let written = text.get(at.clone()).unwrap_or_default();
            let place = entry.file_range(&text, at.clone());
            let message = format!("`{written}` is not in the register");
            found.push(Code::NotRegistered.at(place, message).hint("add the person to `people`"));
        }
    }
}

/// Whether the last section that begins before a text is a panel or a side event.
fn is_in_panel(inventory: &Inventory, entry: &TextEntry) -> bool {
    let before =
        inventory.sections.iter().filter(|it| it.node.place.start <= entry.node.place.start);
    before.max_by_key(|placed| placed.node.place.start).is_some_and(|placed| {
        matches!(placed.section.kind, SectionKind::Panel | SectionKind::SideEvent)
    })
}

/// Whether a word is a title before names, in any language: reports keep foreign titles.
fn is_honorific(word: &str) -> bool {
    languages::all().iter().any(|language| language.rules().honorifics.contains(&word))
}

/// Names after a title whose last word is not part of a name in the register.
fn unregistered(text: &str, register: &Register) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, _) in words.iter().enumerate().filter(|(_, word)| is_honorific(word.text)) {
        let title = words.get(index).map_or(0, |word| word.at.end);
        let run = run(&words, index + 1);
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let gap = text.get(title..first.at.start).unwrap_or_default();
        let surname = without_genitive(last.text);
        let names = first.is_capitalized() && gap.trim_start_matches('.').trim().is_empty();
        let known = run.iter().any(|word| register.has_word(without_genitive(word.text)))
            || is_honorific(first.text);
        let whole = text.get(first.at.start..last.at.start + surname.len()).unwrap_or_default();
        if names && !known && register.near(whole).is_none() {
            found.push(first.at.start..last.at.start + surname.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(names: &[&'static str]) -> Register<'static> {
        let mut by_letter: HashMap<char, Vec<Name>> = HashMap::new();
        for whole in names {
            let bare = bare(whole);
            by_letter.entry(bare.chars().next().unwrap()).or_default().push(Name { whole, bare });
        }
        Register { names: by_letter, all: names.to_vec() }
    }

    #[test]
    fn misspelt_names_are_found_and_other_names_are_not() {
        let register = register(&["Klara Skrivánková", "Madina Jarbussynova", "Eberhard Pohl"]);
        let found = |text: &'static str| -> Vec<&str> {
            misspelled(text, &register).into_iter().map(|(at, _)| &text[at]).collect()
        };
        assert_eq!(found("said Klara Skrivankova’s team"), ["Klara Skrivankova"]);
        assert_eq!(found("Ambassador Madina Jarbusynova spoke"), ["Madina Jarbusynova"]);
        assert_eq!(found("Eberhardt Pohl"), ["Eberhardt Pohl"]);
        for right in [
            "Klara Skrivánková’s team",
            "Eberhard Pohl, Ambassador",
            "Eberhard Pohls Rede",
            "Madina spoke. Jarbussynova left",
            "Clara Schumann and Eberhard Koch",
        ] {
            assert_eq!(found(right), Vec::<&str>::new(), "{right}");
        }
    }

    #[test]
    fn a_name_after_a_title_must_be_registered() {
        let register = register(&["Klara Skrivánková"]);
        let found = |text: &'static str| -> Vec<&str> {
            unregistered(text, &register).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(found("Ms. Jane Doe’s view and Mr. Roe"), ["Jane Doe", "Roe"]);
        assert_eq!(
            found("Ms. Skrivánková, Ms. Klara Skrivankova; Judge of the court"),
            Vec::<&str>::new()
        );
    }
}
