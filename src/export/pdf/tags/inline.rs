//! Structure elements of inline content: links, cross-references and note references.

use super::super::object::text_string;
use super::build::Builder;
use super::tree::{Kid, Node};
use crate::document::inline::first_notes;
use crate::document::{ElementId, Inline, Note, NoteKind};
use crate::export::mathml::mathml;
use crate::layout::Part;

impl Builder<'_> {
    /// A text element, followed by the notes first cited in it.
    pub fn with_notes(
        &mut self,
        tag: &'static str,
        element: ElementId,
        content: &[Inline],
    ) -> Vec<Kid> {
        let mut kids = vec![Node::new(tag, self.inline(element, content)).of(element).into()];
        kids.extend(self.notes(content));
        kids
    }

    /// The text of an element and its nested elements, in page order.
    pub fn inline(&mut self, element: ElementId, content: &[Inline]) -> Vec<Kid> {
        let mut kids = self.content.all(element);
        self.inner(content, &mut kids);
        kids.sort_by_key(Kid::first);
        kids
    }

    /// Appends the elements nested in some text, except those that no page shows.
    pub fn inner(&mut self, content: &[Inline], kids: &mut Vec<Kid>) {
        for inline in content {
            match inline {
                Inline::Text(_) | Inline::LineBreak => {}
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Span(_, inner)
                | Inline::Foreign { content: inner, .. } => self.inner(inner, kids),
                Inline::Link { id, content, .. } => {
                    kids.extend(self.linked(*id, content).map(Kid::from));
                }
                Inline::CrossReference { id, content, .. } => {
                    kids.extend(self.linked(*id, content).map(reference));
                }
                Inline::Equation(equation) => {
                    let mathml = mathml(&equation.equation, &equation.line, false);
                    let formula = self.formula(equation.id, &equation.line, mathml);
                    kids.extend(formula.map(Kid::from));
                }
                Inline::NoteReference(mark) => {
                    let note = self.document.notes.get(mark.note).map(|note| note.id);
                    let link = self.linked(mark.id, &[]);
                    let link = link.map(|link| link.refers_to(note.as_slice()));
                    kids.extend(link.map(reference));
                }
            }
        }
    }

    /// The content of an equation, with its alternative text and its MathML; `None` if no page shows it.
    pub fn formula(
        &mut self,
        element: ElementId,
        alternative: &str,
        mathml: String,
    ) -> Option<Node> {
        let kids = self.content.part(element, Part::Content);
        let mut node = (!kids.is_empty()).then(|| Node::new("Formula", kids).of(element))?;
        node.entries.set("Alt", text_string(alternative));
        node.mathml = Some(mathml);
        match self.content.formula(element) {
            Some(bounds) => Some(node.with_attributes(bounds)),
            None => Some(node),
        }
    }

    /// A link, or a `Span` if it has no annotation.
    fn linked(&mut self, element: ElementId, content: &[Inline]) -> Option<Node> {
        let mut kids = self.inline(element, content);
        let annotations = self.content.annotations(element);
        let tag = if annotations.is_empty() { "Span" } else { "Link" };
        kids.extend(annotations);
        (!kids.is_empty()).then(|| Node::new(tag, kids).of(element))
    }

    /// The footnotes first cited in some text.
    pub fn notes(&mut self, content: &[Inline]) -> Vec<Kid> {
        let document = self.document;
        if document.note_kind == NoteKind::Endnotes {
            return Vec::new();
        }
        let found = first_notes(content).into_iter();
        let notes: Vec<&Note> = found.filter_map(|note| document.notes.get(note)).collect();
        notes.into_iter().map(|note| self.note(note)).collect()
    }
}

fn reference(link: Node) -> Kid {
    Node::new("Reference", vec![link.into()]).into()
}
