//! Cross-references: the targets of `[#id]` and the text printed for them.
//!
//! A reference may precede its target, so targets and texts are filled in after numbering.

use std::collections::{BTreeMap, HashMap};

use super::Resolver;
use crate::document::visit;
use crate::document::{ElementId, Inline, Note, Section};
use crate::origin::Generator;

/// The targets defined so far, and the references to fill in.
#[derive(Debug, Default)]
pub(super) struct References {
    targets: HashMap<String, Target>,
    pending: BTreeMap<ElementId, String>,
}

#[derive(Debug)]
struct Target {
    element: ElementId,
    words: Vec<Inline>,
}

impl References {
    /// Defines the element with an author's id, and the text of references to it. The first definition
    /// of an id counts.
    pub(super) fn define(&mut self, id: &str, element: ElementId, words: Vec<Inline>) {
        self.targets.entry(id.into()).or_insert(Target { element, words });
    }

    /// Fills in the target and text of every reference.
    pub(super) fn fill(&self, sections: &mut [Section], notes: &mut [Note]) {
        let mut fill = |inline: &mut Inline| self.fill_one(inline);
        sections.iter_mut().for_each(|section| visit::section_inlines_mut(section, &mut fill));
        notes.iter_mut().for_each(|note| visit::block_inlines_mut(&mut note.blocks, &mut fill));
    }

    fn fill_one(&self, inline: &mut Inline) {
        let Inline::CrossReference { id, target, content } = inline else { return };
        let Some(known) = self.pending.get(id).and_then(|id| self.targets.get(id)) else { return };
        *target = known.element;
        if content.is_empty() {
            content.clone_from(&known.words);
        }
    }
}

impl Resolver<'_> {
    /// A reference to be filled in; `content` is the text that the author gave.
    pub(super) fn cross_reference(&mut self, id: &str, content: Option<Vec<Inline>>) -> Inline {
        let element = self.derived("see", id);
        self.references.pending.insert(element, id.into());
        // Until it is filled in, a reference refers to itself.
        Inline::CrossReference {
            id: element,
            target: element,
            content: content.unwrap_or_default(),
        }
    }

    /// A title in quotation marks, without note references.
    pub(super) fn quoted(&self, title: &[Inline]) -> Vec<Inline> {
        let quotes = &self.labels.quotes;
        let mut words = vec![Inline::generated(quotes.open.clone(), Generator::Labels)];
        words.extend(without_notes(title));
        words.push(Inline::generated(quotes.close.clone(), Generator::Labels));
        words
    }
}

/// Inlines without note references and links, as links may not be nested.
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
            Inline::Span(style, inner) => out.push(Inline::Span(*style, without_notes(inner))),
            Inline::Foreign { language, content } => out.push(Inline::Foreign {
                language: language.clone(),
                content: without_notes(content),
            }),
            Inline::Text(_) => out.push(inline.clone()),
            Inline::LineBreak => out.push(Inline::generated(" ", Generator::Separator)),
        }
    }
    out
}
