//! The numberings that paragraph styles apply, so that applying a style makes a list, and Word's list
//! buttons change it.

use super::super::numbering_instances::{
    AbstractNumbering, LevelText, ListContext, NumberFormat, Suffix,
};
use super::word_style::WordStyle;
use crate::document::{ListKind, ListMarker, PrefixKind, Words};
use crate::numerals::Alphabet;
use crate::templates::{PrefixPosition, Style};

/// `w:numId` of each numbering, which is also its position in [`numberings`], from 1.
const BULLETS: usize = 1;
const NUMBERS: usize = 2;
const PARAGRAPHS: usize = 3;
const RECOMMENDATION_BULLETS: usize = 4;
const PANELS: usize = 5;
const ANNEXES: usize = 6;
/// The instance after those that every template has: of recommendations, otherwise of sections.
const RECOMMENDATION_NUMBERS: usize = 7;

/// The abstract numberings of the styles, in the order of their ids.
pub fn numberings(style: &Style, words: &Words) -> Vec<AbstractNumbering> {
    let number = |before: &str, after: &str| LevelText::Number {
        format: NumberFormat::Decimal,
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
        headings(style, words, PrefixKind::Panel),
        headings(style, words, PrefixKind::Annex),
    ];
    if style.recommendations.numbering.is_numbered() {
        let pattern = style.recommendations.pattern.as_ref();
        let text = pattern.map_or(usual, |pattern| number(pattern.before(), pattern.after()));
        all.push(AbstractNumbering::new(ListContext::Recommendations, text));
    }
    if style.sections.numbered > 0 {
        let context = ListContext::Headings(Suffix::Space);
        all.push(AbstractNumbering::new(context, LevelText::Outline));
    }
    all
}

/// Where the prefix of a heading is. The borders of a band would move the tab that puts a title below its
/// prefix.
pub fn prefix_position(style: &Style) -> PrefixPosition {
    if style.has_band(1) { PrefixPosition::Inline } else { style.heading_prefix.position }
}

/// The numbering of the headings of a kind. References to a heading cite its text, so no line may break
/// between label and number.
fn headings(style: &Style, words: &Words, kind: PrefixKind) -> AbstractNumbering {
    let label = match kind {
        PrefixKind::Panel | PrefixKind::Section => &words.panel,
        PrefixKind::Annex | PrefixKind::AnnexSection => &words.annex,
    };
    let (after, suffix) = match prefix_position(style) {
        PrefixPosition::Above => ("", Suffix::Tab),
        PrefixPosition::Inline => match words.separator.strip_suffix(' ') {
            Some(separator) => (separator, Suffix::Space),
            None => (words.separator.as_str(), Suffix::Nothing),
        },
    };
    let (format, before) = (format_of(kind, &words.annex_alphabet), unbreakable(label));
    let text = LevelText::Number { format, before, after: after.into() };
    AbstractNumbering::new(ListContext::Headings(suffix), text)
}

/// The number format of the headings of a kind; `letters` are those of annexes.
pub fn format_of(kind: PrefixKind, letters: &Alphabet) -> NumberFormat {
    match kind {
        PrefixKind::Panel | PrefixKind::Section => NumberFormat::Decimal,
        PrefixKind::Annex | PrefixKind::AnnexSection => NumberFormat::of_annexes(letters),
    }
}

/// A text with no-break spaces.
pub fn unbreakable(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// The style of headings of a kind and a level.
pub fn heading_style(kind: PrefixKind, level: u8) -> WordStyle {
    match (kind, level) {
        (PrefixKind::Panel, 1) => WordStyle::PanelHeading,
        (PrefixKind::Annex, 1) => WordStyle::AnnexHeading,
        (
            PrefixKind::Panel | PrefixKind::Annex | PrefixKind::Section | PrefixKind::AnnexSection,
            level,
        ) => WordStyle::Heading(level.clamp(1, 6)),
    }
}

/// The numbering instance (`w:numId`) of the headings of a kind.
pub fn heading_instance(style: &Style, kind: PrefixKind) -> usize {
    match kind {
        PrefixKind::Panel => PANELS,
        PrefixKind::Annex | PrefixKind::AnnexSection => ANNEXES,
        PrefixKind::Section => {
            RECOMMENDATION_NUMBERS + usize::from(style.recommendations.numbering.is_numbered())
        }
    }
}

/// The numbering instance (`w:numId`) and the level that a style applies.
pub fn numbering_of(style: &Style, word_style: WordStyle) -> Option<(usize, u8)> {
    if let WordStyle::Bullet(level) = word_style {
        Some((BULLETS, level))
    } else if let WordStyle::Number(level) = word_style {
        Some((NUMBERS, level))
    } else if word_style == WordStyle::NumberedParagraph {
        Some((PARAGRAPHS, 0))
    } else if word_style == WordStyle::PanelHeading {
        Some((PANELS, 0))
    } else if word_style == WordStyle::AnnexHeading {
        Some((ANNEXES, 0))
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
