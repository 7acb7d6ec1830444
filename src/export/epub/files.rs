//! Which file an element stands in.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, ElementId, Matter, Note, Section, SectionKind};

/// One file of the text: a section, and those without heading that follow it.
#[derive(Debug)]
pub struct File<'a> {
    /// Its name: "panel-1.xhtml".
    pub name: String,
    /// Its sections; the first gives it its title.
    pub sections: Vec<&'a Section>,
}

impl File<'_> {
    /// The part of the book that it belongs to.
    pub fn matter(&self) -> Matter {
        self.sections.first().map_or(Matter::Body, |section| section.matter)
    }
}

/// The files of the text in order, and where each element stands.
#[derive(Debug)]
pub struct Files<'a> {
    /// The files.
    pub files: Vec<File<'a>>,
    /// For the first element of each top-level section and note, the index of its file.
    starts: BTreeMap<ElementId, usize>,
}

impl<'a> Files<'a> {
    /// Cuts a document into files.
    pub fn new(document: &'a Document) -> Files<'a> {
        let mut files: Vec<File> = Vec::new();
        let mut starts = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for section in &document.sections {
            let goes_on = section.heading.is_none() && section.kind != SectionKind::Imprint;
            match files.last_mut() {
                Some(file) if goes_on => file.sections.push(section),
                Some(_) | None => {
                    let name = name(document, section, &mut taken);
                    files.push(File { name, sections: vec![section] });
                }
            }
            starts.insert(section.id, files.len() - 1);
        }
        let mut cut = Files { files, starts };
        let note = |note: &Note| Some((note.id, cut.index(note.first_reference)?));
        let notes: Vec<_> = document.notes.iter().filter_map(note).collect();
        cut.starts.extend(notes);
        cut
    }

    /// The index of the file that an element stands in. Elements of a section or note are numbered
    /// after it and before the next.
    pub fn index(&self, element: ElementId) -> Option<usize> {
        self.starts.range(..=element).next_back().map(|(_, file)| *file)
    }

    /// The address of an element, as seen from the file at `from`.
    pub fn href(&self, document: &Document, element: ElementId, from: Option<usize>) -> String {
        let anchor = document.anchor(element);
        let file = self.index(element).filter(|file| from != Some(*file));
        let name = file.and_then(|file| self.files.get(file)).map_or("", |file| file.name.as_str());
        format!("{name}#{anchor}")
    }
}

/// A name from the section's own, in small ASCII letters: names differ on every file system.
fn name(document: &Document, section: &Section, taken: &mut BTreeSet<String>) -> String {
    let own = document.anchor(section.id).to_ascii_lowercase().replace('_', "-");
    let base = if RESERVED.contains(&own.as_str()) { format!("{own}-text") } else { own };
    let numbered = (1..).map(|number| match number {
        1 => format!("{base}.xhtml"),
        _ => format!("{base}-{number}.xhtml"),
    });
    let name = numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// Names of files that are not sections.
const RESERVED: [&str; 4] = ["cover", "title", "nav", "contents"];
