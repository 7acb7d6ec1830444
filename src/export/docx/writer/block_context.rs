//! The context of a block, which depends on its containers.

use super::super::geometry::measure_pt;
use super::super::styles::WordStyle;
use crate::templates::PageStyle;

/// The properties that the containers of a block determine.
#[derive(Clone, Copy, Debug)]
pub struct BlockContext {
    /// The style of a plain paragraph.
    pub paragraph: WordStyle,
    /// Indent of the enclosing list item, in points.
    pub indent_pt: f32,
    /// Width of the text, in points.
    pub measure_pt: f32,
    /// Whether the block is part of recommendations.
    pub recommendation: bool,
    /// Whether the block is part of an item, a box or a note, where no section may begin or end.
    pub enclosed: bool,
    /// Whether the block is part of a table cell, whose style its paragraphs have.
    pub in_cell: bool,
}

impl BlockContext {
    /// The context of a section's blocks.
    pub fn section(page: &PageStyle) -> BlockContext {
        BlockContext {
            paragraph: WordStyle::Body,
            indent_pt: 0.0,
            measure_pt: measure_pt(page),
            recommendation: false,
            enclosed: false,
            in_cell: false,
        }
    }

    /// The direct indent that moves a hanging paragraph into its list item, if it is in one; left
    /// and hanging indent in points.
    pub fn hanging_indent(&self, hanging_pt: f32) -> Option<(f32, f32)> {
        (self.indent_pt > 0.0).then_some((self.indent_pt + hanging_pt, hanging_pt))
    }
}
