//! Settings of the PDF for print: bleed, printers' marks, ink limits, printing condition.

use schemars::JsonSchema;
use serde::Deserialize;

/// Settings of the PDF for print. Every setting has a default.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrintStyle {
    /// Bleed: how far colour extends beyond the trim edge, in millimetres.
    #[schemars(range(min = 0.0, max = 25.0))]
    pub bleed_mm: f32,
    /// Whether to print crop marks.
    pub crop_marks: bool,
    /// Whether to print registration marks.
    pub registration_marks: bool,
    /// Maximum total ink coverage, in percent.
    #[schemars(range(min = 100.0, max = 400.0))]
    pub ink_limit: f32,
    /// Minimum resolution of pictures, in pixels per inch. Preflight reports pictures below it.
    #[schemars(range(min = 0.0, max = 2400.0))]
    pub resolution_ppi: f32,
    /// The printing condition. [default: offset on coated paper, FOGRA39]
    pub condition: Option<PrintCondition>,
}

impl Default for PrintStyle {
    fn default() -> PrintStyle {
        PrintStyle {
            bleed_mm: 3.0,
            crop_marks: true,
            registration_marks: true,
            ink_limit: 300.0,
            resolution_ppi: 300.0,
            condition: None,
        }
    }
}

/// A printing condition: press, paper and inks, described by an ICC profile.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintCondition {
    /// The name of the condition in the registry: "FOGRA51".
    pub identifier: String,
    /// A description for people: "Offset on premium coated paper".
    pub description: String,
    /// The address of the registry that defines the identifier.
    #[serde(default = "registry")]
    pub registry: String,
    /// The file name of the ICC profile, in the folder of the template.
    pub profile: String,
}

/// The characterization data registry of the ICC.
fn registry() -> String {
    "http://www.color.org".into()
}
