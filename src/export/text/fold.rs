//! Characters beyond ASCII as characters within it, for mail and terminals that know no other.
//!
//! `docs/ascii.md` is this table. Letters with accents lose them; letters of other scripts stay.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a character becomes, by groups.
pub const TABLE: &[(&str, &[(char, &str)])] = &[
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
        "Dashes and points",
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
        "Marks of lists",
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
        "Signs",
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
        "Latin letters that are no letter with an accent",
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

/// A text in ASCII, but for letters of other scripts.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|character| push(character, &mut out));
    out
}

fn push(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character);
    } else if let Some(folded) = listed(character) {
        out.push_str(folded);
    } else {
        match bare(character) {
            Some(letter) => out.push(letter),
            None => out.push(character),
        }
    }
}

fn listed(character: char) -> Option<&'static str> {
    let mut rows = TABLE.iter().flat_map(|(_, rows)| rows.iter());
    rows.find(|(listed, _)| *listed == character).map(|(_, folded)| *folded)
}

/// The ASCII letter under the accents of a letter.
fn bare(character: char) -> Option<char> {
    let mut parts = std::iter::once(character).nfd();
    let letter = parts.next().filter(char::is_ascii_alphabetic)?;
    parts.all(is_combining_mark).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_dashes_and_accents_fold_and_other_scripts_stay() {
        assert_eq!(fold("“Skrivánková’s” – Łódź…"), "\"Skrivankova's\" - Lodz...");
        assert_eq!(fold("Привет, 会議"), "Привет, 会議");
    }

    #[test]
    fn everything_in_the_table_becomes_ascii_and_stands_there_once() {
        let rows: Vec<&(char, &str)> = TABLE.iter().flat_map(|(_, rows)| rows.iter()).collect();
        for (index, (character, folded)) in rows.iter().enumerate() {
            assert!(!character.is_ascii() && folded.is_ascii(), "{character}");
            assert!(rows[..index].iter().all(|(earlier, _)| earlier != character), "{character}");
            assert_eq!(bare(*character), None, "{character} folds by itself");
        }
    }

    /// The page is written anew by `UPDATE=1`.
    #[test]
    fn the_table_is_documented() {
        let mut page = String::from(
            "# `--ascii`\n\nWith `--ascii`, plain text holds only characters of ASCII, but for letters of \
             other scripts than\nLatin, which stay. Letters with accents lose them (é → e, č → c). Lines \
             are filled after that,\nso that none is longer than 72 columns.\n",
        );
        for (group, rows) in TABLE {
            page.push_str(&format!(
                "\n## {group}\n\n| character | code | becomes |\n|---|---|---|\n"
            ));
            for (character, folded) in *rows {
                let unseen = character.is_whitespace() || folded.is_empty();
                let shown = if unseen { String::new() } else { character.to_string() };
                let folded = match *folded {
                    "" => "nothing".into(),
                    " " => "a space".into(),
                    other => format!("`{other}`"),
                };
                let code = u32::from(*character);
                page.push_str(&format!("| {shown} | U+{code:04X} | {folded} |\n"));
            }
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ascii.md");
        if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
            std::fs::write(file, &page).unwrap();
        }
        assert_eq!(std::fs::read_to_string(file).unwrap(), page);
    }
}
