//! The index of persons: people in the register and the places that name them.

use std::collections::HashMap;
use std::str::Chars;
use std::sync::Arc;

use super::Resolver;
use super::collation::Collation;
use crate::document::visit;
use crate::document::{
    Block, ElementId, IndexEntry, IndexReference, Matter, Note, Section, SectionKey, SectionKind,
};
use crate::origin::TracedString;

/// A place that names a person.
struct Mention {
    person: usize,
    target: ElementId,
    offset: usize,
    section: String,
}

impl Resolver<'_> {
    /// The index section; `None` if the report turns it off or names nobody. All references must be
    /// resolved first, since mentions are byte offsets in texts.
    pub(super) fn index(&mut self, sections: &[Arc<Section>], notes: &[Note]) -> Option<Section> {
        if !self.report.options.index_of_persons {
            return None;
        }
        let mentions = self.mentions(sections, notes);
        if mentions.is_empty() {
            return None;
        }
        let id = self.anchors.named("index");
        let heading = self.generated_heading(&self.labels.index_of_persons.clone());
        let block = self.derived("persons", "");
        let blocks = vec![Block::Index { id: block, entries: self.index_entries(mentions) }];
        let (kind, matter, sections) = (SectionKind::Index, Matter::Back, Vec::new());
        Some(Section {
            id,
            kind,
            matter,
            heading: Some(heading),
            blocks,
            sections,
            key: SectionKey::default(),
        })
    }

    /// The mentions of all people in the register, in reading order.
    fn mentions(&self, sections: &[Arc<Section>], notes: &[Note]) -> Vec<Mention> {
        let people = self.report.people.values().map(|person| self.printed(&person.name).into());
        let names = Names::new(&people.collect::<Vec<String>>());
        let mut mentions = Vec::new();
        for section in sections.iter().filter(|section| is_indexed(section.kind)) {
            let name = self.division_name(section);
            visit::texts(section, notes, &mut |target, text| {
                mentions.extend(names.find(text).into_iter().map(|(person, offset)| Mention {
                    person,
                    target,
                    offset,
                    section: name.clone(),
                }));
            });
        }
        mentions
    }

    fn index_entries(&mut self, mentions: Vec<Mention>) -> Vec<IndexEntry> {
        let people = self.report.people.values();
        let mut named: Vec<(TracedString, Vec<Mention>)> =
            people.map(|person| (self.sort_name(person), Vec::new())).collect();
        for mention in mentions {
            if let Some((_, own)) = named.get_mut(mention.person) {
                own.push(mention);
            }
        }
        named.retain(|(_, own)| !own.is_empty());
        let collation = Collation::of(&self.report.publication.language);
        named.sort_by(|one, other| collation.compare(&one.0, &other.0));
        named.into_iter().map(|(name, own)| self.index_entry(name, own)).collect()
    }

    fn index_entry(&mut self, name: TracedString, mentions: Vec<Mention>) -> IndexEntry {
        let id = self.derived("entry", &name);
        let references = mentions.into_iter().map(|mention| IndexReference {
            id: self.derived("see", &name),
            target: mention.target,
            offset: mention.offset,
            section: mention.section,
        });
        let references = references.collect();
        IndexEntry { id, term: self.raised(name), references }
    }
}

/// Whether an index refers to a section: it skips the imprint and other lists.
fn is_indexed(kind: SectionKind) -> bool {
    match kind {
        SectionKind::Foreword
        | SectionKind::Acknowledgements
        | SectionKind::Abstract
        | SectionKind::Section
        | SectionKind::Panel
        | SectionKind::SideEvents
        | SectionKind::SideEvent
        | SectionKind::Conclusion
        | SectionKind::Annex => true,
        SectionKind::Imprint
        | SectionKind::Dedication
        | SectionKind::History
        | SectionKind::Abbreviations
        | SectionKind::Bibliography
        | SectionKind::Notes
        | SectionKind::Index => false,
    }
}

/// The names to search for, as a tree of their characters, so that names with the same beginning are
/// compared with a text together.
struct Names {
    nodes: Vec<Node>,
}

/// The names that begin with the same characters.
#[derive(Default)]
struct Node {
    /// The names that end here.
    people: Vec<usize>,
    /// The nodes of longer names, by their next character. White space of any kind is a space.
    next: HashMap<char, usize>,
}

impl Names {
    fn new(names: &[String]) -> Names {
        let mut tree = Names { nodes: vec![Node::default()] };
        for (person, name) in names.iter().enumerate() {
            if words(name).next().is_some_and(|(at, _)| at == 0) {
                tree.insert(person, name);
            }
        }
        tree
    }

    fn insert(&mut self, person: usize, name: &str) {
        let mut at = 0;
        for character in name.chars() {
            let new = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return };
            at = *node.next.entry(key(character)).or_insert(new);
            if at == new {
                self.nodes.push(Node::default());
            }
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.people.push(person);
        }
    }

    /// The names in a text, with their byte offsets.
    fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let starts = words(text).map(|(at, _)| at);
        starts.flat_map(|at| self.at(text, at).map(move |person| (person, at))).collect()
    }

    /// The names in a text at a byte offset.
    fn at<'a>(&'a self, text: &'a str, start: usize) -> impl Iterator<Item = usize> + 'a {
        let mut rest = text.get(start..).unwrap_or_default().chars();
        let mut node = self.nodes.first();
        let nodes = std::iter::from_fn(move || {
            let next = node?.next.get(&key(rest.next()?))?;
            node = self.nodes.get(*next);
            node.map(|node| (node, rest.clone()))
        });
        let ended = nodes.filter(|(node, rest)| !node.people.is_empty() && ends_name(rest.clone()));
        ended.flat_map(|(node, _)| node.people.iter().copied())
    }
}

fn key(character: char) -> char {
    if character.is_whitespace() { ' ' } else { character }
}

/// The runs of letters and digits in a text, with their byte offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric()).filter_map(move |part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then_some((start, word))
    })
}

/// Whether a name ends before these characters: "Ana Horvat-Kos" does not contain "Ana Horvat".
fn ends_name(mut after: Chars) -> bool {
    match (after.next(), after.next()) {
        (Some('-' | '\u{2010}' | '\u{2011}'), Some(next)) => !next.is_alphanumeric(),
        (Some(next), _) => !next.is_alphanumeric(),
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_found() {
        let names = Names::new(&["Ana Horvat", "Ana Horvat-Kos", "Žan"].map(String::from));
        let text = "“Ana\u{a0}Horvat’s” words, and Ana Horvat-Kos, Ana Horvath, (Žan) Žana";
        let at = |words| text.find(words).unwrap();
        let expected = [(0, at("Ana\u{a0}")), (1, at("Ana Horvat-Kos")), (2, at("Žan)"))];
        assert_eq!(names.find(text), expected);
        assert_eq!(names.find("Ana Hor"), []);
    }

    #[test]
    fn names_that_begin_alike_share_their_beginning() {
        let people: Vec<String> = (0..1000).map(|number| format!("Ana Kovač {number}")).collect();
        let names = Names::new(&people);
        // Ten characters, then up to three digits: 10 + 100 + 900 ends, of which 1000 are names.
        assert_eq!(names.nodes.len(), 1 + 10 + 10 + 90 + 900);
        assert_eq!(names.find("Ana Kovač 77 and Ana\u{a0}Kovač 777"), [(77, 0), (777, 18)]);
    }
}
