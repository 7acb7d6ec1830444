//! Tables and figures.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{OneOrManyTexts, Text, TracedString};
use crate::grammar::ReferenceKind;
use crate::source::schema::Block;
use crate::source::schema::parts::{Cited, Content, EntryKind, Part, Parts};
use crate::table_grid::Span;

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
    /// The header: the cells of one row, or a list of rows [default: no header].
    #[serde(default)]
    pub header: TableHeader,
    /// The rows. The cells of a row fill all columns, together with cells that span it from above.
    #[serde(default)]
    pub rows: Vec<Vec<TableCell>>,
    /// The path of a CSV file with the rows, relative to the report. Its first line names the columns: it is
    /// the header, unless the table has a `header` in its place.
    #[serde(default)]
    pub data: Option<TracedString>,
    /// The alignment of each column [default: `end` for numbers, otherwise `start`].
    #[serde(default)]
    pub align: Vec<Alignment>,
    /// The unit of each column, printed in brackets after its header; empty for none:
    /// `["", tonnes, "%"]` [default: none].
    #[serde(default)]
    pub units: Vec<Text>,
    /// Whether the header cells of single columns are rotated, so that narrow columns can have long headers. Their
    /// text runs from bottom to top. Headers above row headers and those that span columns stay upright.
    #[serde(default)]
    pub rotated_header: bool,
    /// Whether the first cell of each row is a header, or the number of columns of such cells.
    #[serde(default)]
    pub row_headers: RowHeaders,
    /// The number of rows at the end that show totals, below a rule [default: 0].
    #[serde(default)]
    #[schemars(range(max = 100))]
    pub total_rows: u8,
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

/// The header rows of a table.
#[derive(Clone, Debug, Default)]
pub struct TableHeader {
    /// The rows.
    pub rows: Vec<Vec<TableCell>>,
    /// Whether the source gives a list of rows, not the cells of one row.
    pub is_list: bool,
}

/// The number of columns whose cells are row headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowHeaders(pub u8);

/// A cell of a table: a text, or a mapping for a cell that spans columns or rows.
#[derive(Clone, Debug)]
pub struct TableCell {
    /// The text; it may be empty.
    pub text: Text,
    /// The number of columns that the cell spans.
    pub columns: Option<u32>,
    /// The number of rows that the cell spans.
    pub rows: Option<u32>,
    /// Paragraphs and lists under the text.
    pub content: Vec<Block>,
}

impl TableCell {
    /// How many columns and rows it spans.
    pub fn span(&self) -> Span {
        let number = |number: Option<u32>| number.unwrap_or(1).max(1) as usize;
        Span { columns: number(self.columns), rows: number(self.rows) }
    }
}

/// The spans of the cells of some rows.
pub fn spans(rows: &[Vec<TableCell>]) -> Vec<Vec<Span>> {
    rows.iter().map(|cells| cells.iter().map(TableCell::span).collect()).collect()
}

impl Table {
    /// The number of columns of the first row, which is that of the table.
    pub fn columns(&self) -> usize {
        let first = self.header.rows.first().or(self.rows.first());
        first.map_or(0, |cells| cells.iter().map(|cell| cell.span().columns).sum())
    }

    /// The rows of the body and those of totals.
    pub fn body_and_totals(&self) -> (&[Vec<TableCell>], &[Vec<TableCell>]) {
        let body = self.rows.len().saturating_sub(usize::from(self.total_rows));
        self.rows.split_at(body)
    }

    /// Adds the header and the rows to the parts of a table.
    pub(super) fn row_parts<'a>(&'a self, parts: Parts<'a>) -> Parts<'a> {
        let header = &self.header.rows;
        let parts = match header.as_slice() {
            [] => parts,
            [cells] if !self.header.is_list => parts.with("header", row(cells)),
            rows => parts.list("header", rows, |cells| row(cells)),
        };
        let units = self.units.iter().enumerate().filter(|(_, unit)| !unit.as_str().is_empty());
        let units = units.map(|(index, unit)| Part {
            key: "units",
            index: Some(index),
            content: Content::Text(unit),
        });
        let parts = Parts(parts.0.into_iter().chain(units).collect());
        match &self.data {
            // The rows are not in the source.
            Some(path) => parts.with("data", Content::File(path)),
            None => parts.filled("rows", "this table", &self.rows, |cells| row(cells)),
        }
    }
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
    /// Alone on a nearby page, as large as it fits.
    Page,
    /// Alone on a nearby landscape page, as large as it fits.
    Landscape,
}

/// A picture with its caption, or several pictures with one caption.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The path of a PNG, JPEG, SVG or PDF, relative to the report; `chart.pdf#page=2` for another page than the
    /// first. A figure has one picture, or `parts`.
    #[serde(default)]
    pub image: Option<String>,
    /// The pictures of a figure with several, lettered (a), (b) in the order of reading.
    #[serde(default)]
    pub parts: Vec<FigurePart>,
    /// The number of `parts` in a row, 1 to 4 [default: up to three in one row].
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub columns: Option<u8>,
    /// Whether each of the `parts` is a figure with a number of its own, instead of a letter.
    #[serde(default)]
    pub side_by_side: bool,
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

/// One of several pictures of a figure.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigurePart {
    /// The path of a PNG, JPEG, SVG or PDF, relative to the report.
    pub image: String,
    /// The id for references: `[#id]` prints "Figure 2 (a)".
    #[serde(default)]
    pub id: Option<String>,
    /// A description for readers who cannot see the picture.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture is decorative, so that it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
    /// The caption, without "(a)", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
}

/// A picture of a figure as written.
#[derive(Clone, Copy, Debug)]
pub struct WrittenPicture<'a> {
    /// Its position among the parts of the figure; `None` for the picture of a figure without parts.
    pub part: Option<usize>,
    /// The path.
    pub image: &'a str,
    /// The description.
    pub alt: Option<&'a str>,
    /// Whether it is decorative.
    pub decorative: bool,
}

impl Figure {
    /// Its pictures: one, or those of its parts.
    pub fn pictures(&self) -> impl Iterator<Item = WrittenPicture<'_>> {
        let own = self.image.as_deref().map(|image| {
            let (alt, decorative) = (self.alt.as_deref(), self.decorative);
            WrittenPicture { part: None, image, alt, decorative }
        });
        let parts = self.parts.iter().enumerate().map(|(index, part)| {
            let (alt, decorative) = (part.alt.as_deref(), part.decorative);
            WrittenPicture { part: Some(index), image: &part.image, alt, decorative }
        });
        own.into_iter().chain(parts)
    }

    /// Adds its texts and pictures to the parts of a figure.
    pub(super) fn picture_parts<'a>(&'a self, parts: Parts<'a>) -> Parts<'a> {
        let parts = parts
            .id(&self.id, Cited::Number(ReferenceKind::Figure))
            .optional("image", self.image.as_deref().map(Content::File))
            .text("caption", &self.caption)
            .text("credit", &self.credit)
            .optional("alt", self.alt.as_deref().map(Content::Alternative));
        parts.list("parts", &self.parts, |part| {
            let parts = Parts::default()
                .id(&part.id, Cited::Number(ReferenceKind::Figure))
                .with("image", Content::File(&part.image))
                .text("caption", &part.caption)
                .optional("alt", part.alt.as_deref().map(Content::Alternative));
            Content::Entry(EntryKind::FigurePart, parts)
        })
    }
}

/// The cells of a row.
fn row(cells: &[TableCell]) -> Content<'_> {
    let mut parts = Parts::default();
    for (index, cell) in cells.iter().enumerate() {
        let part = |content| Part { key: "cell", index: Some(index), content };
        parts.0.push(part(Content::Cell(&cell.text, cell.span())));
        if !cell.content.is_empty() {
            parts.0.push(part(Content::Blocks(&cell.content)));
        }
    }
    Content::Entry(EntryKind::Row, parts)
}
