//! The file before its page contents: fonts, pictures, resources and the page tree.
//!
//! printpdf embeds only glyphs that its own operators show. The first page therefore shows every
//! glyph once, and its real content replaces that later.

use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use super::fonts::{Subset, Subsets};
use super::image;
use crate::cache::{Cache, Key};
use crate::document::{Document, ImageId};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::Page;

/// Builds the file with empty pages, unless an earlier build has; returns it with its pages in order.
pub fn build(
    document: &Document,
    pages: &[Arc<Page>],
    subsets: &Subsets,
    (fonts, cache): (&Fonts, &Cache),
    purpose: image::Purpose,
) -> Result<(Pdf, Vec<ObjectId>), ExportError> {
    let picture = |(id, side): (ImageId, f32)| {
        (id, side.to_bits(), document.images.get(id.0).map(|image| &image.content))
    };
    let pictures = || image::shown(pages).into_iter().map(picture).collect::<Vec<_>>();
    let key = || Key::new("scaffold", (pages.len(), purpose, subsets, fonts.key(), pictures()));
    cache.try_get(key, || scaffold(document, pages, subsets, fonts, purpose))
}

fn scaffold(
    document: &Document,
    pages: &[Arc<Page>],
    subsets: &Subsets,
    fonts: &Fonts,
    purpose: image::Purpose,
) -> Result<(Pdf, Vec<ObjectId>), ExportError> {
    let mut scaffold = PdfDocument::new("");
    scaffold.resources.fonts.map.extend(subsets.embed(fonts)?);
    scaffold.resources.xobjects.map.extend(image::embed(document, pages, purpose)?);
    scaffold.pages = pages.iter().map(|_| blank(Vec::new())).collect();
    if let Some(first) = scaffold.pages.first_mut() {
        *first = blank(specimen(subsets));
    }
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut pdf = scaffold.to_lopdf_document(&options, &mut Vec::new());
    subsets.iter().for_each(|subset| map_glyphs(&mut pdf, subset));
    let ids: Vec<ObjectId> = pdf.page_iter().collect();
    match ids.len() == pages.len() && !ids.is_empty() {
        true => Ok((pdf, ids)),
        false => Err(ExportError("printpdf wrote an incomplete page tree".into())),
    }
}

/// Sets the map from codes to glyphs if it is not the identity (ISO 32000-1 §9.7.4.2).
fn map_glyphs(pdf: &mut Pdf, subset: &Subset) {
    let Some(map) = subset.glyph_map() else { return };
    let map: Vec<u8> = map.into_iter().flat_map(u16::to_be_bytes).collect();
    let map = pdf.add_object(Stream::new(Dictionary::new(), map));
    let tag = subset.tag();
    for font in pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        let name = font.get(b"BaseFont").and_then(Object::as_name);
        if name.is_ok_and(|name| name.starts_with(tag.as_bytes()))
            && let Ok(descendants) = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut)
            && let Some(Object::Dictionary(descendant)) = descendants.first_mut()
        {
            descendant.set("CIDToGIDMap", map);
        }
    }
}

fn blank(operators: Vec<Op>) -> PdfPage {
    PdfPage::new(Mm(0.0), Mm(0.0), operators)
}

fn specimen(subsets: &Subsets) -> Vec<Op> {
    let shown = subsets.iter().flat_map(show_all);
    [Op::StartTextSection].into_iter().chain(shown).chain([Op::EndTextSection]).collect()
}

fn show_all(subset: &Subset) -> [Op; 2] {
    let font = PdfFontHandle::External(printpdf::FontId(subset.resource()));
    let glyphs = subset.texts().map(|(code, text)| Codepoint {
        gid: code,
        offset: 0.0,
        cid: Some(text.to_owned()).filter(|text| !text.is_empty()),
    });
    let items = vec![TextItem::GlyphIds(glyphs.collect())];
    [Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items }]
}
