//! The index of persons: names and the pages that mention them, in columns.

use super::Context;
use super::flow_item::{FlowItem, begin, join};
use super::multicolumn::{ColumnGrid, hanging_lines};
use crate::document::{ElementId, IndexEntry, Inline};

/// The space between a name and its first page.
const BEFORE_PAGES: &str = "  ";

/// The index, with the pages known to the context.
pub fn index(context: Context, id: ElementId, entries: &[IndexEntry], width: f32) -> Vec<FlowItem> {
    let grid = ColumnGrid::new(&context.style.columns, id, context.style.columns.index, width);
    let mut flow: Vec<FlowItem> =
        entries.iter().map(|content| entry(context, content, grid.width)).collect();
    grid.fill(&mut flow, context.style.page.grid_pt);
    begin(&mut flow, id);
    flow
}

fn entry(context: Context, entry: &IndexEntry, width: f32) -> FlowItem {
    let comma = context.document.words.comma.as_str();
    let mut content = entry.term.clone();
    for (number, place) in context.map.index_places(&entry.references).into_iter().enumerate() {
        let before = if number == 0 { BEFORE_PAGES } else { comma };
        content.push(Inline::Text(before.into()));
        let printed = vec![Inline::Text(place.label.into())];
        let (id, target) = (place.reference, place.target);
        content.push(Inline::CrossReference { id, target, content: printed });
    }
    let style = &context.style.paragraphs.index;
    join(hanging_lines(context, entry.id, &content, style, width))
}
