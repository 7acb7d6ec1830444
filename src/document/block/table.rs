//! Tables and figures, with their captions.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::document::{Block, ElementId, ImageId, Inline, Paragraph};

/// The alignment of the cells in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// The header rows; empty for a table without a header.
    pub header: Vec<Vec<Cell>>,
    /// The number of columns whose cells are row headers.
    pub row_headers: usize,
    /// The rows of the body and of totals. A row has only the cells that begin in it.
    pub rows: Vec<Vec<Cell>>,
    /// The number of rows at the end that show totals.
    pub total_rows: usize,
    /// The widths of the columns in proportion; empty if their content decides them.
    pub shares: Vec<f32>,
    /// The notes and the source of the data, below the table.
    pub below: Vec<Paragraph>,
    /// Whether it gets a landscape page.
    pub wide: bool,
}

impl Hash for Table {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Table { id, caption, columns, header, row_headers, .. } = self;
        let Table { rows, total_rows, shares, below, wide, .. } = self;
        (id, caption, columns, header, row_headers).hash(state);
        (rows, total_rows, below, wide).hash(state);
        shares.iter().for_each(|share| share.to_bits().hash(state));
    }
}

/// One cell of a table.
#[derive(Clone, Debug, Hash)]
pub struct Cell {
    /// The element.
    pub id: ElementId,
    /// Its first column, from 0.
    pub column: usize,
    /// The number of columns that it spans, at least 1.
    pub columns: usize,
    /// The number of rows that it spans, at least 1.
    pub rows: usize,
    /// Its text.
    pub content: Vec<Inline>,
    /// Paragraphs and lists under the text.
    pub blocks: Vec<Block>,
    /// Whether its text runs from bottom to top. Only header cells of one column, without blocks, are rotated.
    pub rotated: bool,
}

/// The part of a table that a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowGroup {
    /// The header, repeated on every page.
    Header,
    /// The body.
    Body,
    /// The totals at the end.
    Totals,
}

/// A cell in one of the rows that it spans.
#[derive(Clone, Copy, Debug)]
pub struct GridCell<'t> {
    /// The cell.
    pub cell: &'t Cell,
    /// The row, from 0, among those that it spans.
    pub row: usize,
}

impl Cell {
    /// A cell that spans no other.
    pub fn new(id: ElementId, column: usize, content: Vec<Inline>) -> Cell {
        Cell { id, column, columns: 1, rows: 1, content, blocks: Vec::new(), rotated: false }
    }

    /// Whether it spans columns or rows.
    pub fn is_span(&self) -> bool {
        self.columns > 1 || self.rows > 1
    }

    /// The columns that it spans.
    pub fn range(&self) -> Range<usize> {
        self.column..self.column + self.columns
    }
}

impl GridCell<'_> {
    /// Whether the cell begins in the row.
    pub fn begins(&self) -> bool {
        self.row == 0
    }

    /// Whether the row is the last that the cell spans.
    pub fn ends(&self) -> bool {
        self.row + 1 == self.cell.rows
    }
}

/// The cells of each row in the order of columns, including those that span it from above.
pub fn grid(rows: &[Vec<Cell>]) -> Vec<Vec<GridCell<'_>>> {
    let mut open: Vec<GridCell> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for cells in rows {
        let mut row = std::mem::take(&mut open);
        row.extend(cells.iter().map(|cell| GridCell { cell, row: 0 }));
        row.sort_by_key(|it| it.cell.column);
        let below = row.iter().filter(|it| !it.ends());
        open.extend(below.map(|it| GridCell { row: it.row + 1, ..*it }));
        grid.push(row);
    }
    grid
}

impl Table {
    /// The header rows, then all others.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.header.iter().chain(&self.rows)
    }

    /// The rows of the body and those of totals.
    pub fn body_and_totals(&self) -> (&[Vec<Cell>], &[Vec<Cell>]) {
        self.rows.split_at(self.rows.len().saturating_sub(self.total_rows))
    }

    /// The rows of each part of the table that has any.
    pub fn groups(&self) -> impl Iterator<Item = (RowGroup, &[Vec<Cell>])> {
        let (body, totals) = self.body_and_totals();
        let header = (RowGroup::Header, self.header.as_slice());
        let groups = [header, (RowGroup::Body, body), (RowGroup::Totals, totals)];
        groups.into_iter().filter(|(_, rows)| !rows.is_empty())
    }

    /// Whether a cell is set in bold, as headers are.
    pub fn is_bold(&self, group: RowGroup, cell: &Cell) -> bool {
        match group {
            RowGroup::Header | RowGroup::Totals => true,
            RowGroup::Body => self.is_row_header(cell),
        }
    }

    /// The alignment of a cell. A cell that spans several columns of figures or signs is centred.
    pub fn alignment(&self, cell: &Cell) -> ColumnAlignment {
        match self.columns.get(cell.column) {
            None | Some(ColumnAlignment::Start) => ColumnAlignment::Start,
            Some(ColumnAlignment::Centre | ColumnAlignment::End) if cell.columns > 1 => {
                ColumnAlignment::Centre
            }
            Some(own) => *own,
        }
    }

    /// Whether headers and rows do not form a plain grid: cells span others, or headers have levels.
    pub fn is_complex(&self) -> bool {
        self.header.len() > 1
            || self.row_headers > 1
            || self.all_rows().flatten().any(Cell::is_span)
    }

    /// Whether cells of the header are rotated.
    pub fn has_rotated_header(&self) -> bool {
        self.header.iter().flatten().any(|cell| cell.rotated)
    }

    /// Whether a cell below the header is a row header.
    pub fn is_row_header(&self, cell: &Cell) -> bool {
        cell.column < self.row_headers
    }

    /// The header cells above the columns of a cell, which `columns` gives for each.
    pub fn headers_above<'t>(cell: &Cell, columns: &[Vec<&'t Cell>]) -> Vec<&'t Cell> {
        let above = columns.get(cell.range()).into_iter().flatten().flatten().copied();
        let mut known = HashSet::new();
        above.filter(|it| known.insert(it.id)).collect()
    }

    /// The headers of a cell below the header: those above its columns, which `columns` gives, and the row
    /// headers before it in `row`, which contains it.
    pub fn headers_of(
        &self,
        cell: &Cell,
        columns: &[Vec<&Cell>],
        row: &[GridCell],
    ) -> Vec<ElementId> {
        let before = row.iter().map(|it| it.cell).take_while(|it| it.column < cell.column);
        let before = before.filter(|it| self.is_row_header(it) && !it.content.is_empty());
        let above = Table::headers_above(cell, columns).into_iter();
        above.chain(before).map(|it| it.id).collect()
    }

    /// The header cells above each column, from the top.
    pub fn column_headers(&self) -> Vec<Vec<&Cell>> {
        let mut headers = vec![Vec::new(); self.columns.len()];
        for cell in self.header.iter().flatten().filter(|cell| !cell.content.is_empty()) {
            let own = headers.get_mut(cell.range());
            own.into_iter().flatten().for_each(|column| column.push(cell));
        }
        headers
    }
}

/// Whether a caption belongs to a table or a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaptionKind {
    /// A table; its caption is above it.
    Table,
    /// A figure; its caption is below it.
    Figure,
}

/// The caption of a table or figure.
#[derive(Clone, Debug, Hash)]
pub struct Caption {
    /// The element.
    pub id: ElementId,
    /// Whether it belongs to a table or a figure.
    pub kind: CaptionKind,
    /// The generated name of the kind: "Table".
    pub name: String,
    /// The letter of the annex in which captions are counted separately: "A" in "Table A.1".
    pub annex: Option<String>,
    /// The number among captions of its kind, from 1.
    pub number: u32,
    /// The letter of one of several pictures of the figure, as printed: "(a)".
    pub part: Option<String>,
    /// The prefix on the following pages of a table: "Table 1 (continued)".
    pub continued: String,
    /// The separator between prefix and text: ". ".
    pub separator: String,
    /// The authored caption.
    pub content: Vec<Inline>,
}

impl Caption {
    /// The generated part: "Table 1", or "(a)" below one of several pictures.
    pub fn prefix(&self) -> String {
        match &self.part {
            Some(letter) => letter.clone(),
            None => format!("{}{}", self.name, self.numeral()),
        }
    }

    /// The number with the letter of its annex: "1", "A.1".
    pub fn numeral(&self) -> String {
        format!("{}{}", self.before_number(), self.number)
    }

    /// The part of the numeral before the number: "A." in an annex.
    pub fn before_number(&self) -> String {
        self.annex.as_ref().map_or(String::new(), |annex| format!("{annex}."))
    }
}

/// One or more pictures with a caption.
#[derive(Clone, Debug, Hash)]
pub struct Figure {
    /// The element.
    pub id: ElementId,
    /// The pictures: one, whose element is that of the figure, or several with elements of their own.
    pub pictures: Vec<FigurePicture>,
    /// The number of pictures in a row.
    pub columns: usize,
    /// The caption below the pictures.
    pub caption: Option<Caption>,
    /// The photographer, below the caption.
    pub credit: Option<Paragraph>,
    /// Its position on pages.
    pub position: FigurePosition,
}

/// A picture of a figure.
#[derive(Clone, Debug)]
pub struct FigurePicture {
    /// The element.
    pub id: ElementId,
    /// The picture.
    pub image: ImageId,
    /// The alternative text; empty if decorative.
    pub alternative: String,
    /// Whether the picture is decorative.
    pub decorative: bool,
    /// The width as a fraction of the measure or of the column, above 0 and at most 1.
    pub width: f32,
    /// The caption of one of several pictures.
    pub caption: Option<Caption>,
}

impl Hash for FigurePicture {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let FigurePicture { id, image, alternative, decorative, width, caption } = self;
        (id, image, alternative, decorative, width.to_bits(), caption).hash(state);
    }
}

impl Figure {
    /// Its pictures in rows.
    pub fn rows(&self) -> impl Iterator<Item = &[FigurePicture]> {
        self.pictures.chunks(self.columns.max(1))
    }

    /// The maximum height of a picture, as a fraction of the text height. The rest is for the
    /// caption and a few lines of text.
    pub const MAX_HEIGHT: f32 = 0.7;
}

/// The position of a figure on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigurePosition {
    /// At the head or foot of a nearby page, if it does not fit between the surrounding blocks.
    Float,
    /// Between the surrounding blocks.
    Here,
    /// Alone on a nearby page.
    Page,
    /// Alone on a nearby landscape page.
    Landscape,
}
