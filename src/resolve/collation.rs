//! Sorts words by the rules of a language: Unicode Collation Algorithm (UTS #10), tailored by CLDR.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// The collation of a language.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The collation of a language, a BCP 47 tag; the root collation if the language is unknown.
    pub fn of(language: &str) -> Collation {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        Collation(Collator::try_new(locale.into(), CollatorOptions::default()).ok())
    }

    /// Compares two texts, by their bytes if the language does not distinguish them.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language =
            self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        by_language.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, mut words: Vec<&'static str>) -> Vec<&'static str> {
        let collation = Collation::of(language);
        words.sort_by(|one, other| collation.compare(one, other));
        words
    }

    #[test]
    fn words_are_sorted_by_language() {
        let names = vec!["Zeman", "Čapek", "Ćosić", "Chalupa", "Dvořák", "Carter"];
        let english = ["Čapek", "Carter", "Chalupa", "Ćosić", "Dvořák", "Zeman"];
        assert_eq!(sorted("en-GB", names.clone()), english);
        let czech = ["Carter", "Ćosić", "Čapek", "Dvořák", "Chalupa", "Zeman"];
        assert_eq!(sorted("cs", names), czech);
        assert_eq!(sorted("no tag", vec!["b", "a", "B", "A"]), ["a", "A", "b", "B"]);
    }
}
