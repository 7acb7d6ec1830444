//! plenary compiles one structured YAML source of a conference report into PDF, DOCX, EPUB, a web page,
//! plain text and Markdown, with the same panels, footnotes, recommendations and numbers in each.
//!
//! ```text
//! report.yaml ─source→ Report ─resolve→ Document ─┬─────────→ html, text, md ─┐
//!                               (Style, Labels)   ├──┬────────────→ docx     ─┤
//!                                                 │  │ PageMap                ├→ bytes
//! template.yaml ─templates→ Style ────────────────┼──┴────────────→ epub     ─┤
//! fonts/ ─fonts→ Fonts ───────────────────────────┴─layout→ pages → pdf      ─┘
//! ```
//!
//! [`compile()`] runs the whole pipeline. [`check`] and [`measure`] stop earlier, [`CheckedReport`]
//! separates reading from writing, and [`EditionSet`] compares a report with its translations. A
//! [`World`] supplies templates, labels, fonts, pictures and profiles: [`FileSystem`] from files,
//! [`MemoryWorld`] from memory. Errors and warnings about the input are [`diagnostics`], each with
//! its place in the source.
//!
//! ```
//! use plenary::{Format, MemoryWorld, Options, Source, compile};
//!
//! let source = Source::new(
//!     "report.yaml",
//!     "publication: {title: Fair work in ports, publisher: Port Board, date: 2024-06-14}
//! body:
//!   - title: Introduction
//!     content: [Sixty participants met in Lisbon.]
//! ",
//! );
//! let mut options = Options::default();
//! options.formats = vec![Format::Text, Format::Epub];
//! let outputs = compile(&source, &MemoryWorld::new(), &options)?;
//! let text = str::from_utf8(&outputs.files[0].bytes)?;
//! assert!(text.contains("Sixty participants met in Lisbon."));
//! assert!(outputs.warnings.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Everything except [`FileSystem`] is a function of its inputs: it reads no files, environment
//! variables or clock. The same input always gives the same bytes.

mod align;
mod bitmap;
pub mod builtin;
mod cache;
mod column_widths;
mod compare;
mod compile;
mod compression;
mod decimal_alignment;
mod diagnostic;
mod document;
mod draft;
mod editions;
mod error;
mod export;
mod fixes;
mod fonts;
mod grammar;
mod import;
mod interrupt;
mod languages;
mod layout;
mod limits;
mod math;
mod numerals;
mod options;
mod origin;
mod pages;
mod pdf_page;
mod pipeline;
mod preflight_warnings;
mod resolve;
mod resources;
mod review;
#[allow(dead_code, reason = "for `plenary review --apply`")]
mod rewrite;
mod scripts;
mod source;
mod suggestions;
mod svg;
mod table_grid;
mod templates;
#[cfg(test)]
mod tests;
mod units;
#[allow(dead_code, reason = "for `plenary review`")]
mod word;
mod world;
mod yaml;

pub use cache::Cache;
pub use compile::{CheckedReport, Output, Outputs, Source, check, compile, measure};
pub use document::Date;
pub use editions::EditionSet;
pub use error::Error;
pub use export::html::Edition;
pub use export::text::Charset;
pub use export::{ExportError, Format};
pub use fixes::{Correction, Fixed, corrections, fix, fix_only};
pub use interrupt::Interrupt;
pub use limits::{Limit, Limits};
pub use options::Options;
pub use rewrite::refactor::{Refactoring, refactorings};
pub use suggestions::suggestions;
pub use svg::handles_panic;
#[cfg(feature = "file-system")]
pub use world::FileSystem;
pub use world::{FileError, FilePath, MemoryWorld, World};

/// Errors and warnings about the input, and their forms as text, JSON and SARIF.
pub mod diagnostics {
    pub use crate::diagnostic::{
        Code, Diagnostic, Diagnostics, Position, Related, Selection, Severity, SourceText,
        Suggestion, escaped_json, json, printable, render, render_coloured, sarif,
    };
}

/// What editor programs look up in a report as it is written: ids, their uses, sections; and what may be
/// written in it.
pub mod lookup {
    pub use crate::document::PrintedNumber;
    pub use crate::source::lookup::{
        IdDefinition, IdUse, InlineStyle, Lookup, Register, SectionPlace, StyledPlace, can_be_id,
    };
    pub use crate::source::vocabulary::{Choice, Key, Step, ValueForm, Vocabulary};
}

/// The standards that PDFs meet, and the data that a printer needs.
pub mod pdf {
    pub use crate::export::pdf::{
        Archive, ColourSpace, ImageProperties, NearEdge, Preflight, PrintedPicture, Standards,
        Version,
    };
}

/// Changes and comments in returned Word files, and how they are written back into the source.
pub mod reviews {
    pub use crate::review::comments_file::{
        CommentStatus, CommentsFile, KeptComment, KeptRemark, Merged, Unresolved,
    };
    pub use crate::review::output::{
        Decision, Decisions, Mismatch, Selection, UnreadableDecisions, Verdict, csv, json, list,
        matrix_docx, page,
    };
    pub use crate::review::summary::{
        ChangeEntry, CommentEntry, EditionPlace, PlaceEntry, RemarkEntry, ReviewerEntry, Summary,
    };
    pub use crate::review::{Applied, ReturnedFile, Review, ReviewError, Settings, UnreadableFile};
}

/// Reports made from Word and Markdown files.
pub mod imports {
    pub use crate::import::{
        Counts, DroppedEntry, GuessEntry, ImportError, Imported, MissingEntry, SavedPicture,
        SentEntry, Settings, Summary, TrackedChanges, import,
    };
}

/// The pages of a report, for viewing and editing.
pub mod preview {
    pub use crate::export::epub::Book;
    pub use crate::pages::{
        Area, NewPiece, OutlineEntry, PageDefect, PageDefectKind, PageEntry, PageTag, PageText,
        Pages, PictureFile, PrintedWord, Refused, TextPiece,
    };
    pub use crate::rewrite::fields::{Field, Record};
}

/// Measurements of finished pages.
pub mod statistics {
    pub use crate::layout::statistics::{Defect, LOOSE, LOOSE_SHARE, Location, Statistics};
}

/// The differences between two revisions of a report.
pub mod comparisons {
    pub use crate::compare::{
        ChangeEntry, ChangePlace, ChangeSpot, Comparison, ComparisonSummary, Settings, compare,
        list, page,
    };
}

/// The modules that the package in `benches` measures.
#[cfg(internals)]
pub mod internals {
    pub mod document {
        pub use crate::document::*;
    }
    pub mod export {
        pub use crate::export::*;
    }
    pub mod fonts {
        pub use crate::fonts::*;
    }
    pub mod layout {
        pub use crate::layout::*;
    }
    pub mod resolve {
        pub use crate::resolve::*;
    }
    pub mod source {
        pub use crate::source::*;
    }
    pub mod templates {
        pub use crate::templates::*;
    }
}
