//! The texts of elements that are lined up, in pairs.

use crate::editions::kind::Kind;
use crate::editions::outline::Element;
use crate::editions::pairing::Pair;
use crate::editions::wording::Wording;

/// A text of the first edition and that of the second.
pub struct Texts<'o, 'e> {
    /// What it belongs to.
    pub owner: Pair<'o, 'e>,
    /// The text of the first edition.
    pub first: &'o Wording<'e>,
    /// That of the second.
    pub second: &'o Wording<'e>,
}

/// The texts of all pairs of elements.
pub fn paired<'o, 'e>(pairs: &[Pair<'o, 'e>]) -> Vec<Texts<'o, 'e>> {
    pairs.iter().flat_map(|pair| of(*pair)).collect()
}

/// The texts of two elements: of each field, one after the other. Rows with more or fewer cells have
/// none that correspond.
fn of<'o, 'e>(owner: Pair<'o, 'e>) -> Vec<Texts<'o, 'e>> {
    let (one, other) = owner;
    if one.kind.class() != other.kind.class() {
        return Vec::new();
    }
    if one.kind == Kind::Row && one.texts.len() != other.texts.len() {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    let mut rest = other.texts.iter().peekable();
    // Fields stand in one order; one that the second lacks is passed over.
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
    let count = |element: &Element, field: &str| {
        element.texts.iter().filter(|text| text.field == field).count()
    };
    let mut seen: Vec<&str> = Vec::new();
    one.texts.iter().filter(move |text| {
        seen.push(text.field);
        let so_far = seen.iter().filter(|field| **field == text.field).count();
        so_far > count(other, text.field)
    })
}
