//! Blocks other than lists, tables and people.

use super::Context;
use super::flow_item::{
    Background, FlowItem, band, begin, hold, keep_next, landscape_insert, shift, space,
};
use crate::document::inline::plain_text;
use crate::document::{
    Block, Caption, Definition, ElementId, Figure, Inline, Paragraph, Placement, Quotation, TextBox,
};
use crate::layout::pagination::{NEVER, Opening};
use crate::layout::{Artifact, Item, Owner, Part, Rect};
use crate::templates::{Alignment, Colour, ParagraphStyle};

/// No picture is higher than this share of the text.
const TALLEST_PICTURE: f32 = 0.7;

/// What it costs to break what had better stay whole.
pub const WHOLE: f32 = 1500.0;

impl Context<'_> {
    /// Any block, with what the editor asks of the pages for it.
    pub fn block(&self, block: &Block, width: f32) -> Vec<FlowItem> {
        let mut flow = self.block_as_it_is(block, width);
        wish(&mut flow, self.document.placement(block.id()));
        flow
    }

    fn block_as_it_is(&self, block: &Block, width: f32) -> Vec<FlowItem> {
        let body = &self.style.paragraphs.body;
        match block {
            Block::Paragraph(block) => self.paragraph(block, body, width),
            Block::Heading(block) => self.heading(block, width),
            Block::List(block) => self.list(block, width),
            Block::Recommendations(block) => self.recommendations(block, width),
            Block::People(block) => self.people(block, width),
            Block::Participants(block) => self.participants(block, width),
            Block::Quotation(block) => self.quotation(block, width),
            Block::Table(block) if block.wide => {
                vec![landscape_insert(self.table(block, self.landscape().width))]
            }
            Block::Table(block) => self.table(block, width),
            Block::Figure(block) => self.figure(block, width),
            Block::Box(block) => self.text_box(block, width),
            Block::Definitions { id, entries } => begun(*id, self.definitions(entries, width)),
            Block::Bibliography { id, entries } => begun(*id, self.bibliography(entries, width)),
            Block::Index { id, entries } => self.index(*id, entries, self.map, width),
        }
    }

    fn quotation(&self, quotation: &Quotation, width: f32) -> Vec<FlowItem> {
        let style = &self.style.paragraphs;
        let mut flow: Vec<FlowItem> = quotation
            .paragraphs
            .iter()
            .flat_map(|paragraph| self.paragraph(paragraph, &style.quotation, width))
            .collect();
        if let Some(source) = &quotation.source {
            keep_next(&mut flow);
            let source = self.paragraph(source, &style.quotation_source, width);
            if let Some(last) = flow.last_mut() {
                last.after = 0.0;
            }
            flow.extend(source);
        }
        begin(&mut flow, quotation.id);
        flow
    }

    fn figure(&self, figure: &Figure, width: f32) -> Vec<FlowItem> {
        let image = self.document.image(figure.image);
        let ratio = image.height_px as f32 / image.width_px.max(1) as f32;
        let mut size = (width * figure.width, width * figure.width * ratio);
        let tallest = self.text_height() * TALLEST_PICTURE;
        if size.1 > tallest {
            size = (size.0 * tallest / size.1, tallest);
        }
        let rect = Rect { x: 0.0, y: 0.0, width: size.0, height: size.1 };
        let owner = match figure.decorative {
            true => Owner::Artifact(Artifact::Layout),
            false => Owner::Element(figure.id, Part::Content),
        };
        let item = Item::Image { rect, window: None, image: figure.image, owner };
        let mut flow = vec![FlowItem::new(size.1, vec![item])];
        if let Some(caption) = &figure.caption {
            flow.extend(self.caption(
                caption,
                figure_caption(&self.style.paragraphs.caption),
                width,
            ));
        }
        flow.extend(self.credit(figure.credit.as_ref(), width));
        hold(&mut flow, NEVER);
        let grid = self.style.page.grid_pt;
        space(&mut flow, grid, grid);
        begin(&mut flow, figure.id);
        flow
    }

    /// A caption: its label in bold, then its text.
    pub fn caption(&self, caption: &Caption, style: ParagraphStyle, width: f32) -> Vec<FlowItem> {
        let label = Inline::Text(format!("{}{}", caption.prefix(), caption.separator).into());
        let mut content = vec![Inline::Strong(vec![label])];
        content.extend(caption.content.iter().cloned());
        self.lines(caption.id, &content, &style, width)
    }

    /// A source or credit, kept with what stands above it.
    pub fn credit(&self, credit: Option<&Paragraph>, width: f32) -> Vec<FlowItem> {
        let style = &self.style.paragraphs.credit;
        credit.map(|credit| self.paragraph(credit, style, width)).unwrap_or_default()
    }

    fn text_box(&self, text_box: &TextBox, width: f32) -> Vec<FlowItem> {
        let padding = self.style.boxes.padding_pt;
        let inner = width - 2.0 * padding;
        let styles = &self.style.paragraphs;
        let mut flow = Vec::new();
        if let Some(title) = &text_box.title {
            flow.extend(self.paragraph(title, &styles.box_title, inner));
            hold(&mut flow, NEVER);
            keep_next(&mut flow);
        }
        let context = self.in_box();
        let context = Context { style: &context, ..*self };
        flow.extend(text_box.blocks.iter().flat_map(|block| context.block(block, inner)));
        shift(&mut flow, padding);
        for item in &mut flow {
            (item.row.opening, item.row.closing) = (padding, padding);
        }
        band(
            &mut flow,
            Background { element: text_box.id, x: 0.0, width, padding, colour: Colour::Tint },
        );
        let gap = self.style.page.grid_pt + padding;
        space(&mut flow, gap, gap);
        begin(&mut flow, text_box.id);
        flow
    }

    /// The template as it is within boxes: text and items are set as the text of boxes.
    fn in_box(&self) -> crate::templates::Style {
        let mut style = self.style.clone();
        let text = style.paragraphs.box_text.clone();
        style.paragraphs.list_item = ParagraphStyle { after_pt: 0.0, ..text.clone() };
        style.paragraphs.body = text;
        style
    }

    fn definitions(&self, entries: &[Definition], width: f32) -> Vec<FlowItem> {
        let gap = self.style.lists.indent_pt;
        let widths = entries.iter().map(|entry| self.term_width(entry) + gap);
        let fitting = widths.filter(|it| *it <= width / 3.0);
        let indent = fitting.reduce(f32::max).unwrap_or(2.0 * gap);
        entries.iter().flat_map(|entry| self.definition(entry, indent, width)).collect()
    }

    /// A definition beside its term, or below a term that is wider than the indent.
    fn definition(&self, entry: &Definition, indent: f32, width: f32) -> Vec<FlowItem> {
        let body = &self.style.paragraphs.body;
        let text = ParagraphStyle { after_pt: body.after_pt / 2.0, ..body.clone() };
        let block = |block: &Block| match block.as_paragraph() {
            Some(paragraph) => self.paragraph(paragraph, &text, width - indent),
            None => self.block(block, width - indent),
        };
        let mut flow: Vec<FlowItem> = entry.blocks.iter().flat_map(block).collect();
        shift(&mut flow, indent);
        let mut term = self.term(entry, width);
        if self.term_width(entry) + self.style.lists.indent_pt <= indent {
            put_beside(term, &mut flow);
            return flow;
        }
        hold(&mut term, NEVER);
        keep_next(&mut term);
        term.into_iter().chain(flow).collect()
    }

    /// A term as lines without spaces around them.
    fn term(&self, entry: &Definition, width: f32) -> Vec<FlowItem> {
        let style = ParagraphStyle {
            indent_pt: 0.0,
            first_indent_pt: 0.0,
            end_indent_pt: 0.0,
            before_pt: 0.0,
            after_pt: 0.0,
            align: Alignment::Start,
            hyphenate: false,
            ..self.style.paragraphs.term.clone()
        };
        let owner = Owner::Element(entry.id, Part::Marker);
        let mut flow = self.owned_lines(owner, &entry.term, &style, width);
        flow.iter_mut().for_each(|item| item.start = None);
        flow
    }

    fn term_width(&self, entry: &Definition) -> f32 {
        let owner = Owner::Element(entry.id, Part::Marker);
        self.label(&plain_text(&entry.term), owner, &self.style.paragraphs.term).width
    }

    fn bibliography(&self, entries: &[Paragraph], width: f32) -> Vec<FlowItem> {
        let style = &self.style.paragraphs.bibliography;
        let mut all = Vec::new();
        for entry in entries {
            let mut flow = self.paragraph(entry, style, width);
            hold(&mut flow, WHOLE);
            all.extend(flow);
        }
        all
    }
}

/// Moves a line to the left of the first line of some flow.
fn put_beside(line: Vec<FlowItem>, flow: &mut [FlowItem]) {
    if let (Some(line), Some(first)) = (line.into_iter().next(), flow.first_mut()) {
        first.items.splice(0..0, line.items);
        first.row.notes.splice(0..0, line.row.notes);
        first.begins.extend(line.begins);
    }
}

fn begun(id: ElementId, mut flow: Vec<FlowItem>) -> Vec<FlowItem> {
    begin(&mut flow, id);
    flow
}

/// Does with the flow of an element what the editor asks.
pub fn wish(flow: &mut [FlowItem], placement: Placement) {
    if let (Some(first), true) = (flow.first_mut(), placement.page_break_before) {
        first.row.forced = first.row.forced.or(Some(Opening::Page));
    }
    if placement.keep_together {
        hold(flow, NEVER);
    }
    if placement.keep_with_next {
        keep_next(flow);
    }
}

/// A caption below its picture stands closer to it than one above a table to the text.
fn figure_caption(style: &ParagraphStyle) -> ParagraphStyle {
    ParagraphStyle { before_pt: style.after_pt, ..style.clone() }
}
