//! Lists, tables and figures.

use super::inventory::Inventory;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::schema::BlockKind;
use crate::yaml::tree::Node;

/// Reports empty lists, tables, boxes and quotations.
pub fn not_empty(inventory: &Inventory, found: &mut Findings) {
    for (what, _, node) in inventory.collections.iter().filter(|(_, count, _)| *count == 0) {
        let error = Code::EmptyList.at(node.place.clone(), format!("{what} is empty"));
        found.push(error.hint("fill it, or delete it"));
    }
}

/// Checks that each row, `align` and `widths` have as many entries as the header has cells.
pub fn rows(inventory: &Inventory, found: &mut Findings) {
    for (block, node) in &inventory.blocks {
        let BlockKind::Table(table) = block else { continue };
        let columns = table.header.len();
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.len() != columns) {
            let place = node.key("rows").item(index).place.clone();
            let message =
                format!("this row has {}, but the header has {columns}", cells(row.len()));
            let error = Code::RowCells.at(place, message);
            found.push(error.hint("write `\"\"` for an empty cell"));
        }
        for (key, count) in [("align", table.align.len()), ("widths", table.widths.len())] {
            if count == 0 || count == columns {
                continue;
            }
            let message =
                format!("`{key}` has {}, but the header has {columns} cells", entries(count));
            let error = Code::AlignCount.at(node.key_place(key), message);
            found.push(error.hint(format!("write one entry for each column, or delete `{key}`")));
        }
        let widths = table.widths.iter().enumerate();
        for (index, _) in widths.filter(|(_, width)| !(1..=100).contains(*width)) {
            let place = node.key("widths").item(index).place.clone();
            let error = Code::OutOfRange.at(place, "a width must be between 1 and 100");
            found.push(error.hint("write a percentage of the width of the table"));
        }
    }
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
    for (figure, node) in inventory.figures() {
        if figure.alt.is_none() && !figure.decorative {
            found.push(no_alternative("this figure", node));
        }
        if figure.width.is_some_and(|width| !(10..=100).contains(&width)) {
            let place = node.key("width").place.clone();
            let error = Code::OutOfRange.at(place, "`width` must be between 10 and 100");
            found.push(error.hint("write a percentage of the text width"));
        }
    }
}

fn no_alternative(what: &str, node: &Node) -> Diagnostic {
    let place = node.key("image").place.clone();
    let error = Code::NoAlternative.at(place, format!("{what} has no text alternative"));
    error.hint("add `alt:` with a description, or `decorative: true`")
}

/// Checks that every style of markers can express the `start` of a list.
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
