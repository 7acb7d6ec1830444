//! A long report → tree, part by part: the parts are parsed in parallel, and builds after an edit parse only those
//! that the edit changed.
//!
//! A part is an entry of the outermost mapping, or a further item of a list directly under one. Where parts
//! begin is decided by indentation alone. Text that spans two parts, such as a quotation, is therefore cut, but
//! a part of it alone is not valid YAML. If there is anything to say about any part, the file is parsed as a
//! whole.

use std::borrow::Cow;
use std::collections::HashSet;
use std::iter::{once, repeat};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::extent;
use super::parse::{parse_part, parse_within};
use super::tree::{Entry, Node, Scalar, Value};
use crate::cache::{Cache, Key};
use crate::diagnostic::Findings;
use crate::limits::{Limit, Limits};
use crate::origin::{Shift, Shifted};

/// A part of a file.
struct Part {
    /// Its bytes.
    place: Range<usize>,
    /// Its role.
    role: Role,
}

/// The role of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Role {
    /// An entry with its value, or with the first item of its value.
    Entry,
    /// A further item of the entry before it.
    Item,
}

/// A part that has been parsed, with places from its own beginning.
#[derive(Clone)]
struct Parsed<'s> {
    node: Node<'s>,
    /// The number of scalars, lists and mappings.
    values: usize,
}

/// The parts of a file that builds keep, each with its first byte and the key of what is made from its text.
#[derive(Debug, Default)]
pub struct PartKeys(Vec<(usize, Key)>);

impl PartKeys {
    /// The part that contains a byte of the file.
    pub fn around(&self, byte: usize) -> Option<(usize, Key)> {
        let after = self.0.partition_point(|(start, _)| *start <= byte);
        self.0.get(after.checked_sub(1)?).copied()
    }

    /// Moves the parts by the length of a byte order mark.
    pub fn shift(&mut self, by: usize) {
        self.0.iter_mut().for_each(|(start, _)| *start += by);
    }
}

/// The number of bytes from which a file is parsed in parts although no build has parsed any of them before.
const LONG: usize = 64 << 10;

/// As [`parse_within`], in parts if that is faster, and with the parts that earlier builds have parsed. Also returns
/// the keys of these parts.
pub fn parse_cached<'s>(
    source: &'s str,
    limits: &Limits,
    cache: &Cache,
) -> (Option<Node<'s>>, PartKeys, Findings) {
    let in_parts = cache.keeps() || source.len() >= LONG;
    match in_parts.then(|| parse_in_parts(source, limits, cache)).flatten() {
        Some((tree, keys)) => (Some(tree), keys, Findings::default()),
        None => {
            let (tree, found) = parse_within(source, limits);
            (tree, PartKeys::default(), found)
        }
    }
}

/// Parses a file in parts. Returns `None` if it must be parsed as a whole.
fn parse_in_parts<'s>(
    source: &'s str,
    limits: &Limits,
    cache: &Cache,
) -> Option<(Node<'s>, PartKeys)> {
    let parts = split(source)?;
    let parsed = parts.par_iter().map(|part| {
        let text = source.get(part.place.start..indented(source, part.place.end))?;
        let (Parsed { mut node, values }, key) = match cache.keeps() {
            true => {
                let (parsed, key) = kept(text, part.role, limits, cache)?;
                (parsed.as_ref().clone(), Some((part.place.start, key)))
            }
            false => (parsed(text, part.role, limits)?, None),
        };
        node.shift(Shift::by(part.place.start));
        Some(((part.role, node, values), key))
    });
    let parsed: Vec<_> = parsed.collect::<Option<_>>()?;
    let (parsed, keys): (Vec<(Role, Node, usize)>, Vec<_>) = parsed.into_iter().unzip();
    let values = parsed.iter().map(|(_, _, values)| values).sum();
    limits.check(Limit::Values, values).ok()?;
    Some((assembled(source, parsed)?, PartKeys(keys.into_iter().flatten().collect())))
}

/// The end of the indentation of the line that begins at a byte. The parser counts it among the bytes of a block
/// scalar before it.
fn indented(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(' ').len()
}

/// As [`parsed`], unless an earlier build has parsed the part. Also returns its key.
fn kept(
    text: &str,
    role: Role,
    limits: &Limits,
    cache: &Cache,
) -> Option<(Arc<Parsed<'static>>, Key)> {
    let key = Key::new("part of a file", (role, limits.get(Limit::TextLength), text));
    let parse = || {
        let Parsed { node, values } = parsed(text, role, limits).ok_or(())?;
        Ok::<_, ()>(Arc::new(Parsed { node: owned(node), values }))
    };
    cache.try_get(|| key, parse).ok().map(|part| (part, key))
}

/// Parses a part; `None` if there is anything to say about it.
fn parsed<'s>(text: &'s str, role: Role, limits: &Limits) -> Option<Parsed<'s>> {
    // The outermost mapping is around an item.
    let outer = usize::from(role == Role::Item);
    let (node, values) = parse_part(text, limits, outer)?;
    let is_complete = !ends_openly(&node) && !lacks_value(&node);
    is_complete.then_some(Parsed { node, values })
}

/// The parts of a file; `None` if it does not look like a mapping in block style.
fn split(source: &str) -> Option<Vec<Part>> {
    let mut entries: Vec<OpenEntry> = Vec::new();
    for (at, line) in lines(source) {
        match line.bytes().next() {
            Some(byte) if byte.is_ascii_alphabetic() => entries.push(OpenEntry::new(at, line)),
            None | Some(b' ' | b'#' | b'\n' | b'\r') => {
                entries.last_mut().into_iter().for_each(|entry| entry.add(at, line));
            }
            Some(b'-') if is_item(line) => entries.last_mut()?.add(at, line),
            Some(_) => return None,
        }
    }
    let ends: Vec<usize> =
        entries.iter().skip(1).map(|entry| entry.start).chain([source.len()]).collect();
    // Comments above the first entry have no effect.
    entries.first_mut()?.start = 0;
    Some(entries.into_iter().zip(ends).flat_map(|(entry, end)| entry.parts(end)).collect())
}

/// The line of a key, and the items of its value that have been found.
struct OpenEntry {
    start: usize,
    /// Whether the value may be a list in block style.
    is_list: bool,
    /// The column of the items.
    column: Option<usize>,
    /// The items after the first.
    items: Vec<usize>,
}

impl OpenEntry {
    fn new(start: usize, key: &str) -> Self {
        let is_of_key = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let after = key.trim_start_matches(is_of_key);
        let is_list = after.trim_end_matches([' ', '\n', '\r']) == ":";
        OpenEntry { start, is_list, column: None, items: Vec::new() }
    }

    /// Adds a line below the key.
    fn add(&mut self, at: usize, line: &str) {
        let text = line.trim_start_matches(' ');
        if !self.is_list || text.starts_with('#') || text.bytes().all(|it| b" \t\n\r".contains(&it))
        {
            return;
        }
        let indent = line.len() - text.len();
        match self.column {
            Some(column) if indent > column => {}
            Some(column) if indent == column && is_item(text) => self.items.push(at),
            None if is_item(text) => self.column = Some(indent),
            Some(_) | None => self.is_list = false,
        }
    }

    /// The entry with the first item, and the other items, up to the end of the entry.
    fn parts(self, end: usize) -> impl Iterator<Item = Part> {
        let items = if self.is_list { self.items } else { Vec::new() };
        let starts = once(self.start).chain(items.clone());
        let roles = once(Role::Entry).chain(repeat(Role::Item));
        let ends = items.into_iter().chain([end]);
        let places = starts.zip(ends).map(|(start, end)| start..end);
        places.zip(roles).map(|(place, role)| Part { place, role })
    }
}

/// Whether an item of a list begins with a text.
fn is_item(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with([' ', '\n', '\r']))
}

/// The lines of a text, each with its first byte.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// The tree of parts; `None` if they do not fit together.
fn assembled<'s>(source: &str, parts: Vec<(Role, Node<'s>, usize)>) -> Option<Node<'s>> {
    let place = parts.first()?.1.place.clone();
    let mut entries: Vec<Entry> = Vec::new();
    for (role, node, _) in parts {
        match (role, node.value) {
            (Role::Entry, Value::Mapping(own)) => entries.extend(own),
            (Role::Item, Value::Sequence(own)) => list_of(entries.last_mut()?)?.extend(own),
            (Role::Entry, Value::Scalar(_) | Value::Sequence(_))
            | (Role::Item, Value::Scalar(_) | Value::Mapping(_)) => return None,
        }
    }
    let keys: HashSet<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
    if keys.len() < entries.len() {
        return None;
    }
    for Node { place, value, .. } in entries.iter_mut().map(|entry| &mut entry.value) {
        if let Value::Sequence(items) = value {
            // The extents of items within their parts may differ.
            items.iter_mut().for_each(|item| item.extent = item.place.clone());
            extent::set(source, place.start, items);
        }
    }
    Some(Node::new(place, Value::Mapping(entries)))
}

/// The list of an entry.
fn list_of<'e, 's>(entry: &'e mut Entry<'s>) -> Option<&'e mut Vec<Node<'s>>> {
    match &mut entry.value.value {
        Value::Sequence(items) => Some(items),
        Value::Scalar(_) | Value::Mapping(_) => None,
    }
}

/// Whether the place of a node depends on what follows it: its last value is missing or empty, or has empty
/// lines at its end.
fn ends_openly(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(Scalar { text, .. }) => text.trim().is_empty() || text.ends_with("\n\n"),
        Value::Sequence(items) => items.last().is_some_and(ends_openly),
        Value::Mapping(entries) => entries.last().is_some_and(|entry| ends_openly(&entry.value)),
    }
}

/// Whether any value in a node is missing: the parser places it before some later token, which may be in the next
/// part.
fn lacks_value(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(_) => node.place.is_empty(),
        Value::Sequence(items) => items.iter().any(lacks_value),
        Value::Mapping(entries) => entries.iter().any(|entry| lacks_value(&entry.value)),
    }
}

/// A node that does not borrow the text.
fn owned(node: Node) -> Node<'static> {
    let Node { place, extent, value } = node;
    let value = match value {
        Value::Scalar(Scalar { text, style, origin, is_text }) => {
            Value::Scalar(Scalar { text: own(text), style, origin, is_text })
        }
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(owned).collect()),
        Value::Mapping(entries) => Value::Mapping(entries.into_iter().map(owned_entry).collect()),
    };
    Node { place, extent, value }
}

fn owned_entry(entry: Entry) -> Entry<'static> {
    let Entry { key, key_place, key_origin, value } = entry;
    Entry { key: own(key), key_place, key_origin, value: owned(value) }
}

fn own(text: Cow<str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::extent::tests::sources;
    use super::super::parse::parse;
    use super::*;

    /// Compares the tree in parts with that of the whole. Returns whether a file is read in parts.
    fn is_read_in_parts(source: &str, cache: &Cache) -> bool {
        cache.begin_build();
        let Some((parts, _)) = parse_in_parts(source, &Limits::default(), cache) else {
            return false;
        };
        let (whole, found) = parse(source);
        assert!(found.is_empty(), "{found:?} in {source}");
        let (borrowed, _) = parse_in_parts(source, &Limits::default(), Cache::NONE).unwrap();
        assert_eq!(format!("{borrowed:?}"), format!("{parts:?}"), "{source}");
        let (parts, whole) = (format!("{parts:#?}"), format!("{:#?}", whole.unwrap()));
        let mut lines = parts.lines().zip(whole.lines()).enumerate();
        if let Some((at, _)) = lines.find(|(_, (part, whole))| part != whole) {
            let near = |text: &str| {
                text.lines().skip(at.saturating_sub(9)).take(12).collect::<Vec<_>>().join("\n")
            };
            panic!("{source:.2000}\n{}\nbut as a whole\n{}", near(&parts), near(&whole));
        }
        assert_eq!(parts.len(), whole.len());
        true
    }

    #[test]
    fn parts_give_the_tree_of_the_whole() {
        let mut cases = vec![include_str!("../../source/alliance-2016.yaml").to_owned()];
        sources(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases").as_ref(), &mut cases);
        let (cache, mut compared) = (Cache::new(), 0);
        for source in &cases {
            compared += usize::from(is_read_in_parts(source, &cache));
        }
        assert!(compared * 2 > cases.len(), "{compared} of {}", cases.len());
    }

    #[test]
    fn items_are_parts() {
        let source =
            "# x\na: 1\nb:\n  # y\n  - c: |\n     d\n\n  # e\n  -\n    - f\n# z\ng:\n- h\n- i: j\n";
        let parts = split(source).unwrap();
        let texts: Vec<&str> = parts.iter().map(|part| &source[part.place.clone()]).collect();
        let expected = [
            "# x\na: 1\n",
            "b:\n  # y\n  - c: |\n     d\n\n  # e\n",
            "  -\n    - f\n# z\n",
            "g:\n- h\n",
            "- i: j\n",
        ];
        assert_eq!(texts, expected);
        assert!(is_read_in_parts(source, &Cache::new()));
        for cut in
            ["a: 'b\nc: d'\n", "a:\n  - \"b\n  - c\"\n", "a: [b,\nc: d]\n", "a: 1\na: 2\n", "- a\n"]
        {
            assert!(!is_read_in_parts(cut, &Cache::new()), "{cut}");
        }
    }

    /// Whatever an edit breaks, the parts give the tree of the whole, or none.
    #[test]
    fn edited_parts_give_the_tree_of_the_whole() {
        let source = "a: one two # c\nb:\n  - 'it''s'\n  - \"x\\ty\"\n  # d\n  - {c: d, e: [g, f]}\n  - k: v\n    l:\n      - m\n\
                      g: >-\n  folded\n  text\n\n  more\nh:\n  - |\n    kept\n     so\n\n  - last\n    one\nn: o\n";
        let pieces = [
            "", " ", "\n", "\n\n", "- ", ": ", "'", "\"", ">\n", "|-\n", "|+\n", "é", ",", "]",
            "#", "  - ", "\t", "\r", "? ", "---\n", "~",
        ];
        let (mut random, cache, mut compared) = (super::super::random(5), Cache::new(), 0);
        for _ in 0..20_000 {
            let mut mutant = source.to_owned();
            for _ in 0..1 + random() % 3 {
                let at = mutant.floor_char_boundary(random() as usize % mutant.len());
                let end =
                    mutant.floor_char_boundary((at + random() as usize % 3).min(mutant.len()));
                mutant.replace_range(at..end, pieces[random() as usize % pieces.len()]);
            }
            compared += usize::from(is_read_in_parts(&mutant, &cache));
        }
        assert!(compared > 3000, "{compared}");
    }
}
