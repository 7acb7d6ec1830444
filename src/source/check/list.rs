//! Lists, tables and figures.

use super::inventory::Inventory;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::schema::{self, Block, BlockKind, Figure, Table, TableCell};
use crate::table_grid::{self, GridFault};
use crate::yaml::tree::Node;

/// Reports empty lists, tables, boxes and quotations.
pub fn not_empty(inventory: &Inventory, found: &mut Findings) {
    for (what, _, node) in inventory.collections.iter().filter(|(_, count, _)| *count == 0) {
        let error = Code::EmptyList.at(node.place.clone(), format!("{what} is empty"));
        found.push(error.hint("fill it, or delete it"));
    }
}

/// Checks that each row fills the columns of the table, and that `align`, `units` and `widths` have an entry for
/// each.
pub fn rows(inventory: &Inventory, found: &mut Findings) {
    for (block, node) in &inventory.blocks {
        let BlockKind::Table(table) = block else { continue };
        let columns = table.columns();
        data(table, node, found);
        header_rows(table, node, found);
        spans(table, node, found);
        no_columns(table, node, found);
        // The columns of data are counted when they are read.
        let columns_known = table.data.is_none() || !table.header.rows.is_empty();
        for (key, count) in [
            ("align", table.align.len()),
            ("units", table.units.len()),
            ("widths", table.widths.len()),
        ] {
            if count == 0 || count == columns || !columns_known {
                continue;
            }
            let message =
                format!("`{key}` has {}, but {} {columns} cells", entries(count), first_row(table));
            let error = Code::AlignCount.at(node.key_place(key), message);
            found.push(error.hint(format!("write one entry for each column, or delete `{key}`")));
        }
        let widths = table.widths.iter().enumerate();
        for (index, _) in widths.filter(|(_, width)| !(1..=100).contains(*width)) {
            let place = node.key("widths").item(index).place.clone();
            let error = Code::OutOfRange.at(place, "a width must be between 1 and 100");
            found.push(error.hint("write a percentage of the width of the table"));
        }
        let rows = table.rows.len();
        if table.data.is_none() && usize::from(table.total_rows) >= rows.max(1) {
            let message = format!("`total_rows` must be less than the number of rows, {rows}");
            let error = Code::OutOfRange.at(node.key("total_rows").place.clone(), message);
            found.push(error.hint("write how many of the last rows show totals"));
        }
        let headers = usize::from(table.row_headers.0);
        if columns_known && headers > columns {
            let message = format!("`row_headers` must be at most the number of columns, {columns}");
            let error = Code::OutOfRange.at(node.key("row_headers").place.clone(), message);
            found.push(error.hint("write how many of the first columns are headers of rows"));
        }
    }
}

/// Reports a table whose rows have no cells.
fn no_columns(table: &Table, node: &Node, found: &mut Findings) {
    if table.data.is_some() || table.rows.is_empty() || table.columns() > 0 {
        return;
    }
    let (place, what) = match node.entry("header") {
        Some(header) => (header.value.place.clone(), "the header"),
        None => (node.key("rows").item(0).place.clone(), "this row"),
    };
    let error = Code::EmptyList.at(place, format!("{what} is empty"));
    found.push(error.hint("fill it, or delete it"));
}

/// The maximum number of header rows of a table. Every cell refers to them, and every page repeats them.
const MOST_HEADER_ROWS: usize = 10;

fn header_rows(table: &Table, node: &Node, found: &mut Findings) {
    let rows = table.header.rows.len();
    if rows > MOST_HEADER_ROWS {
        let message = format!("a header must have at most {MOST_HEADER_ROWS} rows, but has {rows}");
        let error = Code::OutOfRange.at(node.key("header").place.clone(), message);
        found.push(error.hint("move the others to `rows`"));
    }
}

/// Checks that rows are either in the table or in a file.
fn data(table: &Table, node: &Node, found: &mut Findings) {
    if table.data.is_some() && !table.rows.is_empty() {
        let place = node.key_place("rows");
        let error = Code::RowCells.at(place, "this table has both `rows` and `data`");
        found.push(error.hint("delete one of them"));
    }
}

/// The name, in messages, of the row that decides the number of columns.
fn first_row(table: &Table) -> &'static str {
    if table.header.rows.is_empty() { "the first row has" } else { "the header has" }
}

/// Checks that the cells of a table fill its rows without overlap.
fn spans(table: &Table, node: &Node, found: &mut Findings) {
    let (body, totals) = table.body_and_totals();
    let header = node.key("header");
    let header = |row| if table.header.is_list { header.item(row) } else { header };
    group(table, &table.header.rows, header, found);
    group(table, body, |row| node.key("rows").item(row), found);
    group(table, totals, |row| node.key("rows").item(body.len() + row), found);
}

/// Checks the cells of a group of rows, whose nodes `node` gives.
fn group<'n>(
    table: &Table,
    rows: &[Vec<TableCell>],
    node: impl Fn(usize) -> &'n Node<'n>,
    found: &mut Findings,
) {
    for (row, cells) in rows.iter().enumerate() {
        for (cell, own) in cells.iter().enumerate() {
            out_of_range(own, node(row).item(cell), found);
            blocks_in_cell(&own.content, node(row).item(cell).key("content"), found);
        }
    }
    let spans = schema::spans(rows);
    let has_spans = spans.iter().flatten().any(|it| it.columns > 1 || it.rows > 1);
    let columns = table.columns();
    for fault in table_grid::place(&spans, columns).1 {
        found.push(match fault {
            GridFault::Ragged { row, columns: filled } => {
                let own = match has_spans {
                    true => format!("this row fills {}", self::columns(filled)),
                    false => format!("this row has {}", self::cells(filled)),
                };
                let whole = match has_spans {
                    true => format!("the table has {columns}"),
                    false => format!("{} {columns}", first_row(table)),
                };
                let error =
                    Code::RowCells.at(node(row).place.clone(), format!("{own}, but {whole}"));
                error.hint("write `\"\"` for an empty cell")
            }
            GridFault::Overlap { row, cell } => {
                let message = "this cell overlaps one that spans rows from above";
                let error = Code::CellSpan.at(node(row).item(cell).place.clone(), message);
                error.hint("write only the cells that begin in this row, and correct `columns`")
            }
            GridFault::Beyond { row, cell, left } => {
                let place = node(row).item(cell).key("rows").place.clone();
                let message = match left {
                    1 => "this cell spans rows, but its row is the last".to_owned(),
                    _ => format!("this cell spans more than the {left} rows that are left"),
                };
                let hint = "correct `rows`; a cell cannot span from the header or into the totals";
                Code::CellSpan.at(place, message).hint(hint)
            }
        });
    }
}

/// Checks that a cell contains only paragraphs and lists.
fn blocks_in_cell(blocks: &[Block], node: &Node, found: &mut Findings) {
    for (index, block) in blocks.iter().enumerate() {
        let node = node.item(index);
        let items = match &block.kind {
            BlockKind::Paragraph(_) => continue,
            BlockKind::List(list) => &list.items,
            BlockKind::Bullets(items) | BlockKind::Numbered(items) => items,
            BlockKind::Heading(_)
            | BlockKind::Recommendations(_)
            | BlockKind::Quotation(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Equation(_)
            | BlockKind::Box(_)
            | BlockKind::Participants(_)
            | BlockKind::Definitions(_)
            | BlockKind::Programme(_)
            | BlockKind::Signature(_)
            | BlockKind::Code(_) => {
                let message = "a table cell may contain paragraphs and lists only";
                let error = Code::BlockInCell.at(node.place.clone(), message);
                found.push(error.hint("move it out of the table"));
                continue;
            }
        };
        let entry = Block::entry(node).map_or(node, |entry| &entry.value);
        let list = if let BlockKind::List(_) = block.kind { entry.key("items") } else { entry };
        for (index, item) in items.iter().enumerate() {
            blocks_in_cell(&item.content, list.item(index).key("content"), found);
        }
    }
}

fn out_of_range(cell: &TableCell, node: &Node, found: &mut Findings) {
    for (key, span, most) in [("columns", cell.columns, 63), ("rows", cell.rows, 1000)] {
        if span.is_some_and(|span| !(1..=most).contains(&span)) {
            let message = format!("`{key}` must be between 1 and {most}");
            let error = Code::OutOfRange.at(node.key(key).place.clone(), message);
            found.push(error.hint(format!("write how many {key} the cell spans")));
        }
    }
}

fn columns(count: usize) -> String {
    if count == 1 { "1 column".into() } else { format!("{count} columns") }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".into() } else { format!("{count} cells") }
}

fn entries(count: usize) -> String {
    if count == 1 { "1 entry".into() } else { format!("{count} entries") }
}

/// Checks that pictures have a text alternative, and figures a valid width.
pub fn figures(inventory: &Inventory, found: &mut Findings) {
    for (picture, node) in &inventory.pictures {
        if picture.alt.is_none() && !picture.decorative {
            found.push(no_alternative("this picture", node));
        }
    }
    for (picture, node) in inventory.figure_pictures() {
        if picture.alt.is_none() && !picture.decorative {
            found.push(no_alternative("this figure", node));
        }
    }
    for (figure, node) in inventory.figures() {
        found.extend(parts_of_figure(figure, node));
        if figure.width.is_some_and(|width| !(10..=100).contains(&width)) {
            let place = node.key("width").place.clone();
            let error = Code::OutOfRange.at(place, "`width` must be between 10 and 100");
            found.push(error.hint("write a percentage of the text width"));
        }
    }
}

/// The error for a figure that has neither one picture nor parts, or both, or keys that do not fit.
fn parts_of_figure(figure: &Figure, node: &Node) -> Option<Diagnostic> {
    let has_parts = !figure.parts.is_empty();
    let (key, message, hint) = match figure.image {
        None if !has_parts => {
            ("figure", "this figure has no picture", "add `image:` with a path, or `parts:`")
        }
        Some(_) if has_parts => (
            "image",
            "a figure with `parts` has no picture of its own",
            "move the picture into `parts`, or delete `parts`",
        ),
        Some(_) if figure.side_by_side => (
            "side_by_side",
            "`side_by_side` has no effect on a figure without `parts`",
            "list the pictures in `parts`, or delete it",
        ),
        Some(_) if figure.columns.is_some() => (
            "columns",
            "`columns` has no effect on a figure without `parts`",
            "list the pictures in `parts`, or delete it",
        ),
        None if figure.side_by_side && figure.caption.is_some() => (
            "caption",
            "figures side by side have captions of their own",
            "move the caption to one of the `parts`, or delete `side_by_side`",
        ),
        None if figure.side_by_side && figure.id.is_some() => (
            "id",
            "figures side by side have ids of their own",
            "move the id to one of the `parts`, or delete `side_by_side`",
        ),
        None if figure.width.is_some() => (
            "width",
            "the parts of a figure have the width of its columns",
            "delete `width`, or change `columns`",
        ),
        None if figure.columns.is_some_and(|columns| !(1..=4).contains(&columns)) => {
            ("columns", "`columns` must be between 1 and 4", "write how many pictures are in a row")
        }
        Some(_) | None => return None,
    };
    let place = node.entry(key).map_or(&node.place, |entry| &entry.value.place);
    Some(Code::FigureParts.at(place.clone(), message).hint(hint))
}

fn no_alternative(what: &str, node: &Node) -> Diagnostic {
    let place = node.key("image").place.clone();
    let error = Code::NoAlternative.at(place, format!("{what} has no text alternative"));
    let error = error.hint("add `alt:` with a description, or `decorative: true`");
    let error = error.add_key(node.place.clone(), "alt", "");
    error.add_key(node.place.clone(), "decorative", "true")
}

/// Checks that the `start` of each list is a number that every style of markers can express.
pub fn starts(inventory: &Inventory, found: &mut Findings) {
    for (block, node) in &inventory.blocks {
        let BlockKind::List(list) = block else { continue };
        if list.start.is_some_and(|start| !(1..=9999).contains(&start)) {
            let place = node.key("start").place.clone();
            let error = Code::OutOfRange.at(place, "`start` must be between 1 and 9999");
            found.push(error.hint("write the number of the first item"));
        }
    }
}
