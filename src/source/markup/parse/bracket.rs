//! Brackets: footnotes, references, links, phrases in another language.

use std::ops::Range;

use super::super::{InlineNote, Piece, PieceKind, Text, is_id, is_language, is_note_id};
use super::{Delimiter, Parser};
use crate::document::SpanStyle;

impl<'t> Parser<'t> {
    /// `[^note]`, `[^: text]`, `[^note: text]`
    pub fn note(&mut self) {
        let start = self.at;
        if let Some(colon) = self.colon(start) {
            return self.inline_note(colon);
        }
        let Some((id, target)) = self.id(start + 2, ']', "footnote", is_note_id) else {
            return self.take_plain(2);
        };
        self.flush(start);
        self.at = target.end + 1;
        self.push_kind(start, PieceKind::Note { id, target });
    }

    /// The colon of a footnote that begins at `start` and is written where it is cited.
    fn colon(&self, start: usize) -> Option<usize> {
        let rest = self.written.get(start..)?.strip_prefix("[^")?;
        let id = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
        rest.get(id..)?.starts_with(':').then_some(start + 2 + id)
    }

    /// `[^: text]`, `[^note: text]`
    fn inline_note(&mut self, colon: usize) {
        let start = self.at;
        let target = start + 2..colon;
        let id = self.written.get(target.clone()).unwrap_or_default();
        if !id.is_empty() && !is_note_id(id) {
            self.invalid_id(target);
            return self.take_plain(2);
        }
        let id = (!id.is_empty()).then(|| (id.to_owned(), target));
        match self.note_end(colon + 1) {
            Ok(end) => self.push_note(id, colon + 1..end),
            Err(fault) => {
                match fault {
                    Some(nested) => self.error(
                        nested..nested + 2,
                        || "a footnote inside a footnote".into(),
                        || "close the first one with `]` before it, or join the two".into(),
                    ),
                    None => self.not_closed(start..self.written.len(), "this footnote", ']'),
                }
                self.take_plain(2);
            }
        }
    }

    /// Takes `^[text]`, as in pandoc. Returns whether it is a footnote: `^[1]^` is raised text.
    pub fn caret_note(&mut self) -> bool {
        let content = self.at + 2;
        let Ok(end) = self.note_end(content) else { return false };
        let is_raised = self.after(end) == Some('^');
        if !is_raised {
            self.push_note(None, content..end);
        }
        !is_raised
    }

    /// Adds the footnote whose text is in the brackets that close at `content.end`.
    fn push_note(&mut self, id: Option<(String, Range<usize>)>, content: Range<usize>) {
        let (start, end) = (self.at, content.end + 1);
        let written = self.written.get(content.clone()).unwrap_or_default();
        let first = content.start + (written.len() - written.trim_start().len());
        let at = first..first + written.trim().len();
        if at.is_empty() {
            self.error(
                start..end,
                || "this footnote has no text".into(),
                || "write its text in the brackets".into(),
            );
            return self.take_plain(end - start);
        }
        self.flush(start);
        self.at = end;
        let text = Box::new(Text::new(self.written.part(at.clone())));
        self.push_kind(start, PieceKind::InlineNote(InlineNote { id, text, at }));
    }

    /// The place of the bracket that closes a footnote, or of a footnote inside it. The search ends there,
    /// so each part of the text is searched once.
    fn note_end(&mut self, from: usize) -> Result<usize, Option<usize>> {
        let (mut at, mut open) = (from, 0_usize);
        while let Some(next) = self.written.get(at..).and_then(|rest| rest.chars().next()) {
            let mut length = next.len_utf8();
            match next {
                '\\' => length += self.after(at).map_or(0, char::len_utf8),
                '^' if self.after(at) == Some('[') => return Err(Some(at)),
                '[' if self.colon(at).is_some() => return Err(Some(at)),
                '[' => open += 1,
                ']' if open == 0 => return Ok(at),
                // An address may have brackets.
                ']' if self.after(at) == Some('(') => {
                    open -= 1;
                    length = self.find(')', at + 1).map_or(length, |end| end + 1 - at);
                }
                ']' => open -= 1,
                _ => {}
            }
            at += length;
        }
        Err(None)
    }

    /// The character after the one at `at`.
    fn after(&self, at: usize) -> Option<char> {
        self.written.get(at..)?.chars().nth(1)
    }

    /// Reads an id that begins at `start`, after two signs, and ends before `end`.
    fn id(
        &mut self,
        start: usize,
        end: char,
        what: &str,
        is_valid: fn(&str) -> bool,
    ) -> Option<(String, Range<usize>)> {
        let Some(stop) = self.find(end, start) else {
            self.not_closed(start - 2..self.written.len(), &format!("this {what}"), end);
            return None;
        };
        let id = self.written.get(start..stop).unwrap_or_default();
        if !is_valid(id) {
            self.invalid_id(start..stop);
            return None;
        }
        Some((id.into(), start..stop))
    }

    pub(super) fn invalid_id(&mut self, at: Range<usize>) {
        let id = self.written.get(at.clone()).unwrap_or_default();
        self.error(
            at,
            || format!("`{id}` is not a valid id"),
            || "use letters, digits, `-` and `_`, and begin with a letter".into(),
        );
    }

    pub(super) fn not_closed(&mut self, at: Range<usize>, what: &str, end: char) {
        self.error(
            at,
            || format!("{what} has no closing `{end}`"),
            || format!("close it with `{end}`, or write `\\[` for a bracket"),
        );
    }

    /// Closes a bracket; the sign after it decides what the bracket encloses.
    pub fn close_bracket(&mut self) {
        match self.open.last().map(|open| open.delimiter) {
            Some(Delimiter::Bracket) => {}
            Some(_) => return self.crossed("]"),
            None => return self.take_plain(1),
        }
        match self.rest().chars().nth(1) {
            Some('(') if self.rest().starts_with("](#") => self.reference_with_words(),
            Some('(') => self.link(),
            Some('{') => self.span(),
            _ => self.brackets(),
        }
    }

    /// Plain brackets, as in "[sic]".
    fn brackets(&mut self) {
        self.leave_open();
        self.take_plain(1);
    }

    /// `[words](#id)`
    fn reference_with_words(&mut self) {
        let Some((id, target)) = self.id(self.at + 3, ')', "reference", is_id) else {
            return self.brackets();
        };
        self.enclose(target.end + 1, |content| PieceKind::Reference { id, target, content });
    }

    /// `[words](https://…)`
    fn link(&mut self) {
        let Some((url, target)) = self.argument(')') else { return self.brackets() };
        if !["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            self.error(
                target.clone(),
                || format!("`{url}` is not a web or mail address"),
                || "begin it with `https://`, `http://` or `mailto:`".into(),
            );
        }
        let url = url.into();
        self.enclose(target.end + 1, |content| PieceKind::Link { url, target, content });
    }

    /// `[words]{lang=fr}`, `[words]{.smallcaps}`, `[words]{.underline}`, `[words]{.nohyphen}`
    fn span(&mut self) {
        let Some((attribute, at)) = self.argument('}') else { return self.brackets() };
        let end = at.end + 1;
        let style = match attribute {
            ".smallcaps" => Some(SpanStyle::SmallCaps),
            ".underline" => Some(SpanStyle::Underline),
            ".nohyphen" => Some(SpanStyle::NoHyphens),
            _ => None,
        };
        if let Some(style) = style {
            return self.enclose(end, |content| PieceKind::Span(style, content));
        }
        match attribute.strip_prefix("lang=").filter(|language| is_language(language)) {
            Some(language) => {
                let language = language.into();
                self.enclose(end, |content| PieceKind::Foreign { language, content });
            }
            None => {
                self.error(
                    at,
                    || format!("unknown attribute `{attribute}`"),
                    || {
                        "write `{.smallcaps}`, `{.underline}`, `{.nohyphen}`, or `{lang=fr}` with a \
                         language tag"
                            .into()
                    },
                );
                self.remove_signs(end);
            }
        }
    }

    /// Turns the content of the bracket into a piece that ends at `end`.
    fn enclose(&mut self, end: usize, kind: impl FnOnce(Vec<Piece>) -> PieceKind) {
        let Some((start, content)) = self.pop_content() else { return self.remove_signs(end) };
        self.at = end;
        self.push_kind(start, kind(content));
    }

    /// Reads the argument of the bracket that closes here, up to `end`, without moving past it.
    pub(super) fn argument(&mut self, end: char) -> Option<(&'t str, Range<usize>)> {
        let start = self.at + 2;
        let Some(stop) = self.find(end, start) else {
            let opened = self.open.last().map_or(self.at, |open| open.at);
            self.not_closed(opened..self.written.len(), "this", end);
            return None;
        };
        Some((self.written.as_str().get(start..stop)?.trim(), start..stop))
    }
}
