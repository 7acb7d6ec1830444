//! The names of files by which editions are known: `report.en.yaml`, `report.ru.yaml`.

use std::ops::Range;

use super::primary;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::markup::is_language;

/// The name and the language of an edition, of the name of its file without `.yaml`:
/// `report.v2.en` is `report.v2` in `en`. `None` for a file that is not named as an edition.
pub fn split_name(stem: &str) -> Option<(&str, &str)> {
    let (name, language) = stem.rsplit_once('.')?;
    (!name.is_empty() && is_language(language)).then_some((name, language))
}

/// Whether the report of a file that is named for a language is in it. `zh` is the language of
/// `zh-Hans`, and the other way round; `sr-Latn` is not that of `sr-Cyrl`.
pub fn is_of_language(named: &str, language: &str) -> bool {
    let same = |(one, other): (&str, &str)| one.eq_ignore_ascii_case(other);
    named.split('-').zip(language.split('-')).all(same)
}

/// A message about a file that is named for one language while its report says another. `place` is
/// where the report says so. Words of three letters (`report.old.yaml`) may be no language, so
/// nothing is said of them.
pub fn unlike_name(named: &str, language: &str, place: Option<Range<usize>>) -> Option<Diagnostic> {
    if primary(named).len() != 2 || is_of_language(named, language) {
        return None;
    }
    let message =
        format!("the file is named for the language `{named}`, the report is in `{language}`");
    let warning = Diagnostic { place, ..Code::OtherLanguage.of_file(message) };
    let hint = format!("write `language: {named}` under `publication`, or rename the file");
    Some(warning.hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_known_by_their_names() {
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
    fn a_name_and_a_language_agree_where_one_is_the_beginning_of_the_other() {
        for (named, language, agree) in [
            ("en", "en-GB", true),
            ("en-GB", "en", true),
            ("EN", "en", true),
            ("ru", "en", false),
            ("sr-Latn", "sr-Cyrl", false),
        ] {
            assert_eq!(is_of_language(named, language), agree);
            assert_eq!(unlike_name(named, language, None).is_none(), agree);
        }
        assert_eq!(unlike_name("old", "en", None), None);
    }
}
