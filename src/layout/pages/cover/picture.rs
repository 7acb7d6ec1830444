//! The picture on the cover.

use super::cover_layout::{CoverLayout, TEXT_SPACE, depth};
use crate::document::CoverPicture;
use crate::layout::page::{Artifact, Item, Owner, Part, Rect};
use crate::templates::{
    Colour, CoverPicturePlace, CoverPictureStyle, Fit, LogoPlace, PictureAlignment,
};
use crate::units::PT_PER_MM;

/// The minimum height of a picture, in points; a lower picture is left out.
const MIN_HEIGHT: f32 = 12.0;

impl CoverLayout<'_> {
    fn picture(&self) -> Option<&CoverPicture> {
        self.context.document.cover.picture.as_ref()
    }

    /// The style of the picture, if the template puts it at this place.
    pub(super) fn picture_style(&self, place: CoverPicturePlace) -> Option<&CoverPictureStyle> {
        let style = &self.context.style.cover.picture;
        self.picture().and(Some(style)).filter(|style| style.place == place)
    }

    /// A picture that covers the page and its bleed.
    pub(super) fn background(&self) -> Option<Item> {
        let style = self.picture_style(CoverPicturePlace::Background)?;
        self.framed(style, self.over_bleed(self.page(), true))
    }

    /// The panel of paper behind the texts on a background, from the edge of the page.
    pub(super) fn panel(&self) -> Option<Item> {
        self.picture_style(CoverPicturePlace::Background)?;
        let top = self.title_top() - self.gap() - self.logo_height(LogoPlace::AboveTitle);
        let (width, height) =
            (self.width - self.margin + self.gap(), self.foot() + self.gap() - top);
        Some(self.fill(Rect { x: 0.0, y: top, width, height }, Colour::Paper))
    }

    /// The frame of a picture below the band.
    fn frame_below_band(&self) -> Option<Rect> {
        let style = self.picture_style(CoverPicturePlace::BelowBand)?;
        let texts = self.logo_height(LogoPlace::AboveTitle) + depth(&self.title) + self.gap();
        let available = self.event_top() - self.band - TEXT_SPACE * self.margin - texts;
        let height = picture_height(style, available);
        Some(Rect { y: self.band, height, ..self.page() })
    }

    /// The top of the texts below the band, or below the picture there.
    pub(super) fn text_top(&self) -> f32 {
        let picture = self.frame_below_band().map_or(0.0, |rect| rect.height);
        self.band + picture + TEXT_SPACE * self.margin
    }

    /// A picture below the band.
    pub(super) fn below_band(&self) -> Option<Item> {
        let style = self.picture_style(CoverPicturePlace::BelowBand)?;
        let rect = self.frame_below_band()?;
        let frame = match style.fit {
            Fit::Cover => self.over_bleed(rect, false),
            Fit::Contain => rect,
        };
        self.framed(style, frame)
    }

    /// A picture centred between title and venue.
    pub(super) fn below_title(&self) -> Option<Item> {
        let style = self.picture_style(CoverPicturePlace::BelowTitle)?;
        let title_end = self.title_top() + depth(&self.title);
        let available = self.event_top() - title_end - 2.0 * self.gap();
        let height = picture_height(style, available);
        let y = title_end + self.gap() + (available - height) / 2.0;
        self.framed(style, Rect { x: self.margin, y, width: self.measure(), height })
    }

    /// Extends a rectangle into the bleed at the side edges, or on all sides.
    fn over_bleed(&self, rect: Rect, all_sides: bool) -> Rect {
        let bleed = self.context.style.print.bleed_mm * PT_PER_MM;
        let above = if all_sides { bleed } else { 0.0 };
        Rect {
            x: rect.x - bleed,
            y: rect.y - above,
            width: rect.width + 2.0 * bleed,
            height: rect.height + 2.0 * above,
        }
    }

    fn framed(&self, style: &CoverPictureStyle, frame: Rect) -> Option<Item> {
        let visible = frame.height > 0.0;
        visible.then_some(self.image(self.picture()?, frame, style.fit, style.align))
    }

    /// A picture that covers a frame or is contained in it.
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

/// The height of the picture if the texts leave `available` points for it; 0 if it is left out.
fn picture_height(style: &CoverPictureStyle, available: f32) -> f32 {
    let height = available.min(style.height_mm * PT_PER_MM);
    if height < MIN_HEIGHT { 0.0 } else { height }
}
