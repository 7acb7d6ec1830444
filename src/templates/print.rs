//! What the PDF for print adds to the pages: bleed, marks, inks, the condition of printing.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a printer asks for. A template may leave all of it out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrintStyle {
    /// How far colour runs over the trimmed edge, in millimetres, at most 25.
    #[schemars(range(min = 0.0, max = 25.0))]
    pub bleed_mm: f32,
    /// Whether lines show where the sheet is cut.
    pub crop_marks: bool,
    /// Whether crosses in every ink show how the plates lie on each other.
    pub registration_marks: bool,
    /// The most that all inks together may cover, in percent.
    #[schemars(range(min = 100.0, max = 400.0))]
    pub ink_limit: f32,
    /// The fewest pixels an inch at which a picture prints well.
    #[schemars(range(min = 0.0, max = 2400.0))]
    pub resolution_ppi: f32,
    /// How the sheet is printed; left out, offset on coated paper (FOGRA39).
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

/// How the sheet is printed.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintCondition {
    /// Its name in the registry: "FOGRA51".
    pub identifier: String,
    /// What it is, for people: "Offset on premium coated paper".
    pub description: String,
    /// The registry that knows it.
    #[serde(default = "registry")]
    pub registry: String,
    /// The file of its ICC profile, in the folder of the template.
    pub profile: String,
}

/// The registry of characterised printing conditions that the ICC keeps.
fn registry() -> String {
    "http://www.color.org".into()
}
