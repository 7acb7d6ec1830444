//! What an editor program looks up in a report as it is written: ids, their uses,
//! sections, inline markup.

mod styled;

use std::ops::Range;

pub use styled::{InlineStyle, StyledPlace};

use super::check::{
    CitationEntry, Inventory, SectionEntry, mentions, people_in_roles, programme_entries,
};
use super::markup::{is_id, is_note_id};
use super::parse_report_cached;
use crate::cache::Cache;
use crate::limits::Limits;
use crate::source::schema::Person;
use crate::yaml::extent;
use crate::yaml::tree::{Entry, Node};

/// The ids and the sections of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lookup {
    /// Every id, in the order of the report.
    pub definitions: Vec<IdDefinition>,
    /// Every mention of an id.
    pub uses: Vec<IdUse>,
    /// The sections, panels, annexes and parts of the front matter; each is followed by those in it.
    pub sections: Vec<SectionPlace>,
    /// The inline markup of all texts, in the order of the file and without overlaps.
    pub styled: Vec<StyledPlace>,
}

/// An element or person with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdDefinition {
    /// The id.
    pub id: String,
    /// The register that the id belongs to.
    pub register: Register,
    /// The kind of thing, as in the YAML: "person", "footnote", "panel", "table", "item".
    pub kind: String,
    /// Its first words, without markup.
    pub words: String,
    /// The bytes of the id.
    pub place: Range<usize>,
}

/// A mention of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdUse {
    /// The id.
    pub id: String,
    /// The register that the id belongs to.
    pub register: Register,
    /// The bytes of the id.
    pub place: Range<usize>,
}

/// A register in which ids are unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Register {
    /// People, whom roles name.
    People,
    /// Footnotes, works, sections and blocks, which texts cite by `[^id]` and `[#id]`.
    Elements,
}

/// A section and its extent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SectionPlace {
    /// The kind: "section", "panel", "annex".
    pub kind: &'static str,
    /// Its level: 1 for a section outside all others.
    pub depth: usize,
    /// The title, without markup; empty if it has none.
    pub title: String,
    /// The bytes of the title, or of its first word.
    pub place: Range<usize>,
    /// The bytes of the whole section.
    pub extent: Range<usize>,
}

/// The kind of footnotes.
const NOTE: &str = "footnote";

/// The maximum length of the words of a definition, in characters.
const WORDS: usize = 120;

/// The maximum length of the words of a footnote, in characters: editors show most notes whole.
const NOTE_WORDS: usize = 1000;

impl Lookup {
    /// Collects the ids and sections of a report, which may break rules. Returns `None` if its YAML or the
    /// types of its values are wrong, or if it exceeds the limits.
    pub fn of(bytes: &[u8], limits: &Limits) -> Option<Lookup> {
        Lookup::of_cached(bytes, limits, Cache::NONE)
    }

    /// As [`Lookup::of`], faster if the last builds with a cache have read most of the report.
    pub fn of_cached(bytes: &[u8], limits: &Limits, cache: &Cache) -> Option<Lookup> {
        let parsed = parse_report_cached(bytes, limits, cache)?;
        let inventory = Inventory::take(&parsed.report, &parsed.tree);
        let source = str::from_utf8(bytes).ok()?;
        let mut lookup = Lookup::default();
        lookup.people(&inventory);
        lookup.elements(&inventory);
        lookup.texts(&inventory);
        lookup.styled = styled::styled(&inventory);
        let sections = inventory.sections.iter();
        lookup.sections = sections.map(|entry| section(entry, &inventory, source)).collect();
        Some(lookup)
    }

    fn define(
        &mut self,
        register: Register,
        id: &str,
        kind: &str,
        words: &str,
        place: Range<usize>,
    ) {
        let most = if kind == NOTE { NOTE_WORDS } else { WORDS };
        let (id, kind, words) = (id.to_owned(), kind.to_owned(), shortened(words, most));
        self.definitions.push(IdDefinition { id, register, kind, words, place });
    }

    fn mention(&mut self, register: Register, id: &str, place: Range<usize>) {
        self.uses.push(IdUse { id: id.to_owned(), register, place });
    }

    fn people(&mut self, inventory: &Inventory) {
        let entries = inventory.tree.entries_of("people").iter();
        for (entry, person) in entries.zip(inventory.report.people.values()) {
            let (words, place) = (description(person), entry.key_place.clone());
            self.define(Register::People, &entry.key, "person", &words, place);
        }
        for (ids, node) in people_in_roles(inventory) {
            for (index, id) in ids.iter().enumerate() {
                self.mention(Register::People, id, node.item(index).place.clone());
            }
        }
    }

    fn elements(&mut self, inventory: &Inventory) {
        for id in &inventory.ids {
            let texts = inventory.texts.get(id.texts.clone()).unwrap_or_default();
            let words = texts.iter().map(|text| text.words().to_string());
            let words = words.into_iter().find(|words| !words.trim().is_empty());
            let (words, place) = (words.unwrap_or_default(), id.node.place.clone());
            self.define(Register::Elements, id.id, id.kind, &words, place);
        }
        let notes = inventory.tree.entries_of("footnotes").iter();
        for (entry, note) in notes.zip(inventory.report.footnotes.values()) {
            let words = note.0.first().map(|text| text.words().to_string()).unwrap_or_default();
            let place = entry.key_place.clone();
            self.define(Register::Elements, &entry.key, NOTE, &words, place);
        }
        for (note, node) in &inventory.inline_notes {
            let Some((id, at)) = &note.id else { continue };
            let (words, place) = (note.text.words().to_string(), node.locate(at.clone()));
            self.define(Register::Elements, id, NOTE, &words, place);
        }
        for (id, node) in panels(inventory) {
            self.mention(Register::Elements, id, node.place.clone());
        }
    }

    fn texts(&mut self, inventory: &Inventory) {
        let mentions = mentions(inventory);
        for mention in mentions.notes.iter().chain(&mentions.references) {
            self.mention(Register::Elements, mention.id, mention.place.clone());
        }
        for CitationEntry { citation, places } in &mentions.citations {
            for (target, place) in citation.targets.iter().zip(places) {
                self.mention(Register::Elements, &target.id, place.clone());
            }
        }
    }

    /// The definition of an id.
    pub fn definition(&self, register: Register, id: &str) -> Option<&IdDefinition> {
        self.definitions.iter().find(|it| it.register == register && it.id == id)
    }

    /// The id that is defined or used at a byte: its register, the id itself and its bytes.
    pub fn id_at(&self, byte: usize) -> Option<(Register, &str, &Range<usize>)> {
        let defined = self.definitions.iter().map(|it| (it.register, it.id.as_str(), &it.place));
        let used = self.uses.iter().map(|it| (it.register, it.id.as_str(), &it.place));
        defined.chain(used).find(|(_, _, place)| place.start <= byte && byte <= place.end)
    }

    /// Every place of an id, its definition first.
    pub fn places(&self, register: Register, id: &str) -> Vec<Range<usize>> {
        let defined = self.definitions.iter().filter(|it| it.register == register && it.id == id);
        let used = self.uses.iter().filter(|it| it.register == register && it.id == id);
        defined.map(|it| it.place.clone()).chain(used.map(|it| it.place.clone())).collect()
    }
}

/// The sections that programmes name, each with the node of its id.
fn panels<'a>(inventory: &Inventory<'a>) -> Vec<(&'a str, &'a Node<'a>)> {
    let entries = programme_entries(inventory).into_iter();
    entries.filter_map(|(entry, node)| Some((entry.panel.as_deref()?, node.key("panel")))).collect()
}

/// A person on one line.
fn description(person: &Person) -> String {
    let organisations = person.organisation.0.iter();
    let parts = [Some(&person.name), person.post.as_ref()].into_iter().flatten();
    let parts = parts.chain(organisations).chain(&person.country);
    parts.map(|part| part.as_str()).collect::<Vec<_>>().join(", ")
}

fn shortened(words: &str, most: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words,
    }
}

fn section(entry: &SectionEntry, inventory: &Inventory, source: &str) -> SectionPlace {
    let SectionEntry { section, node, depth, .. } = *entry;
    let key = front_key(inventory, node);
    let place = match (&section.title, key) {
        (Some(_), _) => node.key("title").place.clone(),
        (None, Some(key)) => key.key_place.clone(),
        (None, None) => node.place.clone(),
    };
    // A part of the front matter begins with its key.
    let extent = match key {
        Some(key) => key.key_place.start..extent::entry_end(source, key),
        None => node.extent.clone(),
    };
    let title = section.title.as_ref().or(section.label.as_ref());
    SectionPlace {
        kind: entry.kind(),
        depth,
        title: title.map(|title| shortened(&title.words(), WORDS)).unwrap_or_default(),
        place,
        extent,
    }
}

/// The entry of a section of the front matter.
fn front_key<'a>(inventory: &Inventory<'a>, node: &Node) -> Option<&'a Entry<'a>> {
    let entries = inventory.tree.entries_of("front").iter();
    entries.into_iter().find(|entry| std::ptr::eq(&entry.value, node))
}

/// Whether a text can be the id of an element of some kind. Ids of footnotes may begin with a digit.
pub fn can_be_id(kind: &str, id: &str) -> bool {
    if kind == NOTE { is_note_id(id) } else { is_id(id) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
publication: {title: T, publisher: P, date: 2024-01-01, authors: ek}
people:
  ek: {name: Per Ek, post: Judge, country: Norway}
front:
  foreword: {title: 'Dear *reader*', content: [A.]}
body:
  - kind: panel
    title: Ports
    id: ports
    moderator: [ek]
    content:
      - 'See [#t], [^n] and [^law: The *Act*.] in [é](#ports).'
      - table: {id: t, caption: Hours, header: [H], rows: [['1']]}
      - bullets: [a, {text: b, id: b}]
    sections:
      - {title: Inner, content: [x]}
footnotes:
  n: A note.
";

    fn text(place: &Range<usize>) -> &'static str {
        &SOURCE[place.clone()]
    }

    #[test]
    fn every_id_has_its_kind_words_and_place() {
        let lookup = Lookup::of(SOURCE.as_bytes(), &Limits::default()).unwrap();
        let found: Vec<String> = lookup
            .definitions
            .iter()
            .map(|it| {
                assert_eq!(text(&it.place), it.id);
                format!("{} {}: {}", it.kind, it.id, it.words)
            })
            .collect();
        assert_eq!(
            found,
            [
                "person ek: Per Ek, Judge, Norway",
                "panel ports: Ports",
                "table t: Hours",
                "item b: b",
                "footnote n: A note.",
                "footnote law: The Act."
            ]
        );
    }

    #[test]
    fn every_mention_is_a_place_of_its_id() {
        let lookup = Lookup::of(SOURCE.as_bytes(), &Limits::default()).unwrap();
        let mut used: Vec<&str> = lookup
            .uses
            .iter()
            .map(|it| {
                assert_eq!(text(&it.place), it.id);
                it.id.as_str()
            })
            .collect();
        used.sort_unstable();
        assert_eq!(used, ["ek", "ek", "n", "ports", "t"]);
        let at = SOURCE.find("[#t]").unwrap() + 2;
        let (register, id, _) = lookup.id_at(at).unwrap();
        assert_eq!((register, id, lookup.places(register, id).len()), (Register::Elements, "t", 2));
    }

    #[test]
    fn sections_have_extents() {
        let lookup = Lookup::of(SOURCE.as_bytes(), &Limits::default()).unwrap();
        let found: Vec<_> = lookup
            .sections
            .iter()
            .map(|it| (it.kind, it.depth, it.title.as_str(), text(&it.extent).lines().count()))
            .collect();
        assert_eq!(
            found,
            [
                ("front matter", 1, "Dear reader", 1),
                ("panel", 1, "Ports", 10),
                ("section", 2, "Inner", 1)
            ]
        );
    }

    #[test]
    fn a_report_that_breaks_rules_can_be_looked_up_but_broken_yaml_cannot() {
        let broken = SOURCE.replace("[#t]", "[#nowhere] **open");
        let lookup = Lookup::of(broken.as_bytes(), &Limits::default()).unwrap();
        assert!(lookup.uses.iter().any(|it| it.id == "nowhere"));
        assert_eq!(Lookup::of(b"body: [", &Limits::default()), None);
    }
}
