//! Page break markers: the places in the text at which the pages of the PDF begin.

use std::collections::BTreeMap;

use crate::document::{ElementId, Words};
use crate::export::xml::escape;
use crate::layout::PageMap;

/// A page break within the text of an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageBreak {
    /// Bytes of the plain text of the element before the break.
    pub offset: usize,
    /// The page that begins, counted from 0, the cover.
    pub page: usize,
    /// The page label: "iii", "12".
    pub label: String,
}

/// The page breaks of each element, in order.
#[derive(Debug, Default)]
pub struct PageBreaks(BTreeMap<ElementId, Vec<PageBreak>>);

impl PageBreaks {
    /// The page breaks of a layout.
    pub fn new(map: &PageMap) -> PageBreaks {
        let mut breaks = PageBreaks::default();
        for (page, start) in map.starts.iter().enumerate() {
            let Some(element) = start.element else { continue };
            let (offset, label) = (start.offset, start.label.to_string());
            breaks.0.entry(element).or_default().push(PageBreak { offset, page, label });
        }
        breaks
    }

    /// The page breaks within an element.
    pub fn of(&self, element: ElementId) -> &[PageBreak] {
        self.0.get(&element).map_or(&[], Vec::as_slice)
    }
}

/// A page break marker (`doc-pagebreak`, DPUB-ARIA 1.1). `epub_type` is the attribute or empty.
pub fn marker(words: &Words, page: &PageBreak, epub_type: &str) -> String {
    let name = escape(&format!("{} {}", words.page, page.label));
    let number = page.page;
    format!(
        "<span{epub_type} role=\"doc-pagebreak\" id=\"page.{number}\" aria-label=\"{name}\"></span>"
    )
}
