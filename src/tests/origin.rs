//! The origin of printed text: every character that comes from the source maps to bytes that read
//! back as that character, and generated text maps to nothing.

use std::fs;
use std::path::Path;

use crate::cache::Cache;
use crate::document::{Block, Document, Inline, Part, visit};
use crate::origin::{Source, TracedString};
use crate::templates::load;
use crate::{resolve, source};
use unicode_normalization::UnicodeNormalization;

use super::case::{document, pictures, reads_data, reports, style};

/// Characters by their source.
#[derive(Debug, Default)]
struct Counts {
    copied: usize,
    replaced: usize,
    generated: usize,
}

#[test]
fn every_printed_character_reads_back() {
    let mut counts = Counts::default();
    let mut all = reports();
    all.push("source/alliance-2016.yaml".into());
    for case in all {
        let bytes = fs::read(&case).unwrap();
        let mut of_data = Counts::default();
        let counts = if reads_data(&case) { &mut of_data } else { &mut counts };
        check(&document(&case), &bytes, counts);
    }
    assert!(counts.copied > 50_000 && counts.replaced > 400, "{counts:?}");
    // Numbers, prefixes and labels are few.
    assert!(counts.generated * 7 < counts.copied, "{counts:?}");
}

/// One sentence in every scalar style, with escapes, folds, quotes, and letters to compose.
const STYLES: &str = r#"publication: {title: T, publisher: P, date: 2016-11-01, language: fr}
body:
  - title: 'L''« été » *d''abord* : "un"'
    content:
      - Texte simple l'été cafe{ACUTE}
        sur deux lignes "entre guillemets"
      - 'Guillemets simples : l''eau, "dit" \*etoile\*,

        un alinea\ 5'
      - "Doubles \"mots\" l'\u00e9t\u00e9 \x41 coup\
        e  et\ttabulation [mot](https://e.org) cafe{ACUTE}"
      - |
        Litteral l'eau
        sur **deux** lignes cafe{ACUTE}
      - >-
        Plie l'eau "ici" 16^e^
        sur [deux]{lang=en} lignes[^n]

        puis une autre cafe{ACUTE}
footnotes: {n: "Une note \"courte\"."}
"#;

#[test]
fn every_scalar_style_reads_back() {
    let text = STYLES.replace("{ACUTE}", "\u{301}");
    for (mark, ending) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
        let bytes = format!("{mark}{}", text.replace('\n', ending)).into_bytes();
        let reading = source::read("a.yaml", &bytes);
        let report = reading.report.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
        let labels = load::labels("fr", load::built_in_labels("fr").unwrap()).unwrap();
        let style = style("", &[]);
        let case = Path::new("a.yaml");
        let document =
            resolve::resolve(&report, &style, &labels, pictures(b"", case), None, Cache::NONE);
        let mut counts = Counts::default();
        check(&document, &bytes, &mut counts);
        assert!(counts.copied > 200 && counts.replaced > 30, "{counts:?}");
        let printed = texts(&document);
        let cafes = printed.iter().flat_map(|text| {
            text.match_indices("café").map(|(at, it)| text.file_range(at..at + it.len()).unwrap())
        });
        let cafes: Vec<&str> = cafes.map(|at| std::str::from_utf8(&bytes[at]).unwrap()).collect();
        assert_eq!(cafes, ["cafe\u{301}"; 4]);
    }
}

fn texts(document: &Document) -> Vec<&TracedString> {
    let mut texts = Vec::new();
    visit::inlines(document, &mut |inline| {
        if let Inline::Text(text) = inline {
            texts.push(text);
        }
    });
    visit::blocks(document, &mut |block| {
        block.parts(&mut |part| {
            if let Part::Role(_, role) = part {
                texts.push(role);
            }
        });
        if let Block::People(people) = block {
            let people = people.groups.iter().flat_map(|group| &group.people);
            people.for_each(|person| push_texts(&person.details, &mut texts));
        }
    });
    let cover = &document.cover;
    let lines = [&cover.publisher, &cover.office, &cover.series, &cover.title, &cover.subtitle];
    lines.into_iter().chain(cover.foot()).for_each(|line| push_texts(line, &mut texts));
    texts
}

fn push_texts<'d>(content: &'d [Inline], texts: &mut Vec<&'d TracedString>) {
    for inline in content {
        if let Inline::Text(text) = inline {
            texts.push(text);
        }
        push_texts(inline.content(), texts);
    }
}

/// Names of people, keys of abbreviations, ISBN and symbol are not texts with markup, but can be changed
/// in place like them.
#[test]
fn names_and_keys_read_back() {
    let source = "publication: {title: T, publisher: P, date: 2016-11-01, editors: [a, b]}
front:
  imprint: {isbn: 978-92-9235-000-0, symbol: 'GAL/3''16'}
  abbreviations: {OSCE: \"Organization\", 'N''GO': Nongovernmental}
people:
  a: {name: Ana Horvat, honorific: Dr, post: Judge, organisation: \"Court of \\u0160ibenik\"}
  b: {name: Klara Skrivánková, post: \"Adviser\"}
body: [{kind: panel, title: Q, speakers: [a, b], content: [A.]}]
";
    let reading = source::read("a.yaml", source.as_bytes());
    let report = reading.report.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
    let labels = load::labels("en", load::built_in_labels("en").unwrap()).unwrap();
    let style = style("", &[]);
    let pictures = pictures(b"", Path::new("a.yaml"));
    let document = resolve::resolve(&report, &style, &labels, pictures, None, Cache::NONE);
    let mut counts = Counts::default();
    check(&document, source.as_bytes(), &mut counts);
    let printed = texts(&document);
    let behind = |words: &str| {
        let mut found = printed.iter().filter_map(|text| Some((text, text.find(words)?)));
        let (text, at) = found.next().unwrap_or_else(|| panic!("{words} in {printed:?}"));
        let place = text.file_range(at..at + words.len());
        place.map(|place| &source[place])
    };
    for (words, file) in [
        ("Dr\u{a0}Ana Horvat", "Ana Horvat, honorific: Dr"),
        ("Judge", "Judge"),
        ("Court of Šibenik", "Court of \\u0160ibenik"),
        ("Klara Skrivánková", "Klara Skrivánková"),
        ("Adviser", "Adviser"),
        ("OSCE", "OSCE"),
        ("N'GO", "N''GO"),
        ("978-92", "978-92"),
        ("GAL/3'16", "GAL/3''16"),
    ] {
        assert_eq!(behind(words), Some(file));
    }
    assert_eq!(behind("Speakers"), None);
}

#[track_caller]
fn check(document: &Document, bytes: &[u8], counts: &mut Counts) {
    for text in texts(document) {
        let mut covered = 0;
        for (at, source) in text.runs() {
            assert_eq!(at.start, covered, "{text:?}");
            covered = at.end;
            let part = &text[at.clone()];
            let characters = part.chars().count();
            let file =
                source.file_range(at.len()).map(|at| std::str::from_utf8(&bytes[at]).unwrap());
            match (source, file) {
                (Source::Copied { .. }, Some(file)) => {
                    counts.copied += characters;
                    assert_eq!(part, file);
                }
                (Source::Replaced { .. }, Some(file)) => {
                    counts.replaced += characters;
                    assert!(reads_back(file, part), "{part:?} from {file:?} in {text:?}");
                }
                (Source::Generated(_), None) => {
                    counts.generated += characters;
                    assert_eq!(text.file_range(at), None);
                }
                _ => panic!("{source:?} of {part:?}"),
            }
        }
        assert_eq!(covered, text.len(), "{text:?}");
    }
}

/// Whether bytes of the file become a part of a text through YAML escapes, markup escapes, folding,
/// normalization and typography.
fn reads_back(file: &str, part: &str) -> bool {
    let folds = file.trim_matches(|c: char| c.is_whitespace() || c == '\\').is_empty();
    if folds && [" ", "\u{a0}", "\u{202f}"].contains(&part) {
        return true;
    }
    // French punctuation gets its spaces.
    let part = part.trim_matches(['\u{a0}', '\u{202f}']);
    let double = serde_yaml::from_str::<String>(&format!("\"{file}\"")).unwrap_or_default();
    let whole = serde_yaml::from_str::<String>(file).unwrap_or_default();
    let escaped_twice = file.replace("\\\\", "\\");
    [file.to_owned(), double, whole, file.replace("''", "'"), escaped_twice].into_iter().any(
        |text| {
            let unmarked = text.strip_prefix('\\').unwrap_or(&text);
            let composed: String = unmarked.nfc().collect();
            let is_quote = matches!(unmarked, "\"" | "'") && !part.contains(char::is_alphanumeric);
            let is_sign = unmarked == "-" && ["−", "–"].contains(&part);
            composed == part || is_quote || is_sign || (unmarked.trim().is_empty() && part == " ")
        },
    )
}
