//! Endnotes, set as footnotes are.

use std::ops::Range;

use super::Context;
use super::flow_item::{FlowItem, add_space, begin};
use super::footnote::footnote;
use crate::document::ElementId;

/// Some of the notes, one after the other.
pub fn endnotes(context: Context, id: ElementId, notes: Range<usize>, width: f32) -> Vec<FlowItem> {
    let style = &context.style.paragraphs.note;
    let notes = context.document.notes.get(notes).unwrap_or_default();
    let mut flow = Vec::new();
    for note in notes {
        let mut items = footnote(context, note, width);
        add_space(&mut items, style.before_pt, style.after_pt);
        flow.extend(items);
    }
    begin(&mut flow, id);
    flow
}
