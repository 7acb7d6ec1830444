//! Hyphenation exceptions: words of the report and names of people.

use std::collections::BTreeMap;

use crate::source::Report;

/// The exceptions: the word in lower case without hyphens, with the byte offsets at which it may be
/// broken. Names in the register are never broken, unless the author says where.
pub fn hyphenation(report: &Report) -> BTreeMap<String, Vec<usize>> {
    let names = report.people.values().flat_map(|person| names(&person.name));
    let words = report.options.hyphenation.iter().map(|word| exception(word));
    names.map(|name| (name, Vec::new())).chain(words).collect()
}

/// The capitalized parts of a name that are long enough to be hyphenated.
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
    fn hyphens_become_byte_offsets() {
        assert_eq!(exception("co-op-er-ation"), ("cooperation".into(), vec![2, 4, 6]));
        assert_eq!(exception("OSCE"), ("osce".into(), vec![]));
        assert_eq!(exception("Żó-łty"), ("żółty".into(), vec![4]));
    }
}
