//! The numberings that paragraph styles apply, so that a style makes a list and Word's buttons for lists
//! change it.

use super::super::numbering_instances::{AbstractNumbering, LevelText, ListContext};
use super::word_style::WordStyle;
use crate::document::{ListKind, ListMarker};
use crate::templates::Style;

/// `w:numId` of each numbering, which is also its position in [`numberings`], from 1.
const BULLETS: usize = 1;
const NUMBERS: usize = 2;
const PARAGRAPHS: usize = 3;
const RECOMMENDATION_BULLETS: usize = 4;
const RECOMMENDATION_NUMBERS: usize = 5;

/// The abstract numberings of the styles, in the order of their ids.
pub fn numberings(style: &Style) -> Vec<AbstractNumbering> {
    let number = |before: &str, after: &str| LevelText::Number {
        format: ListKind::Decimal,
        before: before.into(),
        after: after.into(),
    };
    let ListMarker { before, after, .. } = ListMarker::number(ListKind::Decimal, 1);
    let usual = number(&before, &after);
    let mut all = vec![
        AbstractNumbering::new(ListContext::Text, LevelText::Bullets),
        AbstractNumbering::new(ListContext::Text, usual.clone()),
        AbstractNumbering::new(ListContext::Paragraphs, usual.clone()),
        AbstractNumbering::new(ListContext::Recommendations, LevelText::Bullets),
    ];
    if style.recommendations.numbering.is_numbered() {
        let pattern = style.recommendations.pattern.as_ref();
        let text = pattern.map_or(usual, |pattern| number(pattern.before(), pattern.after()));
        all.push(AbstractNumbering::new(ListContext::Recommendations, text));
    }
    all
}

/// The numbering instance (`w:numId`) and the level that a style applies.
pub fn numbering_of(style: &Style, word_style: WordStyle) -> Option<(usize, u8)> {
    if let WordStyle::Bullet(level) = word_style {
        Some((BULLETS, level))
    } else if let WordStyle::Number(level) = word_style {
        Some((NUMBERS, level))
    } else if word_style == WordStyle::NumberedParagraph {
        Some((PARAGRAPHS, 0))
    } else if let WordStyle::Recommendation(level) = word_style {
        let is_numbered = level == 0 && style.recommendations.numbering.is_numbered();
        Some((if is_numbered { RECOMMENDATION_NUMBERS } else { RECOMMENDATION_BULLETS }, level))
    } else {
        None
    }
}

/// The style that applies a level of a numbering instance.
pub fn style_of(style: &Style, instance: usize, level: u8) -> Option<WordStyle> {
    let applies =
        |word_style: &WordStyle| numbering_of(style, *word_style) == Some((instance, level));
    WordStyle::all().into_iter().find(applies)
}
