//! Text as written → pieces.
//!
//! A backslash before a punctuation sign makes the sign plain text; before a space, it makes a no-break
//! space; at the end of a line, a line break.

mod bracket;
mod citation;
mod code;
mod delimiter;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Doubt, DoubtKind, MarkupError, Piece, PieceKind};
use crate::origin::{Source, TracedString};
use delimiter::{Delimiter, Open};

/// Inline markup, parsed.
pub struct Parsed {
    /// The pieces. After an error, its signs are plain text, so the pieces still contain all words and all
    /// valid markup.
    pub pieces: Vec<Piece>,
    /// The first error.
    pub error: Option<MarkupError>,
    /// The signs that are printed although they may have been meant as markup.
    pub doubts: Vec<Doubt>,
    /// The number of levels of markup within each other. No more than [`DEEPEST`] are in the pieces.
    pub depth: usize,
}

/// The maximum number of levels of markup in the pieces of a text, because walks over them are recursive.
pub const DEEPEST: usize = 200;

/// Parses inline markup.
pub fn parse(written: &TracedString) -> Parsed {
    let mut parser = Parser::new(written);
    while let Some(next) = parser.rest().chars().next() {
        parser.step(next);
    }
    parser.finish()
}

/// The next place of a sign, kept so that each part of the text is searched for it only once.
struct End {
    sign: char,
    /// The sign is nowhere between this offset and `at`.
    looked_from: usize,
    /// The first place of the sign, or the length of the text.
    at: usize,
}

/// Parses a text in time and memory proportional to its length, whatever signs it has.
struct Parser<'t> {
    written: &'t TracedString,
    at: usize,
    open: Vec<Open>,
    /// The open delimiters that are not brackets; each can be open once.
    enclosing: Vec<Delimiter>,
    /// The finished pieces. The sign of an open delimiter is among them, as plain text.
    done: Vec<Piece>,
    /// The levels of markup outside of open delimiters.
    depth: usize,
    /// The plain text that follows them.
    plain: TracedString,
    plain_start: usize,
    error: Option<MarkupError>,
    doubts: Vec<Doubt>,
    ends: [End; 3],
    /// The lengths of runs of backticks that do not occur in the rest of the text.
    unclosed_fences: Vec<usize>,
}

impl<'t> Parser<'t> {
    fn new(written: &'t TracedString) -> Self {
        Parser {
            written,
            at: 0,
            open: Vec::new(),
            enclosing: Vec::new(),
            done: Vec::new(),
            depth: 0,
            plain: TracedString::new(),
            plain_start: 0,
            error: None,
            doubts: Vec::new(),
            ends: [')', ']', '}'].map(|sign| End { sign, looked_from: 1, at: 0 }),
            unclosed_fences: Vec::new(),
        }
    }

    fn rest(&self) -> &'t str {
        self.written.as_str().get(self.at..).unwrap_or_default()
    }

    fn step(&mut self, next: char) {
        match next {
            '\\' => self.escape(),
            '*' if self.rest().starts_with("**") && !self.closes_emphasis_first() => {
                self.toggle(Delimiter::Strong);
            }
            '*' => self.toggle(Delimiter::Emphasis),
            '^' if self.begins_caret_note() && self.caret_note() => {}
            '^' => self.toggle(Delimiter::Superscript),
            '~' if self.strikes() => self.toggle(Delimiter::Strikeout),
            '~' => self.toggle(Delimiter::Subscript),
            '`' => self.code(),
            '$' if self.begins_equation() => self.equation(),
            '[' if self.rest().starts_with("[^") => self.note(),
            '[' if self.rest().starts_with("[#") => self.citation(),
            '[' if self.begins_work_citation() => self.work_citation(),
            '[' => self.push_open(Delimiter::Bracket),
            ']' => self.close_bracket(),
            '\n' => self.take_substitute(1, " "),
            _ => {
                let rest = self.rest();
                let special = ['\\', '*', '^', '~', '`', '$', '[', ']', '\n'];
                let first = next.len_utf8();
                let length = rest.get(first..).and_then(|rest| rest.find(special));
                self.take_plain(length.map_or(rest.len(), |length| first + length));
            }
        }
    }

    /// Whether the sign at hand may begin `^[note]`.
    fn begins_caret_note(&self) -> bool {
        let is_raising = self.enclosing.contains(&Delimiter::Superscript);
        !is_raising && self.rest().starts_with("^[")
    }

    /// Takes the next bytes as plain text.
    fn take_plain(&mut self, length: usize) {
        self.begin_plain();
        self.plain.push_part(self.written, self.at..self.at + length);
        self.at += length;
    }

    /// Replaces the next bytes by plain text.
    fn take_substitute(&mut self, length: usize, text: &str) {
        self.begin_plain();
        self.plain.push_substitute(text, self.written, self.at..self.at + length);
        self.at += length;
    }

    fn begin_plain(&mut self) {
        if self.plain.is_empty() {
            self.plain_start = self.at;
        }
    }

    /// Ends the plain text before `at`.
    fn flush(&mut self, at: usize) {
        if !self.plain.is_empty() {
            let kind = PieceKind::Text(std::mem::take(&mut self.plain));
            self.done.push(Piece { at: self.plain_start..at, kind });
        }
    }

    /// Adds a piece that extends from `start` to the current place.
    fn push_kind(&mut self, start: usize, kind: PieceKind) {
        self.done.push(Piece { at: start..self.at, kind });
    }

    /// Adds signs as plain text.
    fn push_signs(&mut self, at: Range<usize>) {
        let text = self.written.part(at.clone());
        self.done.push(Piece { at, kind: PieceKind::Text(text) });
    }

    fn escape(&mut self) {
        match self.rest().chars().nth(1) {
            Some(' ') if !self.is_folded(self.at + 1) => self.take_substitute(2, "\u{a0}"),
            Some('\n' | ' ') => {
                self.flush(self.at);
                self.at += 2;
                self.push_kind(self.at - 2, PieceKind::LineBreak);
            }
            Some(sign) if sign.is_ascii_punctuation() => {
                self.take_substitute(2, sign.encode_utf8(&mut [0; 4]));
            }
            _ => self.take_plain(1),
        }
    }

    /// Whether a space replaces the end of a line of the file.
    fn is_folded(&self, at: usize) -> bool {
        let mut runs = self.written.origin().runs_in(at..at + 1);
        matches!(runs.next(), Some((_, Source::Replaced { .. })))
    }

    fn doubt(&mut self, at: Range<usize>, kind: DoubtKind) {
        self.doubts.push(Doubt { at, kind });
    }

    /// The place of a sign at or after an offset.
    fn find(&mut self, sign: char, from: usize) -> Option<usize> {
        let end = self.ends.iter_mut().find(|end| end.sign == sign)?;
        if !(end.looked_from..=end.at).contains(&from) {
            let length = self.written.get(from..).and_then(|rest| rest.find(sign));
            let at = length.map_or(self.written.len(), |length| from + length);
            *end = End { sign, looked_from: from, at };
        }
        Some(end.at).filter(|at| *at < self.written.len())
    }

    fn finish(mut self) -> Parsed {
        self.flush(self.at);
        // The innermost delimiter is the one that was not closed. An open bracket is plain text.
        let forgotten = self.open.iter().rfind(|open| open.delimiter != Delimiter::Bracket);
        if let Some((at, sign)) = forgotten.map(|open| (open.at, open.delimiter.sign())) {
            self.unclosed(at..at + sign.len(), sign);
        }
        while self.leave_open().is_some() {}
        Parsed {
            pieces: joined(self.done),
            error: self.error,
            doubts: self.doubts,
            depth: self.depth,
        }
    }

    fn unclosed(&mut self, at: Range<usize>, sign: &str) {
        self.sign_error(
            (at, escaped(sign)),
            || format!("`{sign}` is never closed"),
            |escaped| format!("close it with `{sign}`, or write `{escaped}` for the sign itself"),
        );
    }

    /// Reports a sign that closes markup that is not the innermost, and takes the sign as plain text.
    fn crossed(&mut self, sign: &str) {
        let inner = self.open.last().map_or("", |open| open.delimiter.sign());
        self.error(
            self.at..self.at + sign.len(),
            || format!("`{sign}` closes here while `{inner}` is still open"),
            || format!("close `{inner}` first"),
        );
        self.take_plain(sign.len());
    }

    /// Keeps the first error; those after it may follow from it.
    fn error(
        &mut self,
        at: Range<usize>,
        message: impl FnOnce() -> String,
        hint: impl FnOnce() -> String,
    ) {
        let escaped = None;
        self.error.get_or_insert_with(|| MarkupError {
            at,
            message: message(),
            hint: hint(),
            escaped,
        });
    }

    /// An error of a sign that may be meant as a character.
    fn sign_error(
        &mut self,
        (at, escaped): (Range<usize>, String),
        message: impl FnOnce() -> String,
        hint: impl FnOnce(&str) -> String,
    ) {
        self.error.get_or_insert_with(|| MarkupError {
            at,
            message: message(),
            hint: hint(&escaped),
            escaped: Some(escaped),
        });
    }
}

/// Merges neighbouring texts.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (joined.last_mut().map(|last| (&mut last.at, &mut last.kind)), piece) {
            (_, Piece { kind: PieceKind::Text(text), .. }) if text.is_empty() => {}
            (
                Some((at, PieceKind::Text(last))),
                Piece { at: next, kind: PieceKind::Text(text) },
            ) => {
                at.end = next.end;
                last.push_traced(&text);
            }
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

fn escaped(sign: &str) -> String {
    sign.chars().flat_map(|sign| ['\\', sign]).collect()
}
