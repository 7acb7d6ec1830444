//! The draft of a Word file: its text equals the text of the file, and its origins are right.

mod round_trips;

use std::fs;

use super::case::{document_in, reports, styles};
use crate::draft::{self, Draft, DraftKind, DraftParagraph, StoredDraft};
use crate::export::docx;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::limits::Limits;
use crate::origin::Source;
use crate::word::{self, Block, Content, WordFile};

#[test]
fn a_draft_has_the_text_of_its_word_file() {
    let fonts = Fonts::bundled().unwrap();
    let mut all = reports();
    all.push("source/alliance-2016.yaml".into());
    for case in all {
        let source = fs::read(&case).unwrap();
        let style = styles(std::str::from_utf8(&source).unwrap(), &[]).docx;
        let document = document_in(&case, &style);
        let text = std::str::from_utf8(&source).unwrap();
        let stored = docx::Source { name: "a & b.yaml", text, is_included: true };
        let map = PageMap::default();
        let file = docx::write(
            &document,
            &style,
            &fonts,
            &map,
            docx::Settings { source: Some(stored), ..Default::default() },
        )
        .unwrap();
        let stored = check(&file, text);
        assert_eq!((&*stored.name, stored.source.as_deref()), ("a & b.yaml", Some(text)));
        assert_eq!(stored.draft, docx::draft(&document, &style, &fonts), "{case:?}");
    }
}

/// Checks the draft that a Word file stores, and returns it.
pub fn check(file: &[u8], source: &str) -> StoredDraft {
    let file = word::read(file, &Limits::default()).unwrap();
    let stored = stored(&file);
    let said = stored.draft.paragraphs.iter();
    let said: Vec<_> = said.map(|it| (it.bookmark.clone(), it.text())).collect();
    let read = paragraphs(&file);
    for ((bookmark, text), read) in said.iter().zip(&read) {
        assert_eq!(*text, read.text, "{bookmark}");
        assert!(bookmark.is_empty() || read.bookmarks.contains(bookmark), "{bookmark}: {text}");
    }
    assert_eq!(said.len(), read.len());
    copied_characters_are_those_of_the_source(&stored.draft, source.as_bytes());
    bookmarks_are_unique(&stored.draft);
    every_text_is_named(&stored.draft);
    stored
}

/// The draft that a Word file stores.
fn stored(file: &WordFile) -> StoredDraft {
    draft::read(&file.custom_xml[0], &Limits::default()).unwrap()
}

/// A paragraph of a Word file.
#[derive(Debug, Default)]
struct Paragraph {
    bookmarks: Vec<String>,
    text: String,
}

/// The paragraphs of the body, then those of the footnotes.
fn paragraphs(file: &WordFile) -> Vec<Paragraph> {
    let mut found = Vec::new();
    file.body.iter().for_each(|block| read_paragraphs(block, &mut found));
    for note in file.footnotes.iter().chain(&file.endnotes) {
        let first = found.len();
        note.blocks.iter().for_each(|block| read_paragraphs(block, &mut found));
        // After the number of the note.
        let text = &mut found[first].text;
        *text = text.trim_start_matches('\t').to_owned();
    }
    found
}

fn read_paragraphs(block: &Block, found: &mut Vec<Paragraph>) {
    match block {
        Block::Paragraph(paragraph) => {
            let bookmarks = paragraph.bookmarks.iter().map(|it| it.name.clone()).collect();
            let text = paragraph.runs.iter().map(|run| text_of(&run.content)).collect();
            found.push(Paragraph { bookmarks, text });
        }
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.blocks).for_each(|block| read_paragraphs(block, found));
        }
    }
}

fn text_of(content: &Content) -> &str {
    match content {
        Content::Text(text) | Content::Math(text) => text,
        Content::Break => "\n",
        // LibreOffice writes breaks of pages between sections.
        Content::PageBreak => "",
        Content::Footnote(_) | Content::Endnote(_) | Content::Object(_) => DraftParagraph::OBJECT,
        Content::Symbol(_) => panic!("{content:?}"),
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
