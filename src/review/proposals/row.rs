//! New rows.

use std::collections::BTreeMap;

use super::after::After;
use super::{Action, Content, Interpreter};
use crate::review::paragraphs::{Hand, Place};
use crate::review::script::{State, Step};

/// A returned row.
#[derive(Default)]
pub struct Row {
    /// Whether nothing of the draft lives on in it.
    pub is_new: bool,
    /// Its first paragraph.
    pub first: usize,
    /// Its paragraphs.
    pub cells: Vec<usize>,
}

/// The rows by table and number.
pub type Rows = BTreeMap<(usize, usize), Row>;

impl Interpreter<'_> {
    pub(super) fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        for (at, after) in self.afters.iter().enumerate() {
            let Place::Cell { table, row, .. } = after.place else { continue };
            let row = rows.entry((table, row)).or_insert(Row {
                is_new: true,
                first: at,
                cells: Vec::new(),
            });
            let deletes = after.steps.iter().any(|step| matches!(step, Step::Delete { .. }));
            row.is_new &= self.owned.get(at).is_some_and(Vec::is_empty) && !deletes;
            row.cells.push(at);
        }
        rows
    }

    /// The cells of a row, and the people who made them.
    fn cells(&self, row: &Row) -> (Vec<Vec<Content>>, Vec<Hand>) {
        let mut cells: Vec<Vec<Content>> = Vec::new();
        let (mut last, mut hands) = (None, Vec::new());
        for cell in row.cells.iter().filter_map(|at| self.afters.get(*at)) {
            let content = After::content(cell.steps);
            match cells.last_mut() {
                Some(open) if last == Some(cell.place) => open.extend(content),
                Some(_) | None => cells.push(content),
            }
            last = Some(cell.place);
            hands.extend(After::hands(cell.steps, State::Kept).into_iter().take(1));
        }
        (cells, hands)
    }

    pub(super) fn new_row(&mut self, row: &Row, after: &After, rows: &Rows) {
        let (cells, own) = self.cells(row);
        let mut hands = Vec::from_iter(after.row);
        hands.extend(own);
        hands.dedup();
        let table = after.place.table();
        let in_table =
            |at: &usize| self.afters.get(*at).is_some_and(|it| it.place.table() == table);
        let before = (0..row.first)
            .rev()
            .take_while(in_table)
            .find_map(|at| self.owned.get(at)?.first().copied());
        let next = (row.first..self.afters.len())
            .take_while(in_table)
            .find_map(|at| self.owned.get(at)?.first().copied());
        let beside = before.map(|it| (it, true)).or(next.map(|it| (it, false)));
        match beside {
            Some((beside, after_it)) => {
                let action = Action::InsertRow { beside, after: after_it, cells };
                self.push(action, hands, after.certainty);
            }
            None => self.new_table(row, after, hands, rows),
        }
    }

    /// Handles a table in which all rows are new, at its first row.
    fn new_table(&mut self, first: &Row, after: &After, hands: Vec<Hand>, rows: &Rows) {
        let Some(table) = after.place.table() else { return };
        let mut own = rows.range((table, 0)..(table + 1, 0)).map(|(_, row)| row).peekable();
        if own.peek().is_none_or(|row| row.first != first.first) {
            return;
        }
        let rows = own.map(|row| self.cells(row).0).collect();
        if let Some((beside, is_after)) = self.neighbour(first.first) {
            let action = Action::InsertTable { beside, after: is_after, rows };
            self.push(action, hands, after.certainty);
        }
    }

    /// Handles a new cell in a row of the draft: a new column, if it is the topmost of several new cells.
    pub(super) fn new_cell(&mut self, after: &After, rows: &Rows, hands: Vec<Hand>) {
        let Place::Cell { table, row, column } = after.place else { return };
        let in_column: Vec<&Row> =
            rows.range((table, 0)..(table + 1, 0)).map(|(_, row)| row).collect();
        let cell = |row: &Row, column: usize| {
            row.cells.iter().copied().find(|at| {
                self.afters.get(*at).is_some_and(
                    |it| matches!(it.place, Place::Cell { column: own, .. } if own == column),
                )
            })
        };
        let is_new = |row: &&Row| {
            let at = cell(row, column);
            !row.is_new && at.and_then(|at| self.owned.get(at)).is_some_and(Vec::is_empty)
        };
        let has_words = |row: &&Row| {
            let at = cell(row, column).and_then(|at| self.afters.get(at));
            at.is_some_and(|after| !After::content(after.steps).is_empty())
        };
        let first = in_column.iter().find(|row| is_new(row) && has_words(row));
        let is_first = first.and_then(|it| cell(it, column)).and_then(|at| self.afters.get(at));
        if is_first.is_none_or(|first| first.place != (Place::Cell { table, row, column })) {
            return;
        }
        let is_after = column > 0;
        let other = if is_after { column - 1 } else { column + 1 };
        let cells = in_column.iter().filter(|row| is_new(row)).filter_map(|row| {
            let beside = self.owned.get(cell(row, other)?)?.first()?;
            let content = After::content(self.afters.get(cell(row, column)?)?.steps);
            Some((*beside, content))
        });
        let cells: Vec<(usize, Vec<Content>)> = cells.collect();
        if !cells.is_empty() {
            self.push(Action::InsertColumn { after: is_after, cells }, hands, after.certainty);
        }
    }
}
