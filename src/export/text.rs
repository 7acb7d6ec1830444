//! Document → plain text: UTF-8, 72 columns by display width, pleasant to read in an e-mail.
//!
//! Every function turns a piece of the document into lines for a given width; what contains it
//! indents them. Hierarchy shows by underlines and indents, never by capitals: the text keeps its
//! characters, but where it is to be in ASCII.

mod block;
mod fold;
mod inline;
mod lines;
mod people;
mod table;
mod wrap;

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use crate::document::{Contents, Document, Inline, Note, Section};
use lines::{Lines, hanging, join, marked, underlined, wrap};

/// The columns that a line may take.
const WIDTH: usize = 72;

/// The columns from the edge to the text of a note.
const NOTE_INDENT: usize = 5;

/// The characters that a text may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// Those of the document.
    #[default]
    Unicode,
    /// ASCII, but for letters of other scripts than Latin.
    Ascii,
}

/// Writes the document as text in NFC. Lines end with a line feed; none has trailing blanks.
pub fn write(document: &Document, charset: Charset) -> String {
    let text: String = Writer { document, charset }.document().nfc().collect();
    text + "\n"
}

/// What every line is written with.
struct Writer<'a> {
    document: &'a Document,
    charset: Charset,
}

impl Writer<'_> {
    fn document(&self) -> String {
        let document = self.document;
        let (before, after) = document.split_at_contents();
        let mut parts = vec![self.cover()];
        parts.extend(before.iter().map(|section| self.section(section)));
        parts.extend(document.contents.as_ref().map(|contents| self.contents(contents)));
        parts.extend(after.iter().map(|section| self.section(section)));
        parts.push(self.notes());
        join(parts, 2).join("\n")
    }

    /// A text in the characters that may be written.
    fn word(&self, text: &str) -> String {
        match self.charset {
            Charset::Unicode => text.into(),
            Charset::Ascii => fold::fold(text),
        }
    }

    fn cover(&self) -> Lines {
        let cover = &self.document.cover;
        let line = |content: &[Inline]| wrap(&self.text(content), WIDTH);
        let parts = vec![
            [line(&cover.publisher), line(&cover.office)].concat(),
            line(&cover.series),
            underlined(line(&cover.title), '='),
            line(&cover.subtitle),
            [line(&cover.venue), line(&cover.dates)].concat(),
        ];
        join(parts, 1)
    }

    fn contents(&self, contents: &Contents) -> Lines {
        let heading = underlined(wrap(&self.text(&contents.heading), WIDTH), '=');
        let entries = contents.entries.iter().flat_map(|entry| {
            let indent = usize::from(entry.level.saturating_sub(1)) * 2;
            hanging(&" ".repeat(indent), indent + 2, &self.text(&entry.content), WIDTH)
        });
        join(vec![heading, entries.collect()], 1)
    }

    fn section(&self, section: &Section) -> Lines {
        let heading = section.heading.as_ref().map(|heading| self.heading(heading));
        let own = vec![heading.unwrap_or_default(), self.blocks(&section.blocks, WIDTH)];
        let inner = section.sections.iter().map(|inner| self.section(inner));
        join(std::iter::once(join(own, 1)).chain(inner).collect(), 2)
    }

    fn notes(&self) -> Lines {
        let notes = &self.document.notes;
        if notes.is_empty() {
            return Lines::new();
        }
        let heading = underlined(wrap(&self.word(&self.document.words.notes), WIDTH), '=');
        let notes = notes.iter().flat_map(|note| {
            let opening =
                note.restarts_in.iter().map(|name| underlined(wrap(&self.word(name), WIDTH), '-'));
            opening.chain([self.note(note)])
        });
        join(std::iter::once(heading).chain(notes).collect(), 1)
    }

    fn note(&self, note: &Note) -> Lines {
        let mark = format!("[{}]", note.number);
        let indent = NOTE_INDENT.max(mark.width() + 1);
        marked(&mark, indent, self.blocks(&note.blocks, WIDTH - indent))
    }
}
