//! The report's own hyphenation of some words.

use std::collections::BTreeMap;

use crate::source::Report;

/// Words as the author hyphenates them → the word in small letters without hyphens, and where a
/// hyphen may stand, as bytes of it. The names of the people of the register are never broken,
/// unless the author says where.
pub fn hyphenation(report: &Report) -> BTreeMap<String, Vec<usize>> {
    let names = report.people.values().flat_map(|person| names(&person.name));
    let words = report.options.hyphenation.iter().map(|word| exception(word));
    names.map(|name| (name, Vec::new())).chain(words).collect()
}

/// The parts of a name that would be broken elsewhere.
fn names(name: &str) -> impl Iterator<Item = String> {
    let parts = name.split(|c: char| !c.is_alphabetic());
    let proper =
        parts.filter(|part| part.chars().count() >= 4 && part.starts_with(char::is_uppercase));
    proper.map(str::to_lowercase)
}

fn exception(word: &str) -> (String, Vec<usize>) {
    let mut bare = String::with_capacity(word.len());
    let mut places = Vec::new();
    for part in word.split('-') {
        if !bare.is_empty() {
            places.push(bare.len());
        }
        bare.push_str(&part.to_lowercase());
    }
    (bare, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_are_places_in_the_bare_word() {
        assert_eq!(exception("co-op-er-ation"), ("cooperation".into(), vec![2, 4, 6]));
        assert_eq!(exception("OSCE"), ("osce".into(), vec![]));
        assert_eq!(exception("Żó-łty"), ("żółty".into(), vec![4]));
    }
}
