//! The people of the current source: the person that a line is about, and the lists that name the person.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Reason, Today};
use crate::draft::DraftKind;
use crate::yaml::tree::{Entry, Node, Value};

/// The keys of the lists of people of a section.
const LISTS: [&str; 3] = ["moderator", "rapporteur", "speakers"];

/// A key of a panel that names a person, and the item if its value is a list, as positions.
type Listed = (usize, Option<usize>);

/// The people of a report, indexed once.
#[derive(Default)]
pub(super) struct People {
    /// The positions in the register by names, with and without their titles; `None` for the name of several
    /// people.
    named: HashMap<String, Option<usize>>,
    /// The lengths of these names in bytes.
    lengths: HashSet<usize>,
    /// For each paragraph, the last one up to it that is not a person of a panel.
    headings: Vec<usize>,
    /// Where each panel names each person, by the first byte of the panel and the id.
    listed: HashMap<(usize, String), Vec<Listed>>,
}

impl People {
    /// Adds a person at a position in the register.
    fn add(&mut self, position: usize, entry: &Entry) {
        let field = |key: &str| match entry.value.entry(key).map(|it| &it.value.value) {
            Some(Value::Scalar(scalar)) => one_spaced(&scalar.text),
            Some(Value::Sequence(_) | Value::Mapping(_)) | None => String::new(),
        };
        let (title, name) = (field("honorific"), field("name"));
        if name.is_empty() {
            return;
        }
        let titled = (!title.is_empty()).then(|| format!("{title} {name}"));
        for name in [name].into_iter().chain(titled) {
            self.lengths.insert(name.len());
            self.named.entry(name).and_modify(|it| *it = None).or_insert(Some(position));
        }
    }

    /// Adds the lists of a panel.
    fn list(&mut self, section: &Node) {
        let entries = section.entries().iter().enumerate();
        for (key, entry) in entries.filter(|(_, entry)| LISTS.contains(&&*entry.key)) {
            let items = match &entry.value.value {
                Value::Scalar(_) => vec![(&entry.value, None)],
                Value::Sequence(items) => {
                    items.iter().enumerate().map(|(at, it)| (it, Some(at))).collect()
                }
                Value::Mapping(_) => Vec::new(),
            };
            for (node, item) in items {
                if let Value::Scalar(scalar) = &node.value {
                    let id = (section.place.start, scalar.text.to_string());
                    self.listed.entry(id).or_default().push((key, item));
                }
            }
        }
    }
}

/// A text with single spaces.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Today<'a> {
    /// Whether a paragraph is a person of a panel.
    pub fn is_person(&self, at: usize) -> bool {
        self.paragraph(at).is_some_and(|it| it.kind == DraftKind::Person)
    }

    /// The id of the person that a paragraph is about.
    pub fn person(&self, at: usize) -> Option<&'a str> {
        let located = self.located(at).ok()?;
        let mut steps = located.steps.into_iter().filter_map(|step| step.entry);
        let is_person = steps.next().is_some_and(|entry| entry.key == "people");
        steps.next().filter(|_| is_person).map(|entry| &*entry.key)
    }

    /// The only person in the register with whose name a line begins, after a title or a role.
    pub fn person_named(&self, line: &str) -> Option<&'a str> {
        let line = one_spaced(line.rsplit('\t').next().unwrap_or_default());
        let People { named, lengths, .. } = self.people();
        let ends = line.match_indices([',', ' ', '(']).map(|(at, _)| at).chain([line.len()]);
        let names = ends.filter(|at| lengths.contains(at)).filter_map(|at| line.get(..at));
        let mut found = names.filter_map(|name| named.get(name).copied());
        let first = found.next().flatten()?;
        let is_only = found.all(|it| it == Some(first));
        self.tree.entries_of("people").get(first).filter(|_| is_only).map(|entry| &*entry.key)
    }

    /// The section of a heading or of a person under it.
    pub fn section(&self, at: usize) -> Option<&'a Node<'a>> {
        self.section_of(*self.people().headings.get(at)?)
    }

    /// The section of a heading.
    fn section_of(&self, heading: usize) -> Option<&'a Node<'a>> {
        let is_heading =
            self.paragraph(heading).is_some_and(|it| matches!(it.kind, DraftKind::Heading(_)));
        let located = self.located(heading).ok().filter(|_| is_heading)?;
        let step = located.steps.last()?;
        step.entry.filter(|entry| entry.key == "title").map(|_| step.parent)
    }

    fn people(&self) -> &People {
        self.people.get_or_init(|| {
            let mut people = People::default();
            let register = self.tree.entries_of("people").iter().enumerate();
            register.for_each(|(at, entry)| people.add(at, entry));
            let mut heading = 0;
            for at in 0..self.draft.paragraphs.len() {
                let before = heading;
                heading = if self.is_person(at) { heading } else { at };
                people.headings.push(heading);
                if heading != at && before == at - 1 {
                    self.section_of(heading).into_iter().for_each(|it| people.list(it));
                }
            }
            people
        })
    }

    /// The range to remove so that a panel no longer lists a person: the item of a list, or its key.
    ///
    /// # Errors
    ///
    /// If the person is not listed exactly once.
    pub fn listed(&self, at: usize) -> Result<Range<usize>, Reason> {
        let (entry, item) = self.listing_of(at)?;
        Ok(item.map_or(entry.key_place.clone(), |item| item.extent.clone()))
    }

    /// The item of the list in which a panel names a person.
    ///
    /// # Errors
    ///
    /// If the person is not in a list exactly once.
    pub fn listed_item(&self, at: usize) -> Result<Range<usize>, Reason> {
        let (entry, item) = self.listing_of(at)?;
        item.map(|item| item.extent.clone()).ok_or_else(|| {
            let key = &entry.key;
            Reason::new(
                format!("`{key}` is not a list"),
                format!("write a list in the source: `{key}: [first, second]`"),
            )
        })
    }

    fn listing_of(&self, at: usize) -> Result<(&'a Entry<'a>, Option<&'a Node<'a>>), Reason> {
        let (id, section) = (self.person(at).unwrap_or_default(), self.section(at));
        let key = section.map(|it| (it.place.start, id.to_owned()));
        let listed = key.and_then(|key| self.people().listed.get(&key)).into_iter().flatten();
        let mut found = listed.filter_map(|(key, item)| {
            let entry = section?.entries().get(*key)?;
            Some((entry, item.map(|at| entry.value.item(at))))
        });
        match (found.next(), found.next()) {
            (Some(found), None) => Ok(found),
            (Some(_), Some(_)) => Err(Reason::new(
                "the panel lists this person more than once",
                "change `moderator`, `rapporteur` or `speakers` in the source",
            )),
            (None, _) => Err(Reason::new(
                "no panel lists this person",
                "change the register or the list of participants in the source",
            )),
        }
    }
}
