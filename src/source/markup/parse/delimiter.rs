//! Signs that enclose their content: `**`, `*`, `^`, `~`, `~~` and brackets.

use super::{DEEPEST, Parser, escaped, joined};
use crate::document::SpanStyle;
use crate::origin::TracedString;
use crate::scripts::is_unspaced;
use crate::source::markup::{DoubtKind, Piece, PieceKind};

/// A sign that encloses its content with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
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

    pub fn sign(self) -> &'static str {
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
pub struct Around {
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
pub struct Open {
    pub delimiter: Delimiter,
    pub at: usize,
    /// The index of its sign among the finished pieces; its content follows.
    pub piece: usize,
    /// The number of levels of markup in its content so far.
    pub depth: usize,
}

impl Parser<'_> {
    /// Whether the sign at hand is `~~`, and not the two signs of `H~2~~x~`.
    pub fn strikes(&self) -> bool {
        self.rest().starts_with("~~") && !self.enclosing.contains(&Delimiter::Subscript)
    }

    /// Whether `***` ends emphasis within strong emphasis.
    pub fn closes_emphasis_first(&self) -> bool {
        let innermost = self.open.last().map(|open| open.delimiter);
        let within_strong = self.enclosing.contains(&Delimiter::Strong);
        within_strong && innermost == Some(Delimiter::Emphasis) && self.rest().starts_with("***")
    }

    pub fn push_open(&mut self, delimiter: Delimiter) {
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
    pub fn toggle(&mut self, delimiter: Delimiter) {
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
    pub fn pop_content(&mut self) -> Option<(usize, Vec<Piece>)> {
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
    pub fn leave_open(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.deepen(open.depth);
        Some(open)
    }

    /// Removes the signs of the innermost delimiter, up to `end`, and keeps its content.
    pub fn remove_signs(&mut self, end: usize) {
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
}
