//! How paragraphs of each role are set.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Colour, FigureWidth, Figures};

/// One of the two families.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FontRole {
    /// The family of the text.
    Text,
    /// The family of headings and labels.
    Display,
}

/// How the lines of a paragraph are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// Both edges straight.
    Justified,
    /// Ragged at the end.
    Start,
    /// Centred, lines balanced.
    Centre,
}

/// How a paragraph is set.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParagraphStyle {
    /// The family.
    pub family: FontRole,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Size of the em, in points.
    #[schemars(range(min = 3.0, max = 200.0))]
    pub size_pt: f32,
    /// From baseline to baseline, in points.
    #[schemars(range(min = 3.0, max = 400.0))]
    pub leading_pt: f32,
    /// The colour.
    #[serde(default = "ink")]
    pub colour: Colour,
    /// Added between letters, in em.
    #[serde(default)]
    #[schemars(range(min = -0.2, max = 1.0))]
    pub tracking_em: f32,
    /// Small capitals.
    #[serde(default)]
    pub small_caps: bool,
    /// The shape of figures.
    #[serde(default)]
    pub figures: Figures,
    /// The width of figures.
    #[serde(default)]
    pub figure_width: FigureWidth,
    /// How its lines are aligned.
    #[serde(default = "start")]
    pub align: Alignment,
    /// Whether words may be hyphenated.
    #[serde(default)]
    pub hyphenate: bool,
    /// Space above, in points; the larger of two neighbours' spaces counts.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub before_pt: f32,
    /// Space below, in points.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub after_pt: f32,
    /// Indent at the start of every line, in points.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
    /// Indent of the first line besides, in points; below 0 it hangs out.
    #[serde(default)]
    #[schemars(range(min = -500.0, max = 500.0))]
    pub first_indent_pt: f32,
    /// Indent at the end of every line, in points.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 500.0))]
    pub end_indent_pt: f32,
}

fn ink() -> Colour {
    Colour::Ink
}

fn start() -> Alignment {
    Alignment::Start
}

/// How paragraphs of each role are set.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraphs {
    /// The text.
    pub body: ParagraphStyle,
    /// Headings of level 1: sections, panels.
    pub heading1: ParagraphStyle,
    /// Headings of level 2.
    pub heading2: ParagraphStyle,
    /// Headings of level 3 and below.
    pub heading3: ParagraphStyle,
    /// "Panel 1" above a heading.
    #[serde(rename = "heading_label")]
    pub heading_prefix: ParagraphStyle,
    /// The role of people: "Moderator".
    pub people_role: ParagraphStyle,
    /// A person's name and post; the name is bold.
    pub people: ParagraphStyle,
    /// The label of recommendations.
    #[serde(rename = "recommendation_label")]
    pub recommendation_heading: ParagraphStyle,
    /// The sentence that leads into recommendations.
    pub recommendation_lead: ParagraphStyle,
    /// An item of recommendations.
    pub recommendation: ParagraphStyle,
    /// An item of another list.
    pub list_item: ParagraphStyle,
    /// A quotation.
    pub quotation: ParagraphStyle,
    /// Who said it.
    pub quotation_source: ParagraphStyle,
    /// The title of a box.
    pub box_title: ParagraphStyle,
    /// The text of a box.
    pub box_text: ParagraphStyle,
    /// A caption.
    pub caption: ParagraphStyle,
    /// The source of a table, the credit of a picture.
    pub credit: ParagraphStyle,
    /// A header cell of a table.
    pub table_header: ParagraphStyle,
    /// A cell of a table.
    pub table_cell: ParagraphStyle,
    /// A term of a list of definitions; its meaning is set as `body`.
    pub term: ParagraphStyle,
    /// An entry of the bibliography.
    pub bibliography: ParagraphStyle,
    /// A participant.
    pub participant: ParagraphStyle,
    /// The country above its participants.
    pub participant_group: ParagraphStyle,
    /// A person of the index, with pages.
    pub index: ParagraphStyle,
    /// A line of the imprint.
    pub imprint: ParagraphStyle,
    /// A footnote.
    pub note: ParagraphStyle,
    /// The heading of the contents.
    pub contents_heading: ParagraphStyle,
    /// A line of the contents, level 1.
    pub contents1: ParagraphStyle,
    /// A line of the contents, level 2 and below.
    pub contents2: ParagraphStyle,
    /// Running heads.
    pub running_head: ParagraphStyle,
    /// Folios.
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
    /// The style of a heading; levels count from 1.
    pub fn heading(&self, level: u8) -> &ParagraphStyle {
        match level {
            0 | 1 => &self.heading1,
            2 => &self.heading2,
            3.. => &self.heading3,
        }
    }

    /// The style of a line of the contents; levels count from 1.
    pub fn contents(&self, level: u8) -> &ParagraphStyle {
        if level <= 1 { &self.contents1 } else { &self.contents2 }
    }
}
