//! Pairs the cells of tables.

use std::collections::HashMap;

use super::{Certainty, Pairs};
use crate::align::{self, Budget, GAP, Step};
use crate::review::paragraphs::Place;

impl Pairs<'_> {
    /// Pairs tables as wholes, then row by row.
    pub(super) fn by_table(&mut self) {
        let (ours, theirs) = (
            rows(self.sent.iter().map(|it| &it.place)),
            rows(self.groups.iter().map(|it| &it.place)),
        );
        let tables = self.tables(&ours, &theirs);
        let budget = Budget::of(ours.len() + theirs.len());
        for (one, other) in tables {
            let (Some(one), Some(other)) = (ours.get(one), theirs.get(other)) else { continue };
            let steps = align::align(one.len(), other.len(), &budget, |row, their_row| {
                match (one.get(row), other.get(their_row)) {
                    (Some(row), Some(their_row)) => self.row_cost(row, their_row),
                    _ => 3 * GAP,
                }
            });
            for step in steps {
                let Step::Pair(row, their_row) = step else { continue };
                let (Some(row), Some(their_row)) = (one.get(row), other.get(their_row)) else {
                    continue;
                };
                if self.row_cost(row, their_row) < 2 * GAP && row.len() == their_row.len() {
                    for (sent, group) in row.iter().zip(their_row) {
                        self.pair(*sent, *group, Certainty::Identity);
                    }
                }
            }
        }
    }

    /// Pairs of tables: those with paired cells, those with the same words, then the others in order.
    fn tables(&self, ours: &[Vec<Vec<usize>>], theirs: &[Vec<Vec<usize>>]) -> Vec<(usize, usize)> {
        let mut taken = vec![false; ours.len()];
        let mut out = Vec::new();
        let mut rest = Vec::new();
        for (table, rows) in theirs.iter().enumerate() {
            let paired = rows.iter().flatten().find_map(|group| *self.of_group.get(*group)?);
            let sent = paired.and_then(|(sent, _)| self.sent.get(sent));
            match sent.and_then(|sent| sent.place.table()) {
                Some(own) => {
                    if let Some(taken) = taken.get_mut(own) {
                        *taken = true;
                    }
                    out.push((own, table));
                }
                None => rest.push(table),
            }
        }
        let free = |taken: &[bool], table: usize| taken.get(table) == Some(&false);
        let texts = self.texts_of_tables(ours);
        rest.retain(|table| {
            let groups = theirs.get(*table).into_iter().flatten().flatten();
            let mut own = groups.filter_map(|group| {
                texts.get(self.groups.get(*group)?.text.as_str()).copied().flatten()
            });
            let Some(own) = own.find(|own| free(&taken, *own)) else { return true };
            taken.get_mut(own).into_iter().for_each(|it| *it = true);
            out.push((own, *table));
            false
        });
        // A table with different columns is a different table: it may only arrange the lines of a cover.
        let columns = |tables: &[Vec<Vec<usize>>], table: usize| {
            tables.get(table).and_then(|rows| rows.first()).map_or(0, Vec::len)
        };
        let unpaired = (0..ours.len()).filter(|table| free(&taken, *table));
        let pairs = unpaired.zip(rest);
        out.extend(pairs.filter(|(own, other)| columns(ours, *own) == columns(theirs, *other)));
        out
    }

    /// For each text in a cell, its table; `None` if several tables have the text.
    fn texts_of_tables(&self, tables: &[Vec<Vec<usize>>]) -> HashMap<&str, Option<usize>> {
        let mut out: HashMap<&str, Option<usize>> = HashMap::new();
        for (table, rows) in tables.iter().enumerate() {
            let texts = rows.iter().flatten().filter_map(|sent| self.sent.get(*sent));
            for it in texts.filter(|it| !it.text.is_empty()) {
                let known = out.entry(it.text.as_str()).or_insert(Some(table));
                *known = known.filter(|known| *known == table);
            }
        }
        out
    }

    fn row_cost(&self, row: &[usize], other: &[usize]) -> i64 {
        let known = row.iter().any(|sent| {
            let group = self.of_sent.get(*sent).copied().flatten();
            group.is_some_and(|group| other.contains(&group))
        });
        let pairs = row.iter().zip(other);
        let sum: f32 = pairs.map(|(sent, group)| self.likeness(*sent, *group)).sum();
        let likeness = sum / row.len().max(other.len()).max(1) as f32;
        match likeness {
            _ if known => -2 * GAP,
            likeness if likeness >= 1.0 => -GAP,
            likeness if likeness >= 0.3 => (GAP as f32 * 1.8 * (1.0 - likeness)) as i64,
            _ => 3 * GAP,
        }
    }
}

/// The paragraphs of each row of each table. Only the first paragraph of a cell counts.
fn rows<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<Vec<Vec<usize>>> {
    let mut tables: Vec<Vec<Vec<usize>>> = Vec::new();
    let mut last = None;
    for (at, place) in places.enumerate() {
        let Place::Cell { table, row, column } = place else { continue };
        if last == Some((*table, *row, *column)) {
            continue;
        }
        last = Some((*table, *row, *column));
        tables.resize_with(tables.len().max(table + 1), Vec::new);
        let Some(rows) = tables.get_mut(*table) else { continue };
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        rows.get_mut(*row).into_iter().for_each(|cells| cells.push(at));
    }
    tables
}
