//! The tagged content of pages in the order of the structure tree, in which a screen reader meets it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::marked_content::{ContentId, SequenceKind, sequences};
use super::settings::Version;
use super::tags::{self, ElementContent, Kid, Node};
use crate::document::{Document, ElementId};
use crate::layout::{Item, Page};

/// The content of a structure element on a page.
#[derive(Debug)]
pub struct TaggedContent<'p> {
    /// The index of the page.
    pub page: usize,
    /// The structure types (ISO 32000-1 §14.8.4) of the element and those around it, outermost first, without
    /// sections.
    pub tags: Vec<&'static str>,
    /// The element of the document.
    pub element: Option<ElementId>,
    /// What the page shows of it.
    pub items: Vec<&'p Item>,
}

/// All tagged content of some pages, in reading order.
pub fn reading_order<'p>(document: &Document, pages: &'p [Arc<Page>]) -> Vec<TaggedContent<'p>> {
    let tree =
        tags::build(document, ElementContent::collect(pages, &[], BTreeMap::new()), Version::Pdf17);
    let mut reader = Reader { items: items(pages), path: Vec::new(), out: Vec::new() };
    reader.node(&tree);
    reader.out
}

/// The items of each marked-content sequence.
fn items(pages: &[Arc<Page>]) -> HashMap<(usize, u32), &[Item]> {
    let mut items = HashMap::new();
    for (page, content) in pages.iter().enumerate() {
        for sequence in sequences(content) {
            if let SequenceKind::Content { mcid, .. } = sequence.kind {
                items.insert((page, mcid), sequence.items);
            }
        }
    }
    items
}

struct Reader<'p> {
    items: HashMap<(usize, u32), &'p [Item]>,
    path: Vec<&'static str>,
    out: Vec<TaggedContent<'p>>,
}

impl Reader<'_> {
    /// Reads an element: as a whole if it has content of its own, otherwise each of its kids.
    fn node(&mut self, node: &Node) {
        let is_group = matches!(node.tag, "Document" | "Sect");
        self.path.extend((!is_group).then_some(node.tag));
        if node.kids.iter().any(|kid| matches!(kid, Kid::Content(_))) {
            self.content(node);
        } else {
            for kid in &node.kids {
                if let Kid::Node(node) = kid {
                    self.node(node);
                }
            }
        }
        if !is_group {
            self.path.pop();
        }
    }

    fn content(&mut self, node: &Node) {
        let mut ids = Vec::new();
        collect(node, &mut ids);
        for ids in ids.chunk_by(|one, next| one.page == next.page) {
            let Some(page) = ids.first().map(|id| id.page) else { continue };
            let items = ids.iter().filter_map(|id| self.items.get(&(id.page, id.mcid)));
            let items = items.flat_map(|items| items.iter()).collect();
            let tags = self.path.clone();
            self.out.push(TaggedContent { page, tags, element: node.element, items });
        }
    }
}

/// The content of an element and its descendants.
fn collect(node: &Node, ids: &mut Vec<ContentId>) {
    for kid in &node.kids {
        match kid {
            Kid::Node(node) => collect(node, ids),
            Kid::Content(id) => ids.push(*id),
            Kid::Annotation(_) => {}
        }
    }
}
