//! How recommendations are numbered.

use schemars::JsonSchema;
use serde::Deserialize;

/// How recommendations are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecommendationNumbering {
    /// With bullets.
    Bullets,
    /// 1.1, 1.2 after the number of their panel; 1, 2 where the section has no number.
    Section,
    /// 1, 2, 3 through the report.
    Report,
}

impl RecommendationNumbering {
    /// Whether items bear a number.
    pub fn is_numbered(self) -> bool {
        match self {
            RecommendationNumbering::Bullets => false,
            RecommendationNumbering::Section | RecommendationNumbering::Report => true,
        }
    }
}

/// What the number of a recommendation stands in: "R{number}" makes "R1" of 1 and "R3.4" of 3.4.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct NumberPattern {
    before: String,
    after: String,
}

const NUMBER: &str = "{number}";

impl NumberPattern {
    /// The text before the number.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The text after the number.
    pub fn after(&self) -> &str {
        &self.after
    }
}

impl TryFrom<String> for NumberPattern {
    type Error = String;

    fn try_from(text: String) -> Result<NumberPattern, String> {
        let parts = text.split_once(NUMBER).filter(|(_, after)| !after.contains(NUMBER));
        let (before, after) = parts
            .ok_or_else(|| format!("`{text}` is no pattern: it holds `{NUMBER}` exactly once"))?;
        Ok(NumberPattern { before: before.into(), after: after.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Result<NumberPattern, String> {
        text.to_owned().try_into()
    }

    #[test]
    fn a_pattern_is_split_at_the_number() {
        let parts = |text| {
            let pattern = pattern(text).unwrap();
            (pattern.before().to_owned(), pattern.after().to_owned())
        };
        assert_eq!(parts("R{number}"), ("R".into(), String::new()));
        assert_eq!(parts("({number})."), ("(".into(), ").".into()));
    }

    #[test]
    fn a_pattern_holds_the_number_once() {
        for wrong in ["", "R", "{number}/{number}", "{Number}"] {
            assert!(pattern(wrong).is_err(), "{wrong}");
        }
    }
}
