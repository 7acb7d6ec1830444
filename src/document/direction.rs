//! Which way a language is written.

/// The way in which lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Latin, Cyrillic, Chinese …
    LeftToRight,
    /// Arabic, Hebrew …
    RightToLeft,
}

/// Scripts that are written from right to left, as ISO 15924 names them.
const SCRIPTS: [&str; 9] = ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Languages that are written in such a script where their tag names none (CLDR, likely subtags).
const LANGUAGES: [&str; 13] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

impl Direction {
    /// The direction of a language, given as a BCP 47 tag: of its script, where the tag names one.
    pub fn of(language: &str) -> Direction {
        let tag = language.to_ascii_lowercase();
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let script = subtags
            .find(|subtag| subtag.len() == 4 && !subtag.starts_with(|c: char| c.is_ascii_digit()));
        let backwards = match script {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&primary),
        };
        if backwards { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// As HTML's `dir` and EPUB's `page-progression-direction` have it.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Direction::{self, LeftToRight, RightToLeft};

    #[test]
    fn a_script_counts_for_more_than_a_language() {
        let directions = ["ar", "he-IL", "en-GB", "az-Arab", "ar-Latn", "de-1996", "fa-AF"];
        let expected = [
            RightToLeft,
            RightToLeft,
            LeftToRight,
            RightToLeft,
            LeftToRight,
            LeftToRight,
            RightToLeft,
        ];
        assert_eq!(directions.map(Direction::of), expected);
    }
}
