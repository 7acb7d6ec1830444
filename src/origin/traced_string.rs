//! Strings with their origins.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};

use super::{Generator, Origin, Runs, Shift, Shifted, Source};

/// A string that records, for each of its characters, the bytes of the source file from which it comes.
///
/// It dereferences to `str`. Two traced strings are equal if their characters are; their origins do
/// not matter.
#[derive(Clone)]
pub struct TracedString {
    string: String,
    origin: Origin,
}

impl TracedString {
    /// An empty string, to be filled with the `push` methods.
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// An empty string with room for some bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        TracedString {
            string: String::with_capacity(bytes),
            origin: Origin(Runs::Many(Vec::new())),
        }
    }

    /// A string with its origin.
    pub fn with_origin(string: impl Into<String>, origin: Origin) -> Self {
        TracedString { string: string.into(), origin }
    }

    /// A string that is not in the file.
    pub fn generated(string: impl Into<String>, generator: Generator) -> Self {
        Self::with_origin(string, Origin::generated(generator))
    }

    /// The characters alone.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The origin of its bytes.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The origin alone.
    pub fn into_origin(self) -> Origin {
        self.origin
    }

    /// The bytes of the file from which some bytes of the string come: see [`Origin::file_range`].
    pub fn file_range(&self, part: Range<usize>) -> Option<Range<usize>> {
        self.origin.file_range(part)
    }

    /// The runs of the string in order: the bytes of each in the string, and its source.
    pub fn runs(&self) -> impl Iterator<Item = (Range<usize>, Source)> + '_ {
        self.origin.runs_in(0..self.string.len()).filter(|(at, _)| !at.is_empty())
    }

    /// Joins strings, with a generated separator between them.
    pub fn join<'t>(parts: impl IntoIterator<Item = &'t TracedString>, separator: &str) -> Self {
        let mut joined = TracedString::new();
        for part in parts {
            if !joined.is_empty() {
                joined.push_generated(separator, Generator::Separator);
            }
            joined.push_traced(part);
        }
        joined
    }

    /// Appends a copy of the bytes of the file from `start` on.
    pub fn push_copied(&mut self, string: &str, start: usize) {
        self.push(string, Source::copied(start));
    }

    /// Appends a substitute for some bytes of the file.
    pub fn push_replaced(&mut self, string: &str, file: Range<usize>) {
        self.push(string, Source::replaced(file));
    }

    /// Appends text that is not in the file.
    pub fn push_generated(&mut self, string: &str, generator: Generator) {
        self.push(string, Source::Generated(generator));
    }

    /// Appends a part of another string, with its origin.
    pub fn push_part(&mut self, other: &TracedString, part: Range<usize>) {
        for (at, source) in other.origin.runs_in(part) {
            self.push(other.string.get(at).unwrap_or_default(), source);
        }
    }

    /// Appends a whole other string, with its origin.
    pub fn push_traced(&mut self, other: &TracedString) {
        self.push_part(other, 0..other.len());
    }

    /// Appends a substitute for a part of another string. It is generated if that part is.
    pub fn push_substitute(&mut self, string: &str, other: &TracedString, part: Range<usize>) {
        let first = other.origin.runs_in(part.clone()).next();
        let source = match (other.file_range(part), first) {
            (Some(file), _) => Source::replaced(file),
            (None, Some((_, source))) => source,
            (None, None) => Source::Generated(Generator::default()),
        };
        self.push(string, source);
    }

    fn push(&mut self, string: &str, source: Source) {
        if !string.is_empty() {
            let length = self.string.len();
            self.string.push_str(string);
            self.origin.push(length, self.string.len(), source);
        }
    }

    /// Shortens the string to its first `length` bytes.
    pub fn truncate(&mut self, length: usize) {
        self.string.truncate(length);
        self.origin.truncate(self.string.len());
    }

    /// A part of the string, with its origin.
    pub fn part(&self, part: Range<usize>) -> TracedString {
        let mut out = TracedString::with_capacity(part.len());
        out.push_part(self, part);
        out
    }

    /// The string without white space at either end.
    pub fn trimmed(&self) -> TracedString {
        let start = self.string.len() - self.string.trim_start().len();
        self.part(start..start + self.string.trim().len())
    }
}

impl Shifted for TracedString {
    fn shift(&mut self, by: Shift) {
        self.origin.shift(by);
    }
}

impl Default for TracedString {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for TracedString {
    type Target = str;

    fn deref(&self) -> &str {
        &self.string
    }
}

impl AsRef<str> for TracedString {
    fn as_ref(&self) -> &str {
        &self.string
    }
}

impl PartialEq for TracedString {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}

impl Eq for TracedString {}

impl Hash for TracedString {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.string.hash(state);
    }
}

impl PartialEq<str> for TracedString {
    fn eq(&self, other: &str) -> bool {
        self.string == other
    }
}

impl PartialEq<&str> for TracedString {
    fn eq(&self, other: &&str) -> bool {
        self.string == *other
    }
}

impl fmt::Debug for TracedString {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.string.fmt(f)
    }
}

impl fmt::Display for TracedString {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.string.fmt(f)
    }
}

/// Text that layout or a writer adds.
impl From<String> for TracedString {
    fn from(string: String) -> Self {
        TracedString::generated(string, Generator::Layout)
    }
}

/// Text that layout or a writer adds.
impl From<&str> for TracedString {
    fn from(string: &str) -> Self {
        TracedString::generated(string, Generator::Layout)
    }
}

impl From<TracedString> for String {
    fn from(traced: TracedString) -> Self {
        traced.string
    }
}
