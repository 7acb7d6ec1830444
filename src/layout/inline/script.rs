//! The scripts of a text (UAX #24), as far as shaping distinguishes them.

use std::ops::Range;

/// A script, as its ISO 15924 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Script([u8; 4]);

impl Script {
    /// Latin, which also covers scripts not listed here.
    pub const LATIN: Script = Script(*b"Latn");

    /// The ISO 15924 code.
    pub fn tag(self) -> [u8; 4] {
        self.0
    }

    /// Whether its letters join, so that letter spacing is not possible.
    pub fn joins(self) -> bool {
        matches!(&self.0, b"Arab" | b"Syrc" | b"Mong" | b"Nkoo" | b"Deva" | b"Beng")
    }

    /// Whether it has full-width characters and no spaces between words.
    pub fn is_ideographic(self) -> bool {
        matches!(&self.0, b"Hani" | b"Kana" | b"Bopo")
    }

    /// Whether it has no italics, so that emphasis is bold.
    pub fn lacks_italics(self) -> bool {
        self.joins() || self.is_ideographic() || &self.0 == b"Hebr"
    }

    /// The script of a character; `None` for characters common to all scripts.
    pub fn of(character: char) -> Option<Script> {
        let tag = match character {
            '\0'..='\u{2AF}' => return character.is_alphabetic().then_some(Script::LATIN),
            '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => b"Grek",
            '\u{0400}'..='\u{052F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}' => b"Cyrl",
            '\u{0530}'..='\u{058F}' => b"Armn",
            '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}' => b"Hebr",
            '\u{0600}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{08A0}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}' => b"Arab",
            '\u{0700}'..='\u{074F}' => b"Syrc",
            '\u{07C0}'..='\u{07FF}' => b"Nkoo",
            '\u{0900}'..='\u{097F}' => b"Deva",
            '\u{0980}'..='\u{09FF}' => b"Beng",
            '\u{0E00}'..='\u{0E7F}' => b"Thai",
            '\u{10A0}'..='\u{10FF}' => b"Geor",
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => b"Hang",
            '\u{1800}'..='\u{18AF}' => b"Mong",
            '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => b"Kana",
            '\u{3100}'..='\u{312F}' => b"Bopo",
            // CJK punctuation and full-width forms belong to ideographs: 、 。 「 」.
            '\u{2E80}'..='\u{303F}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF00}'..='\u{FF65}'
            | '\u{20000}'..='\u{3FFFF}' => b"Hani",
            _ => return character.is_alphabetic().then_some(Script::LATIN),
        };
        Some(Script(*tag))
    }

    /// Whether two scripts are shaped in one run, as kana and ideographs are.
    fn with(self, other: Script) -> bool {
        self == other || (self.is_ideographic() && other.is_ideographic())
    }
}

/// Splits a range where the script changes. Common characters belong to the script before them or, at
/// the start, to the one after them.
pub(super) fn scripts(text: &str, range: Range<usize>) -> Vec<(Range<usize>, Script)> {
    let part = text.get(range.clone()).unwrap_or("");
    if part.bytes().all(|byte| byte < 0xCD) || part.chars().all(is_plain) {
        return vec![(range, Script::LATIN)];
    }
    let mut out: Vec<(Range<usize>, Option<Script>)> = Vec::new();
    for (at, character) in part.char_indices() {
        let end = range.start + at + character.len_utf8();
        match (out.last_mut(), Script::of(character)) {
            (Some((last, _)), None) => last.end = end,
            (Some((last, script @ None)), found) => (last.end, *script) = (end, found),
            (Some((last, Some(script))), Some(found)) if script.with(found) => last.end = end,
            (_, found) => out.push((range.start + at..end, found)),
        }
    }
    out.into_iter().map(|(range, script)| (range, script.unwrap_or(Script::LATIN))).collect()
}

/// Whether a character is a Latin letter or common in Latin text.
fn is_plain(character: char) -> bool {
    matches!(character, '\0'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{2BFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, String)> {
        let parts = scripts(text, 0..text.len());
        let tag = |script: Script| String::from_utf8(script.tag().to_vec()).unwrap();
        parts.into_iter().map(|(range, script)| (&text[range], tag(script))).collect()
    }

    fn is(text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> =
            expected.iter().map(|(part, tag)| (*part, (*tag).to_owned())).collect();
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn common_characters_join_their_neighbours() {
        is("“a – b” → c", &[("“a – b” → c", "Latn")]);
        is("«да» (no)", &[("«да» (", "Cyrl"), ("no)", "Latn")]);
        is("2016, שלום!", &[("2016, שלום!", "Hebr")]);
    }

    #[test]
    fn kana_and_ideographs_form_one_run() {
        is("漢字かな。A", &[("漢字かな。", "Hani"), ("A", "Latn")]);
    }
}
