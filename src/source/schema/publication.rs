//! The publication, its cover and imprint, and the event that it reports on.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{OneOrMany, Text, TracedString};
use crate::grammar::{EventKind, NounGender};

/// The publication: title, publisher, date, language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The title of the report.
    pub title: Text,
    /// The subtitle.
    #[serde(default)]
    pub subtitle: Option<Text>,
    /// A short title for running heads [default: the title].
    #[serde(default)]
    pub short_title: Option<Text>,
    /// The series line above the title: "Highlights of the 16^th^ … conference".
    #[serde(default)]
    pub series: Option<Text>,
    /// The title in other languages, by BCP 47 tag, for catalogues: `{fr: "Les ports"}`.
    #[serde(default)]
    pub other_titles: IndexMap<String, String>,
    /// The organization that publishes the report.
    pub publisher: Text,
    /// The office within the organization.
    #[serde(default)]
    pub office: Option<Text>,
    /// The logo on the cover [default: the logo of the template, if it has one].
    #[serde(default)]
    pub logo: Option<CoverPicture>,
    /// A picture on the cover, at the place that the template provides.
    #[serde(default)]
    pub cover_picture: Option<CoverPicture>,
    /// The cover of the e-book: the path of an upright JPEG, PNG or SVG, relative to the report
    /// [default: drawn from the template].
    #[serde(default)]
    pub ebook_cover: Option<String>,
    /// The status of the document, printed on the cover: "Draft for comment".
    #[serde(default)]
    #[schemars(example = &"Draft for comment")]
    pub status: Option<Text>,
    /// The language of the report as a BCP 47 tag: `en-GB`, `fr`, `ru`.
    #[serde(default = "default_language")]
    #[schemars(example = &"fr", example = &"ru", example = &"zh")]
    pub language: String,
    /// The date of publication, or only its month or year: `2016-11-01`, `2016-11`, `2016` [default for
    /// catalogues: the last day of the event].
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(example = &"2016-11-01", extend("type" = ["string", "integer", "null"]))]
    pub date: Option<String>,
    /// A summary in one or two sentences, for catalogues.
    #[serde(default)]
    pub description: Option<String>,
    /// Keywords for catalogues.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// A permanent name of the publication: `alliance-2016`. The identifiers of its files derive from
    /// it and the publisher. Without it, they derive from the title and the date, and change with
    /// these.
    #[serde(default)]
    #[schemars(example = &"alliance-2016")]
    pub identifier: Option<String>,
    /// The ISBN of the e-book, which differs from that of the printed book.
    #[serde(default)]
    #[schemars(example = &"978-92-9235-000-0")]
    pub ebook_isbn: Option<String>,
    /// The authors, by their ids in `people`.
    #[serde(default)]
    pub authors: OneOrMany,
    /// The editors, by their ids in `people`.
    #[serde(default)]
    pub editors: OneOrMany,
    /// The series of publications that the report belongs to.
    #[serde(default)]
    pub collection: Option<Collection>,
    /// Who has certified that the e-book is accessible. Without it, the e-book makes no such claim.
    #[serde(default)]
    pub certifier: Option<Certifier>,
}

/// A date as YAML reads it: a year alone is a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenDate {
    Text(String),
    Year(u32),
}

impl From<WrittenDate> for String {
    fn from(date: WrittenDate) -> String {
        match date {
            WrittenDate::Text(text) => text,
            WrittenDate::Year(year) => year.to_string(),
        }
    }
}

fn date<'de, D: Deserializer<'de>>(date: D) -> Result<String, D::Error> {
    WrittenDate::deserialize(date).map(String::from)
}

pub(in crate::source) fn optional_date<'de, D: Deserializer<'de>>(
    date: D,
) -> Result<Option<String>, D::Error> {
    Ok(Option::<WrittenDate>::deserialize(date)?.map(String::from))
}

fn default_language() -> String {
    "en-GB".into()
}

/// A picture on the cover, or of a signature.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverPicture {
    /// The path of a PNG, JPEG, SVG or PDF, relative to the report.
    pub image: String,
    /// A description for readers who cannot see the picture.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture is decorative, so that it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
}

/// The series of publications that a report belongs to.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// The title of the series: "Occasional Papers".
    pub title: Text,
    /// The number of the report in the series: `9`.
    #[serde(default)]
    #[schemars(range(min = 1, max = 9999))]
    pub number: Option<u32>,
    /// The ISSN of the series: `1234-5679`.
    #[serde(default)]
    #[schemars(example = &"1234-5679")]
    pub issn: Option<String>,
}

/// The certifier of conformance to EPUB Accessibility 1.1 and WCAG 2.2, level AA.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certifier {
    /// The name of the person or organization.
    pub name: String,
    /// The credential that entitles it to certify.
    #[serde(default)]
    pub credential: Option<String>,
    /// The web address of its report: `https://…`.
    #[serde(default)]
    pub report: Option<String>,
}

/// The page with ISBN, document symbol, copyright, disclaimer and photo credits.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// The ISBN, with hyphens: `978-92-9235-000-0`.
    #[serde(default)]
    #[schemars(example = &"978-92-9235-000-0")]
    pub isbn: Option<TracedString>,
    /// The document symbol: `CTHB.GAL/3/16`.
    #[serde(default)]
    #[schemars(example = &"CTHB.GAL/3/16")]
    pub symbol: Option<TracedString>,
    /// The copyright line: "© OSCE 2016".
    #[serde(default)]
    pub copyright: Option<Text>,
    /// The disclaimer.
    #[serde(default)]
    pub disclaimer: Option<Text>,
    /// The photographers.
    #[serde(default)]
    pub photo_credits: Option<Text>,
}

/// A version of the document.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The name or number of the version: "1.1".
    #[schemars(example = &"1.1")]
    pub version: TracedString,
    /// Its date, or only its month or year: `2016-11-01`, `2016-11`, `2016`.
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(example = &"2016-11-01", extend("type" = ["string", "integer", "null"]))]
    pub date: Option<String>,
    /// What changed.
    pub changes: Text,
}

/// The event that the report is about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The name of the event, for catalogues. With a `number`, it is also printed above the title.
    #[serde(default)]
    pub name: Option<Text>,
    /// The number of a recurring event: `16` and the name "conference" give "16th conference" above
    /// the title, unless `publication` has a `series`.
    #[serde(default)]
    #[schemars(range(min = 1, max = 999), example = 16)]
    pub number: Option<u16>,
    /// The kind of the event, which determines the grammatical gender of the name.
    #[serde(default)]
    pub kind: Option<EventKind>,
    /// The grammatical gender of the name, with which the number agrees in some languages: "16-я
    /// конференция", "16-й форум", "22-е заседание" [default: that of the kind, otherwise feminine].
    #[serde(default)]
    pub gender: Option<NounGender>,
    /// The place: "Vienna, Hofburg, Neuer Saal".
    #[serde(default)]
    pub venue: Option<Text>,
    /// The first day: `2016-04-11`; or only the month or year: `2016-04`, `2016`.
    #[serde(deserialize_with = "date")]
    #[schemars(example = &"2016-04-11", extend("type" = ["string", "integer"]))]
    pub from: String,
    /// The last day, month or year [default: as `from`].
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(example = &"2016-04-12", extend("type" = ["string", "integer", "null"]))]
    pub to: Option<String>,
}

/// The grammatical gender of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// As "rapporteuse".
    #[default]
    Feminine,
    /// As "rapporteur".
    Masculine,
}
