//! The place of the cursor in the structure of a report. It is found from lines and their indentation, so
//! that it is known while the YAML is broken.

use plenary::lookup::Step;

use super::flow::{self, Flow, Slot};
use super::text::Text;

/// The place of a word that is being written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path to the mapping, the value or the item.
    pub path: Vec<Step>,
    /// What the word can be.
    pub slot: Slot,
    /// The other keys of the mapping.
    pub present: Vec<String>,
    /// Whether it is between braces or brackets.
    pub is_flow: bool,
}

/// The place of a word that begins at a byte and is followed by `after` on its line. `None` if it is inside a
/// text.
pub fn place(text: &Text, offset: usize, after: &str) -> Option<Place> {
    let before = text.before(offset);
    if let Some((flow, rest)) = enclosing(text, offset) {
        return in_flow(text, (flow, rest), after);
    }
    if before.contains(" #") {
        return None;
    }
    let line = Line::of(before);
    let mut walk = Walk { limit: before.len(), ..Walk::default() };
    let slot = match line.key {
        Some(_) if line.rest.is_empty() && before.ends_with(' ') => Slot::Value,
        None if line.dashes.is_empty() && line.rest.is_empty() => Slot::Key,
        None if line.rest.is_empty() => Slot::Item,
        Some(_) | None => return None,
    };
    walk.take(&line)?;
    walk.up(text, offset)?;
    if slot != Slot::Value {
        walk.down(text, offset, before.len());
    }
    let Walk { path, present, .. } = walk;
    Some(Place { path: reversed(path), slot, present, is_flow: false })
}

/// Whether a text on the line of a byte has begun before the signs that precede the byte. Signs at the beginning of
/// a text without quotation marks would belong to YAML, and those after ` #` belong to a comment.
pub fn begun(text: &Text, offset: usize) -> bool {
    let before = text.before(offset);
    let line = Line::of(before);
    let is_first = line.rest.chars().all(|it| it.is_ascii_punctuation() && !"'\"".contains(it));
    let is_whole_line = line.key.is_none() && line.dashes.is_empty();
    !before.contains(" #") && !before.trim_start().starts_with('#') && (!is_first || is_whole_line)
}

/// The flow collection around a byte, and the byte at which its line begins. Lines before that of the byte
/// belong to it only if they end where a flow collection goes on, because brackets in broken YAML stay open.
fn enclosing(text: &Text, offset: usize) -> Option<(Flow, usize)> {
    let mut start = offset - text.before(offset).len();
    loop {
        let written = text.as_str().get(start..offset)?;
        let first = written.lines().next().unwrap_or_default();
        let rest = Line::of(first).rest;
        if rest.starts_with(['{', '[']) {
            let skipped = first.len() - rest.len();
            let flow = Flow::of(written.get(skipped..)?)?;
            return (!flow.is_closed()).then_some((flow, start));
        }
        let above = text.as_str().get(..start)?.trim_end_matches(['\n', '\r']);
        if !above.ends_with([',', '{', '[']) {
            return None;
        }
        start = above.len() - text.before(above.len()).len();
    }
}

/// The place in a flow collection that begins in the line at `start`.
fn in_flow(text: &Text, (flow, start): (Flow, usize), after: &str) -> Option<Place> {
    let line = text.as_str().get(start..)?.lines().next()?;
    let mut walk = Walk { limit: usize::MAX, ..Walk::default() };
    walk.take(&Line { rest: "", ..Line::of(line) })?;
    walk.up(text, start)?;
    let mut path = reversed(walk.path);
    let (steps, slot, mut present) = flow.end()?;
    path.extend(steps);
    if slot == Slot::Key {
        present.extend(flow::keys_after(after));
    }
    Some(Place { path, slot, present, is_flow: true })
}

fn reversed(mut path: Vec<Step>) -> Vec<Step> {
    path.reverse();
    path
}

/// A line: its dashes and its key, each with the column, and the rest.
struct Line<'t> {
    dashes: Vec<usize>,
    key: Option<(usize, &'t str)>,
    rest: &'t str,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Line<'t> {
        let mut rest = line.trim_start_matches(' ');
        let mut dashes = Vec::new();
        while let Some(after) =
            rest.strip_prefix('-').filter(|it| it.is_empty() || it.starts_with(' '))
        {
            dashes.push(line.len() - rest.len());
            rest = after.trim_start_matches(' ');
        }
        let column = line.len() - rest.len();
        match split_key(rest) {
            Some((key, value)) => {
                let value = value.trim_start();
                let rest = if value.starts_with('#') { "" } else { value };
                Line { dashes, key: Some((column, key)), rest }
            }
            None => Line { dashes, key: None, rest },
        }
    }

    /// Whether it has no content.
    fn is_blank(&self) -> bool {
        self.dashes.is_empty()
            && self.key.is_none()
            && (self.rest.trim().is_empty() || self.rest.starts_with('#'))
    }
}

/// The key at the beginning of a text, and what follows its colon.
fn split_key(text: &str) -> Option<(&str, &str)> {
    if let Some(quote) = text.chars().next().filter(|it| matches!(it, '\'' | '"')) {
        let (key, rest) = text.get(1..)?.split_once(quote)?;
        let rest = rest.strip_prefix(':')?;
        return (rest.is_empty() || rest.starts_with(' ')).then_some((key, rest));
    }
    if text.starts_with(['{', '[', '#']) {
        return None;
    }
    let ends =
        |at: &usize| text.get(at + 1..).is_some_and(|it| it.is_empty() || it.starts_with(' '));
    let (colon, _) = text.match_indices(':').find(|(at, _)| ends(at))?;
    Some((text.get(..colon)?, text.get(colon + 1..)?))
}

/// A walk from a word up to the root.
#[derive(Default)]
struct Walk {
    /// The steps found so far, from the word to the root.
    path: Vec<Step>,
    /// The column of the last step: its parent is to the left of it.
    limit: usize,
    /// Whether the last step is to an item. Its list may begin in the column of its key.
    is_in_list: bool,
    /// The keys of the mapping to which the word belongs.
    present: Vec<String>,
    /// Whether an item begins in the column of the word.
    is_among_items: bool,
}

impl Walk {
    fn up(&mut self, text: &Text, offset: usize) -> Option<()> {
        for line in text.lines_above(offset) {
            let line = Line::of(line);
            if !line.is_blank() {
                self.take(&line)?;
            }
        }
        // A key cannot be among the items of a list.
        let is_misplaced = self.is_among_items && !self.path.is_empty() && self.present.is_empty();
        (!is_misplaced).then_some(())
    }

    /// Takes the steps and keys of a line; `None` if the word is inside a text.
    fn take(&mut self, line: &Line) -> Option<()> {
        if let Some((column, key)) = line.key {
            if column == self.limit && self.path.is_empty() {
                self.present.push(key.to_owned());
            } else if column < self.limit || column == self.limit && self.is_in_list {
                // Nothing can be inside a value that begins on the line of its key, other than its text.
                line.rest.is_empty().then_some(())?;
                self.path.push(Step::Key(key.to_owned()));
                (self.limit, self.is_in_list) = (column, false);
            }
        }
        for column in line.dashes.iter().rev().copied() {
            if column < self.limit {
                (line.key.is_some() || line.rest.is_empty()).then_some(())?;
                self.path.push(Step::Item);
                (self.limit, self.is_in_list) = (column, true);
            } else if column == self.limit && self.path.is_empty() {
                self.is_among_items = true;
            }
        }
        Some(())
    }

    /// Collects the keys that follow in the same mapping, whose column is `own`.
    fn down(&mut self, text: &Text, offset: usize, own: usize) {
        for line in text.lines_below(offset) {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let line = Line::of(line);
            if line.is_blank() {
                continue;
            }
            if indent < own {
                return;
            }
            let key = line.key.filter(|(column, _)| *column == own && line.dashes.is_empty());
            self.present.extend(key.map(|(_, key)| key.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path, slot and keys at the `|` of a text: `body.-: Key [title]`.
    fn at(marked: &str) -> Option<String> {
        let offset = marked.find('|').unwrap();
        let text = Text::new(marked.replacen('|', "", 1));
        let after = text.as_str()[offset..].lines().next().unwrap_or_default();
        let Place { path, slot, present, .. } = place(&text, offset, after)?;
        let path: Vec<&str> = path
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.as_str(),
                Step::Item => "-",
            })
            .collect();
        Some(format!("{}: {slot:?} [{}]", path.join("."), present.join(" ")))
    }

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        assert_eq!(at(marked).as_deref(), Some(expected), "{marked}");
    }

    #[test]
    fn blocks_are_found_by_their_indentation() {
        check("a: 1\n|\nb:\n  c: 2\n", ": Key [a b]");
        check("body:\n  - title: A\n    |\n    id: x\n  - kind: B\n", "body.-: Key [title id]");
        check("body:\n- title: A\n  |\n", "body.-: Key [title]");
        check("body:\n  - |\n    id: x\n", "body.-: Item [id]");
        check("body:\n  - kind: |\n", "body.-.kind: Value []");
        check("kind: |\n", "kind: Value []");
        check("a:\n  - content:\n      - table:\n          |\n", "a.-.content.-.table: Key []");
        check("a:\n  - table:\n      rows:\n        - - |\n", "a.-.table.rows.-.-: Item []");
        check("'16':\n  \"b\": # why\n    |", "16.b: Key []");
        check("a:\n\n  # note: this\n  |", "a: Key []");
        check("a:\n  b: >-\n    c: x\n  |", "a: Key [b]");
    }

    #[test]
    fn flow_collections_are_found_by_their_brackets() {
        check("people:\n  ek: {name: Per, |, post: P}\n", "people.ek: Key [name post]");
        check("  - {time: '9:00', panel: |", "-.panel: Value []");
        check("speakers: [a, b-c, |", "speakers.-: Item []");
        check("- {a: {b: [1, {|", "-.a.b.-: Key []");
        check("- {title: 'it''s, {',\n   speakers: |", "-.speakers: Value []");
        check("- table: {rows: [[a, b], [c]], |}", "-.table: Key [rows]");
    }

    #[test]
    fn texts_have_no_places() {
        for text in [
            "a: some |",
            "a: 'b |",
            "a: {b: 'c, |",
            "a: {b: c d |",
            "a: >-\n  |",
            "- a text\n  |",
            "a: [1], b: |",
            "a:|",
            "a: # why |",
            "a:\n  - b\n  |",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn broken_lines_above_do_not_matter() {
        check(
            "body:\n  - title: A\n    kin\n    content:\n      - [See [#\n      - |",
            "body.-.content.-: Item []",
        );
        check("a: [\nbody:\n  - kind: |", "body.-.kind: Value []");
        check("a: 'open\nbody:\n  - |", "body.-: Item []");
    }
}
