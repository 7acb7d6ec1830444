//! The words of a text without markup, and its references, each with its place in the source.

use std::ops::Range;

use super::numerals::{self, Numeral};
use crate::languages::Lexicon;
use crate::origin::TracedString;
use crate::source::markup::Text;
use crate::source::markup::{InlineNote, Piece, PieceKind};
use crate::yaml::tree::Node;

/// A text of a report, read for comparison.
pub struct Wording<'e> {
    /// The field of the element that holds the text: "title", "caption".
    pub field: &'static str,
    /// The text without markup.
    pub plain: TracedString,
    /// The footnotes that it cites.
    pub notes: Vec<Mention<'e>>,
    /// The targets of its cross-references.
    pub references: Vec<Mention<'e>>,
    /// The addresses of its links.
    pub addresses: Vec<Mention<'e>>,
    /// Its numbers and months.
    pub numerals: Vec<Numeral>,
    /// Phrases in other languages, as byte ranges of `plain`.
    pub foreign: Vec<Range<usize>>,
    node: &'e Node<'e>,
}

/// A reference to a footnote, an element or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'e> {
    /// An id or an address.
    pub name: &'e str,
    /// Its byte range in the text as written.
    at: Range<usize>,
}

impl<'e> Wording<'e> {
    /// Reads a text with inline markup.
    pub fn marked(
        field: &'static str,
        text: &'e Text,
        node: &'e Node<'e>,
        words: &Lexicon,
    ) -> Self {
        let mut wording = Wording::new(field, node, TracedString::new());
        wording.gather(text.pieces(), text);
        wording.numerals = numerals::numerals(&wording.plain, words);
        wording
    }

    /// Takes a text without markup.
    pub fn unmarked(field: &'static str, text: &str, node: &'e Node<'e>, words: &Lexicon) -> Self {
        let plain = TracedString::with_origin(text, node.origin());
        let mut wording = Wording::new(field, node, plain);
        wording.numerals = numerals::numerals(text, words);
        wording
    }

    fn new(field: &'static str, node: &'e Node<'e>, plain: TracedString) -> Self {
        Wording {
            field,
            plain,
            notes: Vec::new(),
            references: Vec::new(),
            addresses: Vec::new(),
            numerals: Vec::new(),
            foreign: Vec::new(),
            node,
        }
    }

    /// Appends the words of some pieces, and notes what they refer to.
    fn gather(&mut self, pieces: &'e [Piece], text: &'e Text) {
        for piece in pieces {
            let start = self.plain.len();
            match &piece.kind {
                PieceKind::Text(words) | PieceKind::Code(words) => self.plain.push_traced(words),
                PieceKind::LineBreak => {
                    self.plain.push_substitute(" ", text.written(), piece.at.clone());
                }
                // The same in every language; its numbers are not numerals.
                PieceKind::Equation(_) => {
                    self.plain.push_substitute("\u{fffc}", text.written(), piece.at.clone());
                }
                PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::Reference { .. }
                | PieceKind::Citation(_)
                | PieceKind::Note { .. }
                | PieceKind::InlineNote(_) => self.gather(piece.content(), text),
            }
            let mention = |name, at: &Range<usize>| Mention { name, at: at.clone() };
            match &piece.kind {
                PieceKind::Note { id, target } => self.notes.push(mention(id, target)),
                PieceKind::Reference { id, target, .. } => {
                    self.references.push(mention(id, target));
                }
                PieceKind::Citation(citation) => {
                    let cited = citation.targets.iter();
                    self.references.extend(cited.map(|target| mention(&target.id, &target.at)));
                }
                PieceKind::Link { url, target, .. } => self.addresses.push(mention(url, target)),
                PieceKind::Foreign { .. } => self.foreign.push(start..self.plain.len()),
                PieceKind::InlineNote(InlineNote { id: Some((id, target)), .. }) => {
                    self.notes.push(mention(id, target));
                }
                PieceKind::Text(_)
                | PieceKind::Code(_)
                | PieceKind::Equation(_)
                | PieceKind::InlineNote(InlineNote { id: None, .. })
                | PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::LineBreak => {}
            }
        }
    }

    /// The byte range of the whole text in the source.
    pub fn place(&self) -> Range<usize> {
        self.place_of(0..self.plain.len())
    }

    /// The byte range in the source from its first word to the end of its node.
    pub fn extent(&self) -> Range<usize> {
        self.place().start..self.node.place.end
    }

    /// The byte range in the source of a byte range of `plain`.
    pub fn place_of(&self, part: Range<usize>) -> Range<usize> {
        self.plain.file_range(part).unwrap_or(self.node.place.clone())
    }

    /// The byte range of a mention in the source.
    pub fn place_of_mention(&self, mention: &Mention) -> Range<usize> {
        self.node.locate(mention.at.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages;
    use crate::yaml;

    const TEXT: &str = r"The 16^th^ *meeting*[^law] of **1\ 000** [ports](https://e.org/a), [see](#x) [#y]; [sic] [raison d’être]{lang=fr} \*5\*";

    fn names<'m>(mentions: &'m [Mention]) -> Vec<&'m str> {
        mentions.iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn markup_is_removed_and_places_are_kept() {
        let source = format!("k: '{TEXT}'\n");
        let (tree, _) = yaml::parse(&source);
        let tree = tree.unwrap();
        let text = Text::new(TracedString::with_origin(TEXT, tree.key("k").origin()));
        let wording = Wording::marked("text", &text, tree.key("k"), languages::lexicon("en"));
        let plain = "The 16th meeting of 1\u{a0}000 ports, see ; [sic] raison d’être *5*";
        assert_eq!(wording.plain, plain);
        assert_eq!(names(&wording.notes), ["law"]);
        assert_eq!(names(&wording.references), ["x", "y"]);
        assert_eq!(names(&wording.addresses), ["https://e.org/a"]);
        assert_eq!(&plain[wording.foreign[0].clone()], "raison d’être");
        let at = |part: &str| {
            let start = plain.find(part).unwrap();
            &source[wording.place_of(start..start + part.len())]
        };
        assert_eq!(at("16th"), "16^th");
        assert_eq!(at("1\u{a0}000"), "1\\ 000");
        assert_eq!(at("ports"), "ports");
        assert_eq!(at("5"), "5");
        assert_eq!(&source[wording.place_of_mention(&wording.notes[0])], "law");
        assert_eq!(&source[wording.place()], &TEXT[..TEXT.len()]);
    }

    #[test]
    fn faulty_markup_does_not_panic() {
        let (tree, _) = yaml::parse("k: x\n");
        let tree = tree.unwrap();
        for text in ["[^", "[#a", "](x", "[a](", "[a]{", "\\", "\\é", "^", "[[]](#)", "é\\"] {
            let text = Text::new(text.into());
            let wording = Wording::marked("text", &text, &tree, languages::lexicon("en"));
            wording.place();
            assert!(wording.plain.len() <= text.as_str().len());
        }
    }
}
