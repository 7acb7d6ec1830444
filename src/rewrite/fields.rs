//! The fields of a report that forms show as rows, such as those of the register of people, and their changes.

use std::collections::HashSet;

use super::{Change, Edit, NewItem, NewValue, Piece, Side, Words};
use crate::limits::Limits;
use crate::source::markup::{PieceKind, Text};
use crate::source::{ParsedReport, parse_report};
use crate::yaml::tree::{Entry, Node, Value};

/// A mapping of a report, as a row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// Its fields, in the order of the form, including those that it does not have.
    pub fields: Vec<Field>,
}

/// A field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// Its text; empty if the mapping does not have it.
    pub value: String,
    /// Whether a form can change it: a list or a text with markup must be changed elsewhere.
    pub is_editable: bool,
}

/// The fields of a person, in the order in which they are printed.
const PERSON: [&str; 8] =
    ["name", "honorific", "pronouns", "post", "organisation", "country", "email", "orcid"];

/// The fields of the imprint.
const IMPRINT: [&str; 5] = ["isbn", "symbol", "copyright", "disclaimer", "photo_credits"];

/// The keys that lead to the imprint.
const TO_IMPRINT: [&str; 2] = ["front", "imprint"];

/// The people of the register, then the imprint; `None` if the file is not YAML.
pub fn records(file: &[u8], limits: &Limits) -> Option<Vec<Record>> {
    let parsed = parse_report(file, limits)?;
    let marked = marked(&parsed);
    let people = parsed.tree.entries_of("people").iter();
    let person = |entry: &Entry| {
        let path = vec!["people".to_owned(), entry.key.to_string()];
        Record { path, fields: fields(&marked, Some(&entry.value), &PERSON) }
    };
    let mut records: Vec<Record> = people.map(person).collect();
    let front = parsed.tree.entry("front").map(|front| &front.value);
    let imprint = front.and_then(|front| front.entry("imprint")).map(|imprint| &imprint.value);
    let path = TO_IMPRINT.map(str::to_owned).to_vec();
    records.push(Record { path, fields: fields(&marked, imprint, &IMPRINT) });
    Some(records)
}

fn fields(marked: &HashSet<usize>, node: Option<&Node>, keys: &[&'static str]) -> Vec<Field> {
    let field = |key: &&'static str| {
        let found = node.and_then(|node| node.entry(key)).map(|entry| &entry.value);
        let value = match found.map(|node| &node.value) {
            None => String::new(),
            Some(Value::Scalar(scalar)) => scalar.text.trim_end().to_owned(),
            Some(Value::Sequence(items)) => {
                let texts = items.iter().filter_map(|item| match &item.value {
                    Value::Scalar(scalar) => Some(&*scalar.text),
                    Value::Sequence(_) | Value::Mapping(_) => None,
                });
                texts.collect::<Vec<_>>().join("; ")
            }
            Some(Value::Mapping(_)) => String::new(),
        };
        Field { key, value, is_editable: found.is_none_or(|node| is_plain(marked, node)) }
    };
    keys.iter().map(field).collect()
}

/// The first bytes of the texts that have markup.
fn marked(parsed: &ParsedReport) -> HashSet<usize> {
    let is_marked =
        |text: &Text| text.pieces().iter().any(|it| !matches!(it.kind, PieceKind::Text(_)));
    let texts = parsed.texts().into_iter().filter(|text| text.marked.is_some_and(is_marked));
    texts.map(|text| text.node.place.start).collect()
}

/// Whether a value is a text without markup.
fn is_plain(marked: &HashSet<usize>, node: &Node) -> bool {
    matches!(node.value, Value::Scalar(_)) && !marked.contains(&node.place.start)
}

/// The change that gives a field another text, or removes it if the text is empty. `path` contains the keys
/// that lead to it; those that the file lacks are added. `None` if there is no such place.
pub fn set(file: &[u8], limits: &Limits, path: &[&str], value: &str) -> Option<Change> {
    let parsed = parse_report(file, limits)?;
    let mut node = &parsed.tree;
    let mut found = None;
    for (depth, key) in path.iter().enumerate() {
        let entries = node.entries();
        let Some(entry) = node.entry(key) else {
            // At the top level, the last entry is the long text.
            let beside = node.entry("publication").or(entries.last())?;
            let rest = path.get(depth + 1..).unwrap_or_default();
            return Some(inserted(beside, key, rest, value));
        };
        node = &entry.value;
        found = Some(entry);
    }
    let entry = found?;
    match (&entry.value.value, value.is_empty()) {
        (_, true) => Some(Change(vec![Edit::Remove { item: entry.key_place.clone() }])),
        (Value::Scalar(scalar), false) => {
            let (start, end) = kept(&scalar.text, value);
            let old = start..scalar.text.len() - end;
            let with = vec![words(value.get(start..value.len() - end).unwrap_or_default())];
            let at = match old.is_empty() {
                false => scalar.origin.file_range(old)?,
                true => {
                    let at = scalar.origin.file_range(0..start).map(|before| before.end);
                    let first = || scalar.origin.file_range(0..scalar.text.len());
                    let at = at.or_else(|| first().map(|all| all.start))?;
                    at..at
                }
            };
            Some(Change(vec![Edit::Words { at, with }]))
        }
        (Value::Sequence(_) | Value::Mapping(_), false) => None,
    }
}

/// The change that adds a key beside an entry, with a text under further keys.
fn inserted(beside: &Entry, key: &str, rest: &[&str], value: &str) -> Change {
    if value.is_empty() {
        return Change::default();
    }
    let text = NewValue::Text(vec![words(value)]);
    let nest = |inner, key: &&str| NewValue::Mapping(vec![((*key).to_owned(), inner)]);
    let value = rest.iter().rev().fold(text, nest);
    let item = NewItem { key: Some(key.to_owned()), value };
    let beside = beside.key_place.clone();
    Change(vec![Edit::Insert { beside, side: Side::After, item }])
}

fn words(text: &str) -> Piece {
    Words { text: text.to_owned(), ..Words::default() }.into()
}

/// The lengths of the beginning and the end that two texts have in common, in bytes.
fn kept(old: &str, new: &str) -> (usize, usize) {
    let same = |(one, other): &(char, char)| one == other;
    let pairs = old.chars().zip(new.chars());
    let start: usize = pairs.take_while(same).map(|it| it.0.len_utf8()).sum();
    let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
    let (old, new) = (rest(old), rest(new));
    let pairs = old.chars().rev().zip(new.chars().rev());
    (start, pairs.take_while(same).map(|it| it.0.len_utf8()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rewrite::rewrite;
    use crate::templates::load;

    const REPORT: &str = "\
publication: {title: T, publisher: P, date: 2024-01-01}   # kept
people:
  # The first.
  ah:
    name: Ana Horvat
    post: 'Judge, she said'
  bc: {name: Bo Chen, organisation: [One, Two]}
body:
  - title: Welcome
    moderator: ah
    content: [Hello.]
";

    fn changed(path: &[&str], value: &str) -> String {
        let labels = load::labels("en", load::built_in_labels("en").unwrap()).unwrap();
        let limits = Limits::default();
        let change = set(REPORT.as_bytes(), &limits, path, value).unwrap();
        let written = rewrite(REPORT.as_bytes(), &labels, &limits, &[change]);
        assert!(written.refused.is_empty(), "{:?}", written.refused);
        String::from_utf8(written.bytes).unwrap()
    }

    #[test]
    fn a_field_is_changed_added_and_removed() {
        let name = changed(&["people", "ah", "name"], "Ana Maria Horvat");
        assert_eq!(name, REPORT.replace("Ana Horvat", "Ana Maria Horvat"));
        let post = changed(&["people", "ah", "post"], "");
        assert_eq!(post, REPORT.replace("    post: 'Judge, she said'\n", ""));
        let country = changed(&["people", "ah", "country"], "Serbia");
        let after = "    post: 'Judge, she said'\n";
        assert!(country.contains("country: ") && country.contains(after), "{country}");
        let flow = changed(&["people", "bc", "post"], "Clerk");
        assert_eq!(flow, REPORT.replace("[One, Two]}", "[One, Two], post: Clerk}"));
    }

    #[test]
    fn a_person_and_an_imprint_are_added() {
        let person = changed(&["people", "dd", "name"], "Di Dubois");
        assert!(person.contains("dd:") && person.contains("name: Di Dubois"), "{person}");
        let imprint = changed(&["front", "imprint", "copyright"], "© P 2024");
        assert!(imprint.contains("copyright: © P 2024"), "{imprint}");
        assert!(set(REPORT.as_bytes(), &Limits::default(), &["x"], "").unwrap().0.is_empty());
    }

    #[test]
    fn rows_have_all_fields() {
        let records = records(REPORT.as_bytes(), &Limits::default()).unwrap();
        let values = |row: usize| -> Vec<&str> {
            records[row].fields.iter().map(|it| it.value.as_str()).collect()
        };
        assert_eq!(values(0)[..4], ["Ana Horvat", "", "", "Judge, she said"]);
        assert_eq!(values(1)[4], "One; Two");
        assert!(!records[1].fields[4].is_editable && records[1].fields[0].is_editable);
        assert_eq!(records[2].path, ["front", "imprint"]);
    }
}
