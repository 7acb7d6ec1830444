//! Resolves inline markup: characters, note references, cross-references.

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
        let mut inlines = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let inline = self.convert_one(piece, typographer);
            if let (Inline::NoteReference(_), PieceKind::Citation(_)) = (&inline, &piece.kind) {
                // The space belongs to citations that are printed in the text.
                trim_end(&mut inlines);
            }
            inlines.push(inline);
        }
        inlines
    }

    fn convert_one(&mut self, piece: &Piece, typographer: &mut Typographer) -> Inline {
        match &piece.kind {
            PieceKind::Text(text) => Inline::Text(typographer.print(text)),
            PieceKind::Strong(inner) => Inline::Strong(self.convert(inner, typographer)),
            PieceKind::Emphasis(inner) => Inline::Emphasis(self.convert(inner, typographer)),
            PieceKind::Superscript(inner) => Inline::Superscript(self.convert(inner, typographer)),
            PieceKind::Subscript(inner) => Inline::Subscript(self.convert(inner, typographer)),
            PieceKind::Span(style, inner) => Inline::Span(*style, self.convert(inner, typographer)),
            PieceKind::Code(text) => {
                // Quotation marks of code stay as written.
                let text = Inline::Text(Typographer::new(None).print(text));
                typographer.skip_object();
                Inline::Span(SpanStyle::Code, vec![text])
            }
            PieceKind::Equation(equation) => {
                typographer.skip_object();
                self.inline_equation(equation)
            }
            PieceKind::Foreign { language, content } => {
                let quotes = quotes_of_phrase(language, self.printing.quotes);
                let content = self.convert(content, &mut Typographer::new(quotes));
                typographer.skip_object();
                Inline::Foreign { language: language.clone(), content }
            }
            PieceKind::Link { url, content, .. } => {
                let id = self.derived("link", url);
                let mut content = self.convert(content, typographer);
                content.extend(self.address(url, &content));
                Inline::Link { id, url: url.clone(), content }
            }
            PieceKind::Note { id, .. } => {
                typographer.skip_object();
                self.note_reference(id)
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
            PieceKind::LineBreak => {
                typographer.new_line();
                Inline::LineBreak
            }
        }
    }
}

/// The inlines of a text without markup.
pub(super) fn printed_words(words: &TracedString, printing: Printing) -> Vec<Inline> {
    let mut inlines = vec![Inline::Text(Typographer::new(printing.quotes).print(words))];
    trim_end(&mut inlines);
    protected(inlines, printing.spacing)
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
