//! What PDF 2.0 wants of the structure tree besides: a namespace for its types, notes of a type of
//! their own, references between elements (ISO 32000-2 §14.7, §14.8; ISO 14289-2 §8.2).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, dictionary};

use super::super::object::byte_string;
use super::tree::Node;
use crate::document::ElementId;
use crate::export::Failure;

/// What is known of the elements while they are written.
pub struct Newer {
    /// The structure types of PDF 2.0.
    namespace: ObjectId,
    /// By element of the document, its structure element.
    elements: BTreeMap<ElementId, ObjectId>,
    /// Structure elements with the elements to which they refer.
    referring: Vec<(ObjectId, Vec<ElementId>)>,
}

impl Newer {
    /// Writes the namespace (§14.8.6.1).
    pub fn new(pdf: &mut Pdf) -> Newer {
        let name = byte_string("http://iso.org/pdf2/ssn");
        let namespace = pdf.add_object(dictionary! { "Type" => "Namespace", "NS" => name });
        Newer { namespace, elements: BTreeMap::new(), referring: Vec::new() }
    }

    /// Completes an element. Types that PDF 2.0 has no more, such as those of contents, stay in the
    /// namespace of PDF 1.7, which is that of elements without any.
    pub fn complete(&mut self, node: &Node, id: ObjectId, entries: &mut Dictionary) {
        if let Some(element) = node.element {
            self.elements.insert(element, id);
        }
        if !node.refers_to.is_empty() {
            self.referring.push((id, node.refers_to.clone()));
        }
        match node.tag {
            "TOC" | "TOCI" | "Reference" | "BlockQuote" | "Index" => return,
            "Note" => {
                entries.set("S", "FENote");
                entries.set("A", dictionary! { "O" => "FENote", "NoteType" => "Footnote" });
            }
            _ => {}
        }
        entries.set("NS", self.namespace);
    }

    /// Completes the root, and writes the references; those to what no page shows are left out.
    /// Gives the structure elements by element.
    pub fn finish(
        self,
        pdf: &mut Pdf,
        root: &mut Dictionary,
    ) -> Result<BTreeMap<ElementId, ObjectId>, Failure> {
        root.set("Namespaces", vec![self.namespace.into()]);
        for (from, to) in self.referring {
            let known = |element: &ElementId| self.elements.get(element).copied();
            let to: Vec<Object> = to.iter().filter_map(known).map(Object::from).collect();
            let from = pdf.get_dictionary_mut(from);
            let from = from.map_err(|error| Failure(error.to_string()))?;
            if !to.is_empty() {
                from.set("Ref", to);
            }
        }
        Ok(self.elements)
    }
}
