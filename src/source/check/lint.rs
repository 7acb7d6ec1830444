//! Rules of style: what an editor would mark in a proof. The report or its template turns each on or
//! off. None stops a build.

mod names;
mod punctuation;
mod usage;
mod words;

use super::inventory::{Inventory, TextEntry};
use crate::diagnostic::Findings;
use crate::limits::Limits;

/// Checks every rule that is on.
pub fn check(inventory: &Inventory, limits: &Limits, found: &mut Findings) {
    let lint = &inventory.report.options.lint;
    if lint.names.unwrap_or(true) {
        names::spelled(inventory, limits, found);
    }
    let mut rule = |on: bool, rule: Rule| {
        if on {
            rule(inventory, found);
        }
    };
    rule(lint.double_spaces.unwrap_or(true), punctuation::double_spaces);
    rule(lint.hyphens.unwrap_or(true), punctuation::hyphens);
    rule(lint.straight_quotes.unwrap_or(false), punctuation::straight_quotes);
    rule(lint.unregistered_people.unwrap_or(false), names::registered);
    rule(lint.lead.unwrap_or(false), usage::lead);
    rule(lint.abbreviations.unwrap_or(false), usage::abbreviations);
    rule(lint.one_spelling.is_some(), usage::one_spelling);
}

type Rule = fn(&Inventory, &mut Findings);

/// The texts with inline markup, in the order of the report.
fn prose<'a, 'i>(inventory: &'a Inventory<'i>) -> impl Iterator<Item = &'a TextEntry<'i>> {
    inventory.texts.iter().filter(|piece| piece.kind.is_marked())
}
