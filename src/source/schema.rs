//! What an editor may write: the types that the YAML is read into.
//!
//! Doc comments of this file and its rooms become the descriptions in the JSON Schema, so they speak
//! to editors. Names are the field's own; every mapping refuses keys that it does not know.

mod block;
mod cover;
mod options;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

pub use block::{
    Alignment, Block, BlockKind, Figure, FigurePlace, Item, Layout, List, ListStyle, Paragraph,
    ParticipantOrder, Participants, Quotation, RecommendationKind, Recommendations, SubHeading,
    Table, TextBox,
};
pub use cover::CoverPicture;
pub use options::Options;

/// A conference report.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// What is published, by whom, and when.
    pub publication: Publication,
    /// The event that the report is about.
    #[serde(default)]
    pub event: Option<Event>,
    /// The register of people. Panels and side events refer to it by id.
    #[serde(default)]
    pub people: IndexMap<String, Person>,
    /// What comes before the text: imprint, foreword, abbreviations.
    #[serde(default)]
    pub front: Front,
    /// The text: sections, panels, side events, the conclusion.
    pub body: Vec<Section>,
    /// Annexes, lettered A, B, C.
    #[serde(default)]
    pub annexes: Vec<Section>,
    /// Works cited.
    #[serde(default)]
    pub bibliography: Vec<Work>,
    /// Footnotes by id. `[^id]` in a text refers to one, as often as need be.
    #[serde(default)]
    pub footnotes: IndexMap<String, Footnote>,
    /// What this report wants otherwise than its template.
    #[serde(default)]
    pub options: Options,
}

/// What is published, by whom, and when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The title of the report.
    pub title: Text,
    /// The subtitle.
    #[serde(default)]
    pub subtitle: Option<Text>,
    /// A short title for running heads. Left out, the title is used.
    #[serde(default)]
    pub short_title: Option<Text>,
    /// The series line above the title: "Highlights of the 16^th^ … conference".
    #[serde(default)]
    pub series: Option<Text>,
    /// The title in other languages, by BCP 47 tag, for catalogues: `{fr: "Les ports"}`.
    #[serde(default)]
    pub other_titles: IndexMap<String, String>,
    /// The organisation that publishes.
    pub publisher: Text,
    /// The office within the organisation.
    #[serde(default)]
    pub office: Option<Text>,
    /// The logo on the cover. Left out, the template's own is shown, if it has one.
    #[serde(default)]
    pub logo: Option<CoverPicture>,
    /// A picture on the cover, which stands where the template puts it.
    #[serde(default)]
    pub cover_picture: Option<CoverPicture>,
    /// The cover of the e-book (JPEG, PNG or SVG, upright), as a path beside the report. Left out,
    /// it is drawn from the template.
    #[serde(default)]
    pub ebook_cover: Option<String>,
    /// The language of the report as a BCP 47 tag: `en-GB`, `fr`, `ru`.
    #[serde(default = "default_language")]
    #[schemars(example = &"fr", example = &"ru", example = &"zh")]
    pub language: String,
    /// The day of publication: `2016-11-01`. Left out, the last day of the event is used.
    #[serde(default)]
    #[schemars(example = &"2016-11-01")]
    pub date: Option<String>,
    /// What the report is about, in a sentence or two, for catalogues.
    #[serde(default)]
    pub description: Option<String>,
    /// Keywords for catalogues.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// A lasting name of the publication: `alliance-2016`. The identifiers of its files are made
    /// from it and the publisher. Left out, they are made from the title and the date, and change
    /// when these do.
    #[serde(default)]
    #[schemars(example = &"alliance-2016")]
    pub identifier: Option<String>,
    /// The ISBN of the e-book, which is not that of the printed book.
    #[serde(default)]
    #[schemars(example = &"978-92-9235-000-0")]
    pub ebook_isbn: Option<String>,
    /// Who edited the report: ids of people.
    #[serde(default)]
    pub editors: OneOrMany,
    /// The series of publications that the report belongs to.
    #[serde(default)]
    pub collection: Option<Collection>,
    /// Who has certified that the e-book is accessible. Only then does it claim to be.
    #[serde(default)]
    pub certifier: Option<Certifier>,
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

/// Who has certified that the e-book conforms to EPUB Accessibility 1.1 and WCAG 2.2, level AA.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certifier {
    /// The name of the person or organisation.
    pub name: String,
    /// What entitles it to certify.
    #[serde(default)]
    pub credential: Option<String>,
    /// The address of its report: `https://…`.
    #[serde(default)]
    pub report: Option<String>,
}

fn default_language() -> String {
    "en-GB".into()
}

/// The event that the report is about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The name of the event, for catalogues; and where it has a `number`, above the title.
    #[serde(default)]
    pub name: Option<Text>,
    /// Its number, where it is one in a row: `16` makes "16th conference" of the name "conference".
    /// It stands above the title, unless `publication` has a `series` of its own.
    #[serde(default)]
    #[schemars(range(min = 1, max = 999), example = 16)]
    pub number: Option<u16>,
    /// The gender of the name, which the number follows in some languages: "16-я конференция",
    /// "16-й форум". Left out, feminine.
    #[serde(default)]
    pub gender: Gender,
    /// Where it took place: "Vienna, Hofburg, Neuer Saal".
    #[serde(default)]
    pub venue: Option<Text>,
    /// Its first day: `2016-04-11`.
    #[schemars(example = &"2016-04-11")]
    pub from: String,
    /// Its last day; left out when it took one day.
    #[serde(default)]
    #[schemars(example = &"2016-04-12")]
    pub to: Option<String>,
}

/// The gender of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// As "conférence", "конференция".
    #[default]
    Feminine,
    /// As "forum", "форум".
    Masculine,
}

/// One person of the register.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name as printed: "Klara Skrivánková".
    #[schemars(example = &"Klara Skrivánková")]
    pub name: String,
    /// What stands before the name: "Ambassador".
    #[serde(default)]
    #[schemars(example = &"Ambassador")]
    pub honorific: Option<String>,
    /// The post: "Judge".
    #[serde(default)]
    pub post: Option<String>,
    /// The organisation: "Supreme Court of Cassation".
    #[serde(default)]
    pub organisation: Option<String>,
    /// The country: "Serbia".
    #[serde(default)]
    pub country: Option<String>,
    /// The name as lists sort it: "Skrivánková, Klara". Left out, the last word of the name comes
    /// first.
    #[serde(default)]
    #[schemars(example = &"Skrivánková, Klara")]
    pub sort_as: Option<String>,
}

/// What comes before the text.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The page with ISBN, document symbol, copyright, disclaimer and photo credits.
    #[serde(default)]
    pub imprint: Option<Imprint>,
    /// A foreword.
    #[serde(default)]
    pub foreword: Option<Section>,
    /// Abbreviations and what they stand for.
    #[serde(default)]
    pub abbreviations: IndexMap<String, Text>,
}

/// The page with ISBN, document symbol, copyright, disclaimer and photo credits.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// The ISBN, with hyphens: `978-92-9235-000-0`.
    #[serde(default)]
    #[schemars(example = &"978-92-9235-000-0")]
    pub isbn: Option<String>,
    /// The document symbol: `CTHB.GAL/3/16`.
    #[serde(default)]
    #[schemars(example = &"CTHB.GAL/3/16")]
    pub symbol: Option<String>,
    /// The copyright line: "© OSCE 2016".
    #[serde(default)]
    pub copyright: Option<Text>,
    /// The disclaimer.
    #[serde(default)]
    pub disclaimer: Option<Text>,
    /// Who took the pictures.
    #[serde(default)]
    pub photo_credits: Option<Text>,
}

/// What a section is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// A section with nothing special about it.
    #[default]
    Section,
    /// A panel; panels are numbered in order.
    Panel,
    /// The section that holds the side events, as its `sections`.
    SideEvents,
    /// One side event.
    SideEvent,
    /// The conclusion; it needs no title.
    Conclusion,
}

/// A section, panel, side event, annex or the conclusion.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What it is; left out, a plain section.
    #[serde(default)]
    pub kind: SectionKind,
    /// Its title without "Panel 1" or "Annex A", which are generated. Only a conclusion may have
    /// none.
    #[serde(default)]
    pub title: Option<Text>,
    /// A short title for running heads.
    #[serde(default)]
    pub short_title: Option<Text>,
    /// An id by which `[#id]` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// Who moderated: ids of people.
    #[serde(default)]
    pub moderator: OneOrMany,
    /// Who reported: ids of people.
    #[serde(default)]
    pub rapporteur: OneOrMany,
    /// Who spoke: ids of people.
    #[serde(default)]
    pub speakers: OneOrMany,
    /// The organisations that organised a side event.
    #[serde(default)]
    pub co_organisers: Vec<Text>,
    /// What stands in it.
    #[serde(default)]
    pub content: Vec<Block>,
    /// Its subsections.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// How it falls on pages.
    #[serde(default)]
    pub layout: Layout,
}

/// A work cited: a text, or a mapping with `text` and `id`.
#[derive(Clone, Debug)]
pub struct Work {
    /// The entry as printed.
    pub text: Text,
    /// An id by which `[#id]` refers to it.
    pub id: Option<String>,
}

/// A footnote: a text, or a list of paragraphs.
pub type Footnote = OneOrManyTexts;

/// A text with inline markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Text(pub String);

/// One id or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

/// One text or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrManyTexts(pub Vec<Text>);
