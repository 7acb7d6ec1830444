//! Ids made of names and titles.

use std::collections::{HashMap, HashSet};

use crate::export::text::transliterate;

/// Ids that are taken.
#[derive(Debug, Default)]
pub struct Ids {
    taken: HashSet<String>,
    /// The number that the next id of a taken name gets.
    next: HashMap<String, usize>,
}

impl Ids {
    /// The first of some ids that is free; the last one with a number if none is.
    pub fn take(&mut self, candidates: &[String]) -> String {
        let fits = |id: &&String| !id.is_empty() && !self.taken.contains(*id);
        if let Some(free) = candidates.iter().find(fits).cloned() {
            self.taken.insert(free.clone());
            return free;
        }
        let name = candidates.iter().rfind(|id| !id.is_empty()).cloned().unwrap_or_default();
        let next = self.next.entry(name.clone()).or_insert(2);
        loop {
            let id = format!("{name}-{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// An id of the first words of a text, in lower-case ASCII: "Skrivánková" → `skrivankova`. Empty if the
/// text has no Latin letter.
pub fn slug(text: &str, words: usize) -> String {
    let plain = transliterate(text).to_lowercase().replace('\'', "");
    let parts = plain.split(|sign: char| !sign.is_ascii_alphanumeric());
    let parts = parts.filter(|part| !part.is_empty());
    let parts = parts.skip_while(|part| !part.starts_with(|it: char| it.is_ascii_alphabetic()));
    let mut id = String::new();
    for part in parts.take(words) {
        if id.len() + part.len() >= LONGEST && !id.is_empty() {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(part.chars().take(LONGEST));
    }
    id
}

/// The most characters of an id, without its number.
const LONGEST: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_latin_letters() {
        assert_eq!(slug("Klara Skrivánková", 9), "klara-skrivankova");
        assert_eq!(slug("2. Victims' rights: challenges", 2), "victims-rights");
        assert_eq!(slug("Конференция", 3), "");
        assert_eq!(slug(&"x".repeat(99), 3).len(), LONGEST);
    }

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        let mut take =
            |names: &[&str]| ids.take(&names.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
        assert_eq!(take(&["a", "a-b"]), "a");
        assert_eq!(take(&["a", "a-b"]), "a-b");
        assert_eq!(take(&["a", "a-b"]), "a-b-2");
        assert_eq!(take(&["", "a"]), "a-2");
    }
}
