//! The structure tree in memory (ISO 32000-1 §14.7.2).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::super::marked_content::ContentId;
use super::super::serialize::WrittenObjects;
use crate::document::ElementId;

/// A structure element with its kids, in reading order.
#[derive(Debug)]
pub struct Node {
    /// Standard structure type (§14.8.4).
    pub tag: &'static str,
    /// Other dictionary entries: alternative text, attributes, identifier.
    pub entries: Dictionary,
    /// Child elements, content and annotations.
    pub kids: Vec<Kid>,
    /// The document element that it represents.
    pub element: Option<ElementId>,
    /// Document elements that it refers to, or that refer to it.
    pub refers_to: Vec<ElementId>,
    /// The MathML of an equation.
    pub mathml: Option<String>,
}

/// A kid of a structure element.
#[derive(Debug)]
pub enum Kid {
    /// A child element.
    Node(Box<Node>),
    /// A marked-content sequence.
    Content(ContentId),
    /// A link annotation.
    Annotation(LinkAnnotation),
}

/// A link annotation in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkAnnotation {
    /// Page index, from 0.
    pub page: usize,
    /// The link's document element.
    pub element: ElementId,
    /// Object number of the annotation.
    pub object: ObjectId,
}

impl Node {
    /// Creates an element without further entries.
    pub fn new(tag: &'static str, kids: Vec<Kid>) -> Node {
        let (entries, refers_to) = (Dictionary::new(), Vec::new());
        Node { tag, entries, kids, element: None, refers_to, mathml: None }
    }

    /// Sets the document element.
    pub fn of(mut self, element: ElementId) -> Node {
        self.element = Some(element);
        self
    }

    /// Sets the referenced document elements.
    pub fn refers_to(mut self, elements: &[ElementId]) -> Node {
        self.refers_to = elements.to_vec();
        self
    }

    /// Sets the attributes of one owner (§14.7.5).
    pub fn with_attributes(mut self, attributes: Dictionary) -> Node {
        self.entries.set("A", attributes);
        self
    }

    /// The first content among its descendants.
    pub fn first(&self) -> Option<ContentId> {
        self.kids.iter().filter_map(Kid::first).min()
    }
}

impl Kid {
    /// The first content in the kid.
    pub fn first(&self) -> Option<ContentId> {
        match self {
            Kid::Node(node) => node.first(),
            Kid::Content(id) => Some(*id),
            Kid::Annotation(_) => None,
        }
    }
}

impl From<Node> for Kid {
    fn from(node: Node) -> Kid {
        Kid::Node(node.into())
    }
}

/// The structure tree as written to the file.
pub struct StructureTree {
    /// Object number of the root.
    pub root: ObjectId,
    /// Structure elements by document element; empty in PDF 1.7, where nothing refers to them.
    pub elements: BTreeMap<ElementId, ObjectId>,
    /// The key of each link annotation in the parent tree (§14.7.4.4). Those of pages are their indexes.
    pub annotations: HashMap<ObjectId, i64>,
    /// The structure elements that are finished.
    pub written: Vec<Arc<WrittenObjects>>,
}

impl StructureTree {
    /// The structure element of a document element, otherwise the next one in reading order.
    pub fn find(&self, element: ElementId) -> Option<ObjectId> {
        self.elements.range(element..).next().map(|(_, object)| *object)
    }

    /// A destination on a page, combined with a structure destination if there is one (ISO 32000-2
    /// §12.3.2.3).
    pub fn destination(&self, element: ElementId, on_page: Object) -> Object {
        let structure = self.find(element).and_then(|structure| {
            let mut view = on_page.as_array().ok()?.clone();
            *view.first_mut()? = structure.into();
            Some(view)
        });
        match structure {
            Some(structure) => dictionary! { "D" => on_page, "SD" => structure }.into(),
            None => on_page,
        }
    }
}
