//! Document → plain text: UTF-8, 72 columns by display width, pleasant to read in an e-mail.
//!
//! Every function turns a piece of the document into lines for a given width; what contains it
//! indents them. Hierarchy shows by underlines and indents, never by capitals: the text keeps its
//! characters.

mod block;
mod inline;
mod lines;
mod people;
mod table;

use crate::document::{Contents, Document, Note, Section};
use block::blocks;
use lines::{Lines, hanging, join, underlined, wrap};

/// The columns that a line may take.
const WIDTH: usize = 72;

/// Writes the document as text. Lines end with a line feed; none has trailing blanks.
pub fn write(document: &Document) -> String {
    let mut parts = vec![cover(document)];
    let (before, after) = document.around_contents();
    parts.extend(before.iter().map(|section| self::section(document, section)));
    parts.extend(document.contents.as_ref().map(contents));
    parts.extend(after.iter().map(|section| self::section(document, section)));
    parts.push(notes(document));
    let mut text = join(parts, 2).join("\n");
    text.push('\n');
    text
}

fn cover(document: &Document) -> Lines {
    let cover = &document.cover;
    let publisher = [&cover.publisher, &cover.office].map(|line| wrap(&inline::text(line), WIDTH));
    let event = [&cover.venue, &cover.dates].map(|line| wrap(&inline::text(line), WIDTH));
    let parts = vec![
        publisher.concat(),
        wrap(&inline::text(&cover.series), WIDTH),
        underlined(wrap(&inline::text(&cover.title), WIDTH), '='),
        wrap(&inline::text(&cover.subtitle), WIDTH),
        event.concat(),
    ];
    join(parts, 1)
}

fn contents(contents: &Contents) -> Lines {
    let heading = underlined(wrap(&inline::text(&contents.heading), WIDTH), '=');
    let entries = contents.entries.iter().flat_map(|entry| {
        let indent = usize::from(entry.level.saturating_sub(1)) * 2;
        hanging(&" ".repeat(indent), indent + 2, &inline::text(&entry.content), WIDTH)
    });
    join(vec![heading, entries.collect()], 1)
}

fn section(document: &Document, section: &Section) -> Lines {
    let mut parts = Vec::new();
    if let Some(heading) = &section.heading {
        parts.push(block::heading(heading));
    }
    parts.push(blocks(document, &section.blocks, WIDTH));
    let own = join(parts, 1);
    let inner = section.sections.iter().map(|inner| self::section(document, inner));
    join(std::iter::once(own).chain(inner).collect(), 2)
}

fn notes(document: &Document) -> Lines {
    if document.notes.is_empty() {
        return Lines::new();
    }
    let heading = underlined(wrap(&document.words.notes, WIDTH), '=');
    let notes = document.notes.iter().flat_map(|note| {
        let opening = note.opens.iter().map(|name| underlined(wrap(name, WIDTH), '-'));
        opening.chain(std::iter::once(self::note(document, note)))
    });
    join(std::iter::once(heading).chain(notes).collect(), 1)
}

fn note(document: &Document, note: &Note) -> Lines {
    let mark = format!("[{}]", note.number);
    lines::marked(&mark, 5, blocks(document, &note.blocks, WIDTH - 5))
}
