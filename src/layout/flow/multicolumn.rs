//! Columns of short entries with hanging indents: participants and the index of persons.

use super::Context;
use super::flow_item::{FlowItem, add_space};
use super::paragraph::lines;
use crate::document::{ElementId, Inline};
use crate::layout::pagination::Columns;
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

    /// Puts a flow into the columns, with `line` points below them.
    pub fn fill(self, flow: &mut [FlowItem], line: f32) {
        flow.iter_mut().for_each(|item| item.breaks.columns = Some(self.columns));
        add_space(flow, 0.0, line);
    }
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
