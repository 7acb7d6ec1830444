//! What the aligners of reviews pair: the paragraphs and tables of a story.

use crate::draft::DraftKind;
use crate::export::docx::redline::{Manuscript, Table, WordBlock};
use crate::review::paragraphs::{Group, Place, Sent};

/// Blocks that are paired as one.
#[derive(Clone, Debug)]
pub struct Unit<'m> {
    /// What it is.
    pub kind: Kind<'m>,
    /// The name that it has in both revisions, if the author gave it one or its text is the same.
    name: String,
    /// The text.
    pub text: String,
}

/// What a unit is.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'m> {
    /// A paragraph.
    Paragraph(usize),
    /// A table.
    Table(&'m Table),
    /// Blocks that Word makes of others, and content that is not text.
    Fixed(&'m [WordBlock]),
}

/// The units of some blocks.
pub fn units<'m>(side: &'m Manuscript, blocks: &'m [WordBlock]) -> Vec<Unit<'m>> {
    let is_index = |block: &WordBlock| match block {
        WordBlock::Paragraph(number) => kind(side, *number) == Some(&DraftKind::IndexEntry),
        WordBlock::Table(_) | WordBlock::Other(_) => false,
    };
    let chunks = blocks.chunk_by(|one, other| is_index(one) && is_index(other));
    let unit = |chunk: &'m [WordBlock]| match chunk {
        [WordBlock::Paragraph(number)] if !chunk.iter().any(is_index) => paragraph(side, *number),
        [WordBlock::Table(table)] => of_table(side, table),
        [WordBlock::Other(element)] => fixed(chunk, &element.name),
        [] | [WordBlock::Paragraph(_), ..] | [WordBlock::Table(_) | WordBlock::Other(_), _, ..] => {
            fixed(chunk, "index")
        }
    };
    chunks.map(unit).collect()
}

fn kind(side: &Manuscript, number: usize) -> Option<&DraftKind> {
    side.draft.paragraphs.get(number).map(|said| &said.kind)
}

fn paragraph(side: &Manuscript, number: usize) -> Unit<'_> {
    let name = side.draft.paragraphs.get(number).map(|said| said.bookmark.clone());
    let text = side.paragraph(number).map(|it| it.text.clone());
    let (name, text) = (name.unwrap_or_default(), text.unwrap_or_default());
    Unit { kind: Kind::Paragraph(number), name, text }
}

fn of_table<'m>(side: &'m Manuscript, table: &'m Table) -> Unit<'m> {
    let first = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
    let name = first.clone().find_map(|block| match block {
        WordBlock::Paragraph(number) => {
            let Some(DraftKind::Cell { table, .. }) = kind(side, *number) else { return None };
            Some(format!("table {table}"))
        }
        WordBlock::Table(_) | WordBlock::Other(_) => None,
    });
    let text = table.rows.iter().map(|row| row_text(side, &row.cells)).collect::<Vec<_>>();
    Unit { kind: Kind::Table(table), name: name.unwrap_or_default(), text: text.join("\n") }
}

/// The text of cells, without what is in nested tables.
pub fn row_text(side: &Manuscript, cells: &[crate::export::docx::redline::Cell]) -> String {
    let blocks = cells.iter().flat_map(|cell| &cell.blocks);
    let texts = blocks.filter_map(|block| match block {
        WordBlock::Paragraph(number) => side.paragraph(*number).map(|it| it.text.as_str()),
        WordBlock::Table(_) | WordBlock::Other(_) => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn fixed<'m>(blocks: &'m [WordBlock], name: &str) -> Unit<'m> {
    let (name, text) = (format!("fixed {name}"), name.to_owned());
    Unit { kind: Kind::Fixed(blocks), name, text }
}

impl Unit<'_> {
    /// As a paragraph of the older side, with its name or without.
    pub fn sent(&self, has_name: bool) -> Sent {
        Sent {
            bookmark: if has_name { self.name.clone() } else { String::new() },
            place: Place::Body,
            text: self.text.clone(),
            formats: Vec::new(),
            is_generated: false,
            captions: None,
        }
    }

    /// As a paragraph of the newer side, with its name or without.
    pub fn group(&self, index: usize, has_name: bool) -> Group {
        Group {
            paragraphs: index..index + 1,
            place: Place::Body,
            bookmarks: has_name.then(|| self.name.clone()).into_iter().collect(),
            text: self.text.clone(),
            is_new: false,
        }
    }
}
