//! A draft with its source, as stored in its Word file.

use std::ops::Range;

use sha1::{Digest, Sha1};
use uuid::{Builder, Uuid};

use super::names::NAMESPACE;
use super::{Draft, Span};
use crate::origin::Source;

/// A draft with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    /// The name of the source file, without its folder.
    pub name: String,
    /// The source; `None` if it was left out.
    pub source: Option<String>,
    /// The text of the Word file when it was written.
    pub draft: Draft,
    /// The digest of the source and of the parts that the draft takes from it, 32 hexadecimal digits; see
    /// [`digest`].
    pub digest: String,
    /// The author of the tracked changes since an older draft, if the file has any.
    pub redline: Option<Author>,
}

/// The author and date of the tracked changes of a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The time in ISO 8601; empty if it is not given.
    pub date: String,
}

impl Author {
    /// Whether a change or comment belongs to the redline, and not to a person with the same name.
    pub fn made(&self, author: &str, date: Option<&str>) -> bool {
        self.name == author && self.date == date.unwrap_or_default()
    }
}

impl StoredDraft {
    /// Stores a draft with its source.
    pub fn new(draft: Draft, name: &str, source: &str) -> StoredDraft {
        let digest = digest(&draft, source);
        let (name, source) = (name.to_owned(), Some(source.to_owned()));
        StoredDraft { name, source, draft, digest, redline: None }
    }

    /// Whether the draft was made from a source: its digest is right, and its copies are in the source.
    pub fn is_of(&self, source: &str) -> bool {
        let mut origins = self.draft.origins();
        origins.all(|(text, origin)| is_in(source, text, origin))
            && digest(&self.draft, source) == self.digest
    }
}

impl Draft {
    /// Every run of text with its source.
    fn origins(&self) -> impl Iterator<Item = (&str, Source)> {
        let spans = self.paragraphs.iter().flat_map(|paragraph| &paragraph.spans);
        let texts = spans.filter_map(|span| match span {
            Span::Text { text, .. } => Some(text),
            Span::Note { .. } | Span::Tab | Span::LineBreak | Span::Picture => None,
        });
        texts.flat_map(|text| {
            text.runs().map(|(at, source)| (text.get(at).unwrap_or_default(), source))
        })
    }
}

/// Whether the bytes from which a text comes are in a source, and equal the text if it is a copy.
fn is_in(source: &str, text: &str, origin: Source) -> bool {
    let file = |range: Range<usize>| source.get(range);
    match (origin, origin.file_range(text.len())) {
        (Source::Copied { .. }, Some(range)) => file(range) == Some(text),
        (Source::Replaced { .. }, Some(range)) => file(range).is_some(),
        (Source::Generated(_), _) => true,
        (Source::Copied { .. } | Source::Replaced { .. }, None) => false,
    }
}

/// The digest of a source and of everything that a draft takes from it: a UUID of version 5 (RFC 9562 §5.5)
/// without hyphens. It identifies the source of a file and detects damage, but not forgery. Page numbers do
/// not change it.
pub fn digest(draft: &Draft, source: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes()));
    hash.update(source);
    for paragraph in &draft.paragraphs {
        hash.update([0]);
        hash.update(&paragraph.bookmark);
    }
    for (text, origin) in draft.origins() {
        match origin {
            Source::Copied { .. } | Source::Replaced { .. } => {
                hash.update([0]);
                hash.update(text);
            }
            Source::Generated(_) => {}
        }
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
    Builder::from_sha1_bytes(bytes).into_uuid().simple().to_string()
}
