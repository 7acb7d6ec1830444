//! The page, its margins, and where it may end. Lengths in millimetres, but for those of type.

use schemars::JsonSchema;
use serde::Deserialize;

/// The trimmed page and its margins, in millimetres.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    /// Width of the trimmed page.
    #[schemars(range(min = 50.0, max = 2000.0))]
    pub width_mm: f32,
    /// Height of the trimmed page.
    #[schemars(range(min = 50.0, max = 2000.0))]
    pub height_mm: f32,
    /// Margin at the spine.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub inner_mm: f32,
    /// Margin at the fore-edge.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub outer_mm: f32,
    /// Margin above the text.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub head_mm: f32,
    /// Margin below the text.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub foot_mm: f32,
    /// From the top edge to the baseline of the running head.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub running_head_mm: f32,
    /// From the bottom edge to the baseline of the folio.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub folio_mm: f32,
    /// Distance of the lines of the baseline grid, in points.
    #[schemars(range(min = 4.0, max = 200.0))]
    pub grid_pt: f32,
    /// Whether the lines of the text stand on that grid on every page, whatever comes between.
    #[serde(default)]
    pub baseline_grid: bool,
    /// How far pages are stretched so that they end at the same depth.
    #[serde(default)]
    pub vertical_justification: VerticalJustification,
    /// Whether left and right pages mirror their margins.
    pub two_sided: bool,
    /// Where sections of level 1 begin.
    pub sections_open: SectionOpening,
}

impl PageStyle {
    /// Width and depth of the text on a page, in millimetres.
    pub fn text_mm(&self) -> (f32, f32) {
        let width = self.width_mm - self.inner_mm - self.outer_mm;
        (width, self.height_mm - self.head_mm - self.foot_mm)
    }
}

/// Where sections of level 1 begin. Front matter begins on a page of its own in any case.
#[allow(clippy::enum_variant_names, reason = "templates use these names")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionOpening {
    /// Below what stands before them.
    SamePage,
    /// On a new page.
    NewPage,
    /// On a new right-hand page.
    RightPage,
}

/// How far pages are stretched so that they end at the same depth.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerticalJustification {
    /// How much depth is taken up by the spaces of a page, at most, in points; 0 leaves pages as
    /// they end.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub depth_pt: f32,
    /// By how much each space between paragraphs grows, at most, in percent of it.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub space_percent: f32,
}

impl Default for VerticalJustification {
    /// Two lines and a half of text, by spaces that grow by half.
    fn default() -> Self {
        VerticalJustification { depth_pt: 36.0, space_percent: 55.0 }
    }
}

/// Limits for breaking lines and pages.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakingStyle {
    /// Letters before a hyphen, at least.
    #[schemars(range(min = 1, max = 20))]
    pub hyphen_min_before: u8,
    /// Letters after a hyphen, at least.
    #[schemars(range(min = 1, max = 20))]
    pub hyphen_min_after: u8,
    /// Lines of a paragraph at the foot of a page, at least.
    #[schemars(range(min = 1, max = 20))]
    pub orphans: u8,
    /// Lines of a paragraph at the head of a page, at least.
    #[schemars(range(min = 1, max = 20))]
    pub widows: u8,
    /// Items shorter than this many lines stay whole.
    #[schemars(range(min = 0, max = 50))]
    pub item_whole_below: u8,
}
