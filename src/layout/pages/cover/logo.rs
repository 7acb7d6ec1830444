//! The logo on the cover.

use super::Plan;
use crate::layout::{Item, Rect};
use crate::templates::{Fit, LogoPlace, PictureAlignment};
use crate::units::PT_PER_MM;

impl Plan<'_> {
    pub(super) fn logo_size(&self) -> Option<(f32, f32)> {
        let logo = self.context.document.cover.logo.as_ref()?;
        let style = &self.context.style.cover.logo;
        let most = (style.width_mm * PT_PER_MM).min(self.measure());
        let room = (most, style.height_mm * PT_PER_MM);
        Some(Fit::Contain.size(self.context.document.image(logo.image).size(), room))
    }

    pub(super) fn stands_at(&self, place: LogoPlace) -> bool {
        self.context.style.cover.logo.place == place
    }

    /// The height that a logo at a place takes up, with what stands below it.
    pub(super) fn logo_height(&self, place: LogoPlace) -> f32 {
        let height = self.logo.filter(|_| self.stands_at(place)).map(|(_, height)| height);
        height.map_or(0.0, |height| height + self.gap())
    }

    /// Whether a logo at the foot stands beside the venue, and not below it.
    pub(super) fn is_beside_event(&self) -> bool {
        self.stands_at(LogoPlace::Foot)
            && self.context.style.cover.logo.align == PictureAlignment::End
    }

    /// What a logo at the foot leaves less for the venue, in width.
    pub(super) fn beside_event(&self) -> f32 {
        let logo = self.logo.filter(|_| self.is_beside_event());
        logo.map_or(0.0, |(width, _)| width + self.gap()).min(self.measure() / 2.0)
    }

    /// What a logo at the foot leaves less for the venue, in height.
    pub(super) fn below_event(&self) -> f32 {
        if self.is_beside_event() { 0.0 } else { self.logo_height(LogoPlace::Foot) }
    }

    pub(super) fn logo_at(&self, place: LogoPlace) -> Option<Item> {
        let (width, height) = self.logo.filter(|_| self.stands_at(place))?;
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

    /// The top of a logo at the head of the band, above the publisher where it does not stand at the
    /// end.
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
