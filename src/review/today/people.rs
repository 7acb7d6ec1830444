//! The people of the current source: the person that a line is about, and the lists that name the person.

use std::ops::Range;

use super::{Reason, Today};
use crate::draft::DraftKind;
use crate::yaml::tree::{Entry, Node, Value};

/// The keys of the lists of people of a section.
const LISTS: [&str; 3] = ["moderator", "rapporteur", "speakers"];

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
        let line = line.rsplit('\t').next().unwrap_or_default().trim();
        let named = self.tree.entries_of("people").iter().filter(|entry| {
            let field = |key: &str| match entry.value.entry(key).map(|it| &it.value.value) {
                Some(Value::Scalar(scalar)) => scalar.text.trim(),
                Some(Value::Sequence(_) | Value::Mapping(_)) | None => "",
            };
            let rest = line.strip_prefix(field("honorific")).unwrap_or(line).trim_start();
            let name = field("name");
            let rest = if name.is_empty() { None } else { rest.strip_prefix(name) };
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ' ', '\n', '(']))
        });
        let mut named = named.map(|entry| &*entry.key);
        named.next().filter(|_| named.next().is_none())
    }

    /// The section of a heading or of a person under it.
    pub fn section(&self, at: usize) -> Option<&'a Node<'a>> {
        let heading = (0..=at).rev().find(|at| !self.is_person(*at))?;
        let is_heading =
            self.paragraph(heading).is_some_and(|it| matches!(it.kind, DraftKind::Heading(_)));
        let located = self.located(heading).ok().filter(|_| is_heading)?;
        let step = located.steps.last()?;
        step.entry.filter(|entry| entry.key == "title").map(|_| step.parent)
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
        let (id, section) = (self.person(at), self.section(at));
        let lists = section.into_iter().flat_map(Node::entries);
        let lists = lists.filter(|entry| LISTS.contains(&&*entry.key));
        let mut found = lists.flat_map(|entry| {
            let items = match &entry.value.value {
                Value::Scalar(scalar) => vec![(&scalar.text, None)],
                Value::Sequence(items) => {
                    let texts = items.iter().filter_map(|item| match &item.value {
                        Value::Scalar(scalar) => Some((&scalar.text, Some(item))),
                        Value::Sequence(_) | Value::Mapping(_) => None,
                    });
                    texts.collect()
                }
                Value::Mapping(_) => Vec::new(),
            };
            let own = items.into_iter().filter(|(text, _)| id == Some(&***text));
            own.map(move |(_, item)| (entry, item)).collect::<Vec<_>>()
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
