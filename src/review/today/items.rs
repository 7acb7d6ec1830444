//! The items of the source that paragraphs belong to.

use std::ops::Range;

use super::{Listing, Reason, Today, generated};
use crate::draft::DraftKind;
use crate::origin::Generator;
use crate::rewrite::locate;
use crate::yaml::tree::Value;

impl<'a> Today<'a> {
    /// The place for the first words of an empty cell.
    pub(super) fn empty_cell(&self, at: usize) -> Result<Range<usize>, Reason> {
        let column = match self.paragraph(at).map(|it| &it.kind) {
            Some(DraftKind::Cell { column, .. }) => *column as usize,
            Some(_) | None => return Err(generated(Generator::Layout)),
        };
        let own = self.sent.get(at).map(|it| it.place);
        let in_row = |other: &usize| {
            let other = self.sent.get(*other).map(|it| it.place);
            other.zip(own).is_some_and(|(a, b)| a.table() == b.table() && a.row() == b.row())
        };
        let before = (0..at).rev().take_while(in_row);
        let mut row = before.chain((at + 1..self.sent.len()).take_while(in_row));
        let row = row.find_map(|other| {
            let steps = self.located(other).ok()?.steps;
            steps.into_iter().rev().map(|step| step.parent).find(|node| match &node.value {
                Value::Sequence(_) => true,
                Value::Scalar(_) | Value::Mapping(_) => false,
            })
        });
        let cell = match row.map(|row| &row.value) {
            Some(Value::Sequence(cells)) => cells.get(column),
            Some(Value::Scalar(_) | Value::Mapping(_)) | None => None,
        };
        let empty = cell.filter(|cell| match &cell.value {
            Value::Scalar(scalar) => scalar.text.is_empty(),
            Value::Sequence(_) | Value::Mapping(_) => false,
        });
        empty.map(|cell| cell.place.start..cell.place.start).ok_or_else(|| {
            Reason::new("the source has no text for this cell", "fill the cell in the source")
        })
    }

    /// The extent of a cell within its row.
    ///
    /// # Errors
    ///
    /// If its row is not a list of texts.
    pub fn cell(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let step = located.steps.last().filter(|step| step.entry.is_none());
        step.map(|step| step.node.extent.clone()).ok_or_else(|| {
            Reason::new(
                "the row is not a list of texts",
                format!("add the column to the table at `{located}` in the source"),
            )
        })
    }

    /// The extent of the item that consists of a paragraph.
    ///
    /// # Errors
    ///
    /// If the paragraph is not an item, or the item has other paragraphs.
    pub fn item(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let listing = self.listing(at);
        let step = match listing {
            Listing::Row => {
                located.steps.iter().rev().find(|step| step.entry.is_none() && holds_list(step))
            }
            Listing::Fixed => None,
            Listing::Block | Listing::Item | Listing::Entry => located.item(),
        };
        let Some(step) = step else {
            return Err(Reason::new(
                "it is not an item of a list",
                format!("edit `{located}` in the source"),
            ));
        };
        let extent = step.node.extent.clone();
        if listing != Listing::Row && self.within(&extent).any(|other| other != at) {
            return Err(Reason::new(
                "other paragraphs belong to it",
                format!("edit `{located}` in the source"),
            ));
        }
        Ok(extent)
    }

    /// The key of the list that contains a paragraph as an item, if the list is a block: bulleted or
    /// numbered.
    pub fn list_key(&self, at: usize) -> Option<&'a str> {
        let is_item = matches!(self.paragraph(at)?.kind, DraftKind::Item(1));
        let steps = self.located(at).ok().filter(|_| is_item)?.steps;
        let item = steps.iter().rposition(|step| step.entry.is_none())?;
        let key = &*steps.get(item.checked_sub(1)?)?.entry?.key;
        LISTS.contains(&key).then_some(key)
    }

    /// The extent of the innermost item that contains a paragraph, with all its content.
    ///
    /// # Errors
    ///
    /// If the paragraph is not in an item.
    pub fn entry(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let item = located.item().map(|step| step.node.extent.clone());
        item.ok_or_else(|| {
            Reason::new("it is not an item of a list", format!("edit `{located}` in the source"))
        })
    }

    /// The first cell of the row after the row of a cell.
    pub fn next_row(&self, at: usize) -> Option<usize> {
        let own = self.sent.get(at)?.place;
        (at + 1..self.sent.len())
            .take_while(|at| self.sent.get(*at).is_some_and(|it| it.place.table() == own.table()))
            .find(|at| self.sent.get(*at).is_some_and(|it| it.place.row() != own.row()))
    }

    /// The extent of the block that a paragraph belongs to.
    ///
    /// # Errors
    ///
    /// If it does not belong to a block.
    pub fn block(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let pairs = located.steps.iter().zip(located.steps.iter().skip(1));
        let block = pairs.rev().find(|(outer, inner)| {
            inner.entry.is_none() && outer.entry.is_some_and(|entry| entry.key == "content")
        });
        block.map(|(_, step)| step.node.extent.clone()).ok_or_else(|| {
            Reason::new(
                "its place has no list of blocks",
                format!("edit `{located}` in the source"),
            )
        })
    }

    /// The key after which the content of a section belongs, for a section without content. The paragraph is
    /// the heading of the section or the last person under it.
    pub fn before_content(&self, at: usize) -> Option<Range<usize>> {
        let section = self.section(at)?;
        let is_missing = section.entry("content").is_none();
        let before = section.entries().iter().rfind(|entry| BEFORE_CONTENT.contains(&&*entry.key));
        before.filter(|_| is_missing).map(|entry| entry.key_place.clone())
    }
}

/// The keys of a section before its content, in the order of docs/source-format.md.
const BEFORE_CONTENT: [&str; 8] =
    ["kind", "title", "short_title", "id", "moderator", "rapporteur", "speakers", "co_organisers"];

/// The keys of lists that are blocks.
const LISTS: [&str; 2] = ["bullets", "numbered"];

/// Whether a step leads to an item of a list of lists or mappings.
fn holds_list(step: &locate::Step) -> bool {
    match &step.node.value {
        Value::Sequence(_) | Value::Mapping(_) => true,
        Value::Scalar(_) => false,
    }
}
