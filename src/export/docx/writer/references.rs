//! Bookmarks, external links and footnote references of a document.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bookmarks::Bookmarks;
use super::super::hyperlinks::Hyperlinks;
use super::super::runs::Mention;
use super::citation::{Citation, citations};
use crate::document::inline::plain_text;
use crate::document::visit;
use crate::document::{Block, Document, ElementId, Inline};
use crate::templates::Style;

/// Collects the targets that runs refer to.
#[derive(Debug)]
pub struct References {
    /// The text that Word shows for references to elements.
    pub citations: BTreeMap<ElementId, Citation>,
    /// The captions whose number is cited without their label.
    numbers: BTreeSet<ElementId>,
    /// The headings that the contents list.
    listed: BTreeSet<ElementId>,
    /// The persons in the texts of elements, in order.
    mentions: BTreeMap<ElementId, Vec<Mention>>,
    /// The bookmarks.
    pub bookmarks: Bookmarks,
    /// External links in the body.
    pub links: Hyperlinks,
    /// External links in footnotes.
    pub note_links: Hyperlinks,
    /// The number of footnotes referenced so far.
    pub notes_placed: usize,
    /// The source id of the current footnote; `None` in the body.
    pub note: Option<String>,
}

impl References {
    /// Names the bookmarks of a document.
    pub fn new(document: &Document, style: &Style) -> References {
        let entries = document.contents.iter().flat_map(|contents| &contents.entries);
        let citations = citations(document, style);
        References {
            numbers: cited_numbers(document, &citations),
            citations,
            listed: entries.map(|entry| entry.target).collect(),
            mentions: mentions(document),
            bookmarks: Bookmarks::new(&document.anchors),
            links: Hyperlinks::default(),
            note_links: Hyperlinks::default(),
            notes_placed: 0,
            note: None,
        }
    }

    /// The bookmark name of an element.
    pub fn bookmark(&self, element: ElementId) -> String {
        self.bookmarks.name(element).to_owned()
    }

    /// The name of the bookmark of a heading that the contents list, as Word names it.
    pub fn contents_bookmark(&self, heading: ElementId) -> Option<String> {
        self.listed.contains(&heading).then(|| hidden("_Toc", heading))
    }

    /// The name of the bookmark of the label and number of a caption, as Word names it.
    pub fn caption_bookmark(caption: ElementId) -> String {
        hidden("_Ref", caption)
    }

    /// The number and the name of the bookmark of a caption's number, if it is cited alone.
    pub fn number_bookmark(&mut self, caption: ElementId) -> Option<(usize, String)> {
        let is_cited = self.numbers.contains(&caption);
        is_cited.then(|| (self.bookmarks.next_id(), References::caption_number_bookmark(caption)))
    }

    /// The name of the bookmark of the number of a caption.
    pub fn caption_number_bookmark(caption: ElementId) -> String {
        hidden("_RefNumber", caption)
    }

    /// The persons in the text of an element.
    pub fn mentions(&self, element: ElementId) -> &[Mention] {
        self.mentions.get(&element).map_or(&[], Vec::as_slice)
    }

    /// Returns the relationship id of an external link in the current part.
    pub fn link(&mut self, url: &str) -> String {
        match self.note {
            Some(_) => self.note_links.relationship(url),
            None => self.links.relationship(url),
        }
    }
}

/// The name of a bookmark that Word does not list.
fn hidden(prefix: &str, element: ElementId) -> String {
    format!("{prefix}{:09}", element.0)
}

/// The captions whose number is cited without their label.
fn cited_numbers(
    document: &Document,
    citations: &BTreeMap<ElementId, Citation>,
) -> BTreeSet<ElementId> {
    let mut numbers = BTreeSet::new();
    visit::inlines(document, &mut |inline| {
        if let Inline::CrossReference { target, content, .. } = inline
            && let Some(Citation::Caption(caption, words, _)) = citations.get(target)
            && plain_text(content) != *words
        {
            numbers.insert(*caption);
        }
    });
    numbers
}

/// The persons of the index, by the element that names them.
fn mentions(document: &Document) -> BTreeMap<ElementId, Vec<Mention>> {
    let mut all: BTreeMap<ElementId, Vec<Mention>> = BTreeMap::new();
    visit::blocks(document, &mut |block| {
        let Block::Index { entries, .. } = block else { return };
        for entry in entries {
            let name = plain_text(&entry.term);
            for place in &entry.references {
                let mention = Mention { offset: place.offset, name: name.clone() };
                all.entry(place.target).or_default().push(mention);
            }
        }
    });
    all.values_mut().for_each(|mentions| mentions.sort_by_key(|mention| mention.offset));
    all
}
