//! Editions of one report in six languages: that nothing is said where they are the same, and the
//! right thing at both places where they are not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plenary::diagnostic::{Diagnostic, IndexedText, render};
use plenary::editions::{Edition, line_up};

use crate::golden::compare;

mod command;
mod differences;

use differences::{DIFFERENCES, Difference};

const LANGUAGES: [&str; 6] = ["en", "fr", "de", "it", "ru", "es"];

/// The source of an edition.
fn source(language: &str) -> String {
    fs::read_to_string(format!("tests/cases/editions/alliance.{language}.yaml")).unwrap()
}

/// What differs between two editions, each a language and its source.
fn differ(first: (&str, &str), second: (&str, &str)) -> Vec<Diagnostic> {
    let name = |language: &str| format!("alliance.{language}.yaml");
    let texts = [first.1, second.1].map(|source| IndexedText::new(source.as_bytes()));
    let read = |language, text| Edition::read(name(language), text).unwrap();
    let (first, second) = (read(first.0, &texts[0]), read(second.0, &texts[1]));
    line_up(&first, &[&second]).remove(0)
}

fn shown(found: &[Diagnostic], source: &str) -> String {
    found.iter().map(|found| render(found, source) + "\n").collect()
}

#[test]
fn six_editions_differ_in_nothing_whichever_comes_first() {
    let sources = LANGUAGES.map(|language| (language, source(language)));
    for (first, one) in &sources {
        for (second, other) in &sources {
            let found = differ((first, one), (second, other));
            assert!(found.is_empty(), "{first} {second}\n{}", shown(&found, other));
        }
    }
}

/// A source with a difference; what is replaced stands in it once.
#[track_caller]
fn changed(source: &str, difference: &Difference) -> String {
    difference.changes.iter().fold(source.into(), |source: String, (from, to)| {
        let name = difference.name;
        assert_eq!(source.matches(from).count(), 1, "{name}: {from:?} stands once");
        source.replacen(from, to, 1)
    })
}

#[test]
fn each_deliberate_difference_is_told_once() {
    let english = source("en");
    let mut golden = String::new();
    for difference in DIFFERENCES {
        let Difference { name, language, code, .. } = *difference;
        let other = changed(&source(language), difference);
        let found = differ(("en", &english), (language, &other));
        let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [code], "{name}\n{}", shown(&found, &other));
        golden.push_str(&format!("==== {name}\n{}\n", shown(&found, &other)));
    }
    compare("editions", Path::new("each.yaml"), "txt", &golden);
}

/// Seen from the other side: the edition in English is compared with one that has the difference.
#[test]
fn each_difference_is_told_once_from_the_other_side() {
    let english = source("en");
    for difference in DIFFERENCES {
        let other = changed(&source(difference.language), difference);
        let found = differ((difference.language, &other), ("en", &english));
        let untranslated = difference.code == "E0014";
        let name = difference.name;
        // Latin letters in English are no sign of anything.
        let expected = if untranslated && found.is_empty() { 0 } else { 1 };
        assert_eq!(found.len(), expected, "{name}\n{}", shown(&found, &english));
    }
}

/// All differences that do not touch each other, in each edition.
#[test]
fn many_differences_at_once_are_each_told_once() {
    let english = source("en");
    let mut golden = String::new();
    for language in LANGUAGES.into_iter().skip(1) {
        let mut other = source(language);
        let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
        for difference in DIFFERENCES.iter().filter(|it| it.language == language && it.together) {
            other = changed(&other, difference);
            *expected.entry(difference.code).or_default() += 1;
        }
        let found = differ(("en", &english), (language, &other));
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        found.iter().for_each(|found| *codes.entry(found.code).or_default() += 1);
        assert_eq!(codes, expected, "{language}\n{}", shown(&found, &other));
        golden.push_str(&format!("==== {language}\n{}\n", shown(&found, &other)));
    }
    compare("editions", Path::new("together.yaml"), "txt", &golden);
}
