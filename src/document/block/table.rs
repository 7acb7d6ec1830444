//! Tables and figures, with their captions.

use crate::document::{ElementId, ImageId, Inline, Paragraph};

/// The alignment of the cells in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// At the start of the line, for text.
    Start,
    /// Centred, for signs and short words.
    Centre,
    /// At the end of the line, for numbers.
    End,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The element.
    pub id: ElementId,
    /// The caption above the table.
    pub caption: Option<Caption>,
    /// The alignment of each column.
    pub columns: Vec<ColumnAlignment>,
    /// The header row, with one cell per column.
    pub header: Vec<Cell>,
    /// Whether the first cell of each row is a row header.
    pub row_headers: bool,
    /// The body rows, with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// The widths of the columns in proportion; empty if their content decides them.
    pub shares: Vec<f32>,
    /// The notes and the source of the data, below the table.
    pub below: Vec<Paragraph>,
    /// Whether it gets a landscape page.
    pub wide: bool,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The element.
    pub id: ElementId,
    /// Its text.
    pub content: Vec<Inline>,
}

/// Whether a caption belongs to a table or a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptionKind {
    /// A table; its caption is above it.
    Table,
    /// A figure; its caption is below it.
    Figure,
}

/// The caption of a table or figure.
#[derive(Clone, Debug)]
pub struct Caption {
    /// The element.
    pub id: ElementId,
    /// Whether it belongs to a table or a figure.
    pub kind: CaptionKind,
    /// The generated name of the kind: "Table".
    pub name: String,
    /// The letter of the annex in which captions are counted apart: "A" in "Table A.1".
    pub annex: Option<String>,
    /// The number among captions of its kind, from 1.
    pub number: u32,
    /// The prefix on the following pages of a table: "Table 1 (continued)".
    pub continued: String,
    /// The separator between prefix and text: ". ".
    pub separator: String,
    /// The authored caption.
    pub content: Vec<Inline>,
}

impl Caption {
    /// The generated part: "Table 1".
    pub fn prefix(&self) -> String {
        format!("{}{}", self.name, self.numeral())
    }

    /// The number with the letter of its annex: "1", "A.1".
    pub fn numeral(&self) -> String {
        format!("{}{}", self.before_number(), self.number)
    }

    /// What precedes the number in the numeral: "A." in an annex.
    pub fn before_number(&self) -> String {
        self.annex.as_ref().map_or(String::new(), |annex| format!("{annex}."))
    }
}

/// A picture with its caption.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The element.
    pub id: ElementId,
    /// The picture.
    pub image: ImageId,
    /// The alternative text; empty if decorative.
    pub alternative: String,
    /// Whether the picture is decorative.
    pub decorative: bool,
    /// The width as a fraction of the measure, above 0 and at most 1.
    pub width: f32,
    /// The caption below the picture.
    pub caption: Option<Caption>,
    /// The photographer, below the caption.
    pub credit: Option<Paragraph>,
    /// Its position on pages.
    pub position: FigurePosition,
}

impl Figure {
    /// The maximum height of a picture, as a fraction of the text height. The rest is for the
    /// caption and a few lines of text.
    pub const MAX_HEIGHT: f32 = 0.7;
}

/// The position of a figure on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigurePosition {
    /// At the head or foot of a nearby page, if it does not fit between the surrounding blocks.
    Float,
    /// Between the surrounding blocks.
    Here,
}
