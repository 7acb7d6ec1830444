//! Lists and recommendations as Word numbering.

use super::super::geometry::item_indents_pt;
use super::super::numbering_instances::{ListContext, MAX_LEVEL};
use super::super::runs::Runs;
use super::super::styles::{Enclosure, WordStyle};
use super::block::blocks;
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::enclosure::enclosed;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatted, formatting, paragraph, styled};
use super::placement::placed;
use crate::document::{Block, List, ListItem, ListKind, Recommendations};

/// The level of a list.
#[derive(Clone, Copy)]
struct Level {
    kind: ListKind,
    /// Counted from 0.
    level: u8,
    recommendation: bool,
}

/// Writes a list.
pub fn list(input: &Input, out: &mut Collectors, list: &List, context: BlockContext) {
    out.story.begin(list.id);
    let recommendation = context.recommendation;
    let level = list.depth.saturating_sub(1).min(MAX_LEVEL);
    items(input, out, &list.items, Level { kind: list.kind, level, recommendation }, context);
    if list.depth <= 1 {
        out.story.set_space_below(input.style.paragraphs.body.after_pt);
    }
}

/// Writes recommendations with their heading and lead-in sentence.
pub fn recommendations(
    input: &Input,
    out: &mut Collectors,
    list: &Recommendations,
    context: BlockContext,
) {
    out.story.begin(list.id);
    enclosed(out, Enclosure::Rule, |out| beside_rule(input, out, list, context));
    out.story.set_space_below(input.style.page.grid_pt);
}

fn beside_rule(input: &Input, out: &mut Collectors, list: &Recommendations, context: BlockContext) {
    if let Some(heading) = &list.heading {
        let word_style = WordStyle::RecommendationHeading;
        let mut runs = Runs::default();
        inlines(input, &mut out.references, heading, &input.run_format(word_style), &mut runs);
        let formatting = formatting(input, out, word_style, context);
        paragraph(input, out, word_style, runs, formatting);
    }
    if let Some(lead) = &list.lead {
        styled(input, out, WordStyle::RecommendationLead, lead, context);
    }
    let kind = if list.numbered { ListKind::Decimal } else { ListKind::Bulleted };
    let level = Level { kind, level: 0, recommendation: true };
    items(input, out, &list.items, level, BlockContext { recommendation: true, ..context });
}

fn items(
    input: &Input,
    out: &mut Collectors,
    items: &[ListItem],
    level: Level,
    context: BlockContext,
) {
    let list_context = match level.recommendation {
        true => ListContext::Recommendations,
        false => ListContext::Text,
    };
    out.numbering.begin(list_context, level.level);
    for item in items {
        let placement = input.document.placement(item.id);
        placed(out, placement, |out| item_content(input, out, item, level, context));
    }
    out.numbering.end();
}

/// Writes an item: its first paragraph has the marker, and later blocks are indented like its text.
fn item_content(
    input: &Input,
    out: &mut Collectors,
    item: &ListItem,
    level: Level,
    context: BlockContext,
) {
    let bullet = match level.recommendation {
        true => input.style.recommendations.bullet(level.level.into()),
        false => input.style.lists.bullet(level.level.into()),
    };
    let numbering = Some(out.numbering.item(&item.marker, bullet));
    let word_style = if context.in_cell { WordStyle::TableText } else { level.word_style() };
    let formatting = DirectFormatting { numbering, ..DirectFormatting::default() };
    out.story.begin(item.id);
    let inner = item_context(input, level, context);
    match item.blocks.split_first() {
        Some((Block::Paragraph(first), rest)) => {
            let keep_next = matches!(rest.first(), Some(Block::List(_)));
            let formatting = DirectFormatting { keep_next, ..formatting };
            formatted(input, out, word_style, first, formatting);
            blocks(input, out, rest, inner);
        }
        Some(_) | None => {
            paragraph(input, out, word_style, Runs::default(), formatting);
            blocks(input, out, &item.blocks, inner);
        }
    }
}

/// The context of the later blocks of an item.
fn item_context(input: &Input, level: Level, outer: BlockContext) -> BlockContext {
    let (_, text) = item_indents_pt(input.style, level.recommendation, level.level);
    let paragraph = match level.recommendation {
        _ if outer.in_cell => WordStyle::TableText,
        true => WordStyle::RecommendationContinued(level.level),
        false => WordStyle::ItemContinued(level.level),
    };
    let measure_pt = (outer.measure_pt + outer.indent_pt - text).max(72.0);
    BlockContext { paragraph, indent_pt: text, measure_pt, enclosed: true, ..outer }
}

impl Level {
    fn word_style(self) -> WordStyle {
        match (self.recommendation, self.kind) {
            (true, _) => WordStyle::Recommendation(self.level),
            (false, ListKind::Bulleted) => WordStyle::Bullet(self.level),
            (false, ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman) => {
                WordStyle::Number(self.level)
            }
        }
    }
}
