//! Complete files, read back with lopdf.

use lopdf::Document as Pdf;

use super::{Archive, Settings, Standards, Version, sample};
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::{
    Artifact, Item, Layout, Link, LinkTarget, Owner, PageKind, PageLabel, PageMap, Part, Rect,
};

fn layout(fonts: &Fonts) -> Layout {
    let mut title = sample::run(fonts, "Panel 1: Forms – č", 20.0, 40.0);
    title.owner = Owner::Element(sample::HEADING, Part::Content);
    let text = sample::run(fonts, "A hyphen-ated traf\u{AD}", 20.0, 60.0);
    let rest = sample::run(fonts, "ficking word", 20.0, 72.0);
    let mut folio = sample::run(fonts, "1", 180.0, 190.0);
    folio.owner = Owner::Artifact(Artifact::Footer);
    let rect = Rect { x: 20.0, y: 50.0, width: 60.0, height: 12.0 };
    let element = sample::PARAGRAPH;
    let link = |target| Item::Link(Link { rect, element, target });
    let items = vec![
        Item::Glyphs(title),
        Item::Glyphs(text),
        Item::Glyphs(rest),
        Item::Glyphs(folio),
        link(LinkTarget::Url("https://example.org/č".into())),
        link(LinkTarget::Element(sample::HEADING)),
    ];
    let mut cover = sample::page(Vec::new());
    (cover.label, cover.kind) = (PageLabel::Word("Cover".into()), PageKind::Cover);
    Layout {
        pages: vec![cover.into(), sample::page(items).into()],
        map: PageMap::default(),
        settled: true,
    }
}

fn written() -> Vec<u8> {
    write(&sample::document())
}

fn write(document: &Document) -> Vec<u8> {
    let (fonts, style) = (Fonts::bundled().unwrap(), sample::style());
    super::write(document, &layout(&fonts), &style, &fonts, &Settings::default()).unwrap()
}

#[test]
fn output_is_deterministic() {
    assert_eq!(written(), written());
}

#[test]
fn a_file_reads_back() {
    let pdf = Pdf::load_mem(&written()).unwrap();
    assert_eq!((pdf.version.as_str(), pdf.get_pages().len()), ("1.7", 2));
    let catalogue = pdf.catalog().unwrap();
    for key in ["Lang", "Metadata", "Names", "Outlines", "OutputIntents", "PageLabels"] {
        assert!(catalogue.has(key.as_bytes()), "{key}");
    }
}

#[test]
fn pdf_2_0_keeps_metadata_in_xmp_alone() {
    let (fonts, style) = (Fonts::bundled().unwrap(), sample::style());
    let archive = Some(Archive::A4);
    let standards = Standards { version: Version::Pdf20, accessible: true, archive };
    let settings = Settings { standards, ..Settings::default() };
    let bytes =
        super::write(&sample::document(), &layout(&fonts), &style, &fonts, &settings).unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    assert!(pdf.version == "2.0" && !pdf.trailer.has(b"Info"));
    let text = String::from_utf8_lossy(&bytes);
    for said in ["<pdfuaid:part>2<", "<pdfuaid:rev>2024<", "<pdfaid:part>4<", "<pdfaid:rev>2020<"] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("pdfaid:conformance>"));
}

#[test]
fn right_to_left_reports_order_facing_pages_from_the_right() {
    let direction = |language: &str| {
        let document = Document { language: language.into(), ..sample::document() };
        let pdf = Pdf::load_mem(&write(&document)).unwrap();
        let preferences = pdf.catalog().unwrap().get(b"ViewerPreferences").unwrap();
        let preferences = preferences.as_dict().unwrap();
        preferences.get(b"Direction").ok().map(|it| it.as_name().unwrap().to_vec())
    };
    assert_eq!((direction("ar"), direction("he")), (Some(b"R2L".to_vec()), Some(b"R2L".to_vec())));
    assert_eq!(direction("en-GB"), None);
}

#[test]
fn divided_words_read_back_with_soft_hyphens() {
    let pdf = Pdf::load_mem(&written()).unwrap();
    let text = pdf.extract_text(&[2]).unwrap();
    assert!(text.contains("A hyphen-ated traf\u{AD}"), "{text:?}");
}

#[test]
fn outline_items_include_the_heading_prefix() {
    let pdf = Pdf::load_mem(&written()).unwrap();
    let outline = pdf.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    let first = pdf.get_dictionary(outline).unwrap().get(b"First").unwrap();
    let item = pdf.get_dictionary(first.as_reference().unwrap()).unwrap();
    assert_eq!(item.get(b"Title").unwrap(), &super::object::text_string("Panel 1: Forms – č"));
    assert_eq!(item.get(b"Dest").unwrap().as_str().unwrap(), b"panel-1-heading");
}
