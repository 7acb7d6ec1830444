//! Endings of ordinals are raised in every text of a report, whichever part prints it.

use std::io::{Cursor, Read};
use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::case;
use crate::document::Inline;
use crate::document::inline::inlines_of;
use crate::export::Format;

/// The texts of a file that readers see, with `^` before raised text.
fn shown(xml: &str) -> String {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).unwrap();
    let mut out = String::new();
    push(document.root_element(), &mut out);
    out
}

fn push(node: Node, out: &mut String) {
    for child in node.children() {
        match child.tag_name().name() {
            "head" | "instrText" => {}
            "p" | "li" | "dd" | "dt" | "td" => {
                out.push('\n');
                push(child, out);
            }
            "sup" | "vertAlign" => {
                out.push('^');
                push(child, out);
            }
            _ => {
                out.push_str(child.text().filter(|_| child.is_text()).unwrap_or_default());
                push(child, out);
            }
        }
    }
}

/// The numbers of the case with an ending beside them, in the files of an archive that readers see.
fn unraised(archive: &[u8], is_shown: impl Fn(&str) -> bool) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut texts = Vec::new();
    for name in names.iter().filter(|name| is_shown(name)) {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        texts.push(shown(&text));
    }
    let text = texts.join("\n");
    assert!(text.matches("1^er").count() > 20, "{text}");
    let lines = text.lines().filter(|line| line.contains("1er"));
    lines.map(str::to_owned).collect()
}

#[test]
fn ordinals_are_raised_in_every_part_of_a_report() {
    let case = Path::new("tests/cases/ordinals/fr.yaml");
    let word = |name: &str| {
        name.starts_with("word/") && name.ends_with(".xml") && !name.contains("styles")
    };
    assert_eq!(unraised(&case::output(case, Format::Docx), word), [""; 0]);
    let ebook = |name: &str| name.ends_with(".xhtml") && !name.contains("nav");
    assert_eq!(unraised(&case::output(case, Format::Epub), ebook), [""; 0]);
}

/// Running heads of pages come from the document, without a file to read them from.
#[test]
fn ordinals_are_raised_in_running_heads() {
    let document = case::document(Path::new("tests/cases/ordinals/fr.yaml"));
    let has_raised = |content: &[Inline]| {
        let mut found = false;
        inlines_of(content, &mut |inline| found |= matches!(inline, Inline::Superscript(_)));
        found
    };
    assert!(has_raised(&document.words.running_title));
    let headings = document.sections.iter().filter_map(|section| section.heading.as_ref());
    assert!(headings.filter(|heading| has_raised(&heading.running)).count() > 1);
}
