//! The list of contents: titles, dot leaders, page numbers.

use crate::document::{Contents, ContentsEntry};
use crate::layout::flow::Context;
use crate::layout::flow::flow_item::{FlowItem, begin, hold, keep_next, moved, right_edge};
use crate::layout::pages::front_matter::Labels;
use crate::layout::pagination::{NEVER, Opening};
use crate::layout::{Artifact, Item, Link, LinkTarget, Owner, PageLabel, Part, Rect};
use crate::templates::ParagraphStyle;

/// Room for page numbers, in points, unless one needs more; titles keep out of it, so that the
/// lines hardly ever depend on the numbers.
const NUMBERS: f32 = 30.0;

/// Page numbers of no more characters always have room.
const ALWAYS_FIT: usize = 4;

/// Dots stand on a common grid, this far apart, in points.
const DOT_GRID: f32 = 5.0;

/// How far later lines of a title are indented, in points.
const TURNOVER: f32 = 10.0;

impl Context<'_> {
    /// The contents with page numbers.
    pub fn contents(&self, contents: &Contents, labels: &Labels, width: f32) -> Vec<FlowItem> {
        let style = &self.style.paragraphs.contents_heading;
        let owner = Owner::Element(contents.id, Part::Marker);
        let mut flow = self.owned_lines(owner, &contents.heading, style, width);
        flow.iter_mut().for_each(|item| item.start = None);
        keep_next(&mut flow);
        if let Some(first) = flow.first_mut() {
            first.row.opens = true;
            first.row.forced = Some(Opening::Page);
        }
        let page = |entry: &ContentsEntry| {
            labels.get(entry.target).map(PageLabel::to_string).unwrap_or_default()
        };
        let long = contents.entries.iter().filter(|entry| page(entry).len() > ALWAYS_FIT);
        let numbers = long.map(|entry| self.number_width_of(entry, &page(entry)));
        let numbers = numbers.fold(NUMBERS, f32::max);
        for entry in &contents.entries {
            flow.extend(self.contents_entry(entry, &page(entry), numbers, width));
        }
        begin(&mut flow, contents.id);
        flow
    }

    /// The room that the page number of a line needs, in points.
    fn number_width_of(&self, entry: &ContentsEntry, page: &str) -> f32 {
        let owner = Owner::Element(entry.id, Part::PageNumber);
        self.label(page, owner, self.style.paragraphs.contents(entry.level)).width + DOT_GRID
    }

    fn contents_entry(
        &self,
        entry: &ContentsEntry,
        page: &str,
        numbers: f32,
        width: f32,
    ) -> Vec<FlowItem> {
        let style = self.style.paragraphs.contents(entry.level);
        let text = ParagraphStyle {
            indent_pt: style.indent_pt + TURNOVER,
            first_indent_pt: style.first_indent_pt - TURNOVER,
            end_indent_pt: numbers,
            ..style.clone()
        };
        let mut flow = self.lines(entry.id, &entry.content, &text, width);
        hold(&mut flow, NEVER);
        if let Some(last) = flow.last_mut() {
            last.items.extend(self.page_number(entry, page, style, right_edge(last), width));
        }
        for item in &mut flow {
            item.items.push(whole_line(entry, style, width));
        }
        flow
    }

    /// Dots and page number after the last line of a title.
    fn page_number(
        &self,
        entry: &ContentsEntry,
        page: &str,
        style: &ParagraphStyle,
        from: f32,
        width: f32,
    ) -> Vec<Item> {
        let owner = Owner::Element(entry.id, Part::PageNumber);
        let number = self.label(page, owner, style);
        let x = width - number.width;
        let mut items = Vec::new();
        if self.style.contents.leaders {
            items.extend(self.leaders(from + DOT_GRID, x - DOT_GRID, width, style));
        }
        items.extend(moved(number.items, x, 0.0));
        items
    }

    fn leaders(&self, from: f32, to: f32, width: f32, style: &ParagraphStyle) -> Vec<Item> {
        let dot = self.label(".", Owner::Artifact(Artifact::Layout), style);
        let count = (width / DOT_GRID) as usize;
        let places = (0..count).map(|index| width - (count - index) as f32 * DOT_GRID);
        let places = places.filter(|x| *x >= from && *x + dot.width <= to);
        let mut items = Vec::new();
        for x in places {
            items.extend(moved(dot.items.iter().cloned(), x, 0.0));
        }
        items
    }
}

/// The whole of a line leads to the page.
fn whole_line(entry: &ContentsEntry, style: &ParagraphStyle, width: f32) -> Item {
    Item::Link(Link {
        rect: Rect { x: 0.0, y: 0.0, width, height: style.leading_pt },
        element: entry.id,
        target: LinkTarget::Element(entry.target),
    })
}
