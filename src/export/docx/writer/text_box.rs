//! Boxes.

use super::super::styles::{BoxEdges, Enclosure, WordStyle};
use super::block::blocks;
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::enclosure::enclosed;
use super::input::Input;
use super::paragraph::styled;
use crate::document::TextBox;

/// Writes a box as paragraphs on a background. A box within a box is part of it.
pub fn text_box(input: &Input, out: &mut Collectors, text_box: &TextBox, context: BlockContext) {
    out.story.begin(text_box.id);
    let varied = out.story.follows_plain_box();
    let first = out.story.next_number();
    let enclosure = Enclosure::Box(BoxEdges { indent_pt: context.indent_pt, varied, first: true });
    enclosed(out, enclosure, |out| box_content(input, out, text_box, context));
    if out.story.next_number() == first {
        return;
    }
    out.story.last_box = Some((out.story.next_number(), varied));
    match out.story.ends_in_table() {
        true => out.story.pending.space_pt = input.style.page.grid_pt,
        false => out.story.set_space_below(input.style.page.grid_pt),
    }
}

fn box_content(input: &Input, out: &mut Collectors, text_box: &TextBox, outer: BlockContext) {
    let context = BlockContext {
        paragraph: WordStyle::BoxText,
        indent_pt: 0.0,
        measure_pt: outer.measure_pt - 2.0 * input.style.boxes.padding_pt,
        recommendation: false,
        enclosed: true,
        in_cell: false,
    };
    if let Some(title) = &text_box.title {
        styled(input, out, WordStyle::BoxTitle, title, context);
    }
    blocks(input, out, &text_box.blocks, context);
}
