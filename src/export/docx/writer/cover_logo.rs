//! The logo on the cover.

use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::collectors::Collectors;
use super::cover_geometry::{
    cover_margin_mm, cover_measure_pt, is_logo_beside_venue, left_pt, logo_at, logo_size_pt,
};
use super::cover_picture::{Shown, alignment, inline_picture, relationship};
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::CoverPicture;
use crate::templates::{LogoPlace, PictureAlignment};
use crate::units::{emu, pt_from_mm};

/// Distance from the top of the page to a logo on the band, as a fraction of the page width.
const LOGO_TOP: f32 = 0.08;

/// Writes the logo if the template puts it in this place.
pub fn logo(input: &Input, out: &mut Collectors, place: LogoPlace) {
    let Some(logo) = logo_at(input, place) else { return };
    let shown = Shown { size: logo_size_pt(input, logo), crop: None };
    let page = &input.style.page;
    match place {
        LogoPlace::Band if input.style.cover.logo.align == PictureAlignment::End => {
            floating(input, out, logo, &shown, pt_from_mm(page.width_mm) * LOGO_TOP);
        }
        LogoPlace::Foot if is_logo_beside_venue(input) => {
            let top = pt_from_mm(page.height_mm - page.foot_mm) - shown.size.1;
            floating(input, out, logo, &shown, top);
        }
        LogoPlace::Band | LogoPlace::AboveTitle | LogoPlace::Foot => {
            inline_picture(input, out, logo, &shown, inline_formatting(input, place));
        }
    }
}

fn inline_formatting(input: &Input, place: LogoPlace) -> DirectFormatting {
    let plain = DirectFormatting::default();
    let formatting = match place {
        LogoPlace::Band => plain,
        LogoPlace::AboveTitle => {
            DirectFormatting { after_pt: Some(2.0 * input.style.page.grid_pt), ..plain }
        }
        LogoPlace::Foot => DirectFormatting { at_foot: Some(cover_measure_pt(input)), ..plain },
    };
    DirectFormatting { align: Some(alignment(input.style.cover.logo.align)), ..formatting }
}

/// Writes a floating picture at the end edge of the text; `top` is in points from the page's top.
fn floating(input: &Input, out: &mut Collectors, picture: &CoverPicture, shown: &Shown, top: f32) {
    let page = &input.style.page;
    let (width, height) = shown.size;
    let start = pt_from_mm(page.width_mm - cover_margin_mm(page)) - width;
    let left = left_pt(input, start, width);
    let relationship = relationship(input, out, picture, shown);
    let mut runs = Runs::default();
    runs.anchored(&relationship, (emu(width), emu(height)), (emu(left), emu(top)));
    paragraph(input, out, WordStyle::Separator, runs, DirectFormatting::default());
}
