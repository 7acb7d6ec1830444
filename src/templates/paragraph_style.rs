//! The type of each kind of paragraph.

use std::hash::{Hash, Hasher};

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Colour, FigureWidth, Figures, FontRole};
use crate::document::TextKind;

/// How the lines of a paragraph are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// Justified: straight at both edges.
    Justified,
    /// Aligned where lines begin, ragged where they end.
    Start,
    /// Centred, with lines of similar length.
    Centre,
}

/// The type of a paragraph.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParagraphStyle {
    /// Which of the two font families is used.
    pub family: FontRole,
    /// Whether the text is bold.
    #[serde(default)]
    pub bold: bool,
    /// Whether the text is italic.
    #[serde(default)]
    pub italic: bool,
    /// Font size, in points.
    #[schemars(range(min = 3.0, max = 200.0))]
    pub size_pt: f32,
    /// Leading, the distance from baseline to baseline, in points.
    #[schemars(range(min = 3.0, max = 400.0))]
    pub leading_pt: f32,
    /// The colour of the text.
    #[serde(default = "ink")]
    pub colour: Colour,
    /// Tracking, the space added between letters, in em.
    #[serde(default)]
    #[schemars(range(min = -0.2, max = 1.0))]
    pub tracking_em: f32,
    /// Whether lower-case letters are set as small capitals.
    #[serde(default)]
    pub small_caps: bool,
    /// The form of figures (digits).
    #[serde(default)]
    pub figures: Figures,
    /// The width of figures (digits).
    #[serde(default)]
    pub figure_width: FigureWidth,
    /// How the lines are aligned.
    #[serde(default = "start")]
    pub align: Alignment,
    /// Whether words may be hyphenated.
    #[serde(default)]
    pub hyphenate: bool,
    /// Space above, in points. Between two paragraphs, the larger of the adjoining spaces is used.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub before_pt: f32,
    /// Space below, in points. Between two paragraphs, the larger of the adjoining spaces is used.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub after_pt: f32,
    /// Indent where lines begin, in points.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
    /// Additional indent of the first line, in points; negative for a hanging indent.
    #[serde(default)]
    #[schemars(range(min = -500.0, max = 500.0))]
    pub first_indent_pt: f32,
    /// Indent where lines end, in points.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub end_indent_pt: f32,
}

impl Hash for ParagraphStyle {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let ParagraphStyle {
            family,
            bold,
            italic,
            size_pt,
            leading_pt,
            colour,
            tracking_em,
            small_caps,
            figures,
            figure_width,
            align,
            hyphenate,
            before_pt,
            after_pt,
            indent_pt,
            first_indent_pt,
            end_indent_pt,
        } = self;
        let lengths = [size_pt, leading_pt, tracking_em, before_pt, after_pt];
        let indents = [indent_pt, first_indent_pt, end_indent_pt];
        lengths.into_iter().chain(indents).for_each(|length| length.to_bits().hash(state));
        (family, colour, figures, figure_width, align).hash(state);
        [*bold, *italic, *small_caps, *hyphenate].hash(state);
    }
}

fn ink() -> Colour {
    Colour::Ink
}

fn start() -> Alignment {
    Alignment::Start
}

/// The size of the smallest text of a template, as a share of its body text. Notes and credits usually have
/// three quarters of it or more; what is below two thirds was most likely left behind when the body grew.
pub const SMALLEST_SHARE: f32 = 0.7;

/// The type of each kind of paragraph.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraphs {
    /// Body text.
    pub body: ParagraphStyle,
    /// Headings of level 1: sections and panels.
    pub heading1: ParagraphStyle,
    /// Headings of level 2.
    pub heading2: ParagraphStyle,
    /// Headings of level 3 and below.
    pub heading3: ParagraphStyle,
    /// The generated prefix of a heading: "Panel 1".
    #[serde(rename = "heading_label")]
    pub heading_prefix: ParagraphStyle,
    /// The number of a section of level 1 above its title, with `openers: {number_above: true}`.
    pub opener_number: ParagraphStyle,
    /// A role in the list of people of a panel: "Moderator".
    pub people_role: ParagraphStyle,
    /// A person in the list of people of a panel. The name is bold.
    pub people: ParagraphStyle,
    /// The heading of a list of recommendations: "Recommendations", "Findings".
    #[serde(rename = "recommendation_label")]
    pub recommendation_heading: ParagraphStyle,
    /// The lead-in sentence of a list of recommendations.
    pub recommendation_lead: ParagraphStyle,
    /// A recommendation.
    pub recommendation: ParagraphStyle,
    /// An item of any other list.
    pub list_item: ParagraphStyle,
    /// A block quotation.
    pub quotation: ParagraphStyle,
    /// The source of a block quotation.
    pub quotation_source: ParagraphStyle,
    /// A quotation with `pull: true`.
    pub pull_quote: ParagraphStyle,
    /// Its source.
    pub pull_quote_source: ParagraphStyle,
    /// The title of a box.
    pub box_title: ParagraphStyle,
    /// The text of a box.
    pub box_text: ParagraphStyle,
    /// The caption of a table or figure.
    pub caption: ParagraphStyle,
    /// The source of a table, or the credit of a picture.
    pub credit: ParagraphStyle,
    /// A header cell of a table.
    pub table_header: ParagraphStyle,
    /// A body cell of a table.
    pub table_cell: ParagraphStyle,
    /// A term of a definition list. Its definition is set as `body`.
    pub term: ParagraphStyle,
    /// An entry of the bibliography.
    pub bibliography: ParagraphStyle,
    /// A person in a list of participants.
    pub participant: ParagraphStyle,
    /// A country, above its participants.
    pub participant_group: ParagraphStyle,
    /// An entry of the index of persons.
    pub index: ParagraphStyle,
    /// A line of the imprint.
    pub imprint: ParagraphStyle,
    /// A footnote.
    pub note: ParagraphStyle,
    /// The heading of the table of contents.
    pub contents_heading: ParagraphStyle,
    /// An entry of the table of contents, level 1.
    pub contents1: ParagraphStyle,
    /// An entry of the table of contents, level 2 and below.
    pub contents2: ParagraphStyle,
    /// Running heads.
    pub running_head: ParagraphStyle,
    /// Folios (page numbers).
    pub folio: ParagraphStyle,
    /// The publisher on the cover.
    pub cover_publisher: ParagraphStyle,
    /// The office on the cover.
    pub cover_office: ParagraphStyle,
    /// The series line on the cover.
    pub cover_series: ParagraphStyle,
    /// The title on the cover.
    pub cover_title: ParagraphStyle,
    /// The subtitle on the cover.
    pub cover_subtitle: ParagraphStyle,
    /// Venue and dates on the cover.
    pub cover_venue: ParagraphStyle,
}

impl Paragraphs {
    /// Every kind, with its key in a template.
    pub fn all(&self) -> [(&'static str, &ParagraphStyle); 40] {
        let Paragraphs {
            body,
            heading1,
            heading2,
            heading3,
            heading_prefix,
            opener_number,
            people_role,
            people,
            recommendation_heading,
            recommendation_lead,
            recommendation,
            list_item,
            quotation,
            quotation_source,
            pull_quote,
            pull_quote_source,
            box_title,
            box_text,
            caption,
            credit,
            table_header,
            table_cell,
            term,
            bibliography,
            participant,
            participant_group,
            index,
            imprint,
            note,
            contents_heading,
            contents1,
            contents2,
            running_head,
            folio,
            cover_publisher,
            cover_office,
            cover_series,
            cover_title,
            cover_subtitle,
            cover_venue,
        } = self;
        [
            ("body", body),
            ("heading1", heading1),
            ("heading2", heading2),
            ("heading3", heading3),
            ("heading_label", heading_prefix),
            ("opener_number", opener_number),
            ("people_role", people_role),
            ("people", people),
            ("recommendation_label", recommendation_heading),
            ("recommendation_lead", recommendation_lead),
            ("recommendation", recommendation),
            ("list_item", list_item),
            ("quotation", quotation),
            ("quotation_source", quotation_source),
            ("pull_quote", pull_quote),
            ("pull_quote_source", pull_quote_source),
            ("box_title", box_title),
            ("box_text", box_text),
            ("caption", caption),
            ("credit", credit),
            ("table_header", table_header),
            ("table_cell", table_cell),
            ("term", term),
            ("bibliography", bibliography),
            ("participant", participant),
            ("participant_group", participant_group),
            ("index", index),
            ("imprint", imprint),
            ("note", note),
            ("contents_heading", contents_heading),
            ("contents1", contents1),
            ("contents2", contents2),
            ("running_head", running_head),
            ("folio", folio),
            ("cover_publisher", cover_publisher),
            ("cover_office", cover_office),
            ("cover_series", cover_series),
            ("cover_title", cover_title),
            ("cover_subtitle", cover_subtitle),
            ("cover_venue", cover_venue),
        ]
    }

    /// The kinds that are smaller than [`SMALLEST_SHARE`] of the body text, with their keys.
    pub fn too_small(&self) -> Vec<(&'static str, &ParagraphStyle)> {
        let smallest = self.body.size_pt * SMALLEST_SHARE;
        self.all().into_iter().filter(|(_, style)| style.size_pt < smallest).collect()
    }

    /// The style of a text of a kind; `paragraph` is that of the paragraphs around it.
    pub fn of<'a>(&'a self, kind: TextKind, paragraph: &'a ParagraphStyle) -> &'a ParagraphStyle {
        match kind {
            TextKind::Paragraph => paragraph,
            TextKind::Heading(level) => self.heading(level),
            TextKind::LeadIn => &self.recommendation_lead,
            TextKind::Quotation => &self.quotation,
            TextKind::QuotationSource => &self.quotation_source,
            TextKind::PullQuote => &self.pull_quote,
            TextKind::PullQuoteSource => &self.pull_quote_source,
            TextKind::BoxTitle => &self.box_title,
            TextKind::Caption => &self.caption,
            TextKind::Credit => &self.credit,
            TextKind::Cell => &self.table_cell,
            TextKind::Term => &self.term,
            TextKind::Work => &self.bibliography,
            TextKind::IndexTerm => &self.index,
            TextKind::RecommendationHeading => &self.recommendation_heading,
            TextKind::Person => &self.people,
            TextKind::ParticipantGroup => &self.participant_group,
            TextKind::Participant => &self.participant,
        }
    }

    /// The style of a heading of a level, counted from 1.
    pub fn heading(&self, level: u8) -> &ParagraphStyle {
        match level {
            0 | 1 => &self.heading1,
            2 => &self.heading2,
            3.. => &self.heading3,
        }
    }

    /// The style of an entry of the table of contents of a level, counted from 1.
    pub fn contents(&self, level: u8) -> &ParagraphStyle {
        if level <= 1 { &self.contents1 } else { &self.contents2 }
    }
}
