//! What the composer hands to the finishing pass: typed paragraphs and tables, and beside them
//! what their types cannot say.

use std::collections::BTreeMap;

use docx_rs::{Paragraph, Table, TableCell};

use crate::document::Direction;

/// One thing that stands between the paragraphs of a story.
#[derive(Debug)]
pub enum Piece {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table; with what its type cannot say of it and of tables within it, outermost first.
    Table(Box<Table>, Vec<TableExtra>),
}

impl Piece {
    /// Puts the piece in a cell of a table; what tables in it say goes to `extras`.
    pub fn into_cell(self, cell: TableCell, extras: &mut Vec<TableExtra>) -> TableCell {
        match self {
            Piece::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
            Piece::Table(table, inner) => {
                extras.extend(inner);
                cell.add_table(*table)
            }
        }
    }
}

/// Pieces within an element that no type of the builder stands for: a content control, a
/// footnote, a section with its properties.
#[derive(Debug, Default)]
pub struct Stretch {
    /// Finished XML before the pieces.
    pub opening: String,
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Finished XML after them.
    pub closing: String,
}

/// What the builder's paragraphs cannot say, by the number of the paragraph. A paragraph bears
/// its number in `w14:paraId` until it is finished.
pub type Extras = BTreeMap<u32, ParagraphExtra>;

/// What the builder's type cannot say of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphExtra {
    /// Runs with properties of their own, by their place in the paragraph, counted from 0.
    pub runs: BTreeMap<u32, RunExtra>,
    /// Whether it begins with the number of its footnote.
    pub note_mark: bool,
    /// The picture in it.
    pub picture: Option<PictureExtra>,
}

/// What the builder's type cannot say of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunExtra {
    /// The language, BCP 47.
    pub language: Option<String>,
    /// Its direction, where that is not the document's.
    pub turned: Option<Direction>,
    /// Small capitals.
    pub small_caps: bool,
}

/// What the builder's type cannot say of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureExtra {
    /// Its number among the pictures shown, from 1.
    pub number: u32,
    /// Its name: the label of the figure.
    pub name: String,
    /// What it shows.
    pub alternative: String,
    /// Whether it only adorns.
    pub decorative: bool,
    /// The relationship of its pixels, where there are shapes beside them.
    pub shapes_beside: Option<String>,
    /// What is cut off at each side, and at head and foot, as parts of width and height.
    pub cut: Option<(f32, f32)>,
}

/// What the builder's type cannot say of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableExtra {
    /// Whether the first row is a header that is repeated on each page.
    pub header_row: bool,
    /// Whether the first cell of each row is a header.
    pub header_column: bool,
    /// What the table is about, for those who do not see it.
    pub title: Option<String>,
    /// Whether its first column stands at the right.
    pub right_to_left: bool,
}

/// The number of a paragraph as `w14:paraId` writes it.
pub fn paragraph_id(number: u32) -> String {
    format!("{number:08X}")
}
