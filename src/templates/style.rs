//! A template as read from `template.yaml`: every decision about the look of a report, made once
//! for all formats.
//!
//! Lengths of the page are in millimetres, lengths of type in points, tracking in em. Unknown keys
//! are errors.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    BoxStyle, BreakingStyle, CitationStyle, ColumnStyle, ContentsStyle, CoverStyle, FontFamilies,
    HeadingPrefixStyle, LinkStyle, ListStyle, NoteStyle, OpenerStyle, PageStyle, Palette,
    Paragraphs, PeopleStyle, PrefixPosition, PrintStyle, PullQuoteStyle, RecommendationStyle,
    ReviewStyle, SectionOpening, SectionStyle, TableStyle, Typography,
};
use crate::diagnostic::LintSettings;

/// A template.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// The template that this one changes. A template that extends another contains only the
    /// differences.
    #[serde(default)]
    #[allow(
        dead_code,
        reason = "`load::extends` reads it from the tree, before the layers are joined"
    )]
    pub extends: Option<String>,
    /// The name of the template.
    pub name: String,
    /// The purpose of the template, in one sentence.
    #[serde(default)]
    pub description: Option<String>,
    /// Size and margins of the trimmed page.
    pub page: PageStyle,
    /// The font families.
    pub fonts: FontFamilies,
    /// The colours by role.
    pub colours: Palette,
    /// The type of each kind of paragraph.
    pub paragraphs: Paragraphs,
    /// Bullets and indents of lists.
    pub lists: ListStyle,
    /// Lists of recommendations, findings, lessons and conclusions.
    pub recommendations: RecommendationStyle,
    /// Headings with a generated prefix ("Panel 1", "Annex A").
    #[serde(rename = "labels")]
    pub heading_prefix: HeadingPrefixStyle,
    /// The numbers of sections, and of tables and figures in annexes.
    #[serde(default)]
    pub sections: SectionStyle,
    /// The heads of the pages on which sections of level 1 open.
    #[serde(default)]
    pub openers: OpenerStyle,
    /// Quotations with `pull: true`.
    pub pull_quotes: PullQuoteStyle,
    /// The list of people under the heading of a panel or side event.
    pub people: PeopleStyle,
    /// Lists of people set in columns: participants and the index of persons.
    pub columns: ColumnStyle,
    /// Boxes.
    pub boxes: BoxStyle,
    /// Tables.
    pub tables: TableStyle,
    /// Links to the web and cross-references.
    #[serde(default)]
    pub links: LinkStyle,
    /// Footnotes or endnotes.
    pub notes: NoteStyle,
    /// Citations of works.
    #[serde(default)]
    pub citations: CitationStyle,
    /// The table of contents.
    pub contents: ContentsStyle,
    /// The cover.
    pub cover: CoverStyle,
    /// Microtypography: how far lines may stretch and shrink, and which glyphs are used.
    #[serde(default)]
    pub typography: Typography,
    /// Limits for line breaks and page breaks.
    pub breaking: BreakingStyle,
    /// The style rules checked in every report that uses the template. `options.lint` in a report
    /// overrides them.
    #[serde(default)]
    pub lint: LintSettings,
    /// The features of Word files for reviewers.
    #[serde(default)]
    pub review: ReviewStyle,
    /// Settings of the PDF for print.
    #[serde(default)]
    pub print: PrintStyle,
}

impl Style {
    /// The bullets of lists by level: in the text, then in recommendations.
    pub fn bullets(&self) -> [&[String]; 2] {
        [&self.lists.bullets, &self.recommendations.bullets]
    }

    /// Whether headings of a level are on a band.
    pub fn has_band(&self, level: u8) -> bool {
        level <= 1 && self.openers.band_mm > 0.0
    }

    /// Whether the prefix of a heading of a level is above its title. `is_number` says whether it is a
    /// number alone.
    pub fn has_prefix_above(&self, level: u8, is_number: bool) -> bool {
        match is_number {
            true => level <= 1 && self.openers.number_above,
            false => self.heading_prefix.position == PrefixPosition::Above,
        }
    }

    /// Where sections of level 1 begin. A band begins at the top edge of a page.
    pub fn section_opening(&self) -> SectionOpening {
        match self.page.sections_open {
            SectionOpening::SamePage if self.has_band(1) => SectionOpening::NewPage,
            opening => opening,
        }
    }
}
