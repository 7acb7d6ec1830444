//! The style rules that are checked: the report decides, then its template, then the default.

use schemars::JsonSchema;
use serde::Deserialize;

/// Which style rules are checked. They only warn. A rule that the report does not set is set by the
/// template, otherwise by the default given here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "Lint")]
#[serde(deny_unknown_fields, default)]
pub struct LintSettings {
    /// More than one space between two words. Default: on.
    pub double_spaces: Option<bool>,
    /// A hyphen instead of a dash: "2010-2015", "ports - and people". Default: on.
    pub hyphens: Option<bool>,
    /// A common slip of the language: "seperate", French "1ère". Default: on.
    pub slips: Option<bool>,
    /// The number of a table or figure typed instead of a reference: "Table 2". Default: on.
    pub typed_references: Option<bool>,
    /// A straight quotation mark. Quotation marks of the language are printed in any case. Default:
    /// off.
    pub straight_quotes: Option<bool>,
    /// A name spelled differently from `people`. Default: on.
    pub names: Option<bool>,
    /// A person named with a title in a panel but missing from `people`. Default: off.
    pub unregistered_people: Option<bool>,
    /// A list of recommendations without a lead-in sentence. Default: off.
    pub lead: Option<bool>,
    /// An abbreviation of the list used before it is spelled out. Default: off.
    pub abbreviations: Option<bool>,
    /// A footnote that is never cited. Default: on.
    pub unused_notes: Option<bool>,
    /// A person in `people` who is never mentioned. Default: on.
    pub unused_people: Option<bool>,
    /// Spellings of which the report may use only one: `[[organisation, organization]]`.
    pub one_spelling: Option<Vec<Vec<String>>>,
}

impl LintSettings {
    /// These settings, completed from the settings of the template.
    pub fn or(self, template: &LintSettings) -> LintSettings {
        LintSettings {
            double_spaces: self.double_spaces.or(template.double_spaces),
            hyphens: self.hyphens.or(template.hyphens),
            slips: self.slips.or(template.slips),
            typed_references: self.typed_references.or(template.typed_references),
            straight_quotes: self.straight_quotes.or(template.straight_quotes),
            names: self.names.or(template.names),
            unregistered_people: self.unregistered_people.or(template.unregistered_people),
            lead: self.lead.or(template.lead),
            abbreviations: self.abbreviations.or(template.abbreviations),
            unused_notes: self.unused_notes.or(template.unused_notes),
            unused_people: self.unused_people.or(template.unused_people),
            one_spelling: self.one_spelling.or_else(|| template.one_spelling.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_overrides_only_the_rules_that_it_sets() {
        let words = || Some(vec![vec!["organisation".into(), "organization".into()]]);
        let template =
            LintSettings { lead: Some(true), hyphens: Some(false), ..LintSettings::default() };
        let template = LintSettings { one_spelling: words(), ..template };
        let own = LintSettings { lead: Some(false), names: Some(false), ..LintSettings::default() };
        let both = own.or(&template);
        assert_eq!((both.lead, both.hyphens, both.names), (Some(false), Some(false), Some(false)));
        assert_eq!((both.one_spelling, both.double_spaces), (words(), None));
    }
}
