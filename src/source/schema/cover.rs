//! Pictures of the cover.

use schemars::JsonSchema;
use serde::Deserialize;

/// A picture of the cover: the logo, or a picture that says what the report is about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverPicture {
    /// The picture (PNG, JPEG or SVG), as a path beside the report.
    pub image: String,
    /// What the picture shows, for those who do not see it.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture only adorns; then it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
}
