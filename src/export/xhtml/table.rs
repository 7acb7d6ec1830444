//! Tables as XHTML.
//!
//! If the screen is too narrow for the longest words of a table, its rows become records: one line
//! per cell, each after the header of its column. A box that scrolls horizontally would not do,
//! because paginating reading systems cut it off at the end of the page.

use std::collections::HashMap;

use super::writer::{Writer, class_attribute, decimals_class};
use crate::column_widths::{ColumnExtent, TextMeasurer, widen};
use crate::decimal_alignment::decimals as decimals_of;
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, ElementId, GridCell, RowGroup, Table, grid};
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
        let class = class_attribute(if table.has_rotated_header() { "rotated" } else { "" });
        self.raw(&format!("<table id=\"{}\"{class}>\n", self.anchor(table.id)));
        if let Some(caption) = &table.caption {
            self.raw("<caption>");
            self.caption(caption);
            self.raw("</caption>\n");
        }
        self.column_widths(&table.shares);
        let columns = table.column_headers();
        let decimals = Decimals::of(table);
        let is_complex = table.is_complex();
        for (group, rows) in table.groups() {
            let element = match group {
                RowGroup::Header => "thead",
                RowGroup::Body => "tbody",
                RowGroup::Totals => "tfoot",
            };
            self.raw(&format!("<{element}>\n"));
            for (cells, grid) in rows.iter().zip(grid(rows)) {
                let (columns, grid, decimals) = (&columns, &grid, &decimals);
                self.row(cells, &Row { table, group, columns, grid, decimals, is_complex });
            }
            self.raw(&format!("</{element}>\n"));
        }
        self.raw("</table>\n");
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

    fn row(&mut self, cells: &[Cell], row: &Row) {
        self.raw("<tr>");
        cells.iter().for_each(|cell| self.cell(cell, row));
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, row: &Row) {
        let (element, attributes) = match row.group {
            RowGroup::Header if cell.content.is_empty() => ("td", String::new()),
            RowGroup::Header => ("th", " scope=\"col\"".into()),
            RowGroup::Body | RowGroup::Totals if row.table.is_row_header(cell) => {
                ("th", " scope=\"row\"".into())
            }
            RowGroup::Body | RowGroup::Totals => ("td", self.column_attribute(cell, row.columns)),
        };
        let mut classes = Vec::new();
        match row.table.alignment(cell) {
            ColumnAlignment::Centre => classes.push("centre"),
            ColumnAlignment::End => classes.push("end"),
            ColumnAlignment::Start => {}
        }
        if row.group == RowGroup::Header && cell.columns > 1 {
            classes.push("group");
        }
        if cell.rotated {
            self.used.has_rotated_headers = true;
            classes.push("rotated");
        }
        let missing = row.decimals.missing(cell);
        self.used.decimals.extend(missing);
        let missing = missing.map(decimals_class).unwrap_or_default();
        classes.extend(Some(missing.as_str()).filter(|class| !class.is_empty()));
        let class = class_attribute(&classes.join(" "));
        let spans = [("colspan", cell.columns), ("rowspan", cell.rows)].into_iter();
        let spans = spans.filter(|(_, span)| *span > 1);
        let spans: String = spans.map(|(name, span)| format!(" {name}=\"{span}\"")).collect();
        let headers = self.headers(cell, row);
        let id = self.anchor(cell.id);
        self.raw(&format!("<{element} id=\"{id}\"{class}{attributes}{spans}{headers}>"));
        // Browsers rotate a box in a cell, but not the cell.
        let [open, close] = if cell.rotated { ["<span>", "</span>"] } else { ["", ""] };
        self.raw(open);
        self.inlines_of(cell.id, &cell.content);
        self.raw(close);
        self.blocks(&cell.blocks);
        self.raw(&format!("</{element}>"));
    }

    /// The headers of a cell in a table where scopes do not say enough.
    fn headers(&self, cell: &Cell, row: &Row) -> String {
        if row.group == RowGroup::Header || !row.is_complex {
            return String::new();
        }
        let headers = row.table.headers_of(cell, row.columns, row.grid);
        let headers: Vec<&str> = headers.into_iter().map(|id| self.anchor(id)).collect();
        match headers.is_empty() {
            true => String::new(),
            false => format!(" headers=\"{}\"", headers.join(" ")),
        }
    }

    /// The attribute with the column headers that the style sheet prints before a cell of a record.
    fn column_attribute(&self, cell: &Cell, columns: &[Vec<&Cell>]) -> String {
        let headers = Table::headers_above(cell, columns).into_iter();
        let texts: Vec<String> = headers.map(|it| plain_text(&it.content)).collect();
        match texts.join(" ").as_str() {
            "" => String::new(),
            text => {
                let text = format!("{text}{}", self.document.words.separator);
                format!(" data-column=\"{}\"", escape(&text.replace('\n', " ")))
            }
        }
    }
}

/// A row, with what its cells need to know about the table.
struct Row<'a> {
    table: &'a Table,
    group: RowGroup,
    /// The header cells above each column.
    columns: &'a [Vec<&'a Cell>],
    /// The cells of the row, including those that span it from above.
    grid: &'a [GridCell<'a>],
    decimals: &'a Decimals,
    /// Whether scopes do not say enough; see [`Table::is_complex`].
    is_complex: bool,
}

/// The widths of decimals, in `ch`, by which figures are aligned on the decimal sign. In these columns, every
/// figure is one `ch` wide; other signs are assumed to be half as wide.
struct Decimals {
    /// The widest of each column.
    widest: Vec<f32>,
    own: HashMap<ElementId, f32>,
}

impl Decimals {
    fn of(table: &Table) -> Decimals {
        let mut decimals = Decimals { widest: vec![0.0; table.columns.len()], own: HashMap::new() };
        for cell in table.rows.iter().flatten() {
            let is_aligned = cell.columns == 1 && table.alignment(cell) == ColumnAlignment::End;
            let text = plain_text(&cell.content);
            let Some(own) = decimals_of(text.trim()).filter(|_| is_aligned) else { continue };
            let width = |sign: char| if sign.is_ascii_digit() { 1.0 } else { 0.5 };
            let own: f32 = own.chars().map(width).sum();
            decimals.own.insert(cell.id, own);
            let widest = decimals.widest.get_mut(cell.column);
            widest.into_iter().for_each(|widest| *widest = widest.max(own));
        }
        decimals
    }

    /// The amount, in tenths of a `ch`, by which the decimals of a figure are narrower than the widest in its
    /// column.
    fn missing(&self, cell: &Cell) -> Option<u32> {
        let widest = self.widest.get(cell.column)?;
        let missing = (widest - self.own.get(&cell.id)?) * 10.0;
        (missing > 0.0).then_some(missing.round() as u32)
    }
}

/// The width that keeps the longest word of each column whole, in `ch`, the width of a figure of
/// body text. Table text is smaller and its letters are narrower on average; the difference leaves
/// room for readers who increase the letter spacing.
fn breakpoint(table: &Table) -> u32 {
    const GAP: usize = 1;
    let mut columns = vec![ColumnExtent::default(); table.columns.len()];
    let cells: Vec<&Cell> = table.all_rows().flatten().collect();
    let (own, spanning): (Vec<&Cell>, Vec<&Cell>) = cells.iter().partition(|it| it.columns == 1);
    for cell in own.into_iter().chain(spanning) {
        let extent = match cell.rotated {
            true => ROTATED,
            false => MEASURER.extent(&plain_text(&cell.content)),
        };
        match columns.get_mut(cell.range()) {
            Some([column]) => *column = column.max(extent),
            Some(columns) => widen(columns, extent, GAP as f32),
            None => {}
        }
    }
    let width: usize = columns.iter().map(|column| column.minimum.ceil() as usize + GAP).sum();
    u32::try_from(width.next_multiple_of(STEP)).unwrap_or(u32::MAX)
}

/// The extent of a rotated cell: two lines side by side.
const ROTATED: ColumnExtent = ColumnExtent { minimum: 4.0, preferred: 4.0 };

/// Breakpoints are rounded up to multiples of this, so that the style sheet has few of them.
const STEP: usize = 2;

/// Reading systems may break lines after these characters and between ideographs.
const MEASURER: TextMeasurer =
    TextMeasurer { breaks: &[' ', '-', '–', '/'], breaks_ideographs: true };
