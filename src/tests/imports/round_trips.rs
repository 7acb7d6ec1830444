//! Reports → Word files without their source → reports: what is recognized, against the report.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::case::{document_in, reads_data, reports, styles};
use super::{ImportError, imported, kinds, kinds_of};
use crate::export::docx;
use crate::fonts::Fonts;
use crate::layout::PageMap;

/// The share of blocks in percent that must be of the right kind. Dedications, the numbers of events and
/// lists nested in more than two others are not recognized.
const SHARE: usize = 95;

fn word_file(case: &Path, report: &str, source: Option<docx::Source>) -> Vec<u8> {
    let fonts = Fonts::bundled().unwrap();
    let style = styles(report, &[]).docx;
    let document = document_in(case, &style);
    let settings = docx::Settings { source, ..docx::Settings::default() };
    docx::write(&document, &style, &fonts, &PageMap::default(), settings).unwrap()
}

/// A Word file with a word of its text replaced.
fn edited(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if part.name() == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from));
            bytes = text.replace(from, to).into_bytes();
        }
        new.start_file(part.name(), SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn our_own_drafts_come_back_as_they_were() {
    for case in reports() {
        let source = fs::read_to_string(&case).unwrap();
        let stored = docx::Source { name: "own.yaml", text: &source, is_included: true };
        let found = imported(Path::new("report.docx"), &word_file(&case, &source, Some(stored)));
        let found = found.unwrap_or_else(|error| panic!("{case:?}: {error}"));
        assert_eq!(found.yaml, source, "{case:?}");
        let sent = found.summary.sent.unwrap();
        assert_eq!((sent.name.as_str(), sent.changed), ("own.yaml", false), "{case:?}");
    }
}

#[test]
fn rotated_headers_are_recognized() {
    for case in ["formats/table-rotated-header", "layout/rotated-header-hebrew"] {
        let path = format!("tests/cases/{case}.yaml");
        let source = fs::read_to_string(&path).unwrap();
        let file = word_file(Path::new(&path), &source, None);
        let found = imported(Path::new("report.docx"), &file).unwrap();
        let count = |yaml: &str| yaml.matches("rotated_header: true").count();
        assert_eq!(count(&found.yaml), count(&source), "{case}: {}", found.yaml);
    }
}

#[test]
fn a_draft_that_was_changed_is_left_to_review() {
    let case = Path::new("tests/cases/text/lists.yaml");
    let source = fs::read_to_string(case).unwrap();
    let stored = docx::Source { name: "own.yaml", text: &source, is_included: true };
    let file = edited(&word_file(case, &source, Some(stored)), "Deepest", "Deeper");
    let found = imported(Path::new("report.docx"), &file).unwrap();
    assert_eq!(found.yaml, source);
    assert!(found.summary.sent.as_ref().unwrap().changed);
    assert!(found.summary.list(80).contains("plenary review"));
}

#[test]
fn reports_are_recognized_in_their_word_files() {
    let mut all = reports();
    all.extend(super::files(Path::new("source"), ".yaml"));
    // Works that are data come back as texts, and so do their citations, equations and parts of figures; data of
    // other files come back as rows.
    let lost = ["citations-", "workshop", "equations", "figures-with-parts"];
    let is_lost = |name: String| lost.iter().any(|it| name.contains(it));
    all.retain(|case| !is_lost(case.display().to_string()) && !reads_data(case));
    let (mut common, mut blocks, mut refused) = (0, 0, Vec::new());
    for case in all {
        let source = fs::read_to_string(&case).unwrap();
        match imported(Path::new("report.docx"), &word_file(&case, &source, None)) {
            Ok(found) => {
                let compared = kinds::compare(&kinds_of(&source), &kinds_of(&found.yaml));
                println!("{}: {} of {}", case.display(), compared.common, compared.all);
                compared.different.iter().for_each(|line| println!("    {line}"));
                common += compared.common;
                blocks += compared.all;
            }
            Err(ImportError::Invalid { error, .. }) => {
                refused.push(format!("{}: {error}", case.display()));
            }
            Err(error) => refused.push(format!("{}: {error}", case.display())),
        }
    }
    println!("{common} of {blocks} blocks");
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(common * 100 >= blocks * SHARE, "{common} of {blocks} blocks");
}
