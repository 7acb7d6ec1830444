//! Compares web addresses and document symbols, apart from the names of languages in them.

use super::primary;
use crate::languages;

/// Whether two addresses or symbols, each with its language, differ only in the names of their
/// languages: `https://www.osce.org/ru/odihr` and `https://www.osce.org/odihr`.
pub fn same(one: (&str, &str), other: (&str, &str)) -> bool {
    words(one.0, one.1).eq(words(other.0, other.1))
}

/// The words of an address in lower case, without punctuation, the names of its language, `www`
/// and the scheme.
pub fn words(address: &str, language: &str) -> impl Iterator<Item = String> {
    let language = primary(language).to_ascii_lowercase();
    let known = languages::find(&language);
    let names = known.map_or(&[][..], |it| it.rules().addresses.as_slice());
    let words = address.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(move |word| {
        let word = word.as_str();
        !names.contains(&word) && word != language && !["www", "http", "https"].contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_apart_from_their_language() {
        for (one, other, alike) in [
            ("https://www.osce.org/odihr", "https://www.osce.org/ru/odihr", true),
            ("https://en.wikipedia.org/wiki/X", "https://ru.wikipedia.org/wiki/X", true),
            ("http://e.org/a?lang=eng", "https://e.org/a?lang=rus", true),
            ("https://e.org/a.en.pdf", "https://e.org/a.ru.pdf", true),
            ("https://e.org/a/1", "https://e.org/a/2", false),
            ("https://e.org/ru", "https://e.org/en", false),
            ("CTHB.GAL/3/16", "CTHB.GAL/3/16/RUS", true),
            ("CTHB.GAL/3/16", "CTHB.GAL/3/61", false),
        ] {
            assert_eq!(same((one, "en-GB"), (other, "ru")), alike, "{one} {other}");
        }
    }
}
