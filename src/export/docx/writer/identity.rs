//! The kind of a paragraph, and the bookmarks that identify it.

use super::super::runs::Runs;
use super::super::styles::{SUB_HEADING, WordStyle};
use super::collectors::Collectors;
use super::story::Pending;
use crate::draft::{DraftKind, DraftParagraph};

/// Puts the bookmarks of a paragraph around its runs, and returns its text.
pub fn identified(
    out: &mut Collectors,
    word_style: WordStyle,
    pending: &mut Pending,
    runs: &mut Runs,
) -> DraftParagraph {
    let references = &mut out.references;
    let mut bookmark = String::new();
    if let Some(name) = pending.name.take() {
        bookmark = references.named_bookmark(name);
        runs.enclose(references.next_id(), &bookmark);
    }
    for element in &pending.elements {
        bookmark = references.bookmark(*element);
        runs.enclose(references.next_id(), &bookmark);
    }
    let in_note = out.references.note.clone().map(|id| DraftKind::Note { id });
    let in_cell = out.story.cell.clone();
    let kind = pending.kind.take().or(in_note).or(in_cell).unwrap_or_else(|| kind_of(word_style));
    DraftParagraph { bookmark, kind, spans: runs.take_spans() }
}

/// The kind of a paragraph by its style. The writers of cells and definitions set the kind themselves.
fn kind_of(word_style: WordStyle) -> DraftKind {
    match word_style {
        WordStyle::CoverPublisher
        | WordStyle::CoverOffice
        | WordStyle::CoverSeries
        | WordStyle::Title
        | WordStyle::Subtitle
        | WordStyle::CoverVenue => DraftKind::Cover,
        WordStyle::ContentsHeading
        | WordStyle::Contents(_)
        | WordStyle::Header
        | WordStyle::Footer => DraftKind::Generated,
        WordStyle::Normal
        | WordStyle::Body
        | WordStyle::NumberedParagraph
        | WordStyle::ItemContinued(_)
        | WordStyle::RecommendationContinued(_)
        | WordStyle::BoxText
        | WordStyle::TableHeader
        | WordStyle::TableText
        | WordStyle::Definition
        | WordStyle::Note
        | WordStyle::Imprint => DraftKind::Paragraph,
        WordStyle::Heading(level) => DraftKind::Heading(level),
        WordStyle::PanelHeading | WordStyle::AnnexHeading => DraftKind::Heading(1),
        WordStyle::SubHeading => DraftKind::Heading(SUB_HEADING),
        WordStyle::Bullet(level) | WordStyle::Number(level) => DraftKind::Item(level + 1),
        WordStyle::Recommendation(level) => DraftKind::Recommendation(level + 1),
        WordStyle::RecommendationHeading => DraftKind::RecommendationHeading,
        WordStyle::RecommendationLead => DraftKind::LeadIn,
        WordStyle::People => DraftKind::Person,
        WordStyle::Quotation | WordStyle::PullQuote => DraftKind::Quotation,
        WordStyle::QuotationSource | WordStyle::PullQuoteSource => DraftKind::QuotationSource,
        WordStyle::BoxTitle => DraftKind::BoxTitle,
        WordStyle::Caption => DraftKind::Caption,
        WordStyle::Figure => DraftKind::Picture,
        WordStyle::Credit => DraftKind::Credit,
        WordStyle::Bibliography => DraftKind::Work,
        WordStyle::Participant => DraftKind::Participant,
        WordStyle::ParticipantGroup => DraftKind::ParticipantGroup,
        WordStyle::IndexEntry => DraftKind::IndexEntry,
        WordStyle::Separator => DraftKind::Separator,
    }
}
