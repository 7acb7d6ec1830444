//! Pages built by hand: each defect is found, and nothing else.

use std::sync::Arc;

use super::{Defect, Statistics, measure};
use crate::cache::Cache;
use crate::document::{Block, Document, ElementId};
use crate::fonts::shaper::Shaper;
use crate::fonts::{FaceId, Fonts};
use crate::layout::page::{
    Artifact, Glyph, GlyphOffsets, GlyphRun, Item, Owner, Page, PageKind, Part, Point, Rect,
    Rotation,
};
use crate::layout::page_label::PageLabel;
use crate::templates::{Colour, Style, load};
use crate::{resolve, source};

const REPORT: &str = r#"
publication: {title: T, publisher: P}
event: {from: "2016-04-11"}
body:
  - title: A heading
    content:
      - "A paragraph[^n]."
      - "It reads:"
      - bullets: [First, Second]
      - recommendations: {lead: "They are:", items: [One]}
      - table: {header: [A, B], rows: [[a, b], [c, d], [e, f]]}
      - code: some code
footnotes: {n: A note.}
"#;

/// The left edge and the width of the text area, in points; the pages are one-sided.
const LEFT: f32 = 79.4;
const MEASURE: f32 = 345.8;
const SIZE: f32 = 10.0;

/// Pages under construction.
struct Book {
    document: Document,
    style: Style,
    fonts: Fonts,
    pages: Vec<Arc<Page>>,
    /// The width of a natural space, in points.
    space: f32,
    baseline: f32,
}

impl Book {
    fn new() -> Book {
        let report = source::read("report.yaml", REPORT.as_bytes()).report.unwrap();
        let mut style = load::style("conference", load::built_in("conference").unwrap()).unwrap();
        style.page.two_sided = false;
        let labels = load::labels("en", load::built_in_labels("en").unwrap()).unwrap();
        let document =
            resolve::resolve(&report, &style, &labels, Default::default(), None, Cache::NONE);
        let fonts = Fonts::bundled().unwrap();
        let space = Shaper::new(&fonts).advance(FaceId(0), ' ') * SIZE;
        let mut book = Book { document, style, fonts, pages: Vec::new(), space, baseline: 0.0 };
        book.page();
        book
    }

    /// Begins a page.
    fn page(&mut self) {
        let label = PageLabel::decimal(self.pages.len() as u32 + 1);
        let (width, height) = (595.3, 841.9);
        let (kind, items) = (PageKind::Body, Vec::new());
        self.pages.push(Page { label, kind, width, height, items, key: None }.into());
        self.baseline = 84.5;
    }

    fn block(&self, index: usize) -> ElementId {
        self.document.sections[0].blocks[index].id()
    }

    fn heading(&self) -> ElementId {
        self.document.sections[0].heading.as_ref().unwrap().id
    }

    fn paragraph(&self) -> ElementId {
        self.block(0)
    }

    fn cells(&self) -> [ElementId; 2] {
        let Block::Table(table) = &self.document.sections[0].blocks[4] else { panic!("no table") };
        [table.rows[0][0].id, table.rows[0][1].id]
    }

    fn item(&mut self, item: Item) {
        Arc::get_mut(self.pages.last_mut().unwrap()).unwrap().items.push(item);
    }

    /// A line that fills the measure.
    fn line(&mut self, element: ElementId) {
        self.spread(element, "four words make lines", MEASURE, 1.2);
    }

    fn lines(&mut self, element: ElementId, count: usize) {
        (0..count).for_each(|_| self.line(element));
    }

    /// A line `width` points wide whose spaces are `stretch` natural spaces wide.
    fn spread(&mut self, element: ElementId, words: &str, width: f32, stretch: f32) {
        self.put(Owner::Element(element, Part::Content), words, LEFT, width, stretch);
        self.baseline += 14.5;
    }

    fn put(&mut self, owner: Owner, words: &str, x: f32, width: f32, stretch: f32) {
        let space = self.space * stretch;
        let spaces = words.matches(' ').count();
        let letter = (width - spaces as f32 * space) / (words.chars().count() - spaces) as f32;
        let glyph = |(at, character): (usize, char)| {
            let advance = if character == ' ' { space } else { letter };
            Glyph::new(1, advance, at..at + character.len_utf8())
        };
        let glyphs = words.char_indices().map(glyph).collect();
        let (origin, face) = (Point { x, y: self.baseline }, FaceId(0));
        let (size, colour, text) = (SIZE, Colour::Ink, words.to_owned());
        self.item(Item::Glyphs(GlyphRun {
            origin,
            rotation: Rotation::Upright,
            face,
            size,
            colour,
            text,
            glyphs,
            offsets: GlyphOffsets::default(),
            language: None,
            owner,
        }));
    }

    /// The note reference, alone on its line.
    fn reference(&mut self) {
        let reference = self.document.notes[0].first_reference;
        self.spread(reference, "1", 5.0, 1.0);
    }

    /// The note below its rule.
    fn note(&mut self) {
        let rect = Rect { x: LEFT, y: self.baseline, width: 100.0, height: 0.5 };
        let owner = Owner::Artifact(Artifact::Layout);
        self.item(Item::Fill { rect, colour: Colour::Ink, owner });
        self.note_line();
    }

    fn note_line(&mut self) {
        self.baseline += 14.5;
        let note = self.document.notes[0].blocks[0].id();
        self.spread(note, "the note", 50.0, 1.0);
    }

    fn measured(&self) -> Statistics {
        measure(&self.pages, &self.document, &self.style, &self.fonts)
    }

    /// The defects, except for a missing note: few of the books hold it.
    fn defects(&self) -> Vec<Defect> {
        let defects = self.measured().defects.into_iter().map(|(defect, _)| defect);
        defects.filter(|defect| *defect != Defect::NoteApart).collect()
    }
}

#[test]
fn good_pages_have_no_defects() {
    let mut book = Book::new();
    book.spread(book.heading(), "A heading", 60.0, 1.0);
    book.lines(book.paragraph(), 2);
    book.page();
    book.reference();
    book.lines(book.paragraph(), 2);
    book.spread(book.block(1), "It reads:", 40.0, 1.0);
    book.note();
    let found = book.measured();
    assert_eq!(found.defects, []);
    assert_eq!((found.pages, found.lines, found.justified), (2, 8, 4));
    assert_eq!((found.notes, found.notes_split, found.hyphenated), (1, 0, 0));
}

#[test]
fn finds_a_line_past_the_edge() {
    for (x, width) in [(LEFT, MEASURE + 0.5), (LEFT - 0.5, MEASURE)] {
        let mut book = Book::new();
        let owner = Owner::Element(book.paragraph(), Part::Content);
        book.put(owner, "two words", x, width, 1.0);
        assert_eq!(book.defects(), [Defect::Overfull], "{x} {width}");
    }
}

#[test]
fn landscape_pages_have_the_inner_margin_on_both_sides() {
    const LANDSCAPE_MEASURE: f32 = 683.1;
    for (width, defects) in [(LANDSCAPE_MEASURE, &[][..]), (690.0, &[Defect::Overfull])] {
        let mut book = Book::new();
        let page = Arc::get_mut(book.pages.last_mut().unwrap()).unwrap();
        (page.width, page.height) = (page.height, page.width);
        book.spread(book.paragraph(), "four words make lines", width, 1.0);
        assert_eq!(book.defects(), defects, "{width}");
    }
}

#[test]
fn pages_from_right_to_left_are_mirrored() {
    // The pages are 595.3 points wide.
    let left = 595.3 - LEFT - MEASURE;
    for (x, defects) in [(left, &[][..]), (left - 1.0, &[Defect::Overfull])] {
        let mut book = Book::new();
        book.document.language = "ar".into();
        let owner = Owner::Element(book.paragraph(), Part::Content);
        book.put(owner, "two words", x, MEASURE, 1.0);
        assert_eq!(book.defects(), defects, "{x}");
    }
}

#[test]
fn lines_of_code_are_not_justified() {
    let mut book = Book::new();
    let code = book.block(5);
    for width in [100.0, 100.0, 100.0, 200.0, 100.0] {
        book.spread(code, "some code", width, 3.0);
    }
    assert_eq!((book.defects(), book.measured().justified), (vec![], 0));
}

#[test]
fn punctuation_may_hang_past_the_edge_but_letters_may_not() {
    for (words, defects) in
        [("words.", &[][..]), ("words\u{AD}", &[]), ("wordsl", &[Defect::Overfull])]
    {
        let mut book = Book::new();
        book.spread(book.paragraph(), words, MEASURE + 2.0, 1.0);
        assert_eq!(book.defects(), defects, "{words}");
    }
}

#[test]
fn punctuation_may_hang_before_the_edge_but_letters_may_not() {
    for (words, defects) in [("“words", &[][..]), ("(words", &[]), ("lwords", &[Defect::Overfull])]
    {
        let mut book = Book::new();
        let owner = Owner::Element(book.paragraph(), Part::Content);
        book.put(owner, words, LEFT - 2.0, MEASURE, 1.0);
        assert_eq!(book.defects(), defects, "{words}");
    }
}

#[test]
fn finds_a_line_longer_than_the_others_of_its_block() {
    let mut book = Book::new();
    let paragraph = book.paragraph();
    for width in [200.0, 200.0, 200.0, 201.0, 100.0] {
        book.spread(paragraph, "some words", width, 1.0);
    }
    assert_eq!(book.defects(), [Defect::Overfull]);
}

#[test]
fn finds_a_cell_that_extends_into_the_next() {
    for (width, defects) in [(99.0, &[][..]), (101.0, &[Defect::Overfull])] {
        let mut book = Book::new();
        let [one, other] = book.cells();
        book.put(Owner::Element(one, Part::Content), "long", LEFT, width, 1.0);
        book.put(Owner::Element(other, Part::Content), "b", LEFT + 100.0, 10.0, 1.0);
        assert_eq!(book.defects(), defects, "{width}");
    }
}

#[test]
fn finds_widows_and_orphans() {
    for (before, after, defects) in [
        (2, 2, &[][..]),
        (1, 2, &[Defect::Orphan]),
        (2, 1, &[Defect::Widow]),
        (1, 1, &[Defect::Orphan, Defect::Widow]),
        (1, 0, &[]),
        (0, 1, &[]),
    ] {
        let mut book = Book::new();
        book.lines(book.paragraph(), before);
        book.page();
        book.lines(book.paragraph(), after);
        assert_eq!(book.defects(), defects, "{before} and {after}");
    }
}

#[test]
fn finds_headings_at_the_foot() {
    for element in [Book::new().heading(), Book::new().block(3)] {
        let mut book = Book::new();
        book.put(Owner::Element(element, Part::Marker), "Label", LEFT, 40.0, 1.0);
        book.note();
        book.page();
        book.lines(book.paragraph(), 2);
        assert_eq!(book.defects(), [Defect::HeadingAtFoot]);
    }
}

#[test]
fn a_heading_may_end_the_last_page() {
    let mut book = Book::new();
    book.spread(book.heading(), "A heading", 60.0, 1.0);
    assert_eq!(book.defects(), []);
}

#[test]
fn finds_lead_ins_without_their_list() {
    let Block::Recommendations(list) = &Book::new().document.sections[0].blocks[3].clone() else {
        panic!("no recommendations")
    };
    for lead in [Book::new().block(1), list.lead.as_ref().unwrap().id] {
        let mut book = Book::new();
        book.spread(lead, "It reads:", 40.0, 1.0);
        book.page();
        book.lines(book.paragraph(), 2);
        assert_eq!(book.defects(), [Defect::StrandedLeadIn]);
    }
}

#[test]
fn a_continued_lead_in_is_not_stranded() {
    let mut book = Book::new();
    book.lines(book.block(1), 2);
    book.note();
    book.page();
    book.lines(book.block(1), 2);
    assert_eq!(book.defects(), []);
}

#[test]
fn finds_rows_alone_on_a_page() {
    for (first, alone) in [(1, 1), (2, 1), (3, 0)] {
        let mut book = Book::new();
        let Block::Table(table) = &book.document.sections[0].blocks[4] else { panic!("no table") };
        let rows: Vec<ElementId> = table.rows.iter().map(|row| row[0].id).collect();
        for (index, row) in rows.into_iter().enumerate() {
            if index == first {
                book.page();
            }
            book.lines(row, 2);
        }
        assert_eq!(book.measured().lone_rows.len(), alone, "{first}");
    }
}

#[test]
fn finds_ends_of_lists_at_the_head_of_a_page() {
    for (last, alone) in [(1, 1), (2, 1), (3, 0)] {
        let mut book = Book::new();
        let Block::List(list) = &book.document.sections[0].blocks[2] else { panic!("no list") };
        let items: Vec<ElementId> = list.items.iter().map(|item| item.blocks[0].id()).collect();
        book.lines(items[0], 2);
        book.page();
        book.lines(items[1], last);
        assert_eq!(book.measured().list_ends.len(), alone, "{last}");
    }
}

#[test]
fn finds_a_note_away_from_its_reference() {
    let apart = |book: &Book| book.measured().count(Defect::NoteApart);
    let mut book = Book::new();
    book.reference();
    assert_eq!(apart(&book), 1, "the note is missing");
    book.page();
    book.note();
    assert_eq!(apart(&book), 1, "the note is on the next page");
    let mut book = Book::new();
    book.reference();
    book.note();
    assert_eq!(apart(&book), 0);
    book.page();
    book.note_line();
    let found = book.measured();
    assert_eq!((found.count(Defect::NoteApart), found.notes_split), (0, 1));
}

#[test]
fn counts_loose_lines_except_the_last() {
    let mut book = Book::new();
    let paragraph = book.paragraph();
    for stretch in [1.9, 2.1, 2.6, 3.0] {
        book.spread(paragraph, "four words make lines", MEASURE, stretch);
    }
    let found = book.measured();
    assert_eq!((found.justified, found.loose.len()), (3, 2));
    let (widest, place) = found.loosest.clone().unwrap();
    assert!((widest - 2.6).abs() < 0.01, "{widest}");
    assert_eq!((place.page.as_str(), place.words.as_str()), ("1", "four words make lines"));
    assert!(!found.sound());
}

#[test]
fn counts_consecutive_hyphens() {
    let mut book = Book::new();
    let paragraph = book.paragraph();
    for words in
        ["in\u{AD}", "spite of\u{AD}", "co-", "all\u{AD}", "that\u{AD}", "hap\u{AD}", "end"]
    {
        book.spread(paragraph, words, MEASURE, 1.0);
    }
    let found = book.measured();
    assert_eq!((found.hyphenated, found.hyphens_in_a_row), (5, 3));
}

#[test]
fn finds_rivers() {
    for (lines, rivers) in [(3, 0), (4, 1), (6, 1)] {
        let mut book = Book::new();
        let paragraph = book.paragraph();
        (0..lines).for_each(|_| book.spread(paragraph, "two words", MEASURE, 1.0));
        assert_eq!(book.measured().rivers, rivers, "{lines}");
    }
}

#[test]
fn finds_a_page_that_ends_early() {
    let mut book = Book::new();
    // The text is 685 pt deep: 47 lines.
    book.lines(book.paragraph(), 44);
    book.page();
    book.lines(book.paragraph(), 2);
    let found = book.measured();
    assert_eq!(
        (found.short, found.hole.map(|(lines, page)| (lines.round(), page))),
        (1, Some((3.0, "1".into())))
    );
}
