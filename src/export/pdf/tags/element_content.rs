//! Marked content and annotations by element. Each piece is taken once, when its element is built.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Object, dictionary};
use rayon::prelude::*;

use super::super::marked_content::{ContentId, Sequence, SequenceKind, sequences};
use super::super::object::{name, rectangle, text_string};
use super::tree::{Kid, LinkAnnotation, Node};
use crate::document::ElementId;
use crate::layout::{Item, Owner, Page, Part};

/// Content that is not yet in the tree.
pub struct ElementContent {
    /// The marked-content sequences, ordered by element and drawn in this order.
    pieces: Vec<Piece>,
    /// Where the pieces of each element begin, by [`ElementId`].
    starts: Vec<usize>,
    annotations: BTreeMap<ElementId, Vec<LinkAnnotation>>,
    /// Bounding boxes of pictures by element, as PDF rectangles.
    boxes: BTreeMap<ElementId, Object>,
    /// The layout attributes of equations.
    pub formulas: BTreeMap<ElementId, lopdf::Dictionary>,
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

impl ElementContent {
    /// Collects the content of all pages.
    pub fn collect(pages: &[Arc<Page>], annotations: &[LinkAnnotation]) -> ElementContent {
        let found = pages.par_iter().enumerate().flat_map_iter(|(index, page)| pieces(index, page));
        let mut pieces: Vec<Piece> = found.collect();
        pieces.par_sort_by_key(|piece| piece.element);
        let mut content = ElementContent {
            starts: starts(&pieces),
            pieces,
            annotations: BTreeMap::new(),
            boxes: pages.iter().flat_map(|page| boxes(page)).collect(),
            formulas: BTreeMap::new(),
        };
        for annotation in annotations {
            content.annotations.entry(annotation.element).or_default().push(*annotation);
        }
        content
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
        let element = element.0 as usize;
        let (start, end) = (self.starts.get(element), self.starts.get(element + 1));
        let own = start.zip(end).and_then(|(start, end)| self.pieces.get_mut(*start..*end));
        let own = own.unwrap_or_default().iter_mut();
        let taken = own.filter(|piece| piece.part == part && !piece.is_taken).map(|piece| {
            piece.is_taken = true;
            piece.clone()
        });
        taken.collect()
    }

    /// Takes the link annotations of an element.
    pub fn annotations(&mut self, element: ElementId) -> Vec<Kid> {
        let annotations = self.annotations.remove(&element).unwrap_or_default();
        annotations.into_iter().map(Kid::Annotation).collect()
    }

    /// Takes the bounding box of a picture, as layout attributes (§14.8.5.4).
    pub fn bounding_box(&mut self, element: ElementId) -> Option<lopdf::Dictionary> {
        let bounds = self.boxes.remove(&element)?;
        Some(dictionary! { "O" => name("Layout"), "Placement" => name("Block"), "BBox" => bounds })
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
