//! Page items → marked-content sequences (ISO 32000-1 §14.6).

use std::sync::Arc;

use crate::document::ElementId;
use crate::layout::{Artifact, Item, Owner, Page, Part};

/// A marked-content sequence: consecutive items of one owner.
pub struct Sequence<'a> {
    /// Owner of the sequence.
    pub kind: SequenceKind,
    /// Language of a phrase, if it differs from that of the report.
    pub language: Option<&'a Arc<str>>,
    /// The items. Links among them draw nothing.
    pub items: &'a [Item],
}

/// Identifies a marked-content sequence of a document; ordered as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContentId {
    /// Page index, from 0.
    pub page: usize,
    /// Marked-content identifier, unique on its page.
    pub mcid: u32,
}

/// The owner of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceKind {
    /// Content of an element, with the identifier that links it to the structure tree.
    Content { mcid: u32, element: ElementId, part: Part },
    /// An artifact: not part of the document's content.
    Artifact(Artifact),
}

impl SequenceKind {
    /// The element; `None` for an artifact.
    pub fn element(self) -> Option<ElementId> {
        match self {
            SequenceKind::Content { element, .. } => Some(element),
            SequenceKind::Artifact(_) => None,
        }
    }
}

/// Splits a page into sequences, in drawing order.
pub fn sequences(page: &Page) -> Vec<Sequence<'_>> {
    let mut mcid = 0;
    let mut sequences = Vec::new();
    for items in page.items.split(|item| owner(item).is_none()) {
        for items in items.chunk_by(|one, next| owner(one) == owner(next) && continues(one, next)) {
            let Some(owner) = items.first().and_then(owner) else { continue };
            let language = items.first().and_then(language);
            sequences.push(Sequence { kind: kind(owner, &mut mcid), language, items });
        }
    }
    sequences
}

/// The distance of the baselines of two runs of one line, in em; lines are further apart.
const WITHIN_LINE: f32 = 0.8;

/// Whether two items of one owner continue the same text in the same language. A line that ends
/// without a space or soft hyphen ends its sequence, so that readers do not join it to the next
/// line. A superscript of an equation, which is less than a line away, continues it.
fn continues(one: &Item, next: &Item) -> bool {
    match (one, next) {
        (Item::Glyphs(one), Item::Glyphs(next)) => {
            one.language == next.language
                && (one
                    .line_distance(next)
                    .is_some_and(|it| it < WITHIN_LINE * one.size.max(next.size))
                    || one.text.ends_with([' ', '\u{AD}']))
        }
        (
            Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } | Item::Link(_),
            Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } | Item::Link(_),
        ) => true,
    }
}

fn kind(owner: Owner, next: &mut u32) -> SequenceKind {
    match owner {
        Owner::Artifact(kind) => SequenceKind::Artifact(kind),
        Owner::Element(element, part) => {
            let mcid = *next;
            *next += 1;
            SequenceKind::Content { mcid, element, part }
        }
    }
}

fn language(item: &Item) -> Option<&Arc<str>> {
    match item {
        Item::Glyphs(run) => run.language.as_ref(),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

/// Owner of an item; `None` for links, which draw nothing.
pub fn owner(item: &Item) -> Option<Owner> {
    match item {
        Item::Glyphs(run) => Some(run.owner),
        Item::Fill { owner, .. } | Item::Image { owner, .. } => Some(*owner),
        Item::Link(_) => None,
    }
}
