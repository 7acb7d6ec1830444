//! Structure tree features of PDF 2.0: the standard namespace, FENote elements, references between
//! elements (ISO 32000-2 §14.7, §14.8; ISO 14289-2 §8.2).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, dictionary};

use super::super::object::{Entries, byte_string};
use super::tree::Node;
use crate::document::ElementId;
use crate::export::ExportError;

/// Data collected while elements are written.
pub struct Pdf20 {
    /// The standard structure namespace of PDF 2.0.
    namespace: ObjectId,
    /// Structure elements by document element.
    elements: BTreeMap<ElementId, ObjectId>,
    /// Structure elements with the document elements that they refer to.
    referring: Vec<(ObjectId, Vec<ElementId>)>,
}

impl Pdf20 {
    /// Writes the namespace object (§14.8.6.1).
    pub fn new(pdf: &mut Pdf) -> Pdf20 {
        let name = byte_string("http://iso.org/pdf2/ssn");
        let namespace = pdf.add_object(dictionary! { "Type" => "Namespace", "NS" => name });
        Pdf20 { namespace, elements: BTreeMap::new(), referring: Vec::new() }
    }

    /// The type of a structure element.
    pub fn tag(&self, node: &Node) -> &'static str {
        match node.tag {
            "Note" => "FENote",
            tag => tag,
        }
    }

    /// Completes a structure element. Types that PDF 2.0 dropped, such as TOC, stay in the default
    /// namespace, that of PDF 1.7. Returns whether [`Pdf20::finish`] adds references to it.
    pub fn complete(&mut self, node: &Node, id: ObjectId, entries: &mut Entries) -> bool {
        if let Some(element) = node.element {
            self.elements.insert(element, id);
        }
        let refers = !node.refers_to.is_empty();
        if refers {
            self.referring.push((id, node.refers_to.clone()));
        }
        match node.tag {
            "TOC" | "TOCI" | "Reference" | "BlockQuote" | "Code" | "Index" => {}
            _ => entries.push((b"NS", self.namespace.into())),
        }
        refers
    }

    /// Completes the root and writes the references, except those to elements that no page shows.
    /// Returns the structure elements by document element.
    pub fn finish(
        self,
        pdf: &mut Pdf,
        root: &mut Dictionary,
    ) -> Result<BTreeMap<ElementId, ObjectId>, ExportError> {
        root.set("Namespaces", vec![self.namespace.into()]);
        for (from, to) in self.referring {
            let known = |element: &ElementId| self.elements.get(element).copied();
            let to: Vec<Object> = to.iter().filter_map(known).map(Object::from).collect();
            let from = pdf.get_dictionary_mut(from);
            let from = from.map_err(|error| ExportError(error.to_string()))?;
            if !to.is_empty() {
                from.set("Ref", to);
            }
        }
        Ok(self.elements)
    }
}
