//! The parts that deleted text refers to, within the new document.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::hyperlinks::Hyperlinks;
use super::super::media;
use super::super::numbering_instances::Numbering;
use super::manuscript::Manuscript;
use super::paragraph::Link;
use super::tree::Element;
use super::weave::State;

/// Translates ids of the old document.
pub struct OldParts<'m> {
    old: &'m Manuscript,
    /// The numbering of the new document and of the deleted lists.
    pub numbering: Numbering,
    /// The numbering instances of the new document for those of the old one.
    instances: BTreeMap<usize, usize>,
    /// The external links in the body, and in notes.
    pub links: [Hyperlinks; 2],
    /// Whether notes are written.
    pub in_notes: bool,
    /// Whether references are links instead of fields. LibreOffice 7.4 moves the changes after a field of
    /// a note, and accepts or rejects other words.
    pub fields_are_links: bool,
    /// The bookmarks around text that was kept: those of both documents.
    pub kept_bookmarks: HashSet<String>,
    /// The ids of the deleted notes.
    pub note_ids: BTreeMap<usize, usize>,
    first_note_id: usize,
    /// The old pictures that are used, by their index.
    pub pictures: BTreeSet<usize>,
    /// The number of the last drawing. A paragraph has at most one.
    drawings: u32,
}

impl<'m> OldParts<'m> {
    /// Translates to the parts of a new document. `pairs` are kept paragraphs of the old and the new
    /// document, which belong to the same lists.
    pub fn new(
        old: &'m Manuscript,
        new: &Manuscript,
        pairs: impl Iterator<Item = (usize, usize)>,
    ) -> OldParts<'m> {
        let stories = &new.stories;
        let mut instances = BTreeMap::new();
        for (before, after) in pairs {
            let instance = |side: &Manuscript, number: usize| {
                side.paragraph(number).and_then(|it| instance(&it.properties))
            };
            if let (Some(one), Some(other)) = (instance(old, before), instance(new, after)) {
                instances.entry(one).or_insert(other);
            }
        }
        OldParts {
            old,
            numbering: stories.numbering.clone(),
            instances,
            links: [stories.links.clone(), stories.note_links.clone()],
            in_notes: false,
            fields_are_links: false,
            kept_bookmarks: HashSet::new(),
            note_ids: BTreeMap::new(),
            first_note_id: new.notes.len() + 1,
            pictures: BTreeSet::new(),
            drawings: u32::try_from(new.paragraphs.len()).unwrap_or(0),
        }
    }

    /// The id of a deleted note.
    pub fn note_id(&mut self, note: usize) -> usize {
        let next = self.first_note_id + self.note_ids.len();
        *self.note_ids.entry(note).or_insert(next)
    }

    /// The properties of an old paragraph, in a form that can be compared with new ones.
    pub fn properties(&mut self, number: usize) -> Element {
        let own = self.old.paragraph(number).map(|it| it.properties.clone());
        let mut own = own.unwrap_or_else(|| Element::new("w:pPr", &[]));
        own.remove(&["w:rPr"]);
        self.translate_properties(&mut own);
        own
    }

    /// Translates the properties of an old paragraph. The section that ended with it ends elsewhere.
    pub fn translate_properties(&mut self, properties: &mut Element) {
        properties.remove(&["w:sectPr"]);
        let Some(instance) = instance(properties) else { return };
        let translated = match self.instances.get(&instance) {
            Some(known) => *known,
            None => {
                let added = self.numbering.adopt(&self.old.stories.numbering, instance);
                self.instances.insert(instance, added);
                added
            }
        };
        properties.walk(&mut |it| {
            if it.name == "w:numId" {
                it.set("w:val", &translated.to_string());
            }
        });
    }

    /// An old link; `None` if it leads to a bookmark, which no longer exists.
    pub fn link(&mut self, link: &Link) -> Option<Element> {
        let mut element = link.element.clone();
        element.attribute("r:id")?;
        let [of_body, of_notes] = &mut self.links;
        let links = if self.in_notes { of_notes } else { of_body };
        element.set("r:id", &links.relationship(&link.target));
        Some(element)
    }

    /// Old runs. Only the result of a field is kept, because its bookmark may no longer exist. Numbers of
    /// captions remain fields.
    pub fn runs(&mut self, runs: &[Element]) -> Vec<Element> {
        let is_counted = code(runs).is_some_and(|code| code.trim_start().starts_with("SEQ"));
        let mut runs = if is_counted { runs.to_vec() } else { result(runs) };
        runs.iter_mut().for_each(|run| self.translate_drawings(run));
        runs
    }

    /// How to write a field of the new document. Programs update fields, so one that was kept would be an
    /// error after all changes are rejected if only the new document has what it refers to.
    pub fn reference(&self, runs: &[Element], state: State) -> Reference {
        let code = code(runs).unwrap_or_default();
        let words: Vec<&str> = code.split_whitespace().collect();
        let (name, bookmark) = match words.as_slice() {
            [name @ ("REF" | "NOTEREF"), bookmark, ..] => (*name, *bookmark),
            _ => return Reference::Field,
        };
        let is_lost = state == State::Kept && !self.kept_bookmarks.contains(bookmark);
        match name {
            // The raised number of a note is a field for reviews, too.
            "NOTEREF" if words.contains(&"\\f") && is_lost => Reference::Renewed,
            "NOTEREF" if words.contains(&"\\f") => Reference::Field,
            _ if is_lost || self.fields_are_links => {
                let attributes = [("w:anchor", bookmark), ("w:history", "1")];
                let element = Element::new("w:hyperlink", &attributes);
                Reference::Link(Link { element, target: bookmark.to_owned() })
            }
            _ => Reference::Field,
        }
    }

    fn translate_drawings(&mut self, run: &mut Element) {
        if run.child("w:drawing").is_none() {
            return;
        }
        self.drawings += 1;
        let number = self.drawings.to_string();
        let pictures = &mut self.pictures;
        run.walk(&mut |it| {
            if ["wp:docPr", "pic:cNvPr"].contains(&it.name.as_str()) {
                it.set("id", &number);
            } else if ["a:blip", "asvg:svgBlip"].contains(&it.name.as_str()) {
                let name = it.attribute("r:embed").unwrap_or_default();
                if let Some(index) = media::index_of(&name) {
                    pictures.insert(index);
                    it.set("r:embed", &media::old_relationship(&name));
                }
            }
        });
    }
}

/// The instruction of a field.
fn code(runs: &[Element]) -> Option<String> {
    runs.iter().find_map(|run| run.child("w:instrText")).map(Element::text)
}

/// The runs that a field shows.
pub fn result(runs: &[Element]) -> Vec<Element> {
    let is_shown =
        |run: &&Element| run.child("w:fldChar").is_none() && run.child("w:instrText").is_none();
    runs.iter().filter(is_shown).cloned().collect()
}

/// How to write a field.
pub enum Reference {
    /// As it is.
    Field,
    /// As a link, whose words programs leave alone.
    Link(Link),
    /// As deleted words and an inserted field.
    Renewed,
}

/// The numbering instance of a paragraph.
fn instance(properties: &Element) -> Option<usize> {
    let id = properties.child("w:numPr")?.child("w:numId")?;
    id.attribute("w:val")?.parse().ok()
}
