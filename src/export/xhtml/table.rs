//! Tables as XHTML.
//!
//! If the screen is too narrow for the longest words of a table, its rows become records: one line
//! per cell, each after the header of its column. A box that scrolls horizontally would not do,
//! because paginating reading systems cut it off at the end of the page.

use super::writer::Writer;
use crate::column_widths::{ColumnExtent, TextMeasurer};
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Table};
use crate::export::xml::escape;

/// The class of tables with a breakpoint.
pub fn breakpoint_class(breakpoint: u32) -> String {
    format!("needs-{breakpoint}")
}

impl Writer<'_> {
    /// A table, shown as records below its breakpoint.
    pub fn table(&mut self, table: &Table) {
        let breakpoint = breakpoint(table);
        self.used.breakpoints.insert(breakpoint);
        self.raw(&format!("<div class=\"table {}\">\n", breakpoint_class(breakpoint)));
        self.grid(table);
        self.raw("</div>\n");
    }

    /// The table with caption, header and rows, then its notes and source.
    fn grid(&mut self, table: &Table) {
        self.page_break(table.id);
        self.raw(&format!("<table id=\"{}\">\n", self.anchor(table.id)));
        if let Some(caption) = &table.caption {
            self.raw("<caption>");
            self.caption(caption);
            self.raw("</caption>\n");
        }
        self.column_widths(&table.shares);
        self.raw("<thead>\n");
        self.row(&table.header, table, RowGroup::Header);
        self.raw("</thead>\n<tbody>\n");
        table.rows.iter().for_each(|row| self.row(row, table, RowGroup::Body));
        self.raw("</tbody>\n</table>\n");
        table.below.iter().for_each(|text| self.paragraph(text, "credit"));
    }

    /// The widths of the columns that the author gives.
    fn column_widths(&mut self, shares: &[f32]) {
        if shares.is_empty() {
            return;
        }
        let sum: f32 = shares.iter().sum();
        let column = |share: &f32| format!("<col{}/>", self.width(share / sum * 100.0, 2));
        let columns: String = shares.iter().map(column).collect();
        self.raw(&format!("<colgroup>{columns}</colgroup>\n"));
    }

    fn row(&mut self, cells: &[Cell], table: &Table, group: RowGroup) {
        self.raw("<tr>");
        cells.iter().enumerate().for_each(|(index, cell)| self.cell(cell, index, table, group));
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, index: usize, table: &Table, group: RowGroup) {
        let (element, attributes) = match group {
            RowGroup::Header if cell.content.is_empty() => ("td", String::new()),
            RowGroup::Header => ("th", " scope=\"col\"".into()),
            RowGroup::Body if index == 0 && table.row_headers => ("th", " scope=\"row\"".into()),
            RowGroup::Body => ("td", self.column_attribute(table.header.get(index))),
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

    /// The attribute with the column header that the style sheet prints before a cell of a record.
    fn column_attribute(&self, header: Option<&Cell>) -> String {
        let text = header.map(|cell| plain_text(&cell.content)).unwrap_or_default();
        match text.as_str() {
            "" => String::new(),
            text => {
                let text = format!("{text}{}", self.document.words.separator);
                format!(" data-column=\"{}\"", escape(&text.replace('\n', " ")))
            }
        }
    }
}

/// The width that keeps the longest word of each column whole, in `ch`, the width of a figure of
/// body text. Table text is smaller and its letters are narrower on average; the difference leaves
/// room for readers who increase the letter spacing.
fn breakpoint(table: &Table) -> u32 {
    const GAP: usize = 1;
    let columns = 0..table.header.len();
    let width: usize = columns.map(|column| longest_word(table, column) + GAP).sum();
    u32::try_from(width.next_multiple_of(STEP)).unwrap_or(u32::MAX)
}

/// Breakpoints are rounded up to multiples of this, so that the style sheet has few of them.
const STEP: usize = 2;

/// The width of the longest word of a column, in terminal columns (UAX #11).
fn longest_word(table: &Table, column: usize) -> usize {
    let rows = std::iter::once(&table.header).chain(&table.rows);
    let cells = rows.filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.content));
    let extents = cells.map(|cell| MEASURER.extent(&cell));
    extents.fold(ColumnExtent::default(), ColumnExtent::max).minimum as usize
}

/// Reading systems may break lines after these characters and between ideographs.
const MEASURER: TextMeasurer =
    TextMeasurer { breaks: &[' ', '-', '–', '/'], breaks_ideographs: true };

/// The part of a table that a row belongs to.
#[derive(Clone, Copy)]
enum RowGroup {
    Header,
    Body,
}
