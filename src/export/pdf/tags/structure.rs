//! The structure tree once it is written, for what refers to it.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, dictionary};

use crate::document::ElementId;

/// Where the tree stands in the file.
pub struct Structure {
    /// Its root.
    pub root: ObjectId,
    /// By element of the document, its structure element; empty in PDF 1.7, where nothing asks.
    pub elements: BTreeMap<ElementId, ObjectId>,
}

impl Structure {
    /// The structure element of an element, else of what comes next in reading order.
    pub fn find(&self, element: ElementId) -> Option<ObjectId> {
        self.elements.range(element..).next().map(|(_, object)| *object)
    }

    /// A destination on a page, which leads to the structure element too where there is one
    /// (ISO 32000-2 §12.3.2.3).
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
