//! Changes of structure that an editor offers at a place: a list becomes recommendations, and a person named in a
//! role goes into the register.

use unicode_normalization::UnicodeNormalization;

use super::locate::{Located, Step, locate};
use super::{fields, rewrite};
use crate::limits::Limits;
use crate::source::parse_report;
use crate::templates::load;
use crate::yaml::tree::{Node, Value};

/// A change of structure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refactoring {
    /// What it does, as the title of an action.
    pub title: String,
    /// Its kind in the Language Server Protocol.
    pub kind: &'static str,
    /// The whole file after the change.
    pub bytes: Vec<u8>,
}

/// The changes that are possible at a byte of a report.
pub fn refactorings(file: &[u8], limits: &Limits, at: usize) -> Vec<Refactoring> {
    let found = std::str::from_utf8(file).ok().zip(parse_report(file, limits)).map(|(text, it)| {
        let located = locate(&it.tree, at);
        [
            recommendations(text, &located, limits),
            extracted_person(text, &it.tree, &located, limits),
        ]
    });
    found.into_iter().flatten().flatten().collect()
}

/// The keys of lists that can become recommendations.
const LISTS: [&str; 2] = ["bullets", "numbered"];

/// Turns the list around a place into recommendations.
fn recommendations(text: &str, located: &Located, limits: &Limits) -> Option<Refactoring> {
    let is_list = |step: &&Step| {
        let key = step.entry.map_or("", |entry| &*entry.key);
        LISTS.contains(&key) && step.parent.entries().len() == 1
    };
    let step = located.steps.iter().rfind(is_list)?;
    // A cell may contain lists, but no recommendations.
    if located.steps.iter().any(|step| step.entry.is_some_and(|entry| entry.key == "table")) {
        return None;
    }
    let (entry, Value::Sequence(items)) = (step.entry?, &step.node.value) else { return None };
    let (key, first) = (&entry.key_place, items.first()?);
    let value = &step.node.place;
    let is_flow = text.get(value.start..)?.starts_with('[');
    let new = if is_flow {
        let (before, rest) = text.split_at_checked(value.start)?;
        let (list, after) = rest.split_at_checked(value.len())?;
        format!("{before}{{items: {list}}}{after}")
    } else {
        let dash = text.get(..first.place.start)?.rfind('-')?;
        let (before, rest) = text.split_at_checked(dash)?;
        let indent = before.rsplit('\n').next()?;
        let is_deeper = indent.len() > column(text, key.start) && indent.trim().is_empty();
        if !is_deeper {
            return None;
        }
        // The items of a list may begin in the column of its key.
        let end = if before.ends_with(&format!("\r\n{indent}")) { "\r\n" } else { "\n" };
        format!("{before}items:{end}{indent}{rest}")
    };
    let (before, rest) = new.split_at_checked(key.start)?;
    let new = format!("{before}recommendations{}", rest.get(key.len()..)?);
    let is_sound = parse_report(new.as_bytes(), limits).is_some_and(|parsed| {
        let located = locate(&parsed.tree, key.start);
        let step =
            located.steps.iter().rfind(|it| it.entry.is_some_and(|it| it.key == "recommendations"));
        let list = step.and_then(|step| step.node.entry("items")).map(|entry| &entry.value.value);
        matches!(list, Some(Value::Sequence(new)) if new.len() == items.len())
    });
    is_sound.then(|| Refactoring {
        title: "Turn this list into recommendations".into(),
        kind: "refactor.rewrite",
        bytes: new.into_bytes(),
    })
}

/// The column of a byte, from 0.
fn column(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rsplit('\n').next()).map_or(0, str::len)
}

/// The keys whose values are ids of people.
const ROLES: [&str; 5] = ["moderator", "rapporteur", "speakers", "authors", "editors"];

/// Puts a person who is named in a role, such as "Ana Horvat, Judge, Supreme Court", into the register, and
/// writes the id in place of the name.
fn extracted_person(
    text: &str,
    root: &Node,
    located: &Located,
    limits: &Limits,
) -> Option<Refactoring> {
    let has_role = |step: &Step| step.entry.is_some_and(|entry| ROLES.contains(&&*entry.key));
    located.steps.iter().rev().take(2).find(|step| has_role(step))?;
    let node = located.node()?;
    let Value::Scalar(scalar) = &node.value else { return None };
    let people = root.entries_of("people");
    let mut parts = scalar.text.splitn(3, ", ").map(str::trim);
    let name = parts.next().filter(|name| name.contains(' '))?;
    if people.iter().any(|person| person.key == scalar.text) {
        return None;
    }
    let id = free_id(name, |id| people.iter().any(|person| person.key == id));
    let (before, rest) = text.split_at_checked(node.place.start)?;
    let mut bytes = format!("{before}{id}{}", rest.get(node.place.len()..)?).into_bytes();
    let labels = load::labels("en", load::built_in_labels("en")?).ok()?;
    let fields = [("name", Some(name)), ("post", parts.next()), ("organisation", parts.next())];
    for (key, value) in fields.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        let change = fields::set(&bytes, limits, &["people", &id, key], value)?;
        let written = rewrite(&bytes, &labels, limits, &[change]);
        if !written.refused.is_empty() {
            return None;
        }
        bytes = written.bytes;
    }
    let title = format!("Put {name} into the register of people as `{id}`");
    Some(Refactoring { title, kind: "refactor.extract", bytes })
}

/// An id made from the last word of a name: lower-case ASCII letters.
fn free_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let last = name.split(' ').next_back().unwrap_or_default();
    let letters = last.nfd().flat_map(char::to_lowercase);
    let id: String = letters.filter(|it| it.is_ascii_lowercase() || *it == '-').collect();
    let id = id.trim_matches('-');
    let id = if id.is_empty() { "person" } else { id };
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "\
publication: {title: T, publisher: P, date: 2024-01-01}
people:
  horvat: {name: Ivo Horvat}
body:
  - title: Welcome
    kind: panel
    moderator: Ana Horvát, Judge, Supreme Court
    speakers: [horvat, 'Bo Chen']
    content:
      - bullets:
          # The first.
          - One thing.
          - Another.
      - numbered: [a, b]
      - A paragraph.
      - bullets:
        - In the column of the key.
";

    fn at(words: &str) -> Vec<(String, String)> {
        let at = REPORT.find(words).unwrap();
        let found = refactorings(REPORT.as_bytes(), &Limits::default(), at).into_iter();
        found.map(|it| (it.title, String::from_utf8(it.bytes).unwrap())).collect()
    }

    #[test]
    fn a_list_becomes_recommendations() {
        let [(title, new)] = at("Another").try_into().unwrap();
        assert_eq!(title, "Turn this list into recommendations");
        let old = "bullets:\n          # The first.\n          - One";
        let wanted = "recommendations:\n          # The first.\n          items:\n          - One";
        assert_eq!(new, REPORT.replace(old, wanted));
        let [(_, new)] = at("a, b").try_into().unwrap();
        let wanted = "recommendations: {items: [a, b]}";
        assert_eq!(new, REPORT.replace("numbered: [a, b]", wanted));
        assert!(at("In the column").is_empty() && at("Welcome").is_empty());
    }

    #[test]
    fn a_person_goes_into_the_register() {
        let [(title, new)] = at("Ana").try_into().unwrap();
        assert_eq!(title, "Put Ana Horvát into the register of people as `horvat-2`");
        assert!(new.contains("moderator: horvat-2\n"), "{new}");
        let parsed = parse_report(new.as_bytes(), &Limits::default()).unwrap();
        let person = &parsed.report.people["horvat-2"];
        assert_eq!(&*person.name, "Ana Horvát");
        assert_eq!(person.post.as_deref(), Some("Judge"));
        let [(_, new)] = at("Bo Chen").try_into().unwrap();
        assert!(new.contains("speakers: [horvat, chen]\n"), "{new}");
        assert!(at("horvat,").is_empty());
    }
}
