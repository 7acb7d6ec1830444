//! The list for the terminal.

use super::ComparisonSummary;
use super::changes::ChangeEntry;
use crate::review::output::lines::{AFTER, Lines, words};

/// Writes the list, in lines of at most `width` columns: the changes by section, then what tracked
/// changes cannot show.
pub fn list(summary: &ComparisonSummary, width: usize) -> String {
    let mut out = Lines::new(width);
    for section in summary.changes.chunk_by(|one, other| one.section == other.section) {
        out.wrapped("", "", section.first().map_or("", |change| &change.section));
        section.iter().for_each(|change| write_change(&mut out, change));
        out.text.push('\n');
    }
    for notice in &summary.notices {
        out.wrapped("", "  ", &format!("note: {notice}"));
    }
    out.text
}

fn write_change(out: &mut Lines, change: &ChangeEntry) {
    let ChangeEntry { number, kind, part, before, after, .. } = change;
    out.wrapped(&format!("{number:>5}  "), AFTER, &format!("{kind}, {part}"));
    out.entry(&match (before.is_empty(), after.is_empty()) {
        (true, true) => String::new(),
        _ if before == after => format!("“{}”", words(before)),
        (false, true) => format!("“{}” → nothing", words(before)),
        (true, false) => format!("nothing → “{}”", words(after)),
        (false, false) => format!("“{}” → “{}”", words(before), words(after)),
    });
    let around = [&*change.context_before, before, &change.context_after];
    if !(change.context_before.is_empty() && change.context_after.is_empty()) {
        out.entry(&format!("in: {}", words(&around.concat())));
    }
}
