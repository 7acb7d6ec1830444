//! Collects the diagnostics about two editions.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Findings, Related};
use crate::editions::structure::Structure;

/// The diagnostics about the second of two editions.
pub struct Diagnostics<'o, 'e> {
    /// The edition that the second is compared with.
    pub first: &'o Structure<'e>,
    /// The edition that the diagnostics are about.
    pub second: &'o Structure<'e>,
    collected: Findings,
}

/// The texts of one diagnostic.
pub struct Finding {
    /// The message: what differs.
    pub message: String,
    /// The hint: what to do.
    pub hint: String,
    /// The label of the related place in the first edition.
    pub label: String,
}

impl<'o, 'e> Diagnostics<'o, 'e> {
    /// An empty collection.
    pub fn new(first: &'o Structure<'e>, second: &'o Structure<'e>) -> Self {
        Diagnostics { first, second, collected: Findings::default() }
    }

    /// The file name of the first edition in backticks.
    pub fn first_file(&self) -> String {
        format!("`{}`", self.first.edition.name())
    }

    /// Adds a warning at a place of the second edition, with a related place of the first.
    pub fn add(
        &mut self,
        code: Code,
        place: Range<usize>,
        related: Range<usize>,
        finding: Finding,
    ) {
        let Finding { message, hint, label } = finding;
        let first = self.first.edition;
        let related = Related::new(label, first.file.as_str(), first.source, related);
        let warning = code.at(place, message).hint(hint).related(related);
        self.collected.push(Diagnostic { file: self.second.edition.file.clone(), ..warning });
    }

    /// The diagnostics in the order of the second edition's file.
    pub fn finish(mut self) -> Findings {
        let start = |warning: &Diagnostic| warning.place.as_ref().map(|place| place.start);
        self.collected.sort_by_key(|warning| (start(warning), warning.code));
        self.collected
    }
}
