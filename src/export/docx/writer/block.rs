//! The function for blocks, and the functions for kinds too small for a separate file.

use docx_rs::AlignmentType;

use super::super::runs::{RunFormat, Runs};
use super::super::styles::{TERM, WordStyle};
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::equation::equation;
use super::heading::sub_heading;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatted, formatting, paragraph, styled};
use super::placement::placed;
use super::section_break::set_columns;
use super::text_box::text_box;
use super::{figure, list, people, table};
use crate::column_widths::term_column;
use crate::document::{Block, Definition, Direction, Paragraph, Quotation};
use crate::draft::DraftKind;
use crate::layout::line_width;

/// Writes blocks.
pub fn blocks(input: &Input, out: &mut Collectors, blocks: &[Block], context: BlockContext) {
    blocks.iter().for_each(|item| placed_block(input, out, item, context));
}

/// Writes the blocks of an annex, in its columns if they fit.
pub fn blocks_in_columns(
    input: &Input,
    out: &mut Collectors,
    blocks: &[Block],
    context: BlockContext,
) {
    let (columns, gap_pt) = (input.style.sections.annex_columns, input.style.columns.gap_pt);
    let count = f32::from(columns.max(1));
    let measure_pt = (context.measure_pt - gap_pt * (count - 1.0)) / count;
    let in_columns = BlockContext { measure_pt, ..context };
    for run in blocks.chunk_by(|one, next| one.fits_columns() == next.fits_columns()) {
        let fits = run.first().is_some_and(Block::fits_columns);
        set_columns(input, out, if fits { columns } else { 1 });
        let context = if fits { in_columns } else { context };
        run.iter().for_each(|item| placed_block(input, out, item, context));
    }
}

fn placed_block(input: &Input, out: &mut Collectors, item: &Block, context: BlockContext) {
    let placement = input.document.placement(item.id());
    placed(out, placement, |out| block(input, out, item, context));
}

fn block(input: &Input, out: &mut Collectors, block: &Block, context: BlockContext) {
    match block {
        Block::Paragraph(block) => body_paragraph(input, out, block, context),
        Block::Code(block) => code(input, out, block, context),
        Block::Heading(block) => sub_heading(input, out, block, context),
        Block::List(block) => list::list(input, out, block, context),
        Block::Recommendations(block) => list::recommendations(input, out, block, context),
        Block::People(block) => people::people(input, out, block, context),
        Block::Quotation(block) => quotation(input, out, block, context),
        Block::Table(block) => table::table(input, out, block, context),
        Block::Figure(block) => figure::figure(input, out, block, context),
        Block::Equation(block) => equation(input, out, block, context),
        Block::Box(block) => text_box(input, out, block, context),
        Block::Definitions { id, entries } => {
            out.story.begin(*id);
            definitions(input, out, entries, context);
        }
        Block::Bibliography { id, entries } => {
            out.story.begin(*id);
            for entry in entries {
                styled(input, out, WordStyle::Bibliography, entry, context);
            }
        }
        // Word prints them after the heading.
        Block::Endnotes { .. } => {}
        Block::Participants(block) => people::participants(input, out, block, context),
        Block::Index { id, entries } => {
            out.story.begin(*id);
            people::index(input, out, entries, context);
        }
    }
}

/// Writes a paragraph in the style of its context; its number is Word numbering.
fn body_paragraph(input: &Input, out: &mut Collectors, block: &Paragraph, context: BlockContext) {
    let Some(number) = &block.number else {
        return styled(input, out, context.paragraph, block, context);
    };
    let numbering = Some(out.numbering.paragraph(number));
    let word_style = match context.paragraph {
        WordStyle::Body => WordStyle::NumberedParagraph,
        other => other,
    };
    let formatting = formatting(input, out, word_style, context);
    // The numbering would replace the indent of the style.
    let indent_pt = formatting.indent_pt.or(context.hanging_indent(0.0));
    let formatting = DirectFormatting { numbering, indent_pt, ..formatting };
    formatted(input, out, word_style, block, formatting);
}

/// Writes preformatted text, which is never justified.
fn code(input: &Input, out: &mut Collectors, code: &Paragraph, context: BlockContext) {
    let formatting = formatting(input, out, context.paragraph, context);
    let align = Some(match input.document.direction() {
        Direction::LeftToRight => AlignmentType::Left,
        Direction::RightToLeft => AlignmentType::Right,
    });
    let formatting = DirectFormatting { align, ..formatting };
    formatted(input, out, context.paragraph, code, formatting);
}

fn quotation(input: &Input, out: &mut Collectors, quotation: &Quotation, context: BlockContext) {
    out.story.begin(quotation.id);
    let (text, below) = match quotation.pull {
        true => (WordStyle::PullQuote, WordStyle::PullQuoteSource),
        false => (WordStyle::Quotation, WordStyle::QuotationSource),
    };
    let last = quotation.paragraphs.len().saturating_sub(1);
    for (index, paragraph) in quotation.paragraphs.iter().enumerate() {
        let keep_next = index == last && quotation.source.is_some();
        let formatting = formatting(input, out, text, context);
        let formatting = DirectFormatting { keep_next, ..formatting };
        formatted(input, out, text, paragraph, formatting);
    }
    if let Some(source) = &quotation.source {
        styled(input, out, below, source, context);
    }
}

fn definitions(input: &Input, out: &mut Collectors, entries: &[Definition], context: BlockContext) {
    let widths = entries.iter().map(|entry| term_width_pt(input, entry));
    let hanging = term_column(widths, context.measure_pt, 2.0 * input.style.lists.indent_pt);
    let inner = BlockContext {
        paragraph: WordStyle::Definition,
        indent_pt: context.indent_pt + hanging,
        measure_pt: context.measure_pt - hanging,
        enclosed: true,
        ..context
    };
    for entry in entries {
        definition(input, out, entry, context.indent_pt, hanging);
        blocks(input, out, entry.blocks.get(1..).unwrap_or_default(), inner);
    }
}

/// Writes a term and the first paragraph of its definition.
fn definition(input: &Input, out: &mut Collectors, entry: &Definition, indent: f32, hanging: f32) {
    let word_style = WordStyle::Definition;
    let mut runs = Runs::default();
    let term = RunFormat::default().with_style_only(TERM);
    inlines(input, &mut out.references, &entry.term, &term, &mut runs);
    if term_width_pt(input, entry) > hanging {
        runs.line_break(&RunFormat::default());
    } else {
        runs.tab();
    }
    let first = entry.blocks.first().and_then(Block::as_paragraph);
    if let Some(first) = first {
        let format = input.run_format(word_style);
        runs.mark(out.references.mentions(first.id));
        inlines(input, &mut out.references, &first.content, &format, &mut runs);
    }
    out.story.begin(entry.id);
    out.story.pending.kind = Some(DraftKind::Definition);
    let keep_next = first.is_some_and(|first| first.leads_in);
    let indent_pt = Some((indent + hanging, hanging));
    let formatting = DirectFormatting { indent_pt, keep_next, ..DirectFormatting::default() };
    paragraph(input, out, word_style, runs, formatting);
}

/// The width of a term and the space after it, in points.
fn term_width_pt(input: &Input, entry: &Definition) -> f32 {
    let Input { document, style, fonts, .. } = *input;
    let term = &style.paragraphs.term;
    line_width(&entry.term, term, document, style, fonts) + style.lists.indent_pt
}
