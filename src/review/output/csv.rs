//! The comment matrix as CSV, RFC 4180.

use super::Summary;
use super::rows::{Row, delegation, particulars, remark, rows, shown};

/// The columns. The last two are for the reader.
const HEADER: [&str; 13] = [
    "Number",
    "Section",
    "Place",
    "Line",
    "Delegation",
    "Date",
    "Kind",
    "Status",
    "Before",
    "After",
    "Comment",
    "Decision",
    "Note",
];

/// Writes the matrix as CSV with a byte order mark, which Excel needs to read UTF-8. Lines end in CRLF.
pub fn csv(summary: &Summary) -> String {
    let mut out = String::from('\u{feff}');
    line(&mut out, &HEADER.map(str::to_owned));
    for row in rows(summary) {
        line(&mut out, &cells(&row));
    }
    out
}

fn cells(row: &Row) -> [String; 13] {
    let place = row.place();
    let (before, after, comment) = words(row);
    let reviewers = row.reviewers();
    let mut delegations: Vec<String> = reviewers.iter().map(|it| delegation(it)).collect();
    delegations.dedup();
    let date = reviewers.first().map(|it| it.date.clone()).unwrap_or_default();
    let line = if place.line == 0 { String::new() } else { place.line.to_string() };
    [
        row.number(),
        row.section().to_owned(),
        place.part.clone(),
        line,
        delegations.join("; "),
        date,
        row.kind().to_owned(),
        row.status().to_owned(),
        before,
        after,
        comment,
        String::new(),
        String::new(),
    ]
}

/// Text before, text after, and comment.
fn words(row: &Row) -> (String, String, String) {
    match row {
        Row::Change(change) => {
            let within =
                |words: &str| [&*change.context_before, words, &*change.context_after].concat();
            let said = particulars(change).into_iter();
            let said: Vec<String> = said.map(|(label, text)| format!("{label}: {text}")).collect();
            (shown(&within(&change.before)), shown(&within(&change.after)), said.join("\n"))
        }
        Row::Comment(comment) => {
            let said = comment.remarks.iter().map(remark);
            let said: Vec<String> = said.map(|(who, text)| format!("{who}: {text}")).collect();
            (shown(&comment.quotation), String::new(), said.join("\n"))
        }
    }
}

fn line(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&quoted(&defused(cell)));
    }
    out.push_str("\r\n");
}

/// Prevents a spreadsheet from taking a cell for a formula.
fn defused(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let cell: String = cell.chars().filter(|it| !it.is_control() || *it == '\n').collect();
    if is_formula { format!("'{cell}") } else { cell }
}

fn quoted(cell: &str) -> String {
    match cell.contains(['"', ',', '\n', '\'']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
