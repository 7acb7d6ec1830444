//! What of the pages belongs to which element, each piece to be claimed once.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Object, dictionary};

use super::super::annotations::Annotation;
use super::super::marks::{Mark, Place, sequences};
use super::super::object::{name, rectangle, text_string};
use super::tree::{Kid, Node};
use crate::document::ElementId;
use crate::layout::{Item, Owner, Page, Part};

/// What is not claimed yet.
pub struct Claims {
    content: BTreeMap<(ElementId, Part), Vec<Piece>>,
    annotations: BTreeMap<ElementId, Vec<Annotation>>,
    /// By element, the bounding box of its picture as a PDF rectangle.
    boxes: BTreeMap<ElementId, Object>,
}

/// A piece of content, with the language of a phrase that is not in the report's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    place: Place,
    language: Option<Arc<str>>,
}

impl Claims {
    /// Collects the content of all pages.
    pub fn collect(pages: &[Page], annotations: &[Annotation]) -> Claims {
        let mut claims = Claims {
            content: BTreeMap::new(),
            annotations: BTreeMap::new(),
            boxes: BTreeMap::new(),
        };
        for (index, page) in pages.iter().enumerate() {
            claims.add_page(index, page);
        }
        for annotation in annotations {
            claims.annotations.entry(annotation.element).or_default().push(*annotation);
        }
        claims
    }

    fn add_page(&mut self, index: usize, page: &Page) {
        for sequence in sequences(page) {
            if let Mark::Content { mcid, element, part } = sequence.mark {
                let place = Place { page: index, mcid };
                let piece = Piece { place, language: sequence.language.cloned() };
                self.content.entry((element, part)).or_default().push(piece);
            }
            for item in sequence.items {
                if let Item::Image { rect, window, owner: Owner::Element(element, _), .. } = item {
                    let seen = window.as_ref().unwrap_or(rect).common(&page.bounds());
                    self.boxes.insert(*element, rectangle(&seen, page.height));
                }
            }
        }
    }

    /// The content of one part of an element.
    pub fn part(&mut self, element: ElementId, part: Part) -> Vec<Kid> {
        kids(&self.take(element, part))
    }

    /// All content of an element, in the order of the pages.
    pub fn content(&mut self, element: ElementId) -> Vec<Kid> {
        let parts = [Part::Marker, Part::Content, Part::PageNumber];
        let mut pieces: Vec<Piece> =
            parts.into_iter().flat_map(|part| self.take(element, part)).collect();
        pieces.sort();
        kids(&pieces)
    }

    fn take(&mut self, element: ElementId, part: Part) -> Vec<Piece> {
        self.content.remove(&(element, part)).unwrap_or_default()
    }

    /// The link annotations of an element.
    pub fn annotations(&mut self, element: ElementId) -> Vec<Kid> {
        let annotations = self.annotations.remove(&element).unwrap_or_default();
        annotations.into_iter().map(Kid::Annotation).collect()
    }

    /// Where a picture stands, as attributes of layout (§14.8.5.4).
    pub fn bounding_box(&mut self, element: ElementId) -> Option<lopdf::Dictionary> {
        let bounds = self.boxes.remove(&element)?;
        Some(dictionary! { "O" => name("Layout"), "Placement" => name("Block"), "BBox" => bounds })
    }

    /// Elements that have content or annotations left.
    pub fn rest(&self) -> Vec<ElementId> {
        let content = self.content.keys().map(|(element, _)| *element);
        let mut rest: Vec<ElementId> = content.chain(self.annotations.keys().copied()).collect();
        rest.sort();
        rest.dedup();
        rest
    }
}

impl Piece {
    /// Whether another piece goes on in the same language, with nothing of another element between.
    fn goes_on(&self, next: &Piece) -> bool {
        let follows = (self.place.page, self.place.mcid + 1) == (next.place.page, next.place.mcid);
        self.language == next.language && (follows || self.language.is_none())
    }
}

/// Pieces as kids; a phrase in another language, be it on several lines, is one span that says so
/// (§14.9.2.2).
fn kids(pieces: &[Piece]) -> Vec<Kid> {
    let mut kids = Vec::new();
    for phrase in pieces.chunk_by(Piece::goes_on) {
        let content = phrase.iter().map(|piece| Kid::Content(piece.place));
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
