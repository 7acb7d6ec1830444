//! One diagnostic.

use std::ops::Range;

use super::code::{Code, Severity};
use super::printable::shortened;
use super::related::Related;
use super::suggestion::{Suggestion, Suggestions};
use crate::limits::LimitError;
use crate::origin::Shift;

/// One error or warning about one place in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The kind of message.
    pub code: Code,
    /// The thing and its fault: lower case, no full stop.
    pub message: String,
    /// The file, as the user named it.
    pub file: String,
    /// The place as a byte range of the file; `None` for the whole file.
    pub place: Option<Range<usize>>,
    /// What to do about it, as an imperative: lower case, no full stop.
    pub hint: Option<String>,
    /// Another place that the message refers to.
    pub related: Option<Box<Related>>,
    /// The edits that the hint names.
    pub(crate) suggestions: Option<Box<Suggestions>>,
}

impl Code {
    /// A diagnostic about a place, as a byte range; [`Diagnostic::in_file`] names the file.
    pub(crate) fn at(self, place: Range<usize>, message: impl Into<String>) -> Diagnostic {
        self.of_file(message).at(Some(place))
    }

    /// A diagnostic about a whole file; [`Diagnostic::in_file`] names the file.
    pub(crate) fn of_file(self, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: self.severity(),
            code: self,
            message: shortened(message.into()),
            file: String::new(),
            place: None,
            hint: None,
            related: None,
            suggestions: None,
        }
    }

    /// A diagnostic about a thing, such as "the text", that exceeds a limit.
    pub(crate) fn of_limit(self, thing: &str, error: LimitError) -> Diagnostic {
        self.of_file(format!("{thing} has {error}")).hint(error.hint())
    }
}

impl Diagnostic {
    /// Sets the file, as the user named it.
    pub(crate) fn in_file(self, file: impl Into<String>) -> Self {
        Self { file: file.into(), ..self }
    }

    /// Sets the place as a byte range; `None` for the whole file.
    pub(crate) fn at(self, place: Option<Range<usize>>) -> Self {
        Self { place, ..self }
    }

    /// Sets the hint.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(shortened(hint.into())), ..self }
    }

    /// Sets the hint, if there is one.
    pub(crate) fn hint_if(self, hint: Option<String>) -> Self {
        Self { hint: hint.map(shortened).or(self.hint), ..self }
    }

    /// Asks whether a known word is meant, and suggests to write it.
    pub(crate) fn did_you_mean(self, meant: &str) -> Self {
        self.hint(format!("did you mean `{meant}`?")).write(meant)
    }

    /// Suggests a text in place of what is there.
    pub(crate) fn write(self, text: impl Into<String>) -> Self {
        self.suggest(Suggestion::Write(text.into()))
    }

    /// Suggests a text in place of what is there, if there is one.
    pub(crate) fn write_if(self, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.write(text),
            None => self,
        }
    }

    /// Suggests another key of a mapping, with a value that may be empty.
    pub(crate) fn add_key(self, mapping: Range<usize>, key: &str, value: &str) -> Self {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.suggest(Suggestion::AddKey { mapping, key, value })
    }

    /// Adds an edit that the hint names.
    pub(crate) fn suggest(mut self, suggestion: Suggestion) -> Self {
        self.suggestions.get_or_insert_default().0.push(suggestion);
        self
    }

    /// The edits that the hint names.
    pub fn suggestions(&self) -> &[Suggestion] {
        self.suggestions.as_ref().map(|it| it.0.as_slice()).unwrap_or_default()
    }

    /// Shifts its places. The related one is kept as a line to show, so it stays.
    pub(crate) fn shift(&mut self, by: Shift) {
        self.place.iter_mut().for_each(|place| by.range(place));
        for suggestion in self.suggestions.iter_mut().flat_map(|all| &mut all.0) {
            match suggestion {
                Suggestion::WriteAt { place, .. } => by.range(place),
                Suggestion::AddKey { mapping, .. } => by.range(mapping),
                Suggestion::Write(_) | Suggestion::AddEntry { .. } => {}
            }
        }
    }

    /// Adds another place that the message refers to.
    pub(crate) fn related(self, related: Related) -> Self {
        Self { related: Some(Box::new(related)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_does_not_repeat_a_whole_file() {
        let text = "č".repeat(100_000);
        let error = Code::UnknownNote.of_file(text.as_str()).hint(text.as_str());
        let related = Related::new(text.as_str(), "a.yaml", &"a".into(), 0..1);
        let hint = error.hint.unwrap_or_default();
        for text in [error.message, hint, related.message] {
            assert!(text.len() < 1010 && text.ends_with("č…"), "{text}");
        }
    }
}
