//! Tables: header, spans, and those that are boxes.

use super::{Recognizer, blocks, boxes, captions::Caption, text};
use crate::document::SpanStyle;
use crate::import::flat::{self, Inline, Place};
use crate::import::report::{Block, BlockKind, Table};

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
    let has_spans = table.rows.iter().flatten().any(|cell| cell.columns > 1 || cell.rows != 1);
    let header_rows = table.header_rows;
    let mut rows: Vec<Vec<Vec<Inline>>> =
        table.rows.into_iter().map(|row| cells(row, columns)).collect();
    let header = rows.remove(0);
    let is_bold = header.iter().all(|cell| cell.is_empty() || text::is_bold(cell));
    let confidence = if header_rows > 0 {
        100
    } else if is_bold {
        90
    } else {
        70
    };
    recognizer.guess(
        place,
        "the header of a table",
        &flat::shown(&text::joined(header.clone())),
        confidence,
    );
    let mut comments = Vec::new();
    if has_spans {
        recognizer.guess(place, "a table with merged cells", &flat::shown(&caption.text), 70);
        comments.push("This table had merged cells: the text is in the first of them.".into());
    }
    if header_rows > 1 {
        comments.push(format!("{header_rows} rows were headers; only the first is."));
    }
    let has_row_headers =
        rows.iter().all(|row| row.first().is_some_and(|cell| text::is_bold(cell)));
    if has_row_headers {
        rows.iter_mut().filter_map(|row| row.first_mut()).for_each(|cell| {
            *cell = text::unbold(std::mem::take(cell));
        });
    }
    let table = Table {
        caption: caption.text,
        header: header.into_iter().map(text::unbold).collect(),
        rows,
        align: Vec::new(),
        row_headers: has_row_headers,
        notes,
        source,
        wide: false,
    };
    let mut block = Block::new(place, BlockKind::Table(table));
    block.bookmarks = caption.bookmarks;
    block.comments = comments;
    vec![block]
}

/// How many columns a row has.
fn width(row: &[flat::Cell]) -> usize {
    row.iter().map(|cell| cell.columns.max(1) as usize).sum()
}

/// The texts of a row in all columns.
fn cells(row: Vec<flat::Cell>, columns: usize) -> Vec<Vec<Inline>> {
    let mut out = Vec::new();
    for cell in row {
        let empty = cell.columns.max(1) as usize - 1;
        out.push(text::joined(cell.blocks.into_iter().flat_map(inlines)));
        out.extend((0..empty).map(|_| Vec::new()));
    }
    out.resize(columns, Vec::new());
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
