//! Direct formatting of paragraphs.

use docx_rs::AlignmentType;

/// Paragraph properties that differ from those of the style.
#[derive(Clone, Debug, Default)]
pub struct DirectFormatting {
    /// Whether the paragraph stays on one page with the next.
    pub keep_next: bool,
    /// The numbering instance (`w:numId`) and the level.
    pub numbering: Option<(usize, u8)>,
    /// Left and hanging indent, in points; the latter is negative if the first line is indented.
    pub indent_pt: Option<(f32, f32)>,
    /// Right indent, in points.
    pub end_indent_pt: Option<f32>,
    /// Space below, in points.
    pub after_pt: Option<f32>,
    /// Space above, in points.
    pub before_pt: Option<f32>,
    /// The width of a frame at the foot of the page that contains the paragraph, in points.
    pub at_foot: Option<f32>,
    /// The alignment.
    pub align: Option<AlignmentType>,
    /// The position of the right tab stop instead of that of the style, in points.
    pub end_tab_pt: Option<f32>,
    /// A centred tab stop and one at the right, for an equation and its number, in points.
    pub tabs_pt: Vec<f32>,
}
