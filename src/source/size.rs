//! Compares the size of a report with the limits, before anything else is done with its tree.

use std::ops::Range;

use crate::diagnostic::{Code, Findings};
use crate::limits::{Limit, Limits};
use crate::yaml::tree::{Node, Value};

/// A count of one kind of thing in a report.
#[derive(Default)]
struct Count {
    all: usize,
    /// The first thing beyond the limit.
    excess: Option<Range<usize>>,
}

/// Counts everything in a report that is limited.
struct Counter<'l> {
    limits: &'l Limits,
    /// In the order of [`LIMITS`].
    counts: [Count; LIMITS.len()],
    /// The first table row that has too many columns, with their number.
    wide: Option<(Range<usize>, usize)>,
    /// The first part beyond the limit in a list, quotation, note, box or item, with the total number.
    long: Option<(Range<usize>, usize)>,
}

/// The limits on the number of things in a report.
const LIMITS: [Limit; 10] = [
    Limit::Sections,
    Limit::Blocks,
    Limit::Rows,
    Limit::Cells,
    Limit::Notes,
    Limit::Entries,
    Limit::Pictures,
    Limit::People,
    Limit::Participants,
    Limit::Hyphenation,
];

/// Reports each limit that a report exceeds, at the first thing beyond it.
pub fn check(tree: &Node, limits: &Limits, found: &mut Findings) {
    let mut counter = Counter { limits, counts: Default::default(), wide: None, long: None };
    let people = tree.entries_of("people").len();
    counter.walk(tree, people, false);
    counter.entries(tree, "footnotes", Limit::Notes);
    for note in tree.entries_of("footnotes") {
        counter.field("text", &note.value, people);
        counter.parts(&note.value);
    }
    counter.entries(tree, "people", Limit::People);
    counter.entries(tree.key("front"), "abbreviations", Limit::Entries);
    for (limit, Count { all, excess }) in LIMITS.into_iter().zip(counter.counts) {
        if let Err(error) = limits.check(limit, all) {
            found.push(Code::OverLimit.of_limit("the report", error).at(excess));
        }
    }
    let excess = |first: Option<(Range<usize>, usize)>, limit, thing| {
        let (place, count) = first?;
        let error = limits.check(limit, count).err()?;
        Some(Code::OverLimit.of_limit(thing, error).at(Some(place)))
    };
    found.extend(excess(counter.wide, Limit::Columns, "this table"));
    found.extend(excess(counter.long, Limit::BlockParts, "this block"));
}

/// The limit on the items of the lists under a key. The texts of a list are paragraphs of a quotation.
fn limit_of(key: &str) -> Option<Limit> {
    match key {
        "body" | "annexes" | "sections" => Some(Limit::Sections),
        "content" | "items" | "bullets" | "numbered" | "text" => Some(Limit::Blocks),
        "definitions" | "bibliography" => Some(Limit::Entries),
        "rows" => Some(Limit::Rows),
        "hyphenation" => Some(Limit::Hyphenation),
        _ => None,
    }
}

impl Counter<'_> {
    /// Counts the things in a node. `people` is the number of people in the register; `in_block` says
    /// whether the node is in the content of a section.
    fn walk(&mut self, node: &Node, people: usize, in_block: bool) {
        match &node.value {
            Value::Scalar(_) => {}
            Value::Sequence(items) => {
                items.iter().for_each(|item| self.walk(item, people, in_block));
            }
            Value::Mapping(entries) => {
                for entry in entries {
                    self.field(&entry.key, &entry.value, people);
                    let has_blocks = limit_of(&entry.key) == Some(Limit::Blocks);
                    if in_block && has_blocks {
                        self.parts(&entry.value);
                    }
                    self.walk(&entry.value, people, in_block || has_blocks);
                }
            }
        }
    }

    /// Counts the parts of a list, quotation, note, box or item.
    fn parts(&mut self, parts: &Node) {
        let Value::Sequence(parts) = &parts.value else { return };
        let most = usize::try_from(self.limits.get(Limit::BlockParts)).unwrap_or(usize::MAX);
        if let Some(first) = parts.get(most) {
            self.long.get_or_insert((first.place.clone(), parts.len()));
        }
    }

    fn field(&mut self, key: &str, value: &Node, people: usize) {
        let items = match &value.value {
            Value::Sequence(items) => items.as_slice(),
            Value::Scalar(_) | Value::Mapping(_) => &[],
        };
        if let Some(limit) = limit_of(key) {
            items.iter().for_each(|item| self.add(limit, 1, item.place.clone()));
        }
        match key {
            "header" => match items.first().map(|item| &item.value) {
                Some(Value::Sequence(_)) => items.iter().for_each(|row| self.columns(row)),
                Some(Value::Scalar(_) | Value::Mapping(_)) | None => self.columns(value),
            },
            "rows" => items.iter().for_each(|row| self.columns(row)),
            "image" => self.add(Limit::Pictures, 1, value.place.clone()),
            // A list of participants that names nobody has everyone in the register.
            "participants" => {
                let named = value.entry("people").map(|entry| &entry.value.value);
                let listed = match named {
                    Some(Value::Sequence(listed)) => listed.len(),
                    Some(Value::Scalar(_) | Value::Mapping(_)) | None => people,
                };
                self.add(Limit::Participants, listed, value.place.clone());
            }
            _ => {}
        }
    }

    fn entries(&mut self, node: &Node, key: &str, limit: Limit) {
        let entries = node.entries_of(key).iter();
        entries.for_each(|entry| self.add(limit, 1, entry.key_place.clone()));
    }

    fn columns(&mut self, row: &Node) {
        let Value::Sequence(cells) = &row.value else { return };
        let columns = cells.iter().map(|cell| span(cell, "columns"));
        let columns = columns.fold(0, usize::saturating_add);
        // In Word, a cell that spans rows is one cell in each row.
        let area =
            cells.iter().map(|cell| span(cell, "columns").saturating_mul(span(cell, "rows")));
        self.add(Limit::Cells, area.fold(0, usize::saturating_add), row.place.clone());
        if self.limits.check(Limit::Columns, columns).is_err() {
            self.wide.get_or_insert((row.place.clone(), columns));
        }
    }

    fn add(&mut self, limit: Limit, count: usize, place: Range<usize>) {
        let counted = LIMITS.iter().zip(&mut self.counts).find(|(it, _)| **it == limit);
        let Some((_, counted)) = counted else { return };
        counted.all = counted.all.saturating_add(count);
        if self.limits.check(limit, counted.all).is_err() {
            counted.excess.get_or_insert(place);
        }
    }
}

/// How many columns or rows a cell spans.
fn span(cell: &Node, key: &str) -> usize {
    let number = cell.entry(key).map(|entry| &entry.value.value);
    match number {
        Some(Value::Scalar(scalar)) => scalar.text.parse().unwrap_or(1),
        Some(Value::Sequence(_) | Value::Mapping(_)) | None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    /// The message and the marked bytes of each excess, with a limit of 2 for everything.
    fn found(source: &str) -> Vec<(String, &str)> {
        let mut limits = Limits::default();
        Limit::ALL.iter().for_each(|limit| limits.set(*limit, 2));
        let (tree, broken) = yaml::parse(source);
        assert!(broken.is_empty(), "{broken:?}");
        let mut found = Findings::default();
        check(&tree.unwrap(), &limits, &mut found);
        let shown = |place: Option<Range<usize>>| &source[place.unwrap()];
        found.into_iter().map(|it| (it.message, shown(it.place))).collect()
    }

    /// The parts of one block are laid out together, so they are counted per block, not per section.
    #[test]
    fn parts_are_counted_in_each_block() {
        for block in ["quotation: {text", "bullets: ", "box: {content", "list: {items"] {
            let list = if block.ends_with(' ') { "[a, b, c]" } else { ": [a, b, c]}" };
            let source = format!("body: [{{content: [{{{block}{list}}}]}}]");
            let message = "this block has 3 items, paragraphs and blocks, more than 2";
            assert!(found(&source).contains(&(message.into(), "c")), "{source}");
        }
        let all = "the report has 3 blocks and list items, more than 2";
        assert_eq!(found("body: [{content: [a, b, c]}]"), [(all.into(), "c")]);
        assert_eq!(found("footnotes: {n: [a, b, c]}").len(), 2);
    }

    #[test]
    fn each_kind_of_thing_is_counted_in_the_whole_report() {
        for (source, message, place) in [
            ("body: [{sections: [a, b]}]", "the report has 3 sections, more than 2", "b"),
            (
                "x: {content: [a]}\ny: {bullets: [b, c]}",
                "the report has 3 blocks and list items, more than 2",
                "c",
            ),
            ("a: {rows: [b]}\nc: {rows: [d, e]}", "the report has 3 table rows, more than 2", "e"),
            (
                "a: {definitions: [b]}\nbibliography: [c, d]",
                "the report has 3 entries, more than 2",
                "d",
            ),
            (
                "front: {abbreviations: {a: b, c: d, e: f}}",
                "the report has 3 entries, more than 2",
                "e",
            ),
            (
                "a: [{image: b}, {image: c}, {image: d}]",
                "the report has 3 pictures, more than 2",
                "d",
            ),
            ("a: {rows: [[b, c], [d]]}", "the report has 3 table cells, more than 2", "[d]"),
            (
                "a: {rows: [[{text: b, rows: 3}]]}",
                "the report has 3 table cells, more than 2",
                "[{text: b, rows: 3}]",
            ),
            ("footnotes: {a: b, c: d, e: f}", "the report has 3 footnotes, more than 2", "e"),
            ("people: {a: b, c: d, e: f}", "the report has 3 people, more than 2", "e"),
            ("hyphenation: [a, b, c]", "the report has 3 hyphenated words, more than 2", "c"),
        ] {
            assert_eq!(found(source), [(message.into(), place)], "{source}");
        }
        let [(cells, _), (columns, place)] = found("header: [a, b, c]").try_into().unwrap();
        assert_eq!(cells, "the report has 3 table cells, more than 2");
        assert_eq!(
            (columns.as_str(), place),
            ("this table has 3 columns, more than 2", "[a, b, c]")
        );
        assert_eq!(found("people: {a: b, c: d}\nbody: [{content: [a]}, b]"), []);
    }

    /// Several lists of everyone in a long register would be long in total.
    #[test]
    fn participants_are_counted_in_all_lists() {
        let body = "b: [{participants: {}}, {participants: {people: [a, b]}}]\npeople: {a: {}}\n";
        let [(message, _)] = found(body).try_into().unwrap();
        assert_eq!(message, "the report has 3 participants, more than 2");
    }
}
