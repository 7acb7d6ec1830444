//! The words before and after a change.

use std::ops::Range;

use super::{CONTEXT, to_word};
use crate::draft::{Format, Script};
use crate::review::plan::Planner;
use crate::review::proposals::{Action, Content};

/// The words before and after a proposal.
pub fn words(action: &Action, planner: &Planner) -> (String, String) {
    let text = |sent: usize, at: &Range<usize>| {
        let text = planner.sent.get(sent).and_then(|it| it.text.get(at.clone()));
        text.unwrap_or_default().to_owned()
    };
    let whole = |sent: usize| planner.sent.get(sent).map(|it| it.text.clone()).unwrap_or_default();
    let new = |content: &[Content]| planner.shown(content);
    match action {
        Action::Words { sent, at, with } => (text(*sent, at), new(with)),
        Action::Format { sent, at, format } => {
            let words = text(*sent, at);
            let after = format!("{words} ({})", format_name(*format));
            (words, after)
        }
        Action::Remove { sent } => (whole(*sent), String::new()),
        Action::Insert { content, .. } => (String::new(), new(content)),
        Action::Split { sent, at, rest } => {
            let parts: Vec<String> = rest.iter().map(|part| new(part)).collect();
            (text(*sent, &(*at..whole(*sent).len())), format!("¶ {}", parts.join(" ¶ ")))
        }
        Action::Join { with, content, .. } => {
            let texts: Vec<String> = with.iter().map(|sent| whole(*sent)).collect();
            (format!("¶ {}", texts.join(" ¶ ")), new(content))
        }
        Action::Move { sent, beside, after } => {
            let side = if *after { "after" } else { "before" };
            (whole(*sent), format!("{side}: {}", shortened(&whole(*beside))))
        }
        Action::Unclear { sent, with } => (whole(*sent), with.clone()),
        Action::RemoveRow { cell } => (row(planner, *cell), String::new()),
        Action::RemoveTable { cell } => (table(planner, *cell), String::new()),
        Action::InsertColumn { cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|(_, cell)| new(cell)).collect();
            (String::new(), cells.join(" / "))
        }
        Action::InsertTable { rows, .. } => {
            let row = |row: &Vec<Vec<Content>>| {
                row.iter().map(|cell| new(cell)).collect::<Vec<_>>().join(" | ")
            };
            (String::new(), rows.iter().map(row).collect::<Vec<_>>().join(" / "))
        }
        Action::InsertRow { cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|cell| new(cell)).collect();
            (String::new(), cells.join(" | "))
        }
    }
}

/// The texts of the row with a cell.
fn row(planner: &Planner, cell: usize) -> String {
    let Some(own) = planner.sent.get(cell).map(|it| it.place) else { return String::new() };
    let in_row = planner
        .sent
        .iter()
        .skip(cell)
        .take_while(|it| it.place.table() == own.table() && it.place.row() == own.row());
    in_row.map(|it| it.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// The texts of the table with a first cell.
fn table(planner: &Planner, cell: usize) -> String {
    let Some(own) = planner.sent.get(cell).map(|it| it.place) else { return String::new() };
    let in_table = planner.sent.iter().skip(cell).take_while(|it| it.place.table() == own.table());
    let mut out = String::new();
    let mut last = own;
    for it in in_table {
        let same = it.place == last;
        let sign = if it.place.row() == last.row() { " | " } else { " / " };
        out.push_str(if out.is_empty() || same { "" } else { sign });
        out.push_str(&it.text);
        last = it.place;
    }
    out
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(CONTEXT) {
        Some((cut, _)) => format!("{}…", to_word(text.get(..cut).unwrap_or_default())),
        None => text.to_owned(),
    }
}

fn format_name(format: Format) -> String {
    let script = match format.script {
        Script::Baseline => None,
        Script::Superscript => Some("superscript"),
        Script::Subscript => Some("subscript"),
    };
    let names = [format.strong.then_some("bold"), format.emphasis.then_some("italic"), script];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if names.is_empty() { "plain".into() } else { names.join(", ") }
}
