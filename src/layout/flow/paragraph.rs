//! Paragraphs → flow, one for each line.

use super::Context;
use super::flow_item::{FlowItem, begin, moved, space};
use crate::document::{ElementId, Inline, Paragraph};
use crate::layout::inline::{self, Line, LinkArea};
use crate::layout::pagination::NEVER;
use crate::layout::{Item, Link, LinkTarget, Owner, Part, Rect};
use crate::templates::ParagraphStyle;

/// What it costs to leave too few lines of a paragraph on a page.
const LONELY_LINES: f32 = 2500.0;

/// What it costs to end a page with a hyphen.
const HYPHEN: f32 = 200.0;

/// The height of a capital in the bundled faces, in em; lines are centred on it.
const CAPITAL_EM: f32 = 0.67;

/// From the top of a line to its baseline, in points.
pub fn baseline(style: &ParagraphStyle) -> f32 {
    (style.leading_pt + CAPITAL_EM * style.size_pt) / 2.0
}

impl Context<'_> {
    /// A paragraph of the text.
    pub fn paragraph(
        &self,
        paragraph: &Paragraph,
        style: &ParagraphStyle,
        width: f32,
    ) -> Vec<FlowItem> {
        let mut flow = match &paragraph.number {
            Some(number) => {
                let text = self.lines(paragraph.id, &paragraph.content, style, width);
                self.with_mark(text, &number.text(), paragraph.id, style, -self.number_width())
            }
            None => self.lines(paragraph.id, &paragraph.content, style, width),
        };
        if paragraph.leads_in {
            lead_in(&mut flow);
        }
        flow
    }

    /// Numbers of paragraphs hang outside the text, in the inner margin.
    fn number_width(&self) -> f32 {
        2.0 * self.style.lists.indent_pt
    }

    /// Text of an element as lines, with the spaces of its style.
    pub fn lines(
        &self,
        element: ElementId,
        content: &[Inline],
        style: &ParagraphStyle,
        width: f32,
    ) -> Vec<FlowItem> {
        let owner = Owner::Element(element, Part::Content);
        let mut flow = self.owned_lines(owner, content, style, width);
        for item in &mut flow {
            item.start = item.start.map(|(_, offset)| (element, offset));
        }
        begin(&mut flow, element);
        flow
    }

    /// Text with an owner that is not the whole of an element.
    pub fn owned_lines(
        &self,
        owner: Owner,
        content: &[Inline],
        style: &ParagraphStyle,
        width: f32,
    ) -> Vec<FlowItem> {
        let lines = inline::typeset(self.setting_of(owner), content, style, owner, width);
        let count = lines.len();
        let mut hyphenated = false;
        let mut flow = Vec::with_capacity(count);
        for (index, line) in lines.into_iter().enumerate() {
            let mut item = line_item(line, style, &mut hyphenated);
            item.row.penalty += self.lonely(index, count);
            item.row.on_grid = style.leading_pt == self.style.page.grid_pt;
            let marks: Vec<Item> =
                item.items.iter().filter_map(|item| self.mark_link(item, style)).collect();
            item.items.extend(marks);
            flow.push(item);
        }
        space(&mut flow, style.before_pt, style.after_pt);
        flow
    }

    /// The place to click over the mark of a note.
    fn mark_link(&self, item: &Item, style: &ParagraphStyle) -> Option<Item> {
        let Item::Glyphs(run) = item else { return None };
        let Owner::Element(element, Part::Content) = run.owner else { return None };
        let note = *self.note_of.get(&element)?;
        let width = run.glyphs.iter().map(|glyph| glyph.advance).sum();
        let rect = Rect { x: run.origin.x, y: 0.0, width, height: style.leading_pt };
        Some(Item::Link(Link { rect, element, target: LinkTarget::Element(note) }))
    }

    /// What it costs to break before a line of a paragraph.
    fn lonely(&self, index: usize, count: usize) -> f32 {
        let breaking = &self.style.breaking;
        let orphan = index < usize::from(breaking.orphans);
        let widow = count - index < usize::from(breaking.widows);
        if index > 0 && (orphan || widow) { LONELY_LINES } else { 0.0 }
    }

    /// Puts a mark on the first line of some flow, `x` from their left edge.
    pub fn with_mark(
        &self,
        mut flow: Vec<FlowItem>,
        mark: &str,
        element: ElementId,
        style: &ParagraphStyle,
        x: f32,
    ) -> Vec<FlowItem> {
        let owner = Owner::Element(element, Part::Marker);
        let mark = self.label(mark, owner, style);
        if flow.is_empty() {
            flow.push(FlowItem::new(style.leading_pt, Vec::new()));
        }
        if let Some(first) = flow.first_mut() {
            first.items.splice(0..0, moved(mark.items, x, 0.0));
        }
        flow
    }

    /// A short text on one line, without indent: its items and its width.
    pub fn label(&self, text: &str, owner: Owner, style: &ParagraphStyle) -> Label {
        let content = [Inline::Text(text.to_owned().into())];
        let style = ParagraphStyle {
            indent_pt: 0.0,
            first_indent_pt: 0.0,
            end_indent_pt: 0.0,
            align: crate::templates::Alignment::Start,
            hyphenate: false,
            ..style.clone()
        };
        let lines = inline::typeset(self.setting(), &content, &style, owner, LABEL_MEASURE);
        let line = lines.into_iter().next();
        let width = line.as_ref().map_or(0.0, |line| line.width);
        let items = line.map_or_else(Vec::new, |line| line_item(line, &style, &mut false).items);
        Label { items, width }
    }
}

/// No label is longer.
const LABEL_MEASURE: f32 = 2000.0;

/// A short text on one line.
pub struct Label {
    /// Its items, y from the top of its line.
    pub items: Vec<Item>,
    /// Its width, in points.
    pub width: f32,
}

/// The last two lines of a lead-in stay with the first item.
pub fn lead_in(flow: &mut [FlowItem]) {
    if let Some(last) = flow.last_mut() {
        last.keep_next = true;
        last.row.penalty = last.row.penalty.max(NEVER / 10.0);
    }
}

fn line_item(line: Line, style: &ParagraphStyle, hyphenated: &mut bool) -> FlowItem {
    let y = baseline(style);
    let mut items = Vec::with_capacity(line.runs.len() + line.links.len());
    items.extend(line.runs.into_iter().map(|mut run| {
        run.origin.y += y;
        Item::Glyphs(run)
    }));
    items.extend(line.links.into_iter().map(|LinkArea { from, to, element, target }| {
        let rect = Rect { x: from, y: 0.0, width: to - from, height: style.leading_pt };
        Item::Link(Link { rect, element, target })
    }));
    let mut item = FlowItem::new(style.leading_pt, items);
    item.row.notes = line.notes;
    item.row.penalty = if *hyphenated { HYPHEN } else { 0.0 };
    item.begins = line.elements;
    item.start = Some((ElementId(u32::MAX), line.offset));
    *hyphenated = line.hyphenated;
    item
}
