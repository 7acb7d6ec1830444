//! Pages → sheets for the press: PDF/X-4 (ISO 15930-7), the same pages as for readers.
//!
//! Inks instead of light, bleed and marks around the trimmed page, black over what lies below it,
//! no links. No judge of PDF/X-4 looks at it here; what the tests check is what is claimed.

mod bleed;
mod condition;
mod marks;
mod resources;
mod sheet;

pub use condition::{Condition, is_press_profile};
pub use sheet::Sheet;

use lopdf::{Document as Pdf, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::fonts::Subsets;
use super::{Settings, content, fill, finish, image, labels, metadata, shell, stream};
use crate::document::Document;
use crate::export::Failure;
use crate::fonts::Fonts;
use crate::layout::{Layout, Page, PageKind};
use crate::templates::Style;

/// Writes the pages for the press.
pub fn write(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<Vec<u8>, Failure> {
    let pages = with_blanks(&layout.pages, settings.pages_multiple);
    let subsets = Subsets::collect(&pages, fonts)?;
    let (shell, contents) = rayon::join(
        || shell::build(document, &pages, &subsets, fonts, image::Use::Press),
        || contents(&pages, &subsets, style),
    );
    let (mut pdf, ids) = shell?;
    fill(&mut pdf, &ids, contents?)?;
    resources::add(&mut pdf, &ids, &style.colours)?;
    resources::profile_pictures(&mut pdf);
    set_pages(&mut pdf, &pages, &ids, style)?;
    let condition = Condition::new(&style.print, settings.profile);
    let packet = metadata::print_packet(document);
    let entries = dictionary! {
        "Metadata" => finish::packet(&mut pdf, packet),
        "OutputIntents" => vec![condition.output_intent(&mut pdf).into()],
        "PageLabels" => labels::labels(&pages),
    };
    let mut information = metadata::information(&document.metadata);
    information.set("GTS_PDFXVersion", super::object::byte_string(metadata::PDF_X));
    information.set("Trapped", "False");
    finish::seal(
        pdf,
        document,
        finish::Catalogue { version: "1.6", entries, information: Some(information) },
    )
}

/// The pages, and empty ones after them until a whole number of signatures is full.
pub fn with_blanks(pages: &[Page], multiple: u16) -> Vec<Page> {
    let mut all = pages.to_vec();
    let missing = pages.len().next_multiple_of(usize::from(multiple.max(1))) - pages.len();
    if let Some(last) = pages.last() {
        let number = last.label.parse::<usize>().ok();
        let blank = |index: usize| Page {
            label: number.map(|number| (number + index).to_string()).unwrap_or_default(),
            kind: PageKind::Body,
            items: Vec::new(),
            ..*last
        };
        all.extend((1..=missing).map(blank));
    }
    all
}

fn contents(pages: &[Page], subsets: &Subsets, style: &Style) -> Result<Vec<Stream>, Failure> {
    let full = || Failure("a page cannot be deflated".into());
    let content = |page: &Page| {
        let sheet = Sheet::new(page, &style.print);
        let mut operators = marks::write(&sheet, &style.print);
        operators.extend(content::write_for_press(page, subsets, &style.colours, &sheet));
        stream::deflate(&operators).map(stream::deflated).ok_or_else(full)
    };
    pages.par_iter().map(content).collect()
}

fn set_pages(
    pdf: &mut Pdf,
    pages: &[Page],
    ids: &[ObjectId],
    style: &Style,
) -> Result<(), Failure> {
    for (page, id) in pages.iter().zip(ids) {
        let dictionary = pdf.get_dictionary_mut(*id).map_err(|error| Failure(error.to_string()))?;
        dictionary.remove(b"Annots");
        Sheet::new(page, &style.print).set_boxes(dictionary);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn blank_pages_fill_the_last_signature() {
        let pages = vec![sample::page(Vec::new()); 5];
        assert_eq!(with_blanks(&pages, 4).len(), 8);
        assert_eq!(with_blanks(&pages, 4).last().map(|page| page.label.as_str()), Some("4"));
        assert_eq!(with_blanks(&pages, 1).len(), 5);
        assert_eq!(with_blanks(&pages, 0).len(), 5);
        assert_eq!(with_blanks(&[], 4).len(), 0);
    }
}
