//! The index of persons: people in the register and the places that name them.

use std::collections::HashMap;

use super::Resolver;
use super::collation::Collation;
use crate::document::visit;
use crate::document::{
    Block, ElementId, IndexEntry, IndexReference, Inline, Matter, Note, Section, SectionKind,
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
    /// resolved before, since mentions are byte offsets in texts.
    pub(super) fn index(&mut self, sections: &[Section], notes: &[Note]) -> Option<Section> {
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
        Some(Section { id, kind, matter, heading: Some(heading), blocks, sections })
    }

    /// The mentions of all people in the register, in reading order.
    fn mentions(&self, sections: &[Section], notes: &[Note]) -> Vec<Mention> {
        let people = self.report.people.values().map(|person| self.printed(&person.name).into());
        let names = Names::new(people.collect());
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
        IndexEntry { id, term: vec![Inline::Text(name)], references }
    }
}

/// Whether an index refers to a section: it skips the imprint and other lists.
fn is_indexed(kind: SectionKind) -> bool {
    match kind {
        SectionKind::Foreword
        | SectionKind::Section
        | SectionKind::Panel
        | SectionKind::SideEvents
        | SectionKind::SideEvent
        | SectionKind::Conclusion
        | SectionKind::Annex => true,
        SectionKind::Imprint
        | SectionKind::Abbreviations
        | SectionKind::Bibliography
        | SectionKind::Index => false,
    }
}

/// The names to search for, by first word, so that one pass finds them all.
struct Names {
    names: Vec<String>,
    by_first_word: HashMap<String, Vec<usize>>,
}

impl Names {
    fn new(names: Vec<String>) -> Names {
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            if let Some((_, word)) = words(name).next() {
                by_first_word.entry(word.into()).or_default().push(index);
            }
        }
        Names { names, by_first_word }
    }

    /// The names in a text, with their byte offsets.
    fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (at, word) in words(text) {
            let candidates = self.by_first_word.get(word).map_or(&[][..], Vec::as_slice);
            let rest = text.get(at..).unwrap_or_default();
            let named = |index: &&usize| {
                self.names.get(**index).is_some_and(|name| begins_with_name(rest, name))
            };
            found.extend(candidates.iter().filter(named).map(|index| (*index, at)));
        }
        found
    }
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

/// Whether a text begins with a name. Any white space matches any other, and the name must end there:
/// "Ana Horvat-Kos" does not contain "Ana Horvat".
fn begins_with_name(text: &str, name: &str) -> bool {
    let mut rest = text.chars();
    let same = |(wanted, found): (char, Option<char>)| {
        found == Some(wanted) || wanted.is_whitespace() && found.is_some_and(char::is_whitespace)
    };
    if !name.chars().map(|wanted| (wanted, rest.next())).all(same) {
        return false;
    }
    let mut after = rest;
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
        let names = Names::new(vec!["Ana Horvat".into(), "Ana Horvat-Kos".into(), "Žan".into()]);
        let text = "“Ana\u{a0}Horvat’s” words, and Ana Horvat-Kos, Ana Horvath, (Žan) Žana";
        let at = |words| text.find(words).unwrap();
        let expected = [(0, at("Ana\u{a0}")), (1, at("Ana Horvat-Kos")), (2, at("Žan)"))];
        assert_eq!(names.find(text), expected);
        assert_eq!(names.find("Ana Hor"), []);
    }
}
