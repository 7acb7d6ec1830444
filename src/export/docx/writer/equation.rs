//! Equations on lines of their own.

use docx_rs::AlignmentType;

use super::super::omml::office_math;
use super::super::runs::{RunFormat, Runs};
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatting, paragraph};
use crate::document::DisplayEquation;
use crate::origin::Generator;

/// Writes an equation. Word centres it itself; one with a number is centred at a tab stop instead, and its
/// number is at the right edge.
pub fn equation(
    input: &Input,
    out: &mut Collectors,
    block: &DisplayEquation,
    context: BlockContext,
) {
    let math = office_math(&block.equation, true);
    let mut runs = Runs::default();
    let own = formatting(input, out, context.paragraph, context);
    let formatting = match block.label() {
        None => {
            runs.equation(math, true);
            DirectFormatting { align: Some(AlignmentType::Center), ..own }
        }
        Some(label) => {
            runs.tab().equation(math, false).tab();
            runs.generated(&label, Generator::Number, &RunFormat::default());
            let width = context.indent_pt + context.measure_pt;
            let tabs_pt = vec![context.indent_pt + context.measure_pt / 2.0, width];
            DirectFormatting { tabs_pt, ..own }
        }
    };
    // The first line of a paragraph may be indented.
    let indent_pt = Some(formatting.indent_pt.map_or((0.0, 0.0), |(left, _)| (left, 0.0)));
    out.story.begin(block.id);
    paragraph(input, out, context.paragraph, runs, DirectFormatting { indent_pt, ..formatting });
}
