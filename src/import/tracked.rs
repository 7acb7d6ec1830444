//! How many tracked changes of a Word file are open.

use std::sync::Arc;

use crate::word::{Block, Change, Paragraph, Tracked, WordFile};

/// The number of open changes; neighbouring runs of one change are one.
pub fn open_changes(file: &WordFile) -> usize {
    let mut count = Count::default();
    let notes = file.footnotes.iter().chain(&file.endnotes).flat_map(|note| &note.blocks);
    file.body.iter().chain(notes).for_each(|block| count.block(block));
    count.changes
}

#[derive(Default)]
struct Count {
    changes: usize,
    /// The change before.
    last: Option<Arc<Change>>,
}

impl Count {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => {
                self.changes += usize::from(table.properties_change.is_some());
                for row in &table.rows {
                    self.tracked(&row.tracked);
                    for cell in &row.cells {
                        self.tracked(&cell.tracked);
                        cell.blocks.iter().for_each(|block| self.block(block));
                    }
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        for run in &paragraph.runs {
            self.tracked(&run.tracked);
            self.changes += usize::from(run.format_change.is_some());
            if let crate::word::Content::Object(object) = &run.content {
                object.blocks.iter().for_each(|block| self.block(block));
            }
        }
        self.tracked(&paragraph.mark);
        self.changes += usize::from(paragraph.properties_change.is_some());
    }

    fn tracked(&mut self, tracked: &Tracked) {
        let change = tracked.inserted.as_ref().or(tracked.deleted.as_ref());
        if change.is_some() && change != self.last.as_ref() {
            self.changes += 1;
        }
        self.last = change.cloned();
    }
}
