//! The first rows and columns of tables, which may be entirely bold.

use std::collections::{HashMap, HashSet};

use crate::draft::DraftParagraph;
use crate::review::paragraphs::{Place, Returned, Run};

/// The first row of a table, or the rest of its first column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Head {
    Row(usize),
    Column(usize),
}

impl Head {
    /// The first row or column that contains a place.
    pub(super) fn of(place: Place) -> Option<Head> {
        match place {
            Place::Cell { table, row: 0, .. } => Some(Head::Row(table)),
            Place::Cell { table, column: 0, .. } => Some(Head::Column(table)),
            Place::Cell { .. } | Place::Body | Place::Note(_) => None,
        }
    }

    /// The other of the two.
    fn other(self) -> Head {
        match self {
            Head::Row(table) => Head::Column(table),
            Head::Column(table) => Head::Row(table),
        }
    }
}

/// The first rows and columns that are entirely bold. Table styles make them bold, and LibreOffice writes
/// this into the runs of their cells. The bold of a single cell may be the author's, unless the table style
/// emphasizes it.
pub(super) fn bold_heads(returned: &[Returned]) -> HashSet<Head> {
    let mut cells: HashMap<Head, (usize, bool)> = HashMap::new();
    for paragraph in returned {
        let has_words = |run: &&Run| !run.text.trim().is_empty();
        let words: Vec<&Run> = paragraph.runs.iter().filter(has_words).collect();
        if let Some(head) = Head::of(paragraph.place).filter(|_| !words.is_empty()) {
            let (count, is_bold) = cells.entry(head).or_insert((0, true));
            *count += if paragraph.is_apart { 2 } else { 1 };
            *is_bold &=
                words.iter().all(|run| run.format.strong || run.text == DraftParagraph::OBJECT);
        }
    }
    let is_bold = |head: &Head| cells.get(head).is_some_and(|it| it.1);
    let found = cells
        .iter()
        .filter(|(head, (count, _))| is_bold(head) && (*count > 1 || is_bold(&head.other())));
    found.map(|(head, _)| *head).collect()
}
