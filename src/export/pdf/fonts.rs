//! Font subsets of the faces that the pages use (ISO 32000-1 §9.7, §9.9).

mod subset;

use std::sync::Arc;

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use rayon::prelude::*;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use subsetter::GlyphRemapper;

pub use subset::{Cluster, Subset, clusters};

use crate::cache::{Cache, Key};
use crate::export::ExportError;
use crate::fonts::{Face, FaceId, Fonts};
use crate::layout::{GlyphRun, Item, Page};

/// The number of pages whose glyphs are collected at a time: few in a short report, so that an edit changes few, but
/// many in a long one, because what is collected must be merged.
fn pages_at_a_time(count: usize) -> usize {
    (count / 8).clamp(4, 64)
}

/// The subsets of all faces.
#[derive(Hash)]
pub struct Subsets(Vec<Option<Subset>>);

impl Subsets {
    /// Collects the glyphs that the pages use.
    pub fn collect(
        pages: &[Arc<Page>],
        fonts: &Fonts,
        cache: &Cache,
    ) -> Result<Subsets, ExportError> {
        let parts = pages.par_chunks(pages_at_a_time(pages.len())).map(|pages| {
            let collect = || Subsets::of_pages(pages, fonts).map(Arc::new);
            cache.try_get(|| Key::new("glyphs", pages), collect)
        });
        let parts: Vec<Arc<Subsets>> = parts.collect::<Result<_, _>>()?;
        let mut subsets = Subsets::unused(fonts);
        for later in parts.iter().flat_map(|part| part.iter()) {
            if let Some(own) = subsets.0.get_mut(later.face.0) {
                own.get_or_insert_with(|| Subset::new(later.face)).add_all(later);
            }
        }
        for subset in subsets.0.iter_mut().flatten() {
            let face = fonts.face(subset.face);
            subset.number(face);
            subset.measure(&read(face)?);
        }
        Ok(subsets)
    }

    fn unused(fonts: &Fonts) -> Subsets {
        Subsets(fonts.faces.iter().map(|_| None).collect())
    }

    /// The glyphs of some pages, without their codes and widths.
    fn of_pages(pages: &[Arc<Page>], fonts: &Fonts) -> Result<Subsets, ExportError> {
        let mut subsets = Subsets::unused(fonts);
        for run in pages.iter().flat_map(|page| &page.items).filter_map(glyphs) {
            let unknown = || ExportError("a page refers to an unknown font".into());
            let place = subsets.0.get_mut(run.face.0).ok_or_else(unknown)?;
            place.get_or_insert_with(|| Subset::new(run.face)).add_run(run);
        }
        Ok(subsets)
    }

    /// Returns the subset of a face; `None` if no page uses it.
    pub fn get(&self, face: FaceId) -> Option<&Subset> {
        self.0.get(face.0)?.as_ref()
    }

    /// The subsets, ordered by face.
    pub fn iter(&self) -> impl Iterator<Item = &Subset> {
        self.0.iter().flatten()
    }

    /// Builds the embedded fonts with their resource names.
    pub fn embed(&self, fonts: &Fonts) -> Result<Vec<(FontId, PdfFont)>, ExportError> {
        let subsets: Vec<&Subset> = self.iter().collect();
        subsets.into_par_iter().map(|subset| embed(subset, fonts.face(subset.face))).collect()
    }
}

/// Checks that any glyphs of a face can be embedded, by making a subset of all of them.
///
/// # Errors
///
/// The reason why a font cannot be embedded.
pub fn check_font(face: &Face) -> Result<(), String> {
    let font = FontRef::new(&face.bytes).map_err(|error| error.to_string())?;
    let count = font.maxp().map_err(|error| error.to_string())?.num_glyphs();
    let glyphs: Vec<u16> = (0..count).collect();
    let all = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
    subsetter::subset(&face.bytes, 0, &all).map(|_| ()).map_err(|error| error.to_string())
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

fn read(face: &Face) -> Result<FontRef<'_>, ExportError> {
    FontRef::new(&face.bytes).map_err(|error| ExportError(format!("`{}`: {error}", face.file)))
}

fn embed(subset: &Subset, face: &Face) -> Result<(FontId, PdfFont), ExportError> {
    let font = read(face)?;
    let bytes = subsetter::subset(&face.bytes, 0, subset.remapper())
        .map_err(|error| ExportError(format!("`{}` cannot be embedded: {error}", face.file)))?;
    let name = format!("{}+{}", subset.tag(), face.postscript_name.replace(' ', ""));
    let widths = (0..).zip(subset.widths().iter().map(|width| *width as u16)).collect();
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

/// Sets the font descriptor entries (§9.8).
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
    use crate::layout::Glyph;

    fn subset_of(text: &str) -> (Subset, GlyphRun) {
        let fonts = Fonts::bundled().unwrap();
        let run = sample::run(&fonts, text, 0.0, 0.0);
        let pages = [Arc::new(sample::page(vec![Item::Glyphs(run.clone())]))];
        let subsets = Subsets::collect(&pages, &fonts, Cache::NONE).unwrap();
        (subsets.0.into_iter().flatten().next().unwrap(), run)
    }

    #[test]
    fn glyph_has_one_code_per_text() {
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
    fn codes_do_not_depend_on_the_division_of_pages() {
        let fonts = Fonts::bundled().unwrap();
        let texts = ["b-a", "a\u{AD}", "-\u{AD}c", "fi \u{AD}-"];
        let page = |text: &str| {
            let mut run = sample::run(&fonts, text, 0.0, 0.0);
            if text.ends_with('c') {
                // Two glyphs show one text.
                let first = run.glyphs[0];
                run.glyphs[1] = Glyph::new(run.glyphs[1].id, first.advance, first.range());
            }
            Arc::new(sample::page(vec![Item::Glyphs(run)]))
        };
        for seed in 0..3_usize {
            let pages: Vec<Arc<Page>> =
                (seed..137).map(|at| page(texts[at * at / 3 % 4])).collect();
            let mut whole = Subsets::of_pages(&pages, &fonts).unwrap();
            let face = fonts.find("Source Sans 3", false, false).unwrap();
            let whole = whole.0[face.0].as_mut().unwrap();
            whole.number(fonts.face(face));
            let divided = Subsets::collect(&pages, &fonts, Cache::NONE).unwrap();
            let divided = divided.get(face).unwrap();
            assert!(divided.texts().eq(whole.texts()), "seed {seed}");
            assert_eq!(divided.glyph_map(), whole.glyph_map());
        }
    }

    #[test]
    fn codes_equal_glyph_ids_without_further_texts() {
        let (subset, _) = subset_of("abba");
        assert_eq!((subset.glyph_map(), subset.tag().as_str()), (None, "AAAAAE"));
    }
}
