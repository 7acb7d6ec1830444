//! Text as written → pieces.
//!
//! A backslash before a punctuation sign makes it plain text, before a space a no-break space, at the
//! end of a line a line break.

mod bracket;

use std::ops::Range;

use super::{MarkupError, Piece, PieceKind};
use crate::origin::TracedString;

/// Parses inline markup. Returns the pieces and the first error.
///
/// After an error the signs that it is about are plain text, so that the pieces still hold all words
/// and whatever else is right.
pub fn parse(written: &TracedString) -> (Vec<Piece>, Option<MarkupError>) {
    let mut parser = Parser {
        written,
        at: 0,
        open: Vec::new(),
        done: Vec::new(),
        plain: TracedString::new(),
        plain_start: 0,
        error: None,
    };
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
    Bracket,
}

impl Delimiter {
    fn sign(self) -> &'static str {
        match self {
            Delimiter::Strong => "**",
            Delimiter::Emphasis => "*",
            Delimiter::Superscript => "^",
            Delimiter::Subscript => "~",
            Delimiter::Bracket => "[",
        }
    }
}

/// An open delimiter, and the pieces before it on its level.
struct Open {
    delimiter: Delimiter,
    at: usize,
    outer: Vec<Piece>,
}

struct Parser<'t> {
    written: &'t TracedString,
    at: usize,
    open: Vec<Open>,
    /// The finished pieces of the innermost level.
    done: Vec<Piece>,
    /// The plain text that follows them.
    plain: TracedString,
    plain_start: usize,
    error: Option<MarkupError>,
}

impl<'t> Parser<'t> {
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
            '^' => self.toggle(Delimiter::Superscript),
            '~' => self.toggle(Delimiter::Subscript),
            '[' if self.rest().starts_with("[^") => self.note(),
            '[' if self.rest().starts_with("[#") => self.reference(),
            '[' => self.push_open(Delimiter::Bracket),
            ']' => self.close_bracket(),
            '\n' => self.take_substitute(1, " "),
            _ => {
                let rest = self.rest();
                let special = ['\\', '*', '^', '~', '[', ']', '\n'];
                self.take_plain(rest.find(special).unwrap_or(rest.len()));
            }
        }
    }

    /// Whether `***` ends emphasis within strong emphasis.
    fn closes_emphasis_first(&self) -> bool {
        let innermost = self.open.last().map(|open| open.delimiter);
        let within_strong = self.open.iter().any(|open| open.delimiter == Delimiter::Strong);
        within_strong && innermost == Some(Delimiter::Emphasis) && self.rest().starts_with("***")
    }

    /// Takes the next bytes as plain text.
    fn take_plain(&mut self, length: usize) {
        self.begin_plain();
        self.plain.push_part(self.written, self.at..self.at + length);
        self.at += length;
    }

    /// Takes plain text in place of the next bytes.
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
            self.push(Piece { at: self.plain_start..at, kind });
        }
    }

    /// Adds a piece to the innermost level; neighbouring texts become one.
    fn push(&mut self, piece: Piece) {
        match (self.done.last_mut(), piece) {
            (
                Some(Piece { at, kind: PieceKind::Text(last) }),
                Piece { at: next, kind: PieceKind::Text(text) },
            ) => {
                at.end = next.end;
                last.push_traced(&text);
            }
            (_, piece) => self.done.push(piece),
        }
    }

    /// Adds a piece that reaches from `start` to the place at hand.
    fn push_kind(&mut self, start: usize, kind: PieceKind) {
        self.push(Piece { at: start..self.at, kind });
    }

    /// Adds signs as plain text.
    fn push_signs(&mut self, at: Range<usize>) {
        let text = self.written.part(at.clone());
        self.push(Piece { at, kind: PieceKind::Text(text) });
    }

    fn escape(&mut self) {
        match self.rest().chars().nth(1) {
            Some(' ') => self.take_substitute(2, "\u{a0}"),
            Some('\n') => {
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

    fn push_open(&mut self, delimiter: Delimiter) {
        self.flush(self.at);
        let outer = std::mem::take(&mut self.done);
        self.open.push(Open { delimiter, at: self.at, outer });
        self.at += delimiter.sign().len();
    }

    fn toggle(&mut self, delimiter: Delimiter) {
        let sign = delimiter.sign();
        match self.open.iter().rposition(|open| open.delimiter == delimiter) {
            Some(index) if index + 1 == self.open.len() => self.close(delimiter),
            Some(_) => self.crossed(sign),
            None => {
                let after = self.rest().chars().nth(sign.len());
                if after.is_none_or(char::is_whitespace) {
                    self.error(
                        self.at..self.at + sign.len(),
                        format!("`{sign}` opens nothing here"),
                        format!("write `{}` for the sign itself", escaped(sign)),
                    );
                    self.take_plain(sign.len());
                } else {
                    self.push_open(delimiter);
                }
            }
        }
    }

    fn close(&mut self, delimiter: Delimiter) {
        let sign = delimiter.sign();
        let (start, content) = self.pop_content();
        self.at += sign.len();
        if content.is_empty() {
            self.error(
                start..self.at,
                format!("nothing between `{sign}` and `{sign}`"),
                format!("write `{}` for the signs themselves", escaped(sign)),
            );
            return self.push_signs(start..self.at);
        }
        let kind = match delimiter {
            Delimiter::Strong => PieceKind::Strong(content),
            Delimiter::Emphasis => PieceKind::Emphasis(content),
            Delimiter::Superscript => PieceKind::Superscript(content),
            Delimiter::Subscript | Delimiter::Bracket => PieceKind::Subscript(content),
        };
        self.push_kind(start, kind);
    }

    /// Removes the innermost open delimiter. Returns its start and its content.
    fn pop_content(&mut self) -> (usize, Vec<Piece>) {
        self.flush(self.at);
        match self.open.pop() {
            Some(open) => (open.at, std::mem::replace(&mut self.done, open.outer)),
            None => (self.at, Vec::new()),
        }
    }

    fn finish(mut self) -> (Vec<Piece>, Option<MarkupError>) {
        // The innermost delimiter is the one that was forgotten.
        while let Some(open) = self.open.last() {
            let (at, delimiter) = (open.at, open.delimiter);
            let signs = at..at + delimiter.sign().len();
            // An open bracket is plain text.
            if delimiter != Delimiter::Bracket {
                self.unclosed(signs.clone(), delimiter.sign());
            }
            let (_, content) = self.pop_content();
            self.push_signs(signs);
            content.into_iter().for_each(|piece| self.push(piece));
        }
        self.flush(self.at);
        (self.done, self.error)
    }

    fn unclosed(&mut self, at: Range<usize>, sign: &str) {
        self.error(
            at,
            format!("`{sign}` is never closed"),
            format!("close it with `{sign}`, or write `{}` for the sign itself", escaped(sign)),
        );
    }

    /// Reports that a sign closes what is not innermost, and takes it as plain text.
    fn crossed(&mut self, sign: &str) {
        let inner = self.open.last().map_or("", |open| open.delimiter.sign());
        self.error(
            self.at..self.at + sign.len(),
            format!("`{sign}` closes here while `{inner}` is still open"),
            format!("close `{inner}` first"),
        );
        self.take_plain(sign.len());
    }

    /// Keeps the first error; those after it may follow from it.
    fn error(&mut self, at: Range<usize>, message: String, hint: String) {
        self.error.get_or_insert(MarkupError { at, message, hint });
    }
}

fn escaped(sign: &str) -> String {
    sign.chars().flat_map(|sign| ['\\', sign]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<PieceKind> {
        let (pieces, error) = parse(&text.into());
        assert_eq!(error, None);
        pieces.into_iter().map(|piece| piece.kind).collect()
    }

    fn text(text: &str) -> PieceKind {
        PieceKind::Text(text.into())
    }

    fn piece(at: Range<usize>, kind: PieceKind) -> Piece {
        Piece { at, kind }
    }

    #[test]
    fn delimiters_nest() {
        let got = pieces("The 16^th^ *Alliance* **co*nf***[^gc6].");
        let strong = PieceKind::Strong(vec![
            piece(24..26, text("co")),
            piece(26..30, PieceKind::Emphasis(vec![piece(27..29, text("nf"))])),
        ]);
        assert_eq!(
            got[..5],
            [
                text("The 16"),
                PieceKind::Superscript(vec![piece(7..9, text("th"))]),
                text(" "),
                PieceKind::Emphasis(vec![piece(12..20, text("Alliance"))]),
                text(" "),
            ]
        );
        assert_eq!(got[5], strong);
        assert_eq!(got[6], PieceKind::Note { id: "gc6".into(), target: 34..37 });
    }

    #[test]
    fn references_may_have_words() {
        let got = pieces("see [#p2], [there](#p3) and [x](https://e.org)");
        assert_eq!(got[1], PieceKind::Reference { id: "p2".into(), target: 6..8, content: None });
        let content = Some(vec![piece(12..17, text("there"))]);
        assert_eq!(got[3], PieceKind::Reference { id: "p3".into(), target: 20..22, content });
        let link = |kind: &PieceKind| {
            matches!(kind, PieceKind::Link { url, target, .. }
            if url == "https://e.org" && *target == (32..45))
        };
        assert!(link(&got[5]), "{:?}", got[5]);
    }

    #[test]
    fn plain_signs_stay() {
        let plain = "2016. It [sic] is *5* a_b [";
        assert_eq!(pieces("2016. It [sic] is \\*5\\* a_b ["), [text(plain)]);
        assert_eq!(pieces("p.\\ 4"), [text("p.\u{a0}4")]);
        assert_eq!(pieces("a\\\nb\nc"), [text("a"), PieceKind::LineBreak, text("b c")]);
    }

    #[test]
    fn plain_text_knows_its_origin() {
        let written = TracedString::with_origin("a\\*b [c] *d*", crate::origin::Origin::copied(10));
        let (pieces, _) = parse(&written);
        let PieceKind::Text(text) = &pieces[0].kind else { panic!() };
        assert_eq!((text.as_str(), pieces[0].at.clone()), ("a*b [c] ", 0..9));
        assert_eq!(text.file_range(0..1), Some(10..11));
        assert_eq!(text.file_range(1..2), Some(11..13));
        assert_eq!(text.file_range(5..6), Some(16..17));
    }

    #[test]
    fn the_first_error_has_a_place_and_the_words_remain() {
        for (wrong, at, words) in [
            ("an **open one", 3..5, "an **open one"),
            ("*a **b* c**", 6..7, "*a b* c"),
            ("5 * 3", 2..3, "5 * 3"),
            ("x[^ bad] y", 3..7, "x[^ bad] y"),
            ("x[^gc6", 1..6, "x[^gc6"),
            ("[a](ftp://x)", 4..11, "a"),
            ("[a]{colour}", 4..10, "a"),
            ("[a](https://x", 0..13, "[a](https://x"),
            ("a****b", 1..5, "a****b"),
        ] {
            let text = crate::source::text::Text::new(wrong.into());
            assert_eq!(text.error().unwrap().at, at, "{wrong}");
            assert_eq!(text.words(), words, "{wrong}");
        }
    }
}
