//! The file before its page contents: fonts, pictures, resources and the page tree.
//!
//! printpdf embeds only glyphs that its own operators show. The first page therefore shows every
//! glyph once, and its real content replaces that later.

use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use super::deflate::deflate_all;
use super::fonts::{Subset, Subsets};
use super::image;
use super::object::rectangle;
use super::serialize::{ContentStream, WrittenObjects, written_entries};
use crate::cache::{Cache, Key};
use crate::document::{Document, ImageId};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::Page;

/// A file whose pages have no content yet.
#[derive(Clone)]
pub struct Scaffold {
    /// Everything but the content streams of its pages; for readers also without the pages and their resources.
    pub pdf: Pdf,
    /// The pages in order.
    pub pages: Arc<[ObjectId]>,
    /// The numbers of their content streams.
    contents: Arc<[u32]>,
    /// For readers, the entries of each page that do not depend on its content, as they are written.
    pub page_entries: Arc<[Vec<u8>]>,
    /// For readers, the resources of the pages.
    pub resources: Arc<WrittenObjects>,
}

impl Scaffold {
    /// The content streams of the pages.
    pub fn content_streams(&self, deflated: Vec<Arc<Vec<u8>>>) -> Vec<ContentStream> {
        let streams = self.contents.iter().zip(deflated);
        streams.map(|(number, deflated)| ContentStream { number: *number, deflated }).collect()
    }
}

/// Builds the file without the content of its pages, unless an earlier build has.
pub fn build(
    document: &Document,
    pages: &[Arc<Page>],
    subsets: &Subsets,
    (fonts, cache): (&Fonts, &Cache),
    purpose: image::Purpose,
) -> Result<Scaffold, ExportError> {
    let picture = |(id, side): (ImageId, f32)| {
        (id, side.to_bits(), document.images.get(id.0).map(|image| &image.content))
    };
    let pictures = || image::shown(pages).into_iter().map(picture).collect::<Vec<_>>();
    let sizes = || pages.iter().map(|page| [page.width, page.height].map(f32::to_bits));
    let sizes = || sizes().collect::<Vec<_>>();
    let key = || Key::new("scaffold", (sizes(), purpose, subsets, fonts.key(), pictures()));
    let key = cache.keeps().then(key);
    let make = || {
        let mut made = scaffold(document, pages, subsets, fonts, purpose)?;
        deflate_all(&mut made.pdf, cache);
        match purpose {
            image::Purpose::Screen => for_readers(made, pages, key),
            image::Purpose::Print => Ok(made),
        }
    };
    match key {
        Some(key) => cache.try_get(|| key, make),
        None => make(),
    }
}

fn scaffold(
    document: &Document,
    pages: &[Arc<Page>],
    subsets: &Subsets,
    fonts: &Fonts,
    purpose: image::Purpose,
) -> Result<Scaffold, ExportError> {
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
        true => without_contents(pdf, ids),
        false => Err(ExportError("printpdf wrote an incomplete page tree".into())),
    }
}

/// Removes the content streams, which are written by us.
fn without_contents(mut pdf: Pdf, pages: Vec<ObjectId>) -> Result<Scaffold, ExportError> {
    let mut contents = Vec::with_capacity(pages.len());
    for page in &pages {
        let page = pdf.get_dictionary(*page);
        let stream = page.and_then(|page| page.get(b"Contents")?.as_reference());
        let stream = stream.map_err(|error| ExportError(error.to_string()))?;
        pdf.objects.remove(&stream);
        contents.push(stream.0);
    }
    let (pages, contents) = (pages.into(), contents.into());
    Ok(Scaffold { pdf, pages, contents, page_entries: Arc::default(), resources: Arc::default() })
}

/// Writes the resources of the pages and what is known about the pages. `key` is that of the scaffold, if it is kept.
fn for_readers(
    mut scaffold: Scaffold,
    pages: &[Arc<Page>],
    key: Option<Key>,
) -> Result<Scaffold, ExportError> {
    let broken = |error: lopdf::Error| ExportError(error.to_string());
    let mut resources = WrittenObjects::with_key(key);
    let mut page_entries = Vec::with_capacity(pages.len());
    for (page, id) in pages.iter().zip(&*scaffold.pages) {
        let dictionary = scaffold.pdf.get_dictionary_mut(*id).map_err(broken)?;
        set_boxes(dictionary, page);
        // An empty array; annotations are added to what is written.
        dictionary.remove(b"Annots");
        page_entries.push(written_entries(dictionary));
        let own = dictionary.get(b"Resources").and_then(Object::as_reference).map_err(broken)?;
        scaffold.pdf.objects.remove(id);
        if let Some(Object::Dictionary(entries)) = scaffold.pdf.objects.remove(&own) {
            resources.extend_dictionary(own, &written_entries(&entries), &Vec::new());
        }
    }
    scaffold.page_entries = page_entries.into();
    scaffold.resources = resources.finished().into();
    Ok(scaffold)
}

/// Sets the boxes of a page for readers: all equal the trimmed page (§14.11.2).
fn set_boxes(dictionary: &mut Dictionary, page: &Page) {
    for key in ["MediaBox", "CropBox", "TrimBox"] {
        dictionary.set(key, rectangle(&page.bounds(), page.height));
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
