//! Marked content and annotations by element. Each piece is taken once, when its element is built.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use lopdf::{Object, dictionary};
use rayon::prelude::*;

use super::super::marked_content::{ContentId, Sequence, SequenceKind, sequences};
use super::super::object::{name, rectangle, text_string};
use super::tree::{Kid, LinkAnnotation, Node};
use crate::document::ElementId;
use crate::layout::{Item, Owner, Page, Part};

/// A page with its index, from 0.
pub type NumberedPage<'p> = (usize, &'p Arc<Page>);

/// Content that is not yet in the tree.
pub struct ElementContent<'e> {
    /// The marked-content sequences, ordered by element and drawn in this order.
    pieces: Vec<Piece>,
    /// Where the pieces of each element begin, by [`ElementId`]; empty for the content of some elements.
    starts: Vec<usize>,
    /// The only elements whose content it is, in order.
    elements: Option<&'e [Range<u32>]>,
    /// Whether the content of another element has been asked for.
    has_strayed: bool,
    annotations: BTreeMap<ElementId, Vec<LinkAnnotation>>,
    /// Bounding boxes of pictures by element, as PDF rectangles.
    boxes: BTreeMap<ElementId, Object>,
    /// The layout attributes of equations.
    formulas: BTreeMap<ElementId, lopdf::Dictionary>,
}

/// A marked-content sequence, with its language if it differs from that of the report.
#[derive(Clone, Debug)]
struct Piece {
    element: ElementId,
    part: Part,
    id: ContentId,
    language: Option<Arc<str>>,
    /// Whether it is in the tree.
    is_taken: bool,
}

impl<'e> ElementContent<'e> {
    /// Collects the content of all pages.
    pub fn collect(
        pages: &[Arc<Page>],
        annotations: &[LinkAnnotation],
        formulas: BTreeMap<ElementId, lopdf::Dictionary>,
    ) -> ElementContent<'e> {
        let found = pages.par_iter().enumerate().flat_map_iter(|(index, page)| pieces(index, page));
        let mut pieces: Vec<Piece> = found.collect();
        pieces.par_sort_by_key(|piece| piece.element);
        ElementContent {
            starts: starts(&pieces),
            pieces,
            elements: None,
            has_strayed: false,
            annotations: by_element(annotations),
            boxes: pages.iter().flat_map(|page| boxes(page)).collect(),
            formulas,
        }
    }

    /// Collects the content of some elements, which are in order, from the pages that show them.
    pub fn of_elements(
        elements: &'e [Range<u32>],
        pages: &[NumberedPage],
        annotations: &[LinkAnnotation],
        formulas: BTreeMap<ElementId, lopdf::Dictionary>,
    ) -> ElementContent<'e> {
        let is_own = |element| contains(elements, element);
        let found = pages.iter().flat_map(|(index, page)| pieces(*index, page));
        let mut pieces: Vec<Piece> = found.filter(|piece| is_own(piece.element)).collect();
        pieces.sort_by_key(|piece| piece.element);
        let mut annotations = by_element(annotations);
        annotations.retain(|element, _| is_own(*element));
        let boxes = pages.iter().flat_map(|(_, page)| boxes(page));
        ElementContent {
            pieces,
            starts: Vec::new(),
            elements: Some(elements),
            has_strayed: false,
            annotations,
            boxes: boxes.filter(|(element, _)| is_own(*element)).collect(),
            formulas,
        }
    }

    /// Whether everything has been taken, and nothing else was asked for.
    pub fn is_used_up(&self) -> bool {
        !self.has_strayed && self.remaining().is_empty()
    }

    /// Notes that the content of an element is asked for.
    fn visit(&mut self, element: ElementId) {
        self.has_strayed |= self.elements.is_some_and(|elements| !contains(elements, element));
    }

    /// Takes the content of one part of an element.
    pub fn part(&mut self, element: ElementId, part: Part) -> Vec<Kid> {
        kids(&self.take(element, part))
    }

    /// Takes all content of an element, in page order.
    pub fn all(&mut self, element: ElementId) -> Vec<Kid> {
        let parts = [Part::Marker, Part::Content, Part::PageNumber];
        let mut pieces: Vec<Piece> =
            parts.into_iter().flat_map(|part| self.take(element, part)).collect();
        pieces.sort_by_key(|piece| piece.id);
        kids(&pieces)
    }

    fn take(&mut self, element: ElementId, part: Part) -> Vec<Piece> {
        self.visit(element);
        let own = self.place(element).and_then(|own| self.pieces.get_mut(own));
        let own = own.unwrap_or_default().iter_mut();
        let taken = own.filter(|piece| piece.part == part && !piece.is_taken).map(|piece| {
            piece.is_taken = true;
            piece.clone()
        });
        taken.collect()
    }

    /// Where the pieces of an element are.
    fn place(&self, element: ElementId) -> Option<Range<usize>> {
        if self.elements.is_some() {
            let start = self.pieces.partition_point(|piece| piece.element < element);
            let count = self.pieces.get(start..)?.iter().take_while(|it| it.element == element);
            return Some(start..start + count.count());
        }
        let element = element.0 as usize;
        Some(*self.starts.get(element)?..*self.starts.get(element + 1)?)
    }

    /// Takes the link annotations of an element.
    pub fn annotations(&mut self, element: ElementId) -> Vec<Kid> {
        self.visit(element);
        let annotations = self.annotations.remove(&element).unwrap_or_default();
        annotations.into_iter().map(Kid::Annotation).collect()
    }

    /// Takes the bounding box of a picture, as layout attributes (§14.8.5.4).
    pub fn bounding_box(&mut self, element: ElementId) -> Option<lopdf::Dictionary> {
        self.visit(element);
        let bounds = self.boxes.remove(&element)?;
        Some(dictionary! { "O" => name("Layout"), "Placement" => name("Block"), "BBox" => bounds })
    }

    /// Takes the layout attributes of an equation.
    pub fn formula(&mut self, element: ElementId) -> Option<lopdf::Dictionary> {
        self.visit(element);
        self.formulas.remove(&element)
    }

    /// Elements with content or annotations that have not been taken.
    pub fn remaining(&self) -> Vec<ElementId> {
        let content = self.pieces.iter().filter(|piece| !piece.is_taken);
        let content = content.map(|piece| piece.element);
        let mut elements: Vec<ElementId> =
            content.chain(self.annotations.keys().copied()).collect();
        elements.sort();
        elements.dedup();
        elements
    }
}

fn by_element(annotations: &[LinkAnnotation]) -> BTreeMap<ElementId, Vec<LinkAnnotation>> {
    let mut all: BTreeMap<ElementId, Vec<LinkAnnotation>> = BTreeMap::new();
    for annotation in annotations {
        all.entry(annotation.element).or_default().push(*annotation);
    }
    all
}

/// Whether an element is in one of some ranges, which are in order.
fn contains(elements: &[Range<u32>], element: ElementId) -> bool {
    let after = elements.partition_point(|range| range.start <= element.0);
    let before = after.checked_sub(1).and_then(|before| elements.get(before));
    before.is_some_and(|range| range.contains(&element.0))
}

/// The marked-content sequences of a page.
fn pieces(index: usize, page: &Page) -> Vec<Piece> {
    let piece = |sequence: Sequence| match sequence.kind {
        SequenceKind::Content { mcid, element, part } => Some(Piece {
            element,
            part,
            id: ContentId { page: index, mcid },
            language: sequence.language.cloned(),
            is_taken: false,
        }),
        SequenceKind::Artifact(_) => None,
    };
    sequences(page).into_iter().filter_map(piece).collect()
}

/// For each element up to the last, and once more, the number of pieces of the elements before it.
fn starts(pieces: &[Piece]) -> Vec<usize> {
    let count = pieces.last().map_or(0, |last| last.element.0 as usize + 1);
    let mut starts = Vec::with_capacity(count + 1);
    for (index, piece) in pieces.iter().enumerate() {
        starts.resize(starts.len().max(piece.element.0 as usize + 1), index);
    }
    starts.push(pieces.len());
    starts
}

/// The bounding boxes of the pictures on a page.
fn boxes(page: &Page) -> impl Iterator<Item = (ElementId, Object)> + '_ {
    page.items.iter().filter_map(|item| match item {
        Item::Image { rect, window, owner: Owner::Element(element, _), .. } => {
            let seen = window.as_ref().unwrap_or(rect).common(&page.bounds());
            Some((*element, rectangle(&seen, page.height)))
        }
        Item::Image { .. } | Item::Glyphs(_) | Item::Fill { .. } | Item::Link(_) => None,
    })
}

impl Piece {
    /// Whether the next piece continues in the same language, without content of another element in
    /// between.
    fn continues(&self, next: &Piece) -> bool {
        let follows = (self.id.page, self.id.mcid + 1) == (next.id.page, next.id.mcid);
        self.language == next.language && (follows || self.language.is_none())
    }
}

/// Converts pieces to kids. A phrase in another language becomes one `Span` with that language,
/// even across lines (§14.9.2.2).
fn kids(pieces: &[Piece]) -> Vec<Kid> {
    let mut kids = Vec::new();
    for phrase in pieces.chunk_by(Piece::continues) {
        let content = phrase.iter().map(|piece| Kid::Content(piece.id));
        match phrase.first().and_then(|piece| piece.language.as_deref()) {
            None => kids.extend(content),
            Some(language) => {
                let mut span = Node::new("Span", content.collect());
                span.entries.set("Lang", text_string(language));
                kids.push(span.into());
            }
        }
    }
    kids
}
