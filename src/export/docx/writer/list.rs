//! Lists and recommendations: numbering of Word, one instance for each list.

use crate::document::{Block, List, ListItem, ListKind, Paragraph, Recommendations};

use super::super::content::BlockElement;
use super::super::numbering_instances::{self, DEEPEST};
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::super::units::item_indents_pt;
use super::{BlockContext, Composer, DirectFormatting};

/// The list whose items are under way.
#[derive(Clone, Copy)]
struct Level {
    kind: ListKind,
    level: u8,
    recommendation: bool,
}

impl Composer<'_> {
    pub(super) fn list(&mut self, list: &List, place: BlockContext) {
        self.pending.elements.push(list.id);
        let recommendation = place.recommendation;
        let level = list.depth.saturating_sub(1).min(DEEPEST);
        let level = Level { kind: list.kind, level, recommendation };
        self.items(&list.items, level, place);
        if list.depth <= 1 {
            self.space_below(self.style.paragraphs.body.after_pt);
        }
    }

    pub(super) fn recommendations(&mut self, list: &Recommendations, place: BlockContext) {
        self.pending.elements.push(list.id);
        if let Some(label) = &list.heading {
            let mut line = Runs::default();
            line.text(label, &self.look(WordStyle::RecommendationLabel));
            let variation = self.variation(WordStyle::RecommendationLabel, place);
            self.paragraph(WordStyle::RecommendationLabel, line, variation);
        }
        if let Some(lead) = &list.lead {
            self.role(WordStyle::RecommendationLead, lead, place);
        }
        let kind = if list.numbered { ListKind::Decimal } else { ListKind::Bulleted };
        let level = Level { kind, level: 0, recommendation: true };
        self.items(&list.items, level, BlockContext { recommendation: true, ..place });
        self.space_below(self.style.page.grid_pt);
    }

    fn items(&mut self, items: &[ListItem], level: Level, place: BlockContext) {
        let numbered_place = match level.recommendation {
            true => numbering_instances::ListContext::Recommendations,
            false => numbering_instances::ListContext::Text,
        };
        self.out.numbering.begin(numbered_place, level.level);
        items.iter().for_each(|item| self.item(item, level, place));
        self.out.numbering.end();
    }

    fn item(&mut self, item: &ListItem, level: Level, place: BlockContext) {
        let placement = self.document.placement(item.id);
        self.placed(placement, |composer| composer.item_content(item, level, place));
    }

    /// The first paragraph bears the mark; what follows hangs below it.
    fn item_content(&mut self, item: &ListItem, level: Level, place: BlockContext) {
        let style = self.style;
        let bullet = match level.recommendation {
            true => style.recommendations.bullet(level.level.into()),
            false => style.lists.bullet(level.level.into()),
        };
        let numbering = Some(self.out.numbering.item(level.kind, item, bullet));
        let elements = vec![item.id];
        let variation = DirectFormatting { numbering, elements, ..DirectFormatting::default() };
        let inner = self.within(level, place);
        match item.blocks.split_first() {
            Some((Block::Paragraph(first), rest)) => {
                self.marked(level.role(), first, rest, variation);
                self.blocks(rest, inner);
            }
            Some(_) | None => {
                self.paragraph(level.role(), Runs::default(), variation);
                self.blocks(&item.blocks, inner);
            }
        }
    }

    fn marked(
        &mut self,
        role: WordStyle,
        first: &Paragraph,
        rest: &[Block],
        variation: DirectFormatting,
    ) {
        let keep_next = matches!(rest.first(), Some(Block::List(_)));
        self.set(role, first, DirectFormatting { keep_next, ..variation });
    }

    /// Where the further blocks of an item stand.
    fn within(&self, level: Level, place: BlockContext) -> BlockContext {
        let (_, text) = item_indents_pt(self.style, level.recommendation, level.level);
        let role = match level.recommendation {
            true => WordStyle::RecommendationContinued(level.level),
            false => WordStyle::ItemContinued(level.level),
        };
        let measure_pt = (place.measure_pt + place.indent_pt - text).max(72.0);
        BlockContext { text: role, indent_pt: text, measure_pt, within: true, ..place }
    }

    /// Space below the last item of a list.
    pub(super) fn space_below(&mut self, points: f32) {
        if let Some(BlockElement::Paragraph(paragraph)) = self.pieces.last_mut() {
            let old = paragraph.property.line_spacing.take().unwrap_or_default();
            let after = u32::try_from(super::twips(points)).unwrap_or(0);
            paragraph.property.line_spacing = Some(old.after(after));
        }
    }

    /// Whether the stretch at hand ends in a paragraph, as a cell must.
    pub(super) fn ends_in_paragraph(&self) -> bool {
        matches!(self.pieces.last(), Some(BlockElement::Paragraph(_)))
    }
}

impl Level {
    fn role(self) -> WordStyle {
        match (self.recommendation, self.kind) {
            (true, _) => WordStyle::Recommendation(self.level),
            (false, ListKind::Bulleted) => WordStyle::Bullet(self.level),
            (false, ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman) => {
                WordStyle::Number(self.level)
            }
        }
    }
}
