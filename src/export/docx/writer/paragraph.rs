//! Paragraphs with their direct formatting.

use docx_rs::{
    FrameProperty, Indent, IndentLevel, Justification, LineSpacing, NumberingId, NumberingProperty,
    ParagraphProperty, ParagraphStyle as StyleReference, SpecialIndentType, Tab, TabValueType,
};

use super::super::geometry::measure_pt;
use super::super::runs::Runs;
use super::super::styles::{WordStyle, numbering_of};
use super::block_context::BlockContext;
use super::collectors::Collectors;
pub use super::direct_formatting::DirectFormatting;
use super::enclosure::enclose;
use super::identity::identified;
use super::inline::element_runs;
use super::input::Input;
use super::story::Pending;
use crate::document::{Direction, Paragraph};
use crate::templates::ParagraphStyle;
use crate::units::twips;

/// Adds a paragraph.
pub fn paragraph(
    input: &Input,
    out: &mut Collectors,
    word_style: WordStyle,
    mut runs: Runs,
    formatting: DirectFormatting,
) {
    let mut pending = std::mem::take(&mut out.story.pending);
    let said = identified(out, word_style, &mut pending, &mut runs);
    let formatting = enclose(input, out, word_style, formatting);
    let setting = word_style.setting(input.style);
    let mut property = ParagraphProperty::new();
    if word_style != WordStyle::Normal {
        property.style = Some(StyleReference::new(Some(word_style.id())));
    }
    pagination(input, &mut property, &pending, &formatting);
    position(input, &mut property, &setting, &formatting);
    let of_style = numbering_of(input.style, word_style);
    if let Some(numbering) = formatting.numbering.filter(|it| Some(*it) != of_style) {
        number(&mut property, numbering);
    }
    spacing(&mut property, &setting, pending.space_pt, &formatting);
    out.story.add_paragraph(property, runs, said);
}

/// Adds an empty paragraph of minimal height.
pub fn separator(input: &Input, out: &mut Collectors) {
    let formatting = DirectFormatting::default();
    paragraph(input, out, WordStyle::Separator, Runs::default(), formatting);
}

/// Adds a paragraph of the document.
pub fn styled(
    input: &Input,
    out: &mut Collectors,
    word_style: WordStyle,
    content: &Paragraph,
    context: BlockContext,
) {
    let formatting = formatting(input, out, word_style, context);
    formatted(input, out, word_style, content, formatting);
}

/// Adds a paragraph of the document with direct formatting.
pub fn formatted(
    input: &Input,
    out: &mut Collectors,
    word_style: WordStyle,
    content: &Paragraph,
    formatting: DirectFormatting,
) {
    let format = input.run_format(word_style);
    let text = (content.id, content.content.as_slice());
    let runs = element_runs(input, &mut out.references, text, &format);
    out.story.begin(content.id);
    let keep_next = formatting.keep_next || content.leads_in;
    paragraph(input, out, word_style, runs, DirectFormatting { keep_next, ..formatting });
}

/// The direct formatting that a paragraph needs in its context: the indent of the enclosing list
/// item, unless the style includes it.
pub fn formatting(
    input: &Input,
    out: &Collectors,
    word_style: WordStyle,
    context: BlockContext,
) -> DirectFormatting {
    let is_indented =
        matches!(word_style, WordStyle::ItemContinued(_) | WordStyle::RecommendationContinued(_));
    let own = word_style.setting(input.style).indent_pt;
    let needs_indent = !is_indented && context.indent_pt > 0.0;
    let mut indent_pt = needs_indent.then_some((context.indent_pt + own, 0.0));
    // Only the first paragraph of a note hangs from its number.
    if word_style == WordStyle::Note && !out.story.content.is_empty() {
        indent_pt = Some((context.indent_pt + own + input.style.notes.indent_pt, 0.0));
    }
    DirectFormatting { indent_pt, ..DirectFormatting::default() }
}

fn pagination(
    input: &Input,
    property: &mut ParagraphProperty,
    pending: &Pending,
    formatting: &DirectFormatting,
) {
    property.keep_next = formatting.keep_next.then_some(true);
    property.page_break_before = pending.page_break.then_some(true);
    property.frame_property = formatting.at_foot.map(|width_pt| frame_at_foot(input, width_pt));
}

/// A frame at the bottom of the text area, ECMA-376 Part 1 §17.3.1.11.
fn frame_at_foot(input: &Input, width_pt: f32) -> FrameProperty {
    let width = u32::try_from(twips(width_pt)).unwrap_or(0);
    let frame = FrameProperty::new().width(width).wrap("notBeside");
    let edge = match input.document.direction() {
        Direction::LeftToRight => "left",
        Direction::RightToLeft => "right",
    };
    frame.v_anchor("margin").h_anchor("margin").x_align(edge).y_align("bottom")
}

fn position(
    input: &Input,
    property: &mut ParagraphProperty,
    setting: &ParagraphStyle,
    formatting: &DirectFormatting,
) {
    property.alignment = formatting.align.map(|align| Justification::new(align.to_string()));
    let stop =
        |kind, points: f32| Tab::new().val(kind).pos(usize::try_from(twips(points)).unwrap_or(0));
    if let Some(tab_pt) = formatting.end_tab_pt {
        let of_style = stop(TabValueType::Clear, measure_pt(&input.style.page));
        property.tabs.extend([of_style, stop(TabValueType::Right, tab_pt)]);
    }
    let kinds = [TabValueType::Center, TabValueType::Right];
    let stops = formatting.tabs_pt.iter().zip(kinds).map(|(points, kind)| stop(kind, *points));
    property.tabs.extend(stops);
    if let Some((left, hanging)) = formatting.indent_pt {
        let hanging = match hanging < 0.0 {
            true => SpecialIndentType::FirstLine(twips(-hanging)),
            false => SpecialIndentType::Hanging(twips(hanging)),
        };
        let end = twips(formatting.end_indent_pt.unwrap_or(setting.end_indent_pt));
        property.indent = Some(Indent::new(Some(twips(left)), Some(hanging), Some(end), None));
    }
}

fn number(property: &mut ParagraphProperty, (instance, level): (usize, u8)) {
    let (id, level) = (NumberingId::new(instance), IndentLevel::new(level.into()));
    property.numbering_property = Some(NumberingProperty::new().add_num(id, level));
}

fn spacing(
    property: &mut ParagraphProperty,
    setting: &ParagraphStyle,
    pending_pt: f32,
    formatting: &DirectFormatting,
) {
    let length = |points: f32| u32::try_from(twips(points)).unwrap_or(0);
    let before_pt = formatting.before_pt.unwrap_or(setting.before_pt).max(pending_pt);
    let differs = (before_pt - setting.before_pt).abs() > 0.01;
    if !differs && formatting.after_pt.is_none() {
        return;
    }
    let mut spacing = LineSpacing::new();
    if differs {
        spacing = spacing.before(length(before_pt));
    }
    if let Some(after_pt) = formatting.after_pt {
        spacing = spacing.after(length(after_pt));
    }
    property.line_spacing = Some(spacing);
}
