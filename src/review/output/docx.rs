//! The comment matrix as a Word file.

use super::Summary;
use super::rows::{Row, delegation, particulars, place, remark, rows, sections, shown, totals};
use crate::export::ExportError;
use crate::export::docx::matrix::{Cell, Matrix, MatrixRow, Piece, Shape};

/// Writes the matrix as a Word file: a table on landscape pages.
///
/// # Errors
/// Fails if the package exceeds the limits of a ZIP file.
pub fn matrix_docx(summary: &Summary) -> Result<Vec<u8>, ExportError> {
    let all = rows(summary);
    let mut rows = Vec::new();
    for (section, of_section) in sections(&all) {
        rows.push(MatrixRow::Heading(section.to_owned()));
        rows.extend(of_section.iter().map(|row| MatrixRow::Cells(cells(row))));
    }
    let title = format!("Review of {}", summary.title);
    let header = ["No.", "Place", "Delegation", "Text before", "Text after", "Status", "Decision"];
    let notes = [summary.files.join(", "), totals(summary)].into_iter();
    let notes = notes.chain(summary.remarks.iter().cloned()).collect();
    Matrix { title, language: summary.language.clone(), header, notes, rows }.write()
}

fn cells(row: &Row) -> [Cell; 7] {
    let mut who: Vec<String> = row.reviewers().into_iter().map(delegation).collect();
    who.dedup();
    let (before, after, status) = match row {
        Row::Change(change) => {
            let around = |shape, words: &str| {
                let plain = |text: &str| Piece { shape: Shape::Plain, text: shown(text) };
                let middle = Piece { shape, text: shown(words) };
                let pieces = [plain(&change.context_before), middle, plain(&change.context_after)];
                Cell { is_of_report: true, pieces: pieces.into() }
            };
            let said = particulars(change).into_iter();
            let said: String = said.map(|(label, text)| format!("\n{label}: {text}")).collect();
            let before = around(Shape::Deleted, &change.before);
            let after = around(Shape::Inserted, &change.after);
            (before, after, format!("{}, {}{said}", change.kind, change.status))
        }
        Row::Comment(comment) => {
            let said = comment.remarks.iter().map(remark);
            let said: Vec<String> = said.map(|(who, text)| format!("{who}: {text}")).collect();
            let quotation = Piece { shape: Shape::Plain, text: shown(&comment.quotation) };
            let quotation = Cell { is_of_report: true, pieces: vec![quotation] };
            (quotation, said.join("\n").into(), format!("comment, {}", row.status()))
        }
    };
    let place = place(row.place());
    let decision = Cell::from(String::new());
    let (number, place, who) = (row.number().into(), place.into(), who.join("\n").into());
    [number, place, who, before, after, status.into(), decision]
}
