//! The markers of list items, as Word counts them.

use std::collections::HashMap;

use crate::import::flat::{Marker, NumberFormat};
use crate::word::{self, ListCounter, Numbering, Paragraph, WordFile};

/// The lists of a file, counted.
pub struct Lists<'a> {
    file: &'a WordFile,
    counter: ListCounter<'a>,
    /// The number of the current list of each definition.
    current: HashMap<u32, usize>,
    count: usize,
}

/// A list item.
pub struct Item {
    /// The number of lists around it.
    pub level: u8,
    /// What is before it.
    pub marker: Marker,
    /// The number of its list.
    pub list: usize,
    /// The marker as it is shown.
    pub shown: String,
}

impl<'a> Lists<'a> {
    /// Counts from the beginning.
    pub fn new(file: &'a WordFile) -> Lists<'a> {
        let counter = ListCounter::new(&file.lists);
        Lists { file, counter, current: HashMap::new(), count: 0 }
    }

    /// The item that a paragraph is.
    pub fn next(&mut self, paragraph: &Paragraph) -> Option<Item> {
        let Numbering { list, level } = self.file.list_item(paragraph)?;
        let definition = self.file.lists.instances.get(&list)?.definition;
        let marker = self.counter.next(Numbering { list, level })?;
        let begins = marker.begins && level == 0 || !self.current.contains_key(&definition);
        if begins {
            self.count += 1;
            self.current.insert(definition, self.count);
        }
        let list = self.current.get(&definition).copied().unwrap_or_default();
        let value = marker.value;
        let ordered = |format| Marker::Ordered { format, value };
        let kind = match marker.format {
            word::NumberFormat::Bullet => Marker::Bullet,
            word::NumberFormat::None => Marker::Continued,
            word::NumberFormat::Decimal | word::NumberFormat::DecimalZero => {
                ordered(NumberFormat::Decimal)
            }
            word::NumberFormat::LowerLetter | word::NumberFormat::UpperLetter => {
                ordered(NumberFormat::Letter)
            }
            word::NumberFormat::LowerRoman | word::NumberFormat::UpperRoman => {
                ordered(NumberFormat::Roman)
            }
        };
        // A number that is not in the marker is not shown.
        let is_shown = marker.text.chars().any(|it| !it.is_whitespace());
        let kind = if is_shown { kind } else { Marker::Continued };
        Some(Item { level, marker: kind, list, shown: marker.text })
    }
}
