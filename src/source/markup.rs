//! Inline markup: `**strong**`, `*emphasis*`, `^raised^`, `~lowered~`, `[words](https://…)`,
//! `[^note]`, `[#reference]`, `[words](#reference)`, `[words]{lang=fr}`, `[words]{.smallcaps}`.

mod bracket;

use std::ops::Range;

pub use bracket::{is_id, is_language};

/// A piece of marked-up text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Plain text, escapes resolved.
    Text(String),
    /// `**strong**`
    Strong(Vec<Markup>),
    /// `*emphasis*`
    Emphasis(Vec<Markup>),
    /// `^raised^`
    Superscript(Vec<Markup>),
    /// `~lowered~`
    Subscript(Vec<Markup>),
    /// `[words]{.smallcaps}`
    SmallCaps(Vec<Markup>),
    /// `[words]{lang=fr}`
    Foreign { language: String, content: Vec<Markup> },
    /// `[words](https://…)`
    Link { url: String, content: Vec<Markup> },
    /// `[^note]`; `at` is the byte range of the id in the text.
    Note { id: String, at: Range<usize> },
    /// `[#reference]`, or `[words](#reference)` with words of the author's own.
    Reference { id: String, at: Range<usize>, content: Option<Vec<Markup>> },
    /// A backslash at the end of a line.
    LineBreak,
}

/// A mistake in inline markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkupError {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// Reads inline markup. Every mistake is an error; nothing is guessed.
///
/// A backslash before a sign of punctuation takes its meaning away, before a space it makes a
/// no-break space, before a line's end a line break.
pub fn parse(text: &str) -> Result<Vec<Markup>, MarkupError> {
    let mut parser =
        Parser { text, at: 0, open: Vec::new(), done: Vec::new(), plain: String::new() };
    while let Some(next) = parser.rest().chars().next() {
        parser.step(next)?;
    }
    parser.finish()
}

/// What may stand open while its content is read.
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

/// An open delimiter: where it opened, and what stood before it on its level.
struct Open {
    delimiter: Delimiter,
    at: usize,
    outer: Vec<Markup>,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open>,
    done: Vec<Markup>,
    plain: String,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self, next: char) -> Result<(), MarkupError> {
        match next {
            '\\' => self.escape(),
            '*' if self.rest().starts_with("**") && !self.closes_emphasis_first() => {
                return self.toggle(Delimiter::Strong);
            }
            '*' => return self.toggle(Delimiter::Emphasis),
            '^' => return self.toggle(Delimiter::Superscript),
            '~' => return self.toggle(Delimiter::Subscript),
            '[' if self.rest().starts_with("[^") => return self.note(),
            '[' if self.rest().starts_with("[#") => return self.reference(),
            '[' => self.push_open(Delimiter::Bracket),
            ']' => return self.close_bracket(),
            '\n' => self.take_plain(next.len_utf8(), ' '),
            other => self.take_plain(other.len_utf8(), other),
        }
        Ok(())
    }

    /// Whether `***` ends emphasis within strong emphasis.
    fn closes_emphasis_first(&self) -> bool {
        let innermost = self.open.last().map(|open| open.delimiter);
        let within_strong = self.open.iter().any(|open| open.delimiter == Delimiter::Strong);
        within_strong && innermost == Some(Delimiter::Emphasis) && self.rest().starts_with("***")
    }

    fn take_plain(&mut self, length: usize, character: char) {
        self.plain.push(character);
        self.at += length;
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.done.push(Markup::Text(std::mem::take(&mut self.plain)));
        }
    }

    fn escape(&mut self) {
        match self.rest().chars().nth(1) {
            Some(' ') => self.take_plain(2, '\u{a0}'),
            Some('\n') => {
                self.flush();
                self.done.push(Markup::LineBreak);
                self.at += 2;
            }
            Some(sign) if sign.is_ascii_punctuation() => self.take_plain(2, sign),
            _ => self.take_plain(1, '\\'),
        }
    }

    fn push_open(&mut self, delimiter: Delimiter) {
        self.flush();
        let outer = std::mem::take(&mut self.done);
        self.open.push(Open { delimiter, at: self.at, outer });
        self.at += delimiter.sign().len();
    }

    fn toggle(&mut self, delimiter: Delimiter) -> Result<(), MarkupError> {
        let sign = delimiter.sign();
        match self.open.iter().rposition(|open| open.delimiter == delimiter) {
            Some(index) if index + 1 == self.open.len() => self.close(delimiter),
            Some(_) => Err(self.crossed(sign)),
            None => {
                let after = self.rest().chars().nth(sign.len());
                if after.is_none_or(char::is_whitespace) {
                    return Err(self.error(
                        self.at..self.at + sign.len(),
                        format!("`{sign}` opens nothing here"),
                        format!("write `{}` for the sign itself", escaped(sign)),
                    ));
                }
                self.push_open(delimiter);
                Ok(())
            }
        }
    }

    fn close(&mut self, delimiter: Delimiter) -> Result<(), MarkupError> {
        let sign = delimiter.sign();
        let content = self.pop_content();
        let end = self.at + sign.len();
        if content.1.is_empty() {
            return Err(self.error(
                content.0..end,
                format!("`{sign}{sign}` holds nothing"),
                format!("write `{}` for the signs themselves", escaped(sign)),
            ));
        }
        let content = content.1;
        self.at = end;
        self.done.push(match delimiter {
            Delimiter::Strong => Markup::Strong(content),
            Delimiter::Emphasis => Markup::Emphasis(content),
            Delimiter::Superscript => Markup::Superscript(content),
            Delimiter::Subscript | Delimiter::Bracket => Markup::Subscript(content),
        });
        Ok(())
    }

    /// Takes the innermost open delimiter away: where it opened, and its content.
    fn pop_content(&mut self) -> (usize, Vec<Markup>) {
        self.flush();
        match self.open.pop() {
            Some(open) => {
                let content = std::mem::replace(&mut self.done, open.outer);
                (open.at, join_texts(content))
            }
            None => (self.at, Vec::new()),
        }
    }

    fn finish(mut self) -> Result<Vec<Markup>, MarkupError> {
        while let Some(open) = self.open.last() {
            let (at, sign) = (open.at, open.delimiter.sign());
            if open.delimiter != Delimiter::Bracket {
                return Err(self.error(
                    at..at + sign.len(),
                    format!("`{sign}` opens here and is never closed"),
                    format!(
                        "close it with `{sign}`, or write `{}` for the sign itself",
                        escaped(sign)
                    ),
                ));
            }
            let (_, content) = self.pop_content();
            self.done.push(Markup::Text("[".into()));
            self.done.extend(content);
        }
        self.flush();
        Ok(join_texts(self.done))
    }

    fn crossed(&self, sign: &str) -> MarkupError {
        let inner = self.open.last().map_or("", |open| open.delimiter.sign());
        self.error(
            self.at..self.at + sign.len(),
            format!("`{sign}` closes here while `{inner}` is still open"),
            format!("close `{inner}` first"),
        )
    }

    fn error(&self, at: Range<usize>, message: String, hint: String) -> MarkupError {
        MarkupError { at, message, hint }
    }
}

fn escaped(sign: &str) -> String {
    sign.chars().flat_map(|sign| ['\\', sign]).collect()
}

/// Neighbouring texts become one.
fn join_texts(content: Vec<Markup>) -> Vec<Markup> {
    let mut joined: Vec<Markup> = Vec::with_capacity(content.len());
    for markup in content {
        match (joined.last_mut(), markup) {
            (Some(Markup::Text(last)), Markup::Text(text)) => last.push_str(&text),
            (_, markup) => joined.push(markup),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Markup {
        Markup::Text(text.into())
    }

    #[test]
    fn marks_nest() {
        let got = parse("The 16^th^ *Alliance* **co*nf***[^gc6].").unwrap();
        let strong = Markup::Strong(vec![text("co"), Markup::Emphasis(vec![text("nf")])]);
        assert_eq!(
            got[..5],
            [
                text("The 16"),
                Markup::Superscript(vec![text("th")]),
                text(" "),
                Markup::Emphasis(vec![text("Alliance")]),
                text(" "),
            ]
        );
        assert_eq!(got[5], strong);
        assert_eq!(got[6], Markup::Note { id: "gc6".into(), at: 34..37 });
    }

    #[test]
    fn references_have_words_of_their_own_or_not() {
        let got = parse("see [#p2], [there](#p3) and [x](https://e.org)").unwrap();
        assert_eq!(got[1], Markup::Reference { id: "p2".into(), at: 6..8, content: None });
        let own = Some(vec![text("there")]);
        assert_eq!(got[3], Markup::Reference { id: "p3".into(), at: 20..22, content: own });
        assert!(matches!(&got[5], Markup::Link { url, .. } if url == "https://e.org"));
    }

    #[test]
    fn plain_signs_stay() {
        assert_eq!(
            parse("2016. It [sic] is \\*5\\* a_b").unwrap(),
            [text("2016. It [sic] is *5* a_b")]
        );
        assert_eq!(parse("p.\\ 4").unwrap(), [text("p.\u{a0}4")]);
        assert_eq!(parse("a\\\nb").unwrap(), [text("a"), Markup::LineBreak, text("b")]);
    }

    #[test]
    fn mistakes_have_a_place() {
        for (wrong, at) in [
            ("an **open one", 3..5),
            ("*a **b* c**", 6..7),
            ("5 * 3", 2..3),
            ("x[^ bad] y", 3..7),
            ("x[^gc6", 1..6),
            ("[a](ftp://x)", 4..11),
            ("[a]{colour}", 4..10),
            ("[a](https://x", 0..13),
        ] {
            assert_eq!(parse(wrong).unwrap_err().at, at, "{wrong}");
        }
    }
}
