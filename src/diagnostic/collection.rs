//! Diagnostics together with the files that they refer to.

use std::error::Error;
use std::fmt;

use super::code::Severity;
use super::findings::{Counts, Findings};
use super::message::Diagnostic;
use super::render::render;
use super::source_text::SourceText;
use crate::limits::grouped;

/// Diagnostics in the order in which they are reported, each with the text of its file.
///
/// If a file has tens of thousands of diagnostics, some are only counted. As an error, it displays
/// every diagnostic that is kept as plain text, with an excerpt of the file.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    entries: Vec<(Diagnostic, SourceText)>,
    /// The numbers of diagnostics that are counted but not kept.
    omitted: Counts,
}

/// The diagnostics of a report to print, in case there are too many to print all. Errors take precedence
/// over warnings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Selection<'d> {
    /// The chosen diagnostics in the order in which they are reported, each with the text of its file.
    pub chosen: Vec<(&'d Diagnostic, &'d SourceText)>,
    /// The number of other errors.
    pub more_errors: usize,
    /// The number of other warnings.
    pub more_warnings: usize,
}

impl Selection<'_> {
    /// The line that counts the others, such as "… and 1,234 more errors"; `None` if there are none.
    pub fn rest(&self) -> Option<String> {
        let counted = |count: usize, one: &str| {
            let ending = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{} more {one}{ending}", grouped(count as u64)))
        };
        let counts = [counted(self.more_errors, "error"), counted(self.more_warnings, "warning")];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        (!counts.is_empty()).then(|| format!("… and {}", counts.join(" and ")))
    }
}

impl Diagnostics {
    /// Diagnostics about one file.
    pub(crate) fn new(
        diagnostics: impl IntoIterator<Item = Diagnostic>,
        source: &SourceText,
    ) -> Self {
        let mut all = Diagnostics::default();
        all.extend(diagnostics, source);
        all
    }

    /// Adds a diagnostic about a file.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic, source: SourceText) {
        self.entries.push((diagnostic, source));
    }

    /// Adds diagnostics about one file.
    pub(crate) fn extend(
        &mut self,
        diagnostics: impl IntoIterator<Item = Diagnostic>,
        source: &SourceText,
    ) {
        self.entries.extend(diagnostics.into_iter().map(|it| (it, source.clone())));
    }

    /// Adds the findings of checking one file.
    pub(crate) fn add(&mut self, findings: Findings, source: &SourceText) {
        self.append(Diagnostics::with_texts(findings, |_| source.clone()));
    }

    /// The findings of checking files, each with the text of its file.
    pub(crate) fn with_texts(
        findings: Findings,
        text: impl Fn(&Diagnostic) -> SourceText,
    ) -> Diagnostics {
        let omitted = findings.omitted();
        let with_text = |it| {
            let text = text(&it);
            (it, text)
        };
        Diagnostics { entries: findings.into_iter().map(with_text).collect(), omitted }
    }

    /// Adds other diagnostics after these.
    pub fn append(&mut self, mut others: Diagnostics) {
        self.entries.append(&mut others.entries);
        self.omitted.add(others.omitted);
    }

    /// The diagnostics that are kept, each with the text of its file, which is empty if it cannot be
    /// shown.
    pub fn iter(&self) -> impl Iterator<Item = (&Diagnostic, &SourceText)> {
        self.entries.iter().map(|(diagnostic, source)| (diagnostic, source))
    }

    /// The number of diagnostics of a severity, including those that are not kept.
    pub fn count(&self, severity: Severity) -> usize {
        let kept = self.entries.iter().filter(|(diagnostic, _)| diagnostic.severity == severity);
        kept.count() + self.omitted.of(severity)
    }

    /// Chooses the diagnostics to print: at most `most` ([`Limit::Messages`](crate::Limit)), of this
    /// severity or a higher one.
    pub fn select(&self, severity: Severity, most: u64) -> Selection<'_> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let errors = self.count(Severity::Error);
        let warnings = match severity {
            Severity::Warning => self.count(Severity::Warning),
            Severity::Error => 0,
        };
        let mut left = Counts { errors: most, warnings: warnings.min(most.saturating_sub(errors)) };
        let chosen: Vec<_> = self.iter().filter(|(it, _)| left.take(it.severity)).collect();
        let of = |severity| chosen.iter().filter(|(it, _)| it.severity == severity).count();
        let (more_errors, more_warnings) =
            (errors - of(Severity::Error), warnings - of(Severity::Warning));
        Selection { chosen, more_errors, more_warnings }
    }

    /// Whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Turns warnings into errors.
    pub fn deny_warnings(&mut self) {
        self.omitted = Counts { errors: self.omitted.errors + self.omitted.warnings, warnings: 0 };
        self.entries.iter_mut().for_each(|(diagnostic, _)| diagnostic.severity = Severity::Error);
    }
}

impl From<(Diagnostic, SourceText)> for Diagnostics {
    fn from(entry: (Diagnostic, SourceText)) -> Self {
        Diagnostics { entries: vec![entry], omitted: Counts::default() }
    }
}

impl FromIterator<(Diagnostic, SourceText)> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = (Diagnostic, SourceText)>>(entries: T) -> Self {
        Diagnostics { entries: entries.into_iter().collect(), omitted: Counts::default() }
    }
}

impl IntoIterator for Diagnostics {
    type Item = (Diagnostic, SourceText);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (diagnostic, source)) in self.entries.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n\n" };
            write!(f, "{separator}{}", render(diagnostic, source))?;
        }
        Ok(())
    }
}

impl Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::super::code::Code;
    use super::*;

    #[test]
    fn diagnostics_are_an_error_that_shows_each_place() {
        let source = SourceText::from("title: x\nbody: y\n");
        let at = |place, message: &str| Code::UnknownField.at(place, message).in_file("r.yaml");
        let mut all = Diagnostics::new([at(0..5, "one")], &source);
        all.push(Code::UnusedNote.of_file("two").in_file("r.yaml"), source);
        let error: Box<dyn Error> = Box::new(all.clone());
        assert_eq!(
            error.to_string(),
            "error[P0020]: one\n --> r.yaml:1:1\n  |\n1 | title: x\n  | ^^^^^\n\n\
             warning[P0035]: two\n--> r.yaml"
        );
        assert_eq!((all.count(Severity::Warning), all.has_errors()), (1, true));
        all.deny_warnings();
        assert_eq!(all.count(Severity::Error), 2);
    }

    fn mixed(errors: usize, warnings: usize) -> Diagnostics {
        let mut findings = Findings::default();
        for index in 0..errors.max(warnings) {
            let warning = (index < warnings).then(|| Code::UnusedNote.of_file(format!("w{index}")));
            let error = (index < errors).then(|| Code::UnknownNote.of_file(format!("e{index}")));
            findings.extend(warning.into_iter().chain(error));
        }
        let mut all = Diagnostics::default();
        all.add(findings, &SourceText::default());
        all
    }

    fn chosen(selection: &Selection) -> Vec<String> {
        selection.chosen.iter().map(|(it, _)| it.message.clone()).collect()
    }

    #[test]
    fn errors_are_chosen_first_and_printed_in_order() {
        let all = mixed(2, 5);
        let selection = all.select(Severity::Warning, 4);
        assert_eq!(chosen(&selection), ["w0", "e0", "w1", "e1"]);
        assert_eq!(selection.rest().unwrap(), "… and 3 more warnings");
        let selection = all.select(Severity::Warning, 1);
        assert_eq!(chosen(&selection), ["e0"]);
        assert_eq!(selection.rest().unwrap(), "… and 1 more error and 5 more warnings");
        let selection = all.select(Severity::Error, 9);
        assert_eq!((chosen(&selection), selection.rest()), (vec!["e0".into(), "e1".into()], None));
        assert_eq!(all.select(Severity::Warning, u64::MAX).chosen.len(), 7);
    }

    #[test]
    fn diagnostics_that_are_not_kept_are_counted() {
        let mut all = mixed(1, 1_000_000);
        assert!(all.iter().count() < 20_000);
        let selection = all.select(Severity::Warning, 100);
        assert_eq!((chosen(&selection).len(), &*chosen(&selection)[1]), (100, "e0"));
        assert_eq!(selection.rest().unwrap(), "… and 999,901 more warnings");
        all.deny_warnings();
        assert_eq!((all.count(Severity::Error), all.count(Severity::Warning)), (1_000_001, 0));
    }
}
