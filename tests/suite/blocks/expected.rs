//! The blocks that the tags of a report should hold, from its document.

use plenary::document::inline::first_notes;
use plenary::document::{
    Block, Caption, Cell, Document, Heading, Inline, Item, Note, Paragraph, Person, Section, Table,
};

/// The texts of blocks in the order of the tags: notes after the block with their first reference,
/// lists of contents and indexes left out.
pub fn blocks(document: &Document) -> Vec<String> {
    let mut reader = Reader { notes: &document.notes, out: Vec::new() };
    document.cover.lines().for_each(|line| reader.push(text(line)));
    let (before, after) = document.around_contents();
    before.iter().for_each(|section| reader.section(section));
    document.contents.iter().for_each(|contents| reader.push(text(&contents.heading)));
    after.iter().for_each(|section| reader.section(section));
    reader.out
}

struct Reader<'a> {
    notes: &'a [Note],
    out: Vec<String>,
}

impl Reader<'_> {
    fn push(&mut self, text: String) {
        self.out.push(text);
    }

    fn section(&mut self, section: &Section) {
        section.heading.iter().for_each(|heading| self.heading(heading));
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|section| self.section(section));
    }

    /// Label and title; the separator is printed only where both are on one line.
    fn heading(&mut self, heading: &Heading) {
        let label = heading.label.as_deref().unwrap_or_default();
        self.with_notes(label, &heading.title);
    }

    fn with_notes(&mut self, label: &str, content: &[Inline]) {
        self.push(format!("{label}{}", text(content)));
        let notes = self.notes;
        for note in first_notes(content).into_iter().map(|note| &notes[note]) {
            self.push(note.number.clone());
            self.blocks(&note.blocks);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.with_notes(paragraph.number.as_deref().unwrap_or_default(), &paragraph.content);
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
                list.label.iter().for_each(|label| self.push(label.clone()));
                list.lead.iter().for_each(|lead| self.paragraph(lead));
                self.items(&list.items);
            }
            Block::People(people) => {
                for group in &people.groups {
                    self.push(group.role.clone());
                    group.people.iter().for_each(|person| self.person(person));
                }
            }
            Block::Participants(participants) => {
                for group in &participants.groups {
                    group.heading.iter().for_each(|heading| self.push(heading.clone()));
                    group.people.iter().for_each(|person| self.person(person));
                }
            }
            Block::Quotation(quotation) => {
                let all = quotation.paragraphs.iter().chain(&quotation.source);
                all.for_each(|paragraph| self.paragraph(paragraph));
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                figure.caption.iter().for_each(|caption| self.caption(caption));
                figure.credit.iter().for_each(|credit| self.paragraph(credit));
            }
            Block::Box(text_box) => {
                text_box.title.iter().for_each(|title| self.paragraph(title));
                self.blocks(&text_box.blocks);
            }
            Block::Definitions { entries, .. } => {
                for entry in entries {
                    self.push(text(&entry.term));
                    self.with_notes("", &entry.meaning);
                }
            }
            Block::Bibliography { entries, .. } => {
                entries.iter().for_each(|entry| self.paragraph(entry));
            }
            Block::Index { .. } => {}
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.push(item.mark.clone());
            self.blocks(&item.blocks);
        }
    }

    fn person(&mut self, person: &Person) {
        let separator = if person.details.is_empty() { "" } else { ", " };
        self.push(format!("{}{separator}{}", person.name, person.details));
    }

    fn caption(&mut self, caption: &Caption) {
        self.with_notes(&format!("{}{}", caption.label, caption.separator), &caption.content);
    }

    fn table(&mut self, table: &Table) {
        table.caption.iter().for_each(|caption| self.caption(caption));
        let cells = table.header.iter().chain(table.rows.iter().flatten());
        cells.for_each(|cell: &Cell| self.with_notes("", &cell.content));
        table.source.iter().for_each(|source| self.paragraph(source));
    }
}

/// The text of inlines as printed, marks of notes with their numbers.
fn text(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner)
        | Inline::SmallCaps(inner)
        | Inline::Foreign { content: inner, .. }
        | Inline::Link { content: inner, .. }
        | Inline::CrossReference { content: inner, .. } => text(inner),
        Inline::NoteReference(mark) => mark.number.clone(),
        Inline::LineBreak => "\n".into(),
    }
}
