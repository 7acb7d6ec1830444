//! Tables: header, spans, and those that are boxes.

use super::{Recognizer, blocks, boxes, captions::Caption, text};
use crate::document::SpanStyle;
use crate::import::flat::{self, Inline, Place};
use crate::import::report::{Block, BlockKind, Table, TableCell};
use crate::table_grid::{Span, place as place_cells};

/// The most columns of a table (see `Limit::Columns`).
const MOST_COLUMNS: usize = 63;

/// The blocks that a table is.
pub fn table(
    recognizer: &mut Recognizer,
    place: Place,
    table: flat::Table,
    caption: Caption,
    (notes, source): (Vec<Vec<Inline>>, Vec<Inline>),
) -> Vec<Block> {
    let columns = table.rows.iter().map(|row| width(row)).max().unwrap_or(0);
    if table.rows.len() == 1 && columns == 1 {
        let source = text::joined(notes.into_iter().chain([source]));
        return boxed(recognizer, place, table, caption, source);
    }
    if table.rows.len() < 2 || columns > MOST_COLUMNS {
        let source = text::joined(notes.into_iter().chain([source]));
        return plain(recognizer, place, table, caption, source);
    }
    let header_rows = table.header_rows;
    let rotation = rotation(&table);
    let (header, mut rows, comments) = grid(table, columns);
    let cells = header.iter().flatten();
    let is_bold = { cells }.all(|cell| cell.text.is_empty() || text::is_bold(&cell.text));
    let confidence = if header_rows > 0 {
        100
    } else if is_bold {
        90
    } else {
        70
    };
    let texts = header.iter().flatten().map(|cell| cell.text.clone());
    let shown = flat::shown(&text::joined(texts));
    recognizer.guess(place, "the header of a table", &shown, confidence);
    if !comments.is_empty() {
        recognizer.guess(place, "a table with merged cells", &flat::shown(&caption.text), 70);
    }
    let first_cells = || rows.iter().map(|row| row.first());
    let has_row_headers =
        first_cells().all(|cell| cell.is_some_and(|cell| text::is_bold(&cell.text)));
    if has_row_headers {
        rows.iter_mut().filter_map(|row| row.first_mut()).for_each(unbold);
    }
    let mut header = header;
    header.iter_mut().flatten().for_each(unbold);
    let table = Table {
        caption: caption.text,
        header,
        rows,
        align: Vec::new(),
        rotated_header: rotation != Rotation::None,
        row_headers: has_row_headers || rotation == Rotation::AfterFirst,
        notes,
        source,
        wide: false,
    };
    let mut block = Block::new(place, BlockKind::Table(table));
    block.bookmarks = caption.bookmarks;
    block.comments = comments;
    vec![block]
}

/// Which headers of a table are rotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rotation {
    /// None.
    None,
    /// Those after the first column, whose cells are row headers.
    AfterFirst,
    /// Those of all columns.
    All,
}

fn rotation(table: &flat::Table) -> Rotation {
    let header = || table.rows.iter().take(joined_header(table));
    let first_is_rotated = header().any(|row| row.first().is_some_and(|cell| cell.is_rotated));
    match header().flatten().any(|cell| cell.is_rotated && cell.columns <= 1) {
        false => Rotation::None,
        true if first_is_rotated => Rotation::All,
        true => Rotation::AfterFirst,
    }
}

/// The most header rows of a table.
const MOST_HEADER_ROWS: usize = 10;

/// The header and the rows of a table, with comments on what is lost.
fn grid(table: flat::Table, columns: usize) -> (Rows, Rows, Vec<String>) {
    let header = joined_header(&table).max(1);
    let spans =
        table.rows.iter().map(|row| row.iter().filter_map(span).collect()).collect::<Vec<_>>();
    let (above, below) = spans.split_at_checked(header).unwrap_or_default();
    let is_whole = |spans: &[Vec<Span>]| place_cells(spans, columns).1.is_empty();
    let fits = header <= MOST_HEADER_ROWS && !below.is_empty();
    if fits && is_whole(above) && is_whole(below) {
        let own = |row: Vec<flat::Cell>| {
            row.into_iter().filter_map(|cell| {
                let Span { columns, rows } = span(&cell)?;
                Some(TableCell { text: joined(cell), columns, rows })
            })
        };
        let mut rows: Rows = table.rows.into_iter().map(|row| own(row).collect()).collect();
        let below = rows.split_off(header.min(rows.len()));
        return (rows, below, Vec::new());
    }
    let mut comments = Vec::new();
    if table.rows.iter().flatten().any(|cell| cell.columns > 1 || cell.rows != 1) {
        comments.push("This table had merged cells: the text is in the first of them.".to_owned());
    }
    if table.header_rows > 1 {
        comments.push(format!("{} rows were headers; only the first is.", table.header_rows));
    }
    let mut rows: Rows = table.rows.into_iter().map(|row| cells(row, columns)).collect();
    let below = rows.split_off(1.min(rows.len()));
    (rows, below, comments)
}

type Rows = Vec<Vec<TableCell>>;

/// How many rows the header has: those that Word repeats, or the first, and all that their cells span.
fn joined_header(table: &flat::Table) -> usize {
    let mut end = table.header_rows.max(1);
    for (index, row) in table.rows.iter().enumerate() {
        if index >= end {
            break;
        }
        end = row.iter().fold(end, |end, cell| end.max(index + cell.rows as usize));
    }
    end
}

/// The span of a cell; `None` if it continues the cell above it.
fn span(cell: &flat::Cell) -> Option<Span> {
    let columns = cell.columns.max(1) as usize;
    (cell.rows > 0).then_some(Span { columns, rows: cell.rows as usize })
}

fn unbold(cell: &mut TableCell) {
    cell.text = text::unbold(std::mem::take(&mut cell.text));
}

fn joined(cell: flat::Cell) -> Vec<Inline> {
    text::joined(cell.blocks.into_iter().flat_map(inlines))
}

/// How many columns a row has.
fn width(row: &[flat::Cell]) -> usize {
    row.iter().map(|cell| cell.columns.max(1) as usize).sum()
}

/// The cells of a row in all columns, without spans.
fn cells(row: Vec<flat::Cell>, columns: usize) -> Vec<TableCell> {
    let plain = |text| TableCell { text, columns: 1, rows: 1 };
    let mut out = Vec::new();
    for cell in row {
        let empty = cell.columns.max(1) as usize - 1;
        out.push(plain(joined(cell)));
        out.extend((0..empty).map(|_| plain(Vec::new())));
    }
    out.resize(columns, plain(Vec::new()));
    out
}

/// The texts of a block in a cell.
pub fn inlines(block: flat::Block) -> Vec<Vec<Inline>> {
    match block.kind {
        flat::BlockKind::Heading { text, .. } | flat::BlockKind::Paragraph(text) => vec![text],
        flat::BlockKind::ListItem(item) => vec![item.text],
        flat::BlockKind::Table(table) => {
            let cells = table.rows.into_iter().flatten();
            cells.flat_map(|cell| cell.blocks).flat_map(inlines).collect()
        }
        flat::BlockKind::Figure(figure) => vec![figure.caption],
        flat::BlockKind::Quotation(blocks) | flat::BlockKind::TextBox(blocks) => {
            blocks.into_iter().flat_map(inlines).collect()
        }
        flat::BlockKind::Preformatted(text) => {
            let inline = Inline::text(text.replace('\n', " "));
            vec![vec![Inline { spans: vec![SpanStyle::Code], ..inline }]]
        }
        flat::BlockKind::Definition { term, definition } => {
            let rest = definition.into_iter().flat_map(inlines);
            std::iter::once(term).chain(rest).collect()
        }
        flat::BlockKind::PageBreak | flat::BlockKind::Rule => Vec::new(),
    }
}

/// A table of one cell is a box.
fn boxed(
    recognizer: &mut Recognizer,
    place: Place,
    table: flat::Table,
    caption: Caption,
    source: Vec<Inline>,
) -> Vec<Block> {
    let content = table.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
    boxes::text_box(recognizer, place, content, caption.text, source)
}

/// A table that cannot be one in a report: its texts one after the other.
fn plain(
    recognizer: &mut Recognizer,
    place: Place,
    table: flat::Table,
    caption: Caption,
    source: Vec<Inline>,
) -> Vec<Block> {
    recognizer.guess(place, "a table", "", 50);
    let mut out = Vec::new();
    let paragraph = |text: Vec<Inline>| Block::new(place, BlockKind::Paragraph(text));
    out.extend(Some(caption.text).filter(|it| !it.is_empty()).map(paragraph));
    for cell in table.rows.into_iter().flatten() {
        out.extend(blocks::blocks(recognizer, cell.blocks));
    }
    out.extend(Some(source).filter(|it| !it.is_empty()).map(paragraph));
    if let Some(first) = out.first_mut() {
        first.comments.push("This was a table with one row.".into());
    }
    out
}
