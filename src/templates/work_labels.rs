//! The words of bibliographies and citations.

use schemars::JsonSchema;
use serde::Deserialize;

use super::PluralForms;

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
    /// The edition, if it is a number: "ed. {number}".
    pub edition: String,
    /// The volume: "vol. {number}".
    pub volume: String,
    /// The issue of a journal: "no. {number}".
    pub issue: String,
    /// The pages: "p. {number}", "pp. {number}". Citations may have them in English: `[@id, p. 4]`.
    pub pages: PluralForms,
    /// The date on which a web address was visited: "accessed {date}".
    pub accessed: String,
}
