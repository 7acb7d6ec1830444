//! The indents of paragraph styles.

use super::super::geometry::item_indents_pt;
use super::word_style::WordStyle;
use crate::templates::Style;

/// The left, hanging and right indent of a style, in points. The hanging indent is negative if the first
/// line is indented.
pub fn indents_pt(style: &Style, word_style: WordStyle) -> (f32, f32, f32) {
    let setting = word_style.setting(style);
    let own = hanging_pt(style, word_style);
    let left = setting.indent_pt + own;
    let hanging = match marker_indent_pt(style, word_style) {
        Some(marker) => left - marker,
        None => own - setting.first_indent_pt,
    };
    // LibreOffice does not show a page number beyond the right indent.
    let is_contents = matches!(word_style, WordStyle::Contents(_));
    (left, hanging, if is_contents { 0.0 } else { setting.end_indent_pt })
}

/// The indent of the marker of a list item, in points; `None` for other paragraphs.
fn marker_indent_pt(style: &Style, word_style: WordStyle) -> Option<f32> {
    if let WordStyle::Bullet(level) | WordStyle::Number(level) = word_style {
        Some(item_indents_pt(style, false, level).0)
    } else if let WordStyle::Recommendation(level) = word_style {
        Some(item_indents_pt(style, true, level).0)
    } else {
        None
    }
}

/// The hanging indent that the template sets outside the paragraph style, in points.
fn hanging_pt(style: &Style, word_style: WordStyle) -> f32 {
    match word_style {
        WordStyle::People => style.people.role_width_pt,
        WordStyle::Note => style.notes.indent_pt,
        WordStyle::Participant | WordStyle::IndexEntry => style.columns.hanging_pt,
        WordStyle::Normal
        | WordStyle::Body
        | WordStyle::NumberedParagraph
        | WordStyle::CoverPublisher
        | WordStyle::CoverOffice
        | WordStyle::CoverSeries
        | WordStyle::Title
        | WordStyle::Subtitle
        | WordStyle::CoverVenue
        | WordStyle::ContentsHeading
        | WordStyle::Contents(_)
        | WordStyle::Heading(_)
        | WordStyle::PanelHeading
        | WordStyle::AnnexHeading
        | WordStyle::SubHeading
        | WordStyle::Bullet(_)
        | WordStyle::Number(_)
        | WordStyle::ItemContinued(_)
        | WordStyle::RecommendationHeading
        | WordStyle::RecommendationLead
        | WordStyle::Recommendation(_)
        | WordStyle::RecommendationContinued(_)
        | WordStyle::Quotation
        | WordStyle::QuotationSource
        | WordStyle::PullQuote
        | WordStyle::PullQuoteSource
        | WordStyle::BoxTitle
        | WordStyle::BoxText
        | WordStyle::Caption
        | WordStyle::Figure
        | WordStyle::Credit
        | WordStyle::TableHeader
        | WordStyle::TableText
        | WordStyle::Definition
        | WordStyle::Bibliography
        | WordStyle::ParticipantGroup
        | WordStyle::Imprint
        | WordStyle::Header
        | WordStyle::Footer
        | WordStyle::Separator => 0.0,
    }
}
