//! Shorthand of works cited: a text instead of a mapping with that `text`.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::TextOr;
use crate::source::schema::{
    OneOrManyNames, Reference, Text, TracedString, Work, WorkEntry, WorkFile, optional_date,
};
use crate::yaml::TRACED;

/// The long form.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LongWork {
    /// The entry as printed. An entry without `text` is data: `author`, `title`, `date` and so on.
    #[serde(default)]
    text: Option<Text>,
    /// The id for citations and references: `[@id, p. 4]`, `[#id]`.
    #[serde(default)]
    id: Option<String>,
    /// What references print: "Lind 2019" [default: the authors and the year of the entry, or the
    /// number of the entry if they are not found in all entries with an id].
    #[serde(default)]
    label: Option<Text>,
    /// The path of a file with works, relative to the report: BibTeX or BibLaTeX (`.bib`), CSL-JSON
    /// (`.json`) or Hayagriva (`.yaml`). Only the works that the report cites are printed.
    #[serde(default)]
    data: Option<TracedString>,
    /// The authors, each as `Lind, Anna`, or as the name of an organization.
    #[serde(default)]
    #[schemars(example = &"Lind, Anna")]
    author: OneOrManyNames,
    /// The editors, each as `Lind, Anna`: of the work or, with `in`, of the work that contains it.
    #[serde(default)]
    editor: OneOrManyNames,
    /// The title.
    #[serde(default)]
    title: Option<Text>,
    /// The title of the journal, book or proceedings that the work is part of.
    #[serde(default, rename = "in")]
    container: Option<Text>,
    /// The kind of work, as printed: "Report", "PhD thesis".
    #[serde(default)]
    genre: Option<TracedString>,
    /// Its number or symbol: "RFC 7258".
    #[serde(default)]
    #[schemars(example = &"RFC 7258")]
    number: Option<TracedString>,
    /// The edition: a number, or as printed.
    #[serde(default)]
    edition: Option<TracedString>,
    /// The volume.
    #[serde(default)]
    volume: Option<TracedString>,
    /// The issue of a journal.
    #[serde(default)]
    issue: Option<TracedString>,
    /// The pages: "4–19".
    #[serde(default)]
    #[schemars(example = &"4–19")]
    pages: Option<TracedString>,
    /// The publisher.
    #[serde(default)]
    publisher: Option<TracedString>,
    /// The place of publication.
    #[serde(default)]
    place: Option<TracedString>,
    /// The date of publication, or only its month or year: `2016-11-01`, `2016-11`, `2016`.
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(example = &"2016", extend("type" = ["string", "integer", "null"]))]
    date: Option<String>,
    /// The DOI: `10.1000/182`.
    #[serde(default)]
    #[schemars(example = &"10.1000/182")]
    doi: Option<TracedString>,
    /// The web address.
    #[serde(default)]
    url: Option<TracedString>,
    /// The date on which the address was visited.
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(extend("type" = ["string", "integer", "null"]))]
    accessed: Option<String>,
}

impl From<LongWork> for Work {
    fn from(long: LongWork) -> Work {
        let (id, label) = (long.id.clone(), long.label.clone());
        let entry = match (&long.data, &long.text) {
            (Some(path), _) => WorkEntry::File(WorkFile { path: path.clone(), works: Vec::new() }),
            (None, Some(text)) => WorkEntry::Text(text.clone()),
            (None, None) => WorkEntry::Data(Box::new(long.into())),
        };
        Work { entry, id, label }
    }
}

impl From<LongWork> for Reference {
    fn from(long: LongWork) -> Reference {
        Reference {
            has_more_names: false,
            authors: long.author.0,
            editors: long.editor.0,
            title: long.title,
            container: long.container,
            genre: long.genre,
            number: long.number,
            edition: long.edition,
            volume: long.volume,
            issue: long.issue,
            pages: long.pages,
            publisher: long.publisher,
            place: long.place,
            date: long.date,
            doi: long.doi,
            url: long.url,
            accessed: long.accessed,
        }
    }
}

impl From<Text> for Work {
    fn from(text: Text) -> Work {
        Work { entry: WorkEntry::Text(text), id: None, label: None }
    }
}

impl<'de> Deserialize<'de> for Work {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = TextOr::<Self, LongWork> {
            expecting: "a text, or a mapping with `text`, `title` or `data`",
            short: Self::from,
            long: PhantomData,
        };
        deserializer.deserialize_newtype_struct(TRACED, visitor)
    }
}

impl JsonSchema for Work {
    fn schema_name() -> Cow<'static, str> {
        "Work".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let short = generator.subschema_for::<Text>();
        let long = generator.subschema_for::<LongWork>();
        json_schema!({ "anyOf": [short, long] })
    }
}
