//! What an editor may write: the types that the YAML is read into.
//!
//! Doc comments of this file become the descriptions in the JSON Schema, so they speak to editors.
//! Names are the field's own; every mapping refuses keys that it does not know.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

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
    /// The organisation that publishes.
    pub publisher: Text,
    /// The office within the organisation.
    #[serde(default)]
    pub office: Option<Text>,
    /// The language of the report as a BCP 47 tag: `en-GB`, `fr`, `ru`.
    #[serde(default = "default_language")]
    pub language: String,
    /// The day of publication: `2016-11-01`. Left out, the last day of the event is used.
    #[serde(default)]
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
    pub identifier: Option<String>,
    /// The ISBN of the e-book, which is not that of the printed book.
    #[serde(default)]
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
    /// The name of the event, for catalogues.
    #[serde(default)]
    pub name: Option<Text>,
    /// Where it took place: "Vienna, Hofburg, Neuer Saal".
    #[serde(default)]
    pub venue: Option<Text>,
    /// Its first day: `2016-04-11`.
    pub from: String,
    /// Its last day; left out when it took one day.
    #[serde(default)]
    pub to: Option<String>,
}

/// One person of the register.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name as printed: "Klara Skrivánková".
    pub name: String,
    /// What stands before the name: "Ambassador".
    #[serde(default)]
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
    pub isbn: Option<String>,
    /// The document symbol: `CTHB.GAL/3/16`.
    #[serde(default)]
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

/// One thing that stands in a section: a text is a paragraph, anything else is a mapping with one
/// key that says what it is, and `layout` beside it where need be.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How it falls on pages.
    pub layout: Layout,
}

/// Last resorts, for where pages fall badly and nothing else helps. They change nothing that is
/// said, and need another look whenever the text before them changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Begin it on a new page.
    #[serde(default)]
    pub page_break_before: bool,
    /// Let no page end within it, if it fits on one.
    #[serde(default)]
    pub keep_together: bool,
    /// Let no page end between it and what follows.
    #[serde(default)]
    pub keep_with_next: bool,
    /// Set a paragraph in so many lines more, or fewer where negative: -3 to 3.
    #[serde(default)]
    #[schemars(range(min = -3, max = 3))]
    pub lines: i8,
}

/// What a block is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A sub-heading.
    Heading(SubHeading),
    /// A list of any style.
    List(List),
    /// A list with bullets.
    Bullets(Vec<Item>),
    /// A list numbered 1. 2. 3.
    Numbered(Vec<Item>),
    /// A labelled list of recommendations, findings, lessons or conclusions.
    Recommendations(Recommendations),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// A callout box.
    Box(TextBox),
    /// A list of those who took part.
    Participants(Participants),
}

/// A paragraph that needs an id, or a number that its section has not.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The text.
    pub text: Text,
    /// An id by which `[#id]` refers to it; only numbered paragraphs can be referred to.
    pub id: Option<String>,
    /// Whether this paragraph is numbered; left out, `options` decide.
    pub numbered: Option<bool>,
}

/// A sub-heading within a section.
#[derive(Clone, Debug)]
pub struct SubHeading {
    /// The text.
    pub text: Text,
    /// An id by which `[#id]` refers to it.
    pub id: Option<String>,
}

/// The style of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListStyle {
    /// Bullets.
    #[default]
    Bulleted,
    /// 1. 2. 3.
    Numbered,
    /// (a) (b) (c)
    Lettered,
    /// (i) (ii) (iii)
    Roman,
}

/// A list of any style.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// How items are marked.
    #[serde(default)]
    pub style: ListStyle,
    /// The number of the first item; left out, 1.
    #[serde(default)]
    #[schemars(range(min = 1, max = 9999))]
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list: a text, or a mapping with `text` and what is nested under it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The text.
    pub text: Text,
    /// An id by which `[#id]` refers to it.
    pub id: Option<String>,
    /// What is nested under the text: further paragraphs, lists.
    pub content: Vec<Block>,
    /// How it falls on pages.
    pub layout: Layout,
}

/// What a list of recommendations holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecommendationKind {
    /// Recommendations.
    #[default]
    Recommendations,
    /// Findings.
    Findings,
    /// Lessons learned.
    Lessons,
    /// Conclusions.
    Conclusions,
}

/// A labelled list of recommendations, findings, lessons or conclusions.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendations {
    /// What they are; it gives the label.
    #[serde(default)]
    pub kind: RecommendationKind,
    /// Another wording of the label.
    #[serde(default)]
    pub label: Option<Text>,
    /// An id by which `[#id]` refers to the list.
    #[serde(default)]
    pub id: Option<String>,
    /// The sentence that leads into the list.
    #[serde(default)]
    pub lead: Option<Text>,
    /// The items. Give an item an `id` to cite it.
    pub items: Vec<Item>,
}

/// A quotation set off from the text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// An id by which `[words](#id)` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// The text, one or more paragraphs.
    pub text: OneOrManyTexts,
    /// Who said it, or where it stands.
    #[serde(default)]
    pub source: Option<Text>,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// At the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// At the end of the line, for figures.
    End,
}

/// A table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// An id by which `[#id]` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// The caption, without "Table 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// The header row.
    pub header: Vec<Text>,
    /// The rows, each with as many cells as the header.
    pub rows: Vec<Vec<Text>>,
    /// How columns are aligned; left out, columns of figures stand at the end.
    #[serde(default)]
    pub align: Vec<Alignment>,
    /// Whether the first cell of each row is a header of its row.
    #[serde(default)]
    pub row_headers: bool,
    /// Where the figures come from.
    #[serde(default)]
    pub source: Option<Text>,
    /// Whether it is too wide for the text and stands on a landscape page of its own.
    #[serde(default)]
    pub wide: bool,
}

/// Where a figure stands on pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigurePlace {
    /// At the head or foot of a page near by, where it does not fit between the blocks around it.
    #[default]
    Float,
    /// Between the blocks around it, whatever room that wastes.
    Here,
}

/// A picture with its caption.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The picture (PNG, JPEG or SVG), as a path beside the report.
    pub image: String,
    /// An id by which `[#id]` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// What the picture shows, for those who do not see it.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture only adorns; then it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
    /// The caption, without "Figure 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// Width in percent of the text's width, 10 to 100.
    #[serde(default)]
    #[schemars(range(min = 10, max = 100))]
    pub width: Option<u8>,
    /// Who took it.
    #[serde(default)]
    pub credit: Option<Text>,
    /// Where it stands on pages; left out, it may float.
    #[serde(default)]
    pub place: FigurePlace,
}

/// A callout box.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextBox {
    /// An id by which `[#id]` refers to it; one without a title needs `[words](#id)`.
    #[serde(default)]
    pub id: Option<String>,
    /// Its title.
    #[serde(default)]
    pub title: Option<Text>,
    /// What stands in it.
    pub content: Vec<Block>,
}

/// In which order participants stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipantOrder {
    /// As they are listed here, else as in the register.
    #[default]
    Register,
    /// By name, as `sort_as` says.
    Name,
    /// Under their countries, by name.
    Country,
}

/// A list of those who took part.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participants {
    /// An id by which `[words](#id)` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// Who they are: ids of people. Left out, everybody in the register.
    #[serde(default)]
    pub people: Option<Vec<String>>,
    /// How many columns stand side by side, 1 to 3; left out, 2.
    #[serde(default = "two")]
    #[schemars(range(min = 1, max = 3))]
    pub columns: u8,
    /// In which order they stand.
    #[serde(default)]
    pub order: ParticipantOrder,
}

fn two() -> u8 {
    2
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
