//! Structure elements of tables (ISO 32000-1 §14.8.4.3.4).

use lopdf::dictionary;

use super::super::object::name;
use super::build::Builder;
use super::tree::{Kid, Node};
use crate::document::{Cell, Table};

impl Builder<'_> {
    /// A table with its caption, followed by its notes and source.
    pub fn table(&mut self, table: &Table) -> Vec<Kid> {
        let mut kids: Vec<Kid> =
            table.caption.iter().map(|caption| self.caption(caption)).collect();
        if !table.header.is_empty() {
            let cells = table.header.iter().map(|cell| self.header_cell(cell, "Column")).collect();
            kids.push(Node::new("THead", vec![Node::new("TR", cells).into()]).into());
        }
        let rows: Vec<Kid> =
            table.rows.iter().map(|row| self.row(row, table.row_headers)).collect();
        kids.push(Node::new("TBody", rows).into());
        let mut all = vec![Node::new("Table", kids).of(table.id).into()];
        all.extend(table.below.iter().flat_map(|text| self.paragraph(text)));
        all
    }

    fn row(&mut self, cells: &[Cell], row_headers: bool) -> Kid {
        let cell = |(index, cell): (usize, &Cell)| match index == 0 && row_headers {
            true => self.header_cell(cell, "Row"),
            false => Node::new("TD", self.cell(cell)).into(),
        };
        Node::new("TR", cells.iter().enumerate().map(cell).collect()).into()
    }

    fn header_cell(&mut self, cell: &Cell, scope: &str) -> Kid {
        let attributes = dictionary! { "O" => name("Table"), "Scope" => name(scope) };
        Node::new("TH", self.cell(cell)).with_attributes(attributes).into()
    }

    /// The text of a cell, followed by the notes first cited in it.
    fn cell(&mut self, cell: &Cell) -> Vec<Kid> {
        self.with_notes("P", cell.id, &cell.content)
    }
}
