//! A text as written → its row of characters.

use std::ops::Range;
use std::rc::Rc;

use super::{Atom, Kind, Manner, Row, Span, SpanKey};
use crate::origin::{Origin, TracedString};
use crate::source::markup::{self, Piece, PieceKind};

impl Row {
    /// Reads a text. Quotation marks are as they are printed.
    pub fn read(written: &str, manner: Manner) -> Row {
        let mut row =
            Row { atoms: Vec::with_capacity(written.len()), spans: Vec::new(), is_sound: true };
        let around = Rc::from([]);
        let text = TracedString::with_origin(written, Origin::copied(0));
        match manner.marked {
            true => {
                let parsed = markup::parse(&text);
                row.is_sound = parsed.error.is_none();
                row.pieces(&parsed.pieces, written, &around);
            }
            false => row.characters(&text, &around),
        }
        row.read_marks(manner);
        row
    }

    fn pieces(&mut self, pieces: &[Piece], written: &str, around: &Rc<[usize]>) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(text) => self.characters(text, around),
                PieceKind::LineBreak => self.push(Kind::LineBreak, piece.at.clone(), around),
                PieceKind::Note { .. }
                | PieceKind::Reference { .. }
                | PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::SmallCaps(_)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. } => match key(&piece.kind) {
                    Some(key) if !piece.content().is_empty() => {
                        self.span(key, piece, written, around);
                    }
                    _ => {
                        let object = written.get(piece.at.clone()).unwrap_or_default();
                        self.push(Kind::Object(object.into()), piece.at.clone(), around);
                    }
                },
            }
        }
    }

    fn characters(&mut self, text: &TracedString, around: &Rc<[usize]>) {
        for (run, source) in text.runs() {
            let characters = text.get(run.clone()).unwrap_or_default().char_indices();
            let file = source.file_range(run.len()).unwrap_or_default();
            let is_copy = file.len() == run.len();
            for (at, character) in characters {
                let start = file.start + at;
                let copied = start..start + character.len_utf8();
                let raw = if is_copy { copied } else { file.clone() };
                self.push(Kind::Character(character), raw, around);
            }
        }
    }

    fn push(&mut self, kind: Kind, raw: Range<usize>, around: &Rc<[usize]>) {
        self.atoms.push(Atom { kind, raw: Some(raw), around: around.clone() });
    }

    fn span(&mut self, key: SpanKey, piece: &Piece, written: &str, around: &Rc<[usize]>) {
        let (Some(first), Some(last)) = (piece.content().first(), piece.content().last()) else {
            return;
        };
        let raw = [piece.at.start..first.at.start, last.at.end..piece.at.end];
        let signs = raw.clone().map(|at| written.get(at).unwrap_or_default().to_owned());
        self.spans.push(Span { key, signs, raw: Some(raw) });
        let within = around.iter().copied().chain([self.spans.len() - 1]).collect();
        self.pieces(piece.content(), written, &within);
    }
}

/// What a piece encloses its content with; `None` if it has none.
fn key(kind: &PieceKind) -> Option<SpanKey> {
    Some(match kind {
        PieceKind::Strong(_) => SpanKey::Strong,
        PieceKind::Emphasis(_) => SpanKey::Emphasis,
        PieceKind::Superscript(_) => SpanKey::Superscript,
        PieceKind::Subscript(_) => SpanKey::Subscript,
        PieceKind::SmallCaps(_) => SpanKey::SmallCaps,
        PieceKind::Foreign { language, .. } => SpanKey::Foreign(language.clone()),
        PieceKind::Link { url, .. } => SpanKey::Link(url.clone()),
        PieceKind::Reference { id, content: Some(_), .. } => SpanKey::Reference(id.clone()),
        PieceKind::Reference { content: None, .. }
        | PieceKind::Note { .. }
        | PieceKind::Text(_)
        | PieceKind::LineBreak => return None,
    })
}
