//! Finished pages: a small closed set of positioned items.
//!
//! Lengths are points (1/72 inch). The origin is the top left corner of the trimmed page; y grows
//! downwards.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::page_label::PageLabel;
use crate::cache::Key;
use crate::document::{ElementId, ImageId};
use crate::fonts::FaceId;
use crate::templates::Colour;

/// A point on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

/// A rectangle on a page.
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
    fn mirror(&mut self, width: f32) {
        self.x = width - self.x - self.width;
    }

    /// The intersection with another rectangle; empty if they are apart.
    pub fn common(&self, other: &Rect) -> Rect {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = (self.x + self.width).min(other.x + other.width);
        let foot = (self.y + self.height).min(other.y + other.height);
        Rect { x, y, width: (right - x).max(0.0), height: (foot - y).max(0.0) }
    }
}

/// The part of the report that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The cover: counted, without a folio.
    Cover,
    /// Front matter: roman folios.
    Front,
    /// Text and back matter: arabic folios.
    Body,
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page label as printed in the contents: "iii", "12"; "Cover" for the cover.
    pub label: PageLabel,
    /// Its part of the report.
    pub kind: PageKind,
    /// The trimmed width.
    pub width: f32,
    /// The trimmed height.
    pub height: f32,
    /// Its items in reading order; artifacts come first or last.
    pub items: Vec<Item>,
    /// The key of its size and its items, if it is kept between builds.
    pub key: Option<Key>,
}

/// A positioned item.
#[derive(Clone, Debug, Hash)]
pub enum Item {
    /// Text.
    Glyphs(GlyphRun),
    /// A filled rectangle: a rule or a tint.
    Fill { rect: Rect, colour: Colour, owner: Owner },
    /// A picture, clipped to `window`. On a cover it may extend past the trim by the bleed.
    Image { rect: Rect, window: Option<Rect>, image: ImageId, owner: Owner },
    /// A link; it paints nothing.
    Link(Link),
}

impl Item {
    /// Measures x from the other edge of something as wide as `width`, in points.
    pub fn mirror(&mut self, width: f32) {
        match self {
            Item::Glyphs(run) => run.mirror(width),
            Item::Fill { rect, .. } | Item::Link(Link { rect, .. }) => rect.mirror(width),
            Item::Image { rect, window, .. } => {
                rect.mirror(width);
                window.iter_mut().for_each(|window| window.mirror(width));
            }
        }
    }

    /// Rotates an upright item `height` points wide anticlockwise: what was at its left edge is at the foot.
    /// x then counts from the top of its lines, y from the end of the longest.
    pub fn rotate(&mut self, height: f32) {
        match self {
            Item::Glyphs(run) => {
                run.origin = Point { x: run.origin.y, y: height - run.origin.x };
                run.rotation = Rotation::Anticlockwise;
            }
            Item::Fill { rect, .. } | Item::Image { rect, .. } | Item::Link(Link { rect, .. }) => {
                let y = height - rect.x - rect.width;
                *rect = Rect { x: rect.y, y, width: rect.height, height: rect.width };
            }
        }
    }

    /// Moves the item, in points.
    pub fn translate(&mut self, x: f32, y: f32) {
        match self {
            Item::Glyphs(run) => {
                run.origin.x += x;
                run.origin.y += y;
            }
            Item::Fill { rect, .. } | Item::Image { rect, .. } | Item::Link(Link { rect, .. }) => {
                *rect = Rect { x: rect.x + x, y: rect.y + y, ..*rect };
            }
        }
    }
}

/// Moves items, in points.
pub fn translated(
    items: impl IntoIterator<Item = Item>,
    x: f32,
    y: f32,
) -> impl Iterator<Item = Item> {
    items.into_iter().map(move |mut item| {
        item.translate(x, y);
        item
    })
}

/// The direction of a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rotation {
    /// Horizontal.
    Upright,
    /// Vertical: the left end is at the foot.
    Anticlockwise,
    /// Vertical: the left end is at the top.
    Clockwise,
}

/// Glyphs of one face and size on one baseline, with the text they show.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The left end of the baseline.
    pub origin: Point,
    /// The direction of the baseline.
    pub rotation: Rotation,
    /// The face.
    pub face: FaceId,
    /// The font size, in points.
    pub size: f32,
    /// The colour.
    pub colour: Colour,
    /// The text, for selection, search and tags.
    pub text: String,
    /// The glyphs in visual order.
    pub glyphs: Vec<Glyph>,
    /// The offsets of the glyphs.
    pub offsets: GlyphOffsets,
    /// The language (BCP 47) of a phrase that differs from that of the report.
    pub language: Option<Arc<str>>,
    /// The owner of the text.
    pub owner: Owner,
}

impl GlyphRun {
    /// The sum of the advance widths, in points.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    /// The point on the page that is `along` points from the left end of the baseline and `up` points above it.
    pub fn point(&self, along: f32, up: f32) -> Point {
        let Point { x, y } = self.origin;
        match self.rotation {
            Rotation::Upright => Point { x: x + along, y: y - up },
            Rotation::Anticlockwise => Point { x: x - up, y: y - along },
            Rotation::Clockwise => Point { x: x + up, y: y + along },
        }
    }

    /// The area of a part of the run, from `descent` points below the baseline to `ascent` points above it.
    pub fn area(&self, along: Range<f32>, ascent: f32, descent: f32) -> Rect {
        let (one, other) = (self.point(along.start, ascent), self.point(along.end, -descent));
        let (x, y) = (one.x.min(other.x), one.y.min(other.y));
        Rect { x, y, width: (one.x - other.x).abs(), height: (one.y - other.y).abs() }
    }

    /// The distance of a point on the page from the left end, along the baseline.
    pub fn along(&self, point: Point) -> f32 {
        match self.rotation {
            Rotation::Upright => point.x - self.origin.x,
            Rotation::Anticlockwise => self.origin.y - point.y,
            Rotation::Clockwise => point.y - self.origin.y,
        }
    }

    /// The distance of the baseline from that of another run; `None` if they have different directions.
    pub fn line_distance(&self, other: &GlyphRun) -> Option<f32> {
        let (x, y) = (self.origin.x - other.origin.x, self.origin.y - other.origin.y);
        (self.rotation == other.rotation).then_some(match self.rotation {
            Rotation::Upright => y.abs(),
            Rotation::Anticlockwise | Rotation::Clockwise => x.abs(),
        })
    }

    /// Measures x from the other edge of something as wide as `width`, in points. Glyphs stay in visual order.
    fn mirror(&mut self, width: f32) {
        match self.rotation {
            Rotation::Upright => self.origin.x = width - self.origin.x - self.width(),
            Rotation::Anticlockwise => {
                let y = self.origin.y - self.width();
                self.origin = Point { x: width - self.origin.x, y };
                self.rotation = Rotation::Clockwise;
            }
            Rotation::Clockwise => {
                let y = self.origin.y + self.width();
                self.origin = Point { x: width - self.origin.x, y };
                self.rotation = Rotation::Anticlockwise;
            }
        }
    }
}

/// A glyph. Glyphs dominate the memory of a long report, so this type is small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The glyph ID in the face.
    pub id: u16,
    /// How many bytes of the run's text it shows.
    length: u16,
    /// The first byte of the run's text that it shows.
    start: u32,
    /// The advance width in points, kerning, tracking and justification included.
    pub advance: f32,
}

impl Glyph {
    /// A glyph that shows a byte range of its run's text. A hyphen added at a line end shows a soft hyphen,
    /// U+00AD.
    pub fn new(id: u16, advance: f32, text: Range<usize>) -> Glyph {
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        Glyph { id, length, start: text.start as u32, advance }
    }

    /// The bytes of the run's text that it shows.
    pub fn range(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + usize::from(self.length)
    }
}

/// The offsets of glyphs from the pen position. Few glyphs of a run have one.
#[derive(Clone, Debug, Default, Hash)]
pub struct GlyphOffsets(Vec<GlyphOffset>);

/// The offset of a glyph, in hundredths of a point.
#[derive(Clone, Copy, Debug, Hash)]
struct GlyphOffset {
    /// Which of the run's glyphs it moves.
    glyph: u32,
    right: i16,
    up: i16,
}

impl GlyphOffsets {
    /// Adds the offset of a glyph in points, y upwards. It must come after those that have one already.
    pub fn push(&mut self, glyph: usize, (right, up): (f32, f32)) {
        // Casts from floats saturate.
        let hundredths = |points: f32| (points * 100.0).round() as i16;
        let (right, up) = (hundredths(right), hundredths(up));
        if (right, up) != (0, 0) {
            self.0.push(GlyphOffset { glyph: glyph as u32, right, up });
        }
    }

    /// The offset of a glyph from the pen position, in points; y grows upwards.
    pub fn of(&self, glyph: usize) -> (f32, f32) {
        let found = self.0.binary_search_by_key(&glyph, |offset| offset.glyph as usize);
        match found.ok().and_then(|at| self.0.get(at)) {
            Some(offset) => (f32::from(offset.right) / 100.0, f32::from(offset.up) / 100.0),
            None => (0.0, 0.0),
        }
    }
}

/// The owner of an item: every item is either tagged content or an artifact (ISO 14289-1, 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Content of an element.
    Element(ElementId, Part),
    /// Not content of the document.
    Artifact(Artifact),
}

/// The part of an element that an item shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Its content.
    Content,
    /// The generated text before its content: the marker of a list item, the number of a note or
    /// paragraph, the prefix of a heading (`Lbl` in ISO 32000-1, 14.8.4.3.3).
    Marker,
    /// The page label of a contents entry.
    PageNumber,
}

/// The kinds of artifacts, ISO 32000-1, 14.8.2.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Artifact {
    /// Running heads.
    Header,
    /// Folios at the foot.
    Footer,
    /// Rules, tints, dot leaders.
    Layout,
    /// Full-page colours.
    Background,
}

/// A link annotation.
#[derive(Clone, Debug, Hash)]
pub struct Link {
    /// Its area; a link over two lines is two items with the same element.
    pub rect: Rect,
    /// The element of the link, reference or contents entry.
    pub element: ElementId,
    /// Its target.
    pub target: LinkTarget,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// An address outside the report.
    Url(String),
    /// An element of the report.
    Element(ElementId),
}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        [self.x, self.y].map(f32::to_bits).hash(state);
    }
}

impl Hash for Rect {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Rect { x, y, width, height } = *self;
        [x, y, width, height].map(f32::to_bits).hash(state);
    }
}

impl Hash for GlyphRun {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let GlyphRun {
            origin,
            rotation,
            face,
            size,
            colour,
            text,
            glyphs,
            offsets,
            language,
            owner,
        } = self;
        (origin, rotation, face, size.to_bits(), colour).hash(state);
        (text, glyphs, offsets, language, owner).hash(state);
    }
}

impl Hash for Glyph {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Glyph { id, length, start, advance } = *self;
        (u64::from(id) << 48 | u64::from(length) << 32 | u64::from(start)).hash(state);
        advance.to_bits().hash(state);
    }
}

/// Everything on the page. Its label is among the items where it is printed.
impl Hash for Page {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Page { label: _, kind: _, width, height, items, key } = self;
        match key {
            Some(key) => key.hash(state),
            None => (width.to_bits(), height.to_bits(), items).hash(state),
        }
    }
}

impl Page {
    /// The trimmed page.
    pub fn bounds(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run 8 points wide, from (20, 5) on.
    fn run() -> GlyphRun {
        GlyphRun {
            origin: Point { x: 20.0, y: 5.0 },
            rotation: Rotation::Upright,
            face: FaceId(0),
            size: 10.0,
            colour: Colour::Ink,
            text: "ab".into(),
            glyphs: vec![Glyph::new(1, 4.0, 0..1), Glyph::new(1, 4.0, 1..2)],
            offsets: GlyphOffsets::default(),
            language: None,
            owner: Owner::Artifact(Artifact::Layout),
        }
    }

    #[test]
    fn glyphs_without_an_offset_are_at_the_pen_position() {
        let mut offsets = GlyphOffsets::default();
        for (glyph, offset) in [(0, (0.0, 0.0)), (2, (1.5, -0.25)), (7, (400.0, 0.001))] {
            offsets.push(glyph, offset);
        }
        let found = [0, 1, 2, 7].map(|glyph| offsets.of(glyph));
        assert_eq!(found, [(0.0, 0.0), (0.0, 0.0), (1.5, -0.25), (327.67, 0.0)]);
        assert_eq!(size_of::<Glyph>(), 12);
    }

    fn rotated(mut item: Item) -> Item {
        item.rotate(100.0);
        item
    }

    #[test]
    fn rotated_items_begin_at_the_foot() {
        let Item::Glyphs(run) = rotated(Item::Glyphs(run())) else { panic!() };
        assert_eq!(
            (run.origin, run.point(8.0, 0.0)),
            (Point { x: 5.0, y: 80.0 }, Point { x: 5.0, y: 72.0 })
        );
        let area = Rect { x: 2.0, y: 72.0, width: 4.0, height: 8.0 };
        assert_eq!(run.area(0.0..8.0, 3.0, 1.0), area);
        assert_eq!(run.along(Point { x: 0.0, y: 76.0 }), 4.0);
        let rect = Rect { x: 20.0, y: 2.0, width: 8.0, height: 4.0 };
        let owner = Owner::Artifact(Artifact::Layout);
        let Item::Fill { rect, .. } = rotated(Item::Fill { rect, colour: Colour::Ink, owner })
        else {
            panic!()
        };
        assert_eq!(rect, area);
    }

    #[test]
    fn mirrored_rotated_text_begins_at_the_foot_too() {
        let mut item = rotated(Item::Glyphs(run()));
        item.mirror(50.0);
        let Item::Glyphs(run) = &item else { panic!() };
        assert_eq!(
            (run.rotation, run.point(8.0, 0.0)),
            (Rotation::Clockwise, Point { x: 45.0, y: 80.0 })
        );
        assert_eq!(
            run.area(0.0..8.0, 3.0, 1.0),
            Rect { x: 44.0, y: 72.0, width: 4.0, height: 8.0 }
        );
        item.mirror(50.0);
        let Item::Glyphs(run) = &item else { panic!() };
        assert_eq!(
            (run.rotation, run.origin),
            (Rotation::Anticlockwise, Point { x: 5.0, y: 80.0 })
        );
    }
}
