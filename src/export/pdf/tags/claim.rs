//! What of the pages belongs to which element, each piece to be claimed once.

use std::collections::BTreeMap;

use lopdf::{Object, dictionary};

use super::super::annotations::Annotation;
use super::super::marks::{Mark, Place, sequences};
use super::super::object::{name, rectangle};
use super::tree::Kid;
use crate::document::ElementId;
use crate::layout::{Item, Owner, Page, Part};

/// What is not claimed yet.
pub struct Claims {
    content: BTreeMap<(ElementId, Part), Vec<Place>>,
    annotations: BTreeMap<ElementId, Vec<Annotation>>,
    /// By element, the bounding box of its picture as a PDF rectangle.
    boxes: BTreeMap<ElementId, Object>,
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
                self.content.entry((element, part)).or_default().push(place);
            }
            for item in sequence.items {
                if let Item::Image { rect, owner: Owner::Element(element, _), .. } = item {
                    self.boxes.insert(*element, rectangle(rect, page.height));
                }
            }
        }
    }

    /// The content of one part of an element.
    pub fn part(&mut self, element: ElementId, part: Part) -> Vec<Kid> {
        let places = self.content.remove(&(element, part)).unwrap_or_default();
        places.into_iter().map(Kid::Content).collect()
    }

    /// All content of an element, in the order of the pages.
    pub fn content(&mut self, element: ElementId) -> Vec<Kid> {
        let parts = [Part::Label, Part::Content, Part::PageNumber];
        let mut kids: Vec<Kid> =
            parts.into_iter().flat_map(|part| self.part(element, part)).collect();
        kids.sort_by_key(Kid::first);
        kids
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
