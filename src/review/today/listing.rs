//! How paragraphs are listed in the source.

use crate::draft::DraftKind;

/// How paragraphs are listed in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// As a block of a section, box or item.
    Block,
    /// As an item of a list.
    Item,
    /// As a row of a table.
    Row,
    /// As an entry of a special kind, such as a person.
    Entry,
    /// Not in a list: a caption, a heading.
    Fixed,
}

impl Listing {
    /// How a paragraph is listed.
    pub fn of(kind: &DraftKind) -> Listing {
        match kind {
            DraftKind::Paragraph => Listing::Block,
            DraftKind::Item(_) | DraftKind::Recommendation(_) => Listing::Item,
            DraftKind::Cell { .. } => Listing::Row,
            DraftKind::Person
            | DraftKind::Participant
            | DraftKind::Definition
            | DraftKind::Work
            | DraftKind::Quotation => Listing::Entry,
            DraftKind::Cover
            | DraftKind::Generated
            | DraftKind::Heading(_)
            | DraftKind::RecommendationHeading
            | DraftKind::LeadIn
            | DraftKind::QuotationSource
            | DraftKind::BoxTitle
            | DraftKind::Caption
            | DraftKind::Credit
            | DraftKind::ParticipantGroup
            | DraftKind::IndexEntry
            | DraftKind::Note { .. }
            | DraftKind::Picture
            | DraftKind::Separator => Listing::Fixed,
        }
    }
}
