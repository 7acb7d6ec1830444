//! Sections and their blocks.

use super::{Inventory, LayoutRequest, Matter, SectionEntry, TextKind};
use crate::source::schema::{
    Block, BlockKind, Definition, Figure, Item, Layout, ListStyle, Paragraph, Participants,
    Quotation, Recommendations, Section, SectionKind, SubHeading, Table, Text, TextBox,
};
use crate::yaml::tree::Node;

impl<'a> Inventory<'a> {
    pub(super) fn sections_of(
        &mut self,
        sections: &'a [Section],
        node: &'a Node<'a>,
        matter: Matter,
        depth: usize,
        parent: Option<SectionKind>,
    ) {
        for (index, section) in sections.iter().enumerate() {
            self.section(SectionEntry { section, node: node.item(index), matter, depth, parent });
        }
    }

    pub(super) fn section(&mut self, placed: SectionEntry<'a>) {
        let SectionEntry { section, node, matter, depth, .. } = placed;
        self.sections.push(placed);
        let optional = [("title", &section.title), ("short_title", &section.short_title)];
        self.optional(&optional, node);
        let prefixed = section.kind == SectionKind::Panel
            || (matter == Matter::Back && depth == 1)
            || matter == Matter::Front;
        let citable = prefixed || section.title.is_some();
        self.id(&section.id, node, (!citable).then_some("a section without a title"));
        for (index, organiser) in section.co_organisers.iter().enumerate() {
            self.text(organiser, node.key("co_organisers").item(index));
        }
        let numbered = matter == Matter::Body && self.report.options.numbered_paragraphs;
        self.blocks(&section.content, node.key("content"), numbered);
        self.layout(section.layout, node, false);
        let kind = Some(section.kind);
        self.sections_of(&section.sections, node.key("sections"), matter, depth + 1, kind);
    }

    /// `numbered` says whether paragraphs that have no `numbered` field are numbered.
    fn blocks(&mut self, blocks: &'a [Block], node: &'a Node<'a>, numbered: bool) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, node.item(index), numbered);
        }
    }

    fn block(&mut self, block: &'a Block, node: &'a Node<'a>, numbered: bool) {
        self.layout(block.layout, node, matches!(block.kind, BlockKind::Paragraph(_)));
        match &block.kind {
            BlockKind::Paragraph(block) => self.paragraph(block, node.key("paragraph"), numbered),
            BlockKind::Heading(block) => self.sub_heading(block, node.key("heading")),
            BlockKind::List(block) => {
                let node = node.key("list");
                self.starts.extend(block.start.map(|start| (start, node.key("start"))));
                self.items(&block.items, node.key("items"), block.style != ListStyle::Bulleted);
            }
            BlockKind::Bullets(items) => self.items(items, node.key("bullets"), false),
            BlockKind::Numbered(items) => self.items(items, node.key("numbered"), true),
            BlockKind::Recommendations(block) => {
                self.recommendations(block, node.key("recommendations"));
            }
            BlockKind::Quotation(block) => self.quotation(block, node.key("quotation")),
            BlockKind::Table(block) => self.table(block, node.key("table")),
            BlockKind::Figure(block) => self.figure(block, node.key("figure")),
            BlockKind::Box(block) => self.text_box(block, node.key("box")),
            BlockKind::Participants(block) => self.participants(block, node.key("participants")),
            BlockKind::Definitions(entries) => self.definitions(entries, node.key("definitions")),
        }
    }

    fn layout(&mut self, layout: Layout, node: &'a Node<'a>, has_lines: bool) {
        if layout != Layout::default() {
            let (node, in_box) = (node.key("layout"), self.boxed);
            self.layouts.push(LayoutRequest { layout, node, has_lines, in_box });
        }
    }

    fn participants(&mut self, block: &'a Participants, node: &'a Node<'a>) {
        self.participants.push((block, node));
        self.id(&block.id, node, Some("a list of participants"));
        if let Some(people) = &block.people {
            self.collections.push(("this list", people.len(), node.key("people")));
        }
    }

    fn paragraph(&mut self, block: &'a Paragraph, node: &'a Node<'a>, numbered: bool) {
        self.text(&block.text, node.key("text"));
        let numbered = block.numbered.unwrap_or(numbered);
        self.id(&block.id, node, (!numbered).then_some("a paragraph without a number"));
    }

    fn sub_heading(&mut self, block: &'a SubHeading, node: &'a Node<'a>) {
        self.text(&block.text, node.key("text"));
        self.id(&block.id, node, None);
    }

    fn recommendations(&mut self, block: &'a Recommendations, node: &'a Node<'a>) {
        self.recommendations.push((block, node));
        self.optional(&[("label", &block.label), ("lead", &block.lead)], node);
        self.id(&block.id, node, None);
        self.items(&block.items, node.key("items"), true);
    }

    fn items(&mut self, items: &'a [Item], node: &'a Node<'a>, numbered: bool) {
        self.collections.push(("this list", items.len(), node));
        for (index, item) in items.iter().enumerate() {
            let node = node.item(index);
            self.text(&item.text, node.key("text"));
            self.id(&item.id, node, (!numbered).then_some("an item with a bullet"));
            self.layout(item.layout, node, true);
            self.blocks(&item.content, node.key("content"), false);
        }
    }

    fn definitions(&mut self, entries: &'a [Definition], node: &'a Node<'a>) {
        self.collections.push(("this list", entries.len(), node));
        for (index, entry) in entries.iter().enumerate() {
            let node = node.item(index);
            self.text(&entry.term, node.key("term"));
            self.text(&entry.definition, node.key("definition"));
            self.id(&entry.id, node, None);
            self.blocks(&entry.content, node.key("content"), false);
        }
    }

    fn quotation(&mut self, block: &'a Quotation, node: &'a Node<'a>) {
        self.id(&block.id, node, Some("a quotation"));
        self.texts_of(&block.text, node.key("text"));
        self.collections.push(("this quotation", block.text.0.len(), node.key("text")));
        self.optional(&[("source", &block.source)], node);
    }

    fn table(&mut self, block: &'a Table, node: &'a Node<'a>) {
        self.tables.push((block, node));
        self.collections.push(("the header", block.header.len(), node.key("header")));
        self.collections.push(("this table", block.rows.len(), node.key("rows")));
        self.id(&block.id, node, None);
        self.optional(&[("caption", &block.caption), ("source", &block.source)], node);
        self.cells(&block.header, node.key("header"));
        for (index, row) in block.rows.iter().enumerate() {
            self.cells(row, node.key("rows").item(index));
        }
    }

    fn cells(&mut self, cells: &'a [Text], node: &'a Node<'a>) {
        for (index, cell) in cells.iter().enumerate() {
            self.push_marked(cell, node.item(index), TextKind::Cell);
        }
    }

    fn figure(&mut self, block: &'a Figure, node: &'a Node<'a>) {
        self.figures.push((block, node));
        self.id(&block.id, node, None);
        self.push(&block.image, node.key("image"), TextKind::Unseen);
        self.unseen(&block.alt, node.key("alt"));
        self.optional(&[("caption", &block.caption), ("credit", &block.credit)], node);
    }

    fn text_box(&mut self, block: &'a TextBox, node: &'a Node<'a>) {
        self.id(&block.id, node, block.title.is_none().then_some("a box without a title"));
        self.optional(&[("title", &block.title)], node);
        self.collections.push(("this box", block.content.len(), node.key("content")));
        let around = std::mem::replace(&mut self.boxed, true);
        self.blocks(&block.content, node.key("content"), false);
        self.boxed = around;
    }
}
