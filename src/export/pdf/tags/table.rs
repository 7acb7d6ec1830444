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
        &mut self,
        attributes: &mut Dictionary,
        table: &Table,
        cell: &Cell,
        columns: &[Vec<&Cell>],
        row: &[GridCell],
    ) {
        let headers = table.headers_of(cell, columns, row);
        if !headers.is_empty() {
            let ids = headers.iter().map(|id| byte_string(self.anchor(*id)));
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
            node.entries.set("ID", byte_string(self.anchor(cell.id)));
        }
        if !attributes.is_empty() {
            attributes.set("O", name("Table"));
            node = node.with_attributes(attributes);
        }
        node.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::sample;
    use super::super::super::settings::Version;
    use super::super::element_content::ElementContent;
    use super::*;
    use crate::document::{ColumnAlignment, ElementId};

    /// The attributes of the cells, row by row.
    fn attributes(table: &Table) -> Vec<String> {
        let mut document = sample::document();
        document.anchors = (0..10).map(|number| format!("c{number}")).collect();
        let content = ElementContent::collect(&[], &[], BTreeMap::new());
        let mut builder = Builder::new(&document, content, Version::Pdf17);
        let mut found = Vec::new();
        let mut open = builder.table(table);
        while let Some(kid) = open.pop() {
            let Kid::Node(node) = kid else { continue };
            if let Ok(attributes) = node.entries.get(b"A") {
                found.push(format!("{} {attributes:?}", node.tag));
            }
            open.extend(node.kids.into_iter().rev());
        }
        found
    }

    /// ISO 14289-1 §7.5: each cell says which headers it has where scopes cannot.
    #[test]
    fn cells_of_complex_tables_name_their_headers() {
        let cell = |id, column| {
            Cell::new(ElementId(id), column, vec![crate::document::Inline::Text("x".into())])
        };
        let table = Table {
            id: ElementId(0),
            caption: None,
            columns: vec![ColumnAlignment::Start; 2],
            header: vec![vec![Cell { columns: 2, ..cell(1, 0) }], vec![cell(2, 0), cell(3, 1)]],
            row_headers: 1,
            rows: vec![vec![Cell { rows: 2, ..cell(4, 0) }, cell(5, 1)], vec![cell(6, 1)]],
            total_rows: 0,
            shares: Vec::new(),
            below: Vec::new(),
            wide: false,
        };
        let found = attributes(&table);
        let [both, one, two, down, first, second] = found.as_slice() else { panic!("{found:?}") };
        assert!(both.starts_with("TH ") && both.contains("ColSpan") && both.contains("Column"));
        assert!(one.contains("Column") && two.contains("Column"), "{one}, {two}");
        assert!(down.starts_with("TH ") && down.contains("RowSpan") && down.contains("(c2)"));
        for cell in [first, second] {
            assert!(cell.starts_with("TD "), "{cell}");
            assert!(["(c1)", "(c3)", "(c4)"].iter().all(|id| cell.contains(id)), "{cell}");
        }
    }
}
