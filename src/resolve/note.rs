//! Footnotes and endnotes: numbered in the order of their first references, each body once.
//!
//! If numbers restart with each section of level 1, a note that a later section cites again becomes
//! a note of that section too, with its own number on the pages of that section.

mod repeated;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash};
use std::ops::Range;
use std::sync::Arc;

use super::Resolver;
use super::anchor::hashed;
use super::citation_words::Cited;
use crate::document::{
    Block, ElementId, Heading, Inline, Matter, Note, NoteKind, NoteReference, Section, SectionKey,
    SectionKind,
};
use crate::grammar::ReferenceKind;
use crate::origin::Generator;
use crate::source::markup::{Citation, InlineNote};
use crate::source::schema::Text;
use crate::templates::{NoteNumbering, NotePlacement};
pub(super) use repeated::{Referenced, SectionNotes};

/// The footnotes cited so far, in order.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The number of sections of level 1 that have begun.
    divisions: usize,
    list: Vec<CitedNote>,
    /// Indexes of the list, by division and id.
    known: HashMap<(usize, String), usize>,
    /// The notes that are written where they are cited, by id.
    inline: HashMap<String, Text>,
    /// The ids of notes to which the author gives none, by the first byte of their text in the file.
    ids: HashMap<usize, String>,
    /// The number of such notes that begin with the same words.
    namesakes: HashMap<String, usize>,
    /// The citations of works that are printed as notes, by the ids of these notes.
    citations: HashMap<String, Citation>,
    /// Whether the body of a note is being resolved.
    in_body: bool,
    /// Hashes all ids and references so far.
    history: DefaultHasher,
    /// The references in the section that is being resolved, if it is kept.
    references: Option<Vec<(Referenced, ElementId)>>,
    /// Whether a text with a note has been resolved again.
    is_repeated: bool,
}

/// A cited footnote. Its body is resolved after the text.
#[derive(Clone, Debug)]
struct CitedNote {
    /// The author's id, or the id made from its first words.
    id: String,
    /// The section of level 1 in which it is numbered, from 1; 0 if numbers do not restart, and
    /// before the first section.
    division: usize,
    /// Its number as printed.
    number: String,
    /// The first reference to it.
    first: ElementId,
    /// All references to it, in reading order.
    references: Vec<ElementId>,
}

/// The number of words of a text from which an id is made.
const WORDS: usize = 3;

/// The name of a note with an id.
fn anchor(id: &str) -> String {
    if id.starts_with(':') { hashed("note", "", id) } else { format!("note-{id}") }
}

impl Notes {
    /// The id of a note to which the author gives none: `: Maritime Labour Convention`. No author can
    /// write it, and edits elsewhere do not change it.
    fn id_of(&mut self, text: &Text) -> String {
        let start = start(text);
        if let Some(known) = start.and_then(|start| self.ids.get(&start)) {
            self.is_repeated = true;
            return known.clone();
        }
        let words = text.words();
        let words: Vec<&str> = words.split_whitespace().take(WORDS).collect();
        let id = self.unique(format!(": {}", words.join(" ")));
        self.ids.extend(start.map(|start| (start, id.clone())));
        id
    }

    /// The id of a footnote that is written where it is cited.
    fn inline(&mut self, note: &InlineNote) -> String {
        let id = match &note.id {
            Some((id, _)) => id.clone(),
            None => self.id_of(&note.text),
        };
        self.inline.entry(id.clone()).or_insert_with(|| (*note.text).clone());
        id
    }

    /// The id of a citation of works as a note.
    fn works(&mut self, citation: &Citation) -> String {
        let works: Vec<&str> = citation.targets.iter().map(|it| it.id.as_str()).collect();
        let id = self.unique(format!(": @{}", works.join(" @")));
        self.citations.insert(id.clone(), citation.clone());
        id
    }

    /// Words with a number, if others are the same.
    fn unique(&mut self, words: String) -> String {
        words.hash(&mut self.history);
        let number = self.namesakes.entry(words.clone()).or_default();
        *number += 1;
        if *number == 1 { words } else { format!("{words} ({number})") }
    }
}

impl Resolver<'_> {
    /// Begins a section of level 1.
    pub(super) fn enter_division(&mut self) {
        self.notes.divisions += 1;
        if self.style.notes.numbering == NoteNumbering::Section {
            self.counters.restart_notes();
        }
    }

    fn division(&self) -> usize {
        match self.style.notes.numbering {
            NoteNumbering::Report => 0,
            NoteNumbering::Section => self.notes.divisions,
        }
    }

    /// A footnote that is written where it is cited.
    pub(super) fn inline_note(&mut self, note: &InlineNote) -> Inline {
        let id = self.notes.inline(note);
        self.note_reference(&id, || Referenced::Inline(note.clone()))
    }

    /// A citation of works as a note.
    pub(super) fn citation_note(&mut self, citation: &Citation) -> Inline {
        let id = self.notes.works(citation);
        self.note_reference(&id, || Referenced::Works(citation.clone()))
    }

    /// Whether the body of a note is being resolved.
    pub(super) fn is_in_note(&self) -> bool {
        self.notes.in_body
    }

    /// A reference to a footnote; the first one numbers the note.
    pub(super) fn note_reference(
        &mut self,
        id: &str,
        referenced: impl FnOnce() -> Referenced,
    ) -> Inline {
        let known = self.notes.known.get(&(self.division(), id.to_owned()));
        let known = known.and_then(|note| self.notes.list.get(*note));
        let earlier = known.map_or(0, |noted| noted.references.len());
        let element = self.anchors.named(&format!("{}-ref-{}", anchor(id), earlier + 1));
        if let Some(references) = &mut self.notes.references {
            references.push((referenced(), element));
        }
        self.refer(id, element)
    }

    /// The reference of an element to a footnote.
    fn refer(&mut self, id: &str, element: ElementId) -> Inline {
        let key = (self.division(), id.to_owned());
        let begins = self.notes.list.last().is_none_or(|last| last.division != key.0);
        (begins, id).hash(&mut self.notes.history);
        let known = self.notes.known.get(&key).copied();
        let note = known.unwrap_or(self.notes.list.len());
        if known.is_none() {
            self.note(key, element);
        }
        let number = self.notes.list.get_mut(note).map(|noted| {
            noted.references.push(element);
            noted.number.clone()
        });
        let number = number.unwrap_or_default();
        Inline::NoteReference(NoteReference { id: element, note, number, first: known.is_none() })
    }

    fn note(&mut self, key: (usize, String), first: ElementId) {
        let (division, id) = key.clone();
        let number = self.counters.note();
        let references = Vec::new();
        self.notes.known.insert(key, self.notes.list.len());
        self.notes.list.push(CitedNote { id, division, number, first, references });
    }

    /// The bodies of all notes. Notes cited in notes follow after them.
    pub(super) fn note_bodies(&mut self, sections: &[Arc<Section>]) -> Vec<Note> {
        let mut bodies: Vec<Note> = Vec::new();
        let mut division = 0;
        self.notes.in_body = true;
        while let Some(noted) = self.notes.list.get(bodies.len()).cloned() {
            let section = sections.get(noted.division.wrapping_sub(1));
            let opening = section.filter(|_| noted.division != division);
            let restarts_in = opening.map(|section| self.division_name(section));
            division = noted.division;
            bodies.push(self.note_body(&noted, restarts_in));
        }
        for (body, noted) in bodies.iter_mut().zip(&self.notes.list) {
            body.references.clone_from(&noted.references);
        }
        bodies
    }

    fn note_body(&mut self, noted: &CitedNote, restarts_in: Option<String>) -> Note {
        let id = self.anchors.named(&anchor(&noted.id));
        let number = noted.number.clone();
        self.references.define(&noted.id, id, Cited::number(ReferenceKind::Note, number.clone()));
        let report = self.report;
        let inline = self.notes.inline.get(&noted.id).cloned();
        let texts = report.footnotes.get(&noted.id).map(|note| note.0.as_slice());
        let paragraphs = inline.iter().chain(texts.unwrap_or_default());
        let mut blocks: Vec<Block> =
            paragraphs.map(|text| Block::Paragraph(self.paragraph(text))).collect();
        if let Some(mut citation) = self.notes.citations.get(&noted.id).cloned() {
            let first = citation.targets.first_mut().and_then(|it| it.prefix.as_mut());
            first.into_iter().for_each(|prefix| *prefix = capitalized(prefix).into());
            let stop = self.labels.works.stop_and_space().0;
            let content =
                vec![self.cited(&citation), Inline::generated(stop, Generator::Separator)];
            blocks.push(Block::Paragraph(self.plain_paragraph(content)));
        }
        Note {
            id,
            author_id: noted.id.clone(),
            number,
            restarts_in,
            first_reference: noted.first,
            references: Vec::new(),
            blocks,
        }
    }

    /// Where the template prints the notes.
    pub(super) fn note_kind(&self) -> NoteKind {
        match self.style.notes.kind {
            NotePlacement::Footnotes => NoteKind::Footnotes,
            NotePlacement::Endnotes => NoteKind::Endnotes,
        }
    }

    /// The section of endnotes; `None` if the report has no notes, or has footnotes.
    pub(super) fn endnotes(&mut self, notes: &[Note]) -> Option<Section> {
        if self.note_kind() == NoteKind::Footnotes || notes.is_empty() {
            return None;
        }
        let id = self.anchors.named("endnotes");
        let heading = self.generated_heading(&self.labels.notes.clone());
        let opening = |index: &usize| notes.get(*index).is_some_and(|it| it.restarts_in.is_some());
        let mut starts: Vec<usize> = (0..notes.len()).filter(opening).collect();
        let unnamed = 0..starts.first().copied().unwrap_or(notes.len());
        let blocks = (!unnamed.is_empty()).then(|| self.endnote_list(unnamed));
        starts.push(notes.len());
        let divisions = starts.windows(2).filter_map(|bounds| match bounds {
            [start, end] => {
                let name = notes.get(*start)?.restarts_in.as_deref()?;
                Some(self.endnotes_of_division(name, *start..*end))
            }
            _ => None,
        });
        let sections = divisions.collect();
        Some(Section {
            id,
            kind: SectionKind::Notes,
            matter: Matter::Back,
            heading: Some(heading),
            blocks: blocks.into_iter().collect(),
            sections,
            key: SectionKey::default(),
        })
    }

    /// The endnotes of a section of level 1, under its name.
    fn endnotes_of_division(&mut self, name: &str, notes: Range<usize>) -> Section {
        let id = self.derived("endnotes", name);
        let heading = Heading { level: 2, ..self.generated_heading(name) };
        let blocks = vec![self.endnote_list(notes)];
        let (kind, matter, sections) = (SectionKind::Section, Matter::Back, Vec::new());
        Section {
            id,
            kind,
            matter,
            heading: Some(heading),
            blocks,
            sections,
            key: SectionKey::default(),
        }
    }

    fn endnote_list(&mut self, notes: Range<usize>) -> Block {
        Block::Endnotes { id: self.derived("notes", ""), notes }
    }
}

/// The first byte of a text in the file.
fn start(text: &Text) -> Option<usize> {
    text.written().file_range(0..text.as_str().len()).map(|at| at.start)
}

/// Words at the beginning of a note.
fn capitalized(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest.as_str().chars()).collect()
}
