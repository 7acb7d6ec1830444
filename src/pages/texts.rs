//! The texts of a document with the elements that own their parts, as layout sets them.

use std::ops::Range;

use crate::document::inline::Inline;
use crate::document::{
    Block, Container, Document, ElementId, Person, Section, SpanStyle, TextKind,
};
use crate::layout::Part;
use crate::origin::{Generator, TracedString};
use crate::rewrite::Format;

/// The owner of a part of a text on a page.
pub type Key = (ElementId, Part);

/// A text that is set by itself: a paragraph, heading, cell, term, person.
#[derive(Debug)]
pub struct Text {
    /// Its kind, such as "paragraph".
    pub kind: &'static str,
    /// Its parts in reading order.
    pub pieces: Vec<Piece>,
    /// Whether it repeats another text, as the contents repeat the headings.
    pub is_repeated: bool,
}

/// A part of a text.
#[derive(Debug)]
pub struct Piece {
    /// Its owner.
    pub key: Key,
    /// Its characters.
    pub content: Content,
    /// Its format.
    pub format: Format,
}

/// The characters of a part.
#[derive(Debug)]
pub enum Content {
    /// Text.
    Text(TracedString),
    /// The reference to a footnote.
    Note(String),
    /// An equation, as a line of text.
    Equation(TracedString),
    /// A line break.
    LineBreak,
}

impl Content {
    /// The characters as printed.
    pub fn printed(&self) -> &str {
        match self {
            Content::Text(text) => text,
            Content::Note(number) => number,
            Content::Equation(line) => line,
            Content::LineBreak => "\n",
        }
    }
}

/// The bytes of the file behind some inlines.
pub fn file_range(content: &[Inline]) -> Option<Range<usize>> {
    let mut text = Text { kind: "", pieces: Vec::new(), is_repeated: false };
    text.push((ElementId(0), Part::Content), content, Format::default());
    let ranges = text.pieces.iter().filter_map(|piece| match &piece.content {
        Content::Text(text) => text.file_range(0..text.len()),
        Content::Note(_) | Content::Equation(_) | Content::LineBreak => None,
    });
    ranges.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
}

/// The texts of a document in reading order; the notes come last.
pub fn texts(document: &Document) -> Vec<Text> {
    let mut walk = Walk { comma: &document.words.comma, texts: Vec::new() };
    let cover = document.cover.id;
    document.cover.lines().for_each(|line| walk.text("line of the cover", cover, line));
    let (front, rest) = document.split_at_contents();
    front.iter().for_each(|section| walk.section(section));
    if let Some(contents) = &document.contents {
        walk.marker("heading", contents.id, &contents.heading);
        let entries = contents.entries.iter();
        let start = walk.texts.len();
        entries.for_each(|entry| walk.text("entry of the contents", entry.id, &entry.content));
        walk.texts.iter_mut().skip(start).for_each(|text| text.is_repeated = true);
    }
    rest.iter().for_each(|section| walk.section(section));
    for note in &document.notes {
        walk.blocks(&note.blocks, "footnote");
    }
    walk.texts
}

struct Walk<'d> {
    /// The separator between a name and the details of a person.
    comma: &'d str,
    texts: Vec<Text>,
}

impl Walk<'_> {
    fn section(&mut self, section: &Section) {
        if let Some(heading) = &section.heading {
            self.text("heading", heading.id, &heading.title);
        }
        self.blocks(&section.blocks, "paragraph");
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    /// Adds blocks. Their paragraphs have the kind `name`.
    fn blocks(&mut self, blocks: &[Block], name: &'static str) {
        for block in blocks {
            match block {
                Block::People(people) => {
                    for group in &people.groups {
                        self.marker("role", group.id, &[Inline::Text(group.role.clone())]);
                        group.people.iter().for_each(|person| self.person(person));
                    }
                }
                Block::Participants(participants) => {
                    for group in &participants.groups {
                        if let Some(heading) = &group.heading {
                            self.text("heading", group.id, heading);
                        }
                        group.people.iter().for_each(|person| self.person(person));
                    }
                }
                // All notes come last.
                Block::Endnotes { .. } => {}
                Block::Paragraph(_)
                | Block::Code(_)
                | Block::Heading(_)
                | Block::List(_)
                | Block::Recommendations(_)
                | Block::Quotation(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Equation(_)
                | Block::Box(_)
                | Block::Definitions { .. }
                | Block::Bibliography { .. }
                | Block::Index { .. } => block.parts(&mut |part| self.part(part, name)),
            }
        }
    }

    fn part(&mut self, part: crate::document::Part, name: &'static str) {
        use crate::document::Part as Of;
        match part {
            Of::Text(TextKind::Term, id, content) => self.marker("term", id, content),
            Of::Text(TextKind::RecommendationHeading, id, content) => {
                self.marker("heading", id, content);
            }
            Of::Text(kind, id, content) => self.text(name_of(kind, name), id, content),
            Of::Role(id, words) => self.marker("role", id, &[Inline::Text(words.clone())]),
            Of::Blocks(container, blocks) => self.blocks(blocks, within(container, name)),
        }
    }

    /// A name in bold, then the details, as layout sets them.
    fn person(&mut self, person: &Person) {
        let mut content = person.name.clone();
        if !person.details.is_empty() {
            content.push(Inline::generated(self.comma, Generator::Separator));
            content.extend_from_slice(&person.details);
        }
        self.text("person", person.id, &content);
    }

    fn text(&mut self, kind: &'static str, id: ElementId, content: &[Inline]) {
        self.push(kind, (id, Part::Content), content);
    }

    fn marker(&mut self, kind: &'static str, id: ElementId, content: &[Inline]) {
        self.push(kind, (id, Part::Marker), content);
    }

    fn push(&mut self, kind: &'static str, key: Key, content: &[Inline]) {
        let mut text = Text { kind, pieces: Vec::new(), is_repeated: false };
        text.push(key, content, Format::default());
        if !text.pieces.is_empty() {
            self.texts.push(text);
        }
    }
}

fn name_of(kind: TextKind, paragraph: &'static str) -> &'static str {
    match kind {
        TextKind::Paragraph => paragraph,
        TextKind::Heading(_)
        | TextKind::BoxTitle
        | TextKind::RecommendationHeading
        | TextKind::ParticipantGroup => "heading",
        TextKind::LeadIn => "lead-in",
        TextKind::Quotation | TextKind::PullQuote => "quotation",
        TextKind::QuotationSource | TextKind::PullQuoteSource => "source of a quotation",
        TextKind::Caption => "caption",
        TextKind::Credit => "credit",
        TextKind::Cell => "cell",
        TextKind::Term => "term",
        TextKind::Work => "work cited",
        TextKind::IndexTerm => "entry of the index",
        TextKind::Person | TextKind::Participant => "person",
    }
}

fn within(container: Container, paragraph: &'static str) -> &'static str {
    match container {
        Container::Item => "item",
        Container::Recommendation => "recommendation",
        Container::Definition => "definition",
        Container::Cell => "cell",
        Container::Box => paragraph,
    }
}

impl Text {
    fn push(&mut self, key: Key, content: &[Inline], format: Format) {
        for inline in content {
            let own = inline.element().map_or(key, |id| (id, Part::Content));
            let leaf = match inline {
                Inline::Text(text) => Content::Text(text.clone()),
                Inline::NoteReference(reference) => Content::Note(reference.number.clone()),
                Inline::Equation(equation) => Content::Equation(equation.line.clone()),
                Inline::LineBreak => Content::LineBreak,
                Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Superscript(_)
                | Inline::Subscript(_)
                | Inline::Span(..)
                | Inline::Foreign { .. }
                | Inline::Link { .. }
                | Inline::CrossReference { .. } => {
                    self.push(own, inline.content(), styled(inline, format));
                    continue;
                }
            };
            self.pieces.push(Piece { key: own, content: leaf, format });
        }
    }
}

/// The format of the content of an inline.
fn styled(inline: &Inline, mut format: Format) -> Format {
    match inline {
        Inline::Strong(_) => format.strong = true,
        Inline::Emphasis(_) => format.emphasis = true,
        Inline::Superscript(_) => format.superscript = true,
        Inline::Subscript(_) => format.subscript = true,
        Inline::Text(_)
        | Inline::Equation(_)
        | Inline::NoteReference(_)
        | Inline::LineBreak
        | Inline::Span(
            SpanStyle::SmallCaps
            | SpanStyle::Strikeout
            | SpanStyle::Underline
            | SpanStyle::NoHyphens
            | SpanStyle::Code,
            _,
        )
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::CrossReference { .. } => {}
    }
    format
}
