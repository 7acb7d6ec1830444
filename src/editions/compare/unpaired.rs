//! The content of elements that only one edition has.
//!
//! When a translator splits a paragraph, the new one takes some numbers and notes along. The extra
//! paragraph is reported; its content must not be reported as missing as well.

use std::collections::HashSet;

use crate::editions::numerals::{Numeral, Reading};
use crate::editions::pairing::{Gap, Pairing};
use crate::editions::structure::Element;
use crate::editions::wording::{Mention, Wording};

/// The references, links and numerals of the unpaired elements of one edition.
#[derive(Default)]
pub struct Contents<'e> {
    mentions: HashSet<&'e str>,
    readings: HashSet<Reading>,
}

/// The content of the unpaired elements of both editions.
pub struct UnpairedContent<'e> {
    /// Of the first edition.
    pub first: Contents<'e>,
    /// Of the second edition.
    pub second: Contents<'e>,
}

/// Collects the content of all unpaired elements.
pub fn unpaired<'e>(pairing: &Pairing<'_, 'e>) -> UnpairedContent<'e> {
    UnpairedContent { first: Contents::of(&pairing.missing), second: Contents::of(&pairing.extra) }
}

impl UnpairedContent<'_> {
    /// Removes the mentions that an unpaired element of the other edition contains.
    pub fn remove_from<'t, 'm>(
        &self,
        ones: Vec<&'t Mention<'m>>,
        others: Vec<&'t Mention<'m>>,
    ) -> (Vec<&'t Mention<'m>>, Vec<&'t Mention<'m>>) {
        let ones = ones.into_iter().filter(|mention| !self.second.has_mention(mention));
        let others = others.into_iter().filter(|mention| !self.first.has_mention(mention));
        (ones.collect(), others.collect())
    }
}

impl<'e> Contents<'e> {
    fn of(gaps: &[Gap<'_, 'e>]) -> Self {
        let mut contents = Contents::default();
        gaps.iter().for_each(|gap| contents.add(gap.element));
        contents
    }

    fn add(&mut self, element: &Element<'e>) {
        element.texts.iter().for_each(|text| self.add_text(text));
        element.children.iter().for_each(|child| self.add(child));
    }

    fn add_text(&mut self, text: &Wording<'e>) {
        let mentions = text.notes.iter().chain(&text.references).chain(&text.addresses);
        self.mentions.extend(mentions.map(|mention| mention.name));
        self.readings.extend(text.numerals.iter().flat_map(|numeral| &numeral.readings));
    }

    /// Whether an unpaired element has the same mention.
    pub fn has_mention(&self, mention: &Mention) -> bool {
        self.mentions.contains(mention.name)
    }

    /// Whether an unpaired element may have the same number or month.
    pub fn has_numeral(&self, numeral: &Numeral) -> bool {
        numeral.readings.iter().any(|reading| self.readings.contains(reading))
    }
}
