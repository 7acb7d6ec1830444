//! Editions of one report in nine languages: no message if they agree, the right message at both places
//! if they differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, SourceText, render};
use crate::editions::{Edition, compare_editions};
use crate::limits::Limits;

use super::golden::compare;

mod differences;
mod more_differences;
mod pictures;

use differences::{Difference, differences};

const LANGUAGES: [&str; 9] = ["en", "fr", "de", "it", "ru", "es", "pt", "ar", "zh"];

/// The source of an edition.
fn source(language: &str) -> String {
    // Editions that need a font beside them are in another folder.
    let folder = if ["ar", "zh"].contains(&language) { "editions/more" } else { "editions" };
    fs::read_to_string(format!("tests/cases/{folder}/alliance.{language}.yaml")).unwrap()
}

/// What differs between two editions, each a language and its source.
fn differ(first: (&str, &str), second: (&str, &str)) -> Vec<Diagnostic> {
    let name = |language: &str| format!("alliance.{language}.yaml");
    let texts = [first.1, second.1].map(SourceText::from);
    let read = |language, text| Edition::read(name(language), text, &Limits::default()).unwrap();
    let (first, second) = (read(first.0, &texts[0]), read(second.0, &texts[1]));
    compare_editions(&first, &[&second]).remove(0).to_vec()
}

fn shown(found: &[Diagnostic], source: &str) -> String {
    let source = SourceText::from(source);
    found.iter().map(|found| render(found, &source) + "\n").collect()
}

#[test]
fn nine_editions_agree_whichever_is_the_reference() {
    let sources = LANGUAGES.map(|language| (language, source(language)));
    for (first, one) in &sources {
        for (second, other) in &sources {
            let found = differ((first, one), (second, other));
            assert!(found.is_empty(), "{first} {second}\n{}", shown(&found, other));
        }
    }
}

/// A source with a difference. The replaced text must occur once.
#[track_caller]
fn changed(source: &str, difference: &Difference) -> String {
    difference.changes.iter().fold(source.into(), |source: String, (from, to)| {
        let name = difference.name;
        assert_eq!(source.matches(from).count(), 1, "{name}: {from:?} does not occur once");
        source.replacen(from, to, 1)
    })
}

#[test]
fn each_deliberate_difference_is_reported_once() {
    let english = source("en");
    let mut golden = String::new();
    let mut faults = Vec::new();
    let languages: BTreeSet<&str> = differences().map(|it| it.language).collect();
    assert!(differences().count() >= 100 && languages.len() >= 6);
    for difference in differences() {
        let Difference { name, language, code, .. } = *difference;
        let other = changed(&source(language), difference);
        let found = differ(("en", &english), (language, &other));
        let codes: Vec<&str> = found.iter().map(|found| found.code.id()).collect();
        if codes != [code] {
            faults.push(format!("{language}, {name}: {codes:?}\n{}", shown(&found, &other)));
        }
        golden.push_str(&format!("==== {name}\n{}\n", shown(&found, &other)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    compare("editions", Path::new("each.yaml"), "txt", &golden);
}

/// Definitions are paired by id, or by order; terms and definitions are compared.
#[test]
fn definitions_are_compared() {
    let english = whole(
        "en",
        "- definitions:\n    - {term: Ship, definition: It has 12 masts.}\n    - {term: Port, id: port, definition: A place for ships.}",
    );
    let french = whole("fr", "- definitions:\n    - {term: Navire, definition: Il a 21 mâts.}");
    let bullets = whole("fr", "- bullets: [Navire de 12 mâts, Un lieu pour les navires.]");
    let golden: Vec<String> = [french, bullets]
        .iter()
        .map(|other| shown(&differ(("en", &english), ("fr", other)), other))
        .collect();
    compare("editions", Path::new("definitions.yaml"), "txt", &golden.join("====\n"));
}

/// A block of YAML on the page of a code, after a line that ends with `head`.
fn example(code: Code, head: &str) -> Option<&'static str> {
    let (_, rest) = code.page().split_once(&format!("{head}\n\n```yaml\n"))?;
    Some(rest.split_once("```").unwrap().0)
}

/// A block of a page made into a whole report.
fn whole(language: &str, example: &str) -> String {
    let publication = format!(
        "publication: {{title: T, publisher: P, language: {language}, date: 2016-11-01}}\n"
    );
    let indented =
        |by: &str| -> String { example.lines().map(|it| format!("{by}{it}\n")).collect() };
    let body = match example.split_once(':').map_or("", |it| it.0) {
        "rows" => format!(
            "body:\n  - title: S\n    content:\n      - table:\n          header: [A, B]\n{}",
            indented("          ")
        ),
        "speakers" => format!("body:\n  - kind: panel\n    title: S\n{}", indented("    ")),
        "footnotes" => {
            let (_, note) = example.split_once('{').unwrap();
            let (id, _) = note.split_once(':').unwrap();
            format!("body: [{{title: S, content: ['S.[^{id}]']}}]\n{example}")
        }
        "event" => format!("body: [{{title: S}}]\n{example}"),
        _ => format!("body:\n  - title: S\n    content:\n{}", indented("      ")),
    };
    publication + &body
}

#[test]
fn the_examples_of_pages_are_wrong_and_right() {
    let mut without = Vec::new();
    for code in Code::ALL.iter().copied().filter(|code| code.id().starts_with('E')) {
        let Some(english) = example(code, "In `report.en.yaml`:") else {
            without.push(code.id());
            continue;
        };
        let english = whole("en", english);
        let found = |head: &str| {
            let other = whole("fr", example(code, head).unwrap());
            differ(("en", &english), ("fr", &other))
                .into_iter()
                .map(|it| it.code.id())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("Wrong, in `report.fr.yaml`:"), [code.id()]);
        assert_eq!(found("Right:"), [""; 0], "{code:?}");
    }
    // E0016 is about revisions of one edition, and E0017 about files.
    assert_eq!(without, ["E0001", "E0002", "E0005", "E0016", "E0017"]);
}

/// Any bytes taken out, put in or changed: nothing panics, and every place is one.
#[test]
fn no_edition_makes_the_comparison_panic() {
    let english = source("en");
    let others = ["fr", "ru"].map(source);
    let mut state = 1_u64;
    let mut random = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let pieces =
        ["", "1", ".", "[", "]", "(", "^", "**", "\\", " ", "[^list]", "[#forms]", "٣", "年"];
    let (mut compared, limits) = (0, Limits::default());
    for round in 0..400 {
        let mut other = others[round % 2].clone();
        for _ in 0..=random() % 3 {
            let at = other.floor_char_boundary(random() % other.len());
            let end = other.floor_char_boundary((at + random() % 6).min(other.len()));
            other.replace_range(at..end, pieces[random() % pieces.len()]);
        }
        let texts = [&english, &other].map(|source| SourceText::from(source.as_str()));
        let Some(edition) = Edition::read("b", &texts[1], &limits) else { continue };
        let first = Edition::read("a", &texts[0], &limits).unwrap();
        let both = [compare_editions(&first, &[&edition]), compare_editions(&edition, &[&first])];
        for (found, source) in both.iter().flatten().zip([&other, &english]) {
            for found in found.iter() {
                let place = found.place.clone().unwrap();
                assert!(place.start <= place.end && place.end <= source.len(), "{found:?}");
                assert!(source.is_char_boundary(place.start), "{found:?}");
                render(found, &source.as_str().into());
            }
        }
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}

/// Seen from the other side: the edition in English is compared with one that has the difference.
#[test]
fn each_difference_is_told_once_from_the_other_side() {
    let english = source("en");
    let mut faults = Vec::new();
    for difference in differences() {
        let other = changed(&source(difference.language), difference);
        let found = differ((difference.language, &other), ("en", &english));
        let untranslated = difference.code == "E0014";
        let name = difference.name;
        // Latin letters in English are no sign of anything.
        let expected = if untranslated && found.is_empty() { 0 } else { 1 };
        if found.len() != expected {
            faults.push(format!("{name}\n{}", shown(&found, &english)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The report of 2016 has no ids. Whichever section is missing from the other edition, that one is
/// named, and no other message comes of it but that nothing is translated.
#[test]
fn whichever_section_of_the_report_of_2016_is_missing_is_named() {
    let report = fs::read_to_string("source/alliance-2016.yaml").unwrap();
    let (head, rest) = report.split_once("\nbody:\n").unwrap();
    let (body, tail) = rest.split_once("\nfootnotes:\n").unwrap();
    let sections: Vec<&str> = body.split("\n  - ").collect();
    assert!(sections.len() > 6);
    let head = head.replace("language: en-GB", "language: fr");
    for missing in 0..sections.len() {
        let kept = sections.iter().enumerate().filter(|(index, _)| *index != missing);
        let kept: Vec<&str> = kept.map(|(_, section)| section.trim_start_matches("  - ")).collect();
        let other = format!("{head}\nbody:\n  - {}\nfootnotes:\n{tail}", kept.join("\n  - "));
        let found = differ(("en", &report), ("fr", &other));
        let told: Vec<&Diagnostic> =
            found.iter().filter(|found| found.code.id() != "E0014").collect();
        let [one] = told[..] else { panic!("section {missing}: {told:#?}") };
        let line = one.related.as_ref().unwrap().positions.0.line;
        let before: usize = sections[..missing].iter().map(|it| it.len() + "\n  - ".len()).sum();
        let begin = report.find("\nbody:\n").unwrap() + "\nbody:\n".len() + before;
        let line_of = |offset: usize| 1 + report[..offset].matches('\n').count();
        let (first, last) = (line_of(begin), line_of(begin + sections[missing].len()));
        assert_eq!(one.code.id(), "E0003");
        assert!(
            (first..=last).contains(&line),
            "section {missing}: line {line} in {first}..{last}"
        );
    }
}

/// All differences that do not touch each other, in each edition.
#[test]
fn many_differences_at_once_are_each_told_once() {
    let english = source("en");
    let mut golden = String::new();
    let mut faults = Vec::new();
    for language in LANGUAGES.into_iter().skip(1) {
        let mut other = source(language);
        let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
        for difference in differences().filter(|it| it.language == language && it.together) {
            other = changed(&other, difference);
            *expected.entry(difference.code).or_default() += 1;
        }
        let found = differ(("en", &english), (language, &other));
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        found.iter().for_each(|found| *codes.entry(found.code.id()).or_default() += 1);
        if codes != expected {
            let found = shown(&found, &other);
            faults.push(format!("{language}: {codes:?}, not {expected:?}\n{found}"));
        }
        golden.push_str(&format!("==== {language}\n{}\n", shown(&found, &other)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    compare("editions", Path::new("together.yaml"), "txt", &golden);
}
