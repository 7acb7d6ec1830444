//! List markers as data, so that writers need not parse rendered markers.

use crate::numerals::{Alphabet, roman};

/// The kind of markers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// The same bullet for all items.
    Bulleted,
    /// 1. 2. 3.
    Decimal,
    /// (a) (b) (c)
    LowerAlpha,
    /// (i) (ii) (iii)
    LowerRoman,
}

/// The marker of a list item: "•", "1.", "(a)", "3.4". Also the number of a paragraph: "12.".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListMarker {
    /// The kind of marker.
    pub kind: ListKind,
    /// The number of the item in its list, from 1 or the list's start value.
    pub ordinal: u32,
    /// The text before the number: "(", or "3." in "3.4". For a bulleted item, the bullet.
    pub before: String,
    /// The text after the number: "." or ")".
    pub after: String,
    /// The letters of a lettered list.
    pub alphabet: Alphabet,
}

impl ListMarker {
    /// A bullet.
    pub fn bullet(bullet: &str, ordinal: u32) -> ListMarker {
        let (before, after) = (bullet.to_owned(), String::new());
        let alphabet = Alphabet::default();
        ListMarker { kind: ListKind::Bulleted, ordinal, before, after, alphabet }
    }

    /// The usual marker of a numbered list: "1.", "(a)", "(i)".
    pub fn number(kind: ListKind, ordinal: u32) -> ListMarker {
        let (before, after) = match kind {
            ListKind::Bulleted => ("", ""),
            ListKind::Decimal => ("", "."),
            ListKind::LowerAlpha | ListKind::LowerRoman => ("(", ")"),
        };
        let (before, after) = (before.to_owned(), after.to_owned());
        ListMarker { kind, ordinal, before, after, alphabet: Alphabet::default() }
    }

    /// The marker as printed.
    pub fn text(&self) -> String {
        [&self.before, self.numeral().as_str(), &self.after].concat()
    }

    /// The marker as a reference cites it: without a full stop at the end.
    pub fn cited(&self) -> String {
        let numeral = self.numeral();
        match self.kind {
            ListKind::Bulleted => self.text(),
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                [&self.before, numeral.as_str(), self.after.trim_end_matches('.')].concat()
            }
        }
    }

    /// The number alone: "b" in "(b)"; empty for a bullet.
    pub fn numeral(&self) -> String {
        match self.kind {
            ListKind::Bulleted => String::new(),
            ListKind::Decimal => self.ordinal.to_string(),
            ListKind::LowerAlpha => self.alphabet.numeral(self.ordinal),
            ListKind::LowerRoman => roman(self.ordinal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_rendered_and_cited() {
        let number = |kind, ordinal| ListMarker::number(kind, ordinal);
        let rendered = |marker: ListMarker| (marker.text(), marker.cited());
        assert_eq!(rendered(number(ListKind::Decimal, 2)), ("2.".into(), "2".into()));
        assert_eq!(rendered(number(ListKind::LowerAlpha, 28)), ("(ab)".into(), "(ab)".into()));
        assert_eq!(rendered(number(ListKind::LowerRoman, 4)), ("(iv)".into(), "(iv)".into()));
        assert_eq!(rendered(ListMarker::bullet("•", 1)), ("•".into(), "•".into()));
    }
}
