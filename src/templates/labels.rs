//! The generated words of a language.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::document::RecommendationKind;

/// Generated words of one language, read from `labels/<language>.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// "Contents".
    pub contents: String,
    /// "Cover".
    pub cover: String,
    /// "Title page".
    pub title_page: String,
    /// "Notes".
    pub notes: String,
    /// "Note".
    pub note: String,
    /// "Page".
    pub page: String,
    /// "List of pages".
    pub pages: String,
    /// "List of tables".
    pub tables: String,
    /// "List of figures".
    pub figures: String,
    /// "Landmarks".
    pub landmarks: String,
    /// "Start of text".
    pub start: String,
    /// "Back to the text".
    pub back: String,
    /// What an e-book says of itself to those who do not see it.
    pub accessibility: String,
    /// "Imprint".
    #[expect(dead_code, reason = "no output prints it, but label files contain it")]
    pub imprint: String,
    /// "Foreword".
    pub foreword: String,
    /// "Abbreviations".
    pub abbreviations: String,
    /// "Bibliography".
    pub bibliography: String,
    /// "Index of persons".
    pub index_of_persons: String,
    /// "Conclusion": names a conclusion without a title where one refers to it.
    pub conclusion: String,
    /// "Panel", in headings and references.
    pub panel: String,
    /// "Annex".
    pub annex: String,
    /// "Table".
    pub table: String,
    /// "Figure".
    pub figure: String,
    /// "paragraph", in references.
    pub paragraph: String,
    /// "note", in references.
    pub note_reference: String,
    /// Between label and title of a heading on one line: ": ".
    pub heading_separator: String,
    /// Between label and text of a caption: ". ".
    pub caption_separator: String,
    /// Between a person's name, post, organisation and country: ", ".
    pub comma: String,
    /// Between things that hold commas themselves: "; ".
    pub semicolon: String,
    /// Above the further parts of a table that runs over pages: `{label}`, "{label} (continued)".
    pub continued: String,
    /// "ISBN".
    pub isbn: String,
    /// "Document symbol".
    pub symbol: String,
    /// "Photographs".
    pub photo_credits: String,
    /// Roles of people, in singular and plural.
    pub roles: Roles,
    /// Labels of recommendations.
    pub recommendations: RecommendationLabels,
    /// Numbers in a row: "16th".
    pub ordinals: Ordinals,
    /// An event with its number: `{ordinal}`, `{name}`.
    pub numbered_event: String,
    /// The twelve months as they stand in a date.
    pub months: [String; 12],
    /// The first day of a month as it stands in a date: "1", in French "1er".
    pub first_day: String,
    /// A date: `{day}`, `{month}`, `{year}`.
    pub date: String,
    /// Days of one month: `{from}`, `{to}`, `{month}`, `{year}`.
    pub days: String,
    /// Days of two months of one year: `{from}`, `{from_month}`, `{to}`, `{to_month}`, `{year}`.
    pub days_of_two_months: String,
    /// Between the ends of a longer range of dates: " – ".
    pub range: String,
    /// The quotation marks.
    pub quotes: Quotes,
    /// What precedes the source of a quotation: "— ".
    pub source_dash: String,
}

/// A word in singular and plural.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PluralForms {
    /// For one.
    pub one: String,
    /// For more than one.
    pub other: String,
}

/// Roles of people.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// "Moderator", "Moderators".
    pub moderator: PluralForms,
    /// "Rapporteur", "Rapporteurs".
    pub rapporteur: PluralForms,
    /// "Speaker", "Speakers".
    pub speaker: PluralForms,
    /// "Co-organizer", "Co-organizers".
    pub co_organiser: PluralForms,
    /// "Editor", "Editors", in the imprint.
    pub editor: PluralForms,
}

/// Numbers in a row, by the gender of what is counted; a language without genders says the same
/// twice.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ordinals {
    /// Of what is feminine: "16-я".
    pub feminine: OrdinalForms,
    /// Of what is masculine: "16-й".
    pub masculine: OrdinalForms,
}

/// The forms of an ordinal, with `{number}` and markup, by the categories of CLDR.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrdinalForms {
    /// Where the language has a form of its own for 1, 21, …: "1st".
    #[serde(default)]
    pub one: Option<String>,
    /// For 2, 22, …: "2nd".
    #[serde(default)]
    pub two: Option<String>,
    /// For 3, 23, …: "3rd".
    #[serde(default)]
    pub few: Option<String>,
    /// For all others: "16th".
    pub other: String,
}

/// Labels of recommendations.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationLabels {
    /// "Recommendations".
    pub recommendations: RecommendationLabel,
    /// "Findings".
    pub findings: RecommendationLabel,
    /// "Lessons learned".
    pub lessons: RecommendationLabel,
    /// "Conclusions".
    pub conclusions: RecommendationLabel,
}

impl RecommendationLabels {
    /// The label of a kind.
    pub fn get(&self, kind: RecommendationKind) -> &RecommendationLabel {
        match kind {
            RecommendationKind::Recommendations => &self.recommendations,
            RecommendationKind::Findings => &self.findings,
            RecommendationKind::Lessons => &self.lessons,
            RecommendationKind::Conclusions => &self.conclusions,
        }
    }
}

/// The label of a list of recommendations, and how one item is cited.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationLabel {
    /// Above the list: "Recommendations".
    pub heading: String,
    /// Before the number of one: "recommendation".
    pub reference: String,
}

/// The quotation marks of a language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    /// Opens a quotation.
    pub open: String,
    /// Closes it.
    pub close: String,
    /// Opens a quotation within a quotation.
    pub inner_open: String,
    /// Closes it.
    pub inner_close: String,
    /// The apostrophe.
    pub apostrophe: String,
}
