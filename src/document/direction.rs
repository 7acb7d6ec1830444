//! Writing direction of languages.

/// Languages written from right to left (ISO 639).
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Scripts written from right to left (ISO 15924). The script in a tag takes precedence.
const SCRIPTS: &[&str] = &["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// Whether a language, given as a BCP 47 tag, is written from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    let among = |list: &[&str], tag: &str| list.iter().any(|known| known.eq_ignore_ascii_case(tag));
    match subtags.find(|tag| tag.len() == 4 && tag.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        Some(script) => among(SCRIPTS, script),
        None => among(RIGHT_TO_LEFT, primary),
    }
}

/// A writing direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Latin, Cyrillic, Chinese …
    #[default]
    LeftToRight,
    /// Arabic, Hebrew …
    RightToLeft,
}

impl Direction {
    /// The direction of a language, given as a BCP 47 tag.
    pub fn of(language: &str) -> Direction {
        match is_right_to_left(language) {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        }
    }

    /// The value of `dir` in HTML and `page-progression-direction` in EPUB.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_in_a_tag_takes_precedence() {
        assert!(is_right_to_left("ar") && is_right_to_left("he-IL") && is_right_to_left("az-Arab"));
        assert!(!is_right_to_left("en-GB") && !is_right_to_left("ku") && !is_right_to_left(""));
        assert!(!is_right_to_left("ar-Latn") && is_right_to_left("AR-EG"));
    }
}
