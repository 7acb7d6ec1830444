//! Import: what is recognized in Word files of many makes, against what people say is in them.

mod equations;
mod kinds;
mod round_trips;

use std::fs;
use std::path::{Path, PathBuf};

use super::golden;
use crate::imports::{ImportError, Imported, Settings, TrackedChanges, import};
use crate::limits::Limits;
use crate::world::MemoryWorld;
use kinds::{Comparison, Line};

const FOLDER: &str = "tests/cases/import";

/// The share of blocks in percent that must be of the right kind.
const SHARE: usize = 95;

/// Imports a file.
fn imported(path: &Path, bytes: &[u8]) -> Result<Imported, ImportError> {
    let settings = Settings {
        tracked: Some(TrackedChanges::Accept),
        stem: "report".into(),
        date: "2020-01-01".into(),
    };
    import(path, bytes, &MemoryWorld::new(), &crate::Options::default(), &settings)
}

/// The kinds of the blocks of a report.
fn kinds_of(yaml: &str) -> Vec<Line> {
    let parsed = crate::source::parse_report(yaml.as_bytes(), &Limits::default());
    kinds::of(&parsed.unwrap_or_else(|| panic!("not a report:\n{yaml}")).report)
}

/// Imports a file and compares the kinds of its blocks with those that a person wrote down.
fn score(file: &Path, expected: &Path) -> Comparison {
    let yaml = match imported(file, &fs::read(file).unwrap()) {
        Ok(imported) => imported.yaml,
        Err(error) => panic!("{}: {error}", file.display()),
    };
    let expected = fs::read_to_string(expected).unwrap();
    let compared = kinds::compare(&kinds::parse(&expected), &kinds_of(&yaml));
    println!("{}: {} of {}", file.display(), compared.common, compared.all);
    compared.different.iter().for_each(|line| println!("    {line}"));
    compared
}

/// Asserts that enough blocks of all files are of the right kind.
fn assert_share(scores: &[Comparison]) {
    let common: usize = scores.iter().map(|it| it.common).sum();
    let all: usize = scores.iter().map(|it| it.all).sum();
    println!("{common} of {all} blocks are of the right kind");
    assert!(common * 100 >= all * SHARE, "{common} of {all} blocks are of the right kind");
}

/// The files in a folder whose names end so, in order.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|it| it.to_str().unwrap().ends_with(end)).collect();
    paths.sort();
    paths
}

#[test]
fn reports_of_other_makes_are_recognized() {
    let files = files(Path::new(FOLDER), ".docx");
    assert_eq!(files.len(), 6);
    let scores: Vec<_> =
        files.iter().map(|file| score(file, &file.with_extension("kinds.txt"))).collect();
    assert_share(&scores);
}

#[test]
fn word_files_of_others_are_recognized() {
    let Some(folder) = super::word_files() else { return };
    let expected = files(&Path::new(FOLDER).join("other"), ".kinds.txt");
    assert_eq!(expected.len(), 10);
    let scores: Vec<_> = expected
        .iter()
        .map(|expected| {
            let name = expected.file_name().unwrap().to_str().unwrap();
            let file = name.replace(".kinds.txt", ".docx");
            score(&folder.join("import").join(file), expected)
        })
        .collect();
    assert_share(&scores);
}

/// The YAML of every small file, as it is written.
#[test]
fn reports_are_written_as_by_hand() {
    let small =
        files(Path::new(FOLDER), ".docx").into_iter().chain(files(Path::new(FOLDER), ".md"));
    for file in small.filter(|file| !file.ends_with("README.md")) {
        let imported = imported(&file, &fs::read(&file).unwrap());
        let shown = match imported {
            Ok(imported) => format!("{}\n---\n{}", imported.yaml, imported.summary.list(80)),
            Err(error) => format!("{error}\n"),
        };
        golden::compare("import", &file, "yaml", &shown);
    }
}
