//! The pages on which elements begin: the only part of the layout that DOCX and EPUB see.

use super::page_label::{FolioStyle, PageLabel};
use crate::document::{ElementId, IndexReference};

/// The minimum number of consecutive pages that an index prints as a range.
const RANGE: usize = 3;

/// Where pages begin, and on which page each element begins.
#[derive(Clone, Debug, Default, Hash)]
pub struct PageMap {
    /// The first content of every page, in order.
    pub starts: Vec<PageStart>,
    /// For each element, the page on which it begins: an index into `starts`. `None` for elements
    /// that are not on a page. Indexed by [`ElementId`].
    pub page_of: Vec<Option<u32>>,
}

/// The first content of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageStart {
    /// The page label.
    pub label: PageLabel,
    /// The first element with content on the page; `None` for a blank page.
    pub element: Option<ElementId>,
    /// How many bytes of the element's plain text are on earlier pages.
    pub offset: usize,
}

/// A page, or a range of pages, that an index entry prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPlace {
    /// The page label, or the first and last: "12", "14–16".
    pub label: String,
    /// The element of the reference that prints it: the first of the range.
    pub reference: ElementId,
    /// The target of its link.
    pub target: ElementId,
}

impl PageMap {
    /// Records that an element begins on a page, unless it begins on an earlier one.
    pub fn begin(&mut self, element: ElementId, page: u32) {
        if let Some(first) = self.page_of.get_mut(element.0 as usize) {
            *first = Some(first.map_or(page, |first| first.min(page)));
        }
    }

    /// The pages that index references print, in order and each once. Three or more consecutive
    /// pages become a range. References to elements without a page are left out.
    pub fn index_places(&self, references: &[IndexReference]) -> Vec<IndexPlace> {
        let page = |reference: &IndexReference| self.page_at(reference.target, reference.offset);
        let pages = references.iter().filter_map(|reference| Some((page(reference)?, reference)));
        let mut pages: Vec<(usize, &IndexReference)> = pages.collect();
        pages.sort_by_key(|(page, _)| *page);
        pages.dedup_by_key(|(page, _)| *page);
        let runs = pages
            .chunk_by(|(one, _), (next, _)| *next == one + 1 && self.same_numerals(*one, *next));
        runs.flat_map(|run| self.index_run(run)).collect()
    }

    /// Whether the labels of two pages are both arabic or both roman.
    fn same_numerals(&self, one: usize, other: usize) -> bool {
        let arabic = |page: usize| {
            let start = self.starts.get(page);
            start.is_some_and(|start| start.label.number(FolioStyle::Decimal).is_some())
        };
        arabic(one) == arabic(other)
    }

    fn label_of(&self, page: usize) -> String {
        self.starts.get(page).map(|start| start.label.to_string()).unwrap_or_default()
    }

    fn index_run(&self, run: &[(usize, &IndexReference)]) -> Vec<IndexPlace> {
        let place = |label: String, reference: &IndexReference| IndexPlace {
            label,
            reference: reference.id,
            target: reference.target,
        };
        match run {
            [(first, reference), .., (last, _)] if run.len() >= RANGE => {
                let label = format!("{}–{}", self.label_of(*first), self.label_of(*last));
                vec![place(label, reference)]
            }
            pages => pages
                .iter()
                .map(|(page, reference)| place(self.label_of(*page), reference))
                .collect(),
        }
    }

    /// The page with a byte of an element's plain text, as an index into `starts`; `None` for
    /// elements without a page.
    pub fn page_at(&self, element: ElementId, offset: usize) -> Option<usize> {
        let first = (*self.page_of.get(element.0 as usize)?)? as usize;
        self.starts.get(first)?;
        let later = self.starts.iter().skip(first + 1);
        // Pages that continue the element follow its first one and begin with it.
        let continued =
            later.take_while(|start| start.element == Some(element) && start.offset <= offset);
        Some(first + continued.filter(|start| start.offset > 0).count())
    }

    /// The label of the page on which an element begins.
    pub fn page_label(&self, element: ElementId) -> Option<&PageLabel> {
        let page = (*self.page_of.get(element.0 as usize)?)?;
        self.starts.get(page as usize).map(|start| &start.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(number: u32, element: u32, offset: usize) -> PageStart {
        let label = PageLabel::decimal(number);
        PageStart { label, element: Some(ElementId(element)), offset }
    }

    /// Element 1 begins on page 1 and continues to page 3; elements 2 to 5 begin on pages 3 to 6.
    fn map() -> PageMap {
        let starts = vec![
            PageStart {
                label: PageLabel::Word("Cover".into()),
                element: Some(ElementId(0)),
                offset: 0,
            },
            start(1, 1, 0),
            start(2, 1, 100),
            start(3, 1, 200),
            start(4, 3, 0),
            start(5, 4, 0),
            start(6, 5, 0),
        ];
        let pages = [Some(0), Some(1), Some(3), Some(4), Some(5), Some(6), None];
        PageMap { starts, page_of: pages.to_vec() }
    }

    #[test]
    fn finds_the_page_of_each_byte_of_a_long_paragraph() {
        let page = |element, offset| map().page_at(ElementId(element), offset);
        assert_eq!([0, 99, 100, 250].map(|offset| page(1, offset).unwrap()), [1, 1, 2, 3]);
        assert_eq!(page(2, 50), Some(3));
        assert_eq!((page(6, 0), page(7, 0)), (None, None));
    }

    #[test]
    fn an_index_prints_each_page_once_and_joins_three_consecutive_pages() {
        let reference = |(id, target, offset)| IndexReference {
            id: ElementId(id),
            target: ElementId(target),
            offset,
            section: String::new(),
        };
        let places = |of: &[(u32, u32, usize)]| {
            let references: Vec<_> = of.iter().copied().map(reference).collect();
            let places = map().index_places(&references);
            places.into_iter().map(|place| (place.label, place.reference.0)).collect::<Vec<_>>()
        };
        assert_eq!(
            places(&[(9, 1, 0), (10, 1, 50), (11, 3, 0)]),
            [("1".into(), 9), ("4".into(), 11)]
        );
        assert_eq!(places(&[(9, 2, 0), (10, 3, 0)]), [("3".into(), 9), ("4".into(), 10)]);
        let row = [(9, 4, 0), (10, 3, 0), (11, 2, 0), (12, 6, 0), (13, 1, 0)];
        assert_eq!(places(&row), [("1".into(), 13), ("3–5".into(), 11)]);
    }
}
