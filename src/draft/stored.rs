//! A draft with its source, as stored in its Word file.

use std::ops::Range;

use sha1::{Digest, Sha1};
use uuid::{Builder, Uuid};

use super::names::NAMESPACE;
use super::{Draft, DraftParagraph, SourceParts, Span};
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
    /// The digest of the source and of the parts that the draft takes from it, 32 hexadecimal digits.
    pub digest: String,
    /// The parts from which the positions were counted.
    pub parts: SourceParts,
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
    /// Whether the draft was made from a source: its digest is right, and its copies are in the source.
    pub fn is_of(&self, source: &str) -> bool {
        let mut origins = self.draft.origins();
        let is_right = || {
            let fingerprints = self.draft.paragraphs.iter().map(fingerprint);
            digest(source, fingerprints) == self.digest
                || digest_of_version_1(&self.draft, source) == self.digest
        };
        origins.all(|(text, origin)| is_in(source, text, origin)) && is_right()
    }
}

impl Draft {
    /// Every run of text with its source.
    fn origins(&self) -> impl Iterator<Item = (&str, Source)> {
        self.paragraphs.iter().flat_map(DraftParagraph::origins)
    }
}

impl DraftParagraph {
    /// Every run of text with its source.
    fn origins(&self) -> impl Iterator<Item = (&str, Source)> {
        let texts = self.spans.iter().filter_map(|span| match span {
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

/// The hash of the bookmark of a paragraph and of everything that it takes from the source.
pub type Fingerprint = [u8; 16];

/// The fingerprint of a paragraph.
pub fn fingerprint(paragraph: &DraftParagraph) -> Fingerprint {
    let mut taken = paragraph.bookmark.clone().into_bytes();
    for (text, origin) in paragraph.origins() {
        match origin {
            Source::Copied { .. } | Source::Replaced { .. } => {
                taken.push(0);
                taken.extend_from_slice(text.as_bytes());
            }
            Source::Generated(_) => {}
        }
    }
    let mut fingerprint = [0; 16];
    let hash = blake3::hash(&taken);
    fingerprint.iter_mut().zip(hash.as_bytes()).for_each(|(byte, hashed)| *byte = *hashed);
    fingerprint
}

/// The digest of a source and of everything that the paragraphs of a draft take from it: a UUID of version 5
/// (RFC 9562 §5.5) without hyphens. It identifies the source of a file and detects damage, but not forgery.
/// Page numbers do not change it.
pub fn digest(source: &str, fingerprints: impl IntoIterator<Item = Fingerprint>) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(blake3::hash(source.as_bytes()).as_bytes());
    let fingerprints: Vec<Fingerprint> = fingerprints.into_iter().collect();
    hash.update(fingerprints.as_flattened());
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes());
    Uuid::new_v5(&namespace, hash.finalize().as_bytes()).simple().to_string()
}

/// The digest in data of version 1: of the source itself, all bookmarks, and all texts.
fn digest_of_version_1(draft: &Draft, source: &str) -> String {
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
