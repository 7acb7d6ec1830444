//! Writes the structure tree, the parent tree and the ID tree (ISO 32000-1 §14.7.4).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, StringFormat, dictionary};

use super::super::marked_content::ContentId;
use super::super::object::name;
use super::super::serialize::WrittenObjects;
use super::super::settings::{Standards, Version};
use super::mathml_file::associated_files;
use super::pdf20::Pdf20;
use super::tree::{Entries, Kid, Node, StructureTree};
use crate::export::ExportError;

/// Writes the tree, whose root has some kids. Each kid is freed once it is written, while the next one is built.
pub fn write(
    pdf: &mut Pdf,
    kids: impl Iterator<Item = Kid> + Send,
    pages: &[ObjectId],
    standards: Standards,
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
        content: vec![Vec::new(); pages.len()],
        annotations: Vec::new(),
        identifiers: BTreeMap::new(),
        mathml: standards.embeds_mathml().then_some(0),
        written: WrittenObjects::default(),
    };
    let document = writer.document(kids, root);
    let mut entries = dictionary! { "Type" => "StructTreeRoot", "K" => document };
    writer.write_parent_and_id_trees(&mut entries)?;
    let Writer { pdf20, written, .. } = writer;
    let elements = match pdf20 {
        Some(pdf20) => pdf20.finish(pdf, &mut entries)?,
        None => BTreeMap::new(),
    };
    pdf.set_object(root, entries);
    Ok(StructureTree { root, elements, written })
}

struct Writer<'a> {
    pdf: &'a mut Pdf,
    pages: &'a [ObjectId],
    /// Additions for PDF 2.0.
    pdf20: Option<Pdf20>,
    /// References to the structure elements of marked-content sequences, by page and identifier; null for an
    /// identifier without an element.
    content: Vec<Vec<Object>>,
    /// Annotations with their structure elements.
    annotations: Vec<(ObjectId, ObjectId)>,
    /// Structure elements by ID.
    identifiers: BTreeMap<Vec<u8>, ObjectId>,
    /// The number of MathML files embedded so far, if the standards permit any.
    mathml: Option<usize>,
    written: WrittenObjects,
}

/// The parent tree: its entries and the next free key.
struct Parents {
    numbers: Vec<Object>,
    next: i64,
}

impl Writer<'_> {
    /// Writes the structure element of the whole document.
    fn document(
        &mut self,
        mut kids: impl Iterator<Item = Kid> + Send,
        parent: ObjectId,
    ) -> ObjectId {
        let id = self.pdf.new_object_id();
        let (mut written, mut next) = (Vec::new(), kids.next());
        while let Some(kid) = next {
            let (kid, following) = rayon::join(|| self.kid(kid, id, None), || kids.next());
            written.extend(kid);
            next = following;
        }
        self.element(Node::new("Document", Vec::new()), id, (parent, None, written));
        id
    }

    fn node(&mut self, mut node: Node, parent: ObjectId) -> ObjectId {
        let id = self.pdf.new_object_id();
        let page = node.kids.iter().find_map(own_page);
        let kids = std::mem::take(&mut node.kids).into_iter();
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
            self.identifiers.insert(identifier.clone(), id);
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
            false => self.written.write_dictionary(id, &entries),
        }
    }

    /// Writes a kid. Content on the element's own page is referenced by number alone.
    fn kid(&mut self, kid: Kid, element: ObjectId, page: Option<usize>) -> Option<Object> {
        match kid {
            Kid::Node(node) => Some(self.node(*node, element).into()),
            Kid::Content(id) => {
                self.own(id, element)?;
                let number = Object::Integer(id.mcid.into());
                if page == Some(id.page) {
                    return Some(number);
                }
                let on = *self.pages.get(id.page)?;
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

    /// Records the structure element of a marked-content sequence.
    fn own(&mut self, id: ContentId, element: ObjectId) -> Option<()> {
        let (page, mcid) = (self.content.get_mut(id.page)?, id.mcid as usize);
        page.resize(page.len().max(mcid + 1), Object::Null);
        *page.get_mut(mcid)? = element.into();
        Some(())
    }

    /// Writes the parent tree and the ID tree.
    fn write_parent_and_id_trees(&mut self, root: &mut Dictionary) -> Result<(), ExportError> {
        let parents = self.parents()?;
        root.set("ParentTree", self.pdf.add_object(dictionary! { "Nums" => parents.numbers }));
        root.set("ParentTreeNextKey", parents.next);
        if let Some(identifiers) = self.identifier_tree() {
            root.set("IDTree", identifiers);
        }
        Ok(())
    }

    /// Builds the parent tree: from pages and annotations to structure elements (§14.7.4.4).
    fn parents(&mut self) -> Result<Parents, ExportError> {
        let broken = |error: lopdf::Error| ExportError(error.to_string());
        let mut parents = Parents { numbers: Vec::new(), next: 0 };
        for (page, elements) in self.pages.iter().zip(std::mem::take(&mut self.content)) {
            let id = self.pdf.new_object_id();
            self.written.write(id, &elements.into());
            let page = self.pdf.get_dictionary_mut(*page).map_err(broken)?;
            page.set("StructParents", parents.push(id));
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

fn own_page(kid: &Kid) -> Option<usize> {
    match kid {
        Kid::Content(id) => Some(id.page),
        Kid::Node(_) | Kid::Annotation(_) => None,
    }
}
