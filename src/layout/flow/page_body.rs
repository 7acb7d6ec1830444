//! Page bodies, and the content from which they are assembled.

use std::ops::Range;
use std::sync::Arc;

use super::flow_item::{FlowItem, TextStart};
use crate::cache::Key;
use crate::document::{ElementId, Inline};
use crate::layout::geometry::{Orientation, TextArea};
use crate::layout::page::Item;
use crate::layout::pagination::arrange::{Arrangement, arrange};
use crate::layout::pagination::{BreakItem, Frame, PageSpan};

/// The text area of a page before running head and folio are added.
#[derive(Clone, Debug, Default)]
pub struct PageBody {
    /// Its items in reading order, relative to the top left corner of the text area.
    pub items: Vec<Item>,
    /// The elements that begin on it.
    pub elements: Vec<ElementId>,
    /// Its first text.
    pub start: Option<TextStart>,
    /// The running head of the section at its foot, if the section begins on it.
    pub running_head: Option<Arc<[Inline]>>,
    /// Whether a section of level 1 opens at its head.
    pub opens_section: bool,
    /// The foot of the band behind the heading at its head, in points from the head of the text area.
    pub band: Option<f32>,
    /// Whether it must be a recto.
    pub recto: bool,
    /// The orientation of the page.
    pub orientation: Orientation,
    /// Whether the page is left blank so that a recto follows.
    pub blank: bool,
    /// The key of everything that it was made from, if it is kept between builds.
    pub key: Option<Key>,
}

/// A note that has been set.
pub struct SetNote {
    /// Its lines.
    pub lines: Arc<Vec<NoteLine>>,
    /// The key of everything that they are made from, if they are kept between builds.
    pub key: Option<Key>,
}

/// One line of a note.
#[derive(Clone)]
pub struct NoteLine {
    /// The space above it, in points.
    pub space: f32,
    /// The line.
    pub item: FlowItem,
}

impl NoteLine {
    /// Its height with the space above it, in points.
    pub fn depth(&self) -> f32 {
        self.space + self.item.content.height
    }
}

/// The data that all pages of a flow share.
pub struct Plan {
    /// The break items of the flow.
    pub items: Vec<BreakItem>,
    /// The items of each float.
    pub floats: Vec<Range<usize>>,
    /// The lines of each note.
    pub notes: Vec<Range<usize>>,
    /// The text area, as pagination sees it.
    pub frame: Frame,
    /// The text area.
    pub area: TextArea,
}

impl Plan {
    /// A page with its items: those of its floats, then those of its text.
    pub fn page(&self, span: PageSpan) -> PagePlan {
        let floats = self.floats.get(span.floats.clone()).unwrap_or_default();
        let floats = floats.iter().flat_map(Range::clone);
        let waiting = self.floats.get(span.floats_placed..).unwrap_or_default().iter();
        let waiting = waiting.take_while(|float| float.start < span.items.end);
        let here = |index: &usize| !waiting.clone().any(|float| float.contains(index));
        let items = floats.chain(span.items.clone().filter(here)).collect();
        PagePlan { items, span }
    }

    /// The depth of note lines on a page with the space above them, in points.
    pub fn notes_depth<'n>(&self, notes: impl ExactSizeIterator<Item = &'n NoteLine>) -> f32 {
        match notes.len() {
            0 => 0.0,
            _ => self.frame.separator + notes.map(NoteLine::depth).sum::<f32>(),
        }
    }

    /// Whether the first note on a page began on an earlier one.
    pub fn continues_note(&self, page: &PageSpan) -> bool {
        self.notes.binary_search_by_key(&page.notes.start, |lines| lines.start).is_err()
    }

    /// The positions of the items of a page whose notes take `notes_depth` points.
    pub fn arrange(&self, page: &PageSpan, notes_depth: f32) -> Arrangement {
        arrange(&self.items, &self.floats, page, self.frame, notes_depth)
    }
}

/// A page, before it gets its content.
pub struct PagePlan {
    /// The span of its items, floats and note lines.
    pub span: PageSpan,
    /// The items of its floats, then those of its text: indexes into the flow.
    pub items: Vec<usize>,
}

/// The content of one page.
pub struct PageContent {
    /// The span of its items, floats and note lines.
    pub span: PageSpan,
    /// The items of its floats, then those of its text.
    pub items: Vec<FlowItem>,
    /// Its note lines.
    pub notes: Vec<NoteLine>,
}
