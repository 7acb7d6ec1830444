//! The part of each face that the pages use (ISO 32000-1 §9.7, §9.9).

#![allow(clippy::indexing_slicing, reason = "the lists are made long enough just before")]

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use rayon::prelude::*;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::cluster::clusters;
use crate::export::Failure;
use crate::fonts::{Face, FaceId, Fonts};
use crate::layout::{GlyphRun, Item, Page};

/// A hyphen that layout added at the end of a line.
const SOFT_HYPHEN: &str = "\u{AD}";

/// What the pages use of one face.
pub struct Subset {
    /// The face.
    pub face: FaceId,
    /// The code of each glyph by its number in the face; 0 where it is not used.
    codes: Vec<u16>,
    /// Old and new numbers, as the subset's maker wants them.
    remapper: GlyphRemapper,
    /// By code, what ToUnicode says of the glyph.
    texts: Vec<String>,
    /// By code, the width in thousandths of an em.
    widths: Vec<f32>,
}

impl Subset {
    /// The code of a glyph of the face in content streams: its number in the subset.
    pub fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The text that a reader takes from a code.
    pub fn text(&self, code: u16) -> &str {
        self.texts.get(usize::from(code)).map_or("", String::as_str)
    }

    /// How far a reader's pen moves, in thousandths of an em.
    pub fn width(&self, code: u16) -> f32 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0.0)
    }

    /// Every code with its text, in order of codes.
    pub fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        (0..).zip(self.texts.iter().map(String::as_str))
    }

    /// The name of the font in the resources of pages.
    pub fn resource(&self) -> String {
        format!("F{}", self.face.0)
    }

    fn new(face: FaceId) -> Subset {
        let (remapper, texts) = (GlyphRemapper::new(), vec![String::new()]);
        Subset { face, codes: Vec::new(), remapper, texts, widths: Vec::new() }
    }

    fn add_run(&mut self, run: &GlyphRun) {
        for cluster in clusters(run) {
            for glyph in cluster.glyphs {
                self.add(glyph.id, cluster.text);
            }
        }
    }

    /// The first text of a glyph is the one that readers take from it; but a hyphen is rather a
    /// hyphen than the break of a word, and anything is rather some text than none.
    fn add(&mut self, glyph: u16, text: &str) {
        let index = usize::from(glyph);
        if self.codes.len() <= index {
            self.codes.resize(index + 1, 0);
        }
        if self.codes[index] == 0 {
            self.codes[index] = self.remapper.remap(glyph);
        }
        let code = usize::from(self.codes[index]);
        if self.texts.len() <= code {
            self.texts.resize(code + 1, String::new());
        }
        let known = &mut self.texts[code];
        if known.is_empty() || (known == SOFT_HYPHEN && !text.is_empty()) {
            *known = text.to_owned();
        }
    }

    /// Widths are rounded, since the font dictionary holds whole numbers; content streams make up
    /// for what that loses.
    fn measure(&mut self, font: &FontRef) {
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let width = |glyph| metrics.advance_width(GlyphId::from(glyph)).unwrap_or(0.0).round();
        self.widths = self.remapper.remapped_gids().map(width).collect();
    }
}

/// What the pages use of every face.
pub struct Subsets(Vec<Option<Subset>>);

impl Subsets {
    /// Collects the glyphs of all pages.
    pub fn collect(pages: &[Page], fonts: &Fonts) -> Result<Subsets, Failure> {
        let mut subsets = Subsets(fonts.faces.iter().map(|_| None).collect());
        for run in pages.iter().flat_map(|page| &page.items).filter_map(glyphs) {
            let unknown = || Failure("a page names a face that is not there".into());
            let place = subsets.0.get_mut(run.face.0).ok_or_else(unknown)?;
            place.get_or_insert_with(|| Subset::new(run.face)).add_run(run);
        }
        for subset in subsets.0.iter_mut().flatten() {
            subset.measure(&read(fonts.face(subset.face))?);
        }
        Ok(subsets)
    }

    /// The subset of a face that the pages use.
    pub fn get(&self, face: FaceId) -> Option<&Subset> {
        self.0.get(face.0)?.as_ref()
    }

    /// The subsets in order of faces.
    pub fn iter(&self) -> impl Iterator<Item = &Subset> {
        self.0.iter().flatten()
    }

    /// Makes the fonts to embed, with the names they have in resources.
    pub fn embed(&self, fonts: &Fonts) -> Result<Vec<(FontId, PdfFont)>, Failure> {
        let subsets: Vec<&Subset> = self.iter().collect();
        subsets.into_par_iter().map(|subset| embed(subset, fonts.face(subset.face))).collect()
    }
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

fn read(face: &Face) -> Result<FontRef<'_>, Failure> {
    FontRef::new(&face.bytes).map_err(|error| Failure(format!("`{}`: {error}", face.file)))
}

fn embed(subset: &Subset, face: &Face) -> Result<(FontId, PdfFont), Failure> {
    let font = read(face)?;
    let bytes = subsetter::subset(&face.bytes, 0, &subset.remapper)
        .map_err(|error| Failure(format!("`{}` cannot be embedded: {error}", face.file)))?;
    let name = format!("{}+{}", tag(subset.face), face.postscript_name.replace(' ', ""));
    let widths = (0..).zip(subset.widths.iter().map(|width| *width as u16)).collect();
    let metrics =
        FontMetrics { ascent: per_mille(face.ascent_em), descent: per_mille(-face.descent_em) };
    let mut parsed = ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(name),
        Default::default(),
        widths,
        1000,
        metrics,
    );
    describe(&mut parsed, &font);
    Ok((FontId(subset.resource()), PdfFont::new(parsed)))
}

/// The entries of the font descriptor (§9.8).
fn describe(parsed: &mut ParsedFont, font: &FontRef) {
    let metrics = font.metrics(Size::new(1000.0), LocationRef::default());
    let descriptor = &mut parsed.pdf_font_metrics;
    if let Some(bounds) = metrics.bounds {
        descriptor.x_min = bounds.x_min as i16;
        descriptor.y_min = bounds.y_min as i16;
        descriptor.x_max = bounds.x_max as i16;
        descriptor.y_max = bounds.y_max as i16;
    }
    descriptor.caret_slope_rise = 1000;
    descriptor.caret_slope_run = (-metrics.italic_angle.to_radians().tan() * 1000.0) as i16;
    descriptor.us_weight_class = font.attributes().weight.value() as u16;
}

fn per_mille(em: f32) -> i16 {
    (em * 1000.0).round() as i16
}

/// The six letters that mark a subset (§9.6.4): the number of the face in base 26.
fn tag(face: FaceId) -> String {
    let digit = |place: u32| char::from(b'A' + (face.0 / 26usize.pow(place) % 26) as u8);
    (0..6).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_hyphen_stays_a_hyphen_beside_soft_hyphens() {
        let fonts = Fonts::bundled().unwrap();
        let run = sample::run(&fonts, "a\u{AD}-\u{AD}", 0.0, 0.0);
        let hyphen = run.glyphs[2].id;
        let pages = [sample::page(vec![Item::Glyphs(run)])];
        let subsets = Subsets::collect(&pages, &fonts).unwrap();
        let subset = subsets.iter().next().unwrap();
        assert_eq!(subset.text(subset.code(hyphen)), "-");
    }

    #[test]
    fn tags_are_six_capitals() {
        assert_eq!((tag(FaceId(0)), tag(FaceId(27))), ("AAAAAA".into(), "AAAABB".into()));
    }
}
