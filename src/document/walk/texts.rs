//! Visits the texts of a section in reading order, each with the element that it belongs to.

use crate::document::inline::{first_notes, plain_text};
use crate::document::{
    Block, Caption, ElementId, Inline, ListItem, Note, Paragraph, People, Recommendations, Section,
    Table,
};

/// Every text of a section and its subsections. A note follows the text that first refers to it;
/// its texts are among them. Lists that are made from the register and lists of works are not.
pub fn section(section: &Section, notes: &[Note], visit: &mut impl FnMut(ElementId, &str)) {
    Walk { notes, visit }.section(section);
}

struct Walk<'a, V> {
    notes: &'a [Note],
    visit: &'a mut V,
}

impl<V: FnMut(ElementId, &str)> Walk<'_, V> {
    fn section(&mut self, section: &Section) {
        section.heading.iter().for_each(|heading| self.text(heading.id, &heading.title));
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(block) => self.paragraph(block),
            Block::Heading(block) => self.text(block.id, &block.title),
            Block::List(block) => self.items(&block.items),
            Block::Recommendations(block) => self.recommendations(block),
            Block::People(block) => self.people(block),
            Block::Quotation(block) => {
                let paragraphs = block.paragraphs.iter().chain(&block.source);
                paragraphs.for_each(|paragraph| self.paragraph(paragraph));
            }
            Block::Table(block) => self.table(block),
            Block::Figure(block) => {
                self.caption(block.caption.as_ref());
                block.credit.iter().for_each(|credit| self.paragraph(credit));
            }
            Block::Box(block) => {
                block.title.iter().for_each(|title| self.paragraph(title));
                self.blocks(&block.blocks);
            }
            Block::Definitions { entries, .. } => {
                entries.iter().for_each(|entry| self.text(entry.id, &entry.meaning));
            }
            Block::Participants(_) | Block::Bibliography { .. } | Block::Index { .. } => {}
        }
    }

    fn items(&mut self, items: &[ListItem]) {
        items.iter().for_each(|item| self.blocks(&item.blocks));
    }

    fn recommendations(&mut self, list: &Recommendations) {
        list.lead.iter().for_each(|lead| self.paragraph(lead));
        self.items(&list.items);
    }

    fn people(&mut self, people: &People) {
        for person in people.groups.iter().flat_map(|group| &group.people) {
            (self.visit)(person.id, &person.name);
        }
    }

    fn table(&mut self, table: &Table) {
        self.caption(table.caption.as_ref());
        let cells = table.header.iter().chain(table.rows.iter().flatten());
        cells.for_each(|cell| self.text(cell.id, &cell.content));
        table.source.iter().for_each(|source| self.paragraph(source));
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        caption.iter().for_each(|caption| self.text(caption.id, &caption.content));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.text(paragraph.id, &paragraph.content);
    }

    fn text(&mut self, element: ElementId, content: &[Inline]) {
        (self.visit)(element, &plain_text(content));
        self.notes_of(content);
    }

    /// The notes that a text brings.
    fn notes_of(&mut self, content: &[Inline]) {
        for note in first_notes(content) {
            self.notes.get(note).iter().for_each(|note| self.blocks(&note.blocks));
        }
    }
}
