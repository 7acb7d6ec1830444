//! Rules of CLDR: how a language joins lists and forms ordinals.

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::grammar::NounGender;
use crate::origin::{Generator, TracedString};
use crate::templates::{OrdinalForms, Ordinals};

/// Joins words into a list: "A, B and C" (Unicode Technical Standard #35, part 2, "List Patterns").
pub fn list(words: &[TracedString], language: &str) -> TracedString {
    let strings: Vec<&str> = words.iter().map(TracedString::as_str).collect();
    let separators = separators(&strings, language);
    let mut list = TracedString::new();
    for (word, separator) in words.iter().zip(separators) {
        list.push_generated(&separator, Generator::Separator);
        list.push_traced(word);
    }
    list
}

/// The separator before each word of a list: nothing, ", " and " and ". It may depend on the words:
/// Spanish has "e" before an i.
pub fn separators(words: &[&str], language: &str) -> Vec<String> {
    let options = ListFormatterOptions::default();
    let Ok(formatter) = ListFormatter::try_new_and(locale(language).into(), options) else {
        let after_first = std::iter::repeat_n(", ".to_owned(), words.len().saturating_sub(1));
        return [String::new()].into_iter().chain(after_first).take(words.len()).collect();
    };
    let formatted = formatter.format(words.iter()).to_string();
    let mut rest = formatted.as_str();
    let mut separators = Vec::with_capacity(words.len());
    for word in words {
        let (separator, after) = rest.split_once(word).unwrap_or_default();
        separators.push(separator.to_owned());
        rest = after;
    }
    separators
}

/// An ordinal number, with markup for raised letters: "16^th^", "16-я".
pub fn ordinal(number: u16, gender: NounGender, ordinals: &Ordinals, language: &str) -> String {
    let forms = match gender {
        NounGender::Feminine => &ordinals.feminine,
        NounGender::Masculine => &ordinals.masculine,
        NounGender::Neuter => ordinals.neuter.as_ref().unwrap_or(&ordinals.masculine),
        NounGender::Plural => ordinals.plural.as_ref().unwrap_or(&ordinals.masculine),
    };
    form(number, forms, language).replace("{number}", &number.to_string())
}

fn form<'f>(number: u16, forms: &'f OrdinalForms, language: &str) -> &'f str {
    let digits = number.to_string();
    let endings = forms.endings.iter().filter(|(ending, _)| digits.ends_with(ending.as_str()));
    if let Some((_, form)) = endings.max_by_key(|(ending, _)| ending.len()) {
        return form;
    }
    let rules = PluralRules::try_new_ordinal(locale(language).into());
    let category = rules.map(|rules| rules.category_for(number)).unwrap_or(PluralCategory::Other);
    let special = match category {
        PluralCategory::One => &forms.one,
        PluralCategory::Two => &forms.two,
        PluralCategory::Few => &forms.few,
        PluralCategory::Zero | PluralCategory::Many | PluralCategory::Other => &None,
    };
    special.as_ref().unwrap_or(&forms.other)
}

fn locale(language: &str) -> Locale {
    Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::load;

    #[test]
    fn lists_are_joined_in_every_language() {
        let words = ["A", "B", "C"].map(TracedString::from);
        for (language, expected) in [
            ("ar", "A وB وC"),
            ("de", "A, B und C"),
            ("en-GB", "A, B and C"),
            ("es", "A, B y C"),
            ("fr", "A, B et C"),
            ("it", "A, B e C"),
            ("ru", "A, B и C"),
            ("zh", "A、B和C"),
        ] {
            assert_eq!(list(&words, language), expected, "{language}");
        }
        assert_eq!(list(&words[..1], "fr"), "A");
        assert_eq!(list(&["Ana".into(), "Ignacio".into()], "es"), "Ana e Ignacio");
    }

    #[test]
    fn ordinals_are_formed_in_every_language() {
        for (language, feminine, masculine) in [
            ("ar", "الـ1 الـ16", "الـ1 الـ16"),
            ("de", "1. 16.", "1. 16."),
            ("en", "1^st^ 16^th^", "1^st^ 16^th^"),
            ("es", "1.ª 16.ª", "1.^er^ 16.º"),
            ("fr", "1^re^ 16^e^", "1^er^ 16^e^"),
            ("it", "1ª 16ª", "1º 16º"),
            ("ru", "1-я 16-я", "1-й 16-й"),
            ("zh", "第1届 第16届", "第1届 第16届"),
        ] {
            let labels = load::labels(language, load::built_in_labels(language).unwrap()).unwrap();
            let genders = [(NounGender::Feminine, feminine), (NounGender::Masculine, masculine)];
            for (gender, expected) in genders {
                let of = |number| ordinal(number, gender, &labels.ordinals, language);
                assert_eq!(format!("{} {}", of(1), of(16)), expected, "{language}");
            }
        }
        let russian = load::labels("ru", load::built_in_labels("ru").unwrap()).unwrap();
        let of = |gender| ordinal(22, gender, &russian.ordinals, "ru");
        assert_eq!([NounGender::Neuter, NounGender::Plural].map(of), ["22-е", "22-е"]);
        let spanish = load::labels("es", load::built_in_labels("es").unwrap()).unwrap().ordinals;
        let of = |number| ordinal(number, NounGender::Masculine, &spanish, "es");
        assert_eq!([1, 3, 11, 16, 23].map(of), ["1.^er^", "3.^er^", "11.º", "16.º", "23.^er^"]);
        let ukrainian = load::labels("uk", load::built_in_labels("uk").unwrap()).unwrap().ordinals;
        let of = |number| ordinal(number, NounGender::Feminine, &ukrainian, "uk");
        let forms = [1, 2, 3, 4, 11, 13, 18, 22, 28].map(of);
        let wanted = ["1-ша", "2-га", "3-тя", "4-та", "11-та", "13-та", "18-та", "22-га", "28-ма"];
        assert_eq!(forms, wanted);
        let english = load::labels("en", load::built_in_labels("en").unwrap()).unwrap().ordinals;
        let of = |number| ordinal(number, NounGender::Feminine, &english, "en-GB");
        assert_eq!([2, 3, 11, 21, 112].map(of), ["2^nd^", "3^rd^", "11^th^", "21^st^", "112^th^"]);
    }
}
