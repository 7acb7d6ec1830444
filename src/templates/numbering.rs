//! The numbering of recommendations.

use schemars::JsonSchema;
use serde::Deserialize;

/// How recommendations are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecommendationNumbering {
    /// Not at all: bullets.
    Bullets,
    /// 1.1, 1.2 by the number of the panel; 1, 2 in sections without a number.
    Section,
    /// 1, 2, 3 through the whole report.
    Report,
}

impl RecommendationNumbering {
    /// Whether items are numbered.
    pub fn is_numbered(self) -> bool {
        match self {
            RecommendationNumbering::Bullets => false,
            RecommendationNumbering::Section | RecommendationNumbering::Report => true,
        }
    }
}

/// The text around the number of a recommendation: "R{number}" prints "R1" for 1 and "R3.4" for 3.4.
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
        let (before, after) = parts.ok_or_else(|| {
            format!(
                "pattern `{text}` does not contain `{NUMBER}` exactly once: write `{NUMBER}` where \
                 the number goes"
            )
        })?;
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
    fn a_pattern_contains_the_number_exactly_once() {
        for wrong in ["", "R", "{number}/{number}", "{Number}"] {
            assert!(pattern(wrong).is_err(), "{wrong}");
        }
    }
}
