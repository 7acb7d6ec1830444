//! The extent of list items: what an editor selects to delete, move or copy one.
//!
//! In block style, the extent of an item is whole lines: from the line of its dash to its last line,
//! with the comments that belong to it. These are comment lines directly above the dash in the same
//! column, comments on its lines, and comment lines directly below that are indented further than the
//! dash. Empty lines between items do not belong to an item. In flow style (`[a, b]`), the extent of an
//! item includes one comma, so that the others remain a list.

use std::ops::Range;

use super::tree::{Entry, Node, ScalarStyle, Value};

/// Sets the extents of the items of a list with its first word at `start`.
pub fn set(source: &str, start: usize, items: &mut [Node]) {
    match source.get(start..).is_some_and(|list| list.starts_with('[')) {
        true => flow(source, items),
        false => block(source, start, items),
    }
}

fn flow(source: &str, items: &mut [Node]) {
    let places: Vec<Range<usize>> =
        items.iter().map(|item| item.place.start..end(source, item)).collect();
    for (index, item) in items.iter_mut().enumerate() {
        let Some(place) = places.get(index) else { continue };
        let previous = index.checked_sub(1).and_then(|index| places.get(index));
        item.extent = match (previous, places.get(index + 1)) {
            (_, Some(next)) => place.start..next.start,
            (Some(previous), None) => previous.end..place.end,
            (None, None) => place.clone(),
        };
    }
}

fn block(source: &str, start: usize, items: &mut [Node]) {
    let mut dash = items.first().map(|first| first_dash(source, start, first.place.start));
    let mut before = 0;
    for item in items {
        let Some(at) = dash.filter(|at| source.get(*at..).is_some_and(|it| it.starts_with('-')))
        else {
            return;
        };
        // The parser places a missing value before the next token.
        let end = if item.place.is_empty() { at + 1 } else { end(source, item).max(at + 1) };
        let next =
            || next_dash(source, end).filter(|it| column_of(source, *it) == column_of(source, at));
        item.extent = lines(source, at, end, before, next);
        before = item.extent.end;
        dash = next_dash(source, end);
    }
}

/// The extents of the entries of a mapping in block style. They are like those of list items, with keys
/// instead of dashes.
pub fn of_entries(source: &str, entries: &[Entry]) -> Vec<Range<usize>> {
    let mut before = 0;
    let nexts = entries.iter().skip(1).map(|next| Some(next.key_place.start)).chain([None]);
    let extents = entries.iter().zip(nexts).map(|(entry, next)| {
        let extent =
            lines(source, entry.key_place.start, entry_end(source, entry), before, || next);
        before = extent.end;
        extent
    });
    extents.collect()
}

/// The lines of an item, from the comments above its dash or key to those after its end. `before` is the
/// end of the extent before it, `next` the next dash or key.
fn lines(
    source: &str,
    dash: usize,
    end: usize,
    before: usize,
    next: impl FnOnce() -> Option<usize>,
) -> Range<usize> {
    let start = line_start(source, dash);
    let column = dash - start;
    let indent = source.get(start..dash).unwrap_or_default();
    if !indent.trim_start_matches(' ').is_empty() {
        // The first item of a list that begins on the line of an outer dash.
        return dash..next().unwrap_or(end);
    }
    comments_above(source, start, column, before)..comments_below(source, end, column)
}

/// The start of the comment lines above a line that are indented by `column`.
fn comments_above(source: &str, start: usize, column: usize, before: usize) -> usize {
    let mut start = start;
    while let Some(above) = start.checked_sub(1).map(|end| line_start(source, end)) {
        let line = source.get(above..start).unwrap_or_default();
        if above < before || comment_column(line) != Some(column) {
            break;
        }
        start = above;
    }
    start
}

/// The end of the line of `end`, and of the comment lines below that are indented beyond `column`.
fn comments_below(source: &str, end: usize, column: usize) -> usize {
    let at_start = end == line_start(source, end);
    let mut end = if at_start { end } else { line_end(source, end) };
    while let Some(line) = source.get(end..line_end(source, end)).filter(|line| !line.is_empty()) {
        if comment_column(line).is_none_or(|found| found <= column) {
            break;
        }
        end += line.len();
    }
    end
}

/// The column of the `#` of a comment line.
fn comment_column(line: &str) -> Option<usize> {
    let comment = line.trim_start_matches(' ');
    comment.starts_with('#').then_some(line.len() - comment.len())
}

/// The dash of the first item. For a list that is indented like its key, the parser gives a different
/// start.
fn first_dash(source: &str, start: usize, item: usize) -> usize {
    let before = source.get(..item).unwrap_or_default().trim_end();
    match source.get(start..).is_some_and(|list| list.starts_with('-')) {
        true => start,
        false => before.len().saturating_sub(1),
    }
}

/// The dash of the next item after the content of one, past white space and comments.
fn next_dash(source: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = source.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = source.get(at..)?;
        match rest.chars().next()? {
            '#' => at = line_end(source, at),
            '-' => return Some(at),
            _ => return None,
        }
    }
}

/// The end of an entry's last character.
pub fn entry_end(source: &str, entry: &Entry) -> usize {
    // The parser places a missing value before the next token.
    if entry.value.place.is_empty() {
        let after = source.get(entry.key_place.end..).unwrap_or_default();
        return entry.key_place.end + after.find(':').map_or(0, |colon| colon + 1);
    }
    end(source, &entry.value)
}

/// The end of a node's last character.
pub fn end(source: &str, node: &Node) -> usize {
    let is_flow = |open| source.get(node.place.start..).is_some_and(|it| it.starts_with(open));
    match &node.value {
        Value::Scalar(scalar) => match scalar.style {
            // Empty lines at the end belong to a block scalar only if its text has them.
            ScalarStyle::Literal | ScalarStyle::Folded if !scalar.text.ends_with("\n\n") => {
                let text = source.get(node.place.clone()).unwrap_or_default();
                node.place.start + text.trim_end().len()
            }
            _ => node.place.end,
        },
        Value::Sequence(items) if !is_flow('[') => {
            items.last().map_or(node.place.end, |item| end(source, item))
        }
        Value::Mapping(entries) if !is_flow('{') => {
            entries.last().map_or(node.place.end, |entry| entry_end(source, entry))
        }
        Value::Sequence(_) | Value::Mapping(_) => node.place.end,
    }
}

fn column_of(source: &str, at: usize) -> usize {
    at - line_start(source, at)
}

fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The end of a line, after its break.
fn line_end(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    at + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
}

#[cfg(test)]
pub mod tests {
    use serde::Deserialize;
    use serde_yaml::Value as Yaml;

    use super::super::parse::parse;
    use super::*;

    fn tree(source: &str) -> Node<'_> {
        let (root, found) = parse(source);
        assert!(found.iter().all(|found| found.code.id() == "P0015"), "{found:?} in {source}");
        root.unwrap()
    }

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let tree = tree(source);
        let Value::Sequence(items) = &tree.key("k").value else { panic!("no list") };
        let extents: Vec<&str> = items.iter().map(|item| &source[item.extent.clone()]).collect();
        assert_eq!(extents, expected);
    }

    #[test]
    fn comments_belong_to_an_item() {
        check(
            "k:\n  # above a\n  - a # at a\n    # below a\n\n  # alone\n\n  # above b\n  - b\n  # at the end\nn: x\n",
            &["  # above a\n  - a # at a\n    # below a\n", "  # above b\n  - b\n"],
        );
        check("k:\n# key\n- a: b\n  c:\n- d\n", &["# key\n- a: b\n  c:\n", "- d\n"]);
        check(
            "k:\n  - |\n    a\n\n    # text\n  - >-\n    c",
            &["  - |\n    a\n\n    # text\n", "  - >-\n    c"],
        );
        check("k:\r\n  -\r\n    a: b\r\n  - c\r\n", &["  -\r\n    a: b\r\n", "  - c\r\n"]);
        check(
            "k:\n  - - a\n    - b\n  - \"c\n    d\"\n",
            &["  - - a\n    - b\n", "  - \"c\n    d\"\n"],
        );
    }

    #[test]
    fn flow_items_take_a_comma_along() {
        check("k: [a, {b: c}, [d]]\n", &["a, ", "{b: c}, ", ", [d]"]);
        check("k: [a]\n", &["a"]);
    }

    /// The values of a tree without the item at a path of indexes.
    fn without(node: &Node, extent: &Range<usize>) -> Yaml {
        let mut value = Yaml::deserialize(node).unwrap();
        remove(node, &mut value, extent);
        value
    }

    fn remove(node: &Node, value: &mut Yaml, extent: &Range<usize>) {
        match (&node.value, value) {
            (Value::Sequence(items), Yaml::Sequence(values)) => {
                match items.iter().position(|item| item.extent == *extent) {
                    Some(index) => drop(values.remove(index)),
                    None => {
                        let pairs = items.iter().zip(values);
                        pairs.for_each(|(item, value)| remove(item, value, extent));
                    }
                }
            }
            (Value::Mapping(entries), Yaml::Mapping(values)) => {
                let pairs = entries.iter().zip(values.iter_mut());
                pairs.for_each(|(entry, (_, value))| remove(&entry.value, value, extent));
            }
            _ => {}
        }
    }

    /// An empty list and a missing one are the same here.
    fn normalized(value: Yaml) -> Yaml {
        match value {
            Yaml::Sequence(items) if items.is_empty() => Yaml::Null,
            Yaml::Sequence(items) => Yaml::Sequence(items.into_iter().map(normalized).collect()),
            Yaml::Mapping(entries) => Yaml::Mapping(
                entries.into_iter().map(|(key, value)| (key, normalized(value))).collect(),
            ),
            other => other,
        }
    }

    fn extents(node: &Node, found: &mut Vec<Range<usize>>) {
        match &node.value {
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter().for_each(|item| {
                found.push(item.extent.clone());
                extents(item, found);
            }),
            Value::Mapping(entries) => {
                entries.iter().for_each(|entry| extents(&entry.value, found));
            }
        }
    }

    /// The YAML files of a folder and its subfolders.
    pub fn sources(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                found.extend(std::fs::read_to_string(path));
            }
        }
    }

    /// Deletes every list item of every case, one at a time.
    #[test]
    fn deleting_an_extent_deletes_one_item() {
        let mut cases = Vec::new();
        sources(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases").as_ref(), &mut cases);
        let mut deleted = 0;
        for source in cases.iter().map(|case| case.trim_start_matches('\u{feff}')) {
            let (Some(tree), found) = parse(source) else { continue };
            if !found.is_empty() {
                continue;
            }
            let mut all = Vec::new();
            extents(&tree, &mut all);
            // Long reports have many items that are alike.
            let step = 1 + source.len() * all.len() / 2_000_000;
            for extent in all.iter().step_by(step) {
                let rest = format!("{}{}", &source[..extent.start], &source[extent.end..]);
                let expected = normalized(without(&tree, extent));
                let rest_tree = self::tree(&rest);
                let got = normalized(Yaml::deserialize(&rest_tree).unwrap());
                assert_eq!(got, expected, "{:?} deleted", &source[extent.clone()]);
                deleted += 1;
            }
        }
        assert!(deleted > 1000, "{deleted}");
    }
}
