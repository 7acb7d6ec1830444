//! Transliteration to ASCII, for e-mail and terminals that support nothing else.
//!
//! Accented letters lose their accents, letters of scripts other than Latin are kept.
//! `docs/ascii.md` documents the table.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The replacements, by groups of characters.
const TABLE: &[(&str, &[(char, &str)])] = &[
    (
        "Quotation marks and apostrophes",
        &[
            ('“', "\""),
            ('”', "\""),
            ('„', "\""),
            ('‟', "\""),
            ('«', "\""),
            ('»', "\""),
            ('‘', "'"),
            ('’', "'"),
            ('‚', "'"),
            ('‛', "'"),
            ('‹', "'"),
            ('›', "'"),
            ('′', "'"),
            ('″', "\""),
        ],
    ),
    (
        "Dashes and dots",
        &[
            ('‐', "-"),
            ('‑', "-"),
            ('‒', "-"),
            ('–', "-"),
            ('—', "--"),
            ('―', "--"),
            ('−', "-"),
            ('…', "..."),
            ('·', "."),
        ],
    ),
    (
        "List item markers",
        &[('•', "*"), ('◦', "o"), ('▪', "*"), ('■', "*"), ('●', "*"), ('○', "o"), ('‣', ">")],
    ),
    (
        "Spaces",
        &[
            ('\u{a0}', " "),
            ('\u{2002}', " "),
            ('\u{2003}', " "),
            ('\u{2007}', " "),
            ('\u{2009}', " "),
            ('\u{200a}', " "),
            ('\u{202f}', " "),
            ('\u{ad}', ""),
            ('\u{200b}', ""),
            ('\u{2060}', ""),
        ],
    ),
    (
        "Symbols",
        &[
            ('©', "(c)"),
            ('®', "(R)"),
            ('™', "(TM)"),
            ('€', "EUR"),
            ('£', "GBP"),
            ('¥', "JPY"),
            ('§', "sec."),
            ('¶', "par."),
            ('№', "No."),
            ('×', "x"),
            ('÷', "/"),
            ('±', "+/-"),
            ('≤', "<="),
            ('≥', ">="),
            ('≠', "/="),
            ('≈', "~"),
            ('°', " deg"),
            ('‰', " per mille"),
            ('→', "->"),
            ('←', "<-"),
            ('†', "+"),
            ('½', "1/2"),
            ('¼', "1/4"),
            ('¾', "3/4"),
            ('¹', "1"),
            ('²', "2"),
            ('³', "3"),
            ('ª', "a"),
            ('º', "o"),
        ],
    ),
    (
        "Latin letters other than accented ones",
        &[
            ('ß', "ss"),
            ('ẞ', "SS"),
            ('æ', "ae"),
            ('Æ', "AE"),
            ('œ', "oe"),
            ('Œ', "OE"),
            ('ø', "o"),
            ('Ø', "O"),
            ('đ', "d"),
            ('Đ', "D"),
            ('ð', "d"),
            ('Ð', "D"),
            ('þ', "th"),
            ('Þ', "Th"),
            ('ł', "l"),
            ('Ł', "L"),
            ('ħ', "h"),
            ('Ħ', "H"),
            ('ı', "i"),
            ('ŋ', "ng"),
            ('Ŋ', "Ng"),
            ('ŧ', "t"),
            ('Ŧ', "T"),
            ('ə', "e"),
            ('Ə', "E"),
        ],
    ),
];

/// A text in ASCII, except for letters of scripts other than Latin.
pub fn transliterate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|character| push(character, &mut out));
    out
}

fn push(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character);
    } else if let Some(replacement) = listed(character) {
        out.push_str(replacement);
    } else {
        match bare(character) {
            Some(letter) => out.push(letter),
            None => out.push(character),
        }
    }
}

fn listed(character: char) -> Option<&'static str> {
    let mut rows = TABLE.iter().flat_map(|(_, rows)| rows.iter());
    rows.find(|(listed, _)| *listed == character).map(|(_, replacement)| *replacement)
}

/// The ASCII letter that remains of an accented letter.
fn bare(character: char) -> Option<char> {
    let mut parts = std::iter::once(character).nfd();
    let letter = parts.next().filter(char::is_ascii_alphabetic)?;
    parts.all(is_combining_mark).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_becomes_ascii_and_other_scripts_are_kept() {
        assert_eq!(transliterate("“Skrivánková’s” – Łódź…"), "\"Skrivankova's\" - Lodz...");
        assert_eq!(transliterate("Привет, 会議"), "Привет, 会議");
    }

    #[test]
    fn the_table_maps_each_character_once_to_ascii() {
        let rows: Vec<&(char, &str)> = TABLE.iter().flat_map(|(_, rows)| rows.iter()).collect();
        for (index, (character, replacement)) in rows.iter().enumerate() {
            assert!(!character.is_ascii() && replacement.is_ascii(), "{character}");
            assert!(rows[..index].iter().all(|(earlier, _)| earlier != character), "{character}");
            assert_eq!(bare(*character), None, "{character} needs no entry");
        }
    }

    /// `UPDATE=1` rewrites the page.
    #[test]
    fn the_table_is_documented() {
        let mut page = String::from(
            "# `--ascii`\n\nWith `--ascii`, plain text contains only ASCII characters and letters of \
             scripts other than\nLatin. Accented letters lose their accents (é → e, č → c). Lines are \
             wrapped after the replacement,\nso none is longer than 72 columns.\n",
        );
        for (group, rows) in TABLE {
            page.push_str(&format!(
                "\n## {group}\n\n| character | code | becomes |\n|---|---|---|\n"
            ));
            for (character, replacement) in *rows {
                let is_invisible = character.is_whitespace() || replacement.is_empty();
                let shown = if is_invisible { String::new() } else { character.to_string() };
                let replacement = match *replacement {
                    "" => "nothing".into(),
                    " " => "a space".into(),
                    other => format!("`{other}`"),
                };
                let code = u32::from(*character);
                page.push_str(&format!("| {shown} | U+{code:04X} | {replacement} |\n"));
            }
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ascii.md");
        if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
            std::fs::write(file, &page).unwrap();
        }
        assert_eq!(std::fs::read_to_string(file).unwrap(), page);
    }
}
