//! A returned Word file in the form that is compared.

use std::collections::{HashMap, HashSet};

use super::paragraphs::{Hand, Place, Returned, Run, Tracked};
use super::reviewers::Reviewers;
use crate::draft::is_unbreakable;
use crate::draft::{Author, DraftParagraph, Format, Script};
use crate::word::{self, Block, Content, Field, Vertical, WordFile};

/// The paragraphs of a Word file: its body, then its notes. Contents and indexes are left out, because Word
/// made them. The changes of a redline are accepted, because the draft that was sent is the newer one.
pub fn paragraphs(
    file: &WordFile,
    index: usize,
    reviewers: &mut Reviewers,
    redline: Option<&Author>,
) -> Vec<Returned> {
    let notes = file.footnotes.iter().chain(&file.endnotes);
    let ids = file.footnotes.iter().map(|note| (false, note.id.as_str()));
    let ids = ids.chain(file.endnotes.iter().map(|note| (true, note.id.as_str())));
    let note_numbers = ids.enumerate().map(|(at, id)| (id, at)).collect();
    let mut reader = Reader {
        file,
        index,
        reviewers,
        redline,
        note_numbers,
        placed: HashSet::new(),
        row: Tracked::default(),
        is_apart: false,
        tables: 0,
        out: Vec::new(),
    };
    reader.blocks(&file.body, Place::Body);
    for (number, note) in notes.enumerate() {
        // A note is deleted if a redline deleted its reference.
        if redline.is_none() || reader.placed.contains(&number) {
            reader.note(&note.blocks, number);
        }
    }
    reader.out
}

struct Reader<'a> {
    file: &'a WordFile,
    index: usize,
    reviewers: &'a mut Reviewers,
    redline: Option<&'a Author>,
    note_numbers: HashMap<(bool, &'a str), usize>,
    /// The notes that have a reference.
    placed: HashSet<usize>,
    row: Tracked,
    /// Whether the style of the table sets the current cell apart.
    is_apart: bool,
    tables: usize,
    out: Vec<Returned>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        // A paragraph that the next one continues, because a redline deleted its end.
        let mut open = None;
        for block in blocks {
            match (block, place) {
                (Block::Paragraph(paragraph), _) => self.paragraph(paragraph, place, &mut open),
                (Block::Table(table), Place::Body) => {
                    self.close(&mut open);
                    self.table(table);
                }
                // A table in a cell has no separate place: its text belongs to the cell.
                (Block::Table(table), Place::Cell { .. } | Place::Note(_)) => {
                    self.close(&mut open);
                    let rows = table.rows.iter().filter(|row| !self.is_gone(&row.tracked));
                    let cells: Vec<_> = rows.flat_map(|row| &row.cells).collect();
                    cells.into_iter().for_each(|cell| self.blocks(&cell.blocks, place));
                }
            }
        }
        self.close(&mut open);
    }

    /// Ends a paragraph that nothing continues.
    fn close(&mut self, open: &mut Option<Returned>) {
        self.out.extend(open.take().filter(|it| !it.runs.is_empty()));
    }

    fn table(&mut self, table: &word::Table) {
        let rows = table.rows.iter().filter(|row| !self.is_gone(&row.tracked));
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return;
        }
        let number = self.tables;
        self.tables += 1;
        for (row, it) in rows.into_iter().enumerate() {
            self.row = self.tracked(&it.tracked);
            let mut column = 0;
            for cell in &it.cells {
                // The draft has an empty paragraph for a cell that continues the cell above it.
                let place = match cell.continues {
                    true => Place::Body,
                    false => Place::Cell { table: number, row, column },
                };
                self.is_apart =
                    if row == 0 { table.first_row } else { column == 0 && table.first_column };
                self.blocks(&cell.blocks, place);
                column += usize::from(!cell.continues);
            }
            (self.row, self.is_apart) = (Tracked::default(), false);
        }
    }

    /// A note, without the space after its number.
    fn note(&mut self, blocks: &[Block], number: usize) {
        let start = self.out.len();
        self.blocks(blocks, Place::Note(number));
        let first = self.out.get_mut(start).and_then(|it| it.runs.first_mut());
        if let Some(run) = first {
            run.text = run.text.trim_start().to_owned();
        }
    }

    fn paragraph(
        &mut self,
        paragraph: &word::Paragraph,
        place: Place,
        open: &mut Option<Returned>,
    ) {
        if paragraph.runs.iter().any(|run| run.field.as_deref().is_some_and(is_list)) {
            return;
        }
        let boxes = paragraph.runs.iter().filter_map(|run| match &run.content {
            Content::Object(object) => Some(&object.blocks),
            Content::Text(_)
            | Content::Math(_)
            | Content::Break
            | Content::PageBreak
            | Content::Symbol(_)
            | Content::Footnote(_)
            | Content::Endnote(_) => None,
        });
        let boxes: Vec<&Vec<Block>> = boxes.collect();
        let (mut runs, mut bookmarks) =
            open.take().map(|it| (it.runs, it.bookmarks)).unwrap_or_default();
        let plain = self.file.format(paragraph, &word::Format::default());
        let is_italic = plain.italic == Some(true);
        runs.extend(paragraph.runs.iter().filter_map(|run| self.run(run, is_italic)));
        // Most paragraphs have one run, and a vector makes room for four.
        runs.shrink_to_fit();
        bookmarks.extend(paragraph.bookmarks.iter().map(|it| it.name.clone()));
        let mark = self.tracked(&paragraph.mark);
        delete_fields(&mut runs, mark);
        let (number, style) = (paragraph.number, paragraph.style.clone());
        let returned = Returned {
            place,
            number,
            style,
            bookmarks,
            runs,
            mark,
            row: self.row,
            is_apart: self.is_apart,
        };
        match self.is_gone(&paragraph.mark) {
            true => *open = Some(returned),
            false => self.out.push(returned),
        }
        boxes.into_iter().for_each(|blocks| self.blocks(blocks, place));
    }

    /// A run of a paragraph, which may be italic as a whole.
    fn run(&mut self, run: &word::Run, is_italic: bool) -> Option<Run> {
        if self.is_gone(&run.tracked) {
            return None;
        }
        let note = match &run.content {
            Content::Footnote(id) => self.note_numbers.get(&(false, id.as_str())).copied(),
            Content::Endnote(id) => self.note_numbers.get(&(true, id.as_str())).copied(),
            Content::Text(_)
            | Content::Math(_)
            | Content::Break
            | Content::PageBreak
            | Content::Symbol(_)
            | Content::Object(_) => None,
        };
        self.placed.extend(note);
        let text = match &run.content {
            Content::Text(text) | Content::Math(text) => text.replace(is_unbreakable, " "),
            Content::Break => "\n".into(),
            Content::Symbol(symbol) => symbol.character.into(),
            Content::Footnote(_) | Content::Endnote(_) | Content::Object(_) => {
                DraftParagraph::OBJECT.into()
            }
            Content::PageBreak => return None,
        };
        let formatted = run.format_change.as_ref().and_then(|it| self.hand(&it.change));
        let (format, tracked) = (format(&run.format, is_italic), self.tracked(&run.tracked));
        Some(Run { text, format, formatted, tracked, note, is_field: run.field.is_some() })
    }

    fn tracked(&mut self, tracked: &word::Tracked) -> Tracked {
        Tracked {
            inserted: tracked.inserted.as_ref().and_then(|change| self.hand(change)),
            deleted: tracked.deleted.as_ref().and_then(|change| self.hand(change)),
        }
    }

    /// The person who made a change; nobody if it belongs to the redline.
    fn hand(&mut self, change: &word::Change) -> Option<Hand> {
        let (author, date) = (&change.author, change.date.as_deref());
        let is_known = self.redline.is_some_and(|redline| redline.made(author, date));
        (!is_known).then(|| self.reviewers.hand(self.index, Some(author), date))
    }

    /// Whether the redline deleted something.
    fn is_gone(&self, tracked: &word::Tracked) -> bool {
        let change = tracked.deleted.as_ref().zip(self.redline);
        change.is_some_and(|(change, redline)| redline.made(&change.author, change.date.as_deref()))
    }
}

/// Marks fields as deleted in a paragraph of which nothing else is left, not even its end, because
/// LibreOffice does not track the deletion of fields.
fn delete_fields(runs: &mut [Run], mark: Tracked) {
    let is_gone = |run: &Run| run.tracked.deleted.is_some();
    if mark.deleted.is_some() && runs.iter().any(is_gone) {
        let is_left = |run: &Run| !run.is_field && !is_gone(run);
        if !runs.iter().any(is_left) {
            let left = runs.iter_mut().filter(|run| run.tracked.deleted.is_none());
            left.for_each(|run| run.tracked.deleted = mark.deleted);
        }
    }
}

/// Whether a field is a list that Word makes: contents, an index.
fn is_list(field: &Field) -> bool {
    let name = field.instruction.split_whitespace().next().unwrap_or_default();
    let own =
        ["TOC", "INDEX", "TOA", "BIBLIOGRAPHY"].iter().any(|it| name.eq_ignore_ascii_case(it));
    own || field.outer.as_deref().is_some_and(is_list)
}

/// The part of a format that an author of a report can choose. Emphasis in an italic paragraph is upright.
fn format(format: &word::Format, is_italic: bool) -> Format {
    Format {
        strong: format.bold == Some(true),
        emphasis: format.italic == Some(!is_italic),
        script: match format.vertical {
            Some(Vertical::Superscript) => Script::Superscript,
            Some(Vertical::Subscript) => Script::Subscript,
            Some(Vertical::Baseline) | None => Script::Baseline,
        },
        small_caps: format.capitals == Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_a_deleted_paragraph_are_deleted() {
        let by = Some(Hand(3));
        let run = |is_field, deleted| Run {
            text: "1.1".into(),
            format: Format::default(),
            formatted: None,
            tracked: Tracked { inserted: None, deleted },
            note: None,
            is_field,
        };
        let deleted = |mut runs: Vec<Run>, mark| {
            delete_fields(&mut runs, Tracked { inserted: None, deleted: mark });
            runs.iter().map(|run| run.tracked.deleted.is_some()).collect::<Vec<bool>>()
        };
        assert_eq!(deleted(vec![run(false, by), run(true, None)], by), [true, true]);
        assert_eq!(deleted(vec![run(false, by), run(true, None)], None), [true, false]);
        let rest = vec![run(false, by), run(true, None), run(false, None)];
        assert_eq!(deleted(rest, by), [true, false, false]);
        assert_eq!(deleted(vec![run(true, None)], by), [false]);
    }
}
