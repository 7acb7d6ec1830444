//! What an editor would mark in a proof: rules of style, each of which the report or its template
//! switches on or off. None of them stops a build.

mod names;
mod punctuation;
mod wording;
mod words;

use super::inventory::{Inventory, TextEntry};
use crate::diagnostic::Diagnostic;

/// Every rule that is on.
pub fn check(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    let lint = &inventory.report.options.lint;
    let mut rule = |on: bool, rule: Rule| {
        if on {
            rule(inventory, source, found);
        }
    };
    rule(lint.double_spaces.unwrap_or(true), punctuation::double_spaces);
    rule(lint.hyphens.unwrap_or(true), punctuation::hyphens);
    rule(lint.straight_quotes.unwrap_or(false), punctuation::straight_quotes);
    rule(lint.names.unwrap_or(true), names::spelled);
    rule(lint.unregistered_people.unwrap_or(false), names::registered);
    rule(lint.lead.unwrap_or(false), wording::lead);
    rule(lint.abbreviations.unwrap_or(false), wording::abbreviations);
    rule(lint.one_spelling.is_some(), wording::one_spelling);
}

type Rule = fn(&Inventory, &str, &mut Vec<Diagnostic>);

/// The texts that are read as prose, in the order of the report.
fn prose<'a, 'i>(inventory: &'a Inventory<'i>) -> impl Iterator<Item = &'a TextEntry<'i>> {
    inventory.texts.iter().filter(|piece| piece.kind.is_marked())
}
