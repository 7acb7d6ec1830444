//! Reads the text of PDFs with three readers, and compares it with the report block by block: poppler and
//! a reader based on lopdf follow the tags, MuPDF the positions on the page.

mod expected;
mod lopdf_reader;
mod mupdf;
mod poppler;

pub use self::poppler::blocks as poppler_blocks;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::Cache;
use crate::fonts::Fonts;
use crate::layout::{self, Item, Page};

use self::expected::Expected;
use super::case;
use crate::export::Format;

/// Structure types with text that is a separate block.
const LEAVES: [&str; 8] = ["P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"];
/// Structure types that only pages can fill, with page numbers.
const SKIPPED: [&str; 2] = ["TOC", "Index"];

/// A text without white space and soft hyphens, so that line breaks do not matter.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect()
}

fn bare_blocks(blocks: Vec<String>) -> Vec<String> {
    let blocks = blocks.iter().map(|block| bare(block));
    blocks.filter(|block| !block.is_empty()).collect()
}

/// A built report with its expected text and its pages.
struct Built {
    file: PathBuf,
    expected: Vec<Expected>,
    pages: Vec<Arc<Page>>,
}

fn built(name: &str, report: &str) -> Built {
    let folder = format!("blocks/{name}");
    let stem = case::write_outputs(Path::new(report), &[Format::Pdf], &folder).unwrap();
    let file = stem.with_extension("pdf");
    let document = case::document(Path::new(report));
    let style = case::style(&fs::read_to_string(report).unwrap(), &[]);
    let layout = layout::layout(&document, &style, &Fonts::bundled().unwrap(), Cache::NONE);
    Built { file, expected: expected::blocks(&document), pages: layout.pages }
}

fn agrees(name: &str, report: &str) {
    let Built { file, expected, pages } = built(name, report);
    let texts = bare_blocks(expected.iter().map(|block| block.text.clone()).collect());
    assert!(texts.len() > 50, "{name} has too little text");
    let readers = [
        ("poppler", poppler::blocks(&file), &texts),
        ("lopdf", lopdf_reader::blocks(&file), &texts),
    ];
    let with_owners = joined(&expected);
    let texts = with_owners.iter().map(|block| block.text.clone()).collect();
    let mupdf = ("MuPDF", mupdf::blocks(&file, &pages, &with_owners), &bare_blocks(texts));
    for (reader, found, expected) in readers.into_iter().chain([mupdf]) {
        if let Some(differs) = difference(expected, &bare_blocks(found)) {
            panic!("{reader}, {name}: {differs}");
        }
    }
}

/// Joins blocks of one element, such as the lines of the cover, which pages do not distinguish.
fn joined(blocks: &[Expected]) -> Vec<Expected> {
    let same = |one: &Expected, next: &Expected| one.owners == next.owners;
    let join = |blocks: &[Expected]| {
        let text = blocks.iter().map(|block| block.text.as_str()).collect();
        Expected { text, owners: blocks[0].owners.clone() }
    };
    blocks.chunk_by(same).map(join).collect()
}

/// The first block that differs.
fn difference(expected: &[String], found: &[String]) -> Option<String> {
    let mut pairs = expected.iter().zip(found).enumerate();
    let differs = pairs.find(|(_, (expected, found))| expected != found);
    differs
        .map(|(at, (expected, found))| format!("block {at} reads\n{found}\ninstead of\n{expected}"))
        .or_else(|| {
            let (expected, found) = (expected.len(), found.len());
            (expected != found).then(|| format!("{found} blocks instead of {expected}"))
        })
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn three_readers_find_the_report_of_2016_block_by_block() {
    agrees("alliance-2016", "source/alliance-2016.yaml");
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn three_readers_find_the_second_report_block_by_block() {
    agrees("second", "tests/cases/second/report.yaml");
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn three_readers_find_the_russian_report_block_by_block() {
    agrees("russian", "tests/cases/russian/report.yaml");
}

/// The comparison detects a changed word and a missing block. The text has ligatures and soft hyphens.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn a_change_in_one_block_is_detected() {
    let Built { file, expected, pages } = built("changed", "source/alliance-2016.yaml");
    let expected = joined(&expected);
    let raw = mupdf::blocks(&file, &pages, &expected);
    assert!(raw.iter().filter(|block| block.contains('\u{AD}')).count() > 10);
    assert!(pages.iter().flat_map(|page| &page.items).any(has_ligature));
    let found = bare_blocks(raw);
    let texts = bare_blocks(expected.iter().map(|block| block.text.clone()).collect());
    assert_eq!(difference(&texts, &found), None);
    let block = texts.iter().position(|text| text.contains("trafficking")).unwrap();
    let mut changed = texts.clone();
    changed[block] = changed[block].replacen("trafficking", "trafﬁcking", 1);
    assert!(difference(&changed, &found).unwrap().starts_with(&format!("block {block} ")));
    changed = texts.clone();
    changed.pop();
    assert!(difference(&changed, &found).is_some());
    // The comparison uses positions: exchanged owners are detected.
    let moved = mupdf::blocks(&file, &pages, &joined(&swapped(&expected)));
    assert!(difference(&texts, &bare_blocks(moved)).is_some());
}

fn has_ligature(item: &Item) -> bool {
    match item {
        Item::Glyphs(run) => run
            .glyphs
            .iter()
            .any(|glyph| ["ff", "fi", "ffi", "fl"].contains(&&run.text[glyph.range()])),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => false,
    }
}

/// The blocks, with the owners of two of them exchanged.
fn swapped(blocks: &[Expected]) -> Vec<Expected> {
    let mut swapped = blocks.to_vec();
    let owners = swapped[10].owners.clone();
    swapped[10].owners = std::mem::replace(&mut swapped[11].owners, owners);
    swapped
}
