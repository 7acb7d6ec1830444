//! Which rules of style are looked at: a report says it, else its template, else the program.

use schemars::JsonSchema;
use serde::Deserialize;

/// Which rules of style are looked at. They warn, and never stop a build. What is left out is as in
/// the template; where that says nothing either, as given here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Lint {
    /// More than one space between two words. Else on.
    pub double_spaces: Option<bool>,
    /// A hyphen where a dash belongs: "2010-2015", "ports - and people". Else on.
    pub hyphens: Option<bool>,
    /// A straight quotation mark, which is printed as one of the language. Else off.
    pub straight_quotes: Option<bool>,
    /// A name that is spelled otherwise than in the register of people. Else on.
    pub names: Option<bool>,
    /// Somebody who is named with a title in a panel and is not in the register. Else off.
    pub unregistered_people: Option<bool>,
    /// A list of recommendations without a sentence that leads into it. Else off.
    pub lead: Option<bool>,
    /// An abbreviation of the list that is used before it is spelled out. Else off.
    pub abbreviations: Option<bool>,
    /// A footnote that nothing refers to. Else on.
    pub unused_notes: Option<bool>,
    /// A person of the register whom nothing refers to. Else on.
    pub unused_people: Option<bool>,
    /// Words of which the report uses one spelling: `[[organisation, organization]]`.
    pub one_spelling: Option<Vec<Vec<String>>>,
}

impl Lint {
    /// The same; what is left out is as in the house.
    pub fn over(self, house: &Lint) -> Lint {
        Lint {
            double_spaces: self.double_spaces.or(house.double_spaces),
            hyphens: self.hyphens.or(house.hyphens),
            straight_quotes: self.straight_quotes.or(house.straight_quotes),
            names: self.names.or(house.names),
            unregistered_people: self.unregistered_people.or(house.unregistered_people),
            lead: self.lead.or(house.lead),
            abbreviations: self.abbreviations.or(house.abbreviations),
            unused_notes: self.unused_notes.or(house.unused_notes),
            unused_people: self.unused_people.or(house.unused_people),
            one_spelling: self.one_spelling.or_else(|| house.one_spelling.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_overrides_its_house_and_no_more_than_it_says() {
        let words = || Some(vec![vec!["organisation".into(), "organization".into()]]);
        let house = Lint { lead: Some(true), hyphens: Some(false), ..Lint::default() };
        let house = Lint { one_spelling: words(), ..house };
        let own = Lint { lead: Some(false), names: Some(false), ..Lint::default() };
        let both = own.over(&house);
        assert_eq!((both.lead, both.hyphens, both.names), (Some(false), Some(false), Some(false)));
        assert_eq!((both.one_spelling, both.double_spaces), (words(), None));
    }
}
