//! The picture on the cover.

use docx_rs::AlignmentType;

use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::collectors::Collectors;
use super::cover_geometry::{
    cover_margin_mm, cover_measure_pt, picture_at, picture_below_band_pt, picture_height_pt,
};
use super::drawing::Picture;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::{CoverPicture, Direction};
use crate::templates::{CoverPicturePlace, Fit, PictureAlignment};
use crate::units::{emu, pt_from_mm};

/// A picture as shown.
pub struct Shown {
    /// Width and height, in points.
    pub size: (f32, f32),
    /// The fractions of width and height that are cropped at each side, and at top and bottom.
    pub crop: Option<(f32, f32)>,
}

/// Writes the picture in a frame as wide as the page, `before_pt` below the text.
pub fn picture_below_band(input: &Input, out: &mut Collectors, before_pt: f32) {
    let Some(height) = picture_below_band_pt(input) else { return };
    let page = &input.style.page;
    let (start, end) = match input.document.direction() {
        Direction::LeftToRight => (page.inner_mm, cover_margin_mm(page)),
        Direction::RightToLeft => (cover_margin_mm(page), page.inner_mm),
    };
    let place = DirectFormatting {
        before_pt: Some(before_pt),
        indent_pt: Some((-pt_from_mm(start), 0.0)),
        end_indent_pt: Some(-pt_from_mm(end)),
        ..DirectFormatting::default()
    };
    let area = (pt_from_mm(page.width_mm), height);
    cover_picture(input, out, area, fit_below_band(input), place);
}

/// How the picture is fitted into a frame as wide as the page.
pub fn fit_below_band(input: &Input) -> Fit {
    match input.style.cover.picture.place {
        CoverPicturePlace::Background => Fit::Cover,
        CoverPicturePlace::BelowBand | CoverPicturePlace::BelowTitle => {
            input.style.cover.picture.fit
        }
    }
}

/// Writes the picture as wide as the text, if the template puts it below the title.
pub fn picture_below_title(input: &Input, out: &mut Collectors) {
    if picture_at(input, CoverPicturePlace::BelowTitle).is_none() {
        return;
    }
    let style = &input.style.cover.picture;
    let height = pt_from_mm(style.height_mm).min(picture_height_pt(input));
    if height > 0.0 {
        let area = (cover_measure_pt(input), height);
        let before_pt = Some(2.0 * input.style.page.grid_pt);
        let place = DirectFormatting { before_pt, ..DirectFormatting::default() };
        cover_picture(input, out, area, style.fit, place);
    }
}

/// Writes the picture; its frame is filled with space below it.
fn cover_picture(
    input: &Input,
    out: &mut Collectors,
    area: (f32, f32),
    fit: Fit,
    place: DirectFormatting,
) {
    let Some(picture) = input.document.cover.picture.as_ref() else { return };
    let shown = fitted(input.document.image(picture.image).size(), area, fit);
    let formatting = DirectFormatting {
        after_pt: Some(area.1 - shown.size.1),
        align: Some(alignment(input.style.cover.picture.align)),
        ..place
    };
    inline_picture(input, out, picture, &shown, formatting);
}

/// Writes a paragraph that contains only a picture.
pub fn inline_picture(
    input: &Input,
    out: &mut Collectors,
    picture: &CoverPicture,
    shown: &Shown,
    formatting: DirectFormatting,
) {
    let relationship = relationship(input, out, picture, shown);
    let mut runs = Runs::default();
    runs.picture(&relationship, emu(shown.size.0), emu(shown.size.1));
    let before_pt = formatting.before_pt.or(Some(0.0));
    let formatting = DirectFormatting { before_pt, ..formatting };
    paragraph(input, out, WordStyle::Figure, runs, formatting);
}

/// Adds the picture to the next paragraph's extra properties; returns its relationship.
pub fn relationship(
    input: &Input,
    out: &mut Collectors,
    picture: &CoverPicture,
    shown: &Shown,
) -> String {
    let id = picture.id;
    let picture = Picture {
        image: picture.image,
        name: None,
        alternative: &picture.alternative,
        decorative: picture.decorative,
        crop: shown.crop,
    };
    let (relationship, extra) = out.drawings.add(input.document, picture);
    out.story.begin(id);
    out.story.add_picture(extra);
    relationship
}

fn fitted(picture: (f32, f32), area: (f32, f32), fit: Fit) -> Shown {
    let whole = fit.size(picture, area);
    let crop = |whole: f32, area: f32| ((whole - area) / 2.0 / whole).max(0.0);
    match fit {
        Fit::Contain => Shown { size: whole, crop: None },
        Fit::Cover => {
            let crop = (crop(whole.0, area.0), crop(whole.1, area.1));
            Shown { size: area, crop: Some(crop) }
        }
    }
}

/// The alignment at an edge of the text.
pub fn alignment(edge: PictureAlignment) -> AlignmentType {
    match edge {
        PictureAlignment::Start => AlignmentType::Left,
        PictureAlignment::Centre => AlignmentType::Center,
        PictureAlignment::End => AlignmentType::Right,
    }
}
