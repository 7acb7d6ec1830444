//! The order of words in a language: Unicode Collation Algorithm (UTS #10) with the tailoring of
//! CLDR.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// Compares texts as a language orders them.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of a language, as a BCP 47 tag; that of no language in particular where it is not
    /// known.
    pub fn of(language: &str) -> Order {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        Order(Collator::try_new(locale.into(), CollatorOptions::default()).ok())
    }

    /// Which of two texts comes first; those that the language does not tell apart by their bytes.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language =
            self.0.as_ref().map_or(Ordering::Equal, |order| order.compare(one, other));
        by_language.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, mut words: Vec<&'static str>) -> Vec<&'static str> {
        let order = Order::of(language);
        words.sort_by(|one, other| order.compare(one, other));
        words
    }

    #[test]
    fn languages_order_their_letters() {
        let names = vec!["Zeman", "Čapek", "Ćosić", "Chalupa", "Dvořák", "Carter"];
        let english = ["Čapek", "Carter", "Chalupa", "Ćosić", "Dvořák", "Zeman"];
        assert_eq!(sorted("en-GB", names.clone()), english);
        let czech = ["Carter", "Ćosić", "Čapek", "Dvořák", "Chalupa", "Zeman"];
        assert_eq!(sorted("cs", names), czech);
        assert_eq!(sorted("no tag", vec!["b", "a", "B", "A"]), ["a", "A", "b", "B"]);
    }
}
