//! Equations: LaTeX, read once into a tree that every format writes from.
//!
//! The tree says what the parts of an equation are, not how they are drawn. Layout sets it by the rules of
//! TeX (`layout/math/`), web pages get MathML, Word gets OMML, and plain text the line of [`linear`].

mod balance;
mod commands;
mod fault;
mod letters;
mod linear;
mod read;
mod script_characters;
#[cfg(test)]
mod tests;

pub use commands::{command, has_limits, is_function};
pub use fault::Fault;
pub use letters::{Letters, plain, styled};
pub use linear::{combining, linear, unbreakable_parts};
pub use read::read;
pub use script_characters::{lowered_characters, raised_characters};

use crate::origin::TracedString;

/// An equation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Equation {
    /// The LaTeX, as written.
    pub latex: TracedString,
    /// What it says.
    pub content: Row,
}

/// Parts of an equation, side by side.
pub type Row = Vec<Node>;

/// A part of an equation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A letter, a number, the name of a function, or a sign.
    Atom(Atom),
    /// Words among the mathematics: `\text{if }`.
    Text(String, Letters),
    /// Space of a width in thousandths of an em; it may be negative.
    Space(i32),
    /// A group that is an ordinary atom to its neighbours: `{…}`.
    Group(Row),
    /// Parts in a style that the author chooses: `\displaystyle`.
    Sized(Size, Row),
    /// `\frac`, `\binom`
    Fraction(Box<Fraction>),
    /// `\sqrt`
    Root(Box<Root>),
    /// `x_1^2`, `\sum_{i=1}^n`
    Scripts(Box<Scripts>),
    /// `\hat x`, `\overline{AB}`, `\underbrace{…}`
    Accent(Box<Accent>),
    /// `\left( … \right)`
    Fenced(Box<Fenced>),
    /// `\begin{matrix}`, `\begin{cases}`, `\begin{aligned}`
    Grid(Box<Grid>),
}

impl Node {
    /// The atom that it is.
    pub fn as_atom(&self) -> Option<&Atom> {
        match self {
            Node::Atom(atom) => Some(atom),
            Node::Text(..)
            | Node::Space(_)
            | Node::Group(_)
            | Node::Sized(..)
            | Node::Fraction(_)
            | Node::Root(_)
            | Node::Scripts(_)
            | Node::Accent(_)
            | Node::Fenced(_)
            | Node::Grid(_) => None,
        }
    }
}

/// A letter, a number, the name of a function, or a sign.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom {
    /// Its characters, as typed: the plain letter of a letter in another alphabet.
    pub text: String,
    /// Its class.
    pub class: Class,
    /// The alphabet of its letters.
    pub letters: Letters,
    /// The height of a delimiter that the author chooses (`\big(`), in thousandths of an em.
    pub height: Option<u16>,
}

/// The class of an atom, which decides the space around it (TeXbook, p. 158).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A letter, or a sign like one: "x", "∞".
    Letter,
    /// A number.
    Number,
    /// The name of a function: "sin".
    Function,
    /// A sum, an integral.
    LargeOperator,
    /// "+".
    Binary,
    /// "=".
    Relation,
    /// "(".
    Open,
    /// ")".
    Close,
    /// A delimiter between two others: "|".
    Fence,
    /// ",".
    Punctuation,
}

/// The size of a part (TeXbook, p. 140).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// As in an equation on a line of its own.
    Display,
    /// As in a line of text.
    Text,
    /// As in a superscript.
    Script,
    /// As in a superscript of a superscript.
    ScriptScript,
}

/// One part over another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// The part above.
    pub numerator: Row,
    /// The part below.
    pub denominator: Row,
    /// Whether there is a line between them, unlike in a binomial coefficient.
    pub has_rule: bool,
}

/// A root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Root {
    /// The part under the sign.
    pub radicand: Row,
    /// The degree, unless it is a square root.
    pub degree: Option<Row>,
}

/// A part with other parts raised and lowered, or above and below.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scripts {
    /// The part that has them; it may be empty.
    pub base: Row,
    /// The lower part.
    pub below: Option<Row>,
    /// The upper part.
    pub above: Option<Row>,
    /// Where they are.
    pub place: Place,
}

/// Where scripts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// To the right.
    Right,
    /// Above and below.
    AboveBelow,
    /// Above and below in a display, to the right in a line of text.
    Movable,
}

/// A sign above or below a part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Accent {
    /// The part that has it.
    pub base: Row,
    /// The sign, in its spacing form: "^", "‾", "⏞".
    pub sign: char,
    /// Whether it is above.
    pub is_above: bool,
    /// Whether it is as wide as the part.
    pub is_wide: bool,
}

/// A part between delimiters of its height.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fenced {
    /// The delimiter before it.
    pub open: Option<char>,
    /// The delimiter after it.
    pub close: Option<char>,
    /// The part. Fences in it have its height too.
    pub content: Row,
}

/// Parts in rows and columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grid {
    /// What it is.
    pub kind: GridKind,
    /// The alignment of each column; columns after the last repeat from the first.
    pub columns: Vec<Alignment>,
    /// The rows, of cells.
    pub rows: Vec<Vec<Row>>,
}

impl Grid {
    /// The alignment of a column.
    pub fn alignment(&self, column: usize) -> Alignment {
        let repeated = column % self.columns.len().max(1);
        self.columns.get(repeated).copied().unwrap_or(Alignment::Centre)
    }

    /// The number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// The kind of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GridKind {
    /// Numbers in rows and columns.
    Matrix,
    /// Values with their conditions.
    Cases,
    /// Lines, aligned at a sign.
    Lines,
    /// Lines of a script.
    Script,
}

/// The alignment of a column of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}
