//! What differs between two outlines that are lined up, as messages about the second.

mod figures;
mod found;
mod language;
mod leftover;
mod mentions;
mod people;
mod publication;
mod renames;
mod spare;
mod structure;
mod texts;

use super::outline::Outline;
use super::pairing::Pairing;
use crate::diagnostic::Diagnostic;
use found::Found;
use renames::Renames;

/// What differs between two editions, in the order of the second's file.
pub fn compare(first: &Outline, second: &Outline) -> Vec<Diagnostic> {
    let mut found = Found::new(first, second);
    let mut pairing = Pairing::of(first, second);
    let renames = Renames::find(first, second, &pairing);
    pairing.pair_entries(&renames.entries(first, second));
    let texts = texts::paired(&pairing.pairs);
    let spare = spare::spare(&pairing);
    structure::compare(&pairing, &mut found);
    structure::works(&mut found);
    renames.report(&mut found);
    people::compare(&pairing, &renames, &mut found);
    publication::compare(&mut found);
    mentions::notes(&texts, &renames, &spare, &mut found);
    mentions::references(&texts, &renames, &spare, &mut found);
    mentions::addresses(&texts, &spare, &mut found);
    figures::compare(&texts, &spare, &mut found);
    language::compare(&texts, &mut found);
    found.finish()
}
