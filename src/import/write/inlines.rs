//! Inlines → texts with markup.

use super::names::Names;
use crate::import::flat::{Content, Inline, Link};
use crate::rewrite::Format;
use crate::rewrite::compose::{self, Enclosure, Piece, compose};
use crate::source::markup::is_language;

/// Writes texts.
pub struct Texts<'a> {
    /// The ids.
    pub names: &'a Names,
    /// Whether notes may be cited: not within notes.
    pub has_notes: bool,
}

impl Texts<'_> {
    /// A text with its markup; empty if it has no words.
    pub fn written(&self, inlines: &[Inline]) -> String {
        let mut pieces: Vec<Piece> = inlines.iter().filter_map(|it| self.piece(it)).collect();
        trim(&mut pieces);
        compose(&pieces).unwrap_or_default().trim().to_owned()
    }

    fn piece(&self, inline: &Inline) -> Option<Piece> {
        let mut around = formats(inline);
        let (content, target) = match (&inline.content, &inline.link) {
            (Content::Note(_), _) if !self.has_notes => return None,
            (Content::Note(note), _) => {
                let id = self.names.notes.get(*note)?.clone();
                return Some(Piece { content: compose::Content::Note(id), around: Vec::new() });
            }
            (Content::LineBreak, _) => (compose::Content::LineBreak, None),
            (Content::Equation { latex, .. }, _) => {
                let content = compose::Content::Equation(latex.clone());
                return Some(Piece { content, around: Vec::new() });
            }
            (Content::Reference { bookmark, shown }, _) => match self.reference(bookmark, shown) {
                Ok(id) => return Some(Piece { content: id, around }),
                Err(target) => (compose::Content::Text(shown.clone()), target),
            },
            (Content::Text(text), link) => {
                let target = link.as_ref().and_then(|link| self.link(link));
                (compose::Content::Text(text.clone()), target)
            }
        };
        around.extend(target);
        Some(Piece { content, around })
    }

    /// A reference without words, if the same is printed for it; otherwise what is around its words.
    fn reference(
        &self,
        bookmark: &str,
        shown: &str,
    ) -> Result<compose::Content, Option<Enclosure>> {
        let Some(target) = self.names.target(bookmark) else { return Err(None) };
        match target.is_shown_by(shown) {
            true => Ok(compose::Content::Reference(target.id.clone())),
            false => Err(Some(Enclosure::Reference(target.id.clone()))),
        }
    }

    fn link(&self, link: &Link) -> Option<Enclosure> {
        match link {
            Link::Bookmark(bookmark) => {
                self.names.target(bookmark).map(|it| Enclosure::Reference(it.id.clone()))
            }
            Link::Address(address) => {
                let known = ["https://", "http://", "mailto:"];
                let is_known = known.iter().any(|scheme| address.starts_with(scheme));
                is_known.then(|| Enclosure::Link(encoded(address)))
            }
        }
    }
}

/// Spaces at the ends are not printed.
fn trim(pieces: &mut Vec<Piece>) {
    let is_blank = |piece: &Piece| match &piece.content {
        compose::Content::Text(text) => text.trim().is_empty(),
        compose::Content::LineBreak => true,
        compose::Content::Note(_)
        | compose::Content::Reference(_)
        | compose::Content::Equation(_) => false,
    };
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    let blank = pieces.iter().take_while(|piece| is_blank(piece)).count();
    pieces.drain(..blank);
    if let Some(compose::Content::Text(text)) = pieces.first_mut().map(|it| &mut it.content) {
        *text = text.trim_start().to_owned();
    }
    if let Some(compose::Content::Text(text)) = pieces.last_mut().map(|it| &mut it.content) {
        *text = text.trim_end().to_owned();
    }
}

fn formats(inline: &Inline) -> Vec<Enclosure> {
    let Format { strong, emphasis, superscript, subscript } = inline.format;
    let language = inline.language.as_deref().filter(|language| is_language(language));
    let kinds = [
        (strong, Enclosure::Strong),
        (emphasis, Enclosure::Emphasis),
        (superscript, Enclosure::Superscript),
        (subscript && !superscript, Enclosure::Subscript),
    ];
    let kinds = kinds.into_iter().filter_map(|(on, kind)| on.then_some(kind));
    let kinds = kinds.chain(inline.spans.iter().map(|style| Enclosure::Span(*style)));
    kinds.chain(language.map(|language| Enclosure::Foreign(language.into()))).collect()
}

/// An address without the signs that would end it (RFC 3986 §2.1).
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for sign in address.chars() {
        match sign {
            ' ' | '(' | ')' | '\\' | '\n' | '\t' => {
                out.push_str(&format!("%{:02X}", u32::from(sign)))
            }
            control if control.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}
