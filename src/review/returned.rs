//! A returned Word file in the form in which it is compared.

use std::collections::HashMap;

use super::paragraphs::{Hand, Place, Returned, Run, Tracked};
use super::reviewers::Reviewers;
use crate::draft::{DraftParagraph, Format, Script};
use crate::word::{self, Block, Content, Field, Vertical, WordFile};

/// The paragraphs of a Word file: its body, then its notes. Contents and indexes are left out: Word
/// made them.
pub fn paragraphs(file: &WordFile, index: usize, reviewers: &mut Reviewers) -> Vec<Returned> {
    let notes = file.footnotes.iter().chain(&file.endnotes);
    let ids = file.footnotes.iter().map(|note| (false, note.id.as_str()));
    let ids = ids.chain(file.endnotes.iter().map(|note| (true, note.id.as_str())));
    let note_numbers = ids.enumerate().map(|(at, id)| (id, at)).collect();
    let mut reader = Reader {
        index,
        reviewers,
        note_numbers,
        row: Tracked::default(),
        tables: 0,
        out: Vec::new(),
    };
    reader.blocks(&file.body, Place::Body);
    for (number, note) in notes.enumerate() {
        reader.note(&note.blocks, number);
    }
    reader.out
}

struct Reader<'a> {
    index: usize,
    reviewers: &'a mut Reviewers,
    note_numbers: HashMap<(bool, &'a str), usize>,
    row: Tracked,
    tables: usize,
    out: Vec<Returned>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            match (block, place) {
                (Block::Paragraph(paragraph), _) => self.paragraph(paragraph, place),
                (Block::Table(table), Place::Body) => self.table(table),
                // A table in a cell has no place of its own: its text belongs to the cell.
                (Block::Table(table), Place::Cell { .. } | Place::Note(_)) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(&cell.blocks, place));
                }
            }
        }
    }

    fn table(&mut self, table: &word::Table) {
        let number = self.tables;
        self.tables += 1;
        for (row, it) in table.rows.iter().enumerate() {
            self.row = self.tracked(&it.tracked);
            for (column, cell) in it.cells.iter().enumerate() {
                self.blocks(&cell.blocks, Place::Cell { table: number, row, column });
            }
            self.row = Tracked::default();
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

    fn paragraph(&mut self, paragraph: &word::Paragraph, place: Place) {
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
        let runs: Vec<Run> = paragraph.runs.iter().filter_map(|run| self.run(run)).collect();
        let mark = self.tracked(&paragraph.mark);
        self.out.push(Returned {
            place,
            number: paragraph.number,
            style: paragraph.style.clone(),
            bookmarks: paragraph.bookmarks.iter().map(|it| it.name.clone()).collect(),
            runs,
            mark,
            row: self.row,
        });
        boxes.into_iter().for_each(|blocks| self.blocks(blocks, place));
    }

    fn run(&mut self, run: &word::Run) -> Option<Run> {
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
        let text = match &run.content {
            Content::Text(text) | Content::Math(text) => text.clone(),
            Content::Break => "\n".into(),
            Content::Symbol(symbol) => symbol.character.into(),
            Content::Footnote(_) | Content::Endnote(_) | Content::Object(_) => {
                DraftParagraph::OBJECT.into()
            }
            Content::PageBreak => return None,
        };
        let formatted = run.format_change.as_ref().map(|it| self.hand(&it.change));
        let (format, tracked) = (format(&run.format), self.tracked(&run.tracked));
        Some(Run { text, format, formatted, tracked, note, is_field: run.field.is_some() })
    }

    fn tracked(&mut self, tracked: &word::Tracked) -> Tracked {
        Tracked {
            inserted: tracked.inserted.as_ref().map(|change| self.hand(change)),
            deleted: tracked.deleted.as_ref().map(|change| self.hand(change)),
        }
    }

    fn hand(&mut self, change: &word::Change) -> Hand {
        self.reviewers.hand(self.index, Some(&change.author), change.date.as_deref())
    }
}

/// Whether a field is a list that Word makes: contents, an index.
fn is_list(field: &Field) -> bool {
    let name = field.instruction.split_whitespace().next().unwrap_or_default();
    let own =
        ["TOC", "INDEX", "TOA", "BIBLIOGRAPHY"].iter().any(|it| name.eq_ignore_ascii_case(it));
    own || field.outer.as_deref().is_some_and(is_list)
}

/// The format as far as an author of a report chooses it.
fn format(format: &word::Format) -> Format {
    Format {
        strong: format.bold == Some(true),
        emphasis: format.italic == Some(true),
        script: match format.vertical {
            Some(Vertical::Superscript) => Script::Superscript,
            Some(Vertical::Subscript) => Script::Subscript,
            Some(Vertical::Baseline) | None => Script::Baseline,
        },
        small_caps: false,
    }
}
