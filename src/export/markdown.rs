//! Document → Markdown: CommonMark 0.31 with footnotes and pipe tables, as `pandoc -f commonmark_x`
//! reads it.
//!
//! Paragraphs are one line each. Anchors of what is referred to, superscripts, subscripts, small
//! capitals and languages are written as that reader has them. A note stands where it is first
//! referred to; later references are links to it, since that reader would repeat it.

mod block;
mod escape;
mod inline;
mod list;
mod people;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use self::list::marked;
use super::lines::{Lines, indented, join};
use crate::document::{Contents, Document, ElementId, Inline, Note, Section, visit};

/// Writes the document as Markdown in NFC. Lines end with a line feed.
pub fn write(document: &Document) -> String {
    let writer = Writer { document, targets: targets(document) };
    let text: String = writer.document().join("\n").nfc().collect();
    text + "\n"
}

/// What every line is written with.
struct Writer<'a> {
    document: &'a Document,
    /// What something refers to.
    targets: BTreeSet<ElementId>,
}

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
        | Inline::SmallCaps(_)
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::LineBreak => {}
    });
    targets
}

impl Writer<'_> {
    fn document(&self) -> Lines {
        let document = self.document;
        let (before, after) = document.split_at_contents();
        let mut parts = self.cover();
        parts.extend(before.iter().map(|section| self.section(section)));
        parts.extend(document.contents.as_ref().map(|contents| self.contents(contents)));
        parts.extend(after.iter().map(|section| self.section(section)));
        parts.extend(document.notes.iter().map(|note| self.note(note)));
        join(parts, 1)
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
            let address = self.document.anchor(entry.target);
            let line = format!("[{}](#{address})", self.line(&entry.content));
            let level = usize::from(entry.level.saturating_sub(1));
            indented(2 * level, marked("-", vec![line]))
        });
        join(vec![heading, join(entries.collect(), 0)], 1)
    }

    fn section(&self, section: &Section) -> Lines {
        let heading = section.heading.iter().map(|heading| vec![self.heading(heading)]);
        let blocks = [self.blocks(&section.blocks)];
        let inner = section.sections.iter().map(|inner| self.section(inner));
        join(heading.chain(blocks).chain(inner).collect(), 1)
    }

    /// A note; what does not stand on its first line is indented.
    fn note(&self, note: &Note) -> Lines {
        let mut lines = self.blocks(&note.blocks);
        self.anchored(note.id, &mut lines);
        let mut lines = lines.into_iter();
        let first = format!("[^{}]: {}", self.label(note), lines.next().unwrap_or_default());
        std::iter::once(first).chain(indented(4, lines.collect())).collect()
    }

    /// What names a note: its number, or its anchor where numbers begin anew with each section, since
    /// no two notes of a file may have the same name.
    fn label<'n>(&'n self, note: &'n Note) -> &'n str {
        match self.document.notes.iter().any(|note| note.restarts_in.is_some()) {
            true => self.document.anchor(note.id),
            false => &note.number,
        }
    }

    /// Puts an anchor before a text that something refers to.
    fn anchored(&self, element: ElementId, lines: &mut Lines) {
        if let (Some(name), Some(first)) = (self.name(element), lines.first_mut()) {
            *first = format!("[]{{#{name}}}{first}");
        }
    }

    /// Puts fences with an anchor around something other than text that something refers to.
    fn set_off(&self, element: ElementId, lines: Lines) -> Lines {
        match self.name(element) {
            Some(name) => {
                let (opening, closing) = (vec![format!("::: {{#{name}}}")], vec![":::".into()]);
                join(vec![opening, lines, closing], 1)
            }
            None => lines,
        }
    }

    fn name(&self, element: ElementId) -> Option<&str> {
        self.targets.contains(&element).then(|| self.document.anchor(element))
    }
}
