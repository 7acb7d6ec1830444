//! Parts of a flow that are set by themselves, such as sections. Builds after an edit share those that did not change.

use std::hash::Hash;
use std::sync::Arc;

use super::Context;
use super::flow_item::FlowItem;
use super::landscape_insert::{attach_inserts, calls_insert};
use super::section::section;
use crate::cache::Key;
use crate::document::visit::section_blocks;
use crate::document::{Block, Document, Note, Section};
use crate::layout::kept::KeptLayout;

/// A part of a flow.
#[derive(Clone)]
pub struct FlowPart {
    /// Its items.
    pub items: Arc<Vec<FlowItem>>,
    /// The key of everything that they are made from, if they are kept between builds.
    pub key: Option<Key>,
}

impl FlowPart {
    /// A part that is made for one build. Its landscape inserts are attached, except those at its beginning.
    pub fn new(items: Vec<FlowItem>) -> FlowPart {
        FlowPart { items: Arc::new(attached(items)), key: None }
    }

    /// A section, which builds after an edit share.
    pub fn section(context: Context, content: &Section, width: f32) -> FlowPart {
        let made_from = (content, endnotes(context.document, content), width.to_bits());
        FlowPart::kept(context, "section", made_from, |context| section(context, content, width))
    }

    /// A part of some kind, which builds after an edit share. `made_from` is what it is made from besides the context.
    pub fn kept(
        context: Context,
        kind: &str,
        made_from: impl Hash,
        set: impl FnOnce(Context) -> Vec<FlowItem>,
    ) -> FlowPart {
        let set = |kept: &KeptLayout| attached(set(Context { kept, ..context }));
        let (items, key) = context.kept.flow(kind, (context.made_with(), made_from), set);
        FlowPart { items, key }
    }

    /// The part after a change of its items, whose key the name tells apart.
    pub fn changed(mut self, name: &str, change: impl FnOnce(&mut Vec<FlowItem>)) -> FlowPart {
        change(Arc::make_mut(&mut self.items));
        FlowPart { key: self.key.map(|key| Key::new(name, key)), ..self }
    }

    fn leads_with_insert(&self) -> bool {
        self.items.first().is_some_and(calls_insert)
    }

    fn with_attached_inserts(self) -> FlowPart {
        self.changed("attached", |items| *items = attach_inserts(std::mem::take(items)))
    }

    /// The part with the items of the next one.
    fn joined(self, next: FlowPart) -> FlowPart {
        let key = self.key.zip(next.key).map(|keys| Key::new("joined", keys));
        let mut items = Arc::unwrap_or_clone(self.items);
        items.extend(Arc::unwrap_or_clone(next.items));
        FlowPart { items: Arc::new(items), key }
    }
}

/// Attaches the landscape inserts of a part, except those at its beginning.
fn attached(items: Vec<FlowItem>) -> Vec<FlowItem> {
    match items.first() {
        Some(first) if calls_insert(first) => items,
        Some(_) | None => attach_inserts(items),
    }
}

/// The endnotes that a section prints.
fn endnotes<'d>(document: &'d Document, content: &Section) -> Vec<&'d [Note]> {
    let mut found = Vec::new();
    section_blocks(content, &mut |block| {
        if let Block::Endnotes { notes, .. } = block {
            found.extend(document.notes.get(notes.clone()));
        }
    });
    found
}

/// Attaches the landscape inserts at the beginning of parts to the parts before them.
pub fn attach_leading_inserts(parts: Vec<FlowPart>) -> Vec<FlowPart> {
    let mut out: Vec<FlowPart> = Vec::with_capacity(parts.len());
    for part in parts {
        let leads = part.leads_with_insert();
        let last = out.pop_if(|last| leads || last.leads_with_insert());
        out.push(match last {
            Some(last) => last.joined(part).with_attached_inserts(),
            None if leads => part.with_attached_inserts(),
            None => part,
        });
    }
    out
}
