//! One report in several languages: its editions lined up by structure and ids, and what differs
//! between two of them that no translation explains.
//!
//! Of each edition an `outline` is made: its sections, lists, items, tables, with their texts as
//! `wording` and the `figures` in them. `pairing` lines two outlines up, by ids where both
//! have them, else by what stands in the same order and is most alike (`align`, `likeness`);
//! `compare` looks at each pair. Where it is in doubt it says nothing: what it says is worth an
//! editor's time.

mod address;
mod align;
mod compare;
mod figures;
mod kind;
mod lexicon;
mod likeness;
mod marks;
mod name;
mod outline;
mod pairing;
mod wording;

use rayon::prelude::*;

pub use name::{is_of_language, split_name, unlike_name};

use crate::diagnostic::{Diagnostic, IndexedText};
use crate::source::{Written, written};
use outline::Outline;

/// One edition of a report.
pub struct Edition<'s> {
    /// The file, as the user named it.
    file: String,
    written: Written<'s>,
    source: &'s IndexedText,
}

impl<'s> Edition<'s> {
    /// Reads an edition; `None` where its YAML or its shape has errors. `file` names it in messages.
    pub fn read(file: impl Into<String>, source: &'s IndexedText) -> Option<Edition<'s>> {
        Some(Edition { file: file.into(), written: written(source.bytes())?, source })
    }

    /// Its language, a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.written.report.publication.language
    }

    /// The name of its file, without folders.
    fn name(&self) -> &str {
        self.file.rsplit(['/', '\\']).next().unwrap_or(&self.file)
    }
}

/// Lines editions up with a first one; what differs, for each of the others in its order, in the
/// order of its file. Every message has its place there and, where there is one, the place in the
/// first.
pub fn line_up(first: &Edition, others: &[&Edition]) -> Vec<Vec<Diagnostic>> {
    let first = Outline::of(first);
    others.par_iter().map(|other| compare::compare(&first, &Outline::of(other))).collect()
}

/// The primary subtag of a language tag, BCP 47: `en` of `en-GB`.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}
