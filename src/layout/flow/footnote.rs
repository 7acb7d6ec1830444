//! Footnotes as flow, and the rule above them.

use super::Context;
use super::flow_item::{FlowItem, begin, shift};
use crate::document::{Inline, Note};
use crate::layout::{Artifact, Item, Link, LinkTarget, Owner, Part, Rect};
use crate::templates::{Colour, ParagraphStyle};
use crate::units::pt_from_mm;

/// Between the text and the rule above the notes, at least, in points.
const ABOVE_RULE: f32 = 9.0;

/// Between the rule and the first note, in points.
const BELOW_RULE: f32 = 4.0;

impl Context<'_> {
    /// A note, its number hanging before its first line.
    pub fn note(&self, note: &Note, width: f32) -> Vec<FlowItem> {
        let indent = self.style.notes.indent_pt;
        let style = &self.style.paragraphs.note;
        let context = self.in_note();
        let context = Context { style: &context, ..*self };
        let mut flow: Vec<FlowItem> =
            note.blocks.iter().flat_map(|block| context.block(block, width - indent)).collect();
        shift(&mut flow, indent);
        let mut flow = self.with_number(flow, note, style);
        begin(&mut flow, note.id);
        flow
    }

    fn with_number(
        &self,
        mut flow: Vec<FlowItem>,
        note: &Note,
        style: &ParagraphStyle,
    ) -> Vec<FlowItem> {
        let owner = Owner::Element(note.id, Part::Marker);
        let number = Inline::Superscript(vec![Inline::Text(note.number.clone().into())]);
        let mark = self.owned_lines(owner, &[number], style, self.style.notes.indent_pt * 2.0);
        let mut items: Vec<Item> =
            mark.into_iter().next().map(|mark| mark.items).unwrap_or_default();
        items.push(Item::Link(Link {
            rect: Rect {
                x: 0.0,
                y: 0.0,
                width: self.style.notes.indent_pt,
                height: style.leading_pt,
            },
            element: note.id,
            target: LinkTarget::Element(note.first_reference),
        }));
        match flow.first_mut() {
            Some(first) => drop(first.items.splice(0..0, items)),
            None => flow.push(FlowItem::new(style.leading_pt, items)),
        }
        flow
    }

    /// The template as it is within notes.
    fn in_note(&self) -> crate::templates::Style {
        let mut style = self.style.clone();
        let note =
            ParagraphStyle { before_pt: 0.0, after_pt: 0.0, ..style.paragraphs.note.clone() };
        style.paragraphs.list_item = note.clone();
        style.paragraphs.body = note;
        style
    }

    /// Above the notes of a page, in points, the rule included.
    pub fn note_separator(&self) -> f32 {
        ABOVE_RULE + self.style.notes.rule_pt + BELOW_RULE
    }

    /// The rule above notes, `y` from the top of what separates them from the text. Over the rest
    /// of a note from the page before, it takes the whole width.
    pub fn note_rule(&self, carried: bool, width: f32) -> Item {
        let length = pt_from_mm(self.style.notes.rule_mm);
        let rect = Rect {
            x: 0.0,
            y: ABOVE_RULE,
            width: if carried { width } else { length.min(width) },
            height: self.style.notes.rule_pt,
        };
        Item::Fill { rect, colour: Colour::Ink, owner: Owner::Artifact(Artifact::Layout) }
    }
}
