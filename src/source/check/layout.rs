//! Requests about pages: `layout`, columns, hyphenation.

use std::collections::HashMap;

use super::inventory::{Inventory, LayoutRequest};
use crate::diagnostic::{Code, Diagnostic, Findings};

/// The number of lines by which a paragraph can be made longer or shorter.
const LINES: std::ops::RangeInclusive<i8> = -3..=3;

/// Checks that each field of a `layout` can have an effect on its element.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    for request in &inventory.layouts {
        found.extend([lines(request), page_break(request)].into_iter().flatten());
    }
}

fn lines(request: &LayoutRequest) -> Option<Diagnostic> {
    if request.layout.lines == 0 {
        return None;
    }
    if !request.has_lines {
        let message = "`lines` applies only to a paragraph or an item";
        let error = Code::LayoutMisplaced.at(request.node.key_place("lines"), message);
        return Some(error.hint("move `lines` to a paragraph inside it"));
    }
    if LINES.contains(&request.layout.lines) {
        return None;
    }
    let place = request.node.key("lines").place.clone();
    let error = Code::OutOfRange.at(place, "`lines` must be between -3 and 3");
    Some(error.hint("write -1 for one line less, 1 for one line more"))
}

fn page_break(request: &LayoutRequest) -> Option<Diagnostic> {
    if !(request.in_box && request.layout.page_break_before) {
        return None;
    }
    let place = request.node.key_place("page_break_before");
    let error = Code::LayoutMisplaced.at(place, "a page cannot begin inside a box");
    Some(error.hint("move `page_break_before` to the box, or make two boxes"))
}

/// Checks the number of columns of lists of participants.
pub fn columns(inventory: &Inventory, found: &mut Findings) {
    for (participants, node) in inventory.participants() {
        if !(1..=3).contains(&participants.columns) {
            let place = node.key("columns").place.clone();
            let error = Code::OutOfRange.at(place, "`columns` must be between 1 and 3");
            found.push(error.hint("write 1, 2 or 3"));
        }
    }
}

/// Checks that hyphenated words are letters and hyphens, and that each is listed once.
pub fn hyphenation(inventory: &Inventory, found: &mut Findings) {
    let node = inventory.tree.key("options").key("hyphenation");
    let mut listed: HashMap<String, &str> = HashMap::new();
    for (index, word) in inventory.report.options.hyphenation.iter().enumerate() {
        let place = || node.item(index).place.clone();
        let is_part = |part: &str| !part.is_empty() && part.chars().all(is_letter);
        if !word.split('-').all(is_part) {
            let message = format!("`{word}` is not a hyphenated word");
            let error = Code::BadHyphenation.at(place(), message);
            found.push(error.hint("write one word, with `-` where it may break"));
        }
        let bare = word.replace('-', "").to_lowercase();
        if let Some(first) = listed.insert(bare, word) {
            let message = format!("duplicate hyphenation of `{first}`");
            let error = Code::BadHyphenation.at(place(), message);
            found.push(error.hint("delete one of the two"));
        }
    }
}

/// Whether a character is a letter or a combining mark.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character)
}
