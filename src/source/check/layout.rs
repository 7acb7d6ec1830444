//! What is asked of the pages: last resorts, columns, hyphenation.

use std::collections::HashMap;

use super::inventory::{Inventory, LayoutRequest};
use crate::diagnostic::{Code, Diagnostic};

/// How many lines more or fewer a paragraph may be asked to take.
const LINES: std::ops::RangeInclusive<i8> = -3..=3;

/// Last resorts stand where they mean something.
pub fn check(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    for asked in &inventory.layouts {
        found.extend([lines(asked), page_break(asked)].into_iter().flatten());
    }
}

fn lines(asked: &LayoutRequest) -> Option<Diagnostic> {
    if asked.layout.lines == 0 {
        return None;
    }
    if !asked.has_lines {
        let message = "only a paragraph or an item takes a number of lines";
        let error = Code::LayoutMisplaced.at(asked.node.key_place("lines"), message);
        return Some(error.hint("write `lines` at one of the paragraphs in it"));
    }
    if LINES.contains(&asked.layout.lines) {
        return None;
    }
    let place = asked.node.key("lines").place.clone();
    let error = Code::OutOfRange.at(place, "`lines` is not between -3 and 3");
    Some(error.hint("write -1 for a line fewer, 1 for a line more"))
}

fn page_break(asked: &LayoutRequest) -> Option<Diagnostic> {
    if !(asked.in_box && asked.layout.page_break_before) {
        return None;
    }
    let place = asked.node.key_place("page_break_before");
    let error = Code::LayoutMisplaced.at(place, "no page is made to begin within a box");
    Some(error.hint("write it at the box, or make two boxes"))
}

/// Participants stand in as many columns as a page has room for.
pub fn columns(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    for (participants, node) in &inventory.participants {
        if !(1..=3).contains(&participants.columns) {
            let place = node.key("columns").place.clone();
            let error = Code::OutOfRange.at(place, "`columns` is not between 1 and 3");
            found.push(error.hint("write 1, 2 or 3"));
        }
    }
}

/// Words are letters with hyphens between them, and each is given once.
pub fn hyphenation(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    let node = inventory.tree.key("options").key("hyphenation");
    let mut given: HashMap<String, &str> = HashMap::new();
    for (index, word) in inventory.report.options.hyphenation.iter().enumerate() {
        let place = || node.item(index).place.clone();
        let is_part = |part: &str| !part.is_empty() && part.chars().all(is_letter);
        if !word.split('-').all(is_part) {
            let message = format!("`{word}` is no word with hyphens");
            let error = Code::BadHyphenation.at(place(), message);
            found.push(error.hint("write letters, with `-` where the word may break"));
        }
        let bare = word.replace('-', "").to_lowercase();
        if let Some(first) = given.insert(bare, word) {
            let message = format!("the hyphens of `{first}` are given a second time");
            let error = Code::BadHyphenation.at(place(), message);
            found.push(error.hint("keep one of the two"));
        }
    }
}

/// A letter, or a mark that is written on one.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character)
}
