//! Gathers the diagnostics of one file, which may cause one for each of its bytes.

use std::ops::Deref;

use super::code::Severity;
use super::message::Diagnostic;
use crate::origin::{Shift, Shifted};

/// The number of diagnostics of each severity to keep, which is more than anyone reads.
const KEPT: usize = 5000;

/// Diagnostics about one file. The first five thousand of each severity are kept, the others counted.
///
/// It dereferences to the diagnostics that are kept.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    /// The numbers of those that are kept.
    counts: Counts,
    /// The numbers of the others.
    omitted: Counts,
}

/// Numbers of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Counts {
    /// The number of a severity.
    pub fn of(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        }
    }

    /// Adds other numbers.
    pub fn add(&mut self, others: Counts) {
        self.errors += others.errors;
        self.warnings += others.warnings;
    }

    /// Subtracts one from the number of a severity. Returns whether there was one.
    pub fn take(&mut self, severity: Severity) -> bool {
        let count = self.of_mut(severity);
        let any = *count > 0;
        *count -= usize::from(any);
        any
    }

    fn of_mut(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        }
    }
}

impl Findings {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let kept = self.counts.of_mut(diagnostic.severity);
        if *kept < KEPT {
            *kept += 1;
            self.kept.push(diagnostic);
        } else {
            *self.omitted.of_mut(diagnostic.severity) += 1;
        }
    }

    /// Appends others, including the numbers of those that are not kept.
    pub fn append(&mut self, others: Findings) {
        self.omitted.add(others.omitted);
        self.extend(others);
    }

    /// Discards the kept diagnostics that a condition does not accept.
    pub fn retain(&mut self, condition: impl FnMut(&Diagnostic) -> bool) {
        self.kept.retain(condition);
        self.counts = Counts::default();
        self.kept.iter().for_each(|it| *self.counts.of_mut(it.severity) += 1);
    }

    /// Sorts the diagnostics that are kept.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl FnMut(&Diagnostic) -> K) {
        self.kept.sort_by_key(key);
    }

    /// The diagnostics that are kept, to complete them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.kept.iter_mut()
    }

    /// Whether the file has an error.
    pub fn has_errors(&self) -> bool {
        self.counts.errors > 0
    }

    /// The numbers of diagnostics that are not kept.
    pub fn omitted(&self) -> Counts {
        self.omitted
    }
}

impl Shifted for Findings {
    fn shift(&mut self, by: Shift) {
        self.iter_mut().for_each(|found| found.shift(by));
    }
}

impl Deref for Findings {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.kept
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl FromIterator<Diagnostic> for Findings {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(diagnostics: T) -> Self {
        let mut findings = Findings::default();
        findings.extend(diagnostics);
        findings
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}
