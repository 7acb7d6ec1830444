//! Where the pages of the PDF begin in the text.

use std::collections::BTreeMap;

use crate::document::ElementId;
use crate::layout::PageMap;

/// The beginning of a page within an element's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// Bytes of the element's plain text before it.
    pub offset: usize,
    /// Which page, counted from the cover, 0.
    pub page: usize,
    /// Its label: "iii", "12".
    pub label: String,
}

/// The page breaks of each element, in order.
#[derive(Debug, Default)]
pub struct PageBreaks(BTreeMap<ElementId, Vec<PageBreak>>);

impl PageBreaks {
    /// The page breaks that layout found.
    pub fn new(map: &PageMap) -> PageBreaks {
        let mut breaks = PageBreaks::default();
        for (page, start) in map.starts.iter().enumerate() {
            let Some(element) = start.element else { continue };
            let (offset, label) = (start.offset, start.label.to_string());
            breaks.0.entry(element).or_default().push(PageBreak { offset, page, label });
        }
        breaks
    }

    /// Those within an element.
    pub fn of(&self, element: ElementId) -> &[PageBreak] {
        self.0.get(&element).map_or(&[], Vec::as_slice)
    }
}
