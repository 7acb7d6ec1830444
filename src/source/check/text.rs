//! Texts: not empty, and their inline markup right.

use std::ops::Range;

use super::inventory::{Inventory, TextEntry, TextKind};
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::markup::{self, Markup};
use crate::yaml::locate;
use crate::yaml::tree::Node;

/// What texts refer to.
#[derive(Default)]
pub struct Mentions<'i> {
    /// `[^id]`
    pub notes: Vec<Mention<'i>>,
    /// `[#id]`, `[words](#id)`
    pub references: Vec<Mention<'i>>,
}

/// One mention of an id in a text.
pub struct Mention<'i> {
    /// The id.
    pub id: String,
    /// Whether it has words of the author's own.
    pub own_words: bool,
    node: &'i Node<'i>,
    at: Range<usize>,
}

impl Mention<'_> {
    /// The first byte of the text that it stands in.
    pub fn text_begin(&self) -> usize {
        self.node.place.start
    }

    /// Its bytes in the file; looked for only when something is wrong with it.
    pub fn place(&self, source: &str) -> Range<usize> {
        locate(source, self.node, self.at.clone())
    }
}

/// Inline markup is right; what it refers to is gathered.
pub fn markup<'i>(
    inventory: &Inventory<'i>,
    source: &str,
    found: &mut Vec<Diagnostic>,
) -> Mentions<'i> {
    let mut mentions = Mentions::default();
    for piece in inventory.texts.iter().filter(|piece| piece.kind.is_marked()) {
        match markup::parse(piece.text) {
            Ok(parsed) => mentions.gather(parsed, piece.node),
            Err(error) => {
                let place = locate(source, piece.node, error.at);
                found.push(Code::Markup.at(place, error.message).hint(error.hint));
            }
        }
    }
    mentions
}

impl<'i> Mentions<'i> {
    fn gather(&mut self, content: Vec<Markup>, node: &'i Node<'i>) {
        for markup in content {
            match markup {
                Markup::Note { id, at } => {
                    self.notes.push(Mention { id, own_words: false, node, at });
                }
                Markup::Reference { id, at, content } => {
                    let own_words = content.is_some();
                    self.references.push(Mention { id, own_words, node, at });
                    self.gather(content.unwrap_or_default(), node);
                }
                Markup::Strong(content)
                | Markup::Emphasis(content)
                | Markup::Superscript(content)
                | Markup::Subscript(content)
                | Markup::SmallCaps(content)
                | Markup::Foreign { content, .. }
                | Markup::Link { content, .. } => self.gather(content, node),
                Markup::Text(_) | Markup::LineBreak => {}
            }
        }
    }
}

/// A text says something; only a cell may be empty.
pub fn not_empty(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    let must_speak = |piece: &&TextEntry| piece.kind != TextKind::Cell;
    for piece in inventory.texts.iter().filter(must_speak) {
        if piece.text.chars().all(char::is_whitespace) {
            let error = Code::EmptyText.at(piece.node.place.clone(), "this text is empty");
            found.push(error.hint("write it, or take the line away"));
        }
    }
}
