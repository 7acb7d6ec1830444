//! Text as written → pieces.
//!
//! A backslash before a punctuation sign makes it plain text, before a space a no-break space, at the
//! end of a line a line break.

mod bracket;

use std::ops::Range;

use super::{Doubt, DoubtKind, MarkupError, Piece, PieceKind};
use crate::origin::TracedString;
use crate::scripts::is_unspaced;

/// Inline markup, parsed.
pub struct Parsed {
    /// The pieces. After an error the signs that it is about are plain text, so that the pieces still
    /// hold all words and whatever else is right.
    pub pieces: Vec<Piece>,
    /// The first error.
    pub error: Option<MarkupError>,
    /// The signs that are printed although they may have been meant as markup.
    pub doubts: Vec<Doubt>,
    /// The number of levels of markup within each other. No more than [`DEEPEST`] are in the pieces.
    pub depth: usize,
}

/// The levels of markup that the pieces of a text have at most: walks over them are recursive.
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
    Bracket,
}

impl Delimiter {
    /// Whether its content may have spaces.
    fn spans_words(self) -> bool {
        match self {
            Delimiter::Strong | Delimiter::Emphasis | Delimiter::Bracket => true,
            Delimiter::Superscript | Delimiter::Subscript => false,
        }
    }

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
    /// The levels of markup in its content so far.
    depth: usize,
}

/// The next place of a sign, so that each part of the text is searched for it once.
struct End {
    sign: char,
    /// The sign is nowhere between this offset and `at`.
    looked_from: usize,
    /// The first place of the sign, or the length of the text.
    at: usize,
}

/// Every text takes time and memory in proportion to its length, whatever signs it has.
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
        let within_strong = self.enclosing.contains(&Delimiter::Strong);
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
            self.done.push(Piece { at: self.plain_start..at, kind });
        }
    }

    /// Adds a piece that reaches from `start` to the place at hand.
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
        let signs = self.at..self.at + delimiter.sign().len();
        self.open.push(Open { delimiter, at: self.at, piece: self.done.len(), depth: 0 });
        if delimiter != Delimiter::Bracket {
            self.enclosing.push(delimiter);
        }
        self.at = signs.end;
        self.push_signs(signs);
    }

    /// A sign opens markup before a character that is no space, and closes it after one.
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
            // A backslash takes away the meaning of the one after it.
            before = if before == '\\' { '\0' } else { next };
        }
        false
    }

    /// Whether the next sign follows a character that is no space, as if it closed this one.
    fn may_close_later(&self, delimiter: Delimiter) -> bool {
        let rest = self.rest().get(1..).unwrap_or_default();
        let Some((between, _)) = rest.split_once(delimiter.sign()) else { return false };
        between.chars().next_back().is_some_and(|last| !last.is_whitespace() && last != '[')
    }

    /// Whether the innermost markup, which could close here, would take signs out of a word, as in
    /// `x*y*z` and in `2*3 and 4*5`: it opens or closes inside a word, and both or with a space in it.
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

    /// Leaves the innermost delimiter as plain text, in doubt.
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
            self.error(
                start..end,
                || format!("nothing between `{sign}` and `{sign}`"),
                || format!("write `{}` for the signs themselves", escaped(sign)),
            );
            return self.push_signs(start..end);
        }
        let kind = match delimiter {
            Delimiter::Strong => PieceKind::Strong(content),
            Delimiter::Emphasis => PieceKind::Emphasis(content),
            Delimiter::Superscript => PieceKind::Superscript(content),
            Delimiter::Subscript | Delimiter::Bracket => PieceKind::Subscript(content),
        };
        self.push_kind(start, kind);
    }

    /// Removes the innermost open delimiter. Returns its start and its content; `None` if the levels in
    /// it are too many for one more.
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

    /// Notes that the innermost level has some levels of markup.
    fn deepen(&mut self, levels: usize) {
        let depth = self.open.last_mut().map_or(&mut self.depth, |open| &mut open.depth);
        *depth = levels.max(*depth);
    }

    /// The place of a sign from an offset on.
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
        // The innermost delimiter is the one that was forgotten. An open bracket is plain text.
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
        self.error(
            at,
            || format!("`{sign}` is never closed"),
            || format!("close it with `{sign}`, or write `{}` for the sign itself", escaped(sign)),
        );
    }

    /// Reports that a sign closes what is not innermost, and takes it as plain text.
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
        self.error.get_or_insert_with(|| MarkupError { at, message: message(), hint: hint() });
    }
}

/// Makes neighbouring texts one.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn pieces(text: &str) -> Vec<PieceKind> {
        let parsed = parse(&text.into());
        assert_eq!(parsed.error, None);
        parsed.pieces.into_iter().map(|piece| piece.kind).collect()
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
        let pieces = parse(&written).pieces;
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
            ("*a *b", 0..1, "*a *b"),
            ("x[^ bad] y", 3..7, "x[^ bad] y"),
            ("x[^gc6", 1..6, "x[^gc6"),
            ("[a](ftp://x)", 4..11, "a"),
            ("[a]{colour}", 4..10, "a"),
            ("[a](https://x", 0..13, "[a](https://x"),
            ("a ^^", 2..4, "a ^^"),
        ] {
            let text = Text::new(wrong.into());
            assert_eq!(text.error().unwrap().at, at, "{wrong}");
            assert_eq!(text.words(), words, "{wrong}");
        }
    }

    #[test]
    fn signs_that_are_no_markup_stay() {
        for plain in
            ["About ~5 or ~10 km", "2 ^3 and 4 ^5", "5 * 3 and 5 ~ 6 ^ 7", "10^6", "*5 * 3*"]
        {
            let parsed = parse(&plain.into());
            let words = Text::new(plain.into()).words();
            assert_eq!((parsed.error, parsed.doubts), (None, vec![]), "{plain}");
            assert_eq!(words.as_str(), plain.trim_matches('*'), "{plain}");
        }
    }

    /// A sign that may have been meant as markup is printed, with a warning.
    #[test]
    fn doubtful_signs_stay() {
        use DoubtKind::{ClosesNothing, HasSpaces, InsideWord};
        for (plain, at, kind) in [
            ("x*y*z", 1..2, InsideWord),
            ("x***y***z", 3..4, InsideWord),
            ("2*3 and 4*5", 1..2, InsideWord),
            ("a **b c**d", 2..4, InsideWord),
            ("x^2 + y^2", 1..2, HasSpaces),
            ("~two words~", 0..1, HasSpaces),
            ("some * words*", 12..13, ClosesNothing),
            ("price~ and", 5..6, ClosesNothing),
        ] {
            let text = Text::new(plain.into());
            assert_eq!(text.doubts().first(), Some(&Doubt { at, kind }), "{plain}");
            assert_eq!((text.error(), text.words().as_str()), (None, plain));
        }
    }

    #[test]
    fn markup_may_have_one_end_inside_a_word() {
        for (written, words) in [
            ("co*nf*", "conf"),
            ("*port*s", "ports"),
            ("و*كلمة*", "وكلمة"),
            ("这是*强调*的", "这是强调的"),
        ] {
            let text = Text::new(written.into());
            assert_eq!((text.words().as_str(), text.doubts()), (words, &[][..]), "{written}");
        }
    }

    fn nested(levels: usize, open: &str, close: &str) -> Text {
        Text::new(format!("{}x{}", open.repeat(levels), close.repeat(levels)).into())
    }

    #[test]
    fn levels_are_counted() {
        for (text, depth) in [
            ("", 0),
            ("[[a] b](#c)", 1),
            ("*a **b** [c [~d~](#e)]{lang=fr}*", 4),
            ("[[x]{.smallcaps}]{colour}", 1),
            ("[[x](#a) ", 1),
        ] {
            assert_eq!(Text::new(text.into()).depth(), depth, "{text}");
        }
        assert_eq!(nested(32, "[", "]{lang=fr}").depth(), 32);
    }

    /// So walks over the pieces do not exhaust the stack. All words remain.
    #[test]
    fn pieces_are_nested_to_a_bounded_depth() {
        fn levels(pieces: &[Piece]) -> usize {
            pieces.iter().map(|it| 1 + levels(it.content())).max().unwrap_or_default()
        }
        for (open, close) in [("[", "](https://e.org)"), ("[", "]{lang=fr}"), ("[", "](#a)")] {
            let text = nested(50_000, open, close);
            assert_eq!((text.depth(), levels(text.pieces())), (50_000, DEEPEST + 1), "{close}");
            assert_eq!(text.words(), "x");
        }
    }

    /// Each part of a text is searched for each closing sign once, so the work is linear.
    #[test]
    fn closing_signs_are_looked_for_once() {
        for part in ["[^", "[#", "[](", "[]{", "[^a", "[](#"] {
            for end in ["", ")", "]", "}", "x)", " ]"] {
                let text = TracedString::from(format!("{}{end}", part.repeat(2000)));
                let mut parser = Parser::new(&text);
                let mut searched = 0;
                while let Some(next) = parser.rest().chars().next() {
                    let before = parser.ends.each_ref().map(|end| end.looked_from);
                    parser.step(next);
                    let looked = parser.ends.iter().zip(before);
                    let looked = looked.filter(|(end, before)| end.looked_from != *before);
                    searched += looked.map(|(end, _)| end.at - end.looked_from).sum::<usize>();
                }
                assert!(searched <= 3 * text.len(), "{part} {end}: {searched}");
            }
        }
    }
}
