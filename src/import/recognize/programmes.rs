//! Programmes: tables and lists of times, each perhaps under the heading of a day.

use super::cover::date;
use super::words::{Words, normalized};
use super::{Recognizer, shown, text};
use crate::import::flat::{DropReason, Inline};
use crate::import::report::{Block, BlockKind, ProgrammeDay, Table};

/// Makes programmes of the tables and lists of times among the blocks of a section.
pub fn take(recognizer: &mut Recognizer, blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for mut block in blocks {
        let is_new = !matches!(block.kind, BlockKind::Programme(_));
        let Some(mut day) = day(recognizer, &mut block) else {
            out.push(block);
            continue;
        };
        let heading = out.pop_if(|it| matches!(it.kind, BlockKind::Heading(_)));
        if let Some(heading) = heading {
            block.place = heading.place;
            block.bookmarks.extend(heading.bookmarks);
            if let BlockKind::Heading(title) = heading.kind {
                (day.date, day.title) = dated(recognizer, &block, title);
            }
        }
        match out.last_mut().map(|it| &mut it.kind) {
            Some(BlockKind::Programme(days))
                if days.iter().all(|it| it.is_list == day.is_list) && !day.title.is_empty()
                    || day.date.is_some() && days.iter().all(|it| it.is_list == day.is_list) =>
            {
                days.push(day);
            }
            Some(_) | None => {
                if is_new {
                    recognizer.guess(block.place, "a programme", "", 85);
                }
                out.push(Block { kind: BlockKind::Programme(vec![day]), ..block });
            }
        }
    }
    out
}

/// The entries of a table or list of times.
fn day(recognizer: &mut Recognizer, block: &mut Block) -> Option<ProgrammeDay> {
    match &mut block.kind {
        BlockKind::Table(table) => {
            let entries = entries(&recognizer.words, table)?;
            // A header that is no entry is generated again.
            if entries.len() == table.rows.len() {
                let header = std::mem::take(&mut table.header).into_iter().flatten();
                let header = shown(&text::joined(header.map(|cell| cell.text)));
                recognizer.drop(block.place, header, DropReason::Heading);
            }
            Some(ProgrammeDay { entries, ..ProgrammeDay::default() })
        }
        BlockKind::Definitions(terms) => {
            let is_entry = |it: &crate::import::report::Definition| {
                it.content.is_empty() && it.bookmarks.is_empty() && is_time(&shown(&it.term))
            };
            if !terms.iter().all(is_entry) {
                return None;
            }
            let entries = std::mem::take(terms).into_iter().map(|it| (it.term, it.definition));
            Some(ProgrammeDay {
                is_list: true,
                entries: entries.collect(),
                ..ProgrammeDay::default()
            })
        }
        // One whose heading is known only now.
        BlockKind::Programme(days) => {
            let is_bare = |it: &ProgrammeDay| it.title.is_empty() && it.date.is_none();
            (days.len() == 1).then(|| days.pop_if(|it| is_bare(it))).flatten()
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::List { .. }
        | BlockKind::Recommendations { .. }
        | BlockKind::Quotation { .. }
        | BlockKind::Figure(_)
        | BlockKind::TextBox { .. }
        | BlockKind::Participants(_)
        | BlockKind::Code(_)
        | BlockKind::Equation { .. }
        | BlockKind::Signature(_) => None,
    }
}

/// The times and titles of a table that is nothing but a programme.
fn entries(words: &Words, table: &Table) -> Option<Vec<(Vec<Inline>, Vec<Inline>)>> {
    let is_plain = table.caption.is_empty() && table.source.is_empty();
    let labels = words.labels().map(|it| [&it.programme.time, &it.programme.item]);
    let [head] = table.header.as_slice() else { return None };
    let header: Vec<String> = head.iter().map(|it| normalized(&shown(&it.text))).collect();
    let is_own = labels.is_some_and(|it| it.map(|label| normalized(label)) == header.as_slice());
    let rows = table.rows.iter().map(|row| (row, false));
    let first = is_time(&header.first().cloned().unwrap_or_default());
    let all = first.then_some((head, true)).into_iter().chain(rows);
    let entries = all.map(|(row, _)| {
        let [time, title] = row.as_slice() else { return None };
        (is_own || is_time(&shown(&time.text))).then(|| (time.text.clone(), title.text.clone()))
    });
    let entries: Vec<_> = entries.collect::<Option<_>>()?;
    (is_plain && !entries.is_empty() && (is_own || first || entries.len() > 1)).then_some(entries)
}

/// The date in the title of a day, and the rest of it.
fn dated(
    recognizer: &mut Recognizer,
    block: &Block,
    title: Vec<Inline>,
) -> (Option<String>, Vec<Inline>) {
    let words = shown(&title);
    let Some(found) = date::find(&recognizer.words, &words) else { return (None, title) };
    if found.start > 0 || found.to.is_some() {
        return (None, title);
    }
    let date = words.get(..found.end).unwrap_or_default().to_owned();
    let rest = words.get(found.end..).unwrap_or_default();
    let separator = rest.len() - rest.trim_start_matches(super::prefix::is_separator).len();
    if separator == 0 && !rest.is_empty() {
        return (None, title);
    }
    recognizer.drop(block.place, date, DropReason::Date);
    (Some(found.from), text::skip(title, found.end + separator))
}

/// Whether a text is a time of day, or from one to another: "9:30", "09.30–11.00", "14h00".
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['–', '-', '—']).map(str::trim).collect();
    let is_clock = |part: &&str| {
        let clock =
            part.trim_end_matches(|it: char| it.is_alphabetic() || it.is_whitespace() || it == '.');
        let Some((hours, minutes)) = clock.split_once([':', '.', 'h', '：']) else { return false };
        let is_number = |it: &str, most: u32| {
            (1..=2).contains(&it.len()) && it.parse::<u32>().is_ok_and(|it| it < most)
        };
        is_number(hours.trim(), 25) && is_number(minutes.trim(), 60) && part.len() < clock.len() + 8
    };
    (1..=2).contains(&parts.len()) && parts.iter().all(is_clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_other_numbers() {
        let times = ["09:30", "9.30–11.00", "09:00 – 10:30", "14h00", "9:30 a.m.", "11:00 Uhr"];
        let others = ["2016", "2016–2018", "1", "12:75", "Panel 1", "3 – 4", "9:30 in the hall"];
        assert!(times.iter().all(|it| is_time(it)));
        assert!(!others.iter().any(|it| is_time(it)));
    }
}
