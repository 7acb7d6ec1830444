//! The structure tree before it is written (ISO 32000-1 §14.7.2).

use lopdf::Dictionary;

use super::super::annotations::Annotation;
use super::super::marks::Place;
use crate::document::ElementId;

/// One structure element with what stands in it, in reading order.
#[derive(Debug)]
pub struct Node {
    /// Its standard structure type (§14.8.4).
    pub tag: &'static str,
    /// Entries besides type, parent and kids: alternative text, attributes, identifier.
    pub entries: Dictionary,
    /// What stands in it.
    pub kids: Vec<Kid>,
    /// The element of the document that it is.
    pub element: Option<ElementId>,
    /// Elements to which it refers, or which refer to it.
    pub refers_to: Vec<ElementId>,
}

/// What stands in a structure element.
#[derive(Debug)]
pub enum Kid {
    /// An element.
    Node(Node),
    /// Content of a page.
    Content(Place),
    /// A link annotation.
    Annotation(Annotation),
}

impl Node {
    /// An element without entries of its own.
    pub fn new(tag: &'static str, kids: Vec<Kid>) -> Node {
        Node { tag, entries: Dictionary::new(), kids, element: None, refers_to: Vec::new() }
    }

    /// Says which element of the document it is.
    pub fn of(mut self, element: ElementId) -> Node {
        self.element = Some(element);
        self
    }

    /// Says to which elements it refers.
    pub fn refers_to(mut self, elements: &[ElementId]) -> Node {
        self.refers_to = elements.to_vec();
        self
    }

    /// Adds attributes of one owner (§14.7.5).
    pub fn with_attributes(mut self, attributes: Dictionary) -> Node {
        self.entries.set("A", attributes);
        self
    }

    /// The first content in it or in an element of it.
    pub fn first(&self) -> Option<Place> {
        self.kids.iter().filter_map(Kid::first).min()
    }
}

impl Kid {
    /// The first content in it.
    pub fn first(&self) -> Option<Place> {
        match self {
            Kid::Node(node) => node.first(),
            Kid::Content(place) => Some(*place),
            Kid::Annotation(_) => None,
        }
    }
}

impl From<Node> for Kid {
    fn from(node: Node) -> Kid {
        Kid::Node(node)
    }
}
