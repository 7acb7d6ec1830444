//! The cover: a section without headers and footers.

use super::super::extras::BackgroundExtra;
use super::super::styles::{WordStyle, hex};
use super::collectors::Collectors;
use super::cover_geometry::{Band, is_logo_in_band, picture_below_band_pt, venue_width_pt};
use super::cover_logo::logo;
use super::cover_picture::{fit_below_band, picture_below_band, picture_below_title};
use super::inline::runs_of;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::Inline;
use crate::templates::{Colour, Fit, LogoPlace};
use crate::units::pt_from_mm;

/// Writes the cover.
pub fn cover(input: &Input, out: &mut Collectors) {
    let cover = &input.document.cover;
    band(input, out);
    logo(input, out, LogoPlace::AboveTitle);
    for (word_style, content) in [
        (WordStyle::CoverSeries, ("cover-series", &cover.series)),
        (WordStyle::Title, ("cover-title", &cover.title)),
        (WordStyle::Subtitle, ("cover-subtitle", &cover.subtitle)),
    ] {
        line(input, out, word_style, content, DirectFormatting::default());
    }
    picture_below_title(input, out);
    if !is_logo_in_band(input) {
        logo(input, out, LogoPlace::Band);
    }
    venue(input, out);
}

/// Writes status, authors, venue, dates and editors at the foot of the page, with the logo beside or below
/// them.
fn venue(input: &Input, out: &mut Collectors) {
    let names = [
        "cover-status",
        "cover-authors",
        "cover-venue",
        "cover-dates",
        "cover-editors",
        "cover-published",
    ];
    for content in names.into_iter().zip(input.document.cover.foot()) {
        let at_foot = Some(venue_width_pt(input));
        let formatting = DirectFormatting { at_foot, ..DirectFormatting::default() };
        line(input, out, WordStyle::CoverVenue, content, formatting);
    }
    logo(input, out, LogoPlace::Foot);
}

fn line(
    input: &Input,
    out: &mut Collectors,
    word_style: WordStyle,
    (name, content): (&'static str, &Vec<Inline>),
    formatting: DirectFormatting,
) {
    if content.is_empty() {
        return;
    }
    let runs = runs_of(input, &mut out.references, content, &input.run_format(word_style));
    out.story.pending.name = Some(name);
    paragraph(input, out, word_style, runs, formatting);
}

/// Writes publisher and office on the band, and the picture below.
///
/// The band is a rectangle behind the text, not a table, which screen readers would announce as a table of
/// the report.
fn band(input: &Input, out: &mut Collectors) {
    let band = Band::of(input);
    if input.style.cover.band > 0.0 {
        let background = background(input, out, band);
        out.story.next_extra().background = Some(background);
    }
    let first = out.story.next_number();
    out.story.pending.space_pt = band.above_pt;
    if is_logo_in_band(input) {
        logo(input, out, LogoPlace::Band);
    }
    let cover = &input.document.cover;
    for (word_style, content) in [
        (WordStyle::CoverPublisher, ("cover-publisher", &cover.publisher)),
        (WordStyle::CoverOffice, ("cover-office", &cover.office)),
    ] {
        line(input, out, word_style, content, DirectFormatting::default());
    }
    let is_empty = out.story.next_number() == first;
    let rest_pt = if is_empty { band.height_pt } else { band.below_pt };
    let space_pt = 2.0 * input.style.page.grid_pt;
    let before_picture = out.story.next_number();
    out.story.pending.space_pt = 0.0;
    picture_below_band(input, out, rest_pt);
    let has_picture = out.story.next_number() > before_picture;
    out.story.pending.space_pt = if has_picture { space_pt } else { rest_pt + space_pt };
}

/// The rectangle of the band.
fn background(input: &Input, out: &mut Collectors, band: Band) -> BackgroundExtra {
    let page = &input.style.page;
    // With other fonts, a picture may begin lower.
    let is_covered = picture_below_band_pt(input).is_some() && fit_below_band(input) == Fit::Cover;
    let covered_pt = if is_covered { page.grid_pt } else { 0.0 };
    BackgroundExtra {
        number: out.drawings.number(),
        size_pt: (pt_from_mm(page.width_mm), band.height_pt + covered_pt),
        hex: hex(input.style, Colour::Primary, false),
    }
}
