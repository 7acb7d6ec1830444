//! The changes of a plan, as an editor would name them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use super::part::part;
use super::places::{ChangePlace, ChangeSpot, place_of, sources, spot_of};
use crate::draft::{DraftKind, DraftParagraph};
use crate::export::docx::redline::{
    Content, Item, Manuscript, Manuscripts, Merge, MoveEnd, NoteMerge, ParagraphMerge, Plan,
    RowMerge, State, Woven, changed_style, weave,
};

/// A change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeEntry {
    /// Its number, from 1.
    pub number: usize,
    /// Its kind: `insert`, `delete`, `replace`, `format`, `style`, `insert paragraph`,
    /// `delete paragraph`, `split`, `merge`, `move`, `insert row`, `delete row`.
    pub kind: &'static str,
    /// The heading above it.
    pub section: String,
    /// What it is in: `paragraph`, `caption`, `row 2, column 1`, `note`.
    pub part: String,
    /// The words of the paragraph before the change, shortened.
    pub context_before: String,
    /// The words before. For paragraphs and rows, the whole text.
    pub before: String,
    /// The words after.
    pub after: String,
    /// The words of the paragraph after the change, shortened.
    pub context_after: String,
    /// Its place in the newer file; `None` if it is in generated text.
    #[serde(skip)]
    pub place: Option<ChangePlace>,
}

/// A block of the text with its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownBlock {
    /// The level of a heading, from 1.
    pub level: Option<u8>,
    /// The numbers of the changes in it.
    pub changes: Range<usize>,
    /// Its text.
    pub pieces: Vec<ShownPiece>,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPiece {
    /// What happened to it.
    pub look: Look,
    /// The text.
    pub text: String,
}

/// What happened to a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing.
    Kept,
    /// It came.
    Inserted,
    /// It is gone.
    Deleted,
    /// It came from another place.
    MovedTo,
    /// It went to another place.
    MovedFrom,
    /// It was kept in another format.
    Reformatted,
}

impl ShownBlock {
    /// Whether anything in it changed.
    pub fn is_changed(&self) -> bool {
        !self.changes.is_empty() || self.pieces.iter().any(|piece| piece.look != Look::Kept)
    }
}

/// The changes of a plan and the text with them, in the order of the report: the body, then the notes.
pub fn changes(manuscripts: &Manuscripts, plan: &Plan) -> (Vec<ChangeEntry>, Vec<ShownBlock>) {
    let section = String::new();
    let (out, blocks) = (Vec::new(), Vec::new());
    let (place, before, notes) = (None, None, HashMap::new());
    let mut list = List { manuscripts, section, cell: None, place, before, notes, out, blocks };
    plan.body.iter().for_each(|merge| list.merge(merge));
    list.section = "Notes".into();
    let came = plan.notes.iter().filter(|note| note.old.is_none());
    let came: HashSet<String> = came.map(|note| list.text_of(&note.merges)).collect();
    // A note that came is seen in the text, and so is one that went elsewhere with its reference.
    let is_shown = |note: &&NoteMerge| match (note.old, note.new) {
        (_, Some(_)) => note.old.is_some(),
        (_, None) => !came.contains(&list.text_of(&note.merges)),
    };
    let notes: Vec<&NoteMerge> = plan.notes.iter().filter(is_shown).collect();
    for note in notes {
        list.before = note.old.and_then(|number| list.notes.get(&number).cloned());
        note.merges.iter().for_each(|merge| list.merge(merge));
    }
    (list.out, list.blocks)
}

/// The characters of context before and after a change.
const CONTEXT: usize = 40;

struct List<'m> {
    manuscripts: &'m Manuscripts,
    section: String,
    /// The row and column, from 1, in a table.
    cell: Option<(usize, usize)>,
    /// The place of the current change.
    place: Option<ChangePlace>,
    /// The place of what is deleted here: after the last paragraph that the newer file has, or where the
    /// reference to a deleted note was.
    before: Option<ChangePlace>,
    /// The places of the references to deleted notes, by the note in the older document.
    notes: HashMap<usize, ChangePlace>,
    out: Vec<ChangeEntry>,
    blocks: Vec<ShownBlock>,
}

impl<'m> List<'m> {
    fn merge(&mut self, merge: &Merge<'m>) {
        match merge {
            Merge::Paragraphs(merge) => self.paragraphs(merge),
            Merge::Table { rows, .. } => self.table(rows),
            Merge::Fixed(_) => {}
        }
    }

    fn paragraphs(&mut self, merge: &ParagraphMerge) {
        let ParagraphMerge { old, new, moved, .. } = merge;
        let is_from = moved.is_some_and(|it| it.end == MoveEnd::From);
        let new = if is_from { &[][..] } else { new };
        let woven = weave(self.manuscripts, merge);
        self.enter(new);
        self.enter_section(old, new, &woven);
        let part = self.part(old, new);
        let first = self.out.len() + 1;
        match (moved, old.is_empty(), new.is_empty()) {
            (Some(_), ..) if is_from => {}
            (Some(_), ..) => self.moved(&part, new, merge),
            (None, true, _) => self.whole(Whole::Inserted, &part, &woven),
            (None, _, true) => self.whole(Whole::Deleted, &part, &woven),
            (None, false, false) => self.words(&part, new, &woven),
        }
        let pieces = woven.iter().filter(|it| is_seen(it)).map(shown_piece).collect();
        self.show(self.level(old, new), first, pieces);
    }

    /// A move, and what changed in what was moved.
    fn moved(&mut self, part: &str, new: &[usize], merge: &ParagraphMerge) {
        let woven = weave(self.manuscripts, &merge.in_place());
        let text = |without: State| -> String {
            woven.iter().filter(|it| it.state != without).map(shown).collect()
        };
        let (before, after) = (text(State::Inserted), text(State::Deleted));
        let part_of = part.to_owned();
        self.push(ChangeEntry {
            kind: "move",
            part: part_of,
            before,
            after,
            ..ChangeEntry::default()
        });
        self.words(part, new, &woven);
    }

    fn table(&mut self, rows: &[RowMerge<'m>]) {
        for (row, number) in rows.iter().zip(1..) {
            let kind = match (row.old, row.new) {
                (Some(_), None) => "delete row",
                (None, Some(_)) => "insert row",
                (Some(_), Some(_)) | (None, None) => {
                    self.cells(number, &row.cells);
                    continue;
                }
            };
            let cells = row.cells.iter().map(|cell| self.text_of(cell)).collect::<Vec<_>>();
            let text = cells.join(" | ");
            let (before, after) =
                if row.new.is_none() { (text, String::new()) } else { (String::new(), text) };
            let paragraphs = row.cells.iter().flatten().filter_map(|merge| match merge {
                Merge::Paragraphs(merge) => Some(merge.new.as_slice()),
                Merge::Table { .. } | Merge::Fixed(_) => None,
            });
            let paragraphs: Vec<usize> = paragraphs.flatten().copied().collect();
            self.enter(&paragraphs);
            let look = if row.new.is_none() { Look::Deleted } else { Look::Inserted };
            let pieces = vec![ShownPiece { look, text: [&*before, &after].concat() }];
            let (part, first) = (format!("row {number}"), self.out.len() + 1);
            self.push(ChangeEntry { kind, part, before, after, ..ChangeEntry::default() });
            self.show(None, first, pieces);
        }
    }

    /// The cells of a row that was kept, which are shown as one block.
    fn cells(&mut self, number: usize, cells: &[Vec<Merge<'m>>]) {
        let (first, start) = (self.out.len() + 1, self.blocks.len());
        for (cell, column) in cells.iter().zip(1..) {
            self.cell = Some((number, column));
            cell.iter().for_each(|merge| self.merge(merge));
        }
        self.cell = None;
        let mut pieces = Vec::new();
        for block in self.blocks.drain(start..) {
            if !pieces.is_empty() {
                pieces.push(ShownPiece { look: Look::Kept, text: " | ".into() });
            }
            pieces.extend(block.pieces);
        }
        self.show(None, first, pieces);
    }

    fn show(&mut self, level: Option<u8>, first: usize, pieces: Vec<ShownPiece>) {
        if !pieces.is_empty() {
            self.blocks.push(ShownBlock { level, changes: first..self.out.len() + 1, pieces });
        }
    }

    /// Begins a change in some paragraphs of the newer document.
    fn enter(&mut self, new: &[usize]) {
        self.place = place_of(&self.manuscripts.new, new);
        match &self.place {
            Some(place) => self.before = Some(place.at(ChangeSpot::After)),
            None if new.is_empty() => self.place = self.before.clone(),
            None => {}
        }
    }

    fn level(&self, old: &[usize], new: &[usize]) -> Option<u8> {
        let DraftKind::Heading(level) = self.said(old, new)?.kind else { return None };
        Some(level)
    }

    fn text_of(&self, merges: &[Merge<'m>]) -> String {
        let text = merges.iter().map(|merge| match merge {
            Merge::Paragraphs(merge) => weave(self.manuscripts, merge).iter().map(shown).collect(),
            Merge::Table { .. } | Merge::Fixed(_) => String::new(),
        });
        text.collect::<Vec<String>>().join(" ")
    }

    fn enter_section(&mut self, old: &[usize], new: &[usize], woven: &[Woven]) {
        if let Some(DraftKind::Heading(_)) = self.said(old, new).map(|said| &said.kind) {
            let is_new = |piece: &&Woven| new.is_empty() || !piece.state.is_old();
            self.section = woven.iter().filter(is_new).map(shown).collect();
        }
    }

    /// What a paragraph says, in the document after if it has it.
    fn said(&self, old: &[usize], new: &[usize]) -> Option<&'m DraftParagraph> {
        let manuscripts = self.manuscripts;
        let of =
            |side: &'m Manuscript, numbers: &[usize]| side.draft.paragraphs.get(*numbers.first()?);
        of(&manuscripts.new, new).or_else(|| of(&manuscripts.old, old))
    }

    fn part(&self, old: &[usize], new: &[usize]) -> String {
        match (self.cell, self.said(old, new)) {
            (Some((row, column)), _) => format!("row {row}, column {column}"),
            (None, Some(said)) => part(&said.kind).to_owned(),
            (None, None) => String::new(),
        }
    }

    fn whole(&mut self, whole: Whole, part: &str, woven: &[Woven]) {
        let text: String = woven.iter().map(shown).collect();
        if text.trim().is_empty() {
            return;
        }
        let (kind, before, after) = match whole {
            Whole::Deleted => ("delete paragraph", text, String::new()),
            Whole::Inserted => ("insert paragraph", String::new(), text),
        };
        let part = part.to_owned();
        self.push(ChangeEntry { kind, part, before, after, ..ChangeEntry::default() });
    }

    /// The changes within paragraphs: stretches of pieces that were not kept, or look different.
    fn words(&mut self, part: &str, new: &[usize], woven: &[Woven<'m>]) {
        let sources = sources(&self.manuscripts.new, new, woven).into_iter();
        let seen = woven.iter().zip(sources).filter(|(piece, _)| is_seen(piece));
        let (pieces, sources): (Vec<&Woven>, Vec<Option<Range<usize>>>) = seen.unzip();
        let paragraph = self.place.clone();
        let mut at = 0;
        let sorts: Vec<Sort> = pieces.iter().map(|piece| self.sort(piece)).collect();
        for sorts in sorts.chunk_by(|one, other| one == other) {
            let (start, end) = (at, at + sorts.len());
            at = end;
            let group = pieces.get(start..end).unwrap_or_default();
            let sort = sorts.first().copied().unwrap_or(Sort::Kept);
            let spot = match sort {
                Sort::Style => Some(ChangeSpot::Paragraph),
                Sort::Kept | Sort::Changed | Sort::Format => spot_of(&sources, start..end),
            };
            self.place = paragraph.as_ref().zip(spot).map(|(place, spot)| place.at(spot));
            let entry = match sort {
                Sort::Kept => continue,
                Sort::Format => {
                    let text: String = group.iter().map(|it| shown(it)).collect();
                    let before = text.clone();
                    ChangeEntry { kind: "format", before, after: text, ..ChangeEntry::default() }
                }
                Sort::Style => self.style(group),
                Sort::Changed => {
                    self.remember_notes(group);
                    replaced(group)
                }
            };
            let (before, after) = (pieces.get(..start), pieces.get(end..));
            self.push(ChangeEntry {
                part: part.to_owned(),
                context_before: last(&kept(before.unwrap_or_default())),
                context_after: first(&kept(after.unwrap_or_default())),
                ..entry
            });
        }
    }

    /// Records where the references to deleted notes were.
    fn remember_notes(&mut self, group: &[&Woven]) {
        let Some(place) = &self.place else { return };
        let deleted = group.iter().filter(|piece| piece.state == State::Deleted);
        let notes = deleted.filter_map(|piece| piece.item.piece()?.note());
        self.notes.extend(notes.map(|note| (note, place.clone())));
    }

    fn sort(&self, woven: &Woven) -> Sort {
        let manuscripts = self.manuscripts;
        match (woven.state, woven.item, woven.before) {
            (State::Inserted | State::Deleted | State::MovedTo | State::MovedFrom, ..) => {
                Sort::Changed
            }
            (State::Kept, Item::End(new), Some(Item::End(old)))
                if changed_style((&manuscripts.old, old), (&manuscripts.new, new)) =>
            {
                Sort::Style
            }
            (State::Kept, ..) if woven.is_reformatted() => Sort::Format,
            (State::Kept, ..) => Sort::Kept,
        }
    }

    fn style(&self, group: &[&Woven]) -> ChangeEntry {
        let names = group.iter().find_map(|piece| match (piece.item, piece.before) {
            (Item::End(new), Some(Item::End(old))) => {
                let name = |side: &Manuscript, number: usize| {
                    side.draft.paragraphs.get(number).map(|it| part(&it.kind).to_owned())
                };
                Some((name(&self.manuscripts.old, old)?, name(&self.manuscripts.new, new)?))
            }
            (Item::End(_) | Item::Piece(_), _) => None,
        });
        let (before, after) = names.unwrap_or_default();
        ChangeEntry { kind: "style", before, after, ..ChangeEntry::default() }
    }

    fn push(&mut self, entry: ChangeEntry) {
        let number = self.out.len() + 1;
        let (section, place) = (self.section.clone(), self.place.clone());
        self.out.push(ChangeEntry { number, section, place, ..entry });
    }
}

/// What happened to a whole paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    Inserted,
    Deleted,
}

/// What a piece tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Kept,
    Changed,
    Format,
    Style,
}

/// Words that came, that are gone, or both.
fn replaced(group: &[&Woven]) -> ChangeEntry {
    let of = |state: State| -> String {
        group.iter().filter(|piece| piece.state == state).map(|piece| shown(piece)).collect()
    };
    let (before, after) = (of(State::Deleted), of(State::Inserted));
    let ends =
        |state: State| group.iter().any(|it| it.state == state && matches!(it.item, Item::End(_)));
    let kind = match (before.is_empty(), after.is_empty()) {
        _ if ends(State::Inserted) && before.is_empty() => "split",
        _ if ends(State::Deleted) && after.is_empty() => "merge",
        (true, _) => "insert",
        (false, true) => "delete",
        (false, false) => "replace",
    };
    ChangeEntry { kind, before, after, ..ChangeEntry::default() }
}

/// What a reader sees of a piece.
pub fn shown(woven: &Woven) -> String {
    let Some(piece) = woven.item.piece() else { return String::new() };
    match &piece.content {
        Content::Words { .. } => woven.words().unwrap_or_default().to_owned(),
        Content::Atom { shown, .. } => shown.clone(),
        Content::Note { .. } => "†".into(),
        Content::Mark(_) | Content::Hidden(_) => String::new(),
    }
}

fn shown_piece(woven: &Woven) -> ShownPiece {
    let look = match woven.state {
        State::Kept if woven.is_reformatted() => Look::Reformatted,
        State::Kept => Look::Kept,
        State::Inserted => Look::Inserted,
        State::Deleted => Look::Deleted,
        State::MovedTo => Look::MovedTo,
        State::MovedFrom => Look::MovedFrom,
    };
    let text = match woven.item {
        Item::End(_) if woven.state != State::Kept => "¶".into(),
        Item::End(_) | Item::Piece(_) => shown(woven),
    };
    ShownPiece { look, text }
}

fn is_seen(woven: &Woven) -> bool {
    woven.item.piece().is_none_or(|piece| match &piece.content {
        Content::Words { .. } | Content::Atom { .. } | Content::Note { .. } => true,
        Content::Mark(_) | Content::Hidden(_) => false,
    })
}

fn kept(pieces: &[&Woven]) -> String {
    pieces.iter().filter(|piece| piece.state == State::Kept).map(|piece| shown(piece)).collect()
}

fn first(text: &str) -> String {
    match text.char_indices().nth(CONTEXT) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn last(text: &str) -> String {
    match text.char_indices().rev().nth(CONTEXT) {
        Some((cut, _)) => format!("…{}", text.get(cut..).unwrap_or_default()),
        None => text.to_owned(),
    }
}
