//! The page, its margins and the limits of page and line breaks. Lengths are in millimetres, lengths
//! of type in points.

use schemars::JsonSchema;
use serde::Deserialize;

/// Size and margins of the trimmed page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    /// Width of the trimmed page, in millimetres.
    #[schemars(range(min = 50.0, max = 2000.0))]
    pub width_mm: f32,
    /// Height of the trimmed page, in millimetres.
    #[schemars(range(min = 50.0, max = 2000.0))]
    pub height_mm: f32,
    /// Inner margin, at the spine, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub inner_mm: f32,
    /// Outer margin, at the fore-edge, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub outer_mm: f32,
    /// Head margin, above the text, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub head_mm: f32,
    /// Foot margin, below the text, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub foot_mm: f32,
    /// Distance from the top edge to the baseline of the running head, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub running_head_mm: f32,
    /// Distance from the bottom edge to the baseline of the folio (the page number), in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub folio_mm: f32,
    /// Distance between the lines of the baseline grid, in points.
    #[schemars(range(min = 4.0, max = 200.0))]
    pub grid_pt: f32,
    /// Whether body text aligns to the baseline grid on every page, even after headings and tables.
    #[serde(default)]
    pub baseline_grid: bool,
    /// How far pages are stretched to end at the same depth.
    #[serde(default)]
    pub vertical_justification: VerticalJustification,
    /// Whether left and right pages have mirrored margins.
    pub two_sided: bool,
    /// Where sections of level 1 begin.
    pub sections_open: SectionOpening,
}

impl PageStyle {
    /// Width and depth of the text area, in millimetres.
    pub fn text_mm(&self) -> (f32, f32) {
        let width = self.width_mm - self.inner_mm - self.outer_mm;
        (width, self.height_mm - self.head_mm - self.foot_mm)
    }
}

/// Where sections of level 1 begin. Front matter always begins on a new page.
#[allow(clippy::enum_variant_names, reason = "templates use these names")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionOpening {
    /// On the same page, below the preceding section.
    SamePage,
    /// On a new page.
    NewPage,
    /// On a new right-hand page.
    RightPage,
}

/// How far pages are stretched to end at the same depth.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerticalJustification {
    /// Maximum total by which the spaces of a page grow, in points; 0 leaves pages ragged at the
    /// foot.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub depth_pt: f32,
    /// Maximum growth of a single space between paragraphs, in percent.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub space_percent: f32,
}

impl Default for VerticalJustification {
    /// Four lines of text; spaces grow by at most three quarters. Fewer pages then end early, even though lists
    /// and tables keep their ends.
    fn default() -> Self {
        VerticalJustification { depth_pt: 60.0, space_percent: 75.0 }
    }
}

/// Limits for line breaks and page breaks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakingStyle {
    /// Minimum number of letters before a hyphen.
    #[schemars(range(min = 1, max = 20))]
    pub hyphen_min_before: u8,
    /// Minimum number of letters after a hyphen.
    #[schemars(range(min = 1, max = 20))]
    pub hyphen_min_after: u8,
    /// Minimum number of lines of a paragraph at the foot of a page.
    #[schemars(range(min = 1, max = 20))]
    pub orphans: u8,
    /// Minimum number of lines of a paragraph at the head of a page.
    #[schemars(range(min = 1, max = 20))]
    pub widows: u8,
    /// List items with fewer lines than this are not split across pages.
    #[schemars(range(min = 0, max = 50))]
    pub item_whole_below: u8,
}
