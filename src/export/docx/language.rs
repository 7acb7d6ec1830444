//! Languages of text for Word's proofing tools, ECMA-376 Part 1 §17.3.2.20.

use crate::document::Direction;
use crate::languages::with_region;

/// The tag for scripts without a language.
const NONE: &str = "x-none";

/// The attribute of `w:lang` for the script of a language.
fn attribute(tag: &str) -> &'static str {
    let primary = tag.split('-').next().unwrap_or_default();
    match Direction::of(tag) {
        Direction::RightToLeft => "w:bidi",
        Direction::LeftToRight if ["ja", "ko", "zh"].contains(&primary) => "w:eastAsia",
        Direction::LeftToRight => "w:val",
    }
}

/// The attribute of `w:lang` on a phrase, with its value.
pub fn of_phrase(tag: &str) -> (&'static str, String) {
    (attribute(tag), with_region(tag))
}

/// The attributes of `w:lang` for a whole document.
pub fn of_document(tag: &str) -> [(&'static str, String); 3] {
    ["w:val", "w:eastAsia", "w:bidi"].map(|name| {
        let own = attribute(tag) == name;
        (name, if own { with_region(tag) } else { NONE.to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_has_its_own_attribute() {
        assert_eq!(of_phrase("fr"), ("w:val", "fr-FR".into()));
        assert_eq!(of_phrase("ar"), ("w:bidi", "ar-SA".into()));
        assert_eq!(of_phrase("zh-Hans-CN"), ("w:eastAsia", "zh-Hans-CN".into()));
        let values = of_document("he").map(|(_, value)| value);
        assert_eq!(values, ["x-none", "x-none", "he-IL"]);
    }
}
