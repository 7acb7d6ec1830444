//! Reports the differences between two editions as diagnostics about the second.

mod diagnostics;
mod elements;
mod language;
mod mentions;
mod numerals;
mod people;
mod pictures;
mod publication;
mod renames;
mod texts;
mod unmatched;
mod unpaired;

use std::ops::Range;

use super::pairing::Pairing;
use super::structure::Structure;
use crate::diagnostic::Findings;
use diagnostics::Diagnostics;
use renames::Renames;

/// Compares two editions; returns the diagnostics in the order of the second edition's file.
pub fn compare(first: &Structure, second: &Structure) -> Findings {
    let mut diagnostics = Diagnostics::new(first, second);
    let mut pairing = Pairing::of(first, second);
    let renames = Renames::find(first, second, &pairing);
    pairing.pair_entries(&renames.entries(first, second));
    let texts = texts::paired(&pairing.pairs);
    let unpaired = unpaired::unpaired(&pairing);
    elements::compare(&pairing, &mut diagnostics);
    elements::works(&mut diagnostics);
    elements::abbreviations(&mut diagnostics);
    renames.report(&mut diagnostics);
    pictures::compare(&pairing, &mut diagnostics);
    people::compare(&pairing, &renames, &mut diagnostics);
    publication::compare(&mut diagnostics);
    mentions::notes(&texts, &renames, &unpaired, &mut diagnostics);
    mentions::references(&texts, &renames, &unpaired, &mut diagnostics);
    mentions::addresses(&texts, &unpaired, &mut diagnostics);
    numerals::compare(&texts, &unpaired, &mut diagnostics);
    language::compare(&texts, &mut diagnostics);
    diagnostics.finish()
}

/// The texts that correspond, as bytes of both files: each text of the first edition up to the end of its
/// node.
pub fn corresponding_texts(
    first: &Structure,
    second: &Structure,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut pairing = Pairing::of(first, second);
    let renames = Renames::find(first, second, &pairing);
    pairing.pair_entries(&renames.entries(first, second));
    let texts = texts::paired(&pairing.pairs).into_iter();
    texts.map(|it| (it.first.extent(), it.second.place())).collect()
}
