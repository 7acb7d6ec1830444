//! What stands in elements that only one edition has. A paragraph that was cut in two has taken some
//! of its figures and notes along; that it is extra is told, so that these are not missed as well.

use std::collections::HashSet;

use crate::editions::figures::{Figure, Reading};
use crate::editions::outline::Element;
use crate::editions::pairing::{Gap, Pairing};
use crate::editions::wording::{Mention, Wording};

/// What elements hold that one edition has and the other has not.
#[derive(Default)]
pub struct Spare<'e> {
    mentions: HashSet<&'e str>,
    readings: HashSet<Reading>,
}

/// What such elements of both editions hold.
pub struct Spares<'e> {
    /// Those of the first.
    pub first: Spare<'e>,
    /// Those of the second.
    pub second: Spare<'e>,
}

/// Looks into the elements that only one edition has.
pub fn spare<'e>(pairing: &Pairing<'_, 'e>) -> Spares<'e> {
    Spares { first: Spare::of(&pairing.missing), second: Spare::of(&pairing.extra) }
}

impl Spares<'_> {
    /// Mentions of two texts, those that an element of the other edition alone has left out.
    pub fn unless<'t, 'm>(
        &self,
        ones: Vec<&'t Mention<'m>>,
        others: Vec<&'t Mention<'m>>,
    ) -> (Vec<&'t Mention<'m>>, Vec<&'t Mention<'m>>) {
        let ones = ones.into_iter().filter(|mention| !self.second.mentions(mention));
        let others = others.into_iter().filter(|mention| !self.first.mentions(mention));
        (ones.collect(), others.collect())
    }
}

impl<'e> Spare<'e> {
    fn of(gaps: &[Gap<'_, 'e>]) -> Self {
        let mut spare = Spare::default();
        gaps.iter().for_each(|gap| spare.add(gap.element));
        spare
    }

    fn add(&mut self, element: &Element<'e>) {
        element.texts.iter().for_each(|text| self.add_text(text));
        element.children.iter().for_each(|child| self.add(child));
    }

    fn add_text(&mut self, text: &Wording<'e>) {
        let mentions = text.notes.iter().chain(&text.references).chain(&text.addresses);
        self.mentions.extend(mentions.map(|mention| mention.name));
        self.readings.extend(text.figures.iter().flat_map(|figure| &figure.readings));
    }

    /// Whether it has what a text mentions.
    pub fn mentions(&self, mention: &Mention) -> bool {
        self.mentions.contains(mention.name)
    }

    /// Whether it has a figure.
    pub fn shows(&self, figure: &Figure) -> bool {
        figure.readings.iter().any(|reading| self.readings.contains(reading))
    }
}
