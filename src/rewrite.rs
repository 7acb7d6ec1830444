//! Writes accepted changes back into the YAML of a report, and changes nothing else.
//!
//! Every printed character has its bytes in the file ([`crate::origin`]), and every item its extent
//! ([`crate::yaml`]). A caller gives the bytes to change. This module finds the text or the list that
//! they belong to, and writes the new words in the same style: with the escapes of its YAML and markup,
//! its quotation marks, and its line breaks wherever nothing changed.

pub mod fields;
mod inline;
mod items;
pub mod locate;
mod plan;
pub mod refactor;
mod report_file;
mod scalar;
mod target;
#[cfg(test)]
mod tests;
mod texts;
mod verify;

use std::ops::Range;

use crate::limits::Limits;
use crate::source::parse_report;
use crate::templates::Labels;
pub use inline::compose;
use report_file::{Refused, ReportFile};
pub use scalar::{Layout, new as new_scalar, new_key};

/// Edits that belong together, such as the two halves of a paragraph that is split: all are written, or
/// none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change(pub Vec<Edit>);

/// An edit of a report. All ranges are bytes of the file as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Replaces printed characters of one text, with the footnote references and cross-references among
    /// them. `at` is the range of the file from which they come, as given by
    /// [`Origin::file_range`](crate::origin::Origin::file_range); empty for an insertion.
    Words { at: Range<usize>, with: Vec<Piece> },
    /// Sets the format of printed characters of one text.
    Format { at: Range<usize>, format: Format },
    /// Removes an item of a list or an entry of a mapping: a paragraph, a recommendation, a row, a
    /// footnote, a person. `item` is its extent, or any bytes in it that are not in a smaller item; for an
    /// entry, the bytes of its key are also allowed.
    Remove { item: Range<usize> },
    /// Adds an item to the list or mapping of the item at `beside`.
    Insert { beside: Range<usize>, side: Side, item: NewItem },
    /// Splits a paragraph or an item of a list before the byte `at` of its text. Any other content of the
    /// item stays with its first part.
    Split { at: usize },
    /// Moves an item, with the comments that belong to it, into the list of the item at `beside`.
    Move { item: Range<usize>, beside: Range<usize>, side: Side },
}

/// A side of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before the item.
    Before,
    /// After the item.
    After,
}

/// A piece of a new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Printed words.
    Words(Words),
    /// The mark of the footnote with an id.
    Note(String),
    /// Characters that the file already has, with their markup, footnotes and references, given by their
    /// bytes as in [`Edit::Words`]. Other edits to them are not copied.
    Copy(Range<usize>),
}

impl From<Words> for Piece {
    fn from(words: Words) -> Self {
        Piece::Words(words)
    }
}

/// Printed words in one format. A line break is `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words as printed, without markup.
    pub text: String,
    /// Their format.
    pub format: Format,
}

/// The format of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Raised.
    pub superscript: bool,
    /// Lowered.
    pub subscript: bool,
}

/// A new item of a list, or a new entry of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// The key of an entry; `None` for an item of a list.
    pub key: Option<String>,
    /// The value.
    pub value: NewValue,
}

/// The value of a new item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// A text: a paragraph, an item of a list, a footnote.
    Text(Vec<Piece>),
    /// A list: the cells of a row, the paragraphs of a footnote.
    List(Vec<NewValue>),
    /// A mapping: a definition, a person.
    Mapping(Vec<(String, NewValue)>),
}

/// A report after its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The bytes of the file, with all changes that were not refused.
    pub bytes: Vec<u8>,
    /// The changes that were refused, in their order.
    pub refused: Vec<Refusal>,
}

/// Why a change is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The index of the change.
    pub change: usize,
    /// The reason: a clause in lower case, as the message of a diagnostic.
    pub reason: String,
    /// What to do instead: an imperative.
    pub hint: String,
}

/// Writes changes into a report that is printed with `labels`.
///
/// Removing the last reference to a footnote removes the footnote.
///
/// The new file is read again. It must differ from the old one only in the intended texts and items, and
/// must have no new errors. Changes that cannot be written in this way are refused.
pub fn rewrite(file: &[u8], labels: &Labels, limits: &Limits, changes: &[Change]) -> Rewritten {
    let mut refused = Refused::default();
    let parsed = parse_report(file, limits);
    let bytes = match (std::str::from_utf8(file), &parsed) {
        (Ok(source), Some(parsed)) => {
            let report = ReportFile::new(source, parsed, labels);
            report.rewritten(changes, limits, &mut refused)
        }
        _ => {
            let fault = ("the source has errors", "correct them: `plenary check` names them");
            (0..changes.len()).for_each(|change| refused.push(change, fault));
            file.into()
        }
    };
    Rewritten { bytes, refused: refused.into_refusals() }
}
