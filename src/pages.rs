//! The pages of a report for viewing and editing: draws them as SVG, finds the source of every word, and
//! writes changed words back into the source.

mod changes;
mod forms;
mod marks;
mod places;
mod rewording;
mod texts;

use std::sync::Arc;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use rayon::prelude::*;

use crate::compile::CheckedReport;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Image, ImageContent, ImageId, visit};
use crate::error::Error;
use crate::export::Format;
use crate::export::epub::Book;
use crate::export::svg_pages::{Mixer, PageWriter, fingerprint, glyph_font};
use crate::interrupt::Interrupt;
use crate::layout::{Item, Layout, Page, Rect, area_on};
use crate::units::PT_PER_MM;

pub use marks::{PageDefect, PageDefectKind, PageTag};
pub use places::{PageText, PrintedWord};
pub use rewording::{NewPiece, Refused, TextPiece};

/// The pages of a report. Lengths are points (1/72 inch); the origin of a page is its top left corner.
pub struct Pages {
    report: CheckedReport,
    document: Document,
    layout: Layout,
    /// Numbers that identify the contents of the pictures.
    pictures: Vec<u64>,
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageEntry {
    /// Its label as printed in the contents: "iii", "12", "Cover".
    pub label: String,
    /// The trimmed width.
    pub width: f32,
    /// The trimmed height.
    pub height: f32,
    /// A number that changes if the appearance or the text of the page changes.
    pub fingerprint: u64,
    /// The area of its text; `None` for the cover.
    pub text_area: Option<Area>,
}

/// A heading in the outline of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutlineEntry {
    /// Its level, from 1.
    pub level: u8,
    /// The heading with its prefix: "Panel 1: Forms".
    pub title: String,
    /// The index of the page it is on.
    pub page: Option<usize>,
    /// Its bytes in the source.
    pub place: Option<Range<usize>>,
}

/// A picture file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PictureFile {
    /// Its media type, such as `image/png`.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Area {
    /// The left edge.
    pub x: f32,
    /// The top edge.
    pub y: f32,
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

impl From<Rect> for Area {
    fn from(Rect { x, y, width, height }: Rect) -> Area {
        Area { x, y, width, height }
    }
}

impl Pages {
    /// Lays out a report; `None` if that was interrupted.
    pub fn new(report: CheckedReport, interrupt: &Interrupt) -> Option<Pages> {
        let (document, layout) = report.lay_out_unless(interrupt)?;
        let pictures = document.images.iter().map(identity).collect();
        Some(Pages { report, document, layout, pictures })
    }

    /// The warnings about the report and its files.
    pub fn warnings(&self) -> &Diagnostics {
        self.report.warnings()
    }

    /// The report that was laid out.
    pub fn report(&self) -> &CheckedReport {
        &self.report
    }

    /// The title of the report, without markup, and its language as a BCP 47 tag.
    pub fn title(&self) -> (&str, &str) {
        (&self.document.metadata.title, &self.document.language)
    }

    /// The pages in order, the cover first.
    pub fn list(&self) -> Vec<PageEntry> {
        let palette = &self.report.style().colours;
        let picture = |image: ImageId| self.pictures.get(image.0).copied().unwrap_or_default();
        let style = &self.report.style().page;
        let direction = self.document.direction();
        let entry = |(index, page): (usize, &Arc<Page>)| PageEntry {
            label: page.label.to_string(),
            width: page.width,
            height: page.height,
            fingerprint: fingerprint(page, palette, &picture),
            text_area: area_on(page, style, index, direction).map(Area::from),
        };
        self.layout.pages.par_iter().enumerate().map(entry).collect()
    }

    /// The distance between the lines of the baseline grid.
    pub fn grid(&self) -> f32 {
        self.report.style().page.grid_pt
    }

    /// How far pages are printed beyond their edges before they are trimmed.
    pub fn bleed(&self) -> f32 {
        self.report.style().print.bleed_mm * PT_PER_MM
    }

    /// Draws a page as SVG, in units of points; `None` if the page does not exist.
    ///
    /// It uses the font families `plenary-0`, `plenary-1`, … of [`Pages::font`]. The addresses of pictures
    /// are
    /// `pictures/`, their number, and a number that identifies their content.
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.layout.pages.get(page)?;
        let palette = &self.report.style().colours;
        let address = |image: ImageId| {
            let content = self.pictures.get(image.0).copied().unwrap_or_default();
            format!("pictures/{}-{content:016x}", image.0)
        };
        let writer = PageWriter::new(&self.document, palette, self.report.fonts(), &address);
        Some(writer.page(page))
    }

    /// The numbers of the fonts that the pages use, each with a number that identifies its content.
    pub fn fonts(&self) -> Vec<(usize, u64)> {
        let pages = self.layout.pages.par_iter();
        let used = pages.map(|page| page.items.iter().filter_map(face).collect::<BTreeSet<_>>());
        let used = used.reduce(BTreeSet::new, |one, other| &one | &other);
        let faces = &self.report.fonts().faces;
        let identified = used.into_par_iter().filter_map(|face| {
            let mut hasher = Mixer::default();
            hasher.write(&faces.get(face)?.bytes);
            Some((face, hasher.finish()))
        });
        identified.collect()
    }

    /// The font with a number, in the form that the pages use: every glyph has a private-use character.
    pub fn font(&self, number: usize) -> Option<Vec<u8>> {
        let face = self.report.fonts().faces.get(number)?;
        glyph_font(&face.bytes, face.glyph_count)
    }

    /// The picture with a number.
    pub fn picture(&self, number: usize) -> Option<PictureFile> {
        let image = self.document.images.get(number)?;
        Some(match &image.content {
            ImageContent::Png(bytes) => picture("image/png", bytes),
            ImageContent::Jpeg(bytes) => picture("image/jpeg", bytes),
            ImageContent::Svg(drawing) => picture("image/svg+xml", drawing.to_svg().as_bytes()),
        })
    }

    /// The headings of all sections.
    pub fn outline(&self) -> Vec<OutlineEntry> {
        let headings = visit::section_headings(&self.document).into_iter();
        let entry = |heading: &crate::document::Heading| OutlineEntry {
            level: heading.level,
            title: crate::document::inline::plain_text(&heading.line()),
            page: self.page_of(heading.id),
            place: texts::file_range(&heading.title),
        };
        headings.map(entry).collect()
    }

    /// The page on which an element begins.
    fn page_of(&self, element: crate::document::ElementId) -> Option<usize> {
        let page = self.layout.map.page_of.get(element.0 as usize).copied().flatten();
        page.map(|page| page as usize)
    }

    /// The files of the e-book.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn book(&self) -> Result<Book, Error> {
        self.report.book((&self.document, &self.layout))
    }

    /// Writes the report in another format, with the same options.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, format: Format) -> Result<Vec<u8>, Error> {
        self.report.write(format)
    }
}

fn picture(media_type: &'static str, bytes: &[u8]) -> PictureFile {
    PictureFile { media_type, bytes: bytes.to_vec() }
}

fn face(item: &Item) -> Option<usize> {
    match item {
        Item::Glyphs(run) => Some(run.face.0),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

/// A number that identifies the content of a picture.
fn identity(image: &Image) -> u64 {
    match &image.content {
        ImageContent::Png(bytes) | ImageContent::Jpeg(bytes) => hash(bytes),
        ImageContent::Svg(drawing) => hash(drawing.to_svg().as_bytes()),
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
