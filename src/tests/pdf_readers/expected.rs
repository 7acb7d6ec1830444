//! The blocks that a report should contain, from its document.

use crate::document::inline::{first_notes, plain_text};
use crate::document::{
    Block, Caption, Document, ElementId, Heading, HeadingPrefix, Inline, ListItem, ListMarker,
    NoteKind, Paragraph, Person, Section, Table,
};
use crate::layout::Part::{self, Content, Marker};

/// A block: its text, and the parts of elements that contain it on the pages.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its text, its label before it.
    pub text: String,
    /// The parts of elements that make it up.
    pub owners: Vec<(ElementId, Part)>,
}

/// The blocks in the order of the tags: notes follow the block with their first reference; lists of
/// contents and indexes are left out.
pub fn blocks(document: &Document) -> Vec<Expected> {
    let mut reader = Reader { document, out: Vec::new() };
    document.cover.lines().for_each(|line| reader.push(text(line), document.cover.id, line));
    let (before, after) = document.split_at_contents();
    before.iter().for_each(|section| reader.section(section));
    let contents = document.contents.iter();
    contents.for_each(|it| reader.push(text(&it.heading), it.id, &it.heading));
    after.iter().for_each(|section| reader.section(section));
    reader.out
}

struct Reader<'a> {
    document: &'a Document,
    out: Vec<Expected>,
}

impl Reader<'_> {
    /// Adds a block with the label and content of an element, including all elements in it.
    fn push(&mut self, text: String, element: ElementId, content: &[Inline]) {
        let mut elements = vec![element];
        inner_elements(content, &mut elements);
        let parts = |element| [(element, Marker), (element, Content)];
        self.out.push(Expected { text, owners: elements.into_iter().flat_map(parts).collect() });
    }

    /// Adds a block with only the label of an element.
    fn label(&mut self, text: &str, element: ElementId) {
        self.out.push(Expected { text: text.into(), owners: vec![(element, Marker)] });
    }

    fn section(&mut self, section: &Section) {
        section.heading.iter().for_each(|heading| self.heading(heading));
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|section| self.section(section));
    }

    /// Label and title; the separator is printed only where both are on one line.
    fn heading(&mut self, heading: &Heading) {
        let label = heading.prefix.as_ref().map(HeadingPrefix::text).unwrap_or_default();
        self.with_notes(&label, heading.id, &heading.title);
    }

    fn with_notes(&mut self, label: &str, element: ElementId, content: &[Inline]) {
        self.push(format!("{label}{}", text(content)), element, content);
        if self.document.note_kind == NoteKind::Footnotes {
            first_notes(content).into_iter().for_each(|note| self.note(note));
        }
    }

    fn note(&mut self, note: usize) {
        let note = &self.document.notes[note];
        self.label(&note.number, note.id);
        self.blocks(&note.blocks);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let number = paragraph.number.as_ref().map(ListMarker::text).unwrap_or_default();
        self.with_notes(&number, paragraph.id, &paragraph.content);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Heading(heading) => self.heading(heading),
            Block::List(list) => self.items(&list.items),
            Block::Recommendations(list) => {
                list.heading.iter().for_each(|label| self.label(&plain_text(label), list.id));
                list.lead.iter().for_each(|lead| self.paragraph(lead));
                self.items(&list.items);
            }
            Block::People(people) => {
                for group in &people.groups {
                    self.push(group.role.to_string(), group.id, &[]);
                    group.people.iter().for_each(|person| self.person(person));
                }
            }
            Block::Participants(participants) => {
                for group in &participants.groups {
                    let heading = group.heading.iter();
                    heading.for_each(|heading| self.push(plain_text(heading), group.id, &[]));
                    group.people.iter().for_each(|person| self.person(person));
                }
            }
            Block::Code(code) => self.paragraph(code),
            Block::Quotation(quotation) => {
                let all = quotation.paragraphs.iter().chain(&quotation.source);
                all.for_each(|paragraph| self.paragraph(paragraph));
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                let captions = figure.pictures.iter().filter_map(|it| it.caption.as_ref());
                captions.for_each(|caption| self.caption(caption));
                figure.caption.iter().for_each(|caption| self.caption(caption));
                figure.credit.iter().for_each(|credit| self.paragraph(credit));
            }
            Block::Equation(equation) => {
                let label = equation.label().unwrap_or_default();
                self.push(format!("{}{label}", equation.line), equation.id, &[]);
            }
            Block::Box(text_box) => {
                text_box.title.iter().for_each(|title| self.paragraph(title));
                self.blocks(&text_box.blocks);
            }
            Block::Definitions { entries, .. } => {
                for entry in entries {
                    self.label(&text(&entry.term), entry.id);
                    let first = self.out.len();
                    self.blocks(&entry.blocks);
                    // The term is a block in itself.
                    self.out[first].owners.retain(|owner| *owner != (entry.id, Marker));
                }
            }
            Block::Bibliography { entries, .. } => {
                entries.iter().for_each(|entry| self.paragraph(entry));
            }
            Block::Endnotes { notes, .. } => notes.clone().for_each(|note| self.note(note)),
            Block::Index { .. } => {}
        }
    }

    fn items(&mut self, items: &[ListItem]) {
        for item in items {
            self.label(&item.marker.text(), item.id);
            self.blocks(&item.blocks);
        }
    }

    fn person(&mut self, person: &Person) {
        let separator = if person.details.is_empty() { "" } else { ", " };
        let (name, details) = (plain_text(&person.name), plain_text(&person.details));
        self.push(format!("{name}{separator}{details}"), person.id, &[]);
    }

    fn caption(&mut self, caption: &Caption) {
        let label = format!("{}{}", caption.prefix(), caption.separator);
        self.with_notes(&label, caption.id, &caption.content);
    }

    fn table(&mut self, table: &Table) {
        table.caption.iter().for_each(|caption| self.caption(caption));
        let cells = table.all_rows().flatten();
        for cell in cells {
            self.with_notes("", cell.id, &cell.content);
            self.blocks(&cell.blocks);
        }
        table.below.iter().for_each(|text| self.paragraph(text));
    }
}

/// The text of inlines as printed, with the numbers of note references.
fn text(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.as_str().into(),
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner)
        | Inline::Span(_, inner)
        | Inline::Foreign { content: inner, .. }
        | Inline::Link { content: inner, .. }
        | Inline::CrossReference { content: inner, .. } => text(inner),
        Inline::NoteReference(mark) => mark.number.clone(),
        Inline::Equation(equation) => equation.line.as_str().into(),
        Inline::LineBreak => "\n".into(),
    }
}

/// The elements in a text: links, references, note references.
fn inner_elements(content: &[Inline], elements: &mut Vec<ElementId>) {
    for inline in content {
        elements.extend(inline.element());
        inner_elements(inline.content(), elements);
    }
}
