//! What a report wants otherwise than its template, and which rules of style are looked at.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a report wants otherwise than its template.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Number the paragraphs of the body, for citing.
    #[serde(default)]
    pub numbered_paragraphs: bool,
    /// Whether there is a list of contents; left out, there is.
    #[serde(default)]
    pub contents: Option<bool>,
    /// Leave straight quotation marks and apostrophes as they are written.
    #[serde(default)]
    pub straight_quotes: bool,
    /// How words may be hyphenated, against what the language would do: `co-op-er-ation` breaks at
    /// its hyphens only, `OSCE` never.
    #[serde(default)]
    pub hyphenation: Vec<String>,
    /// Print an index of persons at the end: everybody in the register who is named in a panel, a
    /// side event or a text.
    #[serde(default)]
    pub index_of_persons: bool,
    /// Which rules of style are looked at.
    #[serde(default)]
    pub lint: Lint,
}

/// Which rules of style are looked at. They warn, and never stop a build.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Lint {
    /// More than one space between two words. Left out, on.
    pub double_spaces: bool,
    /// A hyphen where a dash belongs: "2010-2015", "ports - and people". Left out, on.
    pub hyphens: bool,
    /// A straight quotation mark, which is printed as one of the language. Left out, off.
    pub straight_quotes: bool,
    /// A name that is spelled otherwise than in the register of people. Left out, on.
    pub names: bool,
    /// Somebody who is named with a title in a panel and is not in the register. Left out, off.
    pub unregistered_people: bool,
    /// A list of recommendations without a sentence that leads into it. Left out, off.
    pub lead: bool,
    /// An abbreviation of the list that is used before it is spelled out. Left out, off.
    pub abbreviations: bool,
    /// A footnote that nothing refers to. Left out, on.
    pub unused_notes: bool,
    /// A person of the register whom nothing refers to. Left out, on.
    pub unused_people: bool,
    /// Words of which the report uses one spelling: `[[organisation, organization]]`.
    pub one_spelling: Vec<Vec<String>>,
}

impl Default for Lint {
    fn default() -> Self {
        Lint {
            double_spaces: true,
            hyphens: true,
            straight_quotes: false,
            names: true,
            unregistered_people: false,
            lead: false,
            abbreviations: false,
            unused_notes: true,
            unused_people: true,
            one_spelling: Vec::new(),
        }
    }
}
