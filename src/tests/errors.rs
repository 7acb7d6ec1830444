//! The messages about sources with errors, compared with goldens.

use std::collections::BTreeSet;
use std::fs;

use crate::diagnostic::{Code, Diagnostic, Severity, SourceText, json, render};
use crate::source;

use super::case::cases;
use super::golden::compare;

#[test]
fn errors() {
    for case in cases("errors") {
        let bytes = fs::read(&case).unwrap();
        let name = case.file_name().unwrap().to_str().unwrap();
        let reading = source::read(name, &bytes);
        let source = SourceText::new(&bytes);
        let messages: Vec<String> =
            reading.diagnostics.iter().map(|found| render(found, &source) + "\n").collect();
        compare("errors", &case, "txt", &messages.join("\n"));
    }
}

/// The codes that begin with a letter.
fn codes(letter: &str) -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(move |code| code.id().starts_with(letter))
}

#[test]
fn every_page_explains_a_code() {
    let pages: BTreeSet<String> = fs::read_dir("docs/messages")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let codes: BTreeSet<String> =
        Code::ALL.iter().map(|code| format!("{}.md", code.id())).collect();
    assert_eq!(pages, codes);
}

/// The example of a page, `Wrong` or `Right`, completed to a report.
fn example(code: Code, name: &str) -> Option<String> {
    let (_, rest) = code.page().split_once(&format!("\n{name}:\n\n```yaml\n"))?;
    let (example, _) = rest.split_once("\n```").unwrap();
    let has = |key: &str| example.lines().any(|line| line.starts_with(key));
    if !example.lines().any(|line| line.contains(':')) {
        return Some(example.into());
    }
    let publication = "publication: {title: T, publisher: P, date: 2016-11-01}\n";
    let before = if has("publication:") { "" } else { publication };
    let after = if has("body:") { "" } else { "\nbody: [{title: A}]\n" };
    Some(format!("{before}{example}\n{after}"))
}

#[test]
fn examples_on_pages_are_wrong_and_right() {
    let mut without = BTreeSet::new();
    for code in codes("P") {
        let Some(wrong) = example(code, "Wrong") else {
            without.insert(code.id());
            continue;
        };
        let right = example(code, "Right").unwrap();
        let found = |source: &str| source::read("a.yaml", source.as_bytes()).diagnostics;
        let of_wrong = found(&wrong);
        assert!(of_wrong.iter().any(|it| it.code == code), "{code:?}: {of_wrong:?}");
        assert_eq!(*found(&right), [], "{code:?}");
    }
    // Invalid UTF-8 cannot be shown, limits are too large to show, and no source is known for the third.
    let none = [Code::NotUtf8, Code::OverLimit, Code::Unreadable];
    assert_eq!(without, none.iter().map(|code| code.id()).collect());
}

/// Every code occurs in a golden, and a person reads every golden.
#[test]
fn every_code_has_a_case() {
    let folders = ["errors", "editions", "hostile"].map(|area| format!("tests/golden/{area}"));
    let goldens = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let goldens = goldens.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let said: String = goldens.collect();
    let missing = Code::ALL.iter().filter(|code| !said.contains(&format!("[{}]: ", code.id())));
    // The fallback of the schema: no source is known that causes it.
    assert_eq!(missing.collect::<Vec<_>>(), [&Code::Unreadable]);
}

#[test]
fn messages_have_one_style() {
    for case in cases("errors") {
        let bytes = fs::read(&case).unwrap();
        let text = SourceText::new(&bytes);
        for found in source::read("a.yaml", &bytes).diagnostics {
            for text in [Some(&found.message), found.hint.as_ref()].into_iter().flatten() {
                assert!(!text.ends_with('.'), "{case:?}: {text}");
                // Acronyms keep their capitals.
                let start: Vec<char> = text.chars().take(2).collect();
                let is_sentence = start[0].is_uppercase() && !start[1].is_uppercase();
                assert!(!is_sentence, "{case:?}: {text}");
            }
            assert!(found.hint.is_some(), "{case:?}: {} has no hint", found.message);
            let value: serde_json::Value = serde_json::from_str(&json(&found, &text)).unwrap();
            assert_eq!(value["code"], found.code.id());
        }
    }
}

/// Bytes likely to break a parser of YAML or inline markup.
const TRICKY: &[&[u8]] = &[
    b"\t",
    b"\n",
    b"\r",
    b" ",
    b"-",
    b"- ",
    b": ",
    b":",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"'",
    b"|\n",
    b">-\n",
    b"&a",
    b"*a",
    b"**",
    b"!",
    b"#",
    b" #",
    b"%",
    b"---\n",
    b"\\",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"[^",
    b"[#",
    b"](",
    b"~",
    b"^",
    b"0",
    b"-1",
    b"\xe2\x80\xae",
    b"\x1b",
    b"\xf0",
];

/// A source with one to four deletions, insertions or replacements.
fn mutated(source: &[u8], random: &mut impl FnMut() -> usize) -> Vec<u8> {
    let mut bytes = source.to_vec();
    for _ in 0..=random() % 4 {
        let at = random() % (bytes.len() + 1);
        let end = (at + random() % 8).min(bytes.len());
        let piece = TRICKY[random() % TRICKY.len()];
        match random() % 3 {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, piece.iter().copied())),
            _ => drop(bytes.splice(at..end, piece.iter().copied())),
        }
    }
    bytes
}

#[test]
fn no_source_makes_the_reader_panic() {
    let sources: Vec<Vec<u8>> = ["text", "errors"]
        .iter()
        .flat_map(|area| cases(area))
        .map(|case| fs::read(case).unwrap())
        .collect();
    let mut state = 1_u64;
    let mut random = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for round in 0..4000 {
        let bytes = mutated(&sources[round % sources.len()], &mut random);
        let reading = source::read("a.yaml", &bytes);
        let error = |found: &Diagnostic| found.severity == Severity::Error;
        assert_eq!(reading.report.is_none(), reading.diagnostics.iter().any(error));
        let text = SourceText::new(&bytes);
        for found in reading.diagnostics.iter() {
            let place = found.place.clone().unwrap_or_default();
            assert!(place.start <= place.end && place.end <= bytes.len(), "{found:?}");
            render(found, &text);
            json(found, &text);
        }
    }
}
