//! Built-in knowledge of languages: generated words, number words, abbreviations, forms of address.
//!
//! The data of a language is in `src/languages/<code>/`: `labels.yaml` (generated words), `lexicon.txt`
//! (months and numbers in words), `slips.txt` (common slips), `import.txt` (words by which parts of a
//! report are recognized) and `rules.txt` (everything else). A new language is a new directory and one line
//! in [`languages`]. Rules of the Unicode CLDR come from ICU instead.

mod lexicon;
mod rules;
mod slips;
mod terms;

use std::sync::{LazyLock, OnceLock};

pub use lexicon::{Lexicon, Meaning};
pub use rules::{Phrase, Rules};
pub use slips::{Slips, is_address};
pub use terms::{Term, Terms};

/// Includes a file of a language.
macro_rules! file {
    ($code:literal, $name:literal) => {
        include_str!(concat!("languages/", $code, "/", $name))
    };
}

/// A language with all its files.
macro_rules! complete {
    ($code:literal) => {
        Language {
            labels: Some(file!($code, "labels.yaml")),
            lexicon_text: file!($code, "lexicon.txt"),
            terms_text: file!($code, "import.txt"),
            slips_text: file!($code, "slips.txt"),
            ..rules_only!($code)
        }
    };
}

/// A language without generated words.
macro_rules! rules_only {
    ($code:literal) => {
        Language {
            code: $code,
            labels: None,
            lexicon_text: "",
            terms_text: "",
            slips_text: "",
            rules_text: file!($code, "rules.txt"),
            lexicon: OnceLock::new(),
            rules: OnceLock::new(),
            terms: OnceLock::new(),
            slips: OnceLock::new(),
        }
    };
}

/// The built-in languages, one per line, sorted by code.
fn languages() -> Vec<Language> {
    vec![
        complete!("ar"),
        rules_only!("be"),
        rules_only!("bg"),
        rules_only!("da"),
        complete!("de"),
        rules_only!("el"),
        complete!("en"),
        complete!("es"),
        complete!("fr"),
        rules_only!("he"),
        complete!("it"),
        rules_only!("nb"),
        rules_only!("nl"),
        complete!("pt"),
        complete!("ru"),
        rules_only!("sv"),
        complete!("uk"),
        complete!("zh"),
    ]
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(languages);

/// Hyphenation patterns of British English (hyph-utf8); those of hypher are American.
pub const BRITISH_HYPHENATION: &str = file!("en", "hyphenation-gb.txt");

/// A language. Its files are parsed when first needed.
#[derive(Debug)]
pub struct Language {
    /// Primary language subtag (BCP 47).
    pub code: &'static str,
    /// Generated words, as YAML; `None` if the language has none.
    pub labels: Option<&'static str>,
    lexicon_text: &'static str,
    rules_text: &'static str,
    terms_text: &'static str,
    slips_text: &'static str,
    lexicon: OnceLock<Lexicon>,
    rules: OnceLock<Rules>,
    terms: OnceLock<Terms>,
    slips: OnceLock<Slips>,
}

impl Language {
    /// Months and numbers in words.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::parse(self.lexicon_text))
    }

    /// Abbreviations and other rules.
    pub fn rules(&self) -> &Rules {
        self.rules.get_or_init(|| Rules::parse(self.rules_text))
    }

    /// Common slips and their corrections.
    pub fn slips(&self) -> &Slips {
        self.slips.get_or_init(|| Slips::parse(self.slips_text))
    }

    /// The words by which parts of a report are recognized.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::parse(self.terms_text))
    }
}

/// All built-in languages, sorted by code.
pub fn all() -> &'static [Language] {
    &LANGUAGES
}

/// The language of a BCP 47 tag, by its primary subtag.
pub fn find(tag: &str) -> Option<&'static Language> {
    let primary = tag.split('-').next().unwrap_or(tag);
    LANGUAGES.iter().find(|language| language.code.eq_ignore_ascii_case(primary))
}

/// A BCP 47 tag with a region, for programs that need one: `fr-FR` for `fr`.
pub fn with_region(tag: &str) -> String {
    let is_region = |subtag: &str| subtag.len() == 2 || subtag.len() == 3 && is_number(subtag);
    let has_region = tag.split('-').skip(1).any(is_region);
    match find(tag).and_then(|language| language.rules().region).filter(|_| !has_region) {
        Some(region) => format!("{tag}-{region}"),
        None => tag.to_owned(),
    }
}

fn is_number(subtag: &str) -> bool {
    subtag.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of the language of a BCP 47 tag in itself; the tag for an unknown language.
pub fn autonym(tag: &str) -> &str {
    find(tag).and_then(|language| language.rules().autonym).unwrap_or(tag)
}

/// The lexicon of a BCP 47 tag; empty for an unknown language.
pub fn lexicon(tag: &str) -> &'static Lexicon {
    static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
    find(tag).map_or(&*EMPTY, Language::lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::load;

    #[test]
    fn languages_are_sorted() {
        assert!(all().is_sorted_by_key(|language| language.code));
    }

    #[test]
    fn a_tag_gets_the_usual_region() {
        let tags = ["fr", "fr-CH", "es-419", "zh-Hant", "tlh", "pt-BR"].map(with_region);
        assert_eq!(tags, ["fr-FR", "fr-CH", "es-419", "zh-Hant-CN", "tlh", "pt-BR"]);
        assert!(all().iter().all(|language| language.rules().region.is_some()));
    }

    #[test]
    fn languages_are_named_in_themselves() {
        assert_eq!(["fr-CH", "zh-Hans", "tlh"].map(autonym), ["Français", "中文", "tlh"]);
        assert!(all().iter().all(|language| language.rules().autonym.is_some()));
    }

    #[test]
    fn every_line_of_a_lexicon_is_understood() {
        for language in all() {
            assert_eq!(language.labels.is_some(), !language.lexicon_text.is_empty());
            let lines = language.lexicon_text.lines().filter(|line| !line.starts_with('#'));
            for line in lines {
                let (head, words) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
                assert!(lexicon::meaning(head).is_some() || head == "large", "{line}");
                assert!(!words.trim().is_empty(), "{line}");
                assert_eq!(words, words.to_lowercase(), "{line}");
            }
        }
    }

    #[test]
    fn every_line_of_the_rules_is_understood() {
        for language in all() {
            let lines = language.rules_text.lines().filter(|line| !line.starts_with('#'));
            let mut rules = Rules::default();
            lines.for_each(|line| assert!(rules.add(line).is_some(), "{}: {line}", language.code));
        }
    }

    #[test]
    fn lexicons_include_the_months_of_the_labels() {
        // Chinese months are figures, and Arabic ones pairs of names.
        for language in all().iter().filter(|it| !["ar", "zh"].contains(&it.code)) {
            let Some(labels) = language.labels else { continue };
            let labels = load::labels(language.code, labels).unwrap();
            for (number, month) in (1..).zip(&labels.months) {
                let found = language.lexicon().meaning(&month.to_lowercase());
                assert_eq!(found, Some(Meaning::Month(number)), "{month}");
            }
        }
    }
}
