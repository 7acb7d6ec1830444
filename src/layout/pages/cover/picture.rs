//! The picture on the cover.

use super::{AIR, Plan, depth};
use crate::document::CoverPicture;
use crate::layout::{Artifact, Item, Owner, Part, Rect};
use crate::templates::{
    Colour, CoverPicturePlace, CoverPictureStyle, Fit, LogoPlace, PictureAlignment,
};
use crate::units::PT_PER_MM;

/// A picture to which the words leave less height than this is left out, in points.
const LEAST: f32 = 12.0;

impl Plan<'_> {
    pub(super) fn picture(&self) -> Option<&CoverPicture> {
        self.context.document.cover.picture.as_ref()
    }

    /// How the picture stands on the cover, if it has its place there.
    pub(super) fn picture_style(&self, place: CoverPicturePlace) -> Option<&CoverPictureStyle> {
        let style = &self.context.style.cover.picture;
        self.picture().and(Some(style)).filter(|style| style.place == place)
    }

    /// The picture over the whole page and its bleed.
    pub(super) fn background(&self) -> Option<Item> {
        let style = self.picture_style(CoverPicturePlace::Background)?;
        self.framed(style, self.over_bleed(self.page(), true))
    }

    /// The paper below the words on a background. It begins at the edge of the page.
    pub(super) fn panel(&self) -> Option<Item> {
        self.picture_style(CoverPicturePlace::Background)?;
        let top = self.title_top() - self.gap() - self.logo_height(LogoPlace::AboveTitle);
        let (width, height) =
            (self.width - self.margin + self.gap(), self.foot() + self.gap() - top);
        Some(self.fill(Rect { x: 0.0, y: top, width, height }, Colour::Paper))
    }

    pub(super) fn picture_below_band(&self) -> Option<Rect> {
        let style = self.picture_style(CoverPicturePlace::BelowBand)?;
        let words = self.logo_height(LogoPlace::AboveTitle) + depth(&self.title) + self.gap();
        let room = self.event_top() - self.band - AIR * self.margin - words;
        let height = height(style, room);
        Some(Rect { y: self.band, height, ..self.page() })
    }

    pub(super) fn below_band(&self) -> Option<Item> {
        let style = self.picture_style(CoverPicturePlace::BelowBand)?;
        let rect = self.picture_below_band()?;
        let frame = match style.fit {
            Fit::Cover => self.over_bleed(rect, false),
            Fit::Contain => rect,
        };
        self.framed(style, frame)
    }

    /// The picture in the middle between the end of the title and the venue.
    pub(super) fn below_title(&self) -> Option<Item> {
        let style = self.picture_style(CoverPicturePlace::BelowTitle)?;
        let title_end = self.title_top() + depth(&self.title);
        let room = self.event_top() - title_end - 2.0 * self.gap();
        let height = height(style, room);
        let y = title_end + self.gap() + (room - height) / 2.0;
        self.framed(style, Rect { x: self.margin, y, width: self.measure(), height })
    }

    /// A rectangle that reaches the side edges of the page goes on into the bleed; one that reaches
    /// head and foot too, on all sides.
    pub(super) fn over_bleed(&self, rect: Rect, all_sides: bool) -> Rect {
        let bleed = self.context.style.print.bleed_mm * PT_PER_MM;
        let above = if all_sides { bleed } else { 0.0 };
        Rect {
            x: rect.x - bleed,
            y: rect.y - above,
            width: rect.width + 2.0 * bleed,
            height: rect.height + 2.0 * above,
        }
    }

    pub(super) fn framed(&self, style: &CoverPictureStyle, frame: Rect) -> Option<Item> {
        let seen = frame.height > 0.0;
        seen.then_some(self.image(self.picture()?, frame, style.fit, style.align))
    }

    /// A picture in a frame, which fills it or stands in it whole.
    pub(super) fn image(
        &self,
        picture: &CoverPicture,
        frame: Rect,
        fit: Fit,
        align: PictureAlignment,
    ) -> Item {
        let size = self.context.document.image(picture.image).size();
        let (width, height) = fit.size(size, (frame.width, frame.height));
        let (share, window) = match fit {
            Fit::Cover => (0.5, Some(frame)),
            Fit::Contain => (align.share(), None),
        };
        let x = frame.x + (frame.width - width) * share;
        let y = frame.y + (frame.height - height) / 2.0;
        let owner = match picture.decorative {
            true => Owner::Artifact(Artifact::Layout),
            false => Owner::Element(picture.id, Part::Content),
        };
        let rect = Rect { x, y, width, height };
        Item::Image { rect, window, image: picture.image, owner }
    }
}

/// The height of the picture where the words leave it so much room, in points.
fn height(style: &CoverPictureStyle, room: f32) -> f32 {
    let height = room.min(style.height_mm * PT_PER_MM);
    if height < LEAST { 0.0 } else { height }
}
