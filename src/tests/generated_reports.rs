//! Properties of every report that the generator makes: it builds in all formats, its text has every
//! word, two spellings of its YAML give the same bytes, and other programs read its files.
//!
//! `GENERATED_REPORTS` is the number of reports [default: 12].

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use arbitrary::Unstructured;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

use super::agreement_of_formats;
use super::case::scratch_folder;
use super::report_generator::{GeneratedReport, PICTURES};
use super::word_draft;
use crate::draft::DIGEST_BOOKMARK;
use crate::{Format, MemoryWorld, Options, Output, Outputs, Source, compile};

/// Checks a property of reports made from random bytes, which are the same in every run.
fn for_each_report(share: u32, property: impl Fn(&GeneratedReport) -> Result<(), TestCaseError>) {
    let asked = std::env::var("GENERATED_REPORTS").ok().and_then(|count| count.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(12_u32).div_ceil(share),
        // Reading files back is slow.
        max_shrink_iters: 100 / share.pow(3),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2016),
        ..Config::default()
    };
    let made =
        |bytes: Vec<u8>| property(&GeneratedReport::new(&mut Unstructured::new(&bytes)).unwrap());
    TestRunner::new(config).run(&vec(any::<u8>(), 0..1_000), made).unwrap();
}

/// A YAML of a report, in block style.
fn yaml(report: &GeneratedReport) -> String {
    serde_yaml::to_string(&report.source).unwrap()
}

fn build(yaml: &str) -> Result<Outputs, TestCaseError> {
    let mut world = MemoryWorld::new();
    PICTURES.iter().for_each(|(name, bytes)| world.insert(name, *bytes));
    let options = Options { formats: Format::ALL.to_vec(), ..Options::default() };
    let source = Source::new("report.yaml", yaml);
    compile(&source, &world, &options)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{yaml}")))
}

/// An output as a list of its parts, without what a Word file stores of the source.
fn comparable(output: &Output) -> Vec<(String, Vec<u8>)> {
    if output.format != Format::Docx {
        return vec![(String::new(), output.bytes.clone())];
    }
    let mut archive = ZipArchive::new(Cursor::new(&output.bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let names = names.into_iter().filter(|name| !name.starts_with("customXml/"));
    let parts = names.filter(|name| name != "docProps/custom.xml").map(|name| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let (before, named) = text.split_once(DIGEST_BOOKMARK).unwrap();
            bytes = [before, named.split_once('"').unwrap().1].concat().into_bytes();
        }
        (name, bytes)
    });
    parts.collect()
}

/// How often each word occurs: runs of letters and digits, composed, and in lower case, since some are set
/// in capitals.
fn count(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let text: String = text.to_lowercase().nfc().collect();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts.remove("");
    counts
}

/// The first word that occurs less often in a text than in the report.
fn missing(report: &GeneratedReport, text: &str) -> Option<String> {
    let found = count(text);
    let expected = count(&report.printed.join("\n"));
    let less = |(word, times): &(String, usize)| found.get(word).copied().unwrap_or(0) < *times;
    expected
        .into_iter()
        .find(less)
        .map(|(word, times)| format!("{word:?} occurs less than {times} times"))
}

#[test]
fn generated_reports_build_with_every_word_and_the_same_bytes() {
    for_each_report(1, |report| {
        let outputs = build(&yaml(report))?;
        let again = build(&report.source.to_string())?;
        for (one, two) in outputs.files.iter().zip(&again.files) {
            if comparable(one) != comparable(two) {
                let message = format!("{:?} differs\n{}", one.format, yaml(report));
                return Err(TestCaseError::fail(message));
            }
            if one.format == Format::Docx {
                word_draft::check(&one.bytes, &yaml(report));
            }
            if one.format == Format::Text {
                let text = str::from_utf8(&one.bytes).unwrap();
                if let Some(missing) = missing(report, text) {
                    return Err(TestCaseError::fail(format!(
                        "{missing}\n{}\n{text}",
                        yaml(report)
                    )));
                }
            }
        }
        Ok(())
    });
}

/// The formats whose text is compared. The readers of PDF and text tell notes by their size and their place,
/// as whole reports have them.
const READ_BACK: [Format; 2] = [Format::Docx, Format::Epub];

/// The files stay in the folder for `tests/validators/schemacheck`.
#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn generated_reports_agree_in_all_formats_and_pass_qpdf() {
    let folder = scratch_folder("generated");
    fs::create_dir_all(&folder).unwrap();
    PICTURES.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
    let number = std::cell::Cell::new(0);
    for_each_report(2, |report| {
        let source = folder.join(format!("report-{}.yaml", number.replace(number.get() + 1)));
        fs::write(&source, yaml(report)).unwrap();
        let faults = agreement_of_formats::faults(&source, "generated", &READ_BACK).unwrap();
        proptest::prop_assert!(faults.is_empty(), "{}\n{faults:?}", source.display());
        let pdf = scratch_folder("agreement/generated").join(source.file_stem().unwrap());
        let check =
            Command::new("qpdf").arg("--check").arg(pdf.with_extension("pdf")).output().unwrap();
        proptest::prop_assert!(check.status.success(), "{}\n{check:?}", source.display());
        Ok(())
    });
}
