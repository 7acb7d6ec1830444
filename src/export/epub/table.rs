//! Tables as XHTML.

use super::writer::Writer;
use crate::document::{Cell, ColumnAlignment, Table};

impl Writer<'_> {
    /// A table; a wide one can be moved from side to side, by keys too.
    pub fn table(&mut self, table: &Table) {
        if !table.wide {
            return self.upright_table(table);
        }
        let name = table.caption.as_ref().map(|caption| self.anchor(caption.id));
        let name = name.map(|name| format!(" role=\"region\" aria-labelledby=\"{name}\""));
        let name = name.unwrap_or_default();
        self.raw(&format!("<div class=\"wide\" tabindex=\"0\"{name}>\n"));
        self.upright_table(table);
        self.raw("</div>\n");
    }

    /// A table with caption, header and rows; its source follows it.
    fn upright_table(&mut self, table: &Table) {
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
        for (index, cell) in cells.iter().enumerate() {
            let element = match row {
                Row::Header if cell.content.is_empty() => "td",
                Row::Header => "th scope=\"col\"",
                Row::Body if index == 0 && table.row_headers => "th scope=\"row\"",
                Row::Body => "td",
            };
            let class = match table.columns.get(index) {
                Some(ColumnAlignment::Centre) => " class=\"centre\"",
                Some(ColumnAlignment::End) => " class=\"end\"",
                Some(ColumnAlignment::Start) | None => "",
            };
            self.raw(&format!("<{element} id=\"{}\"{class}>", self.anchor(cell.id)));
            self.inlines_of(cell.id, &cell.content);
            self.raw(if element.starts_with("th") { "</th>" } else { "</td>" });
        }
        self.raw("</tr>\n");
    }
}

/// Which part of a table a row belongs to.
#[derive(Clone, Copy)]
enum Row {
    Header,
    Body,
}
