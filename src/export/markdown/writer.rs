//! The document as Markdown: cover, contents, sections, notes.

use std::collections::BTreeSet;
use std::ops::Range;

use super::syntax::list_item;
use crate::document::{Contents, Document, ElementId, Inline, Note, NoteKind, Section, visit};
use crate::export::lines::{Lines, indented, join};

/// A document, and those of its elements that need an anchor.
pub struct Writer<'a> {
    /// The document.
    pub document: &'a Document,
    /// The targets of links and references.
    targets: BTreeSet<ElementId>,
}

impl<'a> Writer<'a> {
    /// A writer of a document.
    pub fn new(document: &'a Document) -> Writer<'a> {
        Writer { document, targets: targets(document) }
    }

    /// The lines of the whole document.
    pub fn document(&self) -> Lines {
        let document = self.document;
        let (before, after) = document.split_at_contents();
        let mut parts = self.cover();
        parts.extend(before.iter().map(|section| self.section(section)));
        parts.extend(document.contents.as_ref().map(|contents| self.contents(contents)));
        parts.extend(after.iter().map(|section| self.section(section)));
        match document.note_kind {
            NoteKind::Footnotes => parts.push(self.notes(0..document.notes.len())),
            NoteKind::Endnotes => {}
        }
        join(parts, 1)
    }

    /// Some of the notes.
    pub fn notes(&self, notes: Range<usize>) -> Lines {
        let notes = self.document.notes.get(notes).unwrap_or_default();
        join(notes.iter().map(|note| self.note(note)).collect(), 1)
    }

    fn cover(&self) -> Vec<Lines> {
        let cover = &self.document.cover;
        let lines = cover.lines().map(|line| match line == cover.title.as_slice() {
            true => vec![format!("# {}", self.line(line))],
            false => self.paragraph_text(line),
        });
        lines.collect()
    }

    fn contents(&self, contents: &Contents) -> Lines {
        let heading = vec![format!("## {}", self.line(&contents.heading))];
        let entries = contents.entries.iter().map(|entry| {
            let anchor = self.document.anchor(entry.target);
            let line = format!("[{}](#{anchor})", self.line(&entry.content));
            let level = usize::from(entry.level.saturating_sub(1));
            indented(2 * level, list_item("-", vec![line]))
        });
        join(vec![heading, join(entries.collect(), 0)], 1)
    }

    fn section(&self, section: &Section) -> Lines {
        let heading = section.heading.iter().map(|heading| vec![self.heading(heading)]);
        let blocks = [self.blocks(&section.blocks)];
        let inner = section.sections.iter().map(|inner| self.section(inner));
        join(heading.chain(blocks).chain(inner).collect(), 1)
    }

    /// A note. All lines after the first are indented.
    fn note(&self, note: &Note) -> Lines {
        let mut lines = self.blocks(&note.blocks);
        self.prepend_anchor(note.id, &mut lines);
        let mut lines = lines.into_iter();
        let first = format!("[^{}]: {}", self.note_name(note), lines.next().unwrap_or_default());
        std::iter::once(first).chain(indented(4, lines.collect())).collect()
    }

    /// The name of a note in the file, which must be unique: its number, or its anchor if numbers
    /// restart in each section.
    pub fn note_name<'n>(&'n self, note: &'n Note) -> &'n str {
        match self.document.notes.iter().any(|note| note.restarts_in.is_some()) {
            true => self.document.anchor(note.id),
            false => &note.number,
        }
    }

    /// Puts an anchor before a text if it is the target of a reference.
    pub fn prepend_anchor(&self, element: ElementId, lines: &mut Lines) {
        if let (Some(anchor), Some(first)) = (self.target_anchor(element), lines.first_mut()) {
            *first = format!("[]{{#{anchor}}}{first}");
        }
    }

    /// Puts a fenced div with an anchor around any other target of a reference.
    pub fn wrap_in_anchor(&self, element: ElementId, lines: Lines) -> Lines {
        match self.target_anchor(element) {
            Some(anchor) => {
                let (opening, closing) = (vec![format!("::: {{#{anchor}}}")], vec![":::".into()]);
                join(vec![opening, lines, closing], 1)
            }
            None => lines,
        }
    }

    /// The anchor of an element, if it is the target of a reference.
    pub fn target_anchor(&self, element: ElementId) -> Option<&str> {
        self.targets.contains(&element).then(|| self.document.anchor(element))
    }
}

/// The elements that links and references lead to.
fn targets(document: &Document) -> BTreeSet<ElementId> {
    let entries = document.contents.iter().flat_map(|contents| &contents.entries);
    let mut targets: BTreeSet<ElementId> = entries.map(|entry| entry.target).collect();
    visit::inlines(document, &mut |inline| match inline {
        Inline::CrossReference { target, .. } => targets.extend([*target]),
        Inline::NoteReference(again) if !again.first => {
            targets.extend(document.notes.get(again.note).map(|note| note.id));
        }
        Inline::NoteReference(_)
        | Inline::Text(_)
        | Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Span(..)
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::Equation(_)
        | Inline::LineBreak => {}
    });
    targets
}
