//! Cuts the items of a page into marked-content sequences (ISO 32000-1 §14.6).

use std::sync::Arc;

use crate::document::ElementId;
use crate::layout::{Artifact, Item, Owner, Page, Part};

/// Neighbouring items of one owner.
pub struct Sequence<'a> {
    /// Whose they are.
    pub mark: Mark,
    /// The language of a phrase that is not in the report's.
    pub language: Option<&'a Arc<str>>,
    /// The items; links between them draw nothing.
    pub items: &'a [Item],
}

/// A marked-content sequence on a page; places are in the order of drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which page, counted from 0.
    pub page: usize,
    /// Its number on that page.
    pub mcid: u32,
}

/// Whose content a sequence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Content of an element, with the number by which the structure tree finds it.
    Content { mcid: u32, element: ElementId, part: Part },
    /// Nothing of the document's own.
    Artifact(Artifact),
}

impl Mark {
    /// The element, where it is one's.
    pub fn element(self) -> Option<ElementId> {
        match self {
            Mark::Content { element, .. } => Some(element),
            Mark::Artifact(_) => None,
        }
    }
}

/// The sequences of a page in the order of drawing.
pub fn sequences(page: &Page) -> Vec<Sequence<'_>> {
    let mut mcid = 0;
    let mut sequences = Vec::new();
    for items in page.items.split(|item| owner(item).is_none()) {
        for items in items.chunk_by(|one, next| owner(one) == owner(next) && go_on(one, next)) {
            let Some(owner) = items.first().and_then(owner) else { continue };
            let language = items.first().and_then(language);
            sequences.push(Sequence { mark: mark(owner, &mut mcid), language, items });
        }
    }
    sequences
}

/// Whether two items of one owner are one piece of text in one language. A line that ends without a
/// blank or a soft hyphen ends its text: what reads sequences then does not run two lines together.
fn go_on(one: &Item, next: &Item) -> bool {
    match (one, next) {
        (Item::Glyphs(one), Item::Glyphs(next)) => {
            one.language == next.language
                && (one.origin.y == next.origin.y || one.text.ends_with([' ', '\u{AD}']))
        }
        (
            Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } | Item::Link(_),
            Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } | Item::Link(_),
        ) => true,
    }
}

fn mark(owner: Owner, next: &mut u32) -> Mark {
    match owner {
        Owner::Artifact(kind) => Mark::Artifact(kind),
        Owner::Element(element, part) => {
            let mcid = *next;
            *next += 1;
            Mark::Content { mcid, element, part }
        }
    }
}

fn language(item: &Item) -> Option<&Arc<str>> {
    match item {
        Item::Glyphs(run) => run.language.as_ref(),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

/// Whose an item is; `None` for links, which draw nothing.
pub fn owner(item: &Item) -> Option<Owner> {
    match item {
        Item::Glyphs(run) => Some(run.owner),
        Item::Fill { owner, .. } | Item::Image { owner, .. } => Some(*owner),
        Item::Link(_) => None,
    }
}
