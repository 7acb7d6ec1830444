//! Resolves the blocks of a section.

use super::Resolver;
use super::citation_words::Cited;
use super::number::Number;
use super::reference::without_notes;
use super::typography::Typographer;
use crate::document::inline::plain_text;
use crate::document::{
    Block, Caption, CaptionKind, Definition, ElementId, Heading, Inline, ListKind, ListMarker,
    Paragraph, Placement, Quotation, SpanStyle, TextBox,
};
use crate::grammar::ReferenceKind;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{self, BlockKind, Text};

impl Resolver<'_> {
    /// The blocks of a section or box; `numbered` says whether its paragraphs count if the report
    /// numbers paragraphs.
    pub(super) fn blocks(&mut self, authored: &[schema::Block], numbered: bool) -> Vec<Block> {
        let numbered = numbered && self.report.options.numbered_paragraphs;
        let outer = self.points_of.take();
        let mut blocks = Vec::with_capacity(authored.len());
        let mut number = None;
        for block in authored {
            self.points_of.clone_from(&number);
            blocks.extend(self.block(block, numbered));
            if let Some(last) = blocks.last().filter(|last| !matches!(last, Block::List(_))) {
                number = last.paragraph_number().map(ListMarker::cited);
            }
        }
        self.points_of = outer;
        mark_lead_ins(&mut blocks);
        blocks
    }

    /// A block as one or more blocks of the document.
    pub(super) fn block(&mut self, block: &schema::Block, numbered: bool) -> Vec<Block> {
        let resolved = match &block.kind {
            BlockKind::Paragraph(block) => {
                Block::Paragraph(self.authored_paragraph(block, numbered))
            }
            BlockKind::Heading(block) => Block::Heading(self.sub_heading(block)),
            BlockKind::List(block) => Block::List(self.list(block)),
            BlockKind::Bullets(items) => Block::List(self.bullets(items)),
            BlockKind::Numbered(items) => Block::List(self.numbered(items)),
            BlockKind::Recommendations(block) => {
                Block::Recommendations(self.recommendations(block))
            }
            BlockKind::Quotation(block) => Block::Quotation(self.quotation(block)),
            BlockKind::Table(block) => Block::Table(self.table(block)),
            BlockKind::Figure(block) => self.figure(block),
            BlockKind::Equation(block) => self.display_equation(block),
            BlockKind::Box(block) => Block::Box(self.text_box(block)),
            BlockKind::Participants(block) => Block::Participants(self.participants(block)),
            BlockKind::Definitions(entries) => self.definitions(entries),
            BlockKind::Programme(programme) => return self.programme(programme, block.layout),
            BlockKind::Signature(signature) => return self.signature(signature, block.layout),
            BlockKind::Code(text) => Block::Code(self.code(text)),
        };
        self.place(resolved.id(), placement(block.layout));
        vec![resolved]
    }

    /// Records the placement of an element, unless it is the default.
    pub(super) fn place(&mut self, element: ElementId, placement: Placement) {
        if placement != Placement::default() {
            self.placements.insert(element, placement);
        }
    }

    fn authored_paragraph(&mut self, block: &schema::Paragraph, numbered: bool) -> Paragraph {
        let number = block.numbered.unwrap_or(numbered).then(|| self.counters.paragraph());
        let id = self.element(block.id.as_ref(), "p", block.text.as_str());
        if let (Some(author_id), Some(number)) = (&block.id, &number) {
            let cited = Cited::number(ReferenceKind::Paragraph, number.to_string());
            self.references.define(author_id, id, cited);
        }
        let content = self.inlines(&block.text);
        let number = number.map(|number| ListMarker::number(ListKind::Decimal, number));
        Paragraph { id, number, leads_in: false, content }
    }

    /// Preformatted text. A tab is four spaces; the line break at the end of a block scalar is left out.
    fn code(&mut self, text: &TracedString) -> Paragraph {
        let id = self.derived("code", text);
        let lines = text.trim_end_matches('\n').len();
        let mut content = Vec::new();
        let mut start = 0;
        for line in text.get(..lines).unwrap_or_default().split('\n') {
            if start > 0 {
                content.push(Inline::LineBreak);
            }
            let line = code_line(&text.part(start..start + line.len()));
            start += line_length(text, start);
            if !line.is_empty() {
                content.push(Inline::Text(line));
            }
        }
        let content = vec![Inline::Span(SpanStyle::Code, content)];
        Paragraph { id, number: None, leads_in: false, content }
    }

    /// An authored paragraph without number and id.
    pub(super) fn paragraph(&mut self, text: &Text) -> Paragraph {
        let id = self.derived("p", text.as_str());
        let content = self.inlines(text);
        Paragraph { id, number: None, leads_in: false, content }
    }

    /// A paragraph of resolved inlines.
    pub(super) fn plain_paragraph(&mut self, content: Vec<Inline>) -> Paragraph {
        let id = self.derived("p", &plain_text(&content));
        Paragraph { id, number: None, leads_in: false, content }
    }

    fn sub_heading(&mut self, block: &schema::SubHeading) -> Heading {
        let id = self.element(block.id.as_ref(), "h", block.text.as_str());
        let title = self.inlines(&block.text);
        if let Some(author_id) = &block.id {
            let words = self.quoted(&title);
            self.references.define(author_id, id, Cited::Words(words));
        }
        let running = self.raised(plain_text(&title).into());
        let separator = self.labels.heading_separator.clone();
        Heading { id, level: SUB_HEADING_LEVEL, prefix: None, separator, title, running }
    }

    fn quotation(&mut self, block: &schema::Quotation) -> Quotation {
        let first = block.text.0.first().map_or("", |text| text.as_str());
        let id = self.element(block.id.as_ref(), "quotation", first);
        if let Some(author_id) = &block.id {
            // It has neither a number nor a title, so references must give their own text.
            self.references.define(author_id, id, Cited::Words(Vec::new()));
        }
        let paragraphs = block.text.0.iter().map(|text| self.paragraph(text)).collect();
        let source = block.source.as_ref().map(|source| {
            let mut paragraph = self.paragraph(source);
            paragraph
                .content
                .insert(0, Inline::generated(self.labels.source_dash.clone(), Generator::Labels));
            paragraph
        });
        Quotation { id, paragraphs, source, pull: block.pull }
    }

    fn definitions(&mut self, authored: &[schema::Definition]) -> Block {
        let id =
            self.derived("definitions", authored.first().map_or("", |entry| entry.term.as_str()));
        let entries = authored.iter().map(|entry| self.definition(entry)).collect();
        Block::Definitions { id, entries }
    }

    fn definition(&mut self, authored: &schema::Definition) -> Definition {
        let id = self.element(authored.id.as_ref(), "term", authored.term.as_str());
        let term = self.inlines(&authored.term);
        if let Some(author_id) = &authored.id {
            self.references.define(author_id, id, Cited::Words(without_notes(&term)));
        }
        let mut definition = Definition::new(id, term, self.inlines(&authored.definition));
        let content = authored.content.iter().flat_map(|block| self.block(block, false));
        definition.blocks.extend(content);
        mark_lead_ins(&mut definition.blocks);
        definition
    }

    fn text_box(&mut self, block: &schema::TextBox) -> TextBox {
        let first = block.title.as_ref().map_or("", |title| title.as_str());
        let id = self.element(block.id.as_ref(), "box", first);
        let title = block.title.as_ref().map(|title| self.paragraph(title));
        if let Some(author_id) = &block.id {
            let words = title.as_ref().map(|title| self.quoted(&title.content));
            self.references.define(author_id, id, Cited::Words(words.unwrap_or_default()));
        }
        TextBox { id, title, blocks: self.blocks(&block.content, false) }
    }

    /// The caption of a table or figure. References to the element print the prefix of its caption. Without
    /// caption text or id, it has no number.
    pub(super) fn caption(
        &mut self,
        kind: CaptionKind,
        author_id: Option<&String>,
        element: ElementId,
        text: Option<&Text>,
    ) -> Option<Caption> {
        let is_numbered = text.is_some() || author_id.is_some();
        is_numbered.then(|| {
            let mut caption = self.caption_number(kind, author_id, element);
            self.fill_caption(&mut caption, text);
            caption
        })
    }

    /// Adds the text of a caption.
    pub(super) fn fill_caption(&mut self, caption: &mut Caption, text: Option<&Text>) {
        caption.separator = text.map_or("", |_| self.labels.caption_separator.as_str()).to_owned();
        caption.content = self.optional_inlines(text);
    }

    /// A caption with the next number, still without text.
    pub(super) fn caption_number(
        &mut self,
        kind: CaptionKind,
        author_id: Option<&String>,
        element: ElementId,
    ) -> Caption {
        let name = match kind {
            CaptionKind::Table => self.labels.before_number(&self.labels.table),
            CaptionKind::Figure => self.labels.before_number(&self.labels.figure),
        };
        let Number { ordinal: number, section: annex } =
            self.counters.caption(kind, self.style.sections.annex_captions);
        let own = annex.as_ref().map_or(String::new(), |annex| format!("{annex}."));
        let prefix = format!("{name}{own}{number}");
        if let Some(author_id) = author_id {
            let kind = match kind {
                CaptionKind::Table => ReferenceKind::Table,
                CaptionKind::Figure => ReferenceKind::Figure,
            };
            self.references.define(
                author_id,
                element,
                Cited::number(kind, format!("{own}{number}")),
            );
        }
        let id = self.derived("caption", &prefix);
        let continued = self.labels.continued.replace("{label}", &prefix);
        let (separator, content) = (String::new(), Vec::new());
        Caption { id, kind, name, annex, number, part: None, continued, separator, content }
    }
}

/// The length of a line with its line ending, in bytes.
fn line_length(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// A line of preformatted text. A space at its beginning or beside another space becomes a no-break
/// space, which nothing removes.
fn code_line(line: &TracedString) -> TracedString {
    let mut out = TracedString::with_capacity(line.len());
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        let at = at..at + character.len_utf8();
        let next = line.get(at.end..).and_then(|rest| rest.chars().next());
        match character {
            '\t' => out.push_substitute("\u{a0}\u{a0}\u{a0}\u{a0}", line, at),
            ' ' if before == ' ' || next == Some(' ') => out.push_substitute("\u{a0}", line, at),
            control if control.is_control() => {}
            _ => out.push_part(line, at),
        }
        before = character;
    }
    Typographer::new(None).print(&out)
}

/// The placement that the author requests.
pub(super) fn placement(layout: schema::Layout) -> Placement {
    Placement {
        page_break_before: layout.page_break_before,
        keep_together: layout.keep_together,
        keep_with_next: layout.keep_with_next,
        lines: layout.lines,
    }
}

/// The level of sub-headings: below those of subsections.
pub(super) const SUB_HEADING_LEVEL: u8 = 3;

/// Marks the paragraphs before lists as lead-ins.
pub(super) fn mark_lead_ins(blocks: &mut [Block]) {
    for index in 1..blocks.len() {
        let (before, after) = blocks.split_at_mut(index);
        let leads = after.first().is_some_and(Block::needs_lead_in);
        if let (true, Some(Block::Paragraph(paragraph))) = (leads, before.last_mut()) {
            paragraph.leads_in = true;
        }
    }
}
