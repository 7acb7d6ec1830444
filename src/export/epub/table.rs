//! Tables as XHTML.
//!
//! Where a screen has less room than the words of a table need, its rows are shown as records: a
//! line a cell, each after the header of its column. A box that scrolls would do on a screen, but
//! reading systems that show pages cut it off at their foot.

use std::collections::BTreeSet;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::writer::Writer;
use super::xhtml::escape;
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Table};

/// Rooms, in `ch` of the text, below which tables are shown as records.
pub type Rooms = BTreeSet<u32>;

/// The name of the class of tables that need some room.
pub fn room_class(room: u32) -> String {
    format!("needs-{room}")
}

impl Writer<'_> {
    /// A table, shown as records where there is too little room.
    pub fn table(&mut self, table: &Table) {
        let room = room(table);
        self.rooms.insert(room);
        self.raw(&format!("<div class=\"table {}\">\n", room_class(room)));
        self.grid(table);
        self.raw("</div>\n");
    }

    /// A table with caption, header and rows; its source follows it.
    fn grid(&mut self, table: &Table) {
        self.page_break(table.id);
        self.raw(&format!("<table id=\"{}\">\n", self.anchor(table.id)));
        if let Some(caption) = &table.caption {
            self.raw("<caption>");
            self.caption(caption);
            self.raw("</caption>\n");
        }
        self.raw("<thead>\n");
        self.row(&table.header, table, Row::Header);
        self.raw("</thead>\n<tbody>\n");
        table.rows.iter().for_each(|row| self.row(row, table, Row::Body));
        self.raw("</tbody>\n</table>\n");
        table.source.iter().for_each(|source| self.paragraph(source, "credit"));
    }

    fn row(&mut self, cells: &[Cell], table: &Table, row: Row) {
        self.raw("<tr>");
        cells.iter().enumerate().for_each(|(index, cell)| self.cell(cell, index, table, row));
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, index: usize, table: &Table, row: Row) {
        let (element, attributes) = match row {
            Row::Header if cell.content.is_empty() => ("td", String::new()),
            Row::Header => ("th", " scope=\"col\"".into()),
            Row::Body if index == 0 && table.row_headers => ("th", " scope=\"row\"".into()),
            Row::Body => ("td", self.column(table.header.get(index))),
        };
        let class = match table.columns.get(index) {
            Some(ColumnAlignment::Centre) => " class=\"centre\"",
            Some(ColumnAlignment::End) => " class=\"end\"",
            Some(ColumnAlignment::Start) | None => "",
        };
        self.raw(&format!("<{element} id=\"{}\"{class}{attributes}>", self.anchor(cell.id)));
        self.inlines_of(cell.id, &cell.content);
        self.raw(&format!("</{element}>"));
    }

    /// The attribute that says before a cell of a record what column it is of.
    fn column(&self, header: Option<&Cell>) -> String {
        let words = header.map(|cell| plain_text(&cell.content)).unwrap_or_default();
        match words.as_str() {
            "" => String::new(),
            words => {
                let words = format!("{words}{}", self.document.words.separator);
                format!(" data-column=\"{}\"", escape(&words.replace('\n', " ")))
            }
        }
    }
}

/// The room that keeps the longest word of each column whole, in `ch`, the width of a figure of the
/// text: letters of a table are smaller and on average narrower, but a reader may set them apart.
fn room(table: &Table) -> u32 {
    const GAP: usize = 1;
    let columns = 0..table.header.len();
    let room: usize = columns.map(|column| longest(table, column) + GAP).sum();
    u32::try_from(room.next_multiple_of(STEP)).unwrap_or(u32::MAX)
}

/// Rooms are told apart in steps, so that the style sheet stays short.
const STEP: usize = 2;

/// The columns of a terminal (UAX #11) that the longest word in a column takes.
fn longest(table: &Table, column: usize) -> usize {
    let rows = std::iter::once(&table.header).chain(&table.rows);
    let cells = rows.filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.content));
    cells.map(|cell| cell.split(BREAKS).map(width).max().unwrap_or(0)).max().unwrap_or(0)
}

/// Where words end, or may be broken.
const BREAKS: [char; 5] = [' ', '\n', '-', '–', '/'];

/// Ideographs may be broken anywhere.
fn width(word: &str) -> usize {
    let wide = |character: char| character.width() == Some(2);
    if word.contains(wide) { WIDE_WORD } else { word.width() }
}

/// Two ideographs.
const WIDE_WORD: usize = 4;

/// Which part of a table a row belongs to.
#[derive(Clone, Copy)]
enum Row {
    Header,
    Body,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_parts_that_cannot_be_broken_are_measured() {
        let words = "self-evident and/or 2015–2022".split(BREAKS).map(width);
        assert_eq!(words.collect::<Vec<_>>(), [4, 7, 3, 2, 4, 4]);
        assert_eq!(width("会議の報告書"), WIDE_WORD);
    }
}
