//! The source format: the types that the YAML is read into, and their JSON Schema.
//!
//! Doc comments here and in the submodules become the descriptions in the JSON Schema, which editors
//! see as they write. Every mapping rejects unknown keys.

mod block;
pub mod parts;
mod publication;
mod shift;
mod work;

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

pub use block::*;
pub use publication::*;
pub use work::*;

pub use super::markup::Text;
use crate::cache::Key;
use crate::diagnostic::LintSettings;
pub use crate::origin::TracedString;
use crate::yaml::schema_settings;

/// A conference report.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The version of this format that the report is written in: 1, the only one so far.
    #[serde(default)]
    #[schemars(range(max = 1))]
    #[allow(dead_code, reason = "a newer format is refused before the report is read")]
    pub format: Option<NonZeroU32>,
    /// The publication: title, publisher, date, language.
    pub publication: Publication,
    /// The event that the report is about.
    #[serde(default)]
    pub event: Option<Event>,
    /// The register of people. Panels and side events refer to it by id.
    #[serde(default)]
    pub people: IndexMap<String, Person>,
    /// Front matter: imprint, dedication, foreword, acknowledgements, abstract, history, abbreviations.
    #[serde(default)]
    pub front: Front,
    /// Sections, panels, side events, the conclusion.
    #[serde(deserialize_with = "shared")]
    pub body: Vec<Arc<Section>>,
    /// Annexes, lettered A, B, C.
    #[serde(default)]
    pub annexes: Vec<Section>,
    /// Works cited: as texts, as data, or in files beside the report.
    #[serde(default)]
    pub bibliography: Vec<Work>,
    /// Footnotes by id. Cite one with `[^id]`, more than once if necessary.
    #[serde(default)]
    pub footnotes: IndexMap<String, Footnote>,
    /// Options that override the template.
    #[serde(default)]
    pub options: Options,
}

/// A person in the register.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name as printed: "Klara Skrivánková".
    #[schemars(example = &"Klara Skrivánková")]
    pub name: TracedString,
    /// The title before the name: "Ambassador".
    #[serde(default)]
    #[schemars(example = &"Ambassador")]
    pub honorific: Option<TracedString>,
    /// The post: "Judge".
    #[serde(default)]
    pub post: Option<TracedString>,
    /// The organization, or a list of several: "Supreme Court of Cassation".
    #[serde(default)]
    pub organisation: OneOrManyNames,
    /// The country: "Serbia".
    #[serde(default)]
    pub country: Option<TracedString>,
    /// The name for sorted lists: "Skrivánková, Klara" [default: last word of the name first].
    #[serde(default)]
    #[schemars(example = &"Skrivánková, Klara")]
    pub sort_as: Option<TracedString>,
    /// The grammatical gender, with which the name of a role agrees in some languages: "Rapporteuse".
    #[serde(default)]
    pub gender: Option<Gender>,
    /// The pronouns, printed after the name: "she/her".
    #[serde(default)]
    #[schemars(example = &"she/her")]
    pub pronouns: Option<TracedString>,
    /// The e-mail address of an author.
    #[serde(default)]
    #[schemars(example = &"ana.horvat@example.org")]
    pub email: Option<TracedString>,
    /// The ORCID iD of an author: `0000-0002-1825-0097`.
    #[serde(default)]
    #[schemars(example = &"0000-0002-1825-0097")]
    pub orcid: Option<TracedString>,
}

/// Front matter.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The page with ISBN, document symbol, copyright, disclaimer and photo credits.
    #[serde(default)]
    pub imprint: Option<Imprint>,
    /// A dedication, printed before the contents: one or more paragraphs.
    #[serde(default)]
    pub dedication: OneOrManyTexts,
    /// A foreword.
    #[serde(default)]
    pub foreword: Option<Section>,
    /// Acknowledgements.
    #[serde(default)]
    pub acknowledgements: Option<Section>,
    /// An abstract.
    #[serde(default, rename = "abstract")]
    pub summary: Option<Section>,
    /// The history of the document, the first version first.
    #[serde(default)]
    pub history: Vec<Revision>,
    /// Abbreviations and their meanings.
    #[serde(default)]
    pub abbreviations: IndexMap<TracedString, Text>,
}

impl Front {
    /// The sections of the front matter, each with its key, in the order in which they are printed.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &Section)> {
        let sections = [
            ("foreword", &self.foreword),
            ("acknowledgements", &self.acknowledgements),
            ("abstract", &self.summary),
        ];
        sections.into_iter().filter_map(|(key, section)| Some((key, section.as_ref()?)))
    }
}

/// The kind of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// A plain section.
    #[default]
    Section,
    /// A panel. Panels are numbered.
    Panel,
    /// The section with the side events as its `sections`.
    SideEvents,
    /// A side event.
    SideEvent,
    /// The conclusion. Without a title, its heading is "Conclusion" in the language of the report.
    Conclusion,
}

/// A section, panel, side event, annex or the conclusion.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The kind of section.
    #[serde(default)]
    pub kind: SectionKind,
    /// The title, without "Panel 1" or "Annex A", which are generated, and without the label. Optional
    /// only for a conclusion.
    #[serde(default)]
    pub title: Option<Text>,
    /// The label before the title: "Session 2", "Morning session". It replaces "Panel 1" or "Annex A".
    #[serde(default)]
    #[schemars(example = &"Session 2")]
    pub label: Option<Text>,
    /// A short title for running heads.
    #[serde(default)]
    pub short_title: Option<Text>,
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// The moderators, by their ids in `people`.
    #[serde(default)]
    pub moderator: OneOrMany,
    /// The rapporteurs, by their ids in `people`.
    #[serde(default)]
    pub rapporteur: OneOrMany,
    /// The speakers, by their ids in `people`.
    #[serde(default)]
    pub speakers: OneOrMany,
    /// The organizers of a side event.
    #[serde(default)]
    pub co_organisers: Vec<Text>,
    /// The blocks: paragraphs, lists, tables, figures.
    #[serde(default)]
    pub content: Vec<Block>,
    /// The subsections.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// How page breaks fall around it.
    #[serde(default)]
    pub layout: Layout,
    /// What it was read from.
    #[serde(skip)]
    pub part: Part,
}

/// The part of a file that a section was read from, for what is made of the section; unknown if the section was
/// changed, or is not kept.
#[derive(Clone, Default)]
pub struct Part(pub Option<(Key, Range<usize>)>);

/// What is kept does not matter to anyone who compares sections.
impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Part")
    }
}

/// Sections that a cache may share.
fn shared<'de, D: Deserializer<'de>>(sections: D) -> Result<Vec<Arc<Section>>, D::Error> {
    let sections = Vec::<Section>::deserialize(sections)?;
    Ok(sections.into_iter().map(Arc::new).collect())
}

impl Report {
    /// Calls `visit` with each table that has its data in a file.
    pub fn data_tables_mut(&mut self, visit: &mut dyn FnMut(&mut Table)) {
        let front = &mut self.front;
        let front = [&mut front.foreword, &mut front.acknowledgements, &mut front.summary];
        front.into_iter().flatten().for_each(|section| section.data_tables_mut(visit));
        // The others stay shared.
        let body = self.body.iter_mut().filter(|section| section.has_data_tables());
        body.for_each(|section| Arc::make_mut(section).data_tables_mut(visit));
        self.annexes.iter_mut().for_each(|section| section.data_tables_mut(visit));
    }
}

impl Section {
    fn data_tables_mut(&mut self, visit: &mut dyn FnMut(&mut Table)) {
        self.part = Part::default();
        self.content.iter_mut().for_each(|block| block.data_tables_mut(visit));
        self.sections.iter_mut().for_each(|section| section.data_tables_mut(visit));
    }

    fn has_data_tables(&self) -> bool {
        self.content.iter().any(Block::has_data_tables)
            || self.sections.iter().any(Section::has_data_tables)
    }
}

/// A footnote: a text, or a list of paragraphs.
pub type Footnote = OneOrManyTexts;

/// One id, or a list of ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMany(pub Vec<String>);

/// One name without markup, or a list of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrManyNames(pub Vec<TracedString>);

/// One text, or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrManyTexts(pub Vec<Text>);

/// Options that override the template.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Number the paragraphs of the body, so that they can be cited.
    #[serde(default)]
    pub numbered_paragraphs: bool,
    /// Whether to print a table of contents [default: true].
    #[serde(default)]
    pub contents: Option<bool>,
    /// Print straight quotation marks and apostrophes as written.
    #[serde(default)]
    pub straight_quotes: bool,
    /// Hyphenation of words that the language would break elsewhere: `co-op-er-ation` breaks only at
    /// its hyphens, `OSCE` never.
    #[serde(default)]
    pub hyphenation: Vec<String>,
    /// Print an index of persons at the end: everyone in the register who is named in a panel, a side
    /// event or a text.
    #[serde(default)]
    pub index_of_persons: bool,
    /// The lint rules to check.
    #[serde(default)]
    pub lint: LintSettings,
}

/// The JSON Schema of the source, for language servers that complete and check it.
pub fn schema_value() -> Json {
    schema_settings().into_generator().into_root_schema_for::<Report>().to_value()
}

/// The JSON Schema as a file, with a line break at the end.
pub fn schema_json() -> String {
    // All keys of a schema are strings, so this cannot fail.
    let mut json = serde_json::to_string_pretty(&schema_value()).unwrap_or_default();
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/source/report.schema.json");

    #[test]
    fn the_schema_file_is_up_to_date() {
        if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
            std::fs::write(FILE, schema_json()).unwrap();
        }
        let file = std::fs::read_to_string(FILE).unwrap_or_default();
        assert!(
            file == schema_json(),
            "source/report.schema.json is out of date: run with UPDATE=1"
        );
    }
}
