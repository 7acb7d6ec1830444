//! The cover: its colour band, and position and size of its logo and picture.

use schemars::JsonSchema;
use serde::Deserialize;

/// The cover.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverStyle {
    /// Height of the band of the main colour at the head of the cover, as a fraction of the page
    /// height, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub band: f32,
    /// The logo, if the report or the template has one.
    #[serde(default)]
    pub logo: LogoStyle,
    /// The cover picture, if the report has one.
    #[serde(default)]
    pub picture: CoverPictureStyle,
}

/// Position and size of the logo on the cover.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LogoStyle {
    /// Where the logo is placed.
    pub place: LogoPlace,
    /// How the logo is aligned within the width of the text.
    pub align: PictureAlignment,
    /// Maximum width, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub width_mm: f32,
    /// Maximum height, in millimetres.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub height_mm: f32,
    /// The logo of reports that do not name one: a picture file in the folder of the template.
    pub image: Option<String>,
    /// Alternative text of that logo. Without it, the logo counts as decoration.
    pub alt: Option<String>,
}

impl Default for LogoStyle {
    fn default() -> Self {
        let (place, align) = (LogoPlace::Foot, PictureAlignment::End);
        LogoStyle { place, align, width_mm: 50.0, height_mm: 18.0, image: None, alt: None }
    }
}

/// Where the logo is placed on the cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LogoPlace {
    /// At the head of the band, above the publisher.
    Band,
    /// Below the band, above series and title.
    AboveTitle,
    /// At the foot: beside venue and dates if aligned at the end, otherwise below them.
    Foot,
}

/// How a picture is aligned in its space. Start and end are left and right in languages written
/// from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PictureAlignment {
    /// Where lines begin.
    Start,
    /// In the middle.
    Centre,
    /// Where lines end.
    End,
}

impl PictureAlignment {
    /// The fraction of the free space that precedes the picture.
    pub fn share(self) -> f32 {
        match self {
            PictureAlignment::Start => 0.0,
            PictureAlignment::Centre => 0.5,
            PictureAlignment::End => 1.0,
        }
    }
}

/// Position and size of the picture on the cover.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CoverPictureStyle {
    /// Where the picture is placed.
    pub place: CoverPicturePlace,
    /// Maximum height, in millimetres. A long title reduces it, a very long one removes the picture.
    /// A background always fills the page.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub height_mm: f32,
    /// Whether the picture is cropped to fill its frame or shown whole.
    pub fit: Fit,
    /// How the picture is aligned in its frame when it is shown whole.
    pub align: PictureAlignment,
}

impl Default for CoverPictureStyle {
    fn default() -> Self {
        let (place, fit) = (CoverPicturePlace::BelowBand, Fit::Cover);
        CoverPictureStyle { place, height_mm: 90.0, fit, align: PictureAlignment::Centre }
    }
}

/// Where the picture is placed on the cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CoverPicturePlace {
    /// Over the whole page, with the text on the band and on a panel of the paper colour.
    Background,
    /// Directly below the band, as wide as the page.
    BelowBand,
    /// Between title and venue, as wide as the text.
    BelowTitle,
}

/// How a picture is fitted into its frame (CSS `object-fit`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// The picture fills the frame and is cropped equally on both sides.
    Cover,
    /// The picture is shown whole.
    Contain,
}

impl Fit {
    /// Width and height of a picture in a frame. Both sizes are width and height, in any unit.
    pub fn size(self, picture: (f32, f32), frame: (f32, f32)) -> (f32, f32) {
        let (width, height) = (frame.0 / picture.0.max(1.0), frame.1 / picture.1.max(1.0));
        let scale = match self {
            Fit::Cover => width.max(height),
            Fit::Contain => width.min(height),
        };
        (picture.0.max(1.0) * scale, picture.1.max(1.0) * scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_fills_the_frame_and_contain_fits_inside_it() {
        assert_eq!(Fit::Cover.size((400.0, 100.0), (20.0, 10.0)), (40.0, 10.0));
        assert_eq!(Fit::Contain.size((400.0, 100.0), (20.0, 10.0)), (20.0, 5.0));
        assert_eq!(Fit::Contain.size((0.0, 0.0), (20.0, 10.0)), (10.0, 10.0));
    }
}
