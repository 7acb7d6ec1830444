//! What is looked up while a file is written, so that a later build can tell whether the file would be the same.

use std::cell::RefCell;
use std::ops::Range;

use crate::document::ElementId;

/// What was looked up in one file.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The elements whose anchors and page breaks were looked up.
    pub elements: Vec<u32>,
    /// The elements that were linked to.
    pub linked: Vec<u32>,
    /// The notes, as indices into [`Document::notes`](crate::document::Document::notes).
    pub notes: Vec<u32>,
    /// Whether something was looked up that is not recorded, such as page numbers.
    pub is_incomplete: bool,
}

/// A record while a file is written; nothing is recorded unless that has begun.
#[derive(Debug, Default)]
pub struct Recorder(Option<RefCell<Record>>);

impl Recorder {
    /// Begins to record.
    pub fn begin(&mut self) {
        self.0 = Some(RefCell::default());
    }

    /// The finished record.
    pub fn finish(&mut self) -> Record {
        self.0.take().map(RefCell::into_inner).unwrap_or_default()
    }

    /// Records that anchor or page breaks of an element are looked up.
    pub fn element(&self, element: ElementId) {
        self.add(|record| record.elements.push(element.0));
    }

    /// Records a link.
    pub fn link(&self, target: ElementId) {
        self.add(|record| record.linked.push(target.0));
    }

    /// Records that notes are looked up.
    pub fn notes(&self, notes: Range<usize>) {
        let index = |index| u32::try_from(index).unwrap_or(u32::MAX);
        self.add(|record| record.notes.extend(notes.map(index)));
    }

    /// Records that something else is looked up.
    pub fn other(&self) {
        self.add(|record| record.is_incomplete = true);
    }

    fn add(&self, add: impl FnOnce(&mut Record)) {
        if let Some(record) = &self.0 {
            add(&mut record.borrow_mut());
        }
    }
}

/// Numbers as ascending ranges.
pub fn ranges(mut numbers: Vec<u32>) -> Vec<Range<u32>> {
    numbers.sort_unstable();
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some(last) if number <= last.end => last.end = last.end.max(number.saturating_add(1)),
            Some(_) | None => ranges.push(number..number.saturating_add(1)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_the_numbers_once() {
        assert_eq!(ranges(vec![3, 1, 2, 7, 3, 9, 8]), [1..4, 7..10]);
        assert_eq!(ranges(Vec::new()), []);
    }
}
