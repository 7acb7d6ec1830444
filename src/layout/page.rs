//! The pages that layout makes: one small closed set of positioned items.
//!
//! Lengths are points (1/72 inch); the origin is the top left corner of the trimmed page and y
//! grows downwards.

use std::ops::Range;
use std::sync::Arc;

use super::page_label::{FolioStyle, PageLabel};
use crate::document::{ElementId, ImageId, IndexReference};
use crate::fonts::FaceId;
use crate::templates::Colour;

/// A place on a page, in points from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

/// A rectangle, in points from the page's top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// What both cover; empty where they lie apart.
    pub fn common(&self, other: &Rect) -> Rect {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = (self.x + self.width).min(other.x + other.width);
        let foot = (self.y + self.height).min(other.y + other.height);
        Rect { x, y, width: (right - x).max(0.0), height: (foot - y).max(0.0) }
    }
}

/// What a page is, for labels and outlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The cover: counted, but without a folio.
    Cover,
    /// Front matter: roman folios.
    Front,
    /// Text and back matter: arabic folios.
    Body,
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its label as printed in the contents: "iii", "12"; "Cover" for the cover.
    pub label: PageLabel,
    /// What it is.
    pub kind: PageKind,
    /// Trimmed width.
    pub width: f32,
    /// Trimmed height.
    pub height: f32,
    /// What stands on it, in reading order, artifacts first or last.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// Text.
    Glyphs(GlyphRun),
    /// A filled rectangle: rules and tinted boxes.
    Fill { rect: Rect, colour: Colour, owner: Owner },
    /// A picture. What of it is seen, if not the whole, is what lies in `window`. On a cover it may
    /// reach past the edges of the page by the bleed.
    Image { rect: Rect, window: Option<Rect>, image: ImageId, owner: Owner },
    /// A place to click; it draws nothing.
    Link(Link),
}

/// Glyphs of one face and size on one baseline, with their text.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// Where the baseline begins.
    pub origin: Point,
    /// The face.
    pub face: FaceId,
    /// Size of the em.
    pub size: f32,
    /// The colour.
    pub colour: Colour,
    /// The text, so that selection, search and tags never have to look back.
    pub text: String,
    /// The glyphs in visual order.
    pub glyphs: Vec<Glyph>,
    /// The language of a phrase that is not in the report's, BCP 47.
    pub language: Option<Arc<str>>,
    /// Whose text it is.
    pub owner: Owner,
}

/// One glyph. Glyphs are most of what a long report takes in memory, so this is kept small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How many bytes of the run's text it stands for.
    length: u16,
    /// Where they begin.
    start: u32,
    /// How far the pen moves, kerning, tracking and justification included; in points.
    pub advance: f32,
    /// How far the glyph is drawn from the pen; in hundredths of a point, y upwards.
    offset: (i16, i16),
}

impl Glyph {
    /// A glyph, drawn `offset` points from the pen (y upwards), that stands for some bytes of its
    /// run's text. A hyphen that layout added at a line's end stands for a soft hyphen, U+00AD.
    pub fn new(id: u16, advance: f32, offset: (f32, f32), text: Range<usize>) -> Glyph {
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        // A cast of a number with a fraction stops at the ends of the range.
        let hundredths = |points: f32| (points * 100.0).round() as i16;
        let offset = (hundredths(offset.0), hundredths(offset.1));
        Glyph { id, length, start: text.start as u32, advance, offset }
    }

    /// The bytes of the run's text that the glyph stands for.
    pub fn range(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + usize::from(self.length)
    }

    /// How far the glyph is drawn from the pen; in points, y upwards.
    pub fn offset(&self) -> (f32, f32) {
        (f32::from(self.offset.0) / 100.0, f32::from(self.offset.1) / 100.0)
    }
}

/// Whose content an item is. Nothing is both tagged and an artifact; nothing is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Content of an element.
    Element(ElementId, Part),
    /// Nothing of the document's own.
    Artifact(Artifact),
}

/// Which part of its element an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Its content.
    Content,
    /// The generated text before its content: the marker of a list item, the number of a note or
    /// paragraph, the prefix of a heading (`Lbl` in ISO 32000-1, 14.8.4.3.3).
    Marker,
    /// The page number of a line of the contents.
    PageNumber,
}

/// Why something on a page is no content, ISO 32000-1 §14.8.2.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Artifact {
    /// Running heads.
    Header,
    /// Folios at the foot.
    Footer,
    /// Rules, tints, dot leaders.
    Layout,
    /// Full-page colour.
    Background,
}

/// A place to click.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where; a link over two lines is two items with the same element.
    pub rect: Rect,
    /// The element of the link, reference or line of the contents.
    pub element: ElementId,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Outside the report.
    Url(String),
    /// To an element of the report.
    Element(ElementId),
}

/// What layout tells the other formats: where pages begin and on which page elements stand.
#[derive(Clone, Debug, Default)]
pub struct PageMap {
    /// Every page in order, with its first content.
    pub starts: Vec<PageStart>,
    /// For each element, the page on which it begins: an index into `starts`, or `u32::MAX` for
    /// elements that layout did not place. Indexed by [`ElementId`].
    pub page_of: Vec<u32>,
}

/// The first content of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// The page's label.
    pub label: PageLabel,
    /// The page's first element that is content; `None` for a page without content.
    pub element: Option<ElementId>,
    /// The bytes of the element's plain text that stand on earlier pages.
    pub offset: usize,
}

/// What an entry of an index prints: a page, or pages that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPlace {
    /// The label of the page, or of the first and last: "12", "14–16".
    pub label: String,
    /// The element of the reference that prints it: the first of those it stands for.
    pub reference: ElementId,
    /// Where it leads.
    pub target: ElementId,
}

/// So many pages in a row are printed as a range.
const RANGE: usize = 3;

impl Page {
    /// The trimmed page itself.
    pub fn bounds(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }
}

impl PageMap {
    /// The pages that an entry of an index refers to, in order and each once; three or more that
    /// follow one another are one range. References to what no page shows are left out.
    pub fn index_places(&self, references: &[IndexReference]) -> Vec<IndexPlace> {
        let page = |reference| Some((self.page_of_reference(reference)?, reference));
        let mut pages: Vec<(usize, &IndexReference)> = references.iter().filter_map(page).collect();
        pages.sort_by_key(|(page, _)| *page);
        pages.dedup_by_key(|(page, _)| *page);
        let runs =
            pages.chunk_by(|(one, _), (next, _)| *next == one + 1 && self.alike(*one, *next));
        runs.flat_map(|run| self.index_run(run)).collect()
    }

    fn page_of_reference(&self, reference: &IndexReference) -> Option<usize> {
        self.page_at(reference.target, reference.offset)
    }

    /// Whether two pages count alike: both in arabic or both in roman numerals.
    fn alike(&self, one: usize, other: usize) -> bool {
        let arabic = |page: usize| {
            let start = self.starts.get(page);
            start.is_some_and(|start| start.label.number(FolioStyle::Decimal).is_some())
        };
        arabic(one) == arabic(other)
    }

    fn index_run(&self, run: &[(usize, &IndexReference)]) -> Vec<IndexPlace> {
        let label = |page: usize| {
            self.starts.get(page).map(|start| start.label.to_string()).unwrap_or_default()
        };
        let place = |label: String, reference: &IndexReference| IndexPlace {
            label,
            reference: reference.id,
            target: reference.target,
        };
        match run {
            [(first, reference), .., (last, _)] if run.len() >= RANGE => {
                vec![place(format!("{}–{}", label(*first), label(*last)), reference)]
            }
            pages => pages.iter().map(|(page, reference)| place(label(*page), reference)).collect(),
        }
    }

    /// The page on which a byte of an element's plain text stands, as an index into `starts`;
    /// `None` for elements that layout did not place.
    pub fn page_at(&self, element: ElementId, offset: usize) -> Option<usize> {
        let first = usize::try_from(*self.page_of.get(element.0 as usize)?).ok()?;
        self.starts.get(first)?;
        let later = self.starts.iter().skip(first + 1);
        // Pages that go on with the element follow its first one, and begin with it.
        let goes_on =
            later.take_while(|start| start.element == Some(element) && start.offset <= offset);
        Some(first + goes_on.filter(|start| start.offset > 0).count())
    }

    /// The label of the page on which an element begins.
    pub fn page_label(&self, element: ElementId) -> Option<&PageLabel> {
        let page = *self.page_of.get(element.0 as usize)?;
        self.starts.get(page as usize).map(|start| &start.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(number: u32, element: u32, offset: usize) -> PageStart {
        let label = PageLabel::decimal(number);
        PageStart { label, element: Some(ElementId(element)), offset }
    }

    /// Element 1 begins on page 1 and goes on to page 3; elements 2 to 5 begin on pages 3 to 6.
    fn map() -> PageMap {
        let starts = vec![
            PageStart {
                label: PageLabel::Word("Cover".into()),
                element: Some(ElementId(0)),
                offset: 0,
            },
            start(1, 1, 0),
            start(2, 1, 100),
            start(3, 1, 200),
            start(4, 3, 0),
            start(5, 4, 0),
            start(6, 5, 0),
        ];
        PageMap { starts, page_of: vec![0, 1, 3, 4, 5, 6, u32::MAX] }
    }

    #[test]
    fn bytes_of_a_long_paragraph_stand_on_its_pages() {
        let page = |element, offset| map().page_at(ElementId(element), offset);
        assert_eq!([0, 99, 100, 250].map(|offset| page(1, offset).unwrap()), [1, 1, 2, 3]);
        assert_eq!(page(2, 50), Some(3));
        assert_eq!((page(6, 0), page(7, 0)), (None, None));
    }

    #[test]
    fn an_index_names_each_page_once_and_joins_three_in_a_row() {
        let reference = |(id, target, offset)| IndexReference {
            id: ElementId(id),
            target: ElementId(target),
            offset,
            section: String::new(),
        };
        let places = |of: &[(u32, u32, usize)]| {
            let references: Vec<_> = of.iter().copied().map(reference).collect();
            let places = map().index_places(&references);
            places.into_iter().map(|place| (place.label, place.reference.0)).collect::<Vec<_>>()
        };
        assert_eq!(
            places(&[(9, 1, 0), (10, 1, 50), (11, 3, 0)]),
            [("1".into(), 9), ("4".into(), 11)]
        );
        assert_eq!(places(&[(9, 2, 0), (10, 3, 0)]), [("3".into(), 9), ("4".into(), 10)]);
        let row = [(9, 4, 0), (10, 3, 0), (11, 2, 0), (12, 6, 0), (13, 1, 0)];
        assert_eq!(places(&row), [("1".into(), 13), ("3–5".into(), 11)]);
    }
}
