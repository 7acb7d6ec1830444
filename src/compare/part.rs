//! What a paragraph is called in lists.

use crate::draft::DraftKind;

/// The name of a kind of paragraph.
pub fn part(kind: &DraftKind) -> &'static str {
    match kind {
        DraftKind::Cover => "cover",
        DraftKind::Generated => "contents",
        DraftKind::Paragraph => "paragraph",
        DraftKind::Heading(_) => "heading",
        DraftKind::Item(_) => "list item",
        DraftKind::Recommendation(_) => "recommendation",
        DraftKind::RecommendationHeading => "heading of recommendations",
        DraftKind::LeadIn => "lead-in of recommendations",
        DraftKind::Quotation => "quotation",
        DraftKind::QuotationSource => "source of a quotation",
        DraftKind::BoxTitle => "title of a box",
        DraftKind::Caption => "caption",
        DraftKind::Credit => "source of a table or figure",
        DraftKind::Cell { .. } => "cell",
        DraftKind::Person => "person",
        DraftKind::ParticipantGroup => "group of participants",
        DraftKind::Participant => "participant",
        DraftKind::Definition => "definition",
        DraftKind::Work => "work cited",
        DraftKind::IndexEntry => "index",
        DraftKind::Note { .. } => "note",
        DraftKind::Picture => "picture",
        DraftKind::Separator => "space",
    }
}
