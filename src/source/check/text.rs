//! Texts: not empty, and their inline markup right.

use std::ops::Range;

use super::inventory::{Inventory, Piece, PieceKind};
use crate::diagnostic::Diagnostic;
use crate::source::code::Code;
use crate::source::locate::locate;
use crate::source::markup::{self, Markup};

/// What texts refer to.
#[derive(Default)]
pub struct Mentions {
    /// `[^id]`, with its bytes in the file.
    pub notes: Vec<(String, Range<usize>)>,
    /// `[#id]`, with its bytes in the file, and whether it has words of the author's own.
    pub references: Vec<(String, Range<usize>, bool)>,
}

/// Inline markup is right; what it refers to is gathered.
pub fn markup(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) -> Mentions {
    let mut mentions = Mentions::default();
    for piece in inventory.texts.iter().filter(|piece| piece.kind != PieceKind::Plain) {
        match markup::parse(piece.text) {
            Ok(parsed) => mentions.gather(&parsed, piece, source),
            Err(error) => {
                let place = locate(source, piece.node, error.at);
                found.push(Code::Markup.at(place, error.message).hint(error.hint));
            }
        }
    }
    mentions
}

impl Mentions {
    fn gather(&mut self, content: &[Markup], piece: &Piece, source: &str) {
        for markup in content {
            match markup {
                Markup::Note { id, at } => {
                    self.notes.push((id.clone(), locate(source, piece.node, at.clone())));
                }
                Markup::Reference { id, at, content } => {
                    let place = locate(source, piece.node, at.clone());
                    self.references.push((id.clone(), place, content.is_some()));
                    self.gather(content.as_deref().unwrap_or_default(), piece, source);
                }
                Markup::Strong(content)
                | Markup::Emphasis(content)
                | Markup::Superscript(content)
                | Markup::Subscript(content)
                | Markup::SmallCaps(content)
                | Markup::Foreign { content, .. }
                | Markup::Link { content, .. } => self.gather(content, piece, source),
                Markup::Text(_) | Markup::LineBreak => {}
            }
        }
    }
}

/// A text says something; only a cell may be empty.
pub fn not_empty(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    let must_speak = |piece: &&Piece| piece.kind != PieceKind::Cell;
    for piece in inventory.texts.iter().filter(must_speak) {
        if piece.text.chars().all(char::is_whitespace) {
            let error = Code::EmptyText.at(piece.node.place.clone(), "this text is empty");
            found.push(error.hint("write it, or take the line away"));
        }
    }
}
