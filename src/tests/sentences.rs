//! A hundred sentences in each language, as its editors would print them. The golden must match the Word
//! file, the e-book, the text and the pages.
//!
//! A line of a golden is a sentence. `·` is a no-break space (U+00A0), `‸` a narrow one (U+202F), `†` a note
//! reference; raised letters are between `^`.

mod readers;

use std::fs;
use std::path::{Path, PathBuf};

use super::pdf_readers::poppler_blocks;
use super::{case, golden};
use crate::cache::Cache;
use crate::document::{Document, Paragraph, Section};
use crate::export::Format;
use crate::fonts::Fonts;
use crate::layout;
use crate::resolve::spacing::{NARROW, NO_BREAK};
use crate::source;

/// The character for a note reference.
const NOTE: char = '†';
/// Beside raised letters.
const RAISED: char = '^';
/// The template: columns of about 40 mm.
const NARROW_COLUMN: &str = "page: {width_mm: 80, height_mm: 250, inner_mm: 20, outer_mm: 20}";

#[test]
fn sentences_are_printed_as_editors_write_them() {
    for case in case::cases("sentences") {
        let printed = readers::word(&case::output(&case, Format::Docx));
        assert_eq!(printed.len(), 100, "{case:?}");
        golden::compare("sentences", &case, "txt", &shown(&printed));
    }
}

/// Passages of treaties and resolutions: the marks and spaces of their publishers, and ours.
#[test]
fn passages_of_treaties_are_printed_as_editors_write_them() {
    for case in case::cases("passages") {
        let printed = readers::word(&case::output(&case, Format::Docx));
        golden::compare("passages", &case, "txt", &shown(&printed));
    }
}

/// The hundred sentences of each language, and the passages.
fn cases() -> Vec<PathBuf> {
    [case::cases("sentences"), case::cases("passages")].concat()
}

#[test]
fn ebooks_and_texts_print_the_same_sentences() {
    let mut faults: Vec<String> = Vec::new();
    for case in cases() {
        let printed = readers::word(&case::output(&case, Format::Docx));
        let ebook = readers::ebook(&case::output(&case, Format::Epub));
        assert_eq!(ebook.len(), printed.len(), "{case:?}");
        let differ = ebook.iter().zip(&printed).filter(|(ebook, printed)| ebook != printed);
        faults.extend(differ.map(|(ebook, printed)| format!("e-book: {ebook}\nWord: {printed}")));
        let text = String::from_utf8(case::output(&case, Format::Text)).unwrap();
        let found = readers::text_blocks(&text);
        let lines = printed.iter().map(|line| squeezed(&unraised(line)));
        faults.extend(lines.filter(|line| !found.contains(line)).map(|it| format!("text: {it}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_line_of_a_page_ends_at_a_no_break_space() {
    let fonts = Fonts::bundled().unwrap();
    let mut faults: Vec<String> = Vec::new();
    for case in cases() {
        let printed = readers::word(&case::output(&case, Format::Docx));
        let style = case::style(&fs::read_to_string(&case).unwrap(), &[NARROW_COLUMN]);
        let document = case::document_in(&case, &style);
        let pages = layout::layout(&document, &style, &fonts, Cache::NONE).pages;
        for (paragraph, wanted) in paragraphs(&document).into_iter().zip(&printed) {
            let lines = readers::lines(paragraph, &pages);
            let (found, wanted) = (lines.concat(), unraised(wanted));
            if found != wanted {
                faults.push(format!("page: {found}\nWord: {wanted}"));
            }
            faults.extend(lines.iter().filter(|line| is_badly_broken(line)).cloned());
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_typed_character_is_lost() {
    for case in cases() {
        let printed = readers::word(&case::output(&case, Format::Docx));
        for (typed, printed) in typed(&case).iter().zip(printed) {
            let printed = kept(&printed);
            let parts = readers::typed_parts(typed);
            let parts: Vec<String> = parts.iter().map(|part| kept(part)).collect();
            if let [whole] = &parts[..] {
                assert_eq!(*whole, printed);
            }
            parts.iter().fold(printed.as_str(), |rest, part| {
                let found = rest.split_once(part.as_str());
                found.unwrap_or_else(|| panic!("{typed}: {printed}")).1
            });
        }
    }
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn poppler_finds_the_sentences() {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for language in ["de", "en", "es", "fr", "it", "pt", "ru", "uk"] {
        let case = Path::new("tests/cases/sentences").join(language).with_extension("yaml");
        let printed = readers::word(&case::output(&case, Format::Docx));
        let file = case::scratch_folder("sentences").join(language).with_extension("pdf");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, case::output(&case, Format::Pdf)).unwrap();
        let found: Vec<String> = poppler_blocks(&file).iter().map(|it| bare(it)).collect();
        for line in printed.iter().filter(|line| !line.contains(NOTE)) {
            let line = bare(&unraised(line));
            assert!(found.contains(&line), "{language}: {line}\n{found:#?}");
        }
    }
}

/// Whether a line begins or ends where lines must not: beside a no-break space, before a closing mark, or
/// after an opening one.
fn is_badly_broken(line: &str) -> bool {
    let tied = [NO_BREAK, NARROW];
    let line = line.trim_end_matches(' ');
    line.ends_with(tied)
        || line.starts_with(tied)
        || line.starts_with([',', ';', ':', '!', '?', ')', '»', '%', '…', '–'])
        || line.starts_with(['،', '؛', '؟', '。', '，', '；', '：', '？', '！', '）', '》'])
        || line.starts_with("— ")
        || line.ends_with(['(', '«', '„', '¿', '¡', '（', '《'])
        || line.ends_with(" —")
}

/// The lines of a golden.
fn shown(lines: &[String]) -> String {
    let line = |line: &String| line.replace(NO_BREAK, "·").replace(NARROW, "‸") + "\n";
    lines.iter().map(line).collect()
}

fn unraised(line: &str) -> String {
    line.replace(RAISED, "")
}

/// A text without the spaces at which lines may break.
fn squeezed(line: &str) -> String {
    line.replace([' ', '\n'], "")
}

/// Its letters and digits.
fn kept(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The sentences of a document, which are in its first section.
fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let section: &Section = document.sections.first().unwrap();
    section.blocks.iter().filter_map(|block| block.as_paragraph()).collect()
}

/// The sentences as they are in the file.
fn typed(case: &Path) -> Vec<String> {
    let report: serde_yaml::Value = serde_yaml::from_slice(&fs::read(case).unwrap()).unwrap();
    assert!(source::read("", &fs::read(case).unwrap()).report.is_some());
    let texts = report["body"][0]["content"].as_sequence().unwrap().iter();
    texts.map(|text| text.as_str().unwrap().to_owned()).collect()
}
