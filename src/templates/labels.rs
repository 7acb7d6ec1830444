//! Labels: the generated words of a language ("Contents", "Panel", "Table").

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::reference_labels::ReferenceLabels;
use super::work_labels::WorkLabels;
use crate::document::RecommendationKind;
use crate::grammar::{EventKind, NounGender};
use crate::numerals::Alphabet;

/// The generated words of one language, read from `labels/<language>.yaml`.
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
    /// The accessibility summary of the e-book.
    pub accessibility: String,
    /// "Imprint".
    #[allow(dead_code, reason = "no output prints it, but label files contain it")]
    pub imprint: String,
    /// "Foreword".
    pub foreword: String,
    /// "Acknowledgements".
    pub acknowledgements: String,
    /// "Abstract".
    #[serde(rename = "abstract")]
    pub summary: String,
    /// The history of the document.
    pub history: HistoryLabels,
    /// The programme of the event.
    pub programme: ProgrammeLabels,
    /// "Abbreviations".
    pub abbreviations: String,
    /// "Bibliography".
    pub bibliography: String,
    /// The words of bibliographies and citations.
    pub works: WorkLabels,
    /// "Index of persons".
    pub index_of_persons: String,
    /// "Conclusion", the heading of a conclusion without a title.
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
    /// A reference to a numbered section, with `{number}`: "section 2.1".
    pub section_reference: String,
    /// Text between the prefix and the title of a heading: ": ".
    pub heading_separator: String,
    /// Text between the prefix and the text of a caption: ". ".
    pub caption_separator: String,
    /// Text between a person's name, post, organization and country: ", ".
    pub comma: String,
    /// Whether a space is between a word and its number [default: true]: "Table 1", but "表1".
    #[serde(default)]
    pub spaced_numbers: Option<bool>,
    /// The letters of lists, separated by spaces [default: a to z].
    #[serde(default)]
    pub list_letters: Option<String>,
    /// The letters of annexes, separated by spaces [default: A to Z].
    #[serde(default)]
    pub annex_letters: Option<String>,
    /// The marker of an item with a letter or a roman number [default: "({number})"]: in French "a)".
    #[serde(default)]
    pub list_marker: Option<String>,
    /// Text between items that contain commas: "; ".
    pub semicolon: String,
    /// Text after the name of a person with pronouns: " ({pronouns})". `{pronouns}` becomes "she/her".
    pub pronouns: String,
    /// The caption of a table on its further pages: "{label} (continued)". `{label}` becomes
    /// "Table 1".
    pub continued: String,
    /// "ISBN".
    pub isbn: String,
    /// "Document symbol".
    pub symbol: String,
    /// "Date of publication".
    pub published: String,
    /// "Photographs".
    pub photo_credits: String,
    /// "Draft": in the running heads of Word files for reviewers.
    pub draft: String,
    /// The roles of people.
    pub roles: Roles,
    /// The headings of lists of recommendations, and how their items are cited.
    pub recommendations: RecommendationLabels,
    /// The words of references: plurals, and the forms of grammatical cases.
    #[serde(default)]
    pub references: Box<ReferenceLabels>,
    /// Ordinal numbers: "16th".
    pub ordinals: Ordinals,
    /// The genders of the nouns for kinds of events [default: feminine].
    #[serde(default)]
    pub event_genders: EventGenders,
    /// An event with its number: "{ordinal} {name}".
    pub numbered_event: String,
    /// The twelve months as written in a date.
    pub months: [String; 12],
    /// The first day of a month as written in a date: "1", in French "1er".
    pub first_day: String,
    /// A date: "{day} {month} {year}".
    pub date: String,
    /// A month: "{month} {year}".
    pub month_and_year: String,
    /// A year: "{year}".
    pub year: String,
    /// The twelve months as written without a day [default: `months`].
    #[serde(default)]
    pub standalone_months: Option<[String; 12]>,
    /// Dates within one month: "{from}–{to} {month} {year}".
    pub days: String,
    /// Two days in a row: "{from} y {to} de {month} de {year}" [default: `days`].
    #[serde(default)]
    pub two_days: Option<String>,
    /// Dates across two months of one year: "{from} {from_month} – {to} {to_month} {year}".
    pub days_of_two_months: String,
    /// Text between the two full dates of a longer period: " – ".
    pub range: String,
    /// The quotation marks.
    pub quotes: Quotes,
    /// Text before the source of a quotation: "— ".
    pub source_dash: String,
}

impl Labels {
    /// A word with its separator from the number: "Table ".
    pub fn before_number(&self, word: &str) -> String {
        format!("{word}{}", if self.spaced_numbers.unwrap_or(true) { " " } else { "" })
    }

    /// The letters of lists.
    pub fn list_alphabet(&self) -> Alphabet {
        Alphabet::of(self.list_letters.as_deref().unwrap_or_default())
    }

    /// The letters of annexes.
    pub fn annex_alphabet(&self) -> Alphabet {
        Alphabet::of(self.annex_letters.as_deref().unwrap_or_default())
    }

    /// The signs before and after the letter of an item: "(" and ")".
    pub fn around_letters(&self) -> (&str, &str) {
        let marker = self.list_marker.as_deref().unwrap_or("({number})");
        marker.split_once("{number}").unwrap_or(("", marker))
    }
}

/// A word in the singular and the plural.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PluralForms {
    /// The singular.
    pub one: String,
    /// The plural.
    pub other: String,
}

/// The history of the document: its heading, and the heads of its columns.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryLabels {
    /// "Document history".
    pub heading: String,
    /// "Version".
    pub version: String,
    /// "Date".
    pub date: String,
    /// "Changes".
    pub changes: String,
}

/// The heads of the columns of a programme.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeLabels {
    /// "Time".
    pub time: String,
    /// "Programme": the column of what happens at a time.
    pub item: String,
}

/// The name of a role: words that fit everyone, and in some languages those for men and women.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleForms {
    /// The singular, whoever the person is.
    pub one: String,
    /// The plural, whoever the people are.
    pub other: String,
    /// If all people are masculine: "Rapporteur". [default: `one` and `other`]
    #[serde(default)]
    pub masculine: Option<PluralForms>,
    /// If all people are feminine: "Rapporteuse". [default: `one` and `other`]
    #[serde(default)]
    pub feminine: Option<PluralForms>,
}

impl PluralForms {
    /// Both forms, the plural first.
    pub fn words(&self) -> [&str; 2] {
        [&self.other, &self.one]
    }
}

impl RoleForms {
    /// All forms, each plural before its singular.
    pub fn words(&self) -> Vec<&str> {
        let gendered = self.masculine.iter().chain(&self.feminine).flat_map(PluralForms::words);
        [self.other.as_str(), &self.one].into_iter().chain(gendered).collect()
    }
}

/// The roles of people.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// "Moderator", "Moderators".
    pub moderator: RoleForms,
    /// "Rapporteur", "Rapporteurs".
    pub rapporteur: RoleForms,
    /// "Speaker", "Speakers".
    pub speaker: RoleForms,
    /// "Co-organizer", "Co-organizers".
    pub co_organiser: PluralForms,
    /// "Author", "Authors", on the cover and in the imprint.
    pub author: PluralForms,
    /// "Editor", "Editors", in the imprint.
    pub editor: PluralForms,
}

/// Ordinal numbers by the grammatical gender of the noun. Languages without gender repeat the same
/// forms.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ordinals {
    /// Ordinals of feminine nouns: "16-я".
    pub feminine: OrdinalForms,
    /// Ordinals of masculine nouns: "16-й".
    pub masculine: OrdinalForms,
    /// Ordinals of neuter nouns: "16-е" [default: `masculine`].
    #[serde(default)]
    pub neuter: Option<OrdinalForms>,
    /// Ordinals of plural nouns: "16-е" [default: `masculine`].
    #[serde(default)]
    pub plural: Option<OrdinalForms>,
}

/// The genders of the nouns for kinds of events.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EventGenders {
    /// Of "conference".
    pub conference: NounGender,
    /// Of "meeting".
    pub meeting: NounGender,
    /// Of "session".
    pub session: NounGender,
    /// Of "seminar".
    pub seminar: NounGender,
}

impl EventGenders {
    /// The gender of the noun for a kind.
    pub fn get(self, kind: EventKind) -> NounGender {
        match kind {
            EventKind::Conference => self.conference,
            EventKind::Meeting => self.meeting,
            EventKind::Session => self.session,
            EventKind::Seminar => self.seminar,
        }
    }
}

/// The forms of an ordinal by CLDR plural category. `{number}` becomes the number; inline markup is
/// allowed ("{number}^th^").
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrdinalForms {
    /// For 1, 21, …: "1st". [default: `other`]
    #[serde(default)]
    pub one: Option<String>,
    /// For 2, 22, …: "2nd". [default: `other`]
    #[serde(default)]
    pub two: Option<String>,
    /// For 3, 23, …: "3rd". [default: `other`]
    #[serde(default)]
    pub few: Option<String>,
    /// For all other numbers: "16th".
    pub other: String,
    /// For numbers by their last digits, of which the longest applies, rather than by their category: "1.er"
    /// and "3.er", but "11.º" in Spanish.
    #[serde(default)]
    pub endings: BTreeMap<String, String>,
}

/// The words of each kind of recommendations.
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
    /// The words of a kind of recommendations.
    pub fn get(&self, kind: RecommendationKind) -> &RecommendationLabel {
        match kind {
            RecommendationKind::Recommendations => &self.recommendations,
            RecommendationKind::Findings => &self.findings,
            RecommendationKind::Lessons => &self.lessons,
            RecommendationKind::Conclusions => &self.conclusions,
        }
    }
}

/// The heading of a list of recommendations, and how one item is cited.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationLabel {
    /// The heading of the list: "Recommendations".
    pub heading: String,
    /// The word before the number of an item in references: "recommendation".
    pub reference: String,
}

/// The quotation marks of a language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    /// Opening quotation mark.
    pub open: String,
    /// Closing quotation mark.
    pub close: String,
    /// Opening mark of a quotation within a quotation.
    pub inner_open: String,
    /// Closing mark of a quotation within a quotation.
    pub inner_close: String,
    /// The apostrophe.
    pub apostrophe: String,
}
