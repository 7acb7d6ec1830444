//! Names of people in the text against the register.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::inventory::{Inventory, TextEntry};
use super::prose;
use super::words::{Word, without_genitive, words};
use crate::diagnostic::{Code, Findings};
use crate::languages;
use crate::limits::{Limit, Limits};
use crate::source::schema::SectionKind;

/// The names in the register.
struct Register<'r> {
    /// By their first letter and their length, in the order of the register.
    names: HashMap<(char, usize), Vec<Name<'r>>>,
    whole: HashSet<&'r str>,
    /// The words of all names.
    words: HashSet<&'r str>,
}

struct Name<'r> {
    whole: &'r str,
    /// The name in lower case and without accents.
    bare: String,
    /// Its position in the register.
    position: usize,
}

/// The length of a name beyond which it is not compared, in bytes.
const LONGEST: usize = 200;

impl<'r> Register<'r> {
    /// The names of a report; `None` if they cannot be compared.
    fn of(inventory: &Inventory<'r>) -> Option<Self> {
        let language = inventory.report.publication.language.split('-').next()?;
        let people = inventory.report.people.values();
        // Other languages decline names, so a different form is not a misspelling.
        let comparable =
            languages::find(language).is_some_and(|it| it.rules().names_are_undeclined);
        let register = Register::new(people.map(|person| person.name.as_str()));
        Some(register).filter(|register| comparable && !register.whole.is_empty())
    }

    fn new(all: impl Iterator<Item = &'r str>) -> Self {
        let mut register =
            Register { names: HashMap::new(), whole: HashSet::new(), words: HashSet::new() };
        for (position, whole) in all.enumerate().filter(|(_, name)| name.len() <= LONGEST) {
            let bare = bare(whole);
            let key = (bare.chars().next().unwrap_or_default(), bare.chars().count());
            register.names.entry(key).or_default().push(Name { whole, bare, position });
            register.whole.insert(whole);
            register.words.extend(words(whole).iter().map(|word| word.text));
        }
        register
    }

    /// The name that words most likely misspell. `compared` counts the names that were compared.
    fn near(&self, written: &str, compared: &mut usize) -> Option<&'r str> {
        if written.len() > LONGEST {
            return None;
        }
        let bare = bare(written);
        let (first, length) = (bare.chars().next()?, bare.chars().count());
        let lengths = length.saturating_sub(2)..=length + 2;
        let names = lengths.filter_map(|length| self.names.get(&(first, length))).flatten();
        let names = names.inspect(|_| *compared += 1).filter(|name| is_near(&bare, &name.bare));
        names.min_by_key(|name| name.position).map(|name| name.whole)
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

/// A comparison of the names in texts with those in the register.
pub struct NameComparison<'r> {
    register: Register<'r>,
    /// The name that words most likely misspell and the number of names that were compared with them, because most
    /// names occur in many sections.
    known: Mutex<HashMap<String, (Option<&'r str>, usize)>>,
}

impl<'r> NameComparison<'r> {
    /// `None` if the names of the report cannot be compared, or the rule is off.
    pub fn of(inventory: &Inventory<'r>) -> Option<Self> {
        let is_on = inventory.report.options.lint.names.unwrap_or(true);
        Some(NameComparison::with(Register::of(inventory).filter(|_| is_on)?))
    }

    fn with(register: Register<'r>) -> Self {
        NameComparison { register, known: Mutex::default() }
    }

    /// Warns of names in some texts that are spelled almost as in the register. Returns the number of names that
    /// were compared.
    pub fn spelled(&self, inventory: &Inventory, found: &mut Findings) -> usize {
        let mut search = Search::new(self);
        prose(inventory).for_each(|entry| search.check(entry, found));
        search.compared
    }

    /// As [`NameComparison::spelled`], up to the text in which the number of comparisons exceeds the limit.
    pub fn spelled_within(&self, inventory: &Inventory, limits: &Limits, found: &mut Findings) {
        let mut search = Search::new(self);
        for entry in prose(inventory) {
            search.check(entry, found);
            if let Err(error) = limits.check(Limit::NameComparisons, search.compared) {
                let error = Code::OverLimit.of_limit("the report up to here", error);
                return found.push(error.at(Some(entry.node.place.clone())));
            }
        }
    }

    /// As [`Register::near`], with the number of names that were compared.
    fn near(&self, written: &str) -> (Option<&'r str>, usize) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(near) = known.get(written) {
            return *near;
        }
        let mut compared = 0;
        let near = (self.register.near(written, &mut compared), compared);
        known.insert(written.into(), near);
        near
    }
}

/// A search for misspelled names in some texts.
struct Search<'r, 'n> {
    names: &'n NameComparison<'r>,
    /// The name that words most likely misspell, for those that occurred in these texts.
    known: HashMap<String, Option<&'r str>>,
    /// The number of names that were compared with words.
    compared: usize,
}

impl<'r, 'n> Search<'r, 'n> {
    fn new(names: &'n NameComparison<'r>) -> Self {
        Search { names, known: HashMap::new(), compared: 0 }
    }

    fn check(&mut self, entry: &TextEntry, found: &mut Findings) {
        let text = entry.words_around_objects();
        for (at, meant) in self.misspelled(text) {
            let written = text.get(at.clone()).unwrap_or_default();
            let place = entry.file_range(text, at.clone());
            let message = format!("`{written}` is spelled differently in the register");
            let warning = Code::NameSpelled.at(place, message).hint(format!("write `{meant}`"));
            found.push(warning.write(meant));
        }
    }

    /// Runs of capitalized words that are almost, but not quite, a name in the register.
    fn misspelled(&mut self, text: &str) -> Vec<(Range<usize>, &'r str)> {
        let words = words(text);
        let mut found = Vec::new();
        for (index, first) in words.iter().enumerate().filter(|(_, word)| word.is_capitalized()) {
            for last in run(&words, index).iter().skip(1) {
                let end = last.at.start + without_genitive(last.text).len();
                let written = text.get(first.at.start..end).unwrap_or_default();
                let whole = &self.names.register.whole;
                // The second is the German genitive: "Eberhard Pohls".
                let name = written.strip_suffix('s');
                if whole.contains(written) || name.is_some_and(|name| whole.contains(name)) {
                    break;
                }
                if let Some(meant) = self.near(written) {
                    found.push((first.at.start..end, meant));
                    break;
                }
            }
        }
        found
    }

    fn near(&mut self, written: &str) -> Option<&'r str> {
        if let Some(known) = self.known.get(written) {
            return *known;
        }
        let (near, compared) = self.names.near(written);
        self.compared += compared;
        self.known.insert(written.into(), near);
        near
    }
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
    let panels = Panels::of(inventory);
    for entry in prose(inventory).filter(|entry| panels.have(entry)) {
        let text = entry.words_around_objects();
        for at in unregistered(text, &register) {
            let written = text.get(at.clone()).unwrap_or_default();
            let place = entry.file_range(text, at.clone());
            let message = format!("`{written}` is not in the register");
            found.push(Code::NotRegistered.at(place, message).hint("add the person to `people`"));
        }
    }
}

/// The sections of a report in the order of the file: where each begins, and whether it is a panel or
/// a side event.
struct Panels(Vec<(usize, bool)>);

impl Panels {
    fn of(inventory: &Inventory) -> Self {
        let sections = inventory.sections.iter();
        let mut sections: Vec<_> = sections
            .map(|placed| {
                let kinds = [SectionKind::Panel, SectionKind::SideEvent];
                (placed.node.place.start, kinds.contains(&placed.section.kind))
            })
            .collect();
        sections.sort_by_key(|(start, _)| *start);
        Panels(sections)
    }

    /// Whether the last section that begins before a text is a panel or a side event.
    fn have(&self, entry: &TextEntry) -> bool {
        let after = self.0.partition_point(|(start, _)| *start <= entry.node.place.start);
        let last = after.checked_sub(1).and_then(|last| self.0.get(last));
        last.is_some_and(|(_, is_panel)| *is_panel)
    }
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
        let known = run.iter().any(|word| register.words.contains(without_genitive(word.text)))
            || is_honorific(first.text);
        let whole = text.get(first.at.start..last.at.start + surname.len()).unwrap_or_default();
        if names && !known && register.near(whole, &mut 0).is_none() {
            found.push(first.at.start..last.at.start + surname.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(names: &[&'static str]) -> Register<'static> {
        Register::new(names.iter().copied())
    }

    fn names(names: &[&'static str]) -> NameComparison<'static> {
        NameComparison::with(register(names))
    }

    #[test]
    fn misspelt_names_are_found_and_other_names_are_not() {
        let names = names(&["Klara Skrivánková", "Madina Jarbussynova", "Eberhard Pohl"]);
        let found = |text: &'static str| -> Vec<&str> {
            Search::new(&names).misspelled(text).into_iter().map(|(at, _)| &text[at]).collect()
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

    /// Only names with the same initial and a similar length are compared, and the same words only once.
    #[test]
    fn few_names_are_compared() {
        let names = ["Ana Horvat", "Ana Kovač", "Iva Horvat", "Ana Maria Horvat-Kos"];
        let names = super::tests::names(&names);
        let mut search = Search::new(&names);
        let text = "Ana Horvatt and Ana Horvatt met Iva Horvat. Ana Horvatt";
        assert_eq!(search.misspelled(text).len(), 3);
        assert_eq!(search.compared, 2);
    }
}
