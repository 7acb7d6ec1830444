//! The programme of the event: days, and what happens at which time.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::publication::optional_date;
use super::super::{OneOrMany, Text};
use crate::source::schema::parts::{Content, EntryKind, Parts};

/// The programme of the event.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The days.
    pub days: Vec<ProgrammeDay>,
    /// How each day is printed.
    #[serde(default)]
    pub style: ProgrammeStyle,
}

/// How a programme is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProgrammeStyle {
    /// A table of times and titles.
    #[default]
    Table,
    /// A list: each time, and below it the title.
    List,
}

/// A day of a programme.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeDay {
    /// The date: `2016-04-11`.
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(example = &"2016-04-11", extend("type" = ["string", "integer", "null"]))]
    pub date: Option<String>,
    /// A title, printed after the date: "First day".
    #[serde(default)]
    pub title: Option<Text>,
    /// What happens, in the order of time.
    pub entries: Vec<ProgrammeEntry>,
}

/// An entry of a programme.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeEntry {
    /// The time: "09:30–11:00".
    #[schemars(example = &"09:30–11:00")]
    pub time: Text,
    /// The title [default: that of the panel].
    #[serde(default)]
    pub title: Option<Text>,
    /// The panel, side event or section that reports on it, by its id.
    #[serde(default)]
    pub panel: Option<String>,
    /// The people, by their ids in `people` [default: those of the panel].
    #[serde(default)]
    pub people: OneOrMany,
}

impl ProgrammeDay {
    /// The parts of a day.
    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::default().text("title", &self.title);
        parts.filled("entries", "this day", &self.entries, |entry| {
            let parts = Parts::default().text("time", &entry.time).text("title", &entry.title);
            let people = Content::People("participant", &entry.people.0);
            Content::Entry(EntryKind::ProgrammeEntry, parts.with("people", people))
        })
    }
}
