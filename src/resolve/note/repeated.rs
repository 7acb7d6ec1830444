//! References to notes in a section that is kept for the builds after an edit.

use std::hash::Hasher;

use super::super::Resolver;
use super::{Notes, start};
use crate::document::ElementId;
use crate::document::relocation::{Relocated, Relocation};
use crate::origin::Shifted;
use crate::source::markup::{Citation, InlineNote};

/// What refers to a note.
#[derive(Clone, Debug)]
pub enum Referenced {
    /// `[^id]`
    Id(String),
    /// A note that is written there.
    Inline(InlineNote),
    /// A citation of works.
    Works(Citation),
}

/// The references to notes in a section, with their elements.
#[derive(Clone, Debug)]
pub struct SectionNotes {
    references: Vec<(Referenced, ElementId)>,
    /// The hash of all references before it.
    history: u64,
}

impl Notes {
    /// Begins a section whose references are kept. Returns the hash of those before it.
    pub fn begin_section(&mut self) -> u64 {
        self.references = Some(Vec::new());
        self.is_repeated = false;
        self.history.finish()
    }

    /// Ends a section that began with a hash. `None` if it has the text of a note that has been resolved before.
    pub fn section(&mut self, history: u64) -> Option<SectionNotes> {
        let references = self.references.take()?;
        (!self.is_repeated).then_some(SectionNotes { references, history })
    }

    /// Whether the references of a section would be the same again.
    pub fn would_repeat(&self, section: &SectionNotes) -> bool {
        let is_new = |referenced: &Referenced| match referenced {
            Referenced::Id(_) | Referenced::Works(_) => true,
            Referenced::Inline(note) => {
                start(&note.text).is_none_or(|start| !self.ids.contains_key(&start))
            }
        };
        let SectionNotes { references, history } = section;
        references.is_empty()
            || *history == self.history.finish() && references.iter().all(|(it, _)| is_new(it))
    }
}

impl Resolver<'_> {
    /// Repeats the references of a section.
    pub fn repeat_notes(&mut self, section: &SectionNotes) {
        for (referenced, element) in &section.references {
            let id = match referenced {
                Referenced::Id(id) => id.clone(),
                Referenced::Inline(note) => self.notes.inline(note),
                Referenced::Works(citation) => self.notes.works(citation),
            };
            self.refer(&id, *element);
        }
    }
}

impl Relocated for SectionNotes {
    fn relocate(&mut self, by: Relocation) {
        for (referenced, element) in &mut self.references {
            element.relocate(by);
            match referenced {
                Referenced::Id(_) => {}
                Referenced::Inline(note) => note.shift(by.bytes),
                Referenced::Works(citation) => citation.shift(by.bytes),
            }
        }
    }
}
