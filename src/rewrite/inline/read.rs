//! A text as written → its row of characters.

use std::ops::Range;
use std::rc::Rc;

use super::{Atom, Kind, Manner, Row, Span, SpanKey};
use crate::origin::{Origin, TracedString};
use crate::source::markup::{Piece, PieceKind, Text};

impl Row {
    /// Reads a text. Quotation marks are in their printed form.
    pub fn read(written: &str, manner: Manner) -> Row {
        let mut row =
            Row { atoms: Vec::with_capacity(written.len()), spans: Vec::new(), is_sound: true };
        let around = Rc::from([]);
        let text = TracedString::with_origin(written, Origin::copied(0));
        match manner.marked {
            true => {
                row.text(&Text::new(text), 0, written, &around);
            }
            false => row.characters(&text, &around),
        }
        row.read_marks(manner);
        row
    }

    /// Adds a text that begins at `start` of the text as written.
    fn text(&mut self, text: &Text, start: usize, written: &str, around: &Rc<[usize]>) {
        self.is_sound &= text.error().is_none();
        self.pieces(text.pieces(), start, written, around);
    }

    fn pieces(&mut self, pieces: &[Piece], start: usize, written: &str, around: &Rc<[usize]>) {
        for piece in pieces {
            let at = start + piece.at.start..start + piece.at.end;
            match &piece.kind {
                PieceKind::InlineNote(note) => {
                    let content = start + note.at.start..start + note.at.end;
                    let key = SpanKey::Note(note.id.as_ref().map(|(id, _)| id.clone()));
                    let within = self.open(
                        key,
                        [at.start..content.start, content.end..at.end],
                        written,
                        around,
                    );
                    self.text(&note.text, content.start, written, &within);
                }
                PieceKind::Text(text) => self.characters(text, around),
                PieceKind::Code(text) => {
                    let content = text.file_range(0..text.len()).unwrap_or(at.clone());
                    let signs = [at.start..content.start, content.end..at.end];
                    let within = self.open(SpanKey::Code, signs, written, around);
                    self.characters(text, &within);
                }
                PieceKind::LineBreak => self.push(Kind::LineBreak, at, around),
                PieceKind::Note { .. }
                | PieceKind::Equation(_)
                | PieceKind::Citation(_)
                | PieceKind::Reference { .. }
                | PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. } => match key(&piece.kind) {
                    Some(key) if !piece.content().is_empty() => {
                        self.span(key, piece, start, written, around);
                    }
                    _ => {
                        let object = written.get(at.clone()).unwrap_or_default();
                        self.push(Kind::Object(object.into()), at, around);
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

    fn span(
        &mut self,
        key: SpanKey,
        piece: &Piece,
        start: usize,
        written: &str,
        around: &Rc<[usize]>,
    ) {
        let (Some(first), Some(last)) = (piece.content().first(), piece.content().last()) else {
            return;
        };
        let signs = [piece.at.start..first.at.start, last.at.end..piece.at.end];
        let signs = signs.map(|at| start + at.start..start + at.end);
        let within = self.open(key, signs, written, around);
        self.pieces(piece.content(), start, written, &within);
    }

    /// Adds a span with the bytes of its signs. Returns it with the spans around it.
    fn open(
        &mut self,
        key: SpanKey,
        signs: [Range<usize>; 2],
        written: &str,
        around: &[usize],
    ) -> Rc<[usize]> {
        let raw = Some(signs.clone());
        let signs = signs.map(|at| written.get(at).unwrap_or_default().to_owned());
        self.spans.push(Span { key, signs, raw });
        around.iter().copied().chain([self.spans.len() - 1]).collect()
    }
}

/// The markup with which a piece encloses its content; `None` if it has no content.
fn key(kind: &PieceKind) -> Option<SpanKey> {
    Some(match kind {
        PieceKind::Strong(_) => SpanKey::Strong,
        PieceKind::Emphasis(_) => SpanKey::Emphasis,
        PieceKind::Superscript(_) => SpanKey::Superscript,
        PieceKind::Subscript(_) => SpanKey::Subscript,
        PieceKind::Span(style, _) => SpanKey::Span(*style),
        PieceKind::Foreign { language, .. } => SpanKey::Foreign(language.clone()),
        PieceKind::Link { url, .. } => SpanKey::Link(url.clone()),
        PieceKind::Reference { id, .. } => SpanKey::Reference(id.clone()),
        PieceKind::Citation(_)
        | PieceKind::Equation(_)
        | PieceKind::Note { .. }
        | PieceKind::InlineNote(_)
        | PieceKind::Code(_)
        | PieceKind::Text(_)
        | PieceKind::LineBreak => return None,
    })
}
