//! Events → blocks.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::Front;
use super::callouts::{DIV, callout};
use super::spans::Span;
use crate::import::flat::{
    Block, BlockKind, Cell, Content, Inline, ListItem, Marker, NumberFormat, Place, Table, shown,
};
use crate::import::write::heading_name;
use crate::source::schema;

/// The text with the fences of pandoc's divs as comments of HTML, which begin a block of their own.
pub fn with_marked_divs(text: &str) -> String {
    let line = |line: &str| {
        let content = line.trim_end_matches(['\n', '\r']);
        let is_fence = content.starts_with(":::") && !content.contains("-->");
        match is_fence {
            true => format!("<!--{DIV}{}-->\n", content.trim_start_matches(':').trim()),
            false => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

impl Front<'_> {
    /// The blocks up to the end of what encloses them.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        while self.events.peek().is_some_and(|(event, _)| !matches!(event, Event::End(_))) {
            self.next_block(&mut out);
        }
        out
    }

    /// Reads a block; `false` if the tag begins an inline.
    fn block(&mut self, tag: Tag, place: Place, out: &mut Vec<Block>) -> bool {
        match tag {
            Tag::Paragraph => {
                self.events.next();
                self.paragraph(place, out);
            }
            Tag::Heading { level, id, .. } => {
                self.events.next();
                let Span { text, mut bookmarks, .. } = self.inlines(place);
                bookmarks.extend(id.map(|id| id.to_string()));
                bookmarks.push(heading_name(&shown(&text)));
                let kind = BlockKind::Heading { level: number(level), confidence: 100, text };
                out.push(Block { bookmarks, ..Block::new(place, kind) });
            }
            Tag::BlockQuote(_) => {
                self.events.next();
                let blocks = self.blocks();
                out.push(callout(place, blocks, &mut self.flat));
            }
            Tag::CodeBlock(kind) => {
                self.events.next();
                if let CodeBlockKind::Fenced(language) = kind {
                    self.drop(place, &language);
                }
                let text = self.plain();
                out.push(Block::new(place, BlockKind::Preformatted(text)));
            }
            Tag::HtmlBlock => {
                self.events.next();
                let text = self.plain();
                self.html_block(&text, place, out);
            }
            Tag::List(start) => {
                self.events.next();
                self.list(start, 0, out);
            }
            Tag::FootnoteDefinition(name) => {
                self.events.next();
                let index = self.note(&name);
                let blocks = self.blocks();
                if let Some(note) = self.flat.notes.get_mut(index) {
                    note.blocks.extend(blocks);
                }
            }
            Tag::Table(alignments) => {
                self.events.next();
                let table = self.table(&alignments);
                out.push(Block::new(place, BlockKind::Table(table)));
            }
            Tag::DefinitionList => {
                self.events.next();
                self.definitions(out);
            }
            Tag::MetadataBlock(_) => {
                self.events.next();
                let text = self.plain();
                self.metadata(&text, place);
            }
            Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => {
                self.events.next();
                out.extend(self.blocks());
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => return false,
        }
        self.end();
        true
    }

    /// Passes the end of a block.
    fn end(&mut self) {
        self.events.next_if(|(event, _)| matches!(event, Event::End(_)));
    }

    /// A paragraph, or inlines without one, as in a tight list.
    fn paragraph(&mut self, place: Place, out: &mut Vec<Block>) {
        let Span { mut text, bookmarks, figures } = self.inlines(place);
        // The signs of pandoc's captions, which are not words.
        let sign = [": ", "Table: "].into_iter().find(|sign| shown(&text).starts_with(sign));
        let is_below = matches!(out.last().map(|it| &it.kind), Some(BlockKind::Table(_)));
        let sign = sign.filter(|_| is_below);
        let is_caption = sign.is_some();
        if let (Some(Content::Text(first)), Some(sign)) =
            (text.first_mut().map(|it| &mut it.content), sign)
        {
            *first = first.trim_start_matches(sign).trim_start().to_owned();
        }
        let is_empty = shown(&text).trim().is_empty()
            && !text.iter().any(|it| matches!(it.content, Content::Note(_)));
        if !is_empty {
            let kind = BlockKind::Paragraph(text);
            let style = is_caption.then(|| "Caption".into());
            out.push(Block { style, bookmarks: bookmarks.clone(), ..Block::new(place, kind) });
        }
        let figures = figures.into_iter().map(BlockKind::Figure);
        let bookmarks = if is_empty { bookmarks } else { Vec::new() };
        out.extend(
            figures.map(|kind| Block { bookmarks: bookmarks.clone(), ..Block::new(place, kind) }),
        );
    }

    fn list(&mut self, start: Option<u64>, level: u8, out: &mut Vec<Block>) {
        self.lists += 1;
        let list = self.lists;
        let mut value = start.map(|start| u32::try_from(start).unwrap_or(1));
        while let Some((_, at)) =
            self.events.next_if(|(event, _)| matches!(event, Event::Start(Tag::Item)))
        {
            let marker = match value {
                None => Marker::Bullet,
                Some(value) => Marker::Ordered { format: NumberFormat::Decimal, value },
            };
            value = value.map(|value| value.saturating_add(1));
            let place = self.place(at.start);
            self.item(marker, (level, list), place, out);
            self.end();
        }
    }

    /// An item: its first paragraph with the marker, and what follows.
    fn item(
        &mut self,
        marker: Marker,
        (level, list): (u8, usize),
        place: Place,
        out: &mut Vec<Block>,
    ) {
        let mut marker = Some(marker);
        while let Some((event, _)) = self.events.peek() {
            match event.clone() {
                Event::End(_) => break,
                Event::Start(Tag::List(start)) => {
                    if let Some(marker) = marker.take() {
                        out.push(item(place, level, list, marker, Vec::new()));
                    }
                    self.events.next();
                    self.list(start, level.saturating_add(1), out);
                    self.end();
                }
                _ => {
                    let mut blocks = Vec::new();
                    self.next_block(&mut blocks);
                    for block in blocks {
                        match block.kind {
                            BlockKind::Paragraph(text) => {
                                let marker = marker.take().unwrap_or(Marker::Continued);
                                let kind = item(block.place, level, list, marker, text).kind;
                                out.push(Block { kind, ..block });
                            }
                            kind => {
                                if let Some(marker) = marker.take() {
                                    out.push(item(place, level, list, marker, Vec::new()));
                                }
                                out.push(Block { kind, ..block });
                            }
                        }
                    }
                }
            }
        }
        if let Some(marker) = marker {
            out.push(item(place, level, list, marker, Vec::new()));
        }
    }

    /// Reads the next block, which may become several.
    fn next_block(&mut self, out: &mut Vec<Block>) {
        let Some((event, at)) = self.events.peek().cloned() else { return };
        let place = self.place(at.start);
        match event {
            Event::Start(tag) => {
                if !self.block(tag, place, out) {
                    self.paragraph(place, out);
                }
            }
            Event::Rule => {
                self.events.next();
                out.push(Block::new(place, BlockKind::Rule));
            }
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::End(_)
            | Event::TaskListMarker(_) => self.paragraph(place, out),
        }
    }

    fn table(&mut self, alignments: &[Alignment]) -> Table {
        let align = alignments.iter().map(|alignment| match alignment {
            Alignment::None => None,
            Alignment::Left => Some(schema::Alignment::Start),
            Alignment::Center => Some(schema::Alignment::Centre),
            Alignment::Right => Some(schema::Alignment::End),
        });
        let mut table = Table { header_rows: 1, align: align.collect(), ..Table::default() };
        let begins = |event: &Event| matches!(event, Event::Start(Tag::TableHead | Tag::TableRow));
        while self.events.next_if(|(event, _)| begins(event)).is_some() {
            let mut row = Vec::new();
            while let Some((_, at)) =
                self.events.next_if(|(event, _)| matches!(event, Event::Start(Tag::TableCell)))
            {
                let place = self.place(at.start);
                let mut blocks = Vec::new();
                self.paragraph(place, &mut blocks);
                self.end();
                row.push(Cell { blocks, columns: 1, rows: 1, is_rotated: false });
            }
            self.end();
            table.rows.push(row);
        }
        table
    }

    fn definitions(&mut self, out: &mut Vec<Block>) {
        while let Some((Event::Start(tag), at)) = self.events.peek().cloned() {
            let place = self.place(at.start);
            self.events.next();
            if tag == Tag::DefinitionListTitle {
                let term = self.inlines(place).text;
                let kind = BlockKind::Definition { term, definition: Vec::new() };
                out.push(Block::new(place, kind));
            } else {
                let blocks = self.blocks();
                match out.last_mut().map(|block| &mut block.kind) {
                    Some(BlockKind::Definition { definition, .. }) => definition.extend(blocks),
                    Some(_) | None => out.extend(blocks),
                }
            }
            self.end();
        }
    }

    /// The text up to the end of a block without markup.
    fn plain(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) =
            self.events.next_if(|(event, _)| !matches!(event, Event::End(end) if is_block(*end)))
        {
            if let Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) = event {
                text.push_str(&part);
            }
        }
        text
    }
}

fn is_block(end: TagEnd) -> bool {
    matches!(end, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_))
}

fn item(place: Place, level: u8, list: usize, marker: Marker, text: Vec<Inline>) -> Block {
    Block::new(place, BlockKind::ListItem(ListItem { level, marker, list, text }))
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
