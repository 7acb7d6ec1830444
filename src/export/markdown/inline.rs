//! Inlines as Markdown.
//!
//! The characters on both sides of a delimiter such as `**` decide whether it opens or closes
//! (CommonMark 0.31 §6.2). If the result would be wrong, the adjacent letter is written as a character
//! reference, which the rule treats as punctuation and the reader sees as the letter.

use super::syntax::{code_span, destination, escape, escape_line_start};
use super::writer::Writer;
use crate::document::inline::plain_text;
use crate::document::{Inline, NoteReference, SpanStyle};

/// A token of a line.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// Escaped text.
    Text(String),
    /// Markup other than delimiters.
    Raw(String),
    /// An opening delimiter.
    Open(&'static str),
    /// A closing delimiter.
    Close(&'static str),
}

impl Writer<'_> {
    /// Inlines as the lines of a paragraph: one, and one more for each line break of the author.
    pub fn paragraph_text(&self, content: &[Inline]) -> Vec<String> {
        self.text(content).split('\n').map(escape_line_start).collect()
    }

    /// Inlines as one line, for headings and entries.
    pub fn line(&self, content: &[Inline]) -> String {
        self.text(content).replace("\\\n", " ")
    }

    /// One line of inlines in bold.
    pub fn strong(&self, content: &[Inline]) -> String {
        self.line(&[Inline::Strong(content.to_vec())])
    }

    fn text(&self, content: &[Inline]) -> String {
        let mut tokens = Vec::new();
        self.tokens(content, Emphasis::None, &mut tokens);
        join(&tokens)
    }

    fn tokens(&self, content: &[Inline], within: Emphasis, out: &mut Vec<Token>) {
        content.iter().for_each(|inline| self.token(inline, within, out));
    }

    fn token(&self, inline: &Inline, within: Emphasis, out: &mut Vec<Token>) {
        match inline {
            Inline::Text(text) => out.push(Token::Text(escape(text))),
            Inline::Strong(inner) => {
                let delimiter = if within == Emphasis::Light { "__" } else { "**" };
                self.delimited(delimiter, inner, Emphasis::Strong, out);
            }
            Inline::Emphasis(inner) => {
                let delimiter = if within == Emphasis::Strong { "_" } else { "*" };
                self.delimited(delimiter, inner, Emphasis::Light, out);
            }
            Inline::Superscript(inner) => self.delimited("^", inner, within, out),
            Inline::Subscript(inner) => self.delimited("~", inner, within, out),
            Inline::Span(style, inner) => self.styled(*style, inner, within, out),
            Inline::Foreign { language, content } => {
                self.span(&format!("{{lang={language}}}"), content, within, out);
            }
            Inline::Link { url, content, .. } => {
                self.span(&format!("({})", destination(url)), content, within, out);
            }
            Inline::NoteReference(reference) => {
                out.push(Token::Raw(self.note_reference(reference)))
            }
            Inline::CrossReference { target, content, .. } => {
                let address = format!("(#{})", self.document.anchor(*target));
                self.span(&address, content, within, out);
            }
            Inline::Equation(equation) => {
                let latex = one_line(&equation.equation.latex);
                out.push(Token::Raw(format!("${latex}$")));
            }
            Inline::LineBreak => out.push(Token::Raw("\\\n".into())),
        }
    }

    fn styled(&self, style: SpanStyle, content: &[Inline], within: Emphasis, out: &mut Vec<Token>) {
        match style {
            SpanStyle::SmallCaps => self.span("{.smallcaps}", content, within, out),
            SpanStyle::Underline => self.span("{.underline}", content, within, out),
            SpanStyle::NoHyphens => self.span("{.nohyphen}", content, within, out),
            SpanStyle::Strikeout => self.delimited("~~", content, within, out),
            SpanStyle::Code => out.push(Token::Raw(code_span(&plain_text(content)))),
        }
    }

    /// A note reference. All except the first are superscript links to the note.
    fn note_reference(&self, reference: &NoteReference) -> String {
        let Some(note) = self.document.notes.get(reference.note) else { return String::new() };
        match reference.first {
            true => format!("[^{}]", self.note_name(note)),
            false => format!("^[{}](#{})^", reference.number, self.document.anchor(note.id)),
        }
    }

    /// Content between delimiters. Spaces at its ends move outside, since a delimiter next to a space
    /// is read as text.
    fn delimited(
        &self,
        delimiter: &'static str,
        content: &[Inline],
        within: Emphasis,
        out: &mut Vec<Token>,
    ) {
        let mut inner = Vec::new();
        self.tokens(content, within, &mut inner);
        let (before, after) =
            (trim_side(&mut inner, Side::Start), trim_side(&mut inner, Side::End));
        out.extend(before.then(|| Token::Text(" ".into())));
        if !inner.is_empty() {
            out.push(Token::Open(delimiter));
            out.append(&mut inner);
            out.push(Token::Close(delimiter));
        }
        out.extend(after.then(|| Token::Text(" ".into())));
    }

    /// Content in brackets, followed by a destination or attributes.
    fn span(&self, suffix: &str, content: &[Inline], within: Emphasis, out: &mut Vec<Token>) {
        out.push(Token::Raw("[".into()));
        self.tokens(content, within, out);
        out.push(Token::Raw(format!("]{suffix}")));
    }
}

/// LaTeX without line breaks and spaces around it, which would end an equation in a text.
pub fn one_line(latex: &str) -> String {
    latex.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The emphasis around a text. Nested emphasis needs different delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Emphasis {
    None,
    Light,
    Strong,
}

enum Side {
    Start,
    End,
}

/// Removes spaces at one side of the tokens, and returns whether there were any.
fn trim_side(tokens: &mut Vec<Token>, side: Side) -> bool {
    let edge = match side {
        Side::Start => tokens.first_mut(),
        Side::End => tokens.last_mut(),
    };
    let Some(Token::Text(text)) = edge else { return false };
    let bare = match side {
        Side::Start => text.trim_start_matches(' '),
        Side::End => text.trim_end_matches(' '),
    };
    let found = bare.len() < text.len();
    *text = bare.to_owned();
    tokens.retain(|token| *token != Token::Text(String::new()));
    found
}

fn join(tokens: &[Token]) -> String {
    let mut out = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1).and_then(first);
        match token {
            Token::Text(text) if cannot_close(tokens, index, text) => {
                let mut characters = text.chars();
                characters
                    .next()
                    .into_iter()
                    .for_each(|first| out.push_str(&character_reference(first)));
                out.push_str(characters.as_str());
            }
            Token::Text(text) | Token::Raw(text) => out.push_str(text),
            Token::Open(delimiter) => {
                let inner = next.unwrap_or(' ');
                if !inner.is_alphanumeric() || delimiter.starts_with('_') {
                    encode_last(&mut out);
                }
                out.push_str(delimiter);
            }
            Token::Close(delimiter) => out.push_str(delimiter),
        }
    }
    out
}

/// Whether the delimiter before a text could not close, because a letter follows it.
fn cannot_close(tokens: &[Token], index: usize, text: &str) -> bool {
    let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
    let Some(Token::Close(delimiter)) = before(1) else { return false };
    let inner = before(2).and_then(last).unwrap_or('*');
    let letter = text.chars().next().is_some_and(char::is_alphanumeric);
    letter && (!inner.is_alphanumeric() || delimiter.starts_with('_'))
}

fn first(token: &Token) -> Option<char> {
    match token {
        Token::Text(text) | Token::Raw(text) => text.chars().next(),
        Token::Open(delimiter) | Token::Close(delimiter) => delimiter.chars().next(),
    }
}

fn last(token: &Token) -> Option<char> {
    match token {
        Token::Text(text) | Token::Raw(text) => text.chars().next_back(),
        Token::Open(delimiter) | Token::Close(delimiter) => delimiter.chars().next_back(),
    }
}

/// Replaces a letter at the end by a character reference.
fn encode_last(out: &mut String) {
    if let Some(letter) = out.chars().next_back().filter(|letter| letter.is_alphanumeric()) {
        out.pop();
        out.push_str(&character_reference(letter));
    }
}

fn character_reference(letter: char) -> String {
    format!("&#{};", u32::from(letter))
}
