//! The words of bibliographies and citations.

use schemars::JsonSchema;
use serde::Deserialize;

use super::PluralForms;
use crate::grammar::NounGender;

/// The words around the data of works. `{number}` and `{date}` are replaced by the number and the date.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkLabels {
    /// After the first of several authors: "et al."
    pub others: String,
    /// In place of a missing date: "n.d."
    pub no_date: String,
    /// After the names of editors: "(ed.)", "(eds)".
    pub editors: PluralForms,
    /// Before the work that another is part of: "In: ".
    pub within: String,
    /// The edition, if it is a number: "{number}. Aufl.", or with an ordinal, "{ordinal} ed."
    pub edition: String,
    /// The gender of the noun for an edition [default: feminine].
    #[serde(default)]
    pub edition_gender: NounGender,
    /// The volume: "vol. {number}".
    pub volume: String,
    /// The issue of a journal: "no. {number}".
    pub issue: String,
    /// The pages: "p. {number}", "pp. {number}". Citations may have them in English: `[@id, p. 4]`.
    pub pages: PluralForms,
    /// The date on which a web address was visited: "accessed {date}".
    pub accessed: String,
    /// Years, visits and citations in brackets [default: " ({words})"].
    #[serde(default)]
    pub brackets: Option<String>,
    /// Between two parts of an entry, and without its space after the last [default: ". "].
    #[serde(default)]
    pub stop: Option<String>,
    /// The place of publication and the publisher [default: "{place}: {publisher}"].
    #[serde(default)]
    pub imprint: Option<String>,
}

impl WorkLabels {
    /// What precedes and follows words in brackets: " (" and ")".
    pub fn around_brackets(&self) -> (&str, &str) {
        let brackets = self.brackets.as_deref().unwrap_or(" ({words})");
        brackets.split_once("{words}").unwrap_or(("", brackets))
    }

    /// What ends a part of an entry, and the space before the next part.
    pub fn stop_and_space(&self) -> (&str, &str) {
        let stop = self.stop.as_deref().unwrap_or(". ");
        stop.split_at(stop.trim_end().len())
    }

    /// What is between the place of publication and the publisher: ": ".
    pub fn before_publisher(&self) -> &str {
        let imprint = self.imprint.as_deref().unwrap_or("{place}: {publisher}");
        imprint.trim_start_matches("{place}").trim_end_matches("{publisher}")
    }
}
