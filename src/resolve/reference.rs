//! Cross-references: what `[#id]` points at and how it is printed.
//!
//! A reference may stand before its target, so the words are filled in when everything has been
//! numbered.

use std::collections::{BTreeMap, HashMap};

use super::Resolver;
use crate::document::walk::inlines_mut;
use crate::document::{ElementId, Inline, Note, Section};

/// What can be referred to, and what waits for it.
#[derive(Debug, Default)]
pub(super) struct References {
    targets: HashMap<String, Target>,
    waiting: BTreeMap<ElementId, String>,
}

#[derive(Debug)]
struct Target {
    element: ElementId,
    words: Vec<Inline>,
}

impl References {
    /// Says what the author's id names, and how a reference to it is printed.
    pub(super) fn define(&mut self, id: &str, element: ElementId, words: Vec<Inline>) {
        self.targets.entry(id.into()).or_insert(Target { element, words });
    }

    /// Fills in targets and words of every reference.
    pub(super) fn fill(&self, sections: &mut [Section], notes: &mut [Note]) {
        let mut fill = |inline: &mut Inline| self.fill_one(inline);
        sections.iter_mut().for_each(|section| inlines_mut::section(section, &mut fill));
        notes.iter_mut().for_each(|note| inlines_mut::blocks(&mut note.blocks, &mut fill));
    }

    fn fill_one(&self, inline: &mut Inline) {
        let Inline::CrossReference { id, target, content } = inline else { return };
        let Some(known) = self.waiting.get(id).and_then(|id| self.targets.get(id)) else { return };
        *target = known.element;
        if content.is_empty() {
            content.clone_from(&known.words);
        }
    }
}

impl Resolver<'_> {
    /// A reference, to be filled in; `content` are words of the author's own.
    pub(super) fn cross_reference(&mut self, id: &str, content: Option<Vec<Inline>>) -> Inline {
        let element = self.derived("see", id);
        self.references.waiting.insert(element, id.into());
        // Until it is filled in, a reference points at itself.
        Inline::CrossReference {
            id: element,
            target: element,
            content: content.unwrap_or_default(),
        }
    }

    /// How a title is cited: in quotation marks, without marks of notes.
    pub(super) fn quoted(&self, title: &[Inline]) -> Vec<Inline> {
        let quotes = &self.labels.quotes;
        let mut words = vec![Inline::Text(quotes.open.clone())];
        words.extend(without_notes(title));
        words.push(Inline::Text(quotes.close.clone()));
        words
    }
}

/// Inlines without the marks of notes, and without links, which may not stand in a link.
pub(super) fn without_notes(content: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    for inline in content {
        match inline {
            Inline::NoteReference(_) => {}
            Inline::Link { content, .. } | Inline::CrossReference { content, .. } => {
                out.extend(without_notes(content));
            }
            Inline::Strong(inner) => out.push(Inline::Strong(without_notes(inner))),
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(without_notes(inner))),
            Inline::Superscript(inner) => out.push(Inline::Superscript(without_notes(inner))),
            Inline::Subscript(inner) => out.push(Inline::Subscript(without_notes(inner))),
            Inline::SmallCaps(inner) => out.push(Inline::SmallCaps(without_notes(inner))),
            Inline::Foreign { language, content } => out.push(Inline::Foreign {
                language: language.clone(),
                content: without_notes(content),
            }),
            Inline::Text(_) => out.push(inline.clone()),
            Inline::LineBreak => out.push(Inline::Text(" ".into())),
        }
    }
    out
}
