//! Brackets: footnotes, references, links, phrases in another language.

use std::ops::Range;

use super::super::{PieceKind, is_id, is_language};
use super::{Delimiter, Parser};

impl Parser<'_> {
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
        let rest = self.written.as_str().get(start..).unwrap_or_default();
        let Some(length) = rest.find(end) else {
            self.error(
                start - 2..self.written.len(),
                format!("this {what} has no closing `{end}`"),
                format!("close it with `{end}`, or write `\\[` for a bracket"),
            );
            return None;
        };
        let id = rest.get(..length).unwrap_or_default();
        let at = start..start + length;
        if !is_id(id) {
            self.error(
                at,
                format!("`{id}` is not a valid id"),
                "use letters, digits, `-` and `_`, and begin with a letter".into(),
            );
            return None;
        }
        Some((id.into(), at))
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
        let (start, content) = self.pop_content();
        self.push_signs(start..start + 1);
        content.into_iter().for_each(|piece| self.push(piece));
        self.push_signs(self.at..self.at + 1);
        self.at += 1;
    }

    /// `[words](#id)`
    fn reference_with_words(&mut self) {
        let Some((id, target)) = self.id(self.at + 3, ')', "reference") else {
            return self.brackets();
        };
        let (start, content) = self.pop_content();
        self.at = target.end + 1;
        self.push_kind(start, PieceKind::Reference { id, target, content: Some(content) });
    }

    /// `[words](https://…)`
    fn link(&mut self) {
        let Some((url, target)) = self.argument(')') else { return self.brackets() };
        if !["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            self.error(
                target.clone(),
                format!("`{url}` is not a web or mail address"),
                "begin it with `https://`, `http://` or `mailto:`".into(),
            );
        }
        let (start, content) = self.pop_content();
        self.at = target.end + 1;
        self.push_kind(start, PieceKind::Link { url, target, content });
    }

    /// `[words]{lang=fr}`, `[words]{.smallcaps}`
    fn span(&mut self) {
        let Some((attribute, at)) = self.argument('}') else { return self.brackets() };
        let (start, content) = self.pop_content();
        self.at = at.end + 1;
        if attribute == ".smallcaps" {
            return self.push_kind(start, PieceKind::SmallCaps(content));
        }
        match attribute.strip_prefix("lang=").filter(|language| is_language(language)) {
            Some(language) => {
                self.push_kind(start, PieceKind::Foreign { language: language.into(), content });
            }
            None => {
                self.error(
                    at,
                    format!("unknown attribute `{attribute}`"),
                    "write `{.smallcaps}`, or `{lang=fr}` with a language tag".into(),
                );
                content.into_iter().for_each(|piece| self.push(piece));
            }
        }
    }

    /// Reads the argument of a bracket that closes at hand, up to `end`; moves past nothing.
    fn argument(&mut self, end: char) -> Option<(String, Range<usize>)> {
        let start = self.at + 2;
        let rest = self.rest().get(2..).unwrap_or_default();
        let Some(length) = rest.find(end) else {
            let opened = self.open.last().map_or(self.at, |open| open.at);
            self.error(
                opened..self.written.len(),
                format!("this has no closing `{end}`"),
                format!("close it with `{end}`, or write `\\[` for a bracket"),
            );
            return None;
        };
        let argument = rest.get(..length).unwrap_or_default().trim();
        Some((argument.into(), start..start + length))
    }
}
