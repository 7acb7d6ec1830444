//! Every rule about the content of a report, one a function.

mod characters;
mod event;
mod foreign;
mod glyphs;
mod id;
mod inventory;
mod layout;
mod lint;
mod list;
mod missing_value;
mod note;
mod people;
mod publication;
mod reference;
mod section;
mod text;

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::yaml::tree::Node;

pub use glyphs::FontCoverage;
pub use inventory::Inventory;
pub use missing_value::{has_all_values, missing_values};

/// What breaks the rules, in no particular order. `source` is the text that the tree was read from.
pub fn check(report: &Report, tree: &Node, source: &str) -> Vec<Diagnostic> {
    let inventory = Inventory::take(report, tree);
    let mut found = Vec::new();
    let mentions = text::markup(&inventory, source, &mut found);
    text::not_empty(&inventory, &mut found);
    characters::check(&inventory, source, &mut found);
    foreign::check(&inventory, source, &mut found);
    event::dates(report, tree, &mut found);
    event::language(report, tree, &mut found);
    publication::catalogue(report, tree, &mut found);
    id::form(&inventory, &mut found);
    id::unique(&inventory, &mut found);
    people::known(&inventory, &mut found);
    people::listed(&inventory, &mut found);
    people::used(&inventory, &mut found);
    note::known(&inventory, &mentions, source, &mut found);
    note::used(&inventory, &mentions, &mut found);
    note::not_nested(&inventory, &mentions, source, &mut found);
    reference::known(&inventory, &mentions, source, &mut found);
    section::check(&inventory, &mut found);
    list::not_empty(&inventory, &mut found);
    list::rows(&inventory, &mut found);
    list::figures(&inventory, &mut found);
    list::starts(&inventory, &mut found);
    layout::check(&inventory, &mut found);
    layout::columns(&inventory, &mut found);
    layout::hyphenation(&inventory, &mut found);
    lint::check(&inventory, source, &mut found);
    found
}

/// What of a report's words its fonts cannot show.
pub fn glyphs(report: &Report, tree: &Node, source: &str, fonts: FontCoverage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    glyphs::check(&Inventory::take(report, tree), source, fonts, &mut found);
    found
}
