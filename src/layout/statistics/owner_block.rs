//! Document → for each element with text, the block that contains it and how that block is set.

use crate::document::inline::{inlines_of, plain_text};
use crate::document::{
    Block, Container, Document, ElementId, Heading, Inline, NoteKind, Paragraph, Part, Section,
    SectionKind, TextKind,
};
use crate::templates::{Alignment, ParagraphStyle, Paragraphs};

/// The role of a block in the check of page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text, which must not leave widows and orphans.
    Text,
    /// A heading, which must not end a page.
    Heading,
    /// A paragraph of a footnote.
    Note,
    /// A short text that page breaks do not split: a table cell, a caption, a person.
    Unbroken,
}

/// A block of lines and how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnerBlock {
    /// Its element.
    pub element: ElementId,
    /// Its role.
    pub role: Role,
    /// Whether its lines are justified.
    pub justified: bool,
    /// Whether it is the lead-in of a list.
    pub leads_in: bool,
}

/// For each element, the block that contains it. Indexed by [`ElementId`].
pub struct OwnerBlocks(Vec<Option<OwnerBlock>>);

impl OwnerBlocks {
    /// Finds the blocks of a document.
    pub fn new(document: &Document, styles: &Paragraphs) -> OwnerBlocks {
        let blocks = vec![None; document.anchors.len()];
        let (text, item) = (&styles.body, &styles.list_item);
        let mut walk = Walk { styles, text, item, role: Role::Text, blocks };
        for section in &document.sections {
            let imprint = section.kind == SectionKind::Imprint;
            walk.text = if imprint { &styles.imprint } else { &styles.body };
            walk.section(section);
        }
        let role = match document.note_kind {
            NoteKind::Footnotes => Role::Note,
            NoteKind::Endnotes => Role::Text,
        };
        (walk.text, walk.item, walk.role) = (&styles.note, &styles.note, role);
        for note in &document.notes {
            walk.put(note.id, role, &styles.note);
            walk.blocks(&note.blocks);
        }
        OwnerBlocks(walk.blocks)
    }

    /// The block that contains an element's text; `None` for elements without text.
    pub fn of(&self, element: ElementId) -> Option<OwnerBlock> {
        *self.0.get(element.0 as usize)?
    }
}

struct Walk<'a> {
    styles: &'a Paragraphs,
    /// The style of paragraphs.
    text: &'a ParagraphStyle,
    /// The style of list items.
    item: &'a ParagraphStyle,
    /// The role of both.
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
            block.parts(&mut |part| self.part(part));
            if let Block::Paragraph(paragraph) = block {
                self.lead_in(paragraph, blocks.get(index + 1));
            }
            if let Block::Code(code) = block {
                self.unjustified(code.id);
            }
        }
    }

    /// The lines of code keep their width.
    fn unjustified(&mut self, id: ElementId) {
        if let Some(Some(block)) = self.blocks.get_mut(id.0 as usize) {
            block.justified = false;
        }
    }

    /// A paragraph that ends in a colon is a lead-in of a list, even if it is not marked as one.
    fn lead_in(&mut self, paragraph: &Paragraph, next: Option<&Block>) {
        let list = matches!(next, Some(Block::List(_) | Block::Recommendations(_)));
        let colon = plain_text(&paragraph.content).trim_end().ends_with(':');
        if let Some(Some(block)) = self.blocks.get_mut(paragraph.id.0 as usize) {
            block.leads_in = paragraph.leads_in || list && colon;
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Text(kind, id, content) => self.text(kind, id, content),
            Part::Role(..) => {}
            Part::Blocks(container, blocks) => self.nested(container, blocks),
        }
    }

    fn text(&mut self, kind: TextKind, id: ElementId, content: &[Inline]) {
        let role = match kind {
            TextKind::Paragraph
            | TextKind::Quotation
            | TextKind::QuotationSource
            | TextKind::PullQuote
            | TextKind::PullQuoteSource => self.role,
            TextKind::LeadIn | TextKind::Work => Role::Text,
            TextKind::Heading(_)
            | TextKind::BoxTitle
            | TextKind::RecommendationHeading
            | TextKind::ParticipantGroup => Role::Heading,
            TextKind::Caption
            | TextKind::Credit
            | TextKind::Cell
            | TextKind::Term
            | TextKind::IndexTerm
            | TextKind::Person
            | TextKind::Participant => Role::Unbroken,
        };
        let style = self.styles.of(kind, self.text);
        self.block_of(id, content, role, style);
        if let (TextKind::LeadIn, Some(Some(block))) = (kind, self.blocks.get_mut(id.0 as usize)) {
            block.leads_in = true;
        }
    }

    fn nested(&mut self, container: Container, blocks: &[Block]) {
        let outer = (self.text, self.item);
        match container {
            Container::Item => self.text = self.item,
            Container::Definition => {}
            Container::Cell => self.text = &self.styles.table_cell,
            Container::Recommendation => self.text = &self.styles.recommendation,
            Container::Box => {
                (self.text, self.item) = (&self.styles.box_text, &self.styles.box_text);
            }
        }
        self.blocks(blocks);
        (self.text, self.item) = outer;
    }

    /// Records a block and the elements of its inlines.
    fn block_of(&mut self, id: ElementId, content: &[Inline], role: Role, style: &ParagraphStyle) {
        self.put(id, role, style);
        let Some(block) = self.blocks.get(id.0 as usize).copied() else { return };
        self.inlines(content, block);
    }

    fn put(&mut self, element: ElementId, role: Role, style: &ParagraphStyle) {
        let justified = style.align == Alignment::Justified;
        if let Some(entry) = self.blocks.get_mut(element.0 as usize) {
            *entry = Some(OwnerBlock { element, role, justified, leads_in: false });
        }
    }

    fn inlines(&mut self, content: &[Inline], block: Option<OwnerBlock>) {
        inlines_of(content, &mut |inline| {
            if let Some(entry) = inline.element().and_then(|id| self.blocks.get_mut(id.0 as usize))
            {
                *entry = block;
            }
        });
    }
}
