//! Rows, columns and whole tables.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Outcome, Planner, alike, trimmed};
use crate::review::proposals::Content;
use crate::review::today::Reason;
use crate::review::words::plain;
use crate::rewrite::{Change, Edit, NewItem, NewValue, Side};

/// The rows that were added to the source, by table and texts: how many of each are not matched with a
/// proposal yet.
#[derive(Debug, Default)]
pub(super) struct NewRows(HashMap<(usize, Vec<String>), usize>);

impl NewRows {
    /// Takes one of the rows with some texts in a table. Returns whether there was one.
    fn take(&mut self, table: Option<usize>, texts: Vec<String>) -> bool {
        let left = table.and_then(|table| self.0.get_mut(&(table, texts)));
        let left = left.filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }
}

impl Planner<'_> {
    pub(super) fn insert_row(
        &self,
        beside: usize,
        after: bool,
        cells: &[Vec<Content>],
        new: &mut NewRows,
    ) -> Result<Outcome, Reason> {
        let Some(now) = self.now(beside)? else { return Ok(Outcome::Overtaken) };
        let texts = cells.iter().map(|cell| plain(self.printed(cell).trim())).collect();
        if new.take(self.today.sent.get(now).and_then(|it| it.place.table()), texts) {
            return Ok(Outcome::Done);
        }
        let (mut row, mut edits) = (Vec::new(), Vec::new());
        for cell in cells {
            row.push(NewValue::Text(trimmed(self.content(cell, now, &mut edits)?)));
        }
        let side = if after { Side::After } else { Side::Before };
        let (beside, side) = match self.today.item(now) {
            Ok(item) => (item, side),
            // After the header means before the first row.
            Err(reason) => match self.today.next_row(now) {
                Some(next) if after => (self.today.item(next)?, Side::Before),
                Some(_) | None => return Err(reason),
            },
        };
        let item = NewItem { key: None, value: NewValue::List(row) };
        edits.push(Edit::Insert { beside, side, item });
        Ok(Outcome::Ready(Change(edits)))
    }

    /// The rows that were added to the source.
    pub(super) fn new_rows(&self) -> NewRows {
        let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (at, it) in self.today.sent.iter().enumerate() {
            if let Some(row) = it.place.table().zip(it.place.row()) {
                rows.entry(row).or_default().push(at);
            }
        }
        let is_new = |cells: &[usize]| cells.iter().all(|at| self.mapping.is_new(*at));
        let mut new = NewRows::default();
        for ((table, _), cells) in rows.iter().filter(|it| is_new(it.1)) {
            let texts = cells.iter().map(|at| plain(self.text(*at).trim()));
            *new.0.entry((*table, texts.collect())).or_default() += 1;
        }
        new
    }

    /// Adds a cell to each row. The cells of a row are one list.
    pub(super) fn insert_column(
        &self,
        after: bool,
        cells: &[(usize, Vec<Content>)],
    ) -> Result<Outcome, Reason> {
        let mut edits = Vec::new();
        let mut done = !cells.is_empty();
        for (beside, content) in cells {
            let Some(now) = self.now(*beside)? else { return Ok(Outcome::Overtaken) };
            done &= self.has_cell(now, after, &self.printed(content));
            let item = self.today.cell(now)?;
            let value = NewValue::Text(trimmed(self.content(content, now, &mut edits)?));
            let side = if after { Side::After } else { Side::Before };
            edits.push(Edit::Insert { beside: item, side, item: NewItem { key: None, value } });
        }
        Ok(if done { Outcome::Done } else { Outcome::Ready(Change(edits)) })
    }

    fn has_cell(&self, now: usize, after: bool, text: &str) -> bool {
        let next = if after { Some(now + 1) } else { now.checked_sub(1) };
        let row = |at: usize| self.today.sent.get(at).map(|it| (it.place.table(), it.place.row()));
        next.is_some_and(|next| {
            row(next) == row(now)
                && self.mapping.is_new(next)
                && alike(self.text(next).trim(), text.trim())
        })
    }

    pub(super) fn remove_table(&self, cell: usize) -> Result<Outcome, Reason> {
        let Some(now) = self.now(cell)? else { return Ok(Outcome::Done) };
        let item: Range<usize> = self.today.block(now)?;
        Ok(Outcome::Ready(Change(vec![Edit::Remove { item }])))
    }

    /// Refuses a new table, because the editor must decide which row is its header, and write its caption.
    pub(super) fn insert_table(&self, rows: &[Vec<Vec<Content>>]) -> Outcome {
        let line = |row: &Vec<Vec<Content>>| {
            let cells = row.iter().map(|cell| quoted(self.printed(cell).trim()));
            format!("[{}]", cells.collect::<Vec<_>>().join(", "))
        };
        let mut lines = rows.iter().map(line);
        let header = lines.next().unwrap_or_default();
        let rows: String = lines.map(|row| format!("\n      - {row}")).collect();
        let yaml = format!("- table:\n    header: {header}\n    rows:{rows}");
        Outcome::Refused(Reason::new(
            "it adds a table",
            format!(
                "paste the table into the source where it belongs, and add its `caption`:\n{yaml}"
            ),
        ))
    }
}

/// A text in double quotes, with escapes for inline markup (docs/source-format.md) and YAML.
fn quoted(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '^' | '~' | '[' | ']') {
            marked.push('\\');
        }
        marked.push(if character == '\n' { ' ' } else { character });
    }
    serde_json::Value::from(marked).to_string()
}
