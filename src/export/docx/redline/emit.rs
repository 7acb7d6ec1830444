//! Merged blocks as WordprocessingML with tracked changes.

use super::manuscript::{Cell, Manuscript, Manuscripts, Row, Table, WordBlock};
use super::old_parts::OldParts;
use super::plan::{Merge, NoteMerge, ParagraphMerge, RowMerge};
use super::revisions::Revisions;
use super::runs::content;
use super::tree::{Element, Node};
use super::weave::{Item, State, Woven, weave};

/// A paragraph or other content to write.
pub enum Out {
    /// A paragraph.
    Paragraph(OutParagraph),
    /// Anything else.
    Other(Element),
    /// Nothing: a paragraph that became part of the next one.
    Nothing,
}

/// A paragraph to write.
pub struct OutParagraph {
    /// The state of its end.
    pub state: State,
    properties: Element,
    /// Its former properties, if its end was kept.
    before: Option<Element>,
    content: Vec<Node>,
    /// The nodes that follow it: the end of a range of moved text.
    after: Vec<Node>,
}

/// Writes merged blocks.
pub struct Emitter<'m, 'a> {
    /// The two documents.
    pub manuscripts: &'m Manuscripts,
    /// The tracked changes.
    pub revisions: Revisions<'a>,
    /// The parts that deleted text refers to.
    pub parts: OldParts<'m>,
}

impl<'m> Emitter<'m, '_> {
    /// Writes the blocks of a story or cell.
    pub fn blocks(&mut self, merges: &[Merge<'m>]) -> Vec<Node> {
        let mut out = Vec::new();
        for merge in merges {
            match merge {
                Merge::Paragraphs(merge) => self.paragraphs(merge, &mut out),
                Merge::Table { old, new, rows } => {
                    let table = self.table(*old, *new, rows);
                    self.separate(&mut out);
                    out.push(Out::Other(table));
                }
                Merge::Fixed(blocks) => out.extend(blocks.iter().map(|block| self.fixed(block))),
            }
        }
        settle_ends(&mut out);
        out.into_iter().flat_map(|it| self.finish(it)).collect()
    }

    /// Writes footnotes. A deleted one gets a unique id. Of an inserted or deleted note, only the reference
    /// is tracked, because the note follows its reference.
    pub fn notes(&mut self, notes: &[NoteMerge<'m>]) -> Vec<Node> {
        self.parts.in_notes = true;
        let mut out = Vec::new();
        for NoteMerge { old, new, merges } in notes {
            let id = match (new, old) {
                (Some(new), _) => new + 1,
                (None, Some(old)) => self.parts.note_id(*old),
                (None, None) => continue,
            };
            self.revisions.is_off = old.is_none() || new.is_none();
            self.parts.fields_are_links = !self.revisions.is_off && merges.iter().any(has_changes);
            let content = self.blocks(merges);
            (self.revisions.is_off, self.parts.fields_are_links) = (false, false);
            let note = Element::new("w:footnote", &[("w:id", &id.to_string())]).with(content);
            out.push(note.into());
        }
        out
    }

    /// Separates tables, because Word would join a table with one directly before it.
    fn separate(&mut self, out: &mut Vec<Out>) {
        if matches!(out.last(), Some(Out::Other(last)) if last.name == "w:tbl") {
            let style = Element::new("w:pStyle", &[("w:val", "Separator")]);
            let properties = Element::new("w:pPr", &[]).with(vec![style.into()]);
            out.push(Out::Paragraph(OutParagraph {
                state: State::Deleted,
                properties,
                before: None,
                content: Vec::new(),
                after: Vec::new(),
            }));
        }
    }

    fn paragraphs(&mut self, merge: &ParagraphMerge, out: &mut Vec<Out>) {
        let woven = weave(self.manuscripts, merge);
        let ends = |piece: &Woven| matches!(piece.item, Item::End(_));
        for paragraph in woven.split_inclusive(ends) {
            let Some((end, pieces)) = paragraph.split_last() else { continue };
            let Item::End(number) = end.item else { continue };
            let mut written = self.paragraph(end, number, pieces);
            if let Some((start, end)) = merge.moved.map(|it| self.revisions.range(it)) {
                written.content.insert(0, start.into());
                written.after.push(end.into());
            }
            out.push(Out::Paragraph(written));
        }
    }

    fn paragraph(&mut self, end: &Woven<'m>, number: usize, pieces: &[Woven<'m>]) -> OutParagraph {
        let content = content(pieces, &mut self.revisions, &mut self.parts);
        let Manuscripts { old, new } = self.manuscripts;
        let side = if end.state.is_old() { old } else { new };
        let mut properties = properties(side, number);
        if end.state.is_old() {
            self.parts.translate_properties(&mut properties);
        }
        let before = match end.before {
            Some(Item::End(number)) => Some(self.parts.properties(number)),
            Some(Item::Piece(_)) | None => None,
        };
        let after = Vec::new();
        OutParagraph { state: end.state, properties, before, content, after }
    }

    fn table(
        &mut self,
        old: Option<&'m Table>,
        new: Option<&'m Table>,
        rows: &[RowMerge<'m>],
    ) -> Element {
        let mut children: Vec<Node> = head(old, new).into_iter().map(Node::from).collect();
        for row in rows {
            let row = self.row(row);
            children.push(row.into());
        }
        Element::new("w:tbl", &[]).with(children)
    }

    /// A row. An inserted or deleted row is tracked as a whole (§17.13.5.16, §17.13.5.12).
    fn row(&mut self, row: &RowMerge<'m>) -> Element {
        let state = match (row.old, row.new) {
            (Some(_), None) => State::Deleted,
            (None, Some(_)) => State::Inserted,
            (Some(_), Some(_)) | (None, None) => State::Kept,
        };
        let shown = row.new.or(row.old);
        let mut properties = shown.and_then(|row| row.properties.clone());
        if let Some(name) = self.revisions.name(state) {
            let own = properties.get_or_insert_with(|| Element::new("w:trPr", &[]));
            own.children.push(self.revisions.element(name).into());
        }
        let mut children: Vec<Node> = properties.into_iter().map(Node::from).collect();
        let cells = shown.map_or(&[][..], |row: &Row| &row.cells);
        for (cell, merges) in cells.iter().zip(&row.cells) {
            let properties = cell.properties.clone().map(Node::from);
            let content = self.blocks(merges);
            let cell = properties.into_iter().chain(content).collect();
            children.push(Element::new("w:tc", &[]).with(cell).into());
        }
        Element::new("w:tr", &[]).with(children)
    }

    fn fixed(&self, block: &WordBlock) -> Out {
        Out::Other(match block {
            WordBlock::Other(element) => element.clone(),
            WordBlock::Paragraph(number) => self.plain_paragraph(*number),
            WordBlock::Table(table) => self.plain_table(table),
        })
    }

    /// A paragraph of the new document, unchanged.
    fn plain_paragraph(&self, number: usize) -> Element {
        let runs = self.manuscripts.new.paragraph(number).map(|it| it.element.children.clone());
        Element::new("w:p", &[]).with(runs.unwrap_or_default())
    }

    fn plain_table(&self, table: &Table) -> Element {
        let plain = |block: &WordBlock| match self.fixed(block) {
            Out::Other(element) => Some(Node::from(element)),
            Out::Paragraph(_) | Out::Nothing => None,
        };
        let cell = |cell: &Cell| {
            let properties = cell.properties.clone().map(Node::from);
            let content = cell.blocks.iter().filter_map(plain);
            Element::new("w:tc", &[]).with(properties.into_iter().chain(content).collect()).into()
        };
        let row = |row: &Row| {
            let properties = row.properties.clone().map(Node::from);
            let cells = row.cells.iter().map(cell);
            Element::new("w:tr", &[]).with(properties.into_iter().chain(cells).collect()).into()
        };
        let head = table.head.iter().cloned().map(Node::from);
        Element::new("w:tbl", &[]).with(head.chain(table.rows.iter().map(row)).collect())
    }

    fn finish(&mut self, out: Out) -> Vec<Node> {
        let paragraph = match out {
            Out::Nothing => return Vec::new(),
            Out::Other(element) => return vec![element.into()],
            Out::Paragraph(paragraph) => paragraph,
        };
        let OutParagraph { state, mut properties, before, content, after } = paragraph;
        if let Some(name) = self.revisions.name(state) {
            self.revisions.mark(&mut properties, name);
        }
        if let Some(before) = before.filter(|before| differ(before, &properties)) {
            self.revisions.was(&mut properties, before);
        }
        let properties = (!properties.children.is_empty()).then(|| properties.into());
        let children = properties.into_iter().chain(content).collect();
        let mut nodes = vec![Element::new("w:p", &[]).with(children).into()];
        nodes.extend(after);
        nodes
    }
}

/// Whether words of a paragraph changed.
fn has_changes(merge: &Merge) -> bool {
    match merge {
        Merge::Paragraphs(merge) => {
            !merge.hunks.is_empty() || merge.old.is_empty() || merge.new.is_empty()
        }
        Merge::Table { .. } => true,
        Merge::Fixed(_) => false,
    }
}

/// The columns of a table, §17.4.48.
const GRID: &str = "w:tblGrid";

/// The elements before the rows of a table: those of the new table, with the grid that has the most
/// columns. Pandoc cuts off longer rows.
fn head(old: Option<&Table>, new: Option<&Table>) -> Vec<Element> {
    let mut head = new.or(old).map(|table| table.head.clone()).unwrap_or_default();
    let before = old.and_then(|table| table.head.iter().find(|it| it.name == GRID));
    let own = head.iter_mut().find(|it| it.name == GRID);
    if let (Some(own), Some(before)) = (own, before)
        && before.children.len() > own.children.len()
    {
        own.clone_from(before);
    }
    head
}

/// Whether the style of a kept paragraph changed, or its level or alignment.
pub fn changed_style(old: (&Manuscript, usize), new: (&Manuscript, usize)) -> bool {
    differ(&properties(old.0, old.1), &properties(new.0, new.1))
}

fn properties(side: &Manuscript, number: usize) -> Element {
    let empty = || Element::new("w:pPr", &[]);
    side.paragraph(number).map_or_else(empty, |paragraph| paragraph.properties.clone())
}

/// Whether properties differ in what an author chooses: style, list level, alignment. Spaces and
/// indents depend on the content around the paragraph.
fn differ(before: &Element, after: &Element) -> bool {
    let chosen = |properties: &Element| {
        let value = |name: &str| properties.descendant(name).and_then(|it| it.attribute("w:val"));
        ["w:pStyle", "w:ilvl", "w:jc"].map(value)
    };
    chosen(before) != chosen(after)
}

/// Fixes the end of a story, cell or section. Its last paragraph can be neither deleted nor inserted, so the
/// paragraph end before it is marked instead.
fn settle_ends(out: &mut [Out]) {
    let mut at = out.len();
    let mut is_end = true;
    while at > 0 {
        at -= 1;
        let Some(Out::Paragraph(paragraph)) = out.get(at) else { continue };
        let is_last = is_end || paragraph.properties.child("w:sectPr").is_some();
        is_end = false;
        if is_last && paragraph.state != State::Kept {
            settle_end(out, at);
        }
    }
}

fn settle_end(out: &mut [Out], last: usize) {
    let state = match out.get(last) {
        Some(Out::Paragraph(paragraph)) => paragraph.state,
        Some(Out::Other(_) | Out::Nothing) | None => return,
    };
    let mut first = last;
    while let Some(Out::Paragraph(before)) = first.checked_sub(1).and_then(|it| out.get(it)) {
        if !before.state.is_of_side(state) || before.properties.child("w:sectPr").is_some() {
            break;
        }
        first -= 1;
    }
    let before = first.checked_sub(1).and_then(|it| out.get_mut(it));
    let fused = match before {
        Some(Out::Paragraph(before)) if before.properties.child("w:sectPr").is_none() => {
            match before.state {
                State::Kept => {
                    before.state = state.without_move();
                    None
                }
                State::Inserted | State::Deleted | State::MovedTo | State::MovedFrom => {
                    Some(first - 1)
                }
            }
        }
        Some(_) | None => None,
    };
    if let Some(Out::Paragraph(paragraph)) = out.get_mut(last) {
        paragraph.state = State::Kept;
    }
    if let Some(fused) = fused {
        fuse(out, fused);
    }
}

/// Joins a deleted paragraph with an inserted one after it, or the other way round, so that only one
/// paragraph end is left.
fn fuse(out: &mut [Out], first: usize) {
    let before = out.get_mut(first).map(|it| std::mem::replace(it, Out::Nothing));
    let Some(Out::Paragraph(before)) = before else { return };
    if let Some(Out::Paragraph(paragraph)) = out.get_mut(first + 1) {
        paragraph.content.splice(0..0, before.content);
        paragraph.after.splice(0..0, before.after);
        if paragraph.state == State::Kept {
            paragraph.before.get_or_insert(before.properties);
        }
    }
}
