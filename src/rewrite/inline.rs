//! A text as a row of characters, each with the markup around it: the form in which texts are edited.

mod change;
pub mod compose;
mod order;
mod quotes;
mod read;
mod write;

use std::ops::Range;
use std::rc::Rc;

pub use write::{Chunk, text};

use super::Words;
use crate::document::SpanStyle;
use crate::templates::Quotes;
use change::Changed;
use write::Escapes;

/// How a text is read: whether it has inline markup, and the quotation marks that straight ones become.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// Whether it has inline markup.
    pub marked: bool,
    /// The quotation marks; `None` if straight ones are printed as written.
    pub quotes: Option<&'a Quotes>,
    /// Whether new quotation marks are written straight.
    pub straight: bool,
}

/// A change of some bytes of a text as written.
#[derive(Clone, Debug)]
pub struct TextEdit<'a> {
    /// The bytes, in the text as written.
    pub at: Range<usize>,
    /// The action on the characters that come from these bytes.
    pub action: Action<'a>,
}

/// An action on characters.
#[derive(Clone, Debug)]
pub enum Action<'a> {
    /// They are replaced.
    Replace(Vec<New<'a>>),
    /// They get a format.
    Format(super::Format),
    /// A new part of the text begins with them.
    Cut,
}

/// A piece of a new text.
#[derive(Clone, Debug)]
pub enum New<'a> {
    /// Printed words.
    Words(&'a Words),
    /// The mark of the footnote with an id.
    Note(&'a str),
    /// The characters that come from some bytes of another text, with their markup.
    Copy(Rc<Row>, Range<usize>),
}

/// Why a text cannot be changed: the reason and what to do instead.
pub type Fault = (&'static str, &'static str);

/// A text as a row of characters.
#[derive(Clone, Debug)]
pub struct Row {
    atoms: Vec<Atom>,
    /// The markup that encloses atoms.
    spans: Vec<Span>,
    /// Whether its markup has no errors.
    is_sound: bool,
}

/// A character or an object.
#[derive(Clone, Debug)]
struct Atom {
    kind: Kind,
    /// Its bytes in the text as written; `None` if it is to be rewritten.
    raw: Option<Range<usize>>,
    /// The spans around it, as indexes, from the outermost to the innermost.
    around: Rc<[usize]>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Character(char),
    /// A generated quotation mark, and the straight mark as which it is written; `None` if it is
    /// written as it is printed.
    Mark {
        printed: String,
        straight: Option<char>,
    },
    /// A footnote, a reference without words, or markup without content, as it is written.
    Object(String),
    LineBreak,
}

/// Markup that encloses atoms.
#[derive(Clone, Debug)]
struct Span {
    key: SpanKey,
    /// The signs before its content, and after it.
    signs: [String; 2],
    /// Their bytes in the text as written.
    raw: Option<[Range<usize>; 2]>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SpanKey {
    Strong,
    Emphasis,
    Superscript,
    Subscript,
    Span(SpanStyle),
    Code,
    Foreign(String),
    Link(String),
    Reference(String),
    /// A footnote that is written where it is cited, with the id that it may have.
    Note(Option<String>),
}

impl SpanKey {
    /// The sign on both sides of its content; `None` if they are not the same.
    fn sign(&self) -> Option<&'static str> {
        match self {
            SpanKey::Strong => Some("**"),
            SpanKey::Emphasis => Some("*"),
            SpanKey::Superscript => Some("^"),
            SpanKey::Subscript => Some("~"),
            SpanKey::Span(SpanStyle::Strikeout) => Some("~~"),
            SpanKey::Span(_)
            | SpanKey::Code
            | SpanKey::Foreign(_)
            | SpanKey::Link(_)
            | SpanKey::Reference(_)
            | SpanKey::Note(_) => None,
        }
    }

    /// Whether it is a format that edits choose ([`super::Format`]).
    fn is_format(&self) -> bool {
        self.sign().is_some() && !matches!(self, SpanKey::Span(_))
    }

    /// Whether its signs must be beside a word.
    fn hugs_words(&self) -> bool {
        self.sign().is_some()
    }

    /// Whether its characters are printed as written, without quotation marks of the report's language.
    fn is_verbatim(&self) -> bool {
        matches!(self, SpanKey::Foreign(_) | SpanKey::Code)
    }

    fn is_note(&self) -> bool {
        matches!(self, SpanKey::Note(_))
    }

    /// Whether quotation marks after it see an object instead of its last character.
    fn ends_as_object(&self) -> bool {
        self.is_verbatim() || matches!(self, SpanKey::Reference(_))
    }
}

impl Atom {
    /// Whether it is white space, which looks the same in every format.
    fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Character(blank) if blank.is_whitespace())
    }
}

impl Row {
    fn is(&self, span: usize, test: impl Fn(&SpanKey) -> bool) -> bool {
        self.spans.get(span).is_some_and(|span| test(&span.key))
    }

    fn is_format(&self, span: usize) -> bool {
        self.is(span, SpanKey::is_format)
    }

    /// Whether an atom in some spans is in another language, or code.
    fn is_verbatim(&self, around: &[usize]) -> bool {
        let mut within = around.iter().rev().take_while(|span| !self.is(**span, SpanKey::is_note));
        within.any(|span| self.is(*span, SpanKey::is_verbatim))
    }

    fn is_code(&self, around: &[usize]) -> bool {
        around.iter().any(|span| self.is(*span, |key| *key == SpanKey::Code))
    }

    /// The span of the footnote that is written around some bytes of the text as written.
    fn note_around(&self, at: &Range<usize>) -> Option<usize> {
        let contains = |span: &Span| match &span.raw {
            Some([open, close]) => open.end <= at.start && at.end <= close.start,
            None => false,
        };
        self.spans.iter().position(|span| span.key.is_note() && contains(span))
    }

    /// Whether an atom is a space or a soft line break.
    fn is_space(&self, atom: &Atom) -> bool {
        matches!(atom.kind, Kind::Character(' ' | '\t' | '\n' | '\r'))
    }
}

/// Changes a text. Returns the written form of each of its parts, or why it cannot be changed. There is
/// one part, and one more for each cut.
///
/// `edits` are in the order of the text and do not overlap.
pub fn change(written: &str, manner: Manner, edits: &[TextEdit]) -> Result<Vec<Vec<Chunk>>, Fault> {
    let row = Row::read(written, manner);
    let parts = row.changed(edits, manner)?.into_parts(written);
    parts.into_iter().map(|part| part.written(written, manner)).collect()
}

impl Changed {
    fn written(self, written: &str, manner: Manner) -> Result<Vec<Chunk>, Fault> {
        let Changed { mut row, seams, .. } = self;
        row.tidy(&seams, written);
        if row.atoms.iter().all(|atom| row.is_space(atom)) {
            return Ok(Vec::new());
        }
        row.spell_marks(manner);
        for escapes in [Escapes::Few, Escapes::New, Escapes::All] {
            let chunks = row.write(written, escapes, manner.marked);
            if Row::read(&text(&chunks, written), manner).prints_as(&row) {
                return Ok(chunks);
            }
        }
        Err(("inline markup cannot express this change", "change the text in the source"))
    }
}
