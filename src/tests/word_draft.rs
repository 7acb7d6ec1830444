//! The draft of a Word file: its text is that of the file, and its origins are right.

mod round_trips;

use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::case::{cases, document_in, styles};
use crate::draft::{self, Draft, DraftKind, DraftParagraph};
use crate::export::docx;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::limits::Limits;
use crate::origin::Source;

const AREAS: &[&str] = &[
    "arabic",
    "editions",
    "epub",
    "formats",
    "languages",
    "layout",
    "markdown",
    "press",
    "russian",
    "second",
    "text",
];

#[test]
fn a_draft_has_the_text_of_its_word_file() {
    let fonts = Fonts::bundled().unwrap();
    let mut all: Vec<PathBuf> = AREAS.iter().flat_map(|area| cases(area)).collect();
    all.push("source/alliance-2016.yaml".into());
    for case in all {
        let source = fs::read(&case).unwrap();
        let style = styles(std::str::from_utf8(&source).unwrap(), &[]).docx;
        let document = document_in(&case, &style);
        let text = std::str::from_utf8(&source).unwrap();
        let stored = docx::Source { name: "a & b.yaml", text, is_included: true };
        let map = PageMap::default();
        let file = docx::write(&document, &style, &fonts, &map, Some(stored)).unwrap();
        let stored =
            draft::read(&member(&file, "customXml/item1.xml"), &Limits::default()).unwrap();
        assert_eq!((&*stored.name, stored.source.as_deref()), ("a & b.yaml", Some(text)));
        let draft = docx::draft(&document, &style, &fonts);
        assert_eq!(stored.draft, draft);
        let said: Vec<_> = draft.paragraphs.iter().map(|it| (&*it.bookmark, it.text())).collect();
        let read = paragraphs(&file);
        for (said, read) in said.iter().zip(&read) {
            assert_eq!(said.1, read.text, "{case:?}: {said:?}");
            assert!(said.0.is_empty() || read.bookmarks.iter().any(|it| it == said.0), "{said:?}");
        }
        assert_eq!(said.len(), read.len(), "{case:?}");
        copied_characters_are_those_of_the_source(&draft, &source);
        bookmarks_are_unique(&draft);
        every_text_is_named(&draft);
    }
}

/// A paragraph of a Word file.
#[derive(Debug, Default)]
struct Paragraph {
    bookmarks: Vec<String>,
    text: String,
}

/// The paragraphs of the body, then those of the footnotes.
fn paragraphs(file: &[u8]) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        read_paragraphs(&member(file, name), &mut found);
    }
    found
}

/// A part of a Word file.
fn member(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn read_paragraphs(xml: &str, found: &mut Vec<Paragraph>) {
    let mut reader = Reader::from_str(xml);
    let (mut in_text, mut is_separator, mut after_number) = (false, false, false);
    loop {
        let event = reader.read_event().unwrap();
        let text = found.last_mut();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let attribute = |name: &str| {
                    let found = tag.try_get_attribute(name).unwrap();
                    found.map(|it| String::from_utf8(it.value.into_owned()).unwrap())
                };
                match tag.name().as_ref() {
                    b"w:footnote" => is_separator = attribute("w:type").is_some(),
                    b"w:p" if !is_separator => found.push(Paragraph::default()),
                    b"w:t" => in_text = true,
                    b"w:bookmarkStart" => {
                        let name = attribute("w:name").unwrap();
                        // The bookmark around the body begins before its first paragraph.
                        text.into_iter().for_each(|it| it.bookmarks.push(name.clone()));
                    }
                    // LibreOffice writes breaks of pages between sections.
                    b"w:br" if attribute("w:type").as_deref() == Some("page") => {}
                    b"w:br" => text.unwrap().text.push('\n'),
                    b"w:footnoteReference" | b"w:drawing" => {
                        text.unwrap().text.push_str(DraftParagraph::OBJECT);
                    }
                    // Neither a tab stop nor the tab after the number of a footnote.
                    b"w:tab" if attribute("w:val").is_none() && !after_number => {
                        text.unwrap().text.push('\t');
                    }
                    b"w:tab" => after_number = false,
                    b"w:footnoteRef" => after_number = true,
                    _ => {}
                }
            }
            Event::End(tag) if tag.name().as_ref() == b"w:t" => in_text = false,
            Event::Text(it) if in_text => text.unwrap().text.push_str(&it.decode().unwrap()),
            Event::GeneralRef(name) if in_text => {
                let character = match &**name {
                    b"amp" => '&',
                    b"lt" => '<',
                    b"gt" => '>',
                    b"quot" => '"',
                    b"apos" => '\'',
                    other => panic!("{other:?}"),
                };
                text.unwrap().text.push(character);
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

fn copied_characters_are_those_of_the_source(draft: &Draft, source: &[u8]) {
    for paragraph in &draft.paragraphs {
        let text = paragraph.text();
        for (at, origin) in paragraph.origin_at(0..text.len()) {
            if let Source::Copied { start } = origin {
                let file = &source[start as usize..start as usize + at.len()];
                assert_eq!(text[at].as_bytes(), file, "{text}");
            }
        }
    }
}

fn bookmarks_are_unique(draft: &Draft) {
    let names = draft.paragraphs.iter().map(|it| it.bookmark.to_lowercase());
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    assert!(names.iter().all(|name| name.len() <= 40), "{names:?}");
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// Every paragraph that the author can change has a name.
fn every_text_is_named(draft: &Draft) {
    let unnamed = draft.paragraphs.iter().filter(|it| it.bookmark.is_empty());
    let unnamed: Vec<_> = unnamed
        .filter(|it| !matches!(it.kind, DraftKind::Generated | DraftKind::Separator))
        .collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}
