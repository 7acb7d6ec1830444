//! Rows that are new.

use std::collections::BTreeMap;

use super::after::After;
use super::{Action, Content, Interpreter};
use crate::review::paragraphs::Place;
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

    pub(super) fn new_row(&mut self, row: &Row, after: &After) {
        let mut cells: Vec<Vec<Content>> = Vec::new();
        let (mut last, mut hands) = (None, Vec::from_iter(after.row));
        for cell in row.cells.iter().filter_map(|at| self.afters.get(*at)) {
            let content = After::content(cell.steps);
            match cells.last_mut() {
                Some(open) if last == Some(cell.place) => open.extend(content),
                Some(_) | None => cells.push(content),
            }
            last = Some(cell.place);
            hands.extend(After::hands(cell.steps, State::Kept).into_iter().take(1));
        }
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
        if let Some((beside, is_after)) = beside {
            self.push(Action::InsertRow { beside, after: is_after, cells }, hands, after.certainty);
        }
    }
}
