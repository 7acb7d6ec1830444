//! The report's own hyphenation of some words.

use std::collections::BTreeMap;

/// Words as the author hyphenates them → the word in small letters without hyphens, and where a
/// hyphen may stand, as bytes of it.
pub fn hyphenation(words: &[String]) -> BTreeMap<String, Vec<usize>> {
    words.iter().map(|word| exception(word)).collect()
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
