//! Predicts the paragraphs of a draft after some proposals, for comparison with the expected ones.

use std::collections::HashMap;
use std::ops::Range;

use super::paragraphs::Sent;
use super::proposals::{Action, Content};
use crate::draft::Format;

/// How proposals are read against a draft, and texts for a comparison.
pub trait Reading {
    /// The paragraph of the draft that a proposal means.
    fn paragraph(&self, sent: usize) -> Option<usize>;

    /// The paragraph of the draft beside which a new paragraph belongs, and whether the new one follows it.
    /// `paragraph` is the index of the new one in the returned text.
    fn beside(&self, sent: usize, after: bool, paragraph: usize) -> Option<(usize, bool)>;

    /// The range of the draft that a proposal means by a range of a paragraph.
    fn range(&self, sent: usize, at: &Range<usize>) -> Range<usize>;

    /// A part of a paragraph of the draft, in its own format or a different one.
    fn kept(&self, now: usize, at: Range<usize>, format: Option<Format>) -> String;

    /// New content at a byte of a paragraph of the draft, or in a separate paragraph.
    fn added(&self, content: &[Content], at: Option<(usize, usize)>) -> String;
}

/// A paragraph after the proposals.
#[derive(Debug)]
pub struct Line {
    /// The paragraph of the draft that it is or is next to.
    pub at: usize,
    /// Its text.
    pub text: String,
    /// The numbers of the proposals that change it.
    pub by: Vec<usize>,
}

/// A paragraph that the proposals remove from its place.
#[derive(Debug)]
pub struct Gone {
    /// The index of the line that it would be before.
    pub before: usize,
    /// Its former text.
    pub text: String,
    /// The number of the proposal.
    pub by: usize,
}

/// Proposals for the paragraphs of a draft.
pub struct Prediction<'a> {
    draft: &'a [Sent],
    edits: Vec<Edits>,
    /// The cells of each row of each table, in order.
    rows: HashMap<(usize, usize), Vec<usize>>,
}

/// The changes of proposals to one paragraph.
#[derive(Clone, Debug, Default)]
struct Edits {
    words: Vec<(Range<usize>, String)>,
    /// The text appended to it.
    end: String,
    /// The paragraphs that are split off it.
    rests: Vec<(String, usize)>,
    before: Vec<Child>,
    after: Vec<Child>,
    /// The proposal that removes or moves it.
    gone: Option<usize>,
    is_moved: bool,
    by: Vec<usize>,
}

/// A paragraph beside another.
#[derive(Clone, Debug)]
enum Child {
    New(String, usize),
    Moved(usize),
}

impl<'a> Prediction<'a> {
    /// The unchanged draft.
    pub fn new(draft: &'a [Sent]) -> Prediction<'a> {
        let mut rows: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
        for (at, it) in draft.iter().enumerate() {
            if let Some(row) = it.place.table().zip(it.place.row()) {
                rows.entry(row).or_default().push(at);
            }
        }
        Prediction { draft, edits: vec![Edits::default(); draft.len()], rows }
    }

    /// Adds a proposal with its number.
    pub fn add(&mut self, by: usize, action: &Action, reading: &dyn Reading) {
        match action {
            Action::Words { sent, at, with } => self.edit(*sent, by, reading, |edits, now| {
                let at = reading.range(*sent, at);
                let new = reading.added(with, Some((now, at.start)));
                edits.words.push((at, new));
            }),
            Action::Format { sent, at, format } => self.edit(*sent, by, reading, |edits, now| {
                let at = reading.range(*sent, at);
                edits.words.push((at.clone(), reading.kept(now, at, Some(*format))));
            }),
            Action::Remove { sent } => {
                self.edit(*sent, by, reading, |edits, _| edits.gone = Some(by));
            }
            Action::Insert { beside, after, paragraph, content } => {
                let new = [Child::New(reading.added(content, None), by)];
                if let Some((beside, after)) = reading.beside(*beside, *after, *paragraph) {
                    self.beside(Some(beside), after, new);
                }
            }
            Action::Split { sent, at, rest } => {
                let Some(now) = reading.paragraph(*sent) else { return };
                let length = self.draft.get(now).map_or(0, |it| it.text.len());
                self.edit(*sent, by, reading, |edits, _| {
                    let at = reading.range(*sent, &(*at..*at)).start;
                    edits.words.push((at..length.max(at), String::new()));
                    edits.rests.extend(rest.iter().map(|rest| (reading.added(rest, None), by)));
                });
            }
            Action::Join { sent, with, content } => {
                self.edit(*sent, by, reading, |edits, _| {
                    edits.end.push_str(&reading.added(content, None));
                });
                with.iter().for_each(|other| {
                    self.edit(*other, by, reading, |edits, _| edits.gone = Some(by));
                });
            }
            Action::Move { sent, beside, after } => {
                let Some(now) = reading.paragraph(*sent) else { return };
                self.edit(*sent, by, reading, |edits, _| {
                    (edits.gone, edits.is_moved) = (Some(by), true);
                });
                self.beside(reading.paragraph(*beside), *after, [Child::Moved(now)]);
            }
            Action::RemoveRow { cell } => {
                let row = self.row(reading.paragraph(*cell));
                self.remove(&row, by);
            }
            Action::RemoveTable { cell } => {
                let table = reading.paragraph(*cell).and_then(|now| self.draft.get(now));
                let Some(table) = table.and_then(|it| it.place.table()) else { return };
                let own = |it: &Sent| it.place.table() == Some(table) || it.captions == Some(table);
                let own = self.draft.iter().enumerate().filter(|(_, it)| own(it));
                let own: Vec<usize> = own.map(|(at, _)| at).collect();
                self.remove(&own, by);
            }
            Action::InsertRow { beside, after, cells } => {
                let row = self.row(reading.paragraph(*beside));
                let anchor = if *after { row.last() } else { row.first() };
                let new = cells.iter().map(|cell| Child::New(reading.added(cell, None), by));
                self.beside(anchor.copied(), *after, new);
            }
            Action::InsertColumn { after, cells } => {
                for (beside, cell) in cells {
                    let new = [Child::New(reading.added(cell, None), by)];
                    self.beside(reading.paragraph(*beside), *after, new);
                }
            }
            Action::InsertTable { beside, after, rows } => {
                let cells = rows.iter().flatten();
                let new = cells.map(|cell| Child::New(reading.added(cell, None), by));
                self.beside(reading.paragraph(*beside), *after, new);
            }
            Action::Unclear { .. } => {}
        }
    }

    fn edit(
        &mut self,
        sent: usize,
        by: usize,
        reading: &dyn Reading,
        edit: impl FnOnce(&mut Edits, usize),
    ) {
        let Some(now) = reading.paragraph(sent) else { return };
        if let Some(edits) = self.edits.get_mut(now) {
            edits.by.push(by);
            edit(edits, now);
        }
    }

    fn beside(
        &mut self,
        now: Option<usize>,
        after: bool,
        children: impl IntoIterator<Item = Child>,
    ) {
        let edits = now.and_then(|now| self.edits.get_mut(now));
        let edits = edits.map(|it| if after { &mut it.after } else { &mut it.before });
        if let Some(edits) = edits {
            edits.extend(children);
        }
    }

    fn remove(&mut self, paragraphs: &[usize], by: usize) {
        for at in paragraphs {
            self.edits.get_mut(*at).into_iter().for_each(|edits| edits.gone = Some(by));
        }
    }

    /// The cells of the row with a cell.
    fn row(&self, now: Option<usize>) -> Vec<usize> {
        let place = now.and_then(|now| self.draft.get(now)).map(|it| it.place);
        let row = place.and_then(|it| it.table().zip(it.row()));
        row.and_then(|row| self.rows.get(&row)).cloned().unwrap_or_default()
    }

    /// The paragraphs after all proposals, and those removed from their places.
    pub fn lines(self, reading: &dyn Reading) -> (Vec<Line>, Vec<Gone>) {
        let Prediction { draft, edits, rows: _ } = self;
        let mut writer = Writer { draft, edits, reading, lines: Vec::new(), gone: Vec::new() };
        for now in 0..draft.len() {
            match writer.edits.get(now).is_some_and(|edits| edits.is_moved) {
                true => writer.gone(now),
                false => writer.paragraph(now),
            }
        }
        (writer.lines, writer.gone)
    }
}

struct Writer<'a> {
    draft: &'a [Sent],
    edits: Vec<Edits>,
    reading: &'a dyn Reading,
    lines: Vec<Line>,
    gone: Vec<Gone>,
}

/// A task still to be done; the last one comes first.
enum Task {
    /// A paragraph with everything beside it.
    All(usize),
    Own(usize),
    New(usize, String, usize),
}

impl Writer<'_> {
    /// Writes a paragraph with those beside it, which may in turn have others beside them.
    fn paragraph(&mut self, now: usize) {
        let mut tasks = vec![Task::All(now)];
        while let Some(task) = tasks.pop() {
            match task {
                Task::All(now) => {
                    let Some(edits) = self.edits.get_mut(now) else { continue };
                    let child = |child| match child {
                        Child::Moved(moved) => Task::All(moved),
                        Child::New(text, by) => Task::New(now, text, by),
                    };
                    tasks.extend(std::mem::take(&mut edits.after).into_iter().rev().map(child));
                    let rests = std::mem::take(&mut edits.rests).into_iter().rev();
                    tasks.extend(rests.map(|(text, by)| Task::New(now, text, by)));
                    tasks.push(Task::Own(now));
                    tasks.extend(std::mem::take(&mut edits.before).into_iter().rev().map(child));
                }
                Task::Own(now) => self.own(now),
                Task::New(at, text, by) => self.lines.push(Line { at, text, by: vec![by] }),
            }
        }
    }

    fn own(&mut self, now: usize) {
        let Some(edits) = self.edits.get(now) else { return };
        if edits.gone.is_some() && !edits.is_moved {
            return self.gone(now);
        }
        let mut words: Vec<&(Range<usize>, String)> = edits.words.iter().collect();
        words.sort_by_key(|(at, _)| (at.start, at.end));
        let (mut text, mut done) = (String::new(), 0);
        for (at, new) in words {
            text.push_str(&self.kept(now, done..at.start.max(done)));
            text.push_str(new);
            done = at.end.max(done);
        }
        text.push_str(&self.kept(now, done..self.length(now).max(done)));
        text.push_str(&edits.end);
        self.lines.push(Line { at: now, text, by: edits.by.clone() });
    }

    fn gone(&mut self, now: usize) {
        let by = self.edits.get(now).and_then(|edits| edits.gone);
        let text = self.kept(now, 0..self.length(now));
        let before = self.lines.len();
        self.gone.extend(by.map(|by| Gone { before, text, by }));
    }

    fn kept(&self, now: usize, at: Range<usize>) -> String {
        self.reading.kept(now, at, None)
    }

    fn length(&self, now: usize) -> usize {
        self.draft.get(now).map_or(0, |it| it.text.len())
    }
}
