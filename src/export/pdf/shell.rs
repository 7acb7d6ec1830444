//! The file without what stands on its pages: fonts, pictures, resources, page tree.
//!
//! printpdf makes fonts out of the glyphs that its own operators show; so the first page shows
//! every glyph once, and the page's true content takes the place of that afterwards.

use lopdf::{Document as Pdf, ObjectId};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use super::fonts::{Subset, Subsets};
use super::image;
use crate::document::Document;
use crate::export::Failure;
use crate::fonts::Fonts;
use crate::layout::Page;

/// Builds the file with empty pages; gives the pages in order too.
pub fn build(
    document: &Document,
    pages: &[Page],
    subsets: &Subsets,
    fonts: &Fonts,
) -> Result<(Pdf, Vec<ObjectId>), Failure> {
    let mut shell = PdfDocument::new("");
    shell.resources.fonts.map.extend(subsets.embed(fonts)?);
    shell.resources.xobjects.map.extend(image::embed(document, pages)?);
    shell.pages = pages.iter().map(|_| blank(Vec::new())).collect();
    if let Some(first) = shell.pages.first_mut() {
        *first = blank(specimen(subsets));
    }
    let options = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let pdf = shell.to_lopdf_document(&options, &mut Vec::new());
    let ids: Vec<ObjectId> = pdf.page_iter().collect();
    match ids.len() == pages.len() && !ids.is_empty() {
        true => Ok((pdf, ids)),
        false => Err(Failure("the page tree is not whole".into())),
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
