//! What a printer asks of the sheets before printing them.

mod edge;
mod pictures;

pub use edge::NearEdge;
pub use pictures::PrintedPicture;

use super::Settings;
use super::fonts::Subsets;
use super::image::Space;
use super::print::{Condition, Sheet, with_blanks};
use crate::document::Document;
use crate::export::Failure;
use crate::fonts::Fonts;
use crate::layout::{Item, Layout, Page};
use crate::templates::{Colour, Style};

/// What a printer asks. Lengths are millimetres.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    /// How many sheets there are, empty ones included.
    pub pages: usize,
    /// How many of them are empty ones at the end.
    pub blank: usize,
    /// Width and height of the trimmed page; `None` where pages differ.
    pub trim: Option<(f32, f32)>,
    /// Width and height of the sheet with marks.
    pub media: Option<(f32, f32)>,
    /// How far colour runs over the trimmed edge.
    pub bleed: f32,
    /// The condition of printing: its name, and what it is.
    pub condition: (String, String),
    /// The inks that print, spot colours last.
    pub inks: Vec<String>,
    /// Whether black text prints over what lies below it.
    pub overprint: bool,
    /// The faces, all of them embedded.
    pub fonts: Vec<String>,
    /// The pictures, as often as they are printed.
    pub pictures: Vec<PrintedPicture>,
    /// The colours that are used and how much all their inks cover together, in percent.
    pub coverage: Vec<(&'static str, f32)>,
    /// The most that inks may cover together, in percent.
    pub ink_limit: f32,
    /// The fewest pixels an inch at which a picture prints well.
    pub wanted_ppi: f32,
    /// Text that passes the edge at which the sheet is cut, or comes too near it.
    pub near_edge: Vec<NearEdge>,
}

impl Preflight {
    /// The pictures with too few pixels, each with how many an inch it has.
    pub fn coarse(&self) -> impl Iterator<Item = (&PrintedPicture, f32)> {
        let ppi = |picture| Some((picture, PrintedPicture::ppi(picture)?));
        // Half a pixel an inch is the rounding of sizes.
        self.pictures.iter().filter_map(ppi).filter(|(_, ppi)| ppi + 0.5 < self.wanted_ppi)
    }

    /// The pictures whose inks cover too much, each with how much.
    pub fn heavy_pictures(&self) -> impl Iterator<Item = (&PrintedPicture, f32)> {
        let total = |picture: &PrintedPicture| picture.facts.coverage;
        let totals = self.pictures.iter().filter_map(move |it| Some((it, total(it)?)));
        totals.filter(|(_, total)| *total > self.ink_limit)
    }

    /// The colours whose inks cover too much.
    pub fn heavy(&self) -> impl Iterator<Item = (&'static str, f32)> {
        self.coverage.iter().copied().filter(|(_, total)| *total > self.ink_limit)
    }
}

/// Looks at the sheets.
pub fn preflight(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<Preflight, Failure> {
    let pages = with_blanks(&layout.pages, settings.pages_multiple);
    let subsets = Subsets::collect(&pages, fonts)?;
    let colours = colours(&pages);
    let condition = Condition::new(&style.print, settings.profile);
    let sheet = same(pages.iter().map(|page| Sheet::new(page, &style.print)));
    let coverage = |colour: &Colour| (colour.name(), style.colours.get(*colour).cmyk.total());
    let pictures = pictures::pictures(document, &pages, style, fonts);
    Ok(Preflight {
        pages: pages.len(),
        blank: pages.len() - layout.pages.len(),
        trim: sheet.map(|sheet| millimetres(sheet.width, sheet.height)),
        media: sheet.map(|sheet| millimetres(sheet.size().0, sheet.size().1)),
        bleed: style.print.bleed_mm,
        condition: (condition.identifier.into(), condition.description.into()),
        inks: inks(&colours, &pictures, style),
        overprint: colours.iter().any(|colour| style.colours.get(*colour).overprints()),
        fonts: subsets.iter().map(|it| fonts.face(it.face).postscript_name.clone()).collect(),
        pictures,
        coverage: colours.iter().map(coverage).collect(),
        ink_limit: style.print.ink_limit,
        wanted_ppi: style.print.resolution_ppi,
        near_edge: edge::near_edges(&pages, fonts),
    })
}

const MM_POINT: f32 = 25.4 / 72.0;

fn millimetres(width: f32, height: f32) -> (f32, f32) {
    (width * MM_POINT, height * MM_POINT)
}

fn same(sheets: impl Iterator<Item = Sheet>) -> Option<Sheet> {
    let mut sheets = sheets;
    let first = sheets.next()?;
    sheets.all(|sheet| sheet == first).then_some(first)
}

/// The colours that the pages use, in the order of roles.
fn colours(pages: &[Page]) -> Vec<Colour> {
    let colour = |item: &Item| match item {
        Item::Glyphs(run) => Some(run.colour),
        Item::Fill { colour, .. } => Some(*colour),
        Item::Image { .. } | Item::Link(_) => None,
    };
    let used: Vec<Colour> = pages.iter().flat_map(|page| &page.items).filter_map(colour).collect();
    Colour::ALL.into_iter().filter(|colour| used.contains(colour)).collect()
}

/// The inks of these colours and pictures; spot colours take the place of the inks they stand for.
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
        match picture.facts.space {
            Space::Grey => {
                let [_, _, _, black] = &mut process;
                *black = true;
            }
            Space::Screen | Space::Inks => process = [true; 4],
        }
    }
    let names = ["Cyan", "Magenta", "Yellow", "Black"].into_iter().zip(process);
    let names = names.filter(|(_, used)| *used).map(|(name, _)| name.to_owned());
    names.chain(spots).collect()
}
