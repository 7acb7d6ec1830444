//! The text of the tagged PDF, as two readers find it through the tags, is the report's, block by
//! block: poppler, and a reader in Rust of our own on lopdf. MuPDF knows no tags; `agreement` reads
//! the words through it.

mod expected;
mod lopdf_reader;
mod poppler;

use std::path::Path;
use std::process::Command;

use crate::golden;

/// Structure types whose text is a block of its own.
const LEAVES: [&str; 8] = ["P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"];
/// Structure types that only pages can fill, with page numbers.
const SKIPPED: [&str; 2] = ["TOC", "Index"];

/// A text without blanks and soft hyphens, so that it does not matter where lines end.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect()
}

fn bare_blocks(blocks: Vec<String>) -> Vec<String> {
    let blocks = blocks.iter().map(|block| bare(block));
    blocks.filter(|block| !block.is_empty()).collect()
}

fn agrees(name: &str, report: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("blocks").join(name);
    let status = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["build", "--quiet", "--to", "pdf", "--out"])
        .arg(&folder)
        .arg(report)
        .status()
        .unwrap();
    assert!(status.success(), "{name} does not build");
    let file = folder.join(Path::new(report).file_stem().unwrap()).with_extension("pdf");
    let expected = bare_blocks(expected::blocks(&golden::document(Path::new(report))));
    assert!(expected.len() > 50, "{name} says next to nothing");
    compare("poppler", name, &expected, &bare_blocks(poppler::blocks(&file)));
    compare("lopdf", name, &expected, &bare_blocks(lopdf_reader::blocks(&file)));
}

fn compare(reader: &str, name: &str, expected: &[String], found: &[String]) {
    let pairs = expected.iter().zip(found).enumerate();
    if let Some((at, (expected, found))) = pairs.into_iter().find(|(_, (e, f))| e != f) {
        panic!("{reader} reads block {at} of {name} as\n{found}\ninstead of\n{expected}");
    }
    assert_eq!(expected.len(), found.len(), "{reader} finds more or fewer blocks in {name}");
}

#[test]
fn two_readers_find_the_report_of_2016_block_by_block() {
    agrees("alliance-2016", "source/alliance-2016.yaml");
}

#[test]
fn two_readers_find_the_second_report_block_by_block() {
    agrees("second", "tests/cases/second/report.yaml");
}

#[test]
fn two_readers_find_the_russian_report_block_by_block() {
    agrees("russian", "tests/cases/russian/report.yaml");
}
