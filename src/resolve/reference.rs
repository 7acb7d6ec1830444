//! Cross-references: the targets of `[#id]` and the text printed for them.
//!
//! A reference may precede its target, so targets and texts are filled in after numbering.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;
use rayon::prelude::*;

use super::Resolver;
use super::citation_words::{self, Cited, Mention, Wording};
use super::work_citation;
use crate::document::inline::plain_text;
use crate::document::relocation::{Relocated, Relocation};
use crate::document::visit;
use crate::document::{ElementId, Inline, Note, Section};
use crate::origin::{Generator, TracedString};
use crate::source::markup::{Citation, CitationForm, CitedTarget};
use crate::templates::CitationForm as TemplateForm;

/// The targets defined so far, and the references to fill in.
#[derive(Debug, Default)]
pub(super) struct References {
    targets: IndexMap<String, Target>,
    pending: BTreeMap<ElementId, Pending>,
    /// The number of ids before the current section.
    ids_before: usize,
    /// Whether the section has defined an id of another one.
    is_redefined: bool,
    /// How works are cited; `None` before the bibliography, and without one.
    pub(super) citations: Option<TemplateForm>,
}

/// The ids in a section, and its references.
#[derive(Clone, Debug)]
pub(super) struct SectionReferences {
    targets: Vec<(String, Target)>,
    pending: Vec<(ElementId, Pending)>,
}

#[derive(Clone, Debug)]
struct Target {
    element: ElementId,
    cited: Cited,
}

/// A reference to fill in.
#[derive(Clone, Debug)]
struct Pending {
    targets: Vec<PendingTarget>,
    form: CitationForm,
}

#[derive(Clone, Debug)]
struct PendingTarget {
    /// The element of the reference.
    reference: ElementId,
    /// The author's id of its target.
    id: String,
    ends_range: bool,
    /// The words before a work, as printed.
    prefix: Option<TracedString>,
    locator: Option<TracedString>,
}

impl References {
    /// Defines the element with an author's id, and what references to it print. The first definition of
    /// an id counts.
    pub(super) fn define(&mut self, id: &str, element: ElementId, cited: Cited) {
        match self.targets.entry(id.into()) {
            Entry::Occupied(known) => self.is_redefined |= known.index() < self.ids_before,
            Entry::Vacant(entry) => _ = entry.insert(Target { element, cited }),
        }
    }

    /// Begins a section whose ids and references are kept.
    pub(super) fn begin_section(&mut self) {
        self.is_redefined = false;
        self.ids_before = self.targets.len();
    }

    /// The ids and references of the section that began with an element; `None` if it has an id of another one.
    pub(super) fn section(&self, first: ElementId) -> Option<SectionReferences> {
        let targets = self.targets.get_range(self.ids_before..)?.iter();
        let pending = self.pending.range(first..);
        (!self.is_redefined).then(|| SectionReferences {
            targets: targets.map(|(id, target)| (id.clone(), target.clone())).collect(),
            pending: pending.map(|(element, pending)| (*element, pending.clone())).collect(),
        })
    }

    /// Adds the ids and references of a section again.
    pub(super) fn repeat(&mut self, section: &SectionReferences) {
        for (id, Target { element, cited }) in &section.targets {
            self.define(id, *element, cited.clone());
        }
        self.pending.extend(section.pending.iter().cloned());
    }

    /// The text of a reference to each id.
    pub(super) fn printed(&self, wording: Wording) -> BTreeMap<String, String> {
        let printed = |(id, target): (&String, &Target)| {
            let &Target { element, ref cited } = target;
            let (reference, target, ends_range) = (element, element, false);
            let (prefix, locator) = (None, None);
            let mention = Mention { reference, target, cited, ends_range, prefix, locator };
            let words = citation_words::words(&[mention], CitationForm::default(), wording);
            (id.clone(), plain_text(&words))
        };
        self.targets.iter().map(printed).collect()
    }

    /// The element with each id.
    pub(super) fn elements(&self) -> BTreeMap<String, ElementId> {
        self.targets.iter().map(|(id, target)| (id.clone(), target.element)).collect()
    }

    /// Fills in the target and text of every reference.
    pub(super) fn fill(&self, wording: Wording, sections: &mut [Arc<Section>], notes: &mut [Note]) {
        if self.pending.is_empty() {
            return;
        }
        let next = sections.iter().skip(1).map(|next| next.id);
        let after = notes.first().map_or(ElementId(u32::MAX), |note| note.id);
        let ends: Vec<ElementId> = next.chain([after]).collect();
        sections.par_iter_mut().zip(ends).for_each(|(section, end)| {
            // The others stay shared.
            if self.pending.range(section.id..end).next().is_some() {
                // Only notes cite works as notes do.
                let fill = &mut |it: &mut _| self.fill_all(wording, it, &mut HashSet::new());
                visit::section_texts_mut(Arc::make_mut(section), fill);
            }
        });
        let cited = &mut HashSet::new();
        let mut fill = |content: &mut Vec<Inline>| self.fill_all(wording, content, cited);
        notes.iter_mut().for_each(|note| visit::block_texts_mut(&mut note.blocks, &mut fill));
    }

    /// `cited` contains the works that notes have cited so far.
    fn fill_all(
        &self,
        wording: Wording,
        content: &mut Vec<Inline>,
        cited: &mut HashSet<ElementId>,
    ) {
        if !content.iter().any(has_reference) {
            return;
        }
        for mut inline in std::mem::take(content) {
            if let Some(inner) = inline.content_mut() {
                self.fill_all(wording, inner, cited);
            }
            match self.filled(wording, &mut inline, cited) {
                Some(words) => content.extend(words),
                None => content.push(inline),
            }
        }
    }

    /// The generated words of a reference without words, as links. For a reference with the author's words,
    /// only sets the target.
    fn filled(
        &self,
        wording: Wording,
        inline: &mut Inline,
        cited: &mut HashSet<ElementId>,
    ) -> Option<Vec<Inline>> {
        let Inline::CrossReference { id, target, content } = inline else { return None };
        let pending = self.pending.get(id)?;
        let known = pending.targets.iter().filter_map(|pending| {
            let Target { element, cited } = self.targets.get(&pending.id)?;
            let PendingTarget { reference, ends_range, ref prefix, ref locator, .. } = *pending;
            let [prefix, locator] =
                [prefix, locator].map(|it| it.as_ref().map(TracedString::as_str));
            Some(Mention { reference, target: *element, cited, ends_range, prefix, locator })
        });
        let known: Vec<Mention> = known.collect();
        *target = known.first()?.target;
        content.is_empty().then(|| match (pending.form, self.citations) {
            (CitationForm::Work, Some(TemplateForm::Note)) => {
                work_citation::in_note(&known, wording, cited)
            }
            (CitationForm::Work, _) => work_citation::in_text(&known, wording),
            (form, _) => citation_words::words(&known, form, wording),
        })
    }
}

impl Relocated for SectionReferences {
    fn relocate(&mut self, by: Relocation) {
        for (_, Target { element, cited }) in &mut self.targets {
            element.relocate(by);
            match cited {
                Cited::Number(..) => {}
                Cited::Words(words) => words.relocate(by),
                Cited::Work(work) => {
                    work.label.relocate(by);
                    work.entry.relocate(by);
                }
            }
        }
        for (element, Pending { targets, form: _ }) in &mut self.pending {
            element.relocate(by);
            for PendingTarget { reference, prefix, locator, .. } in targets {
                reference.relocate(by);
                prefix.relocate(by);
                locator.relocate(by);
            }
        }
    }
}

/// Whether an inline is a reference, or contains one.
fn has_reference(inline: &Inline) -> bool {
    matches!(inline, Inline::CrossReference { .. }) || inline.content().iter().any(has_reference)
}

impl Resolver<'_> {
    /// A reference to be filled in; `content` is the author's text.
    pub(super) fn cross_reference(&mut self, id: &str, content: Vec<Inline>) -> Inline {
        let (at, ends_range, prefix, locator) = (0..0, false, None, None);
        let cited = CitedTarget { id: id.into(), at, ends_range, prefix, locator };
        self.pending(std::slice::from_ref(&cited), CitationForm::Label, content)
    }

    /// A reference to be filled in with generated words: a note, if the template cites works in notes.
    pub(super) fn citation(&mut self, citation: &Citation) -> Inline {
        let is_note = citation.form == CitationForm::Work
            && self.style.citations.style == Some(TemplateForm::Note);
        match is_note && !self.is_in_note() {
            true => self.citation_note(citation),
            false => self.cited(citation),
        }
    }

    /// A citation in the text itself.
    pub(super) fn cited(&mut self, citation: &Citation) -> Inline {
        self.pending(&citation.targets, citation.form, Vec::new())
    }

    fn pending(
        &mut self,
        targets: &[CitedTarget],
        form: CitationForm,
        content: Vec<Inline>,
    ) -> Inline {
        let targets = targets.iter().map(|cited| PendingTarget {
            reference: self.derived("see", &cited.id),
            id: cited.id.clone(),
            ends_range: cited.ends_range,
            prefix: cited.prefix.as_ref().map(|words| self.printing.print(words)),
            locator: cited.locator.clone(),
        });
        let targets: Vec<PendingTarget> = targets.collect();
        // Until it is filled in, a reference refers to itself.
        let id = targets.first().map_or_else(|| self.anchors.peek(), |first| first.reference);
        self.references.pending.insert(id, Pending { targets, form });
        Inline::CrossReference { id, target: id, content }
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
            // A repeated equation would be the same element twice, so its line of text is repeated.
            Inline::Equation(equation) => out.push(Inline::Text(equation.line.clone())),
            Inline::LineBreak => out.push(Inline::generated(" ", Generator::Separator)),
        }
    }
    out
}
