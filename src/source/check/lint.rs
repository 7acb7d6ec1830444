//! Style rules: what an editor would mark in a proof. The report or its template turns each rule on or
//! off. None of them stops a build.

mod names;
mod punctuation;
mod slips;
mod typed;
mod usage;
mod words;

use std::ops::Range;

pub use names::NameComparison;
pub use typed::{TypedNumber, TypedReferences};

use super::inventory::{Inventory, TextEntry};
use crate::diagnostic::Findings;
use crate::source::markup::{Piece, PieceKind};
use crate::source::schema::Text;

/// Checks every rule that is on and concerns the report as a whole.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    let lint = &inventory.report.options.lint;
    let rules: [(bool, Rule); 3] = [
        (lint.unregistered_people.unwrap_or(false), names::registered),
        (lint.abbreviations.unwrap_or(false), usage::abbreviations),
        (lint.one_spelling.is_some(), usage::one_spelling),
    ];
    rules.iter().filter(|(is_on, _)| *is_on).for_each(|(_, rule)| rule(inventory, found));
}

/// Checks every rule that is on and concerns a section by itself.
pub fn check_section(inventory: &Inventory, found: &mut Findings) {
    let lint = &inventory.report.options.lint;
    let rules: [(bool, Rule); 5] = [
        (lint.double_spaces.unwrap_or(true), punctuation::double_spaces),
        (lint.hyphens.unwrap_or(true), punctuation::hyphens),
        (lint.slips.unwrap_or(true), slips::slips),
        (lint.straight_quotes.unwrap_or(false), punctuation::straight_quotes),
        (lint.lead.unwrap_or(false), usage::lead),
    ];
    rules.iter().filter(|(is_on, _)| *is_on).for_each(|(_, rule)| rule(inventory, found));
}

/// A correction that is right whatever the context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes of the file.
    pub at: Range<usize>,
    /// The words there, without markup.
    pub wrong: String,
    /// The words to write instead.
    pub right: String,
    /// The format of the words.
    pub format: FixFormat,
}

/// The markup around corrected words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FixFormat {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Raised.
    pub superscript: bool,
    /// Lowered.
    pub subscript: bool,
}

/// The format of every part of a text: the bytes of the file, in order, and the markup around them.
struct Formats(Vec<(Range<usize>, FixFormat)>);

impl Formats {
    fn of(entry: &TextEntry) -> Formats {
        let mut formats = Formats(Vec::new());
        let pieces = entry.marked.map(Text::pieces).unwrap_or_default();
        formats.add(pieces, FixFormat::default());
        formats
    }

    fn add(&mut self, pieces: &[Piece], format: FixFormat) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(text) => {
                    self.0.extend(text.file_range(0..text.len()).map(|at| (at, format)));
                }
                PieceKind::Strong(inner) => self.add(inner, FixFormat { strong: true, ..format }),
                PieceKind::Emphasis(inner) => {
                    self.add(inner, FixFormat { emphasis: true, ..format });
                }
                PieceKind::Superscript(inner) => {
                    self.add(inner, FixFormat { superscript: true, ..format });
                }
                PieceKind::Subscript(inner) => {
                    self.add(inner, FixFormat { subscript: true, ..format });
                }
                PieceKind::Span(..)
                | PieceKind::Code(_)
                | PieceKind::Equation(_)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::Reference { .. }
                | PieceKind::Citation(_)
                | PieceKind::Note { .. }
                | PieceKind::InlineNote(_)
                | PieceKind::LineBreak => self.add(piece.content(), format),
            }
        }
    }

    /// The format at a byte of the file.
    fn at(&self, byte: usize) -> FixFormat {
        let index = self.0.partition_point(|(at, _)| at.end <= byte);
        self.0.get(index).map(|(_, format)| *format).unwrap_or_default()
    }
}

/// The corrections of the rules that are on, in the order of the file.
pub fn fixes(inventory: &Inventory) -> Vec<Fix> {
    let lint = &inventory.report.options.lint;
    let mut fixes = Vec::new();
    if lint.hyphens.unwrap_or(true) {
        fixes.extend(punctuation::hyphen_fixes(inventory));
    }
    if lint.slips.unwrap_or(true) {
        fixes.extend(slips::fixes(inventory));
    }
    fixes.sort_by_key(|fix| (fix.at.start, fix.at.end));
    fixes
}

type Rule = fn(&Inventory, &mut Findings);

/// The texts with inline markup, in the order of the report.
fn prose<'a, 'i>(inventory: &'a Inventory<'i>) -> impl Iterator<Item = &'a TextEntry<'i>> {
    inventory.texts.iter().filter(|piece| piece.kind.is_marked())
}
