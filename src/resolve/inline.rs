//! Resolves inline markup: characters, note references, cross-references.

use super::note::Referenced;
use super::protect::protected;
use super::typography::{Printing, Typographer, quotes_of_phrase};
use super::{Resolver, titles};
use crate::document::inline::plain_text;
use crate::document::{Inline, SpanStyle};
use crate::origin::{Generator, TracedString};
use crate::source::markup::{Piece, PieceKind};
use crate::source::schema::Text;

impl Resolver<'_> {
    /// The inlines of an authored text.
    pub(super) fn inlines(&mut self, text: &Text) -> Vec<Inline> {
        if let Some(printed) = self.ahead.take(text) {
            return printed;
        }
        let printing = self.printing;
        let mut inlines = self.convert(text.pieces(), &mut Typographer::new(printing.quotes));
        trim_end(&mut inlines);
        protected(inlines, printing.spacing)
    }

    /// The inlines of a date, which may have markup: "1^er^ mars".
    pub(super) fn date(&mut self, date: String) -> Vec<Inline> {
        self.inlines(&Text::new(TracedString::generated(date, Generator::Date)))
    }

    /// The inlines of an optional text; empty if there is none.
    pub(super) fn optional_inlines(&mut self, text: Option<&Text>) -> Vec<Inline> {
        text.map(|text| self.inlines(text)).unwrap_or_default()
    }

    /// An authored text without markup and note references.
    pub(super) fn plain(&self, text: &Text) -> TracedString {
        titles::printed_words(text, self.printing)
    }

    /// The printed characters of an alternative text; empty if there is none.
    pub(super) fn alternative(&self, authored: Option<&str>) -> String {
        authored.map(|text| self.printing.print(&text.into()).into()).unwrap_or_default()
    }

    /// The address after the words of a link, if addresses are printed and this is the first time.
    fn address(&mut self, url: &str, words: &[Inline]) -> Option<Inline> {
        let addresses = self.addresses.as_mut()?;
        let (words, shown) = (plain_text(words), Inline::shown_address(url));
        if words.trim_start_matches("https://") == shown || !addresses.insert(url.to_owned()) {
            return None;
        }
        Some(Inline::generated(format!(" ({shown})"), Generator::Layout))
    }

    fn convert(&mut self, pieces: &[Piece], typographer: &mut Typographer) -> Vec<Inline> {
        let printing = self.printing;
        let mut numbered = |piece: &Piece, typographer: &mut Typographer| {
            self.convert_numbered(piece, typographer)
        };
        Words { printing, numbered: &mut numbered }.all(pieces, typographer).unwrap_or_default()
    }

    /// A piece that has a name or a number, or refers to one; `None` for others.
    fn convert_numbered(&mut self, piece: &Piece, typographer: &mut Typographer) -> Option<Inline> {
        Some(match &piece.kind {
            PieceKind::Equation(equation) => {
                typographer.skip_object();
                self.inline_equation(equation)
            }
            PieceKind::Link { url, content, .. } => {
                let id = self.derived("link", url);
                let mut content = self.convert(content, typographer);
                content.extend(self.address(url, &content));
                Inline::Link { id, url: url.clone(), content }
            }
            PieceKind::Note { id, .. } => {
                typographer.skip_object();
                self.note_reference(id, || Referenced::Id(id.clone()))
            }
            PieceKind::InlineNote(note) => {
                typographer.skip_object();
                self.inline_note(note)
            }
            PieceKind::Reference { id, content, .. } => {
                let content = self.convert(content, typographer);
                typographer.skip_object();
                self.cross_reference(id, content)
            }
            PieceKind::Citation(citation) => {
                typographer.skip_object();
                self.citation(citation)
            }
            PieceKind::Text(_)
            | PieceKind::Strong(_)
            | PieceKind::Emphasis(_)
            | PieceKind::Superscript(_)
            | PieceKind::Subscript(_)
            | PieceKind::Span(..)
            | PieceKind::Code(_)
            | PieceKind::Foreign { .. }
            | PieceKind::LineBreak => return None,
        })
    }
}

/// Converts the pieces of a text.
struct Words<'w> {
    printing: Printing<'w>,
    /// Converts a piece that has a name or a number; `None` if that is not possible yet.
    numbered: &'w mut dyn FnMut(&Piece, &mut Typographer) -> Option<Inline>,
}

impl Words<'_> {
    /// The inlines of some pieces; `None` if one cannot be converted yet.
    fn all(&mut self, pieces: &[Piece], typographer: &mut Typographer) -> Option<Vec<Inline>> {
        let mut inlines = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let inline = self.one(piece, typographer)?;
            if let (Inline::NoteReference(_), PieceKind::Citation(_)) = (&inline, &piece.kind) {
                // The space belongs to citations that are printed in the text.
                trim_end(&mut inlines);
            }
            inlines.push(inline);
        }
        Some(inlines)
    }

    fn one(&mut self, piece: &Piece, typographer: &mut Typographer) -> Option<Inline> {
        Some(match &piece.kind {
            PieceKind::Text(text) => Inline::Text(typographer.print(text)),
            PieceKind::Strong(inner) => Inline::Strong(self.all(inner, typographer)?),
            PieceKind::Emphasis(inner) => Inline::Emphasis(self.all(inner, typographer)?),
            PieceKind::Superscript(inner) => Inline::Superscript(self.all(inner, typographer)?),
            PieceKind::Subscript(inner) => Inline::Subscript(self.all(inner, typographer)?),
            PieceKind::Span(style, inner) => Inline::Span(*style, self.all(inner, typographer)?),
            PieceKind::Code(text) => {
                // Quotation marks of code stay as written.
                let text = Inline::Text(Typographer::new(None).print(text));
                typographer.skip_object();
                Inline::Span(SpanStyle::Code, vec![text])
            }
            PieceKind::Foreign { language, content } => {
                let quotes = quotes_of_phrase(language, self.printing.quotes);
                let content = self.all(content, &mut Typographer::new(quotes))?;
                typographer.skip_object();
                Inline::Foreign { language: language.clone(), content }
            }
            PieceKind::LineBreak => {
                typographer.new_line();
                Inline::LineBreak
            }
            PieceKind::Equation(_)
            | PieceKind::Link { .. }
            | PieceKind::Note { .. }
            | PieceKind::InlineNote(_)
            | PieceKind::Reference { .. }
            | PieceKind::Citation(_) => (self.numbered)(piece, typographer)?,
        })
    }
}

/// The inlines of a text; `None` if any of it has a name or a number, or refers to one.
pub(super) fn printed_ahead(text: &Text, printing: Printing) -> Option<Vec<Inline>> {
    let mut words = Words { printing, numbered: &mut |_, _| None };
    let mut inlines = words.all(text.pieces(), &mut Typographer::new(printing.quotes))?;
    trim_end(&mut inlines);
    Some(protected(inlines, printing.spacing))
}

/// Removes a trailing space.
fn trim_end(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
        if last.is_empty() {
            inlines.pop();
        }
    }
}
