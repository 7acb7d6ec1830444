//! The areas of changes on the pages.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::places::alignment::{Aligned, Letters, Place};
use super::places::{around_both, page_runs, with_places};
use super::texts::{Content, Key, Text, texts};
use super::{Area, Pages};
use crate::compare::{ChangePlace, ChangeSpot};
use crate::document::ElementId;
use crate::export::docx::bookmark_names;
use crate::layout::{GlyphRun, Owner};

impl Pages {
    /// The areas of changes, each with its page. Changed words have an area on each line. A gap between words
    /// has an area without width; a paragraph that was deleted after another has one without height.
    pub fn areas_of(&self, places: &[ChangePlace]) -> Vec<Vec<(usize, Area)>> {
        let texts = texts(&self.document);
        let names = bookmark_names(&self.document).zip(0..).map(|(name, id)| (name, ElementId(id)));
        let names = names.collect();
        let chosen: Vec<Vec<&Text>> =
            places.iter().map(|place| chosen(&texts, &names, place)).collect();
        let keys = chosen.iter().flatten().flat_map(|text| &text.pieces).map(|piece| piece.key);
        let runs = self.runs_of(&keys.collect());
        let finder = Finder { pages: self, texts: &texts, runs };
        let found = places.iter().zip(chosen);
        found.map(|(place, texts)| finder.areas(place, &texts)).collect()
    }

    /// The runs of some owners in reading order, each with its page.
    fn runs_of(&self, keys: &BTreeSet<Key>) -> HashMap<Key, Vec<(usize, &GlyphRun)>> {
        let mut found: HashMap<Key, Vec<(usize, &GlyphRun)>> = HashMap::new();
        for (index, page) in self.layout.pages.iter().enumerate() {
            for run in page_runs(page) {
                let Owner::Element(element, part) = run.owner else { continue };
                if keys.contains(&(element, part)) {
                    found.entry((element, part)).or_default().push((index, run));
                }
            }
        }
        found
    }
}

/// The texts in which a change is printed: those of the paragraph with its bookmark, otherwise all with its
/// bytes.
fn chosen<'t>(
    texts: &'t [Text],
    names: &HashMap<String, ElementId>,
    place: &ChangePlace,
) -> Vec<&'t Text> {
    let Range { start, end } = place.paragraph;
    let shares = |(_, it): &(&Text, Range<usize>)| it.start < end && start < it.end;
    let all: Vec<&Text> = with_places(texts).filter(shares).map(|(text, _)| text).collect();
    let element = names.get(&place.bookmark);
    let is_own = |text: &&Text| text.pieces.iter().any(|piece| Some(&piece.key.0) == element);
    let own: Vec<&Text> = all.iter().copied().filter(is_own).collect();
    if own.is_empty() { all } else { own }
}

struct Finder<'p> {
    pages: &'p Pages,
    texts: &'p [Text],
    runs: HashMap<Key, Vec<(usize, &'p GlyphRun)>>,
}

impl Finder<'_> {
    fn areas(&self, place: &ChangePlace, texts: &[&Text]) -> Vec<(usize, Area)> {
        match &place.spot {
            ChangeSpot::Paragraph => self.wholes(texts),
            ChangeSpot::Words(words) => self.words(texts, words),
            ChangeSpot::Gap(byte) => self.gap(texts, *byte).into_iter().collect(),
            ChangeSpot::After => {
                let last = self.wholes(texts).pop();
                let below = |area: Area| Area { y: area.y + area.height, height: 0.0, ..area };
                last.map(|(page, area)| (page, below(area))).into_iter().collect()
            }
        }
    }

    /// The areas of whole texts, one on each page.
    fn wholes(&self, texts: &[&Text]) -> Vec<(usize, Area)> {
        let mut found: Vec<(usize, Area)> = Vec::new();
        for key in keys(texts) {
            for (page, run) in self.runs.get(&key).into_iter().flatten() {
                let area = self.pages.area_of(run, 0.0..run.width());
                match found.iter_mut().find(|(known, _)| known == page) {
                    Some((_, known)) => *known = around_both(*known, area),
                    None => found.push((*page, area)),
                }
            }
        }
        found.sort_by_key(|(page, _)| *page);
        found
    }

    /// The areas of the words with some bytes, one in each run.
    fn words(&self, texts: &[&Text], words: &Range<usize>) -> Vec<(usize, Area)> {
        let mut found: Vec<(usize, Area)> = Vec::new();
        self.each_run(texts, |page, run, letters| {
            let own = letters.filter(|(file, _)| file.start < words.end && words.start < file.end);
            let extent = own.map(|(_, extent)| extent).reduce(around_extents);
            found.extend(extent.map(|extent| (page, self.pages.area_of(run, extent))));
        });
        found
    }

    /// The place between the letters before and after a byte, beside the one that is nearer to it in the file.
    fn gap(&self, texts: &[&Text], byte: usize) -> Option<(usize, Area)> {
        let mut best: Option<(usize, (usize, Area))> = None;
        self.each_run(texts, |page, run, letters| {
            for (file, extent) in letters {
                let is_after = file.start >= byte;
                let distance = if is_after { file.start - byte } else { byte.abs_diff(file.end) };
                if best.as_ref().is_none_or(|(least, _)| distance < *least) {
                    let x = if is_after == is_forward(run) { extent.start } else { extent.end };
                    best = Some((distance, (page, self.pages.area_of(run, x..x))));
                }
            }
        });
        best.map(|(_, place)| place)
    }

    /// Visits the runs of some texts, with the bytes in the file and the extents of their letters.
    fn each_run(
        &self,
        texts: &[&Text],
        mut visit: impl FnMut(usize, &GlyphRun, &mut dyn Iterator<Item = (Range<usize>, Range<f32>)>),
    ) {
        for key in keys(texts) {
            let letters = Letters::of(self.texts, key);
            let mut aligned = Aligned::new(&letters);
            for (page, run) in self.runs.get(&key).into_iter().flatten() {
                let extents = extents(run);
                let letters = aligned.next(&run.text).into_iter();
                let mut letters = letters.filter_map(|(byte, place)| {
                    let at = extents.partition_point(|(bytes, _)| bytes.end <= byte);
                    Some((self.file_range(place)?, extents.get(at)?.1.clone()))
                });
                visit(*page, run, &mut letters);
            }
        }
    }

    /// The bytes of a letter in the file.
    fn file_range(&self, place: Place) -> Option<Range<usize>> {
        let piece = self.texts.get(place.text)?.pieces.get(place.piece)?;
        let (Content::Text(text) | Content::Equation(text)) = &piece.content else { return None };
        let letter = text.get(place.byte..)?.chars().next()?;
        text.file_range(place.byte..place.byte + letter.len_utf8())
    }
}

/// The owners of some texts, in order.
fn keys(texts: &[&Text]) -> Vec<Key> {
    let mut found = Vec::new();
    for piece in texts.iter().flat_map(|text| &text.pieces) {
        if !found.contains(&piece.key) {
            found.push(piece.key);
        }
    }
    found
}

/// The extents of the glyphs of a run from its left edge, by their bytes, in the order of the text.
fn extents(run: &GlyphRun) -> Vec<(Range<usize>, Range<f32>)> {
    let mut pen = 0.0;
    let mut found: Vec<(Range<usize>, Range<f32>)> = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let end = pen + glyph.advance;
        found.push((glyph.range(), pen..end));
        pen = end;
    }
    found.sort_by_key(|(bytes, _)| (bytes.end, bytes.start));
    found
}

/// Whether the text of a run goes from left to right.
fn is_forward(run: &GlyphRun) -> bool {
    let start = |glyph: Option<&crate::layout::Glyph>| glyph.map(|glyph| glyph.range().start);
    start(run.glyphs.first()) <= start(run.glyphs.last())
}

fn around_extents(one: Range<f32>, other: Range<f32>) -> Range<f32> {
    one.start.min(other.start)..one.end.max(other.end)
}
