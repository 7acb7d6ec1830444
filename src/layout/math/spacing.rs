//! The space between atoms (TeXbook, p. 170).

use super::style::MathStyle;
use crate::math::{Atom, Class, Node};

/// The type of an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomType {
    Ordinary,
    Operator,
    Binary,
    Relation,
    Opening,
    Closing,
    Punctuation,
    Inner,
}

use AtomType::{Binary, Closing, Inner, Opening, Operator, Ordinary, Punctuation, Relation};

/// The space between two atoms: none, thin, medium or thick. A negative number is a space that scripts do
/// not have. The rows are those of the atom before it, in the order of [`AtomType`].
const SPACES: [[i8; 8]; 8] = [
    [0, 1, -2, -3, 0, 0, 0, -1],
    [1, 1, 0, -3, 0, 0, 0, -1],
    [-2, -2, 0, 0, -2, 0, 0, -2],
    [-3, -3, 0, 0, -3, 0, 0, -3],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 1, -2, -3, 0, 0, 0, -1],
    [-1, -1, 0, -1, -1, -1, -1, -1],
    [-1, 1, -2, -3, -1, 0, -1, -1],
];

/// The space between two atoms, in em.
pub fn space(before: AtomType, after: AtomType, style: MathStyle) -> f32 {
    let row = SPACES.get(before as usize);
    let space = row.and_then(|row| row.get(after as usize)).copied().unwrap_or(0);
    if space < 0 && style.is_script() {
        return 0.0;
    }
    match space.abs() {
        0 => 0.0,
        1 => 3.0 / 18.0,
        2 => 4.0 / 18.0,
        _ => 5.0 / 18.0,
    }
}

/// The type of a node; `None` for a space, which has none.
pub fn atom_type(node: &Node) -> Option<AtomType> {
    let own = match node {
        Node::Space(_) => return None,
        Node::Atom(atom) => of_class(atom),
        Node::Text(..) | Node::Group(_) | Node::Root(_) | Node::Accent(_) | Node::Grid(_) => {
            Ordinary
        }
        Node::Sized(_, row) => match row.as_slice() {
            [only] => return atom_type(only),
            [] | [_, _, ..] => Ordinary,
        },
        Node::Fraction(_) | Node::Fenced(_) => Inner,
        Node::Scripts(scripts) => match scripts.base.as_slice() {
            [only] => return atom_type(only).or(Some(Ordinary)),
            [] | [_, _, ..] => Ordinary,
        },
    };
    Some(own)
}

fn of_class(atom: &Atom) -> AtomType {
    match atom.class {
        Class::Letter | Class::Number => match atom.text.as_str() {
            "…" | "⋯" | "⋱" | "⋰" => Inner,
            _ => Ordinary,
        },
        Class::Fence => Relation,
        Class::Function | Class::LargeOperator => Operator,
        Class::Binary => Binary,
        Class::Relation => Relation,
        Class::Open => Opening,
        Class::Close => Closing,
        Class::Punctuation => Punctuation,
    }
}

/// Makes binary operators without two operands ordinary, such as the sign of a number (TeXbook, p. 442,
/// rules 5 and 6).
pub fn settle(types: &mut [Option<AtomType>]) {
    let mut last: Option<usize> = None;
    for at in 0..types.len() {
        let Some(current) = types.get(at).copied().flatten() else { continue };
        let before = last.and_then(|last| types.get(last).copied().flatten());
        let starts =
            matches!(before, None | Some(Binary | Operator | Relation | Opening | Punctuation));
        let current = if current == Binary && starts { Ordinary } else { current };
        if matches!(current, Relation | Closing | Punctuation) && before == Some(Binary) {
            set(types, last, Ordinary);
        }
        set(types, Some(at), current);
        last = Some(at);
    }
    if last.and_then(|last| types.get(last).copied().flatten()) == Some(Binary) {
        set(types, last, Ordinary);
    }
}

fn set(types: &mut [Option<AtomType>], at: Option<usize>, kind: AtomType) {
    if let Some(place) = at.and_then(|at| types.get_mut(at)) {
        *place = Some(kind);
    }
}
