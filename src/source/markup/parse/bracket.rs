//! Brackets: footnotes, references, links, phrases in another language.

use std::ops::Range;

use super::super::{Piece, PieceKind, is_id, is_language};
use super::{Delimiter, Parser};

impl<'t> Parser<'t> {
    /// `[^note]`
    pub fn note(&mut self) {
        let start = self.at;
        let Some((id, target)) = self.id(start + 2, ']', "footnote") else {
            return self.take_plain(2);
        };
        self.flush(start);
        self.at = target.end + 1;
        self.push_kind(start, PieceKind::Note { id, target });
    }

    /// `[#reference]`
    pub fn reference(&mut self) {
        let start = self.at;
        let Some((id, target)) = self.id(start + 2, ']', "reference") else {
            return self.take_plain(2);
        };
        self.flush(start);
        self.at = target.end + 1;
        self.push_kind(start, PieceKind::Reference { id, target, content: None });
    }

    /// Reads an id that begins at `start`, after two signs, and ends before `end`.
    fn id(&mut self, start: usize, end: char, what: &str) -> Option<(String, Range<usize>)> {
        let Some(stop) = self.find(end, start) else {
            self.error(
                start - 2..self.written.len(),
                || format!("this {what} has no closing `{end}`"),
                || format!("close it with `{end}`, or write `\\[` for a bracket"),
            );
            return None;
        };
        let id = self.written.get(start..stop).unwrap_or_default();
        if !is_id(id) {
            self.error(
                start..stop,
                || format!("`{id}` is not a valid id"),
                || "use letters, digits, `-` and `_`, and begin with a letter".into(),
            );
            return None;
        }
        Some((id.into(), start..stop))
    }

    /// Closes a bracket; the sign after it says what the bracket encloses.
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
        let Some((id, target)) = self.id(self.at + 3, ')', "reference") else {
            return self.brackets();
        };
        self.enclose(target.end + 1, |content| {
            let content = Some(content);
            PieceKind::Reference { id, target, content }
        });
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

    /// `[words]{lang=fr}`, `[words]{.smallcaps}`
    fn span(&mut self) {
        let Some((attribute, at)) = self.argument('}') else { return self.brackets() };
        let end = at.end + 1;
        if attribute == ".smallcaps" {
            return self.enclose(end, PieceKind::SmallCaps);
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
                    || "write `{.smallcaps}`, or `{lang=fr}` with a language tag".into(),
                );
                self.remove_signs(end);
            }
        }
    }

    /// Makes the content of the bracket a piece, which ends at `end`.
    fn enclose(&mut self, end: usize, kind: impl FnOnce(Vec<Piece>) -> PieceKind) {
        let Some((start, content)) = self.pop_content() else { return self.remove_signs(end) };
        self.at = end;
        self.push_kind(start, kind(content));
    }

    /// Reads the argument of a bracket that closes at hand, up to `end`; moves past nothing.
    fn argument(&mut self, end: char) -> Option<(&'t str, Range<usize>)> {
        let start = self.at + 2;
        let Some(stop) = self.find(end, start) else {
            let opened = self.open.last().map_or(self.at, |open| open.at);
            self.error(
                opened..self.written.len(),
                || format!("this has no closing `{end}`"),
                || format!("close it with `{end}`, or write `\\[` for a bracket"),
            );
            return None;
        };
        Some((self.written.as_str().get(start..stop)?.trim(), start..stop))
    }
}
