//! Lists, tables and figures.

use super::inventory::Inventory;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::yaml::tree::Node;

/// What is there to hold things holds some.
pub fn not_empty(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    for (what, _, node) in inventory.holders.iter().filter(|(_, count, _)| *count == 0) {
        let error = Code::EmptyList.at(node.place.clone(), format!("{what} holds nothing"));
        found.push(error.hint("write what belongs in it, or take it away"));
    }
}

/// Rows have as many cells as the header, and so has `align`.
pub fn rows(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    for (table, node) in &inventory.tables {
        let columns = table.header.len();
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.len() != columns) {
            let place = node.key("rows").item(index).place.clone();
            let message = format!("this row has {}, the header {columns}", cells(row.len()));
            let error = Code::RowCells.at(place, message);
            found.push(error.hint("write `\"\"` for an empty cell"));
        }
        if !table.align.is_empty() && table.align.len() != columns {
            let message =
                format!("`align` is for {}, the header has {columns}", cells(table.align.len()));
            let error = Code::AlignCount.at(node.key_place("align"), message);
            found.push(error.hint("write one entry a column, or take `align` away"));
        }
    }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".into() } else { format!("{count} cells") }
}

/// Pictures and figures speak to those who do not see them; the width of a figure is within the measure.
pub fn figures(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    for (picture, node) in &inventory.cover_pictures {
        if picture.alt.is_none() && !picture.decorative {
            found.push(no_alternative("this picture", node));
        }
    }
    for (figure, node) in &inventory.figures {
        if figure.alt.is_none() && !figure.decorative {
            found.push(no_alternative("this figure", node));
        }
        if figure.width.is_some_and(|width| !(10..=100).contains(&width)) {
            let place = node.key("width").place.clone();
            let error = Code::OutOfRange.at(place, "`width` is not between 10 and 100");
            found.push(error.hint("write the percentage of the text's width"));
        }
    }
}

fn no_alternative(what: &str, node: &Node) -> Diagnostic {
    let place = node.key("image").place.clone();
    let error = Code::NoAlternative.at(place, format!("{what} does not say what it shows"));
    error.hint("write `alt:` with what it shows, or `decorative: true`")
}

/// A list begins with a number that every style of marks can write.
pub fn starts(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    for (start, node) in &inventory.starts {
        if !(1..=9999).contains(start) {
            let place = node.place.clone();
            let error = Code::OutOfRange.at(place, "`start` is not between 1 and 9999");
            found.push(error.hint("write the number of the first item"));
        }
    }
}
