//! The logo on the cover.

use super::cover_layout::CoverLayout;
use crate::layout::page::{Item, Rect};
use crate::templates::{Fit, LogoPlace, PictureAlignment};
use crate::units::PT_PER_MM;

impl CoverLayout<'_> {
    /// Width and height of the logo, in points.
    pub(super) fn logo_size(&self) -> Option<(f32, f32)> {
        let logo = self.context.document.cover.logo.as_ref()?;
        let style = &self.context.style.cover.logo;
        let frame = ((style.width_mm * PT_PER_MM).min(self.measure()), style.height_mm * PT_PER_MM);
        Some(Fit::Contain.size(self.context.document.image(logo.image).size(), frame))
    }

    fn is_logo_at(&self, place: LogoPlace) -> bool {
        self.context.style.cover.logo.place == place
    }

    /// The height of a logo at a place and the gap below it.
    pub(super) fn logo_height(&self, place: LogoPlace) -> f32 {
        let height = self.logo.filter(|_| self.is_logo_at(place)).map(|(_, height)| height);
        height.map_or(0.0, |height| height + self.gap())
    }

    /// Whether a logo at the foot is beside the venue rather than below it.
    fn is_beside_event(&self) -> bool {
        self.is_logo_at(LogoPlace::Foot)
            && self.context.style.cover.logo.align == PictureAlignment::End
    }

    /// By how much a logo at the foot narrows the venue.
    pub(super) fn beside_event(&self) -> f32 {
        let logo = self.logo.filter(|_| self.is_beside_event());
        logo.map_or(0.0, |(width, _)| width + self.gap()).min(self.measure() / 2.0)
    }

    /// By how much a logo at the foot raises the venue.
    pub(super) fn below_event(&self) -> f32 {
        if self.is_beside_event() { 0.0 } else { self.logo_height(LogoPlace::Foot) }
    }

    /// The logo, if the template puts it at this place.
    pub(super) fn logo_at(&self, place: LogoPlace) -> Option<Item> {
        let (width, height) = self.logo.filter(|_| self.is_logo_at(place))?;
        let align = self.context.style.cover.logo.align;
        let y = match place {
            LogoPlace::Band => self.logo_on_band(height, align),
            LogoPlace::AboveTitle => self.title_top() - self.logo_height(place),
            LogoPlace::Foot => self.foot() - height,
        };
        let x = self.margin + (self.measure() - width) * align.share();
        let logo = self.context.document.cover.logo.as_ref()?;
        Some(self.image(logo, Rect { x, y, width, height }, Fit::Contain, align))
    }

    /// The top of a logo on the band. It is above the publisher unless it is at the end.
    fn logo_on_band(&self, height: f32, align: PictureAlignment) -> f32 {
        let usual = 0.6 * self.margin;
        match align {
            PictureAlignment::End => usual,
            PictureAlignment::Start | PictureAlignment::Centre => {
                usual.min(self.publisher_top() - self.gap() - height).max(0.0)
            }
        }
    }
}
