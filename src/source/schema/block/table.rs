//! Tables and figures.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{OneOrManyTexts, Text};
use crate::source::schema::parts::{Content, EntryKind, Parts};

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// At the start of the line.
    Start,
    /// Centred.
    Centre,
    /// At the end of the line, for numbers.
    End,
}

/// A table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// The caption, without "Table 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// The header row.
    pub header: Vec<Text>,
    /// The rows, each with as many cells as the header.
    pub rows: Vec<Vec<Text>>,
    /// The alignment of each column [default: `end` for numbers, otherwise `start`].
    #[serde(default)]
    pub align: Vec<Alignment>,
    /// Whether the first cell of each row is a header.
    #[serde(default)]
    pub row_headers: bool,
    /// The widths of the columns, in percent or in any other proportion [default: as wide as their
    /// content needs].
    #[serde(default)]
    #[schemars(inner(range(min = 1, max = 100)))]
    pub widths: Vec<u8>,
    /// Notes below the table: one text, or a list.
    #[serde(default)]
    pub notes: OneOrManyTexts,
    /// The source of the data, below the notes.
    #[serde(default)]
    pub source: Option<Text>,
    /// Whether to print the table on a landscape page, because it is too wide.
    #[serde(default)]
    pub wide: bool,
}

/// The placement of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigurePlace {
    /// At the top or bottom of a nearby page, if it does not fit between the blocks around it.
    #[default]
    Float,
    /// Between the blocks around it, even if that leaves a gap.
    Here,
}

/// A picture with its caption.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The path of a PNG, JPEG or SVG, relative to the report.
    pub image: String,
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// A description for readers who cannot see the picture.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture is decorative, so that it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
    /// The caption, without "Figure 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// The width in percent of the text width, 10 to 100.
    #[serde(default)]
    #[schemars(range(min = 10, max = 100))]
    pub width: Option<u8>,
    /// The photographer or source.
    #[serde(default)]
    pub credit: Option<Text>,
    /// The placement.
    #[serde(default)]
    pub place: FigurePlace,
}

/// The cells of a row.
pub(super) fn row(cells: &[Text]) -> Content<'_> {
    Content::Entry(EntryKind::Row, Parts::default().list("cell", cells, Content::Cell))
}
