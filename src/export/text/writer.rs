//! The document as plain text: cover, contents, sections, notes.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::transliterate::transliterate;
use super::wrap::{WIDTH, hanging, underlined, with_marker, wrap};
use crate::cache::{Cache, Key};
use crate::document::{Contents, Document, Inline, Note, NoteKind, Section, SectionKind};
use crate::export::lines::{Lines, join};

/// Two empty lines.
const SECTION_GAP: &str = "\n\n\n";

/// Columns from the left edge to the text of a note.
const NOTE_INDENT: usize = 5;

/// The characters that plain text may contain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Charset {
    /// All characters of the document.
    #[default]
    Unicode,
    /// ASCII, and letters of scripts other than Latin.
    Ascii,
}

/// A document, and the characters it is written with.
pub struct Writer<'a> {
    /// The document.
    pub document: &'a Document,
    /// The characters that the text may contain.
    pub charset: Charset,
    /// What earlier builds made.
    pub cache: &'a Cache,
}

impl Writer<'_> {
    /// The whole document, its lines joined by line feeds.
    pub fn document(&self) -> String {
        let Document { language, words, contents, .. } = self.document;
        let shared = Key::new("text", (self.charset, language, words));
        let sections = |sections: &[Arc<Section>]| -> Vec<String> {
            sections.par_iter().map(|section| self.kept(section, shared)).collect()
        };
        let (before, after) = self.document.split_at_contents();
        let mut parts = vec![self.cover().join("\n")];
        parts.extend(sections(before));
        parts.extend(contents.as_ref().map(|contents| self.kept_contents(contents, shared)));
        parts.extend(sections(after));
        parts.push(self.kept_notes(shared));
        parts.retain(|part| !part.is_empty());
        parts.join(SECTION_GAP)
    }

    /// A section of the document, written if no earlier build has written it. `shared` is the key of everything that
    /// it is made from besides itself and notes.
    fn kept(&self, section: &Section, shared: Key) -> String {
        let write = || self.section(section).join("\n");
        if section.kind == SectionKind::Notes {
            return write();
        }
        self.cache.get(|| Key::new("text of a section", (shared, section)), write)
    }

    /// The contents, written if no earlier build has written them.
    fn kept_contents(&self, contents: &Contents, shared: Key) -> String {
        let entries = contents.entries.iter().map(|entry| (entry.level, &entry.content));
        let key = || (shared, &contents.heading, entries.collect::<Vec<_>>());
        let write = || self.contents(contents).join("\n");
        self.cache.get(|| Key::new("text of contents", key()), write)
    }

    /// The notes at the end, written if no earlier build has written them.
    fn kept_notes(&self, shared: Key) -> String {
        let Document { notes, note_kind, .. } = self.document;
        let write = || self.notes_at_end().join("\n");
        self.cache.get(|| Key::new("text of notes", (shared, note_kind, notes)), write)
    }

    /// A text in the characters of the charset.
    pub fn word(&self, text: &str) -> String {
        match self.charset {
            Charset::Unicode => text.into(),
            Charset::Ascii => transliterate(text),
        }
    }

    fn cover(&self) -> Lines {
        let cover = &self.document.cover;
        let line = |content: &[Inline]| wrap(&self.text(content), WIDTH);
        let parts = vec![
            [line(&cover.publisher), line(&cover.office)].concat(),
            line(&cover.series),
            underlined(line(&cover.title), '='),
            line(&cover.subtitle),
            cover.foot().map(|content| line(content)).concat(),
        ];
        join(parts, 1)
    }

    fn contents(&self, contents: &Contents) -> Lines {
        let heading = underlined(wrap(&self.text(&contents.heading), WIDTH), '=');
        let entries = contents.entries.iter().flat_map(|entry| {
            let indent = usize::from(entry.level.saturating_sub(1)) * 2;
            hanging(&" ".repeat(indent), indent + 2, &self.text(&entry.content), WIDTH)
        });
        join(vec![heading, entries.collect()], 1)
    }

    fn section(&self, section: &Section) -> Lines {
        let heading = section.heading.as_ref().map(|heading| self.heading(heading));
        let own = vec![heading.unwrap_or_default(), self.blocks(&section.blocks, WIDTH)];
        let inner = section.sections.iter().map(|inner| self.section(inner));
        join(std::iter::once(join(own, 1)).chain(inner).collect(), 2)
    }

    /// Some of the notes.
    pub fn notes(&self, notes: Range<usize>) -> Lines {
        let notes = self.document.notes.get(notes).unwrap_or_default();
        join(notes.iter().map(|note| self.note(note)).collect(), 1)
    }

    /// The notes that pages have at their foot. Endnotes are in a separate section.
    fn notes_at_end(&self) -> Lines {
        let notes = &self.document.notes;
        if notes.is_empty() || self.document.note_kind == NoteKind::Endnotes {
            return Lines::new();
        }
        let heading = underlined(wrap(&self.word(&self.document.words.notes), WIDTH), '=');
        let notes = notes.iter().flat_map(|note| {
            let opening =
                note.restarts_in.iter().map(|name| underlined(wrap(&self.word(name), WIDTH), '-'));
            opening.chain([self.note(note)])
        });
        join(std::iter::once(heading).chain(notes).collect(), 1)
    }

    fn note(&self, note: &Note) -> Lines {
        let marker = format!("[{}]", note.number);
        let indent = NOTE_INDENT.max(marker.width() + 1);
        with_marker(&marker, indent, self.blocks(&note.blocks, WIDTH - indent))
    }
}
