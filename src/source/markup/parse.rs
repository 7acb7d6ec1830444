//! Text as written → pieces.
//!
//! A backslash before a punctuation sign makes the sign plain text; before a space, it makes a no-break
//! space; at the end of a line, a line break.

mod bracket;
mod citation;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use super::{Doubt, DoubtKind, MarkupError, Piece, PieceKind};
use crate::document::SpanStyle;
use crate::math;
use crate::origin::{Source, TracedString};
use crate::scripts::is_unspaced;

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

/// A sign that encloses its content with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delimiter {
    Strong,
    Emphasis,
    Superscript,
    Subscript,
    Strikeout,
    Bracket,
}

impl Delimiter {
    /// Whether its content may have spaces.
    fn spans_words(self) -> bool {
        match self {
            Delimiter::Strong | Delimiter::Emphasis | Delimiter::Strikeout | Delimiter::Bracket => {
                true
            }
            Delimiter::Superscript | Delimiter::Subscript => false,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Delimiter::Strong => "**",
            Delimiter::Emphasis => "*",
            Delimiter::Superscript => "^",
            Delimiter::Subscript => "~",
            Delimiter::Strikeout => "~~",
            Delimiter::Bracket => "[",
        }
    }
}

/// The characters on both sides of a sign.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn is_inside_word(self) -> bool {
        [self.before, self.after].iter().all(|side| side.is_some_and(is_of_word))
    }
}

/// Whether a character belongs to a word that has spaces around it.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() && !is_unspaced(character)
}

/// An open delimiter.
struct Open {
    delimiter: Delimiter,
    at: usize,
    /// The index of its sign among the finished pieces; its content follows.
    piece: usize,
    /// The number of levels of markup in its content so far.
    depth: usize,
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

/// The longest run of backticks that encloses code.
const LONGEST_FENCE: usize = 8;

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

    /// Whether the sign at hand is `~~`, and not the two signs of `H~2~~x~`.
    fn strikes(&self) -> bool {
        self.rest().starts_with("~~") && !self.enclosing.contains(&Delimiter::Subscript)
    }

    /// `` `code` ``, between runs of equally many backticks (CommonMark 0.31 §6.1). Unclosed runs are plain
    /// characters.
    fn code(&mut self) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let Some(end) = self.code_end(length) else { return self.take_plain(length) };
        let (start, mut at) = (self.at, self.at + length..end);
        let inside = self.written.get(at.clone()).unwrap_or_default();
        // A space on each side separates backticks that are code.
        let is_padded = inside.len() > 2 && inside.starts_with(' ') && inside.ends_with(' ');
        if is_padded && !inside.trim().is_empty() {
            at = at.start + 1..at.end - 1;
        }
        self.flush(start);
        self.at = end + length;
        self.push_kind(start, PieceKind::Code(self.written.part(at)));
    }

    /// Whether the sign at hand begins an equation, as in djot.
    fn begins_equation(&self) -> bool {
        self.rest().starts_with("$`")
    }

    /// `` $`E = mc^2` ``, with as many backticks at its end as at its beginning.
    fn equation(&mut self) {
        let start = self.at;
        self.at += 1;
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let Some(end) = self.code_end(length) else {
            self.at = start;
            self.error(
                start..start + 1 + length,
                || "this equation has no closing backtick".into(),
                || "close it with a backtick, or write `\\$` for the sign".into(),
            );
            return self.take_plain(1 + length);
        };
        let inside = self.at + length..end;
        let latex = self.written.part(inside.clone());
        self.at = start;
        match math::read(&latex) {
            Ok(equation) => {
                self.flush(start);
                self.at = end + length;
                self.push_kind(start, PieceKind::Equation(Arc::new(equation)));
            }
            Err(fault) => {
                let at = inside.start + fault.at.start..inside.start + fault.at.end;
                let at = if at.is_empty() { start..end + length } else { at };
                self.error(at, || fault.message, || fault.hint);
                self.flush(start);
                self.at = end + length;
                self.push_kind(start, PieceKind::Code(latex));
            }
        }
    }

    /// The place of the run of backticks that closes the current one, which has some length. A length that
    /// is not found is not searched for again.
    fn code_end(&mut self, length: usize) -> Option<usize> {
        if length > LONGEST_FENCE || self.unclosed_fences.contains(&length) {
            return None;
        }
        let mut at = self.at + length;
        while let Some(found) = self.written.get(at..).and_then(|rest| rest.find('`')) {
            let start = at + found;
            let rest = self.written.get(start..).unwrap_or_default();
            at = start + (rest.len() - rest.trim_start_matches('`').len());
            if at - start == length {
                return Some(start);
            }
        }
        self.unclosed_fences.push(length);
        None
    }

    /// Whether the sign at hand may begin `^[note]`.
    fn begins_caret_note(&self) -> bool {
        let is_raising = self.enclosing.contains(&Delimiter::Superscript);
        !is_raising && self.rest().starts_with("^[")
    }

    /// Whether `***` ends emphasis within strong emphasis.
    fn closes_emphasis_first(&self) -> bool {
        let innermost = self.open.last().map(|open| open.delimiter);
        let within_strong = self.enclosing.contains(&Delimiter::Strong);
        within_strong && innermost == Some(Delimiter::Emphasis) && self.rest().starts_with("***")
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

    fn push_open(&mut self, delimiter: Delimiter) {
        self.flush(self.at);
        let signs = self.at..self.at + delimiter.sign().len();
        self.open.push(Open { delimiter, at: self.at, piece: self.done.len(), depth: 0 });
        if delimiter != Delimiter::Bracket {
            self.enclosing.push(delimiter);
        }
        self.at = signs.end;
        self.push_signs(signs);
    }

    /// Opens markup if the next character is not a space, and closes it if the previous one is not.
    fn toggle(&mut self, delimiter: Delimiter) {
        let sign = delimiter.sign();
        let innermost = self.open.last().map(|open| open.delimiter);
        let around = self.around(self.at, sign.len());
        if !self.enclosing.contains(&delimiter) {
            self.begin(delimiter, around);
        } else if around.before.is_none_or(char::is_whitespace) {
            self.begin_again(delimiter, around);
        } else if innermost != Some(delimiter) {
            self.crossed(sign);
        } else if self.swallows_signs(around) {
            self.doubt_opening();
            self.take_plain(sign.len());
        } else {
            self.close(delimiter);
        }
    }

    fn begin(&mut self, delimiter: Delimiter, around: Around) {
        let length = delimiter.sign().len();
        if around.after.is_none_or(char::is_whitespace) {
            if around.before.is_some_and(|before| !before.is_whitespace()) {
                self.doubt(self.at..self.at + length, DoubtKind::ClosesNothing);
            }
            self.take_plain(length);
        } else if delimiter.spans_words() || self.closes_in_word(delimiter) {
            self.push_open(delimiter);
        } else {
            if self.may_close_later(delimiter) {
                self.doubt(self.at..self.at + length, DoubtKind::HasSpaces);
            }
            self.take_plain(length);
        }
    }

    /// A sign after a space, while the same sign is open: it closes nothing.
    fn begin_again(&mut self, delimiter: Delimiter, around: Around) {
        let sign = delimiter.sign();
        if around.after.is_none_or(char::is_whitespace) {
            return self.take_plain(sign.len());
        }
        if let Some(open) = self.open.iter().rfind(|open| open.delimiter == delimiter) {
            self.unclosed(open.at..open.at + sign.len(), sign);
        }
        self.take_plain(sign.len());
    }

    /// Whether a sign closes raised or lowered text before the next space.
    fn closes_in_word(&self, delimiter: Delimiter) -> bool {
        let mut before = '\0';
        for next in self.rest().chars().skip(1).take_while(|next| !next.is_whitespace()) {
            if delimiter.sign().starts_with(next) && !['\\', '['].contains(&before) {
                return true;
            }
            // A backslash removes the meaning of the backslash after it.
            before = if before == '\\' { '\0' } else { next };
        }
        false
    }

    /// Whether the next sign does not follow a space, as if it closed this one.
    fn may_close_later(&self, delimiter: Delimiter) -> bool {
        let rest = self.rest().get(1..).unwrap_or_default();
        let Some((between, _)) = rest.split_once(delimiter.sign()) else { return false };
        between.chars().next_back().is_some_and(|last| !last.is_whitespace() && last != '[')
    }

    /// Whether closing the innermost markup here would remove signs from words, as in `x*y*z` and in
    /// `2*3 and 4*5`: either both ends are inside words, or one end is and the markup contains a space.
    fn swallows_signs(&self, closing: Around) -> bool {
        let Some(open) = self.open.last() else { return false };
        let length = open.delimiter.sign().len();
        if !open.delimiter.spans_words() {
            return false;
        }
        let ends = [self.around(open.at, length), closing];
        let inside = ends.into_iter().filter(|end| end.is_inside_word()).count();
        let content = self.written.get(open.at + length..self.at).unwrap_or_default();
        inside == 2 || inside == 1 && content.contains(char::is_whitespace)
    }

    /// The characters on both sides of a sign, beyond the other asterisks of `***`.
    fn around(&self, at: usize, length: usize) -> Around {
        let text = self.written.as_str();
        let beyond = |(number, next): &(usize, char)| *next != '*' || *number > 1;
        let before = text.get(..at).unwrap_or_default().chars().rev().enumerate().find(beyond);
        let after = text.get(at + length..).unwrap_or_default().chars().enumerate().find(beyond);
        Around { before: before.map(|(_, next)| next), after: after.map(|(_, next)| next) }
    }

    /// Leaves the innermost delimiter as plain text, and records a doubt.
    fn doubt_opening(&mut self) {
        self.flush(self.at);
        if let Some(open) = self.leave_open() {
            self.enclosing.retain(|enclosing| *enclosing != open.delimiter);
            let at = open.at..open.at + open.delimiter.sign().len();
            self.doubt(at, DoubtKind::InsideWord);
        }
    }

    fn doubt(&mut self, at: Range<usize>, kind: DoubtKind) {
        self.doubts.push(Doubt { at, kind });
    }

    fn close(&mut self, delimiter: Delimiter) {
        let sign = delimiter.sign();
        self.enclosing.retain(|open| *open != delimiter);
        let end = self.at + sign.len();
        let Some((start, content)) = self.pop_content() else { return self.remove_signs(end) };
        self.at = end;
        if content.is_empty() {
            self.sign_error(
                (start..end, escaped(&sign.repeat(2))),
                || format!("nothing between `{sign}` and `{sign}`"),
                |_| format!("write `{}` for the signs themselves", escaped(sign)),
            );
            return self.push_signs(start..end);
        }
        let kind = match delimiter {
            Delimiter::Strong => PieceKind::Strong(content),
            Delimiter::Emphasis => PieceKind::Emphasis(content),
            Delimiter::Superscript => PieceKind::Superscript(content),
            Delimiter::Strikeout => PieceKind::Span(SpanStyle::Strikeout, content),
            Delimiter::Subscript | Delimiter::Bracket => PieceKind::Subscript(content),
        };
        self.push_kind(start, kind);
    }

    /// Removes the innermost open delimiter. Returns its start and its content; `None` if the content has
    /// too many levels for another one.
    fn pop_content(&mut self) -> Option<(usize, Vec<Piece>)> {
        self.flush(self.at);
        let open = self.open.pop()?;
        self.deepen(open.depth + 1);
        if open.depth >= DEEPEST {
            self.open.push(open);
            return None;
        }
        let content = self.done.split_off((open.piece + 1).min(self.done.len()));
        // Its sign.
        self.done.pop();
        Some((open.at, joined(content)))
    }

    /// Leaves the innermost delimiter as plain text, together with its content.
    fn leave_open(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.deepen(open.depth);
        Some(open)
    }

    /// Removes the signs of the innermost delimiter, up to `end`, and keeps its content.
    fn remove_signs(&mut self, end: usize) {
        self.flush(self.at);
        let open = self.leave_open();
        if let Some(sign) = open.and_then(|open| self.done.get_mut(open.piece)) {
            sign.kind = PieceKind::Text(TracedString::new());
        }
        self.at = end;
    }

    /// Records that the innermost level contains some levels of markup.
    fn deepen(&mut self, levels: usize) {
        let depth = self.open.last_mut().map_or(&mut self.depth, |open| &mut open.depth);
        *depth = levels.max(*depth);
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
