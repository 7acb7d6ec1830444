//! Diagnostics together with the files that they refer to.

use std::error::Error;
use std::fmt;

use super::code::Severity;
use super::message::Diagnostic;
use super::render::render;
use super::source_text::SourceText;

/// Diagnostics in the order in which they are reported, each with the text of its file.
///
/// As an error it displays every diagnostic as plain text, with an excerpt of the file.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    entries: Vec<(Diagnostic, SourceText)>,
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

    /// Adds other diagnostics after these.
    pub fn append(&mut self, mut others: Diagnostics) {
        self.entries.append(&mut others.entries);
    }

    /// The diagnostics, each with the text of its file; empty text if nothing can be shown of it.
    pub fn iter(&self) -> impl Iterator<Item = (&Diagnostic, &SourceText)> {
        self.entries.iter().map(|(diagnostic, source)| (diagnostic, source))
    }

    /// The number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|(diagnostic, _)| diagnostic.severity == severity).count()
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
        self.entries.iter_mut().for_each(|(diagnostic, _)| diagnostic.severity = Severity::Error);
    }
}

impl From<(Diagnostic, SourceText)> for Diagnostics {
    fn from(entry: (Diagnostic, SourceText)) -> Self {
        Diagnostics { entries: vec![entry] }
    }
}

impl FromIterator<(Diagnostic, SourceText)> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = (Diagnostic, SourceText)>>(entries: T) -> Self {
        Diagnostics { entries: entries.into_iter().collect() }
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
}
