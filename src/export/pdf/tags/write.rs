//! Writes the structure tree, the parent tree and the ID tree (ISO 32000-1 §14.7.4).

use std::collections::{BTreeMap, HashMap};
use std::mem;
use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, StringFormat, dictionary};

use super::super::object::{Entries, name};
use super::super::serialize::WrittenObjects;
use super::super::settings::{Standards, Version};
use super::mathml_file::associated_files;
use super::pdf20::Pdf20;
use super::tree::{Kid, Node, StructureTree};
use super::written_part::WrittenPart;
use crate::cache::Key;
use crate::export::ExportError;

/// Writes the tree. `write_parts` writes the parts of the document as kids of an element.
pub fn write(
    pdf: &mut Pdf,
    pages: &[ObjectId],
    standards: Standards,
    write_parts: impl FnOnce(&mut Writer, ObjectId) -> Vec<Arc<WrittenPart>>,
) -> Result<StructureTree, ExportError> {
    let root = pdf.new_object_id();
    let pdf20 = match standards.version {
        Version::Pdf17 => None,
        Version::Pdf20 => Some(Pdf20::new(pdf)),
    };
    let mut writer = Writer {
        pdf,
        pages,
        pdf20,
        mathml: standards.embeds_mathml().then_some(0),
        objects: WrittenObjects::default(),
        part: WrittenPart::default(),
    };
    let document = writer.pdf.new_object_id();
    let parts = write_parts(&mut writer, document);
    let kids = parts.iter().filter_map(|part| part.kid.clone()).collect();
    writer.element(Node::new("Document", Vec::new()), document, (root, None, kids));
    let mut entries = dictionary! { "Type" => "StructTreeRoot", "K" => document };
    let annotations = writer.write_parent_and_id_trees(&parts, &mut entries);
    let Writer { pdf20, objects, .. } = writer;
    let mut written: Vec<_> = parts.iter().map(|part| Arc::clone(&part.objects)).collect();
    written.push(objects.into());
    let elements = match pdf20 {
        Some(pdf20) => pdf20.finish(pdf, &mut entries)?,
        None => BTreeMap::new(),
    };
    pdf.set_object(root, entries);
    Ok(StructureTree { root, elements, annotations, written })
}

/// Writes structure elements.
pub struct Writer<'a> {
    pdf: &'a mut Pdf,
    pages: &'a [ObjectId],
    /// Additions for PDF 2.0.
    pdf20: Option<Pdf20>,
    /// The number of MathML files embedded so far, if the standards permit any.
    mathml: Option<usize>,
    /// The finished objects of the part that is being written.
    objects: WrittenObjects,
    /// What else is known about this part.
    part: WrittenPart,
}

/// The parent tree: its entries and the next free key.
#[derive(Default)]
struct Parents {
    numbers: Vec<Object>,
    next: i64,
}

impl Writer<'_> {
    /// Writes parts of the document. Each is freed once it is written, while the next one is built.
    pub fn parts(
        &mut self,
        mut kids: impl Iterator<Item = Kid> + Send,
        parent: ObjectId,
    ) -> Vec<Arc<WrittenPart>> {
        let (mut written, mut next) = (Vec::new(), kids.next());
        while let Some(kid) = next {
            let part = || self.part(kid, parent, None);
            let (part, following) = rayon::join(part, || kids.next());
            written.push(part.into());
            next = following;
        }
        written
    }

    /// Writes a part of the document. `key` is that of what it is made from, if it is kept.
    pub fn part(&mut self, kid: Kid, parent: ObjectId, key: Option<Key>) -> WrittenPart {
        self.objects = WrittenObjects::with_key(key);
        let kid = self.kid(kid, parent, None);
        let objects = mem::take(&mut self.objects).finished();
        WrittenPart { objects: objects.into(), kid, ..mem::take(&mut self.part) }
    }

    /// The greatest number of an object so far.
    pub fn last_number(&self) -> u32 {
        self.pdf.max_id
    }

    /// Continues after the object with a number.
    pub fn continue_after(&mut self, number: u32) {
        self.pdf.max_id = number;
    }

    fn node(&mut self, mut node: Node, parent: ObjectId) -> ObjectId {
        let id = self.pdf.new_object_id();
        let page = node.kids.iter().find_map(own_page);
        let kids = mem::take(&mut node.kids).into_iter();
        let kids: Vec<Object> = kids.filter_map(|kid| self.kid(kid, id, page)).collect();
        self.element(node, id, (parent, page, kids));
        id
    }

    /// Writes a structure element whose kids are written.
    fn element(
        &mut self,
        node: Node,
        id: ObjectId,
        (parent, page, kids): (ObjectId, Option<usize>, Vec<Object>),
    ) {
        let mut entries: Entries = vec![
            (b"Type", name("StructElem")),
            (b"S", name(self.pdf20.as_ref().map_or(node.tag, |pdf20| pdf20.tag(&node)))),
            (b"P", parent.into()),
        ];
        entries.extend(node.entries.iter().map(|(key, value)| (key.as_slice(), value.clone())));
        if let Ok(Object::String(identifier, _)) = node.entries.get(b"ID") {
            self.part.identifiers.push((identifier.clone(), id));
        }
        if let Some(page) = page.and_then(|page| self.pages.get(page)) {
            entries.push((b"Pg", (*page).into()));
        }
        if !kids.is_empty() {
            entries.push((b"K", kids.into()));
        }
        if let (Some(mathml), Some(count)) = (&node.mathml, &mut self.mathml) {
            *count += 1;
            entries.push((b"AF", associated_files(self.pdf, mathml, *count)));
        }
        let pdf20 = self.pdf20.as_mut();
        match pdf20.is_some_and(|pdf20| pdf20.complete(&node, id, &mut entries)) {
            true => self.pdf.set_object(id, Dictionary::from_iter(entries)),
            false => self.objects.write_dictionary(id, &entries),
        }
    }

    /// Writes a kid. Content on the element's own page is referenced by number alone.
    fn kid(&mut self, kid: Kid, element: ObjectId, page: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Node(node) => Some(self.node(*node, element).into()),
            Kid::Content(id) => {
                let on = *self.pages.get(id.page)?;
                self.part.content.push((id, element));
                let number = Object::Integer(id.mcid.into());
                if page == Some(id.page) {
                    return Some(number);
                }
                Some(dictionary! { "Type" => "MCR", "Pg" => on, "MCID" => number }.into())
            }
            Kid::Annotation(annotation) => {
                self.part.annotations.push((annotation.object, element));
                let on = *self.pages.get(annotation.page)?;
                Some(
                    dictionary! { "Type" => "OBJR", "Pg" => on, "Obj" => annotation.object }.into(),
                )
            }
        }
    }

    /// Writes the parent tree and the ID tree. Returns the keys of annotations in the parent tree.
    fn write_parent_and_id_trees(
        &mut self,
        parts: &[Arc<WrittenPart>],
        root: &mut Dictionary,
    ) -> HashMap<ObjectId, i64> {
        let mut parents = self.parents_of_pages(parts);
        let annotations = parts.iter().flat_map(|part| &part.annotations);
        let annotations = annotations.map(|(id, element)| (*id, parents.push(*element)));
        let annotations = annotations.collect();
        root.set("ParentTree", self.pdf.add_object(dictionary! { "Nums" => parents.numbers }));
        root.set("ParentTreeNextKey", parents.next);
        if let Some(identifiers) = self.identifier_tree(parts) {
            root.set("IDTree", identifiers);
        }
        annotations
    }

    /// Begins the parent tree: from pages to structure elements (§14.7.4.4).
    fn parents_of_pages(&mut self, parts: &[Arc<WrittenPart>]) -> Parents {
        let mut parents = Parents::default();
        for elements in elements_of_pages(parts, self.pages.len()) {
            let id = self.pdf.new_object_id();
            self.objects.write_references(id, &elements);
            parents.push(id);
        }
        parents
    }

    fn identifier_tree(&mut self, parts: &[Arc<WrittenPart>]) -> Option<ObjectId> {
        let identifiers = parts.iter().flat_map(|part| &part.identifiers);
        let identifiers: BTreeMap<&Vec<u8>, ObjectId> =
            identifiers.map(|(identifier, element)| (identifier, *element)).collect();
        let string = |key: &Vec<u8>| Object::String(key.clone(), StringFormat::Literal);
        let first = string(identifiers.first_key_value()?.0);
        let last = string(identifiers.last_key_value()?.0);
        let names: Vec<Object> = identifiers
            .into_iter()
            .flat_map(|(identifier, element)| [string(identifier), element.into()])
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

/// The structure elements of the marked-content sequences of each page, by identifier; `None` for one without an
/// element.
fn elements_of_pages(parts: &[Arc<WrittenPart>], pages: usize) -> Vec<Vec<Option<ObjectId>>> {
    let mut all = vec![Vec::new(); pages];
    for (id, element) in parts.iter().flat_map(|part| &part.content) {
        let (Some(page), mcid) = (all.get_mut(id.page), id.mcid as usize) else { continue };
        page.resize(page.len().max(mcid + 1), None);
        page.get_mut(mcid).into_iter().for_each(|it| *it = Some(*element));
    }
    all
}

fn own_page(kid: &Kid) -> Option<usize> {
    match kid {
        Kid::Content(id) => Some(id.page),
        Kid::Node(_) | Kid::Annotation(_) => None,
    }
}
