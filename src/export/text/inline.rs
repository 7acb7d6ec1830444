//! Inlines as plain text: note references in brackets, URLs after the text of their link, amendments as
//! `~~deleted~~` and `_inserted_`.

use super::writer::{Charset, Writer};
use crate::document::inline::plain_text;
use crate::document::unraised::{lowered, raised, raised_in_ascii};
use crate::document::{Inline, SpanStyle};

impl Writer<'_> {
    /// The text of inlines. A line break becomes a line feed.
    pub fn text(&self, content: &[Inline]) -> String {
        self.word(&self.in_language(content, &self.document.language))
    }

    fn in_language(&self, content: &[Inline], language: &str) -> String {
        let mut out = String::new();
        self.push(content, language, &mut out);
        out
    }

    fn push(&self, content: &[Inline], language: &str, out: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(text) => out.push_str(text),
                Inline::Superscript(inner) => out.push_str(&self.raised(inner, language)),
                Inline::Subscript(inner) => out.push_str(&self.lowered(inner)),
                Inline::Foreign { language, content } => self.push(content, language, out),
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::CrossReference { content: inner, .. } => self.push(inner, language, out),
                Inline::Span(style, inner) => {
                    let sign = sign(*style);
                    out.push_str(sign);
                    self.push(inner, language, out);
                    out.push_str(sign);
                }
                Inline::Link { url, content, .. } => {
                    push_link(url, &self.in_language(content, language), out);
                }
                Inline::NoteReference(note) => out.push_str(&format!("[{}]", note.number)),
                Inline::Equation(equation) => out.push_str(&equation.line),
                Inline::LineBreak => out.push('\n'),
            }
        }
    }

    fn raised(&self, content: &[Inline], language: &str) -> String {
        match self.charset {
            Charset::Unicode => raised(&plain_text(content), language),
            Charset::Ascii => raised_in_ascii(&plain_text(content), language),
        }
    }

    fn lowered(&self, content: &[Inline]) -> String {
        match self.charset {
            Charset::Unicode => lowered(&plain_text(content)),
            Charset::Ascii => plain_text(content),
        }
    }
}

/// The sign on both sides of a text with a style that changes its meaning.
fn sign(style: SpanStyle) -> &'static str {
    match style {
        SpanStyle::Strikeout => "~~",
        SpanStyle::Underline => "_",
        SpanStyle::SmallCaps | SpanStyle::NoHyphens | SpanStyle::Code => "",
    }
}

/// Adds the text of a link, then its URL unless that is the text.
fn push_link(url: &str, words: &str, out: &mut String) {
    out.push_str(words);
    if words.trim_start_matches("https://") != Inline::shown_address(url) {
        out.push_str(&format!(" <{url}>"));
    }
}
