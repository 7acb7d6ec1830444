//! Structure elements of tables (ISO 32000-1 §14.8.4.3.4).

use lopdf::{Dictionary, Object};

use super::super::object::{byte_string, name};
use super::build::Builder;
use super::tree::{Kid, Node};
use crate::document::{Cell, GridCell, RowGroup, Table, grid};

impl Builder<'_> {
    /// A table with its caption, followed by its notes and source.
    pub fn table(&mut self, table: &Table) -> Vec<Kid> {
        let mut kids: Vec<Kid> =
            table.caption.iter().map(|caption| self.caption(caption)).collect();
        let headers = table.is_complex().then(|| table.column_headers());
        for (group, rows) in table.groups() {
            let row = |(cells, grid): (&Vec<Cell>, Vec<GridCell>)| {
                let cells = cells.iter().map(|cell| {
                    let mut attributes = self.cell_attributes(table, group, cell);
                    if let Some(columns) = headers.as_ref().filter(|_| group != RowGroup::Header) {
                        self.set_headers(&mut attributes, table, cell, columns, &grid);
                    }
                    self.cell(table, group, cell, attributes)
                });
                Node::new("TR", cells.collect()).into()
            };
            let rows = rows.iter().zip(grid(rows)).map(row).collect();
            let tag = match group {
                RowGroup::Header => "THead",
                RowGroup::Body => "TBody",
                RowGroup::Totals => "TFoot",
            };
            kids.push(Node::new(tag, rows).into());
        }
        let mut all = vec![Node::new("Table", kids).of(table.id).into()];
        all.extend(table.below.iter().flat_map(|text| self.paragraph(text)));
        all
    }

    /// Scope and spans of a cell (§14.8.5.7).
    fn cell_attributes(&self, table: &Table, group: RowGroup, cell: &Cell) -> Dictionary {
        let mut attributes = Dictionary::new();
        let scope = match group {
            RowGroup::Header => Some("Column"),
            RowGroup::Body | RowGroup::Totals => table.is_row_header(cell).then_some("Row"),
        };
        if let Some(scope) = scope {
            attributes.set("Scope", name(scope));
        }
        for (key, span) in [("ColSpan", cell.columns), ("RowSpan", cell.rows)] {
            if span > 1 {
                attributes.set(key, i64::try_from(span).unwrap_or(i64::MAX));
            }
        }
        attributes
    }

    /// The headers of a cell in a table where scopes do not say enough (ISO 14289-1 §7.5).
    fn set_headers(
        &self,
        attributes: &mut Dictionary,
        table: &Table,
        cell: &Cell,
        columns: &[Vec<&Cell>],
        row: &[GridCell],
    ) {
        let headers = table.headers_of(cell, columns, row);
        if !headers.is_empty() {
            let ids = headers.iter().map(|id| byte_string(self.document.anchor(*id)));
            attributes.set("Headers", Object::Array(ids.collect()));
        }
    }

    /// A cell with its text, followed by the notes first cited in it.
    fn cell(
        &mut self,
        table: &Table,
        group: RowGroup,
        cell: &Cell,
        mut attributes: Dictionary,
    ) -> Kid {
        let is_header = group == RowGroup::Header || table.is_row_header(cell);
        let mut kids = self.with_notes("P", cell.id, &cell.content);
        kids.extend(self.blocks(&cell.blocks));
        let mut node = Node::new(if is_header { "TH" } else { "TD" }, kids);
        if is_header && table.is_complex() {
            node.entries.set("ID", byte_string(self.document.anchor(cell.id)));
        }
        if !attributes.is_empty() {
            attributes.set("O", name("Table"));
            node = node.with_attributes(attributes);
        }
        node.into()
    }
}
