//! Text, e-book and languages of small sources, compared with goldens.

use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::case::{cases, document, output, style};
use super::golden::compare;
use crate::cache::Cache;
use crate::document::Pictures;
use crate::document::inline::plain_text;
use crate::export::Format;
use crate::export::text::{Charset, write};
use crate::templates::load;
use crate::{resolve, source};

/// The text members of the e-book of a case, except the style sheet and the licences.
fn ebook(case: &Path) -> String {
    let bytes = output(case, Format::Epub);
    let mut book = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = book.file_names().map(String::from).collect();
    let shown = |name: &&String| [".opf", ".ncx", ".xhtml"].iter().any(|end| name.ends_with(end));
    let mut member = |name: &String| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        format!("==== {name}\n{text}")
    };
    names.iter().filter(shown).map(&mut member).collect()
}

#[test]
fn epub() {
    for case in cases("epub") {
        compare("epub", &case, "txt", &ebook(&case));
    }
}

#[test]
fn text() {
    for case in cases("text") {
        compare("text", &case, "txt", &write(&document(&case), Charset::Unicode, Cache::NONE));
    }
}

#[test]
fn text_in_ascii() {
    let case = Path::new("tests/cases/text/characters.yaml");
    compare("text", case, "ascii.txt", &write(&document(case), Charset::Ascii, Cache::NONE));
}

/// A small report in every language, with all labels that appear in text.
#[test]
fn languages() {
    let cases = cases("languages");
    let names: Vec<_> = cases.iter().map(|case| case.file_stem().unwrap().to_owned()).collect();
    assert_eq!(names, load::languages().collect::<Vec<_>>());
    for case in cases {
        compare("languages", &case, "txt", &write(&document(&case), Charset::Unicode, Cache::NONE));
    }
}

/// Each address is printed once, and not after words that are the address.
#[test]
fn addresses_of_links_are_printed_once_in_print() {
    let printed = |content: &str| {
        let text = format!(
            "publication: {{title: T, publisher: P, date: 2022}}\nbody: [{{title: S, content: ['{content}']}}]"
        );
        let report = source::read("a.yaml", text.as_bytes()).report.unwrap();
        let labels = load::labels("en", load::built_in_labels("en").unwrap()).unwrap();
        let pictures = Pictures { named: Vec::new(), logo: None };
        resolve::resolve_with_addresses(&report, &style("", &[]), &labels, pictures, None).map(
            |document| plain_text(&document.sections[0].blocks[0].as_paragraph().unwrap().content),
        )
    };
    let links =
        "[The law](https://a.org/law), [again](https://a.org/law) and [b.org](https://b.org)";
    assert_eq!(printed(links).unwrap(), "The law (a.org/law), again and b.org");
    assert_eq!(printed("[b.org](https://b.org)"), None);
}
