//! What an editor asks of the pages, as far as Word can be told: page breaks before paragraphs, and
//! paragraphs that stay together (ECMA-376 Part 1 §17.3.1.14, §17.3.1.15, §17.3.1.23).

use docx_rs::{Paragraph, Table, TableCellContent, TableChild, TableRowChild};

use super::super::content::BlockElement;
use super::Composer;
use crate::document::Placement;

impl Composer<'_> {
    /// Composes something so that it falls on pages as it should.
    pub(super) fn placed(&mut self, placement: Placement, compose: impl FnOnce(&mut Self)) {
        self.pending.page_break |= placement.page_break_before;
        let (stretches, first) = (self.out.body.len(), self.pieces.len());
        compose(self);
        // Where sections of Word have ended meanwhile, the pieces at hand began with the last one.
        let ended = self.out.body.len() > stretches;
        let Some(pieces) = self.pieces.get_mut(if ended { 0 } else { first }..) else { return };
        if placement.keep_together {
            keep_together(pieces);
        }
        if let (true, Some(last)) = (placement.keep_with_next, pieces.last_mut()) {
            paragraphs(last, &mut |paragraph| keep_next(paragraph));
        }
    }
}

/// Every line stays with the next one, but the last.
fn keep_together(pieces: &mut [BlockElement]) {
    let last = pieces.len().saturating_sub(1);
    for (index, piece) in pieces.iter_mut().enumerate() {
        let is_last = index == last;
        match piece {
            BlockElement::Table(table, _) if is_last => rows_together(table),
            BlockElement::Paragraph(_) | BlockElement::Table(..) => {
                paragraphs(piece, &mut |paragraph| {
                    keep_lines(paragraph);
                    if !is_last {
                        keep_next(paragraph);
                    }
                })
            }
        }
    }
}

/// The last row does not stay with what follows the table.
fn rows_together(table: &mut Table) {
    let last = table.rows.len().saturating_sub(1);
    for (index, row) in table.rows.iter_mut().enumerate() {
        row_paragraphs(row, &mut |paragraph| {
            keep_lines(paragraph);
            if index != last {
                keep_next(paragraph);
            }
        });
    }
}

fn keep_lines(paragraph: &mut Paragraph) {
    paragraph.property.keep_lines = Some(true);
}

fn keep_next(paragraph: &mut Paragraph) {
    paragraph.property.keep_next = Some(true);
}

/// Every paragraph of a piece.
fn paragraphs(piece: &mut BlockElement, change: &mut dyn FnMut(&mut Paragraph)) {
    match piece {
        BlockElement::Paragraph(paragraph) => change(paragraph),
        BlockElement::Table(table, _) => table_paragraphs(table, change),
    }
}

fn table_paragraphs(table: &mut Table, change: &mut dyn FnMut(&mut Paragraph)) {
    table.rows.iter_mut().for_each(|row| row_paragraphs(row, change));
}

fn row_paragraphs(row: &mut TableChild, change: &mut dyn FnMut(&mut Paragraph)) {
    let TableChild::TableRow(row) = row;
    for TableRowChild::TableCell(cell) in &mut row.cells {
        for content in &mut cell.children {
            match content {
                TableCellContent::Paragraph(paragraph) => change(paragraph),
                TableCellContent::Table(table) => table_paragraphs(table, change),
                TableCellContent::StructuredDataTag(_) | TableCellContent::TableOfContents(_) => {}
            }
        }
    }
}
