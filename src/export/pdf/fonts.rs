//! The part of each face that the pages use (ISO 32000-1 §9.7, §9.9).

#![allow(clippy::indexing_slicing, reason = "the lists are made long enough just before")]

use std::collections::BTreeMap;

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use rayon::prelude::*;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::cluster::clusters;
use crate::export::Failure;
use crate::fonts::{Face, FaceId, Fonts};
use crate::layout::{GlyphRun, Item, Page};

/// What the pages use of one face. Content streams name glyphs by codes: the number of the glyph in
/// the subset for the first text that it stands for, and a code of its own for every other text, so
/// that a hyphen is copied as a hyphen, and as a soft hyphen where a word is broken.
pub struct Subset {
    /// The face.
    pub face: FaceId,
    /// The code of each glyph by its number in the face; 0 where it is not used.
    codes: Vec<u16>,
    /// For each glyph its other texts and their codes.
    others: BTreeMap<u16, BTreeMap<String, u16>>,
    /// Old and new numbers, as the subset's maker wants them.
    remapper: GlyphRemapper,
    /// By code, what ToUnicode says.
    texts: Vec<String>,
    /// By code, the number of the glyph in the face.
    glyphs: Vec<u16>,
    /// By code, the width in thousandths of an em.
    widths: Vec<f32>,
}

impl Subset {
    /// The code of a glyph, whatever text it stands for.
    pub fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The code of a glyph that stands for a text; `None` where no code says so.
    pub fn code_for(&self, glyph: u16, text: &str) -> Option<u16> {
        let code = self.code(glyph);
        match self.texts.get(usize::from(code)) {
            Some(first) if first == text && !text.is_empty() => Some(code),
            _ => self.others.get(&glyph)?.get(text).copied(),
        }
    }

    /// A code that stands for a text; `None` where no glyph does.
    pub fn code_of(&self, text: &str) -> Option<u16> {
        self.texts().find(|(_, it)| *it == text).map(|(code, _)| code)
    }

    /// How far a reader's pen moves, in thousandths of an em.
    pub fn width(&self, code: u16) -> f32 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0.0)
    }

    /// Every code with its text, in order of codes.
    pub fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        (0..).zip(self.texts.iter().map(String::as_str))
    }

    /// By code, the number of the glyph in the subset; `None` where they are the same.
    pub fn glyph_map(&self) -> Option<Vec<u16>> {
        let map = || self.glyphs.iter().map(|glyph| self.code(*glyph)).collect();
        (!self.others.is_empty()).then(map)
    }

    /// The name of the font in the resources of pages.
    pub fn resource(&self) -> String {
        format!("F{}", self.face.0)
    }

    /// The six letters that mark a subset (§9.6.4): the number of the face in base 26.
    pub fn tag(&self) -> String {
        let digit = |place: u32| char::from(b'A' + (self.face.0 / 26usize.pow(place) % 26) as u8);
        (0..6).rev().map(digit).collect()
    }

    fn new(face: FaceId) -> Subset {
        Subset {
            face,
            codes: Vec::new(),
            others: BTreeMap::new(),
            remapper: GlyphRemapper::new(),
            texts: vec![String::new()],
            glyphs: vec![0],
            widths: Vec::new(),
        }
    }

    fn add_run(&mut self, run: &GlyphRun) {
        for cluster in clusters(run) {
            for glyph in cluster.glyphs {
                self.add(glyph.id, cluster.text);
            }
            if let [glyph] = cluster.glyphs {
                self.add_text(glyph.id, cluster.text);
            }
        }
    }

    fn add(&mut self, glyph: u16, text: &str) {
        let index = usize::from(glyph);
        if self.codes.len() <= index {
            self.codes.resize(index + 1, 0);
        }
        if self.codes[index] == 0 && glyph != 0 {
            self.codes[index] = self.remapper.remap(glyph);
            self.texts.push(text.to_owned());
            self.glyphs.push(glyph);
        }
    }

    /// Remembers a text that is not the glyph's first; its code is given when all are known.
    fn add_text(&mut self, glyph: u16, text: &str) {
        if !text.is_empty() && self.code_for(glyph, text).is_none() {
            self.others.entry(glyph).or_default().insert(text.to_owned(), 0);
        }
    }

    /// Gives other texts their codes. Fonts with CFF outlines know none but the glyph's number
    /// (§9.7.4.2).
    fn number(&mut self, face: &Face) {
        if face.bytes.starts_with(b"OTTO") {
            self.others.clear();
        }
        let others = self.others.iter_mut();
        for (glyph, (text, code)) in
            others.flat_map(|(glyph, texts)| texts.iter_mut().map(move |text| (*glyph, text)))
        {
            *code = self.texts.len() as u16;
            self.texts.push(text.clone());
            self.glyphs.push(glyph);
        }
    }

    /// Widths are rounded, since the font dictionary holds whole numbers; content streams make up
    /// for what that loses.
    fn measure(&mut self, font: &FontRef) {
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let width = |glyph: u16| metrics.advance_width(GlyphId::from(glyph)).unwrap_or(0.0).round();
        self.widths = self.glyphs.iter().copied().map(width).collect();
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
            let face = fonts.face(subset.face);
            subset.number(face);
            subset.measure(&read(face)?);
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
    let name = format!("{}+{}", subset.tag(), face.postscript_name.replace(' ', ""));
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

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn subset_of(text: &str) -> (Subset, GlyphRun) {
        let fonts = Fonts::bundled().unwrap();
        let run = sample::run(&fonts, text, 0.0, 0.0);
        let pages = [sample::page(vec![Item::Glyphs(run.clone())])];
        let subsets = Subsets::collect(&pages, &fonts).unwrap();
        (subsets.0.into_iter().flatten().next().unwrap(), run)
    }

    #[test]
    fn a_glyph_has_a_code_for_each_text() {
        let (subset, run) = subset_of("a-b\u{AD}");
        let hyphen = run.glyphs[1].id;
        assert_eq!(
            (subset.code_for(hyphen, "-"), subset.code_for(hyphen, "\u{AD}")),
            (Some(2), Some(4))
        );
        assert_eq!(subset.code_for(hyphen, "+"), None);
        assert_eq!(subset.glyph_map().unwrap(), [0, 1, 2, 3, 2]);
        assert_eq!(subset.width(2), subset.width(4));
    }

    #[test]
    fn codes_are_glyphs_where_each_has_one_text() {
        let (subset, _) = subset_of("abba");
        assert_eq!((subset.glyph_map(), subset.tag().as_str()), (None, "AAAAAE"));
    }
}
