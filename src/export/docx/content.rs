//! Block-level content (ECMA-376 Part 1 §17.2): paragraphs, tables, and the elements around them.

use std::sync::Arc;

use docx_rs::{Paragraph, Table, TableCellContent};

use super::extras::TableExtra;
use crate::export::ExportError;

/// A paragraph or table of a story.
#[derive(Clone, Debug)]
pub enum BlockElement {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table, with its extra properties and those of the tables nested in it, outermost first.
    Table(Box<Table>, Vec<TableExtra>),
}

impl BlockElement {
    /// The element in a table cell. The cell has no extra properties of tables.
    pub fn into_cell(self) -> TableCellContent {
        match self {
            BlockElement::Paragraph(paragraph) => TableCellContent::Paragraph(paragraph),
            BlockElement::Table(table, _) => TableCellContent::Table(table),
        }
    }
}

/// The XML of some paragraphs and tables.
pub type Batch = Result<Arc<Vec<u8>>, ExportError>;

/// Block-level content within an element that docx-rs has no type for: a content control, a
/// footnote, or a section with its properties.
#[derive(Clone, Debug, Default)]
pub struct Container {
    /// XML before the content.
    pub opening: String,
    /// The first paragraphs and tables, written.
    pub written: Vec<Batch>,
    /// The other paragraphs and tables.
    pub content: Vec<BlockElement>,
    /// XML after the content.
    pub closing: String,
}
