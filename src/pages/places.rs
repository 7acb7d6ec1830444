//! Finds the word at a point of a page, and its bytes in the source.

pub mod alignment;

use std::collections::BTreeMap;
use std::ops::Range;

use super::texts::{Content, Key, Text, texts};
use super::{Area, Pages};
use crate::document::ElementId;
use crate::layout::{Artifact, GlyphRun, Item, Owner, Page, Part, Point, Rect};
use crate::origin::{Generator, Source};
use alignment::{Aligned, Letters};

/// The word at a point of a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PrintedWord {
    /// The word.
    pub word: String,
    /// Its area; for a divided word, the area of its part on this line.
    pub area: Area,
    /// Its bytes in the source; `None` if it is generated.
    pub place: Option<Range<usize>>,
    /// The maker of a generated word.
    pub made_by: Option<&'static str>,
    /// The number of its text, for [`Pages::words`].
    pub text: Option<usize>,
}

/// A text on a page, such as a paragraph, or the part of it that is on the page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageText {
    /// The number of the text, for [`Pages::words`].
    pub text: usize,
    /// Its kind, such as "paragraph".
    pub kind: &'static str,
    /// The area around it.
    pub area: Area,
    /// The words of the whole text.
    pub words: String,
    /// The bytes of the whole text in the source; `None` if all of it is generated.
    pub place: Option<Range<usize>>,
}

impl Pages {
    /// The word at a point of a page; `None` if there is none.
    pub fn word_at(&self, page: usize, x: f32, y: f32) -> Option<PrintedWord> {
        let items = &self.layout.pages.get(page)?.items;
        let index = items.iter().rposition(|item| self.is_at(item, x, y))?;
        let Item::Glyphs(run) = items.get(index)? else { return None };
        let (area, byte) = glyph_at(run, run.along(Point { x, y }));
        let found = match run.owner {
            Owner::Artifact(artifact) => Found::made_by(artifact_maker(artifact)),
            Owner::Element(element, part) => self.found((element, part), (page, index), run, byte),
        };
        let word = found.word.unwrap_or_else(|| word_around(&run.text, byte).to_owned());
        let area = self.area_of(run, area);
        let Found { place, made_by, text, .. } = found;
        Some(PrintedWord { word, area, place, made_by, text })
    }

    fn is_at(&self, item: &Item, x: f32, y: f32) -> bool {
        let Item::Glyphs(run) = item else { return false };
        let area = self.area_of(run, 0.0..run.width());
        let (right, foot) = (area.x + area.width, area.y + area.height);
        (area.x..=right).contains(&x) && (area.y..=foot).contains(&y)
    }

    /// The area of a part of a run, from its left edge.
    pub(super) fn area_of(&self, run: &GlyphRun, part: Range<f32>) -> Area {
        let face = self.report.fonts().face(run.face);
        let (ascent, descent) = (face.ascent_em * run.size, face.descent_em.abs() * run.size);
        run.area(part, ascent, descent).into()
    }

    /// The origin of a byte of a run.
    fn found(&self, key: Key, at: (usize, usize), run: &GlyphRun, byte: usize) -> Found {
        let texts = texts(&self.document);
        let letters = Letters::of(&texts, key);
        let mut aligned = Aligned::new(&letters);
        let mut place = None;
        for (here, run) in self.runs(key) {
            let found = aligned.next(&run.text);
            if here == at {
                place = found.into_iter().find(|it| it.0 >= byte).map(|it| it.1);
                break;
            }
        }
        let Some(place) = place else { return Found::made_by(self.part_maker(key, run)) };
        let Some(text) = texts.get(place.text) else { return Found::default() };
        let Some(piece) = text.pieces.get(place.piece) else { return Found::default() };
        let editable = is_written(text).then_some(place.text);
        match &piece.content {
            Content::Text(traced) => {
                let word = word_range(traced, place.byte);
                let words = traced.get(word.clone()).unwrap_or_default().to_owned();
                let file = traced.file_range(word.clone());
                let first = traced.origin().runs_in(word).next();
                let made_by = match (&file, first) {
                    (None, Some((_, Source::Generated(generator)))) => Some(maker(generator)),
                    _ => None,
                };
                Found { word: Some(words), place: file, made_by, text: editable }
            }
            Content::Note(number) => {
                let place = self.note_place(number, key.0);
                let made_by = Some("the numbering of footnotes");
                Found { word: Some(number.clone()), place, made_by, text: editable }
            }
            Content::Equation(line) => Found {
                place: line.file_range(0..line.len()),
                made_by: Some("an equation"),
                ..Found::default()
            },
            Content::LineBreak => Found::default(),
        }
    }

    /// The runs of an owner in reading order, each with its page and the index of its item.
    fn runs(&self, key: Key) -> impl Iterator<Item = ((usize, usize), &GlyphRun)> {
        self.layout.pages.iter().enumerate().flat_map(move |(page, content)| {
            let items = content.items.iter().enumerate();
            items.filter_map(move |(index, item)| match item {
                Item::Glyphs(run) if owner(item) == Some(key) => Some(((page, index), run)),
                Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
            })
        })
    }

    /// The bytes of the footnote that a reference marks.
    fn note_place(&self, number: &str, reference: ElementId) -> Option<Range<usize>> {
        let mut notes = self.document.notes.iter();
        let note =
            notes.find(|note| note.number == number && note.references.contains(&reference))?;
        let blocks = note.blocks.iter().filter_map(|block| block.as_paragraph());
        blocks.into_iter().find_map(|paragraph| super::texts::file_range(&paragraph.content))
    }

    /// The maker of the generated text of a part.
    fn part_maker(&self, (_, part): Key, run: &GlyphRun) -> &'static str {
        match part {
            Part::Marker if run.text.chars().any(char::is_numeric) => "the numbering",
            Part::Marker => "the template",
            Part::PageNumber => "the page numbers",
            Part::Content => maker(Generator::Layout),
        }
    }

    /// The pages of some bytes of the source, and the area of the text there: the smallest one around the byte.
    pub fn find(&self, bytes: &[usize]) -> Vec<Option<(usize, Area)>> {
        self.find_with(bytes, |_, _| None)
    }

    /// As [`Pages::find`]; for a byte between two texts, the place of the text after it.
    pub fn find_near(&self, bytes: &[usize]) -> Vec<Option<(usize, Area)>> {
        self.find_with(bytes, |places, byte| {
            let after = places.iter().filter(|(_, place)| byte <= place.start);
            after.min_by_key(|(_, place)| place.start).map(|(text, _)| *text)
        })
    }

    fn find_with(
        &self,
        bytes: &[usize],
        otherwise: impl for<'t> Fn(&[(&'t Text, Range<usize>)], usize) -> Option<&'t Text>,
    ) -> Vec<Option<(usize, Area)>> {
        if bytes.is_empty() {
            return Vec::new();
        }
        let texts = texts(&self.document);
        let places: Vec<(&Text, Range<usize>)> = with_places(&texts).collect();
        let area = |byte: &usize| {
            let around = places.iter().filter(|(_, it)| it.start <= *byte && *byte <= it.end);
            let around = around.min_by_key(|(_, place)| place.len()).map(|(text, _)| *text);
            self.area_of_text(around.or_else(|| otherwise(&places, *byte))?)
        };
        bytes.iter().map(area).collect()
    }

    /// The first page of a text, and its area there.
    fn area_of_text(&self, text: &Text) -> Option<(usize, Area)> {
        let keys: Vec<Key> = text.pieces.iter().map(|piece| piece.key).collect();
        let own = |run: &&GlyphRun| match run.owner {
            Owner::Element(element, part) => keys.contains(&(element, part)),
            Owner::Artifact(_) => false,
        };
        let first = keys.first().and_then(|key| self.page_of(key.0)).unwrap_or_default();
        self.layout.pages.iter().enumerate().skip(first).find_map(|(index, page)| {
            let areas = page_runs(page).filter(own);
            let areas = areas.map(|run| self.area_of(run, 0.0..run.width()));
            Some((index, areas.reduce(around_both)?))
        })
    }

    /// The texts on a page in reading order, notes included.
    pub fn texts_on(&self, page: usize) -> Vec<PageText> {
        let Some(content) = self.layout.pages.get(page) else { return Vec::new() };
        let texts = texts(&self.document);
        let mut numbers: BTreeMap<Key, usize> = BTreeMap::new();
        for (number, text) in texts.iter().enumerate() {
            for piece in &text.pieces {
                numbers.entry(piece.key).or_insert(number);
            }
        }
        let mut found: Vec<(usize, Area)> = Vec::new();
        for run in page_runs(content) {
            let Owner::Element(element, part) = run.owner else { continue };
            let Some(number) = numbers.get(&(element, part)) else { continue };
            let area = self.area_of(run, 0.0..run.width());
            match found.iter_mut().find(|(known, _)| known == number) {
                Some((_, known)) => *known = around_both(*known, area),
                None => found.push((*number, area)),
            }
        }
        let entry = |(number, area): (usize, Area)| {
            let text = texts.get(number)?;
            let words = text.pieces.iter().map(|piece| piece.content.printed()).collect();
            Some(PageText { text: number, kind: text.kind, area, words, place: place_of(text) })
        };
        found.into_iter().filter_map(entry).collect()
    }
}

/// The texts that are in the source, with their bytes there; each once.
pub fn with_places(texts: &[Text]) -> impl Iterator<Item = (&Text, Range<usize>)> {
    texts.iter().filter(|text| !text.is_repeated).filter_map(|text| Some((text, place_of(text)?)))
}

/// The bytes of a text in the source, from the first to the last.
fn place_of(text: &Text) -> Option<Range<usize>> {
    let ranges = text.pieces.iter().filter_map(|piece| match &piece.content {
        Content::Text(text) => text.file_range(0..text.len()),
        Content::Note(_) | Content::Equation(_) | Content::LineBreak => None,
    });
    ranges.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
}

/// Whether any part of a text is in the source.
fn is_written(text: &Text) -> bool {
    place_of(text).is_some()
}

/// The origin of a word.
#[derive(Default)]
struct Found {
    word: Option<String>,
    place: Option<Range<usize>>,
    made_by: Option<&'static str>,
    text: Option<usize>,
}

impl Found {
    fn made_by(maker: &'static str) -> Found {
        Found { made_by: Some(maker), ..Found::default() }
    }
}

/// The element and part that own an item.
pub fn owner(item: &Item) -> Option<Key> {
    let owner = match item {
        Item::Glyphs(run) => run.owner,
        Item::Fill { owner, .. } | Item::Image { owner, .. } => *owner,
        Item::Link(_) => return None,
    };
    match owner {
        Owner::Element(element, part) => Some((element, part)),
        Owner::Artifact(_) => None,
    }
}

pub fn page_runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    })
}

/// The smallest area around two others.
pub fn around_both(one: Area, other: Area) -> Area {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let foot = (one.y + one.height).max(other.y + other.height);
    Rect { x, y, width: right - x, height: foot - y }.into()
}

/// The extent of the word of a run at a distance from its left end, and the byte of the run's text there.
fn glyph_at(run: &GlyphRun, along: f32) -> (Range<f32>, usize) {
    let is_blank = |text: &str| text.chars().all(char::is_whitespace);
    let (mut pen, mut word) = (0.0, 0.0..0.0);
    let mut found = None;
    for glyph in &run.glyphs {
        let text = run.text.get(glyph.range()).unwrap_or_default();
        let end = pen + glyph.advance;
        if is_blank(text) {
            if found.is_some() {
                break;
            }
            word = end..end;
        } else {
            word.end = end;
        }
        if found.is_none() && along <= end {
            found = Some(glyph.range().start);
        }
        pen = end;
    }
    (word, found.unwrap_or_default())
}

/// The word around a byte of a text.
fn word_around(text: &str, byte: usize) -> &str {
    text.get(word_range(text, byte)).unwrap_or_default()
}

fn word_range(text: &str, byte: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let start = before.trim_end_matches(|it: char| !it.is_whitespace()).len();
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    start..byte + end
}

fn artifact_maker(artifact: Artifact) -> &'static str {
    match artifact {
        Artifact::Header => "the running head",
        Artifact::Footer => "the page numbers",
        Artifact::Layout | Artifact::Background => "the template",
    }
}

/// The name of a generator, in words for editors.
pub fn maker(generator: Generator) -> &'static str {
    match generator {
        Generator::Layout => "the template",
        Generator::Number => "the numbering",
        Generator::Labels => "the labels of the language",
        Generator::Date => "the dates of the publication",
        Generator::Prefix => "the number of what is referred to",
        Generator::Separator => "the punctuation between two fields",
        Generator::Excerpt => "the first words of what is referred to",
        Generator::Equation => "an equation",
        Generator::Data => "the file with the data of the table",
    }
}
