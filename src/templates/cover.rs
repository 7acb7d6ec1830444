//! The cover: its band, and where a logo and a picture stand on it.

use schemars::JsonSchema;
use serde::Deserialize;

/// The cover.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverStyle {
    /// The part of the page's height that the leading colour covers, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub band: f32,
    /// The logo, of a report or template that has one.
    #[serde(default)]
    pub logo: LogoStyle,
    /// The picture, of a report that has one.
    #[serde(default)]
    pub picture: CoverPictureStyle,
}

/// Where a logo stands on the cover, and how large it is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LogoStyle {
    /// Where it stands.
    pub place: LogoPlace,
    /// At which edge of the text.
    pub align: PictureAlignment,
    /// Its width, at most, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub width_mm: f32,
    /// Its height, at most, in millimetres.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub height_mm: f32,
    /// The logo of reports that bring none of their own: a picture in the folder of the template.
    pub image: Option<String>,
    /// What that logo shows, for those who do not see it; left out, it only adorns.
    pub alt: Option<String>,
}

impl Default for LogoStyle {
    fn default() -> Self {
        let (place, align) = (LogoPlace::Foot, PictureAlignment::End);
        LogoStyle { place, align, width_mm: 50.0, height_mm: 18.0, image: None, alt: None }
    }
}

/// Where a logo stands on the cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LogoPlace {
    /// At the head of the band, above the publisher.
    Band,
    /// Below the band, above series and title.
    AboveTitle,
    /// At the foot, beside venue and dates; below them where it does not stand at the end.
    Foot,
}

/// An edge of the text, or between both.
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
    /// The part of what is left free that lies before the thing.
    pub fn share(self) -> f32 {
        match self {
            PictureAlignment::Start => 0.0,
            PictureAlignment::Centre => 0.5,
            PictureAlignment::End => 1.0,
        }
    }
}

/// Where the picture stands on the cover, and how large it is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CoverPictureStyle {
    /// Where it stands.
    pub place: CoverPicturePlace,
    /// Its height, at most, in millimetres; a long title leaves it less, a very long one no room at
    /// all. A background is as high as the page.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub height_mm: f32,
    /// Whether it is shown whole or fills its room.
    pub fit: Fit,
    /// Where it stands in its room when it is shown whole.
    pub align: PictureAlignment,
}

impl Default for CoverPictureStyle {
    fn default() -> Self {
        let (place, fit) = (CoverPicturePlace::BelowBand, Fit::Cover);
        CoverPictureStyle { place, height_mm: 90.0, fit, align: PictureAlignment::Centre }
    }
}

/// Where the picture stands on the cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CoverPicturePlace {
    /// Over the whole page to all edges, the words on the band and on a panel of paper.
    Background,
    /// Right below the band, as wide as the page.
    BelowBand,
    /// Between the title and the venue, as wide as the text.
    BelowTitle,
}

/// How a picture takes up its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// It fills its room, and as much is cut off at both edges.
    Cover,
    /// It is shown whole.
    Contain,
}

impl Fit {
    /// Width and height of a picture in a room, each given as width and height of any unit.
    pub fn size(self, picture: (f32, f32), room: (f32, f32)) -> (f32, f32) {
        let (width, height) = (room.0 / picture.0.max(1.0), room.1 / picture.1.max(1.0));
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
    fn a_picture_fills_its_room_or_stands_in_it() {
        assert_eq!(Fit::Cover.size((400.0, 100.0), (20.0, 10.0)), (40.0, 10.0));
        assert_eq!(Fit::Contain.size((400.0, 100.0), (20.0, 10.0)), (20.0, 5.0));
        assert_eq!(Fit::Contain.size((0.0, 0.0), (20.0, 10.0)), (10.0, 10.0));
    }
}
