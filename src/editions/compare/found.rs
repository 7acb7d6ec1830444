//! Messages about two editions, gathered.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Related};
use crate::editions::outline::Outline;

/// Messages about the second of two editions.
pub struct Found<'o, 'e> {
    /// The edition that the other is compared with.
    pub first: &'o Outline<'e>,
    /// The edition that messages are about.
    pub second: &'o Outline<'e>,
    diagnostics: Vec<Diagnostic>,
}

/// What a message says.
pub struct Said {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// What stands in the first edition.
    pub label: String,
}

impl<'o, 'e> Found<'o, 'e> {
    /// Nothing yet.
    pub fn new(first: &'o Outline<'e>, second: &'o Outline<'e>) -> Self {
        Found { first, second, diagnostics: Vec::new() }
    }

    /// The name of the first edition's file, as messages write it.
    pub fn name(&self) -> String {
        format!("`{}`", self.first.edition.name())
    }

    /// Adds a message about a place of the second edition and one of the first, both without byte
    /// order mark.
    pub fn say(&mut self, code: Code, place: Range<usize>, other: Range<usize>, said: Said) {
        let Said { message, hint, label } = said;
        let first = self.first.edition;
        let other = shift(other, first.written.mark);
        let related = Related::new(label, first.file.as_str(), first.source, other);
        let place = shift(place, self.second.edition.written.mark);
        let warning = code.at(place, message).hint(hint).related(related);
        self.diagnostics.push(Diagnostic { file: self.second.edition.file.clone(), ..warning });
    }

    /// The messages in the order of the second edition's file.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let start = |found: &Diagnostic| found.place.as_ref().map(|place| place.start);
        self.diagnostics.sort_by_key(|found| (start(found), found.code));
        self.diagnostics
    }
}

fn shift(place: Range<usize>, by: usize) -> Range<usize> {
    place.start + by..place.end + by
}
