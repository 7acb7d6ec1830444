//! The style gallery of Word: built-in styles, their order, and the style of the next paragraph.

use super::word_style::{SUB_HEADING, WordStyle};

/// Whether the style is one of Word's built-in styles.
pub fn built_in(word_style: WordStyle) -> bool {
    use WordStyle::*;
    match word_style {
        Normal | Body | Title | Subtitle | ContentsHeading | Contents(_) | Heading(_)
        | Bullet(_) | Number(_) | ItemContinued(_) | Quotation | Caption | Bibliography
        | IndexEntry | Note | Header | Footer => true,
        NumberedParagraph
        | PanelHeading
        | AnnexHeading
        | SubHeading
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
        | PullQuote
        | PullQuoteSource
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
        Heading(_) | PanelHeading | AnnexHeading | SubHeading | Title | Caption
        | ContentsHeading => Some(Body),
        RecommendationHeading => Some(RecommendationLead),
        RecommendationLead => Some(Recommendation(0)),
        BoxTitle => Some(BoxText),
        PullQuote => Some(Body),
        ParticipantGroup => Some(Participant),
        Normal
        | Body
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
        | PullQuoteSource
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

/// The style whose properties a style inherits; `None` for the base of all.
pub fn based_on(word_style: WordStyle) -> Option<WordStyle> {
    use WordStyle::*;
    Some(match word_style {
        Normal => return None,
        NumberedParagraph | Bullet(0) | Number(0) | ItemContinued(0) | RecommendationLead
        | Recommendation(0) | Quotation | BoxText | Definition | Bibliography | Imprint => Body,
        Bullet(_) => Bullet(0),
        Number(_) => Number(0),
        ItemContinued(_) => ItemContinued(0),
        Recommendation(_) => Recommendation(0),
        RecommendationContinued(0) => Body,
        RecommendationContinued(_) => RecommendationContinued(0),
        PanelHeading | AnnexHeading => Heading(1),
        SubHeading => Heading(SUB_HEADING),
        QuotationSource => Quotation,
        PullQuoteSource => PullQuote,
        TableHeader => TableText,
        Body
        | CoverPublisher
        | CoverOffice
        | CoverSeries
        | Title
        | Subtitle
        | CoverVenue
        | ContentsHeading
        | Contents(_)
        | Heading(_)
        | RecommendationHeading
        | People
        | PullQuote
        | BoxTitle
        | Caption
        | Figure
        | Credit
        | TableText
        | Participant
        | ParticipantGroup
        | IndexEntry
        | Note
        | Header
        | Footer
        | Separator => Normal,
    })
}

/// Whether the style is in the gallery of quick styles, which has room for about fifteen.
pub fn in_gallery(word_style: WordStyle) -> bool {
    use WordStyle::*;
    matches!(
        word_style,
        Body | NumberedParagraph
            | Heading(1..=4)
            | PanelHeading
            | AnnexHeading
            | Bullet(0)
            | Number(0)
            | RecommendationLead
            | Recommendation(0)
            | Quotation
            | PullQuote
            | BoxText
            | Caption
            | Title
    )
}

/// The position in Word's list of styles. Built-in styles have their usual position, except that body text
/// comes first. The report's own styles come after the headings.
pub fn priority(word_style: WordStyle) -> u8 {
    use WordStyle::*;
    match word_style {
        Normal => 0,
        Body => 1,
        Heading(_) | PanelHeading | AnnexHeading | SubHeading => 9,
        Title => 10,
        Subtitle => 11,
        Quotation => 29,
        Caption => 35,
        Bibliography => 37,
        ContentsHeading | Contents(_) => 39,
        ItemContinued(_) | IndexEntry | Note | Header | Footer => 99,
        Bullet(_)
        | Number(_)
        | NumberedParagraph
        | RecommendationHeading
        | RecommendationLead
        | Recommendation(_)
        | RecommendationContinued(_) => 12,
        CoverPublisher | CoverOffice | CoverSeries | CoverVenue | People | QuotationSource
        | PullQuote | PullQuoteSource | BoxTitle | BoxText | Figure | Credit | TableHeader
        | TableText | Definition | Participant | ParticipantGroup | Imprint => 20,
        Separator => 99,
    }
}
