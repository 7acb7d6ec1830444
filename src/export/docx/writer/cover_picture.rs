//! Logo and picture on the cover, in the line or at a place of the page.
//!
//! Word sets the lines itself, so a picture keeps clear of as many as they are likely to be. One that lies behind the whole cover elsewhere stands below the band here: words on
//! a picture are hard to read and to edit.

use docx_rs::AlignmentType;

use super::super::extras::PictureExtra;
use super::super::media::relationship;
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::super::units::{emu, measure_pt, points};
use super::section_properties::cover_margin_mm;
use super::{Composer, DirectFormatting};
use crate::document::inline::plain_text;
use crate::document::{CoverPicture, ImageFormat, Inline};
use crate::templates::{CoverPicturePlace, Fit, LogoPlace, PictureAlignment};

/// The width of a letter, in em, in whatever face stands in for the template's.
const LETTER_EM: f32 = 0.53;

/// From the head of the page to a logo on the band, as a part of the page's width.
const LOGO_HEAD: f32 = 0.08;

/// Between venue and logo, in points.
const BESIDE_PT: f32 = 18.0;

/// A picture as it is shown: width and height in points, and what is cut off at each side and at
/// head and foot, as parts of the whole.
struct Shown {
    size: (f32, f32),
    cut: Option<(f32, f32)>,
}

impl Composer<'_> {
    /// The logo, if this is its place.
    pub(super) fn logo(&mut self, place: LogoPlace) {
        let logo = self.document.cover.logo.as_ref();
        let Some(logo) = logo.filter(|_| self.style.cover.logo.place == place) else { return };
        let shown = Shown { size: self.logo_size_pt(logo), cut: None };
        let edge = self.style.cover.logo.align;
        let align = Some(alignment(edge));
        let (band, after_pt) = (self.on_band(), Some(2.0 * self.style.page.grid_pt));
        match place {
            LogoPlace::Band if edge == PictureAlignment::End => {
                self.at(logo, &shown, points(self.style.page.width_mm) * LOGO_HEAD);
            }
            LogoPlace::Band => self.in_line(logo, &shown, DirectFormatting { align, ..band }),
            LogoPlace::AboveTitle => {
                let variation = DirectFormatting { align, after_pt, ..DirectFormatting::default() };
                self.in_line(logo, &shown, variation);
            }
            LogoPlace::Foot if self.is_logo_beside_venue() => {
                let page = &self.style.page;
                self.at(logo, &shown, points(page.height_mm - page.foot_mm) - shown.size.1);
            }
            LogoPlace::Foot => {
                let at_foot = Some(self.cover_measure_pt());
                self.in_line(
                    logo,
                    &shown,
                    DirectFormatting { align, at_foot, ..DirectFormatting::default() },
                );
            }
        }
    }

    /// Whether the logo stands at the foot at the end of the lines, beside the venue.
    pub(super) fn is_logo_beside_venue(&self) -> bool {
        let style = &self.style.cover.logo;
        let has_logo = self.document.cover.logo.is_some();
        has_logo && style.place == LogoPlace::Foot && style.align == PictureAlignment::End
    }

    /// Whether the logo stands above the publisher; at the end of the lines it stands beside it.
    pub(super) fn is_logo_in_band(&self) -> bool {
        let style = &self.style.cover.logo;
        let has_logo = self.document.cover.logo.is_some();
        has_logo && style.place == LogoPlace::Band && style.align != PictureAlignment::End
    }

    /// The width of the frame that holds venue and dates.
    pub(super) fn venue_width_pt(&self) -> f32 {
        let usual = measure_pt(&self.style.page);
        match &self.document.cover.logo {
            Some(logo) if self.is_logo_beside_venue() => {
                let room = self.cover_measure_pt() - self.logo_size_pt(logo).0 - BESIDE_PT;
                usual.min(room)
            }
            Some(_) | None => usual,
        }
    }

    fn cover_measure_pt(&self) -> f32 {
        let page = &self.style.page;
        points(page.width_mm - page.inner_mm - cover_margin_mm(page))
    }

    fn logo_size_pt(&self, logo: &CoverPicture) -> (f32, f32) {
        let style = &self.style.cover.logo;
        let width = points(style.width_mm).min(self.cover_measure_pt());
        let size = self.document.image(logo.image).size();
        Fit::Contain.size(size, (width, points(style.height_mm)))
    }

    /// Whether there is a picture, and this is its place.
    pub(super) fn has_picture_at(&self, place: CoverPicturePlace) -> bool {
        self.document.cover.picture.is_some() && self.style.cover.picture.place == place
    }

    /// The height of the picture below the band, if it stands there, in points.
    pub(super) fn picture_below_band_pt(&self) -> Option<f32> {
        let style = &self.style.cover.picture;
        let room = self.picture_room_pt();
        let height = match style.place {
            CoverPicturePlace::Background => room,
            CoverPicturePlace::BelowBand => points(style.height_mm).min(room),
            CoverPicturePlace::BelowTitle => return None,
        };
        let has_picture = self.document.cover.picture.is_some() && height > 0.0;
        has_picture.then_some(height)
    }

    /// What the band and the words leave of the height of the page.
    fn picture_room_pt(&self) -> f32 {
        let page = &self.style.page;
        let logo = match &self.document.cover.logo {
            Some(logo) if self.style.cover.logo.place == LogoPlace::AboveTitle => {
                self.logo_size_pt(logo).1 + 4.0 * page.grid_pt
            }
            Some(_) | None => 0.0,
        };
        let below_band = points(page.height_mm) * (1.0 - self.style.cover.band);
        below_band - points(page.foot_mm) - 4.0 * page.grid_pt - logo - self.words_depth_pt()
    }

    /// The depth of the lines below the band, as far as it can be told.
    fn words_depth_pt(&self) -> f32 {
        let cover = &self.document.cover;
        let lines = [
            (WordStyle::CoverSeries, &cover.series, self.cover_measure_pt()),
            (WordStyle::Title, &cover.title, self.cover_measure_pt()),
            (WordStyle::Subtitle, &cover.subtitle, self.cover_measure_pt()),
            (WordStyle::CoverVenue, &cover.venue, self.venue_width_pt()),
            (WordStyle::CoverVenue, &cover.dates, self.venue_width_pt()),
        ];
        let depth = |(role, content, measure): (WordStyle, &Vec<Inline>, f32)| {
            let setting = role.setting(self.style);
            let letters = plain_text(content).chars().count() as f32;
            let lines = (letters * LETTER_EM * setting.size_pt / measure).ceil();
            lines * setting.leading_pt + setting.before_pt + setting.after_pt
        };
        lines.map(depth).iter().sum()
    }

    /// The picture as wide as the page.
    pub(super) fn picture_below_band(&mut self) {
        let Some(height) = self.picture_below_band_pt() else { return };
        let fit = match self.style.cover.picture.place {
            CoverPicturePlace::Background => Fit::Cover,
            CoverPicturePlace::BelowBand | CoverPicturePlace::BelowTitle => {
                self.style.cover.picture.fit
            }
        };
        let width = points(self.style.page.width_mm);
        self.cover_picture((width, height), fit, 0.0);
    }

    /// The picture as wide as the text, if it stands below the title.
    pub(super) fn picture_below_title(&mut self) {
        if !self.has_picture_at(CoverPicturePlace::BelowTitle) {
            return;
        }
        let style = &self.style.cover.picture;
        let height = points(style.height_mm).min(self.picture_room_pt());
        if height > 0.0 {
            let room = (self.cover_measure_pt(), height);
            self.cover_picture(room, style.fit, 2.0 * self.style.page.grid_pt);
        }
    }

    /// The picture in a room, with space above it in points.
    fn cover_picture(&mut self, room: (f32, f32), fit: Fit, before_pt: f32) {
        let Some(picture) = self.document.cover.picture.as_ref() else { return };
        let shown = shown(self.document.image(picture.image).size(), room, fit);
        let variation = DirectFormatting {
            before_pt: Some(before_pt),
            after_pt: Some(0.0),
            align: Some(alignment(self.style.cover.picture.align)),
            ..DirectFormatting::default()
        };
        self.in_line(picture, &shown, variation);
    }

    /// A picture that is a paragraph.
    fn in_line(&mut self, picture: &CoverPicture, shown: &Shown, variation: DirectFormatting) {
        let mut line = Runs::default();
        let relationship = self.extra(picture, shown);
        line.picture(&relationship, emu(shown.size.0), emu(shown.size.1));
        let before_pt = variation.before_pt.or(Some(0.0));
        self.paragraph(WordStyle::Figure, line, DirectFormatting { before_pt, ..variation });
    }

    /// A picture where lines of the cover end, so far from the head of the page.
    fn at(&mut self, picture: &CoverPicture, shown: &Shown, y: f32) {
        let page = &self.style.page;
        let (width, height) = shown.size;
        let x = points(page.width_mm - cover_margin_mm(page)) - width;
        let mut line = Runs::default();
        let relationship = self.extra(picture, shown);
        line.anchored(&relationship, (emu(width), emu(height)), (emu(x), emu(y)));
        self.paragraph(WordStyle::Separator, line, DirectFormatting::default());
    }

    /// Says of the next paragraph which picture it holds; returns the relationship.
    fn extra(&mut self, picture: &CoverPicture, shown: &Shown) -> String {
        let format = self.document.image(picture.image).format;
        let relationship = relationship(self.place_of(picture.image));
        self.pictures += 1;
        let extra = PictureExtra {
            number: self.pictures,
            name: format!("Picture {}", self.pictures),
            alternative: picture.alternative.clone(),
            decorative: picture.decorative,
            svg_fallback: (format == ImageFormat::Svg).then(|| relationship.clone()),
            crop: shown.cut,
        };
        self.out.extras.entry(self.paragraphs).or_default().picture = Some(extra);
        relationship
    }
}

fn shown(picture: (f32, f32), room: (f32, f32), fit: Fit) -> Shown {
    let whole = fit.size(picture, room);
    let cut = |whole: f32, room: f32| ((whole - room) / 2.0 / whole).max(0.0);
    match fit {
        Fit::Contain => Shown { size: whole, cut: None },
        Fit::Cover => Shown { size: room, cut: Some((cut(whole.0, room.0), cut(whole.1, room.1))) },
    }
}

fn alignment(edge: PictureAlignment) -> AlignmentType {
    match edge {
        PictureAlignment::Start => AlignmentType::Left,
        PictureAlignment::Centre => AlignmentType::Center,
        PictureAlignment::End => AlignmentType::Right,
    }
}
