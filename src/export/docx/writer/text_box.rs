//! Boxes.

use super::super::extras::TableExtra;
use super::super::styles::{BOX_TABLE, WordStyle};
use super::block::blocks;
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::input::Input;
use super::paragraph::{separator, styled};
use super::table;
use crate::document::TextBox;

/// Writes a box as a table of one cell, so that its background has no gaps.
pub fn text_box(input: &Input, out: &mut Collectors, text_box: &TextBox, context: BlockContext) {
    table::separate(input, out);
    let before = std::mem::take(&mut out.story.pending.space_pt);
    out.story.begin(text_box.id);
    let content = out.nested(|out| box_content(input, out, text_box, context));
    let mut extras = vec![TableExtra::default()];
    let cell = content.into_iter().fold(table::cell(context.measure_pt), |cell, element| {
        element.into_cell(cell, &mut extras)
    });
    let grid = [context.measure_pt];
    let table = table::frame(BOX_TABLE, vec![table::row(vec![cell])], &grid, context.indent_pt);
    out.story.pending.space_pt = before;
    table::add(input, out, table, extras);
    out.story.pending.space_pt = input.style.page.grid_pt;
}

fn box_content(input: &Input, out: &mut Collectors, text_box: &TextBox, outer: BlockContext) {
    let context = BlockContext {
        paragraph: WordStyle::BoxText,
        indent_pt: 0.0,
        measure_pt: outer.measure_pt - 2.0 * input.style.boxes.padding_pt,
        recommendation: false,
        enclosed: true,
    };
    if let Some(title) = &text_box.title {
        styled(input, out, WordStyle::BoxTitle, title, context);
    }
    blocks(input, out, &text_box.blocks, context);
    if !out.story.ends_in_paragraph() {
        separator(input, out);
    }
}
