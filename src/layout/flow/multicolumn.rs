//! Columns: of short entries with hanging indents (participants, the index of persons), and of the text of
//! annexes.

use super::Context;
use super::flow_item::{FlowItem, add_space, join};
use super::paragraph::lines;
use crate::document::{ElementId, Inline};
use crate::layout::pagination::Columns;
use crate::layout::penalties::page::SHORT_BLOCK;
use crate::templates::{ColumnStyle, ParagraphStyle};

/// Columns of equal width.
#[derive(Clone, Copy)]
pub struct ColumnGrid {
    columns: Columns,
    /// The width of each, in points.
    pub width: f32,
}

impl ColumnGrid {
    /// The columns of an element, which share `width` points.
    pub fn new(style: &ColumnStyle, id: ElementId, count: u8, width: f32) -> ColumnGrid {
        let count = usize::from(count.max(1));
        let column = (width - style.gap_pt * (count - 1) as f32) / count as f32;
        let columns = Columns { set: id.0, count, step: column + style.gap_pt };
        ColumnGrid { columns, width: column }
    }

    /// Puts running text into the columns.
    pub fn put(self, mut flow: Vec<FlowItem>) -> Vec<FlowItem> {
        flow.iter_mut().for_each(|item| item.breaks.columns = Some(self.columns));
        flow
    }

    /// Puts a flow into the columns, with `line` points below them.
    pub fn fill(self, flow: &mut [FlowItem], line: f32) {
        flow.iter_mut().for_each(|item| item.breaks.columns = Some(self.columns));
        add_space(flow, 0.0, line);
    }
}

/// Joins lines in columns that belong together, such as a heading and the lines after it. Penalties keep
/// them on one page, but not in one column.
pub fn join_kept(flow: Vec<FlowItem>) -> Vec<FlowItem> {
    let mut joined: Vec<Vec<FlowItem>> = Vec::new();
    for item in flow {
        match joined.last_mut().filter(|group| belongs(group, &item)) {
            Some(group) => group.push(item),
            None => joined.push(vec![item]),
        }
    }
    joined.into_iter().map(join).collect()
}

fn belongs(group: &[FlowItem], item: &FlowItem) -> bool {
    let plain = |item: &FlowItem| {
        item.breaks.columns.is_some()
            && item.backgrounds.is_empty()
            && item.landscape_inserts.is_empty()
            && item.content.repeated_header.is_none()
    };
    let after = group.last().map_or(0.0, |last| last.breaks.penalty_after);
    let kept = after.max(item.breaks.penalty) >= SHORT_BLOCK && item.breaks.forced.is_none();
    kept && plain(item) && group.iter().all(plain)
}

/// The text of an entry, with all lines except the first indented.
pub fn hanging_lines(
    context: Context,
    element: ElementId,
    content: &[Inline],
    style: &ParagraphStyle,
    width: f32,
) -> Vec<FlowItem> {
    let hanging = context.style.columns.hanging_pt;
    let (indent_pt, first_indent_pt) = (style.indent_pt + hanging, -hanging);
    let style = ParagraphStyle { indent_pt, first_indent_pt, ..style.clone() };
    lines(context, element, content, &style, width)
}
