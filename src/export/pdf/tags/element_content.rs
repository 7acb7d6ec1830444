//! Marked content and annotations by element. Each piece is taken once, when its element is built.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Object, dictionary};

use super::super::marked_content::{ContentId, SequenceKind, sequences};
use super::super::object::{name, rectangle, text_string};
use super::tree::{Kid, LinkAnnotation, Node};
use crate::document::ElementId;
use crate::layout::{Item, Owner, Page, Part};

/// Content that is not yet in the tree.
pub struct ElementContent {
    content: BTreeMap<(ElementId, Part), Vec<Piece>>,
    annotations: BTreeMap<ElementId, Vec<LinkAnnotation>>,
    /// Bounding boxes of pictures by element, as PDF rectangles.
    boxes: BTreeMap<ElementId, Object>,
    /// The layout attributes of equations.
    pub formulas: BTreeMap<ElementId, lopdf::Dictionary>,
}

/// A marked-content sequence, with its language if it differs from that of the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    id: ContentId,
    language: Option<Arc<str>>,
}

impl ElementContent {
    /// Collects the content of all pages.
    pub fn collect(pages: &[Arc<Page>], annotations: &[LinkAnnotation]) -> ElementContent {
        let mut content = ElementContent {
            content: BTreeMap::new(),
            annotations: BTreeMap::new(),
            boxes: BTreeMap::new(),
            formulas: BTreeMap::new(),
        };
        for (index, page) in pages.iter().enumerate() {
            content.add_page(index, page);
        }
        for annotation in annotations {
            content.annotations.entry(annotation.element).or_default().push(*annotation);
        }
        content
    }

    fn add_page(&mut self, index: usize, page: &Page) {
        for sequence in sequences(page) {
            if let SequenceKind::Content { mcid, element, part } = sequence.kind {
                let id = ContentId { page: index, mcid };
                let piece = Piece { id, language: sequence.language.cloned() };
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

    /// Takes the content of one part of an element.
    pub fn part(&mut self, element: ElementId, part: Part) -> Vec<Kid> {
        kids(&self.take(element, part))
    }

    /// Takes all content of an element, in page order.
    pub fn all(&mut self, element: ElementId) -> Vec<Kid> {
        let parts = [Part::Marker, Part::Content, Part::PageNumber];
        let mut pieces: Vec<Piece> =
            parts.into_iter().flat_map(|part| self.take(element, part)).collect();
        pieces.sort();
        kids(&pieces)
    }

    fn take(&mut self, element: ElementId, part: Part) -> Vec<Piece> {
        self.content.remove(&(element, part)).unwrap_or_default()
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
        let content = self.content.keys().map(|(element, _)| *element);
        let mut elements: Vec<ElementId> =
            content.chain(self.annotations.keys().copied()).collect();
        elements.sort();
        elements.dedup();
        elements
    }
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
