//! Texts: not empty, and with valid inline markup.

use std::ops::Range;

use super::address::{self, Fault};
use super::inventory::{Inventory, TextEntry, TextKind};
use crate::diagnostic::{Code, Findings};
use crate::limits::{Limit, LimitError, Limits};
use crate::source::markup::Text;
use crate::source::markup::{Citation, DEEPEST, Doubt, DoubtKind, InlineNote, Piece, PieceKind};

/// The ids that texts mention.
#[derive(Default)]
pub struct Mentions<'i> {
    /// `[^id]`
    pub notes: Vec<Mention<'i>>,
    /// `[^id: text]`
    pub inline_notes: Vec<Mention<'i>>,
    /// `[words](#id)`
    pub references: Vec<Mention<'i>>,
    /// `[#id]`, `[#first, second]`
    pub citations: Vec<CitationEntry<'i>>,
}

/// A citation in a text, with the bytes in the file of the ids that it names.
pub struct CitationEntry<'i> {
    /// The citation.
    pub citation: &'i Citation,
    /// The bytes of each id, in order.
    pub places: Vec<Range<usize>>,
}

/// A mention of an id in a text.
pub struct Mention<'i> {
    /// The id.
    pub id: &'i str,
    /// The bytes of the id in the file.
    pub place: Range<usize>,
    /// The first byte of the scalar that contains it.
    pub scalar_start: usize,
    /// Whether it is in a footnote that is written where it is cited.
    pub in_inline_note: bool,
}

/// Reports markup that is nested too deeply.
pub fn depth(inventory: &Inventory, limits: &Limits, found: &mut Findings) {
    // Walks over the pieces rely on the second.
    let most = limits.get(Limit::MarkupDepth).min(DEEPEST as u64);
    for (entry, text) in inventory.texts.iter().filter_map(|entry| Some((entry, entry.marked?))) {
        let (limit, count) = (Limit::MarkupDepth, text.depth() as u64);
        if count > most {
            let error = LimitError { limit, count, most };
            let error = Code::OverLimit.of_limit("the inline markup of this text", error);
            found.push(error.at(Some(entry.locate(deepest(text, most)))));
        }
    }
}

/// The outermost piece with more levels than a limit, or the whole text if it has too many for pieces.
fn deepest(text: &Text, most: u64) -> Range<usize> {
    let too_deep = text.pieces().iter().find(|piece| levels(piece) > most);
    too_deep.map_or(0..text.as_str().len(), |piece| piece.at.clone())
}

/// The levels of markup that a piece has.
fn levels(piece: &Piece) -> u64 {
    match piece.content() {
        [] => 0,
        content => 1 + content.iter().map(levels).max().unwrap_or_default(),
    }
}

/// Gathers the ids that texts mention.
pub fn mentions<'i>(inventory: &Inventory<'i>) -> Mentions<'i> {
    let mut mentions = Mentions::default();
    for entry in &inventory.texts {
        mentions.gather(entry.marked.map(Text::pieces).unwrap_or_default(), entry);
    }
    mentions
}

/// Reports invalid inline markup, and invalid LaTeX of equations.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    for entry in &inventory.texts {
        let Some(text) = entry.marked else { continue };
        if let Some(error) = text.error() {
            let place = entry.locate(error.at.clone());
            let found_error = Code::Markup.at(place, error.message.clone());
            found.push(found_error.hint(error.hint.clone()).write_if(error.escaped.clone()));
        }
        text.doubts().iter().for_each(|doubt| warn(doubt, text, entry, found));
    }
    for (latex, node) in &inventory.equations {
        if let Err(fault) = latex.equation() {
            let place = node.locate(fault.at.clone());
            found.push(Code::Markup.at(place, fault.message.clone()).hint(fault.hint.clone()));
        }
    }
}

/// Warns of signs that are printed although they may have been meant as markup.
fn warn(doubt: &Doubt, text: &Text, entry: &TextEntry, found: &mut Findings) {
    let sign = text.as_str().get(doubt.at.clone()).unwrap_or_default();
    let reason = match doubt.kind {
        DoubtKind::InsideWord => "it is inside a word",
        DoubtKind::HasSpaces => "raised or lowered text has no spaces",
        DoubtKind::ClosesNothing => "it closes nothing",
    };
    let message = format!("`{sign}` is printed as a character: {reason}");
    let escaped: String = sign.chars().flat_map(|sign| ['\\', sign]).collect();
    let warning = Code::DoubtfulMarkup.at(entry.locate(doubt.at.clone()), message);
    let hint = format!("write `{escaped}` if it is a character, or mark whole words");
    found.push(warning.hint(hint).write(escaped));
}

impl<'i> Mentions<'i> {
    fn gather(&mut self, pieces: &'i [Piece], entry: &TextEntry<'i>) {
        let mention = |id, target: &Range<usize>| Mention {
            id,
            place: entry.locate(target.clone()),
            scalar_start: entry.node.place.start,
            in_inline_note: entry.start.is_some(),
        };
        for piece in pieces {
            match &piece.kind {
                PieceKind::Note { id, target } => self.notes.push(mention(id, target)),
                PieceKind::InlineNote(InlineNote { id: Some((id, target)), .. }) => {
                    self.inline_notes.push(mention(id, target));
                }
                PieceKind::Reference { id, target, .. } => {
                    self.references.push(mention(id, target))
                }
                PieceKind::Citation(citation) => {
                    let places = citation.targets.iter().map(|it| entry.locate(it.at.clone()));
                    let places = places.collect();
                    self.citations.push(CitationEntry { citation, places });
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
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::LineBreak => {}
            }
            self.gather(piece.content(), entry);
        }
    }
}

/// Reports links to addresses with characters that are not allowed in addresses.
pub fn addresses(inventory: &Inventory, found: &mut Findings) {
    for entry in &inventory.texts {
        let Some(text) = entry.marked else { continue };
        faulty_links(text.pieces(), entry, found);
    }
}

fn faulty_links(pieces: &[Piece], entry: &TextEntry, found: &mut Findings) {
    for piece in pieces {
        if let PieceKind::Link { url, target, .. } = &piece.kind
            && let Some(Fault { at, message, hint, meant }) = address::fault(url)
        {
            let place = entry.locate(target.start + at.start..target.start + at.end);
            found.push(Code::BadAddress.at(place, message).hint(hint).write_if(meant));
        }
        faulty_links(piece.content(), entry, found);
    }
}

/// Reports empty texts. Only a cell may be empty.
pub fn not_empty(inventory: &Inventory, found: &mut Findings) {
    let must_have_words = |entry: &&TextEntry| entry.kind != TextKind::Cell;
    for entry in inventory.texts.iter().filter(must_have_words) {
        if entry.text.chars().all(char::is_whitespace) {
            let error = Code::EmptyText.at(entry.node.place.clone(), "this text is empty");
            found.push(error.hint("write the text, or delete the line"));
        }
    }
}
