//! The cover: a section without headers and footers.

use docx_rs::{HeightRule, Shading, TableRow, VAlignType};

use super::super::content::BlockElement;
use super::super::extras::TableExtra;
use super::super::styles::{COVER_TABLE, WordStyle};
use super::collectors::Collectors;
use super::cover_geometry::{is_logo_in_band, picture_at, picture_below_band_pt, venue_width_pt};
use super::cover_logo::{band_formatting, logo};
use super::cover_picture::{picture_below_band, picture_below_title};
use super::inline::runs_of;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use super::table;
use crate::document::Inline;
use crate::templates::{CoverPicturePlace, Fit, LogoPlace};
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

/// Writes venue and dates at the foot of the page, with the logo beside or below them.
fn venue(input: &Input, out: &mut Collectors) {
    let cover = &input.document.cover;
    for content in [("cover-venue", &cover.venue), ("cover-dates", &cover.dates)] {
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

/// Writes publisher and office on the primary colour, which extends to the edges of the page, and
/// the picture below.
fn band(input: &Input, out: &mut Collectors) {
    let content = out.nested(|out| band_content(input, out));
    let page = &input.style.page;
    let height = input.style.cover.band * pt_from_mm(page.height_mm);
    let mut rows = Vec::new();
    if content.is_empty() || height <= 0.0 {
        out.story.content.extend(content);
    } else {
        rows.push(full_width_row(input, content, height, VAlignType::Bottom, None));
    }
    rows.extend(picture_row(input, out));
    if rows.is_empty() {
        return;
    }
    let (width, inner) = (pt_from_mm(page.width_mm), pt_from_mm(page.inner_mm));
    let band = table::frame(COVER_TABLE, rows, &[width], -inner);
    table::add(input, out, band, vec![TableExtra::default()]);
    out.story.pending.space_pt = 2.0 * page.grid_pt;
}

fn band_content(input: &Input, out: &mut Collectors) {
    let cover = &input.document.cover;
    if is_logo_in_band(input) {
        logo(input, out, LogoPlace::Band);
    }
    line(
        input,
        out,
        WordStyle::CoverPublisher,
        ("cover-publisher", &cover.publisher),
        band_formatting(input),
    );
    line(
        input,
        out,
        WordStyle::CoverOffice,
        ("cover-office", &cover.office),
        band_formatting(input),
    );
    out.story.set_space_below(2.0 * input.style.page.grid_pt);
}

/// The row of a picture as wide as the page; its background is paper if it does not fill the row.
fn picture_row(input: &Input, out: &mut Collectors) -> Option<TableRow> {
    let height = picture_below_band_pt(input)?;
    let content = out.nested(|out| picture_below_band(input, out));
    let background = match input.style.cover.picture.fit {
        Fit::Contain if picture_at(input, CoverPicturePlace::BelowBand).is_some() => {
            Some(input.style.colours.paper.screen.hex())
        }
        Fit::Contain | Fit::Cover => None,
    };
    Some(full_width_row(input, content, height, VAlignType::Top, background))
}

/// A row as wide as the page; `height` is in points.
fn full_width_row(
    input: &Input,
    content: Vec<BlockElement>,
    height: f32,
    align: VAlignType,
    background: Option<String>,
) -> TableRow {
    let mut cell = table::cell(pt_from_mm(input.style.page.width_mm)).vertical_align(align);
    if let Some(background) = background {
        cell = cell.shading(Shading::new().fill(background));
    }
    let cell =
        content.into_iter().fold(cell, |cell, element| element.into_cell(cell, &mut Vec::new()));
    // The row grows if the logo is higher.
    let rule = if is_logo_in_band(input) { HeightRule::AtLeast } else { HeightRule::Exact };
    table::row(vec![cell]).row_height((height * 20.0).round()).height_rule(rule)
}
