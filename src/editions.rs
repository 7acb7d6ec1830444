//! Compares the language editions of a report, and reports differences that are not due to
//! translation.
//!
//! `structure` turns each edition into a tree of elements (sections, lists, items, tables) with
//! their texts (`wording`) and the `numerals` in them. `pairing` pairs the elements of two editions
//! by ids, or by order and similarity ([`crate::align`], `similarity`). `compare` examines each pair, and the
//! `pictures` of paired figures.
//! Doubtful differences are not reported, so that every warning is worth an editor's time.

mod address;
mod compare;
mod counterparts;
mod file_name;
mod fingerprint;
mod kind;
mod numerals;
mod pairing;
mod pictures;
mod set;
mod similarity;
mod structure;
mod wording;

use rayon::prelude::*;

pub use counterparts::Counterparts;
pub use file_name::{is_of_language, language_mismatch, split_name};
pub use set::EditionSet;

use crate::diagnostic::{Findings, SourceText};
use crate::limits::Limits;
use crate::source::{ParsedReport, parse_report};
use crate::world::{FilePath, World};
use pictures::Pictures;
use structure::Structure;

/// One edition of a report.
pub struct Edition<'s> {
    /// The path as the user gave it.
    file: String,
    written: ParsedReport<'s>,
    source: &'s SourceText,
    pictures: Pictures,
}

impl<'s> Edition<'s> {
    /// Reads an edition; `None` if its YAML or its structure has errors, or if it exceeds the limits.
    /// `file` is its name in messages.
    pub fn read(
        file: impl Into<String>,
        source: &'s SourceText,
        limits: &Limits,
    ) -> Option<Edition<'s>> {
        let written = parse_report(source.bytes(), limits)?;
        Some(Edition { file: file.into(), written, source, pictures: Pictures::new() })
    }

    /// The edition with the pictures of its figures, which are in a folder.
    fn with_pictures(self, folder: &FilePath, world: &dyn World, limits: &Limits) -> Self {
        let paths = self.written.figures();
        let pictures = pictures::read(paths.iter().map(String::as_str), folder, world, limits);
        Edition { pictures, ..self }
    }

    /// Its language as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.written.report.publication.language
    }

    /// The name of its file without folders.
    fn name(&self) -> &str {
        self.file.rsplit(['/', '\\']).next().unwrap_or(&self.file)
    }
}

/// Compares editions with a first one.
///
/// Returns the diagnostics about each of the others, in the order of its file. Every diagnostic has
/// its place there and a related place in the first edition.
pub fn compare_editions(first: &Edition, others: &[&Edition]) -> Vec<Findings> {
    let first = Structure::of(first);
    others.par_iter().map(|other| compare::compare(&first, &Structure::of(other))).collect()
}

/// The primary subtag of a BCP 47 language tag: `en` of `en-GB`.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}
