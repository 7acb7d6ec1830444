//! Pairs the texts of paired elements.

use std::collections::HashMap;

use crate::editions::kind::Class;
use crate::editions::pairing::Pair;
use crate::editions::wording::Wording;

/// A text of the first edition and its translation in the second.
pub struct Texts<'o, 'e> {
    /// The elements that contain the texts.
    pub owner: Pair<'o, 'e>,
    /// The text of the first edition.
    pub first: &'o Wording<'e>,
    /// The text of the second edition.
    pub second: &'o Wording<'e>,
}

/// The texts of all pairs of elements.
pub fn paired<'o, 'e>(pairs: &[Pair<'o, 'e>]) -> Vec<Texts<'o, 'e>> {
    pairs.iter().flat_map(|pair| of(*pair)).collect()
}

/// Pairs the texts of two elements field by field. Rows with different numbers of cells have no
/// corresponding texts.
fn of<'o, 'e>(owner: Pair<'o, 'e>) -> Vec<Texts<'o, 'e>> {
    let (one, other) = owner;
    if one.kind.class != other.kind.class {
        return Vec::new();
    }
    if one.kind.class == Class::Row && one.texts.len() != other.texts.len() {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    let mut rest = other.texts.iter().peekable();
    // Fields come in a fixed order; one that the second element lacks is skipped.
    for first in &one.texts {
        let here = other.texts.iter().any(|text| text.field == first.field);
        while rest.next_if(|text| here && text.field != first.field).is_some() {}
        if let Some(second) = rest.next_if(|text| text.field == first.field) {
            pairs.push(Texts { owner, first, second });
        }
    }
    pairs
}

/// The texts of the first element that the second lacks.
pub fn lacking<'o, 'e>((one, other): Pair<'o, 'e>) -> impl Iterator<Item = &'o Wording<'e>> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    other.texts.iter().for_each(|text| *left.entry(text.field).or_default() += 1);
    one.texts.iter().filter(move |text| match left.get_mut(text.field) {
        None | Some(0) => true,
        Some(count) => {
            *count -= 1;
            false
        }
    })
}
