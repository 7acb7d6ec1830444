//! Sections and their blocks.

use super::{Id, Inventory, LayoutRequest, Matter, SectionEntry, TextKind};
use crate::grammar::ReferenceKind;
use crate::source::schema::parts::{Cited, Content, Parts};
use crate::source::schema::{Block, BlockKind, Layout, Section, SectionKind, Signature};
use crate::yaml::tree::Node;

impl<'a> Inventory<'a> {
    pub(super) fn sections_of(
        &mut self,
        sections: impl IntoIterator<Item = &'a Section>,
        node: &'a Node<'a>,
        matter: Matter,
        depth: usize,
        parent: Option<SectionKind>,
    ) {
        for (index, section) in sections.into_iter().enumerate() {
            self.section(SectionEntry { section, node: node.item(index), matter, depth, parent });
        }
    }

    pub(super) fn section(&mut self, placed: SectionEntry<'a>) {
        let SectionEntry { section, node, matter, depth, .. } = placed;
        let first = self.texts.len();
        self.sections.push(placed);
        let optional = [
            ("title", &section.title),
            ("label", &section.label),
            ("short_title", &section.short_title),
        ];
        self.optional(&optional, node);
        self.id(&section.id, node, cited(&placed), (placed.kind(), first));
        for (index, organiser) in section.co_organisers.iter().enumerate() {
            self.text(organiser, node.key("co_organisers").item(index));
        }
        let numbered = matter == Matter::Body && self.report.options.numbered_paragraphs;
        self.walk(&section.content, node.key("content"), numbered);
        self.layout(section.layout, node, false);
        let kind = Some(section.kind);
        self.sections_of(&section.sections, node.key("sections"), matter, depth + 1, kind);
    }

    /// `numbered` says whether paragraphs that have no `numbered` field are numbered.
    fn walk(&mut self, blocks: &'a [Block], node: &'a Node<'a>, numbered: bool) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, node.item(index), numbered);
        }
    }

    fn block(&mut self, block: &'a Block, node: &'a Node<'a>, numbered: bool) {
        self.layout(block.layout, node, matches!(block.kind, BlockKind::Paragraph(_)));
        let entry = Block::entry(node);
        let kind = entry.map_or("paragraph", |entry| entry.key.as_ref());
        let node = entry.map_or(node, |entry| &entry.value);
        self.blocks.push((&block.kind, node));
        if let BlockKind::Signature(Signature { picture: Some(picture), .. }) = &block.kind {
            self.picture(picture, node.key("picture"));
        }
        let boxed = self.boxed;
        self.boxed |= matches!(block.kind, BlockKind::Box(_));
        self.parts(block.kind.parts(numbered), node, kind);
        self.boxed = boxed;
    }

    fn parts(&mut self, parts: Parts<'a>, parent: &'a Node<'a>, kind: &'a str) {
        let (mut own, first) = (None, self.texts.len());
        for part in parts.0 {
            let node = part.node(parent);
            match part.content {
                Content::Id(id, cited) => {
                    own = Some(self.ids.len());
                    self.ids.push(Id { id, node, cited, kind, texts: first..first });
                }
                Content::Text(text) | Content::Override(text) => self.text(text, node),
                Content::Cell(text, _) => self.push_marked(text, node, TextKind::Cell),
                Content::Code(text) => self.push(text, node, TextKind::Code),
                Content::Equation(latex) => self.equations.push((latex, node)),
                Content::Alternative(text) | Content::File(text) => {
                    self.push(text, node, TextKind::Unseen);
                }
                Content::People(..) => {}
                Content::Layout(layout) => self.layout(layout, parent, true),
                Content::Collection(name, count) => self.collections.push((name, count, node)),
                Content::Entry(of, parts) => self.parts(parts, node, of.name()),
                Content::Blocks(blocks) => self.walk(blocks, node, false),
            }
        }
        let last = self.texts.len();
        if let Some(id) = own.and_then(|own| self.ids.get_mut(own)) {
            id.texts = first..last;
        }
    }

    fn layout(&mut self, layout: Layout, node: &'a Node<'a>, has_lines: bool) {
        if layout != Layout::default() {
            let (node, in_box) = (node.key("layout"), self.boxed);
            self.layouts.push(LayoutRequest { layout, node, has_lines, in_box });
        }
    }
}

/// How `[#id]` cites a section. The template decides whether it has a number.
fn cited(placed: &SectionEntry) -> Cited {
    let SectionEntry { section, matter, depth, .. } = placed;
    match (section.kind, matter) {
        _ if section.label.is_some() => Cited::Title,
        (SectionKind::Panel, _) => Cited::Number(ReferenceKind::Panel),
        (_, Matter::Back) if *depth == 1 => Cited::Number(ReferenceKind::Annex),
        (_, Matter::Front) => Cited::Title,
        (SectionKind::Conclusion, _) if section.title.is_none() => Cited::Title,
        _ if section.title.is_some() => Cited::Number(ReferenceKind::Section),
        _ => Cited::Not("a section without a title"),
    }
}
