//! Blocks other than lists and tables.

use super::super::object::text_string;
use super::build::Builder;
use super::tree::{Kid, Node};
use crate::document::{Block, Caption, ElementId, Figure, Paragraph, Quotation, TextBox};

impl Builder<'_> {
    /// Any block, then the notes that it brings.
    pub fn block(&mut self, block: &Block) -> Vec<Kid> {
        match block {
            Block::Paragraph(block) => self.paragraph(block),
            Block::Heading(block) => self.heading(block),
            Block::List(block) => vec![self.list(block)],
            Block::Recommendations(block) => vec![self.recommendations(block)],
            Block::People(block) => vec![self.people(block)],
            Block::Quotation(block) => vec![self.quotation(block)],
            Block::Table(block) => self.table(block),
            Block::Figure(block) => self.figure(block).into_iter().collect(),
            Block::Box(block) => vec![self.text_box(block)],
            Block::Definitions { entries, .. } => vec![self.definitions(entries)],
            Block::Bibliography { entries, .. } => vec![self.bibliography(entries)],
            Block::Participants(block) => self.participants(block),
            Block::Index { entries, .. } => vec![self.index(entries)],
        }
    }

    /// A paragraph, its number in it.
    pub fn paragraph(&mut self, paragraph: &Paragraph) -> Vec<Kid> {
        self.with_notes("P", paragraph.id, &paragraph.content)
    }

    fn quotation(&mut self, quotation: &Quotation) -> Kid {
        let paragraphs = quotation.paragraphs.iter().chain(&quotation.source);
        let kids = paragraphs.flat_map(|paragraph| self.paragraph(paragraph)).collect();
        Node::new("BlockQuote", kids).into()
    }

    /// Picture, caption and credit side by side, since what stands in a picture is not read where
    /// its alternative text is; nothing of a picture that only adorns.
    fn figure(&mut self, figure: &Figure) -> Option<Kid> {
        let mut kids = Vec::new();
        kids.extend(self.picture(figure.id, &figure.alternative));
        kids.extend(figure.caption.iter().map(|caption| self.caption(caption)));
        kids.extend(figure.credit.iter().flat_map(|credit| self.paragraph(credit)));
        (!kids.is_empty()).then(|| Node::new("Div", kids).into())
    }

    /// The picture of an element; nothing of one that only adorns.
    pub fn picture(&mut self, element: ElementId, alternative: &str) -> Option<Kid> {
        let picture = self.claims.content(element);
        if picture.is_empty() {
            return None;
        }
        let mut node = Node::new("Figure", picture);
        node.entries.set("Alt", text_string(alternative));
        if let Some(bounds) = self.claims.bounding_box(element) {
            node = node.with_attributes(bounds);
        }
        Some(node.into())
    }

    /// A caption with the notes that it brings.
    pub fn caption(&mut self, caption: &Caption) -> Kid {
        Node::new("Caption", self.with_notes("P", caption.id, &caption.content)).into()
    }

    fn text_box(&mut self, text_box: &TextBox) -> Kid {
        let mut kids: Vec<Kid> =
            text_box.title.iter().flat_map(|title| self.paragraph(title)).collect();
        kids.extend(self.blocks(&text_box.blocks));
        Node::new("Div", kids).into()
    }
}
