//! Document → for each element whose text stands on pages, the block that it belongs to and how
//! that block is set.

use crate::document::inline::{inlines_of, plain_text};
use crate::document::{
    Block, Container, Document, ElementId, Heading, Inline, NameKind, Paragraph, Part, Section,
    SectionKind, TextKind,
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
            block.parts(&mut |part| self.part(part));
            if let Block::Paragraph(paragraph) = block {
                self.lead_in(paragraph, blocks.get(index + 1));
            }
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
            Part::Name(kind, id, _) => self.name(kind, id),
            Part::Blocks(container, blocks) => self.nested(container, blocks),
        }
    }

    fn text(&mut self, kind: TextKind, id: ElementId, content: &[Inline]) {
        let styles = self.styles;
        let (role, style) = match kind {
            TextKind::Paragraph => (self.role, self.text),
            TextKind::Heading(level) => (Role::Heading, styles.heading(level)),
            TextKind::LeadIn => (Role::Text, &styles.recommendation_lead),
            TextKind::Quotation => (self.role, &styles.quotation),
            TextKind::QuotationSource => (self.role, &styles.quotation_source),
            TextKind::BoxTitle => (Role::Heading, &styles.box_title),
            TextKind::Caption => (Role::Piece, &styles.caption),
            TextKind::Credit => (Role::Piece, &styles.credit),
            TextKind::Cell => (Role::Piece, &styles.table_cell),
            TextKind::Term => (Role::Piece, &styles.term),
            TextKind::Work => (Role::Text, &styles.bibliography),
            TextKind::IndexTerm => (Role::Piece, &styles.index),
        };
        self.block_of(id, content, role, style);
        if let (TextKind::LeadIn, Some(Some(block))) = (kind, self.blocks.get_mut(id.0 as usize)) {
            block.leads_in = true;
        }
    }

    fn name(&mut self, kind: NameKind, id: ElementId) {
        let styles = self.styles;
        match kind {
            NameKind::RecommendationHeading => {
                self.put(id, Role::Heading, &styles.recommendation_heading);
            }
            NameKind::Role => {}
            NameKind::Person => self.put(id, Role::Piece, &styles.people),
            NameKind::ParticipantGroup => self.put(id, Role::Heading, &styles.participant_group),
            NameKind::Participant => self.put(id, Role::Piece, &styles.participant),
        }
    }

    fn nested(&mut self, container: Container, blocks: &[Block]) {
        let outer = (self.text, self.item);
        match container {
            Container::Item => self.text = self.item,
            Container::Definition => {}
            Container::Recommendation => self.text = &self.styles.recommendation,
            Container::Box => {
                (self.text, self.item) = (&self.styles.box_text, &self.styles.box_text);
            }
        }
        self.blocks(blocks);
        (self.text, self.item) = outer;
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
        inlines_of(content, &mut |inline| {
            if let Some(place) = inline.element().and_then(|id| self.blocks.get_mut(id.0 as usize))
            {
                *place = block;
            }
        });
    }
}
