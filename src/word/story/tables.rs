//! Tables, rows and cells (§17.4).

use roxmltree::Node;

use super::{Reader, count};
use crate::limits::Limit;
use crate::word::error::WordError;
use crate::word::model::{Cell, Row, Table, Tracked};
use crate::word::xml;

/// Whether a table uses a part of its style (§17.4.55): an attribute says so, or the bit of older files.
fn has_look(look: Node, name: &str, bit: u32) -> bool {
    match xml::attribute(look, name) {
        Some(value) => matches!(value, "1" | "true" | "on"),
        None => {
            let bits = xml::attribute(look, "val").and_then(|it| u32::from_str_radix(it, 16).ok());
            bits.unwrap_or_default() & bit != 0
        }
    }
}

/// Directions of rotated text (§17.18.93), transitional and strict.
const ROTATED: [&str; 4] = ["btLr", "tbRl", "lr", "rl"];

impl Reader<'_> {
    /// Reads `w:tbl`.
    pub fn table(&mut self, node: Node) -> Result<Table, WordError> {
        let mut table = Table::default();
        if let Some(properties) = xml::child(node, "tblPr") {
            let value = |name| xml::child_value(properties, name);
            table.style = value("tblStyle").map(|style| self.shared.text(style));
            table.title = value("tblCaption").map(Into::into);
            table.description = value("tblDescription").map(Into::into);
            if let Some(look) = xml::child(properties, "tblLook") {
                table.first_row = has_look(look, "firstRow", 0x20);
                table.first_column = has_look(look, "firstColumn", 0x80);
            }
            if let Some(change) = xml::child(properties, "tblPrChange") {
                table.properties_change = Some(self.change(change, None)?);
            }
        }
        self.rows(node, &mut table)?;
        Ok(table)
    }

    fn rows(&mut self, parent: Node, table: &mut Table) -> Result<(), WordError> {
        for node in xml::elements(parent) {
            match xml::word_name(node) {
                "tr" => {
                    let row = self.row(node)?;
                    table.rows.push(row);
                }
                "sdt" | "customXml" | "ins" | "del" | "moveFrom" | "moveTo" => {
                    self.rows(xml::child(node, "sdtContent").unwrap_or(node), table)?;
                }
                "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr" | "customXmlPr" => {}
                name => self.other(name, node)?,
            }
        }
        Ok(())
    }

    fn row(&mut self, node: Node) -> Result<Row, WordError> {
        self.limit(Limit::Rows, self.counts.rows)?;
        self.counts.rows += 1;
        let mut row = Row::default();
        if let Some(properties) = xml::child(node, "trPr") {
            row.tracked = self.tracked_properties(properties)?;
            row.is_header = xml::child(properties, "tblHeader").is_some_and(xml::is_on);
        }
        self.cells(node, &mut row)?;
        Ok(row)
    }

    fn cells(&mut self, parent: Node, row: &mut Row) -> Result<(), WordError> {
        for node in xml::elements(parent) {
            match xml::word_name(node) {
                "tc" => {
                    let cell = self.cell(node)?;
                    row.cells.push(cell);
                }
                "sdt" | "customXml" | "ins" | "del" | "moveFrom" | "moveTo" => {
                    self.cells(xml::child(node, "sdtContent").unwrap_or(node), row)?;
                }
                "trPr" | "tblPrEx" | "sdtPr" | "sdtEndPr" | "customXmlPr" => {}
                name => self.other(name, node)?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, node: Node) -> Result<Cell, WordError> {
        self.limit(Limit::Cells, self.counts.cells)?;
        self.counts.cells += 1;
        let mut cell = Cell {
            tracked: Tracked::default(),
            columns: 1,
            continues: false,
            is_rotated: false,
            blocks: Vec::new(),
        };
        if let Some(properties) = xml::child(node, "tcPr") {
            cell.tracked = self.tracked_properties(properties)?;
            let columns = xml::child_value(properties, "gridSpan").and_then(|it| it.parse().ok());
            cell.columns = columns.unwrap_or(1);
            let direction = xml::child_value(properties, "textDirection");
            cell.is_rotated = direction.is_some_and(|it| ROTATED.contains(&it));
            let merge = xml::child(properties, "vMerge");
            cell.continues = merge.is_some_and(|it| xml::attribute(it, "val") != Some("restart"));
        }
        self.blocks(node, &mut cell.blocks)?;
        Ok(cell)
    }

    /// The state given by the properties of a row or cell.
    fn tracked_properties(&mut self, properties: Node) -> Result<Tracked, WordError> {
        let mut tracked = Tracked::default();
        for child in xml::elements(properties) {
            let name = xml::word_name(child);
            self.track(child, &mut tracked)?;
            if matches!(name, "trPrChange" | "tcPrChange" | "cellMerge") {
                self.change(child, None)?;
                count(&mut self.skipped.properties, name);
            }
        }
        Ok(tracked)
    }

    /// Reads a marker between rows or cells, or counts any other element.
    fn other(&mut self, name: &str, node: Node) -> Result<(), WordError> {
        if let Some(branch) = xml::branch(node).filter(|_| name.is_empty()) {
            self.skip(branch.tag_name().name());
        } else if !self.marker(name, node)? {
            self.skip(node.tag_name().name());
        }
        Ok(())
    }
}
