//! The paragraph styles of the file, with their names in Word and their settings in the template.

use crate::templates::{Alignment, Colour, ParagraphStyle, Style};

use super::super::geometry::{item_indents_pt, rule_offset_pt, within_reach_pt};

/// A paragraph style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordStyle {
    /// The base of all styles: font, size and leading of the text.
    Normal,
    /// Body text.
    Body,
    /// Body text with a paragraph number.
    NumberedParagraph,
    /// The publisher on the cover.
    CoverPublisher,
    /// The office on the cover.
    CoverOffice,
    /// The series line on the cover.
    CoverSeries,
    /// The title of the report.
    Title,
    /// Its subtitle.
    Subtitle,
    /// Venue and dates on the cover.
    CoverVenue,
    /// The heading of the contents.
    ContentsHeading,
    /// A line of the contents; levels 1 and 2.
    Contents(u8),
    /// A heading; levels 1 to 6.
    Heading(u8),
    /// The heading of a panel, with its number.
    PanelHeading,
    /// The heading of an annex, with its letter.
    AnnexHeading,
    /// A sub-heading of a level that the contents list, although they do not list sub-headings.
    SubHeading,
    /// An item of a bulleted list; levels count from 0.
    Bullet(u8),
    /// An item of a numbered list; levels count from 0.
    Number(u8),
    /// A later paragraph of an item; levels count from 0.
    ItemContinued(u8),
    /// The heading of recommendations.
    RecommendationHeading,
    /// The lead-in sentence of recommendations.
    RecommendationLead,
    /// A recommendation, or an item of a list in one; levels count from 0.
    Recommendation(u8),
    /// A later paragraph of such an item; levels count from 0.
    RecommendationContinued(u8),
    /// A person with a role.
    People,
    /// A quotation.
    Quotation,
    /// The source of a quotation.
    QuotationSource,
    /// A pull quote.
    PullQuote,
    /// The source of a pull quote.
    PullQuoteSource,
    /// The title of a box.
    BoxTitle,
    /// The text of a box.
    BoxText,
    /// A caption.
    Caption,
    /// The paragraph that holds a picture.
    Figure,
    /// The source of a table, the credit of a picture.
    Credit,
    /// A header cell.
    TableHeader,
    /// Another cell.
    TableText,
    /// A term and its definition.
    Definition,
    /// A work cited.
    Bibliography,
    /// A participant.
    Participant,
    /// The country of the participants that follow.
    ParticipantGroup,
    /// An entry of the index.
    IndexEntry,
    /// A line of the imprint.
    Imprint,
    /// A footnote.
    Note,
    /// A running head.
    Header,
    /// A folio.
    Footer,
    /// An empty line of minimal height that separates two tables or carries section properties.
    Separator,
}

/// The level of sub-headings.
pub const SUB_HEADING: u8 = 3;

/// The number of levels of Word's built-in list styles.
const LIST_STYLES: u8 = 5;

impl WordStyle {
    /// Every style, in the order in which styles are written.
    pub fn all() -> Vec<WordStyle> {
        use WordStyle::*;
        let levels = 0..LIST_STYLES;
        let mut all =
            vec![Normal, Body, NumberedParagraph, CoverPublisher, CoverOffice, CoverSeries];
        all.extend([Title, Subtitle, CoverVenue, ContentsHeading, Contents(1), Contents(2)]);
        all.extend((1..=6).map(Heading));
        all.extend([PanelHeading, AnnexHeading, SubHeading]);
        all.extend(levels.clone().map(Bullet));
        all.extend(levels.clone().map(Number));
        all.extend(levels.clone().map(ItemContinued));
        all.extend([RecommendationHeading, RecommendationLead]);
        all.extend(levels.clone().map(Recommendation));
        all.extend(levels.map(RecommendationContinued));
        all.extend([People, Quotation, QuotationSource, PullQuote, PullQuoteSource]);
        all.extend([BoxTitle, BoxText, Caption, Figure]);
        all.extend([Credit, TableHeader, TableText, Definition, Bibliography]);
        all.extend([Participant, ParticipantGroup, IndexEntry, Imprint, Note]);
        all.extend([Header, Footer, Separator]);
        all
    }

    /// The name of the style. Built-in styles have the names of ECMA-376, so that Word's commands
    /// find them.
    pub fn name(self) -> String {
        use WordStyle::*;
        let plain = match self {
            Normal => "Normal",
            Body => "Body Text",
            NumberedParagraph => "Numbered Paragraph",
            CoverPublisher => "Cover Publisher",
            CoverOffice => "Cover Office",
            CoverSeries => "Cover Series",
            Title => "Title",
            Subtitle => "Subtitle",
            CoverVenue => "Cover Venue",
            ContentsHeading => "TOC Heading",
            Contents(level) => return format!("toc {}", level.clamp(1, 2)),
            Heading(level) => return format!("heading {}", level.clamp(1, 6)),
            PanelHeading => "Panel Heading",
            AnnexHeading => "Annex Heading",
            SubHeading => "Subheading",
            Bullet(level) => return numbered("List Bullet", level),
            Number(level) => return numbered("List Number", level),
            ItemContinued(level) => return numbered("List Continue", level),
            RecommendationHeading => "Recommendation Label",
            RecommendationLead => "Recommendation Lead",
            Recommendation(level) => return numbered("Recommendation", level),
            RecommendationContinued(level) => return numbered("Recommendation Continue", level),
            People => "People",
            Quotation => "Quote",
            QuotationSource => "Quote Source",
            PullQuote => "Pull Quote",
            PullQuoteSource => "Pull Quote Source",
            BoxTitle => "Box Title",
            BoxText => "Box Text",
            Caption => "caption",
            Figure => "Figure",
            Credit => "Credit",
            TableHeader => "Table Header",
            TableText => "Table Text",
            Definition => "Definition",
            Bibliography => "Bibliography",
            Participant => "Participant",
            ParticipantGroup => "Participant Group",
            IndexEntry => "index 1",
            Imprint => "Imprint",
            Note => "footnote text",
            Header => "header",
            Footer => "footer",
            Separator => "Separator",
        };
        plain.to_owned()
    }

    /// The id of the style: its name without spaces, each word capitalized.
    pub fn id(self) -> String {
        let name = self.name().replace("toc ", "TOC ");
        let mut id = String::with_capacity(name.len());
        for word in name.split(' ') {
            let mut letters = word.chars();
            id.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
            id.push_str(letters.as_str());
        }
        id
    }

    /// Whether the style is that of headings of level 1.
    pub fn opens_section(self) -> bool {
        use WordStyle::*;
        matches!(self, Heading(1) | PanelHeading | AnnexHeading)
    }

    /// The settings of the style in the template.
    pub fn setting(self, style: &Style) -> ParagraphStyle {
        use WordStyle::*;
        let paragraphs = &style.paragraphs;
        match self {
            Normal => ParagraphStyle {
                indent_pt: 0.0,
                first_indent_pt: 0.0,
                end_indent_pt: 0.0,
                before_pt: 0.0,
                after_pt: 0.0,
                align: Alignment::Start,
                ..paragraphs.body.clone()
            },
            Body | NumberedParagraph => paragraphs.body.clone(),
            CoverPublisher => paragraphs.cover_publisher.clone(),
            CoverOffice => paragraphs.cover_office.clone(),
            CoverSeries => paragraphs.cover_series.clone(),
            Title => paragraphs.cover_title.clone(),
            Subtitle => paragraphs.cover_subtitle.clone(),
            CoverVenue => paragraphs.cover_venue.clone(),
            ContentsHeading => on_band(style, 1, &paragraphs.contents_heading),
            Contents(level) => paragraphs.contents(level).clone(),
            Heading(level) => on_band(style, level, paragraphs.heading(level)),
            PanelHeading | AnnexHeading => on_band(style, 1, paragraphs.heading(1)),
            SubHeading => paragraphs.heading(SUB_HEADING).clone(),
            Bullet(level) | Number(level) | ItemContinued(level) => list_item(style, level),
            RecommendationHeading => in_rule(style, &paragraphs.recommendation_heading),
            RecommendationLead => in_rule(style, &paragraphs.recommendation_lead),
            Recommendation(level) => recommendation(style, level),
            RecommendationContinued(level) => {
                let item = recommendation(style, level);
                ParagraphStyle { indent_pt: within_reach_pt(style, item.indent_pt), ..item }
            }
            People => paragraphs.people.clone(),
            Quotation => paragraphs.quotation.clone(),
            QuotationSource => paragraphs.quotation_source.clone(),
            PullQuote => paragraphs.pull_quote.clone(),
            PullQuoteSource => paragraphs.pull_quote_source.clone(),
            BoxTitle => in_box(style, &paragraphs.box_title),
            BoxText => in_box(style, &paragraphs.box_text),
            Caption => paragraphs.caption.clone(),
            Figure => ParagraphStyle { before_pt: style.page.grid_pt, ..paragraphs.body.clone() },
            Credit => paragraphs.credit.clone(),
            TableHeader => paragraphs.table_header.clone(),
            TableText => paragraphs.table_cell.clone(),
            Definition => {
                ParagraphStyle { after_pt: style.lists.item_gap_pt, ..paragraphs.body.clone() }
            }
            Bibliography => paragraphs.bibliography.clone(),
            Participant => paragraphs.participant.clone(),
            ParticipantGroup => paragraphs.participant_group.clone(),
            IndexEntry => paragraphs.index.clone(),
            Imprint => paragraphs.imprint.clone(),
            Note => paragraphs.note.clone(),
            Header => paragraphs.running_head.clone(),
            Footer => paragraphs.folio.clone(),
            Separator => ParagraphStyle {
                size_pt: 1.0,
                leading_pt: 1.0,
                after_pt: 0.0,
                ..paragraphs.body.clone()
            },
        }
    }
}

fn numbered(name: &str, level: u8) -> String {
    match level.min(LIST_STYLES - 1) {
        0 => name.to_owned(),
        level => format!("{name} {}", level + 1),
    }
}

fn list_item(style: &Style, level: u8) -> ParagraphStyle {
    let (_, text) = item_indents_pt(style, false, level);
    let base = &style.paragraphs.list_item;
    let after_pt = base.after_pt.max(style.lists.item_gap_pt);
    ParagraphStyle { indent_pt: text, after_pt, ..base.clone() }
}

fn in_rule(style: &Style, base: &ParagraphStyle) -> ParagraphStyle {
    ParagraphStyle { indent_pt: base.indent_pt + rule_offset_pt(style), ..base.clone() }
}

/// The text of a box is as far from its edges as the template says.
fn in_box(style: &Style, base: &ParagraphStyle) -> ParagraphStyle {
    let padding = style.boxes.padding_pt;
    let (indent_pt, end_indent_pt) = (base.indent_pt + padding, base.end_indent_pt + padding);
    ParagraphStyle { indent_pt, end_indent_pt, ..base.clone() }
}

/// A heading of a level, in the colour of the paper if it is on a band.
fn on_band(style: &Style, level: u8, heading: &ParagraphStyle) -> ParagraphStyle {
    if !style.has_band(level) {
        return heading.clone();
    }
    let after_pt = heading.after_pt + style.page.grid_pt;
    ParagraphStyle { colour: Colour::Paper, after_pt, ..heading.clone() }
}

fn recommendation(style: &Style, level: u8) -> ParagraphStyle {
    let (_, text) = item_indents_pt(style, true, level);
    let base = &style.paragraphs.recommendation;
    let gap = if level == 0 { style.recommendations.item_gap_pt } else { style.lists.item_gap_pt };
    let italic = base.italic || style.recommendations.italic;
    ParagraphStyle { indent_pt: text, after_pt: base.after_pt.max(gap), italic, ..base.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn built_in_styles_have_the_names_that_word_expects() {
        let named = |style: WordStyle| (style.id(), style.name());
        assert_eq!(named(WordStyle::Heading(1)), ("Heading1".into(), "heading 1".into()));
        assert_eq!(named(WordStyle::Contents(2)), ("TOC2".into(), "toc 2".into()));
        assert_eq!(named(WordStyle::Bullet(1)), ("ListBullet2".into(), "List Bullet 2".into()));
        assert_eq!(named(WordStyle::Bullet(8)), ("ListBullet5".into(), "List Bullet 5".into()));
        assert_eq!(named(WordStyle::Note), ("FootnoteText".into(), "footnote text".into()));
        assert_eq!(named(WordStyle::ContentsHeading), ("TOCHeading".into(), "TOC Heading".into()));
    }

    #[test]
    fn every_style_is_written_once() {
        let ids: Vec<_> = WordStyle::all().into_iter().map(WordStyle::id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    }
}
