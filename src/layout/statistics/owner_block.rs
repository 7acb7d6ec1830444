//! Document → for each element whose text stands on pages, the block that it belongs to and how
//! that block is set.

use crate::document::inline::plain_text;
use crate::document::{
    Block, Caption, Document, ElementId, Heading, Inline, ListItem, Paragraph, Participants,
    Recommendations, Section, SectionKind, Table,
};
use crate::templates::{Alignment, ParagraphStyle, Paragraphs};

/// What a block is to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text, whose lines must not be left alone.
    Text,
    /// What must not stand at the foot of a page: headings, labels.
    Heading,
    /// A paragraph of a footnote.
    Note,
    /// Short texts that are kept together: cells, captions, people.
    Piece,
}

/// A block of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnerBlock {
    /// Its element.
    pub block: ElementId,
    /// What it is to a page.
    pub role: Role,
    /// Whether its lines are spread to the measure.
    pub justified: bool,
    /// Whether a list follows that it leads into.
    pub leads_in: bool,
}

/// The blocks of a document's elements.
pub struct OwnerBlocks(Vec<Option<OwnerBlock>>);

impl OwnerBlocks {
    /// Finds the block of everything.
    pub fn new(document: &Document, styles: &Paragraphs) -> OwnerBlocks {
        let blocks = vec![None; document.anchors.len()];
        let (text, item) = (&styles.body, &styles.list_item);
        let mut walk = Walk { styles, text, item, role: Role::Text, blocks };
        for section in &document.sections {
            let imprint = section.kind == SectionKind::Imprint;
            walk.text = if imprint { &styles.imprint } else { &styles.body };
            walk.section(section);
        }
        (walk.text, walk.item, walk.role) = (&styles.note, &styles.note, Role::Note);
        for note in &document.notes {
            walk.put(note.id, Role::Note, &styles.note);
            walk.blocks(&note.blocks);
        }
        OwnerBlocks(walk.blocks)
    }

    /// The block that an element's text stands in; `None` for elements without text of their own.
    pub fn of(&self, element: ElementId) -> Option<OwnerBlock> {
        *self.0.get(element.0 as usize)?
    }
}

struct Walk<'a> {
    styles: &'a Paragraphs,
    /// How paragraphs are set here.
    text: &'a ParagraphStyle,
    /// How items of lists are set here.
    item: &'a ParagraphStyle,
    /// What they are here.
    role: Role,
    blocks: Vec<Option<OwnerBlock>>,
}

impl<'a> Walk<'a> {
    fn section(&mut self, section: &Section) {
        section.heading.iter().for_each(|heading| self.heading(heading));
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn heading(&mut self, heading: &Heading) {
        let style = self.styles.heading(heading.level);
        self.block_of(heading.id, &heading.title, Role::Heading, style);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block);
            if let (Block::Paragraph(paragraph), Some(next)) = (block, blocks.get(index + 1)) {
                self.lead_in(paragraph, next);
            }
        }
    }

    /// A paragraph that ends in a colon before a list leads into it, whatever else is believed.
    fn lead_in(&mut self, paragraph: &Paragraph, next: &Block) {
        let list = matches!(next, Block::List(_) | Block::Recommendations(_));
        let colon = plain_text(&paragraph.content).trim_end().ends_with(':');
        if let Some(Some(block)) = self.blocks.get_mut(paragraph.id.0 as usize) {
            block.leads_in |= list && colon;
        }
    }

    fn block(&mut self, block: &Block) {
        let styles = self.styles;
        match block {
            Block::Paragraph(block) => self.paragraph(block, self.role, self.text),
            Block::Heading(block) => self.heading(block),
            Block::List(block) => self.items(&block.items, self.item),
            Block::Recommendations(block) => self.recommendations(block),
            Block::People(block) => {
                for person in block.groups.iter().flat_map(|group| &group.people) {
                    self.put(person.id, Role::Piece, &styles.people);
                }
            }
            Block::Participants(block) => self.participants(block),
            Block::Quotation(block) => {
                let quoted = block.paragraphs.iter().map(|inner| (inner, &styles.quotation));
                let source = block.source.iter().map(|inner| (inner, &styles.quotation_source));
                quoted
                    .chain(source)
                    .for_each(|(text, style)| self.paragraph(text, self.role, style));
            }
            Block::Table(block) => self.table(block),
            Block::Figure(block) => {
                self.caption(block.caption.as_ref());
                self.credit(block.credit.as_ref());
            }
            Block::Box(block) => {
                block
                    .title
                    .iter()
                    .for_each(|title| self.paragraph(title, Role::Heading, &styles.box_title));
                let outer = (self.text, self.item);
                (self.text, self.item) = (&styles.box_text, &styles.box_text);
                self.blocks(&block.blocks);
                (self.text, self.item) = outer;
            }
            Block::Definitions { entries, .. } => entries
                .iter()
                .for_each(|entry| self.block_of(entry.id, &entry.meaning, self.role, self.text)),
            Block::Index { entries, .. } => {
                entries.iter().for_each(|entry| self.put(entry.id, Role::Piece, &styles.index))
            }
            Block::Bibliography { entries, .. } => entries
                .iter()
                .for_each(|entry| self.paragraph(entry, Role::Text, &styles.bibliography)),
        }
    }

    fn items(&mut self, items: &[ListItem], style: &'a ParagraphStyle) {
        let outer = std::mem::replace(&mut self.text, style);
        items.iter().for_each(|item| self.blocks(&item.blocks));
        self.text = outer;
    }

    fn recommendations(&mut self, list: &Recommendations) {
        self.put(list.id, Role::Heading, &self.styles.recommendation_heading);
        if let Some(lead) = &list.lead {
            self.paragraph(lead, Role::Text, &self.styles.recommendation_lead);
            if let Some(Some(block)) = self.blocks.get_mut(lead.id.0 as usize) {
                block.leads_in = true;
            }
        }
        self.items(&list.items, &self.styles.recommendation);
    }

    fn participants(&mut self, list: &Participants) {
        for group in &list.groups {
            self.put(group.id, Role::Heading, &self.styles.participant_group);
            for person in &group.people {
                self.put(person.id, Role::Piece, &self.styles.participant);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.caption(table.caption.as_ref());
        for cell in table.header.iter().chain(table.rows.iter().flatten()) {
            self.block_of(cell.id, &cell.content, Role::Piece, &self.styles.table_cell);
        }
        self.credit(table.source.as_ref());
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        if let Some(caption) = caption {
            self.block_of(caption.id, &caption.content, Role::Piece, &self.styles.caption);
        }
    }

    fn credit(&mut self, credit: Option<&Paragraph>) {
        if let Some(credit) = credit {
            self.paragraph(credit, Role::Piece, &self.styles.credit);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, role: Role, style: &ParagraphStyle) {
        self.block_of(paragraph.id, &paragraph.content, role, style);
        if let Some(Some(block)) = self.blocks.get_mut(paragraph.id.0 as usize) {
            block.leads_in = paragraph.leads_in;
        }
    }

    /// An element with inlines of its own, which live in it.
    fn block_of(&mut self, id: ElementId, content: &[Inline], role: Role, style: &ParagraphStyle) {
        self.put(id, role, style);
        let Some(block) = self.blocks.get(id.0 as usize).copied() else { return };
        self.inlines(content, block);
    }

    fn put(&mut self, block: ElementId, role: Role, style: &ParagraphStyle) {
        let justified = style.align == Alignment::Justified;
        if let Some(place) = self.blocks.get_mut(block.0 as usize) {
            *place = Some(OwnerBlock { block, role, justified, leads_in: false });
        }
    }

    fn inlines(&mut self, content: &[Inline], block: Option<OwnerBlock>) {
        for inline in content {
            if let Some(place) = inline.element().and_then(|id| self.blocks.get_mut(id.0 as usize))
            {
                *place = block;
            }
            self.inlines(inline.content(), block);
        }
    }
}
