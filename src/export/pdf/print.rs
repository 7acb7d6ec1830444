//! Pages → PDF/X-4 for print (ISO 15930-7), with the layout of the PDF for readers.
//!
//! It differs in CMYK and spot colours, bleed, printer's marks and overprinting black, and has no
//! links or tags. No external PDF/X validator runs here, so tests check every claim.

mod output_intent;
mod printer_marks;
mod resources;

pub use output_intent::{OutputIntent, is_cmyk_output_profile};

use std::sync::Arc;

use lopdf::{Document as Pdf, ObjectId, dictionary};

use super::fonts::Subsets;
use super::page_boxes::PageBoxes;
use super::scaffold::Scaffold;
use super::serialize::Objects;
use super::settings::Settings;
use super::{deflate, finish, image, metadata, page_content, page_labels, scaffold};
use crate::cache::Key;
use crate::document::Document;
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::{FolioStyle, Layout, Page, PageKind, PageLabel};
use crate::templates::Style;

/// Writes the pages as PDF/X-4.
///
/// # Errors
///
/// Fails if a picture or a font cannot be embedded.
pub fn write(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<Vec<u8>, ExportError> {
    let pages = with_blanks(&layout.pages, settings.pages_multiple);
    let subsets = Subsets::collect(&pages, fonts, settings.cache)?;
    let (scaffold, contents) = rayon::join(
        || {
            scaffold::build(
                document,
                &pages,
                &subsets,
                (fonts, settings.cache),
                image::Purpose::Print,
            )
        },
        || {
            let content = |page: &Page| content(page, &subsets, style);
            let looks = || format!("{:?} {:?}", style.print, style.colours);
            let key = || Key::new("print", (&subsets, looks()));
            let shared = settings.cache.keeps().then(key);
            deflate::content_streams(&pages, (settings.cache, shared), content)
        },
    );
    let scaffold = scaffold?;
    let contents = scaffold.content_streams(contents?);
    let Scaffold { mut pdf, pages: ids, .. } = scaffold;
    resources::add(&mut pdf, &ids, &style.colours)?;
    resources::profile_pictures(&mut pdf);
    set_pages(&mut pdf, &pages, &ids, style)?;
    let condition = OutputIntent::new(&style.print, settings.profile);
    let packet = metadata::print_packet(document);
    let entries = dictionary! {
        "Metadata" => finish::packet(&mut pdf, packet),
        "OutputIntents" => vec![condition.output_intent(&mut pdf).into()],
        "PageLabels" => page_labels::page_labels(&pages),
    };
    let mut information = metadata::information(&document.metadata);
    information.set("GTS_PDFXVersion", super::object::byte_string(metadata::PDF_X));
    information.set("Trapped", "False");
    finish::seal(
        Objects { pdf, written: Vec::new(), contents },
        document,
        finish::Catalogue { version: "1.6", entries, information: Some(information) },
        settings.cache,
    )
}

/// Appends blank pages until their number is a multiple of `multiple`, such as the pages of a
/// signature.
pub fn with_blanks(pages: &[Arc<Page>], multiple: u16) -> Vec<Arc<Page>> {
    let mut all = pages.to_vec();
    let missing = pages.len().next_multiple_of(usize::from(multiple.max(1))) - pages.len();
    if let Some(last) = pages.last() {
        let number = last.label.number(FolioStyle::Decimal);
        let blank = |index: usize| {
            let label = match number {
                Some(number) => PageLabel::decimal(number + index as u32),
                None => PageLabel::Word(String::new()),
            };
            let (width, height) = (last.width, last.height);
            let (kind, items) = (PageKind::Body, Vec::new());
            Arc::new(Page { label, kind, width, height, items, key: None })
        };
        all.extend((1..=missing).map(blank));
    }
    all
}

/// The content stream of a page: printer's marks, then the page.
fn content(page: &Page, subsets: &Subsets, style: &Style) -> Vec<u8> {
    let boxes = PageBoxes::new(page, &style.print);
    let mut operators = printer_marks::write(&boxes, &style.print);
    operators.extend(page_content::write_for_print(page, subsets, &style.colours, &boxes));
    operators
}

fn set_pages(
    pdf: &mut Pdf,
    pages: &[Arc<Page>],
    ids: &[ObjectId],
    style: &Style,
) -> Result<(), ExportError> {
    for (page, id) in pages.iter().zip(ids) {
        let dictionary =
            pdf.get_dictionary_mut(*id).map_err(|error| ExportError(error.to_string()))?;
        dictionary.remove(b"Annots");
        PageBoxes::new(page, &style.print).set_boxes(dictionary);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn blank_pages_fill_the_last_signature() {
        let page = Arc::new(sample::page(Vec::new()));
        let pages: Vec<_> = std::iter::repeat_n(page, 5).collect();
        assert_eq!(with_blanks(&pages, 4).len(), 8);
        assert_eq!(
            with_blanks(&pages, 4).last().map(|page| page.label.to_string()),
            Some("4".into())
        );
        assert_eq!(with_blanks(&pages, 1).len(), 5);
        assert_eq!(with_blanks(&pages, 0).len(), 5);
        assert_eq!(with_blanks(&[], 4).len(), 0);
    }
}
