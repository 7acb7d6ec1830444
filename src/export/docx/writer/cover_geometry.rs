//! Sizes on the cover.
//!
//! Word breaks the lines itself, so the depth of the text is estimated.

use super::super::geometry::measure_pt;
use super::super::styles::WordStyle;
use super::input::Input;
use crate::document::{CoverPicture, Direction, Inline};
use crate::layout::line_width;
use crate::templates::{CoverPicturePlace, Fit, LogoPlace, PageStyle, PictureAlignment};
use crate::units::pt_from_mm;

/// Distance between venue and logo, in points.
const BESIDE_PT: f32 = 18.0;

/// The fore-edge margin of the cover. The cover needs no room for marginal notes, so its lines may
/// be longer than those of the text.
pub fn cover_margin_mm(page: &PageStyle) -> f32 {
    page.outer_mm.min(page.inner_mm)
}

/// The width of the text on the cover, in points.
pub fn cover_measure_pt(input: &Input) -> f32 {
    let page = &input.style.page;
    pt_from_mm(page.width_mm - page.inner_mm - cover_margin_mm(page))
}

/// The logo, if the template puts it in this place.
pub fn logo_at<'a>(input: &Input<'a>, place: LogoPlace) -> Option<&'a CoverPicture> {
    let logo = input.document.cover.logo.as_ref();
    logo.filter(|_| input.style.cover.logo.place == place)
}

/// Whether the logo is at the foot of the page, beside the venue.
pub fn is_logo_beside_venue(input: &Input) -> bool {
    logo_at(input, LogoPlace::Foot).is_some()
        && input.style.cover.logo.align == PictureAlignment::End
}

/// Whether the logo is a line of the band, above the publisher. At the end edge it floats instead.
pub fn is_logo_in_band(input: &Input) -> bool {
    logo_at(input, LogoPlace::Band).is_some()
        && input.style.cover.logo.align != PictureAlignment::End
}

/// The band at the head of the cover; lengths are in points.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    /// The distance from the top of the page to the first line.
    pub above_pt: f32,
    /// The distance from the last line to the bottom of the band.
    pub below_pt: f32,
    /// The height of the band, which grows with its text.
    pub height_pt: f32,
}

impl Band {
    /// The band of a cover.
    pub fn of(input: &Input) -> Band {
        let page = &input.style.page;
        let below_pt = 2.0 * page.grid_pt;
        let depth = band_text_depth_pt(input);
        let height = input.style.cover.band * pt_from_mm(page.height_mm);
        let above_pt = (height - depth - below_pt).max(below_pt);
        Band { above_pt, below_pt, height_pt: above_pt + depth + below_pt }
    }
}

/// The left edge of a floating picture at a distance from the edge where lines begin. Both are measured from
/// the edges of the page, in points.
pub fn left_pt(input: &Input, start_pt: f32, width_pt: f32) -> f32 {
    match input.document.direction() {
        Direction::LeftToRight => start_pt,
        Direction::RightToLeft => pt_from_mm(input.style.page.width_mm) - start_pt - width_pt,
    }
}

/// Width and height of the logo, in points.
pub fn logo_size_pt(input: &Input, logo: &CoverPicture) -> (f32, f32) {
    let style = &input.style.cover.logo;
    let width = pt_from_mm(style.width_mm).min(cover_measure_pt(input));
    let size = input.document.image(logo.image).size();
    Fit::Contain.size(size, (width, pt_from_mm(style.height_mm)))
}

/// The width of the frame that contains venue and dates, in points.
pub fn venue_width_pt(input: &Input) -> f32 {
    let usual = measure_pt(&input.style.page);
    match &input.document.cover.logo {
        Some(logo) if is_logo_beside_venue(input) => {
            let available = cover_measure_pt(input) - logo_size_pt(input, logo).0 - BESIDE_PT;
            usual.min(available)
        }
        Some(_) | None => usual,
    }
}

/// The picture, if the template puts it in this place.
pub fn picture_at<'a>(input: &Input<'a>, place: CoverPicturePlace) -> Option<&'a CoverPicture> {
    let picture = input.document.cover.picture.as_ref();
    picture.filter(|_| input.style.cover.picture.place == place)
}

/// The height of the picture below the band, in points; `None` if there is none.
///
/// A picture behind the whole cover is below the band in Word, since words on a picture are hard
/// to read and to edit.
pub fn picture_below_band_pt(input: &Input) -> Option<f32> {
    input.document.cover.picture.as_ref()?;
    let style = &input.style.cover.picture;
    let height = match style.place {
        CoverPicturePlace::Background => picture_height_pt(input),
        CoverPicturePlace::BelowBand => pt_from_mm(style.height_mm).min(picture_height_pt(input)),
        CoverPicturePlace::BelowTitle => return None,
    };
    (height > 0.0).then_some(height)
}

/// The height that band and text leave for the picture, in points.
pub fn picture_height_pt(input: &Input) -> f32 {
    let page = &input.style.page;
    let logo = match logo_at(input, LogoPlace::AboveTitle) {
        Some(logo) => logo_size_pt(input, logo).1 + 4.0 * page.grid_pt,
        None => 0.0,
    };
    let below_band = pt_from_mm(page.height_mm) * (1.0 - input.style.cover.band);
    below_band - pt_from_mm(page.foot_mm) - 4.0 * page.grid_pt - logo - text_depth_pt(input)
}

/// The estimated depth of the lines below the band, in points.
fn text_depth_pt(input: &Input) -> f32 {
    let cover = &input.document.cover;
    let (text, venue) = (cover_measure_pt(input), venue_width_pt(input));
    let lines = [
        (WordStyle::CoverSeries, &cover.series, text),
        (WordStyle::Title, &cover.title, text),
        (WordStyle::Subtitle, &cover.subtitle, text),
    ];
    let foot = cover.foot().into_iter().filter(|line| !line.is_empty());
    let foot = foot.map(|line| (WordStyle::CoverVenue, line, venue));
    lines.into_iter().chain(foot).map(|line| depth_pt(input, line)).sum()
}

/// The estimated depth of the lines on the band, without the space above the first, in points.
fn band_text_depth_pt(input: &Input) -> f32 {
    let cover = &input.document.cover;
    let logo = logo_at(input, LogoPlace::Band).filter(|_| is_logo_in_band(input));
    let logo = logo.map(|logo| {
        let figure = WordStyle::Figure.setting(input.style);
        logo_size_pt(input, logo).1.max(figure.leading_pt) + figure.after_pt
    });
    let texts =
        [(WordStyle::CoverPublisher, &cover.publisher), (WordStyle::CoverOffice, &cover.office)];
    let texts = texts.into_iter().filter(|(_, content)| !content.is_empty());
    let mut lines = texts.map(|(style, content)| (style, content, cover_measure_pt(input)));
    let first = match logo {
        Some(logo) => logo,
        None => lines
            .next()
            .map_or(0.0, |line| depth_pt(input, line) - line.0.setting(input.style).before_pt),
    };
    first + lines.map(|line| depth_pt(input, line)).sum::<f32>()
}

/// The estimated depth of a paragraph, in points, with the space around it.
fn depth_pt(input: &Input, (word_style, content, measure): (WordStyle, &Vec<Inline>, f32)) -> f32 {
    let Input { document, style, fonts, .. } = *input;
    let setting = word_style.setting(style);
    let width = line_width(content, &setting, document, style, fonts);
    (width / measure).ceil() * setting.leading_pt + setting.before_pt + setting.after_pt
}
