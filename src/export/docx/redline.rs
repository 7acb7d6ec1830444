//! A draft in which the changes since an older draft are tracked.
//!
//! The same writer writes both documents, which are then read as trees (`manuscript`). Their paragraphs
//! are split into pieces (`paragraph`). A plan, made elsewhere, says which blocks belong together and which
//! words differ (`plan`). `weave` puts the pieces in one sequence, and `emit` writes it. Accepting all
//! changes gives the new draft; rejecting all of them gives the old one.

mod comment;
mod emit;
mod kept_bookmarks;
mod manuscript;
mod old_parts;
mod paragraph;
mod plan;
mod revisions;
mod runs;
mod tree;
mod weave;

pub use emit::changed_style;
pub use manuscript::{Cell, Manuscript, Manuscripts, Row, Table, WordBlock};
pub use paragraph::{Content, FIRST_ATOM};
pub use plan::{Hunk, Merge, Move, MoveEnd, NoteMerge, ParagraphMerge, RowMerge};
pub use weave::{END, Item, State, Woven, text, weave};

use std::collections::HashMap;

use super::media::Rasters;
use super::parts::Parts;
use super::writer::Input;
use super::{Source, add_links, definitions, headers_and_footers, main_document, media, note_part};
use super::{parts, stored_draft};
use crate::cache::Cache;
use crate::document::visit::has_span;
use crate::document::{Document, SpanStyle};
use crate::draft::{Author, SourceParts};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;
use emit::Emitter;
use manuscript::Written;
use old_parts::OldParts;
use paragraph::Atoms;
use revisions::Revisions;
use tree::{Element, Node};

/// The documents to compare, and how to write them.
#[derive(Clone, Copy)]
pub struct Versions<'a> {
    /// The document before.
    pub old: &'a Document,
    /// The document after.
    pub new: &'a Document,
    /// The pages of the document after.
    pub map: &'a PageMap,
    /// The template of both.
    pub style: &'a Style,
    /// The fonts, for measuring.
    pub fonts: &'a Fonts,
    /// The source of the document after.
    pub source: Option<Source<'a>>,
    /// Whether both documents have the same template.
    pub same_template: bool,
}

/// Parts of the file that are made together with the manuscripts.
pub struct Stored {
    parts: Parts,
    digest: Option<String>,
    rasters: Rasters,
}

/// Writes both documents in the styles of the new one. With a source, the file stores what the new
/// draft says and where that comes from, and whose the changes are. With `draft`, it will be written:
/// drawings are drawn meanwhile.
///
/// # Errors
/// If the written document cannot be read, which is a bug.
pub fn manuscripts(
    versions: &Versions,
    author: &Author,
    draft: bool,
) -> Result<(Manuscripts, Stored), ExportError> {
    let Versions { old, new, map, style, fonts, source, same_template: _ } = *versions;
    let mut parts = Parts::new(new.note_kind);
    let mut digest = None;
    let write_new = || {
        Written::of(&Input { document: new, style, fonts, map, kept: None }, |stories| {
            digest = source.map(|source| {
                let source_parts = SourceParts::of(source.text);
                let draft = stored_draft(stories, (source, &source_parts), Some(author));
                parts.add_draft(draft.to_xml(Cache::NONE).into_bytes(), &draft.digest);
                draft.digest
            });
        })
    };
    let write_old = || {
        let map = &PageMap::default();
        Written::of(&Input { document: old, style, fonts, map, kept: None }, |_| ())
    };
    let draw = || if draft { Rasters::of(new) } else { Rasters::default() };
    let ((before, after), rasters) = rayon::join(|| rayon::join(write_old, write_new), draw);
    let mut atoms = Atoms::default();
    let new = Manuscript::of(new, after?, &mut atoms);
    let old = Manuscript::of(old, before?, &mut atoms);
    Ok((Manuscripts { old, new }, Stored { parts, digest, rasters }))
}

/// The changes from one document to the other.
#[derive(Clone, Debug)]
pub struct Plan<'m> {
    /// The changes in the body.
    pub body: Vec<Merge<'m>>,
    /// The changes in the notes: all notes of the new document, and the deleted ones.
    pub notes: Vec<NoteMerge<'m>>,
    /// A sentence for each change that cannot be tracked, for a comment.
    pub notices: Vec<String>,
}

/// Writes the file.
///
/// # Errors
/// Fails if a picture cannot be read or the package exceeds the limits of a ZIP file.
pub fn write(
    versions: &Versions,
    manuscripts: &Manuscripts,
    stored: Stored,
    plan: &Plan,
    author: &Author,
) -> Result<Vec<u8>, ExportError> {
    let Stored { mut parts, digest, rasters } = stored;
    let Manuscripts { old, new } = manuscripts;
    let pairs = plan.body.iter().flat_map(pairs);
    let mut emitter = Emitter {
        manuscripts,
        revisions: Revisions::new(author, new.last_bookmark + 1),
        parts: OldParts::new(old, new, pairs),
    };
    emitter.parts.kept_bookmarks = kept_bookmarks::of(manuscripts, plan);
    let mut body = emitter.blocks(&plan.body);
    let mut notes = emitter.notes(&plan.notes);
    number_notes(&mut notes, &mut body);
    comment::add(&mut parts, &mut body, &plan.notices, author);
    let OldParts { numbering, links, pictures, .. } = emitter.parts;
    let written = |nodes: &[Node], part: &mut Vec<u8>| {
        let mut out = String::new();
        nodes.iter().for_each(|node| node.write(&mut out));
        part.extend_from_slice(out.as_bytes());
        Ok(())
    };
    let kind = versions.new.note_kind;
    let body = main_document(|part| written(&body, part))?;
    parts.add_main_document(note_part::of_kind(kind, body));
    parts.add_word(note_part::name(kind), note_part::notes(kind, |part| written(&notes, part))?);
    headers_and_footers(&mut parts, &new.stories)?;
    media::add(&mut parts, versions.new, &new.stories.images, rasters)?;
    media::add_old(&mut parts, versions.old, &old.stories.images, &pictures)?;
    let numbering = parts::numbering(&numbering, versions.style);
    definitions(&mut parts, versions.new, versions.style, numbering, false);
    let has_code = [versions.old, versions.new].iter().any(|it| has_span(it, SpanStyle::Code));
    let families: Vec<_> = versions.style.fonts.used(has_code).collect();
    parts.add_fonts(&families, versions.fonts, Vec::new());
    add_links(&mut parts, links.each_ref());
    parts.add_properties(versions.new, digest.as_deref());
    parts.finish(Cache::NONE)
}

/// Numbers the notes in the order of their references. LibreOffice 7.4 does not match references and notes by
/// id or order: it gives the first reference the note with the lowest id.
fn number_notes(notes: &mut [Node], body: &mut [Node]) {
    let mut numbers = HashMap::new();
    each(body, "w:footnoteReference", &mut |reference| {
        let next = numbers.len() + 1;
        let id = reference.attribute("w:id").unwrap_or_default();
        let number = *numbers.entry(id).or_insert(next);
        reference.set("w:id", &number.to_string());
    });
    let mut next = numbers.len();
    each(notes, "w:footnote", &mut |note| {
        let number = note.attribute("w:id").and_then(|id| numbers.get(&id).copied());
        // Every note has a reference; a note without one would keep a separate id.
        let number = number.unwrap_or_else(|| {
            next += 1;
            next
        });
        note.set("w:id", &number.to_string());
    });
    notes.sort_by_key(|note| {
        let id = note.element().and_then(|note| note.attribute("w:id"));
        id.and_then(|id| id.parse::<usize>().ok())
    });
}

fn each(nodes: &mut [Node], name: &str, change: &mut dyn FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            element.walk(&mut |it| {
                if it.name == name {
                    change(it);
                }
            });
        }
    }
}

/// The kept paragraphs, before and after.
fn pairs(merge: &Merge) -> Vec<(usize, usize)> {
    match merge {
        Merge::Paragraphs(ParagraphMerge { old, new, moved: None, .. }) => {
            old.iter().copied().zip(new.iter().copied()).collect()
        }
        Merge::Paragraphs(_) | Merge::Table { .. } | Merge::Fixed(_) => Vec::new(),
    }
}
