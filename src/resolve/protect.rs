//! Sets the spaces of a paragraph and raises the endings of its ordinals, across inline markup. A raised
//! ending and the number of a note after it are set apart.

use std::borrow::Cow;
use std::ops::Range;

use super::spacing::{Edit, NARROW, OBJECT, Spacing, apply};
use crate::document::{Inline, SpanStyle};
use crate::origin::{Generator, TracedString};

/// The inlines of a paragraph with its spaces. A phrase in another language follows its own rules.
pub fn protected(content: Vec<Inline>, spacing: Spacing) -> Vec<Inline> {
    let text = match content.as_slice() {
        [Inline::Text(text)] => Cow::Borrowed(text.as_str()),
        several => Cow::Owned(flat(several)),
    };
    let (edits, raised) = (spacing.edits(&text), spacing.raised(&text));
    drop(text);
    if edits.is_empty() && raised.is_empty() && content.iter().all(stays) {
        return content;
    }
    let mut pass = Pass { edits: &edits, raised: &raised, at: 0, is_raised: false };
    pass.all(content)
}

/// The inlines of a printed text without markup, with raised endings of its ordinals.
pub fn raised(text: TracedString, spacing: Spacing) -> Vec<Inline> {
    let raised = spacing.raised(&text);
    let mut pass = Pass { edits: &[], raised: &raised, at: 0, is_raised: false };
    pass.all(vec![Inline::Text(text)])
}

/// Whether a pass without changes leaves an inline and those after it as they are.
fn stays(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => !text.is_empty() && !text.ends_with(is_raised),
        Inline::LineBreak | Inline::NoteReference(_) => true,
        Inline::CrossReference { content, .. } => content.is_empty(),
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Span(..)
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::Equation(_) => false,
    }
}

fn flat(content: &[Inline]) -> String {
    let mut text = String::new();
    flatten(content, &mut text);
    text
}

/// Adds the text of some inlines. Objects, code, phrases in other languages, and references to be filled in are
/// U+FFFC.
fn flatten(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::LineBreak => out.push('\n'),
            Inline::NoteReference(_)
            | Inline::Equation(_)
            | Inline::Foreign { .. }
            | Inline::Span(SpanStyle::Code, _) => out.push(OBJECT),
            Inline::CrossReference { content, .. } if content.is_empty() => out.push(OBJECT),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Span(_, inner)
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => flatten(inner, out),
        }
    }
}

/// A pass over a paragraph in the order of [`flatten`].
struct Pass<'a> {
    /// The changes that are still to be made.
    edits: &'a [Edit],
    /// The endings that are still to be raised.
    raised: &'a [Range<usize>],
    /// The bytes of the text so far.
    at: usize,
    /// Whether it is within raised text.
    is_raised: bool,
}

impl Pass<'_> {
    fn all(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(content.len());
        content.into_iter().for_each(|inline| self.one(inline, &mut out));
        out
    }

    fn one(&mut self, inline: Inline, out: &mut Vec<Inline>) {
        let inline = match inline {
            Inline::Text(text) => return self.text(&text, out),
            Inline::LineBreak => {
                self.at += '\n'.len_utf8();
                Inline::LineBreak
            }
            Inline::NoteReference(note) => {
                self.at += OBJECT.len_utf8();
                if out.last().is_some_and(ends_raised) {
                    // Without it, readers take "23ᵉ²⁵" for one number.
                    out.push(Inline::generated(NARROW, Generator::Separator));
                }
                Inline::NoteReference(note)
            }
            Inline::Equation(equation) => {
                self.at += OBJECT.len_utf8();
                Inline::Equation(equation)
            }
            Inline::Foreign { language, content } => {
                self.at += OBJECT.len_utf8();
                let content = protected(content, Spacing::of(&language));
                Inline::Foreign { language, content }
            }
            Inline::CrossReference { id, target, content } if content.is_empty() => {
                self.at += OBJECT.len_utf8();
                Inline::CrossReference { id, target, content }
            }
            Inline::CrossReference { id, target, content } => {
                Inline::CrossReference { id, target, content: self.all(content) }
            }
            Inline::Link { id, url, content } => {
                Inline::Link { id, url, content: self.all(content) }
            }
            Inline::Strong(inner) => Inline::Strong(self.all(inner)),
            Inline::Emphasis(inner) => Inline::Emphasis(self.all(inner)),
            Inline::Span(SpanStyle::Code, content) => {
                self.at += OBJECT.len_utf8();
                Inline::Span(SpanStyle::Code, content)
            }
            Inline::Span(style, inner) => Inline::Span(style, self.all(inner)),
            Inline::Superscript(inner) => Inline::Superscript(self.within_raised(inner)),
            Inline::Subscript(inner) => Inline::Subscript(self.within_raised(inner)),
        };
        out.push(inline);
    }

    fn within_raised(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let outer = std::mem::replace(&mut self.is_raised, true);
        let content = self.all(content);
        self.is_raised = outer;
        content
    }

    /// A text, with each raised ending as an inline.
    fn text(&mut self, text: &TracedString, out: &mut Vec<Inline>) {
        let (start, end) = (self.at, self.at + text.len());
        let mut done = start;
        while let Some((raised, rest)) = self.raised.split_first().filter(|it| it.0.start < end) {
            self.raised = rest;
            // An ending that the author marked up stays as it is.
            if self.is_raised || raised.start <= start || raised.end > end {
                continue;
            }
            self.part(text, done..raised.start, out);
            let mut inner = Vec::new();
            self.part(text, raised.clone(), &mut inner);
            out.push(Inline::Superscript(inner));
            done = raised.end;
        }
        self.part(text, done..end, out);
        self.at = end;
    }

    /// A part of a text, given as bytes of the paragraph.
    fn part(&mut self, text: &TracedString, at: Range<usize>, out: &mut Vec<Inline>) {
        let part = text.part(at.start - self.at..at.end - self.at);
        if !part.is_empty() {
            out.push(Inline::Text(apply(&part, at.start, &mut self.edits)));
        }
    }
}

/// Whether the last character of an inline is raised, by markup or by itself.
fn ends_raised(inline: &Inline) -> bool {
    match inline {
        // An equation may end in an exponent.
        Inline::Superscript(_) | Inline::Equation(_) => true,
        Inline::Text(text) => text.ends_with(is_raised),
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Span(_, inner)
        | Inline::Foreign { content: inner, .. }
        | Inline::Link { content: inner, .. }
        | Inline::CrossReference { content: inner, .. } => inner.last().is_some_and(ends_raised),
        Inline::Subscript(_) | Inline::NoteReference(_) | Inline::LineBreak => false,
    }
}

/// Whether a character is a superscript letter or digit.
fn is_raised(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | 'ª' | 'º' | '\u{2070}'..='\u{207f}' | '\u{1d2c}'..='\u{1d6a}')
}
