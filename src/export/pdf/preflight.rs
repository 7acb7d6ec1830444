//! Preflight report: what a printing house checks before printing.

mod pictures;
mod safety_margin;

pub use pictures::PrintedPicture;
pub use safety_margin::NearEdge;

use std::sync::Arc;

use super::fonts::Subsets;
use super::image::ColourSpace;
use super::page_boxes::{PageBoxes, millimetres};
use super::print::{OutputIntent, with_blanks};
use super::settings::Settings;
use crate::document::Document;
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::{Item, Layout, Page};
use crate::templates::{Colour, Style};

/// A preflight report. Lengths are millimetres.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Preflight {
    /// Number of pages, including blank ones.
    pub pages: usize,
    /// Number of blank pages added at the end.
    pub blank: usize,
    /// Width and height of the trim box; `None` if pages differ.
    pub trim: Option<(f32, f32)>,
    /// Width and height of the media box; `None` if pages differ.
    pub media: Option<(f32, f32)>,
    /// Width of the bleed.
    pub bleed: f32,
    /// Identifier and description of the printing condition.
    pub condition: (String, String),
    /// Names of the inks used, process colours first.
    pub inks: Vec<String>,
    /// Whether any colour overprints.
    pub overprint: bool,
    /// PostScript names of the embedded fonts.
    pub fonts: Vec<String>,
    /// Pictures, once for each time that they are printed.
    pub pictures: Vec<PrintedPicture>,
    /// Colours used and their total ink coverage, in percent.
    pub coverage: Vec<(&'static str, f32)>,
    /// Limit of total ink coverage, in percent.
    pub ink_limit: f32,
    /// Lowest acceptable resolution of pictures, in pixels per inch.
    pub wanted_ppi: f32,
    /// Text too close to the trim edge, or beyond it.
    pub near_edge: Vec<NearEdge>,
}

impl Preflight {
    /// Pictures below the required resolution, with their pixels per inch.
    pub fn coarse(&self) -> impl Iterator<Item = (&PrintedPicture, f32)> {
        let ppi = |picture| Some((picture, PrintedPicture::ppi(picture)?));
        // Tolerates rounding of picture sizes.
        self.pictures.iter().filter_map(ppi).filter(|(_, ppi)| ppi + 0.5 < self.wanted_ppi)
    }

    /// Pictures whose total ink coverage exceeds the limit, with that coverage.
    pub fn heavy_pictures(&self) -> impl Iterator<Item = (&PrintedPicture, f32)> {
        let total = |picture: &PrintedPicture| picture.properties.coverage;
        let totals = self.pictures.iter().filter_map(move |it| Some((it, total(it)?)));
        totals.filter(|(_, total)| *total > self.ink_limit)
    }

    /// Colours whose total ink coverage exceeds the limit.
    pub fn heavy(&self) -> impl Iterator<Item = (&'static str, f32)> {
        self.coverage.iter().copied().filter(|(_, total)| *total > self.ink_limit)
    }
}

/// Checks the pages for print.
///
/// # Errors
///
/// Fails if a font cannot be read.
pub fn preflight(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<Preflight, ExportError> {
    let pages = with_blanks(&layout.pages, settings.pages_multiple);
    let subsets = Subsets::collect(&pages, fonts, settings.cache)?;
    let colours = colours(&pages);
    let condition = OutputIntent::new(&style.print, settings.profile);
    let boxes = same(pages.iter().map(|page| PageBoxes::new(page, &style.print)));
    let coverage = |colour: &Colour| (colour.name(), style.colours.get(*colour).cmyk.total());
    let pictures = pictures::pictures(document, &pages, style);
    Ok(Preflight {
        pages: pages.len(),
        blank: pages.len() - layout.pages.len(),
        trim: boxes.map(|boxes| millimetres(boxes.width, boxes.height)),
        media: boxes.map(|boxes| millimetres(boxes.size().0, boxes.size().1)),
        bleed: style.print.bleed_mm,
        condition: (condition.identifier.into(), condition.description.into()),
        inks: inks(&colours, &pictures, style),
        overprint: colours.iter().any(|colour| style.colours.get(*colour).overprints()),
        fonts: subsets.iter().map(|it| fonts.face(it.face).postscript_name.clone()).collect(),
        pictures,
        coverage: colours.iter().map(coverage).collect(),
        ink_limit: style.print.ink_limit,
        wanted_ppi: style.print.resolution_ppi,
        near_edge: safety_margin::near_edges(&pages, fonts),
    })
}

fn same(sheets: impl Iterator<Item = PageBoxes>) -> Option<PageBoxes> {
    let mut sheets = sheets;
    let first = sheets.next()?;
    sheets.all(|boxes| boxes == first).then_some(first)
}

/// Colours used on the pages, ordered by role.
fn colours(pages: &[Arc<Page>]) -> Vec<Colour> {
    let colour = |item: &Item| match item {
        Item::Glyphs(run) => Some(run.colour),
        Item::Fill { colour, .. } => Some(*colour),
        Item::Image { .. } | Item::Link(_) => None,
    };
    let used: Vec<Colour> = pages.iter().flat_map(|page| &page.items).filter_map(colour).collect();
    Colour::ALL.into_iter().filter(|colour| used.contains(colour)).collect()
}

/// Names of the inks that print these colours and pictures. A spot colour replaces the process inks
/// of its alternative colour.
fn inks(colours: &[Colour], pictures: &[PrintedPicture], style: &Style) -> Vec<String> {
    let mut process = [false; 4];
    let mut spots: Vec<String> = Vec::new();
    for ink in colours.iter().map(|colour| style.colours.get(*colour)) {
        match &ink.spot {
            Some(spot) if !spots.contains(&spot.name) => spots.push(spot.name.clone()),
            Some(_) => {}
            None => process.iter_mut().zip(ink.cmyk.0).for_each(|(used, part)| *used |= part > 0.0),
        }
    }
    for picture in pictures {
        match picture.properties.space {
            ColourSpace::Grey => {
                let [_, _, _, black] = &mut process;
                *black = true;
            }
            ColourSpace::Screen | ColourSpace::Inks => process = [true; 4],
        }
    }
    let names = ["Cyan", "Magenta", "Yellow", "Black"].into_iter().zip(process);
    let names = names.filter(|(_, used)| *used).map(|(name, _)| name.to_owned());
    names.chain(spots).collect()
}
