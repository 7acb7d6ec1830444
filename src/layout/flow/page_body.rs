//! Page bodies, and the content from which they are assembled.

use std::ops::Range;
use std::sync::Arc;

use super::flow_item::{FlowItem, TextStart};
use crate::cache::Key;
use crate::document::{ElementId, Inline};
use crate::layout::geometry::{Orientation, TextArea};
use crate::layout::page::Item;
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

/// One line of a note.
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

/// The content of one page.
pub struct PageContent {
    /// The span of its items, floats and note lines.
    pub span: PageSpan,
    /// The items of its floats, then those of its text.
    pub items: Vec<FlowItem>,
    /// Its note lines.
    pub notes: Vec<NoteLine>,
}
