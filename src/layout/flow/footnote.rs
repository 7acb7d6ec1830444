//! Footnotes, and the rule above them. `pagination/note_split.rs` decides how they are split over
//! pages.

use super::block::block;
use super::flow_item::{FlowItem, begin, indent};
use super::paragraph::owned_lines;
use super::{Context, TextStyles};
use crate::document::{Inline, Note};
use crate::layout::geometry::ABOVE_NOTE_RULE;
use crate::layout::page::{Artifact, Item, Link, LinkTarget, Owner, Part, Rect};
use crate::templates::{Colour, NoteStyle, ParagraphStyle};
use crate::units::pt_from_mm;

/// A note, its number before its first line.
pub fn footnote(context: Context, note: &Note, width: f32) -> Vec<FlowItem> {
    let offset = context.style.notes.indent_pt;
    let style = &context.style.paragraphs.note;
    let text = ParagraphStyle { before_pt: 0.0, after_pt: 0.0, ..style.clone() };
    let in_note = Context { text: TextStyles::new(&text, &text), ..context };
    let mut flow: Vec<FlowItem> =
        note.blocks.iter().flat_map(|content| block(in_note, content, width - offset)).collect();
    indent(&mut flow, offset);
    let number = note_number(context, note, style);
    match flow.first_mut() {
        Some(first) => drop(first.content.items.splice(0..0, number)),
        None => flow.push(FlowItem::new(style.leading_pt, number)),
    }
    begin(&mut flow, note.id);
    flow
}

/// The number of a note and its link back to the text.
fn note_number(context: Context, note: &Note, style: &ParagraphStyle) -> Vec<Item> {
    let width = context.style.notes.indent_pt;
    let owner = Owner::Element(note.id, Part::Marker);
    let number = Inline::Superscript(vec![Inline::Text(note.number.clone().into())]);
    let line = owned_lines(context, owner, &[number], style, width * 2.0).into_iter().next();
    let mut items = line.map(|line| line.content.items).unwrap_or_default();
    items.push(Item::Link(Link {
        rect: Rect { x: 0.0, y: 0.0, width, height: style.leading_pt },
        element: note.id,
        target: LinkTarget::Element(note.first_reference),
    }));
    items
}

/// The rule above the notes of a page; y is measured from the bottom of the text. The rule above a note
/// continued from an earlier page has the full width.
pub fn note_rule(style: &NoteStyle, continued: bool, width: f32) -> Item {
    let rect = Rect {
        x: 0.0,
        y: ABOVE_NOTE_RULE,
        width: if continued { width } else { pt_from_mm(style.rule_mm).min(width) },
        height: style.rule_pt,
    };
    Item::Fill { rect, colour: Colour::Ink, owner: Owner::Artifact(Artifact::Layout) }
}
