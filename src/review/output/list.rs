//! The list for the terminal.

use super::Summary;
use super::lines::{AFTER, Lines, words};
use super::rows::{
    Row, comment_status, delegation, particulars, place, remark, rows, sections, totals,
};
use crate::review::summary::{ChangeEntry, CommentEntry};

/// Writes the list, in lines of at most `width` columns: changes by section and paragraph, then
/// comments, remarks and totals.
pub fn list(summary: &Summary, width: usize) -> String {
    let mut out = Lines::new(width);
    let rows = rows(summary);
    let is_change = |row: &Row| matches!(row, Row::Change(_));
    let (changes, comments): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_change);
    write_sections(&mut out, &changes);
    if !comments.is_empty() {
        out.heading("Comments");
        write_sections(&mut out, &comments);
    }
    for remark in &summary.remarks {
        out.wrapped("", "  ", &format!("note: {remark}"));
    }
    if !summary.remarks.is_empty() {
        out.text.push('\n');
    }
    out.wrapped("", "  ", &totals(summary));
    out.text
}

fn write_sections(out: &mut Lines, rows: &[Row]) {
    for (section, rows) in sections(rows) {
        out.wrapped("", "", section);
        let same = |one: &Row, other: &Row| one.place().order == other.place().order;
        for rows in rows.chunk_by(same) {
            let name = rows.first().map(|row| place(row.place())).unwrap_or_default();
            if !name.is_empty() {
                out.wrapped("  ", "  ", &name);
            }
            rows.iter().for_each(|row| write_row(out, row));
        }
        out.text.push('\n');
    }
}

fn write_row(out: &mut Lines, row: &Row) {
    match row {
        Row::Change(change) => write_change(out, change),
        Row::Comment(comment) => write_comment(out, comment),
    }
}

fn write_change(out: &mut Lines, change: &ChangeEntry) {
    let ChangeEntry { number, kind, status, before, after, .. } = change;
    let who: Vec<String> = change.reviewers.iter().map(delegation).collect();
    let head = format!("{kind}, {status}, by {}", who.join(", "));
    out.wrapped(&format!("{number:>5}  "), AFTER, &head);
    out.entry(&match (before.is_empty(), after.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("“{}” → nothing", words(before)),
        (true, false) => format!("nothing → “{}”", words(after)),
        (false, false) => format!("“{}” → “{}”", words(before), words(after)),
    });
    let around = [&*change.context_before, before, &change.context_after];
    if !(change.context_before.is_empty() && change.context_after.is_empty()) {
        out.entry(&format!("in: {}", words(&around.concat())));
    }
    for (label, text) in particulars(change) {
        out.entry(&format!("{label}: {text}"));
    }
}

fn write_comment(out: &mut Lines, comment: &CommentEntry) {
    let number = format!("C{}", comment.number);
    let about = match comment.quotation.is_empty() {
        true => String::new(),
        false => format!(", on “{}”", words(&comment.quotation)),
    };
    let head = format!("{}{about}", comment_status(comment));
    out.wrapped(&format!("{number:>5}  "), AFTER, &head);
    for (index, entry) in comment.remarks.iter().enumerate() {
        let (who, text) = remark(entry);
        out.remark(index > 0, &who, &text);
    }
}
