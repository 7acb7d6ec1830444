//! A row of characters → the text as it is written, with escapes.

use std::ops::Range;

use super::order::common;
use super::{Atom, Kind, Row, SpanKey};

/// A part of a changed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// These bytes of the text as it was written.
    Kept(Range<usize>),
    /// New characters.
    New(String),
}

/// The text that chunks give.
pub fn text(chunks: &[Chunk], written: &str) -> String {
    let parts = chunks.iter().map(|chunk| match chunk {
        Chunk::Kept(at) => written.get(at.clone()).unwrap_or_default(),
        Chunk::New(text) => text,
    });
    parts.collect()
}

/// The signs that get a backslash. Brackets rarely have a meaning, so they are plain if possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// Signs in new words that always have a meaning.
    Few,
    /// Brackets in new words too.
    New,
    /// All signs of the text.
    All,
}

struct Writer<'w> {
    written: &'w str,
    escapes: Escapes,
    marked: bool,
    chunks: Vec<Chunk>,
    /// The end of the last bytes that were kept; only bytes after it can be kept.
    end: usize,
}

impl Row {
    /// Writes the row. `written` is the text from which it was read.
    pub fn write(&self, written: &str, escapes: Escapes, marked: bool) -> Vec<Chunk> {
        let mut out = Writer { written, escapes, marked, chunks: Vec::new(), end: 0 };
        let mut open: Vec<usize> = Vec::new();
        for atom in &self.atoms {
            let shared = common(&open, &atom.around);
            self.close(&open, shared, &mut out);
            open.truncate(shared);
            for span in atom.around.get(shared..).unwrap_or_default() {
                self.sign(*span, 0, &mut out);
                open.push(*span);
            }
            out.atom(atom, self.is_code(&atom.around));
        }
        self.close(&open, 0, &mut out);
        out.chunks
    }

    fn close(&self, open: &[usize], shared: usize, out: &mut Writer) {
        open.iter().skip(shared).rev().for_each(|span| self.sign(*span, 1, out));
    }

    /// Writes the signs before (0) or after (1) the content of a span.
    fn sign(&self, span: usize, side: usize, out: &mut Writer) {
        let Some(span) = self.spans.get(span) else { return };
        let raw = span.raw.as_ref().and_then(|raw| raw.get(side));
        out.push(raw, span.signs.get(side).map(String::as_str).unwrap_or_default());
    }

    /// Whether the row has no errors and prints the same as another, apart from spaces that are not
    /// printed.
    pub fn prints_as(&self, other: &Row) -> bool {
        self.is_sound && self.printed().eq(other.printed())
    }

    /// The printed characters with their enclosing markup; `None` for an object. A space has no format.
    fn printed(&self) -> impl Iterator<Item = (Option<char>, Vec<&SpanKey>)> {
        let mut previous = None;
        let last = self.atoms.iter().rposition(|atom| !self.is_space(atom));
        let printed = self.atoms.get(..last.map_or(0, |last| last + 1)).unwrap_or_default();
        printed.iter().flat_map(move |atom| {
            let characters: Vec<Option<char>> = match &atom.kind {
                _ if self.is_space(atom) && matches!(previous, None | Some(Some(' '))) => {
                    Vec::new()
                }
                _ if self.is_space(atom) => vec![Some(' ')],
                Kind::Character(character) => vec![Some(*character)],
                Kind::Mark { printed, .. } => printed.chars().map(Some).collect(),
                Kind::Object(_) => vec![None],
                Kind::LineBreak => vec![Some('\n')],
            };
            previous = characters.last().copied().or(previous).filter(|it| *it != Some('\n'));
            characters.into_iter().map(|character| match character {
                Some(blank) if blank.is_whitespace() => (character, Vec::new()),
                Some(_) | None => (character, self.keys(atom)),
            })
        })
    }

    fn keys(&self, atom: &Atom) -> Vec<&SpanKey> {
        let spans = atom.around.iter().filter_map(|span| self.spans.get(*span));
        let mut keys: Vec<&SpanKey> = spans.map(|span| &span.key).collect();
        keys.sort();
        keys
    }
}

impl Writer<'_> {
    fn atom(&mut self, atom: &Atom, is_code: bool) {
        let raw = atom.raw.as_ref();
        match &atom.kind {
            Kind::Character(character) => {
                let text = match is_code {
                    true => character.to_string(),
                    false => self.escaped(*character),
                };
                let kept = raw.filter(|raw| self.written.get((*raw).clone()) == Some(&text));
                let anew = self.escapes == Escapes::All && text.len() > 1;
                self.push(if anew { kept } else { raw }, &text);
            }
            Kind::Mark { straight: Some(straight), .. } => {
                self.push(raw, straight.encode_utf8(&mut [0; 4]));
            }
            Kind::Mark { printed, straight: None } => {
                let text: String = printed.chars().map(|it| self.escaped(it)).collect();
                self.push(None, &text);
            }
            Kind::Object(object) => self.push(raw, object),
            Kind::LineBreak => self.push(raw, "\\\n"),
        }
    }

    fn escaped(&self, character: char) -> String {
        match character {
            '\u{a0}' if self.marked => "\\ ".into(),
            '\\' | '*' | '^' | '~' if self.marked => format!("\\{character}"),
            '[' | ']' | '`' if self.marked && self.escapes != Escapes::Few => {
                format!("\\{character}")
            }
            // After a bracket, they would begin a reference or an attribute of one.
            '#' | '{' if self.marked && self.escapes == Escapes::All => format!("\\{character}"),
            character => character.into(),
        }
    }

    /// Adds bytes of the text as it was written, or `text` if they are not in order.
    fn push(&mut self, raw: Option<&Range<usize>>, text: &str) {
        match raw.filter(|raw| raw.start >= self.end) {
            Some(raw) => self.keep(raw.clone()),
            None => match self.chunks.last_mut() {
                Some(Chunk::New(last)) => last.push_str(text),
                Some(Chunk::Kept(_)) | None => self.chunks.push(Chunk::New(text.into())),
            },
        }
    }

    fn keep(&mut self, raw: Range<usize>) {
        self.end = raw.end;
        match self.chunks.last_mut() {
            Some(Chunk::Kept(last)) if last.end == raw.start => last.end = raw.end,
            Some(Chunk::Kept(_) | Chunk::New(_)) | None => self.chunks.push(Chunk::Kept(raw)),
        }
    }
}
