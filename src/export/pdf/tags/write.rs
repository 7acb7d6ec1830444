//! The structure tree as PDF objects, and the ways from content back to it (ISO 32000-1 §14.7.4).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, StringFormat, dictionary};

use super::super::object::{byte_string, name};
use super::super::settings::Version;
use super::Structure;
use super::tree::{Kid, Node};
use crate::document::ElementId;
use crate::export::Failure;

/// Writes the tree.
pub fn write(
    pdf: &mut Pdf,
    tree: &Node,
    pages: &[ObjectId],
    version: Version,
) -> Result<Structure, Failure> {
    let root = pdf.new_object_id();
    let namespace = namespace(pdf, version);
    let elements = BTreeMap::new();
    let mut writer = Writer {
        pdf,
        pages,
        namespace,
        structure: Structure { root, elements },
        referring: Vec::new(),
        content: vec![BTreeMap::new(); pages.len()],
        annotations: Vec::new(),
        identifiers: BTreeMap::new(),
    };
    let top = writer.node(tree, root);
    let parents = writer.parents()?;
    let identifiers = writer.identifier_tree();
    writer.refer()?;
    let structure = writer.structure;
    let mut entries = dictionary! { "Type" => "StructTreeRoot", "K" => top };
    entries.set("ParentTree", writer.pdf.add_object(dictionary! { "Nums" => parents.numbers }));
    entries.set("ParentTreeNextKey", parents.next);
    if let Some(identifiers) = identifiers {
        entries.set("IDTree", identifiers);
    }
    if let Some(namespace) = namespace {
        entries.set("Namespaces", vec![namespace.into()]);
    }
    pdf.set_object(root, entries);
    Ok(structure)
}

/// The structure types of PDF 2.0 (ISO 32000-2 §14.8.6.1), where there are such.
fn namespace(pdf: &mut Pdf, version: Version) -> Option<ObjectId> {
    match version {
        Version::Pdf17 => None,
        Version::Pdf20 => {
            let name = byte_string("http://iso.org/pdf2/ssn");
            Some(pdf.add_object(dictionary! { "Type" => "Namespace", "NS" => name }))
        }
    }
}

struct Writer<'a> {
    pdf: &'a mut Pdf,
    pages: &'a [ObjectId],
    /// The structure types of PDF 2.0, where the file is one.
    namespace: Option<ObjectId>,
    /// What is written, by element.
    structure: Structure,
    /// Structure elements with the elements to which they refer.
    referring: Vec<(ObjectId, Vec<ElementId>)>,
    /// By page and number, the element of each marked-content sequence.
    content: Vec<BTreeMap<u32, ObjectId>>,
    /// Each annotation with its element.
    annotations: Vec<(ObjectId, ObjectId)>,
    /// Elements by identifier.
    identifiers: BTreeMap<Vec<u8>, ObjectId>,
}

/// The parent tree: its entries, and the first key that is free.
struct Parents {
    numbers: Vec<Object>,
    next: i64,
}

impl Writer<'_> {
    fn node(&mut self, node: &Node, parent: ObjectId) -> ObjectId {
        let id = self.pdf.new_object_id();
        let mut entries =
            dictionary! { "Type" => "StructElem", "S" => name(node.tag), "P" => parent };
        for (key, value) in node.entries.iter() {
            entries.set(key.clone(), value.clone());
        }
        if let Ok(Object::String(identifier, _)) = node.entries.get(b"ID") {
            self.identifiers.insert(identifier.clone(), id);
        }
        let page = node.kids.iter().find_map(own_page);
        if let Some(page) = page.and_then(|page| self.pages.get(page)) {
            entries.set("Pg", *page);
        }
        let kids: Vec<Object> =
            node.kids.iter().filter_map(|kid| self.kid(kid, id, page)).collect();
        if !kids.is_empty() {
            entries.set("K", kids);
        }
        if let Some(namespace) = self.namespace {
            self.in_namespace(node, id, namespace, &mut entries);
        }
        self.pdf.set_object(id, entries);
        id
    }

    /// What PDF 2.0 wants besides. Types that it has no more, such as those of contents, stay in the
    /// namespace of PDF 1.7, which is that of elements without any.
    fn in_namespace(
        &mut self,
        node: &Node,
        id: ObjectId,
        namespace: ObjectId,
        entries: &mut Dictionary,
    ) {
        if let Some(element) = node.element {
            self.structure.elements.insert(element, id);
        }
        if !node.refers_to.is_empty() {
            self.referring.push((id, node.refers_to.clone()));
        }
        match node.tag {
            "TOC" | "TOCI" | "Reference" | "BlockQuote" | "Index" => {}
            "Note" => {
                let kind = dictionary! { "O" => "FENote", "NoteType" => "Footnote" };
                entries.set("S", "FENote");
                entries.set("A", kind);
                entries.set("NS", namespace);
            }
            _ => entries.set("NS", namespace),
        }
    }

    /// References between structure elements (ISO 32000-2 §14.7.2, Ref); those to what no page shows
    /// are left out.
    fn refer(&mut self) -> Result<(), Failure> {
        for (from, to) in std::mem::take(&mut self.referring) {
            let known = |element: &ElementId| self.structure.elements.get(element).copied();
            let to: Vec<Object> = to.iter().filter_map(known).map(Object::from).collect();
            let from = self.pdf.get_dictionary_mut(from);
            let from = from.map_err(|error| Failure(error.to_string()))?;
            if !to.is_empty() {
                from.set("Ref", to);
            }
        }
        Ok(())
    }

    /// Content on the page that the element names is a number, elsewhere it names its page.
    fn kid(&mut self, kid: &Kid, element: ObjectId, page: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Node(node) => Some(self.node(node, element).into()),
            Kid::Content(place) => {
                self.content.get_mut(place.page)?.insert(place.mcid, element);
                let number = Object::Integer(place.mcid.into());
                if page == Some(place.page) {
                    return Some(number);
                }
                let on = *self.pages.get(place.page)?;
                Some(dictionary! { "Type" => "MCR", "Pg" => on, "MCID" => number }.into())
            }
            Kid::Annotation(annotation) => {
                self.annotations.push((annotation.object, element));
                let on = *self.pages.get(annotation.page)?;
                Some(
                    dictionary! { "Type" => "OBJR", "Pg" => on, "Obj" => annotation.object }.into(),
                )
            }
        }
    }

    /// From pages and annotations back to elements (§14.7.4.4).
    fn parents(&mut self) -> Result<Parents, Failure> {
        let broken = |error: lopdf::Error| Failure(error.to_string());
        let mut parents = Parents { numbers: Vec::new(), next: 0 };
        for (page, elements) in self.pages.iter().zip(&self.content) {
            let elements = self.pdf.add_object(in_order(elements));
            let page = self.pdf.get_dictionary_mut(*page).map_err(broken)?;
            page.set("StructParents", parents.push(elements));
            page.set("Tabs", name("S"));
        }
        for (annotation, element) in &self.annotations {
            let annotation = self.pdf.get_dictionary_mut(*annotation).map_err(broken)?;
            annotation.set("StructParent", parents.push(*element));
        }
        Ok(parents)
    }

    fn identifier_tree(&mut self) -> Option<ObjectId> {
        let string = |key: &Vec<u8>| Object::String(key.clone(), StringFormat::Literal);
        let first = string(self.identifiers.first_key_value()?.0);
        let last = string(self.identifiers.last_key_value()?.0);
        let names: Vec<Object> = self
            .identifiers
            .iter()
            .flat_map(|(identifier, element)| [string(identifier), (*element).into()])
            .collect();
        let leaf = dictionary! { "Limits" => vec![first, last], "Names" => names };
        let leaf = self.pdf.add_object(leaf);
        Some(self.pdf.add_object(dictionary! { "Kids" => vec![leaf.into()] }))
    }
}

impl Parents {
    fn push(&mut self, object: ObjectId) -> i64 {
        let key = self.next;
        self.numbers.extend([key.into(), object.into()]);
        self.next += 1;
        key
    }
}

/// The elements of a page by number; a number without element stays empty.
fn in_order(elements: &BTreeMap<u32, ObjectId>) -> Object {
    let count = elements.last_key_value().map_or(0, |(last, _)| last + 1);
    let element = |number| elements.get(&number).map_or(Object::Null, |id| (*id).into());
    Object::Array((0..count).map(element).collect())
}

fn own_page(kid: &Kid) -> Option<usize> {
    match kid {
        Kid::Content(place) => Some(place.page),
        Kid::Node(_) | Kid::Annotation(_) => None,
    }
}
