//! The style gallery of Word: built-in styles, their order, and the style of the next paragraph.

use super::word_style::WordStyle;

/// Whether the style is one of Word's built-in styles.
pub fn built_in(word_style: WordStyle) -> bool {
    use WordStyle::*;
    match word_style {
        Body | Title | Subtitle | ContentsHeading | Contents(_) | Heading(_) | Bullet(_)
        | Number(_) | ItemContinued(_) | Quotation | Caption | Bibliography | IndexEntry | Note
        | Header | Footer => true,
        NumberedParagraph
        | CoverPublisher
        | CoverOffice
        | CoverSeries
        | CoverVenue
        | RecommendationHeading
        | RecommendationLead
        | Recommendation(_)
        | RecommendationContinued(_)
        | People
        | QuotationSource
        | BoxTitle
        | BoxText
        | Figure
        | Credit
        | TableHeader
        | TableText
        | Definition
        | Participant
        | ParticipantGroup
        | Imprint
        | Separator => false,
    }
}

/// The style of the next paragraph typed in Word.
pub fn next(word_style: WordStyle) -> Option<WordStyle> {
    use WordStyle::*;
    match word_style {
        Heading(_) | Title | Caption | ContentsHeading => Some(Body),
        RecommendationHeading => Some(RecommendationLead),
        RecommendationLead => Some(Recommendation(0)),
        BoxTitle => Some(BoxText),
        ParticipantGroup => Some(Participant),
        Body
        | NumberedParagraph
        | CoverPublisher
        | CoverOffice
        | CoverSeries
        | Subtitle
        | CoverVenue
        | Contents(_)
        | Bullet(_)
        | Number(_)
        | ItemContinued(_)
        | Recommendation(_)
        | RecommendationContinued(_)
        | People
        | Quotation
        | QuotationSource
        | BoxText
        | Figure
        | Credit
        | TableHeader
        | TableText
        | Definition
        | Bibliography
        | Participant
        | IndexEntry
        | Imprint
        | Note
        | Header
        | Footer
        | Separator => None,
    }
}

/// The position in Word's list of styles; built-in styles come first.
pub fn priority(word_style: WordStyle) -> u8 {
    if built_in(word_style) { 9 } else { 20 }
}
