//! The data of tables, read from CSV files in the folder of the report (RFC 4180).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::csv::{self, Record};
use super::data_files::{DataFiles, DataKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limit;
use crate::source::schema::{Report, Table, TableCell, TableHeader, Text};

/// Fills the tables of a report that have their data in files. Each file is read once. Returns a diagnostic
/// for each that cannot be used.
pub fn fill_tables(file: &str, report: &mut Report, files: &DataFiles) -> Vec<Diagnostic> {
    let mut reader = TableReader { files, known: HashMap::new(), rows: 0, cells: 0 };
    let mut errors = Vec::new();
    report.data_tables_mut(&mut |table| {
        let Some(data) = table.data.clone() else { return };
        let place = data.file_range(0..data.len());
        if let Err(error) = reader.fill(table, data.as_str()) {
            errors.push(error.at(place).in_file(file));
        }
    });
    errors
}

struct TableReader<'a> {
    files: &'a DataFiles<'a>,
    /// The records of each file, or `None` if it has an error, which is reported once.
    known: HashMap<String, Option<Vec<Record>>>,
    rows: usize,
    cells: usize,
}

impl TableReader<'_> {
    fn fill(&mut self, table: &mut Table, path: &str) -> Result<(), Diagnostic> {
        let records = match self.known.entry(path.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(vacant) => {
                let records = read(path, self.files);
                let (records, error) = match records {
                    Ok(records) => (Some(records), None),
                    Err(error) => (None, Some(error)),
                };
                let records = vacant.insert(records);
                if let Some(error) = error {
                    return Err(error);
                }
                records
            }
        };
        let Some((head, rows)) = records.as_ref().and_then(|it| it.split_first()) else {
            return Ok(());
        };
        let head = &head.fields;
        self.rows += rows.len();
        self.cells += rows.len() * head.len();
        for (limit, count) in [(Limit::Rows, self.rows), (Limit::Cells, self.cells)] {
            self.files.check(path, limit, count)?;
        }
        check(table, path, head.len(), rows.len())?;
        let cells = |fields: &Vec<String>| fields.iter().map(|field| cell(field)).collect();
        if table.header.rows.is_empty() {
            table.header = TableHeader { rows: vec![cells(head)], is_list: false };
        }
        table.rows = rows.iter().map(|row| cells(&row.fields)).collect();
        Ok(())
    }
}

fn cell(field: &str) -> TableCell {
    Text::verbatim(field.trim()).into()
}

const CSV: DataKind = DataKind {
    code: Code::TableData,
    path_hint: "write the path of a CSV file, relative to the folder of the report",
};

/// The records of a file, with the names of columns first.
fn read(path: &str, files: &DataFiles) -> Result<Vec<Record>, Diagnostic> {
    let text = files.read(path, &CSV)?;
    let records = csv::records(&text).map_err(|line| {
        let message = format!("the quotation mark in line {line} of {path} is not closed");
        Code::TableData.of_file(message).hint("close it, or write two for one that is printed")
    })?;
    let [head, _, ..] = records.as_slice() else {
        let message = format!("{path} has no rows below its first line");
        let hint = "write the names of the columns in the first line, and the rows below it";
        return Err(Code::TableData.of_file(message).hint(hint));
    };
    let expected = head.fields.len();
    if let Some(ragged) = records.iter().find(|record| record.fields.len() != expected) {
        let (line, count) = (ragged.line, ragged.fields.len());
        let message =
            format!("line {line} of {path} has {count} fields, but the first has {expected}");
        let hint = "put fields that contain the separator in quotation marks";
        return Err(Code::TableData.of_file(message).hint(hint));
    }
    files.check(path, Limit::Columns, expected)?;
    Ok(records)
}

/// Checks that the other fields of a table fit the columns and rows of the data.
fn check(table: &Table, path: &str, columns: usize, rows: usize) -> Result<(), Diagnostic> {
    let header = (!table.header.rows.is_empty()).then(|| table.columns());
    let given = |list: usize| (list > 0).then_some(list);
    let counts = [
        ("the header", header),
        ("`align`", given(table.align.len())),
        ("`widths`", given(table.widths.len())),
    ];
    for (what, count) in counts {
        if count.is_some_and(|count| count != columns) {
            let message = format!("{what} does not fit the {columns} columns of {path}");
            let hint = format!("write one entry for each column of {path}");
            return Err(Code::TableData.of_file(message).hint(hint));
        }
    }
    if usize::from(table.total_rows) >= rows {
        let message = format!("`total_rows` must be less than the {rows} rows of {path}");
        let hint = "write how many of the last rows show totals";
        return Err(Code::TableData.of_file(message).hint(hint));
    }
    if usize::from(table.row_headers.0) > columns {
        let message = format!("`row_headers` must be at most the {columns} columns of {path}");
        let hint = "write how many of the first columns are headers of rows";
        return Err(Code::TableData.of_file(message).hint(hint));
    }
    Ok(())
}
