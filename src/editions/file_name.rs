//! Names of edition files: `report.en.yaml`, `report.ru.yaml`.

use std::ops::Range;

use super::primary;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::markup::is_language;

/// Splits a file name without `.yaml` into the name of the report and the language: `report.v2.en`
/// is `report.v2` in `en`. `None` if the name does not end in a language.
pub fn split_name(stem: &str) -> Option<(&str, &str)> {
    let (name, language) = stem.rsplit_once('.')?;
    (!name.is_empty() && is_language(language)).then_some((name, language))
}

/// Whether the language in a file name matches that of its report. `zh` and `zh-Hans` match in
/// either order; `sr-Latn` and `sr-Cyrl` do not.
pub fn is_of_language(named: &str, language: &str) -> bool {
    let same = |(one, other): (&str, &str)| one.eq_ignore_ascii_case(other);
    named.split('-').zip(language.split('-')).all(same)
}

/// The warning that a file is named for another language than that of its report; `place` is the
/// language in the report. Three letters are not checked, as they may be a word: `report.old.yaml`.
pub fn language_mismatch(
    named: &str,
    language: &str,
    place: Option<Range<usize>>,
) -> Option<Diagnostic> {
    if primary(named).len() != 2 || is_of_language(named, language) {
        return None;
    }
    let message = format!("the file name says `{named}`, but the report is in `{language}`");
    let warning = Diagnostic { place, ..Code::OtherLanguage.of_file(message) };
    let hint = format!("write `language: {named}` under `publication`, or rename the file");
    Some(warning.hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_give_report_and_language() {
        for (stem, edition) in [
            ("report.en", Some(("report", "en"))),
            ("report.v2.sr-Latn", Some(("report.v2", "sr-Latn"))),
            ("alliance-2016", None),
            ("b.v2", None),
            ("report.final", None),
            (".en", None),
        ] {
            assert_eq!(split_name(stem), edition, "{stem}");
        }
    }

    #[test]
    fn languages_match_if_one_is_a_prefix_of_the_other() {
        for (named, language, agree) in [
            ("en", "en-GB", true),
            ("en-GB", "en", true),
            ("EN", "en", true),
            ("ru", "en", false),
            ("sr-Latn", "sr-Cyrl", false),
        ] {
            assert_eq!(is_of_language(named, language), agree);
            assert_eq!(language_mismatch(named, language, None).is_none(), agree);
        }
        assert_eq!(language_mismatch("old", "en", None), None);
    }
}
