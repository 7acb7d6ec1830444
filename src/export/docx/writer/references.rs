//! Bookmarks, external links and footnote references of a document.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::super::bookmarks::Bookmarks;
use super::super::hyperlinks::Hyperlinks;
use super::super::runs::Mention;
use super::citation::{Citation, citations};
use crate::document::inline::plain_text;
use crate::document::visit;
use crate::document::{Block, Document, ElementId, Inline, Note};
use crate::templates::Style;

/// Collects the targets that runs refer to.
#[derive(Debug)]
pub struct References {
    /// The text that Word shows for references to elements.
    citations: BTreeMap<ElementId, Citation>,
    /// The captions whose number is cited without their label.
    numbers: BTreeSet<ElementId>,
    /// The headings that the contents list.
    listed: BTreeSet<ElementId>,
    /// The persons in the texts of elements, in order.
    mentions: BTreeMap<ElementId, Vec<Mention>>,
    /// The bookmarks.
    bookmarks: Bookmarks,
    /// External links in the body.
    pub links: Hyperlinks,
    /// External links in footnotes.
    pub note_links: Hyperlinks,
    /// The number of footnotes referenced so far.
    pub notes_placed: usize,
    /// The source id of the current footnote; `None` in the body.
    pub note: Option<String>,
    /// What was looked up since the last section began, if that is recorded.
    pub record: Option<Record>,
}

/// What was looked up while a section was written.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The elements.
    pub elements: Vec<u32>,
    /// The addresses of links.
    pub urls: IndexSet<String>,
    /// The notes, as indices into [`Document::notes`].
    pub notes: Vec<usize>,
    /// Whether something was looked up that is not recorded, such as page numbers.
    pub is_incomplete: bool,
}

/// Everything that is known about an element.
pub type Known<'a> = (&'a str, Option<&'a Citation>, Option<&'a Vec<Mention>>, bool, bool);

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
            record: None,
        }
    }

    /// Everything that is known about an element.
    pub fn known(&self, element: ElementId) -> Known<'_> {
        let name = self.bookmarks.name(element);
        let (citation, mentions) = (self.citations.get(&element), self.mentions.get(&element));
        (name, citation, mentions, self.numbers.contains(&element), self.listed.contains(&element))
    }

    fn look_up(&mut self, element: ElementId) {
        self.record.iter_mut().for_each(|record| record.elements.push(element.0));
    }

    /// A note of the document.
    pub fn note<'d>(&mut self, document: &'d Document, index: usize) -> Option<&'d Note> {
        self.record.iter_mut().for_each(|record| record.notes.push(index));
        document.notes.get(index)
    }

    /// The bookmark name of an element.
    pub fn bookmark(&mut self, element: ElementId) -> String {
        self.look_up(element);
        self.bookmarks.name(element).to_owned()
    }

    /// Chooses the name of a bookmark for something that is not an element.
    pub fn named_bookmark(&mut self, name: &str) -> String {
        self.record.iter_mut().for_each(|record| record.is_incomplete = true);
        self.bookmarks.named(name)
    }

    /// Returns an unused bookmark id.
    pub fn next_id(&mut self) -> usize {
        self.bookmarks.next_id()
    }

    /// The last bookmark id used; 0 if none is.
    pub fn last_id(&self) -> usize {
        self.bookmarks.last_id()
    }

    /// Continues after some bookmark ids and links.
    pub fn continue_after(&mut self, ids: usize, urls: &[String]) {
        self.bookmarks.skip(ids);
        for url in urls {
            self.link(url);
        }
    }

    /// The text that Word shows for references to an element.
    pub fn citation(&mut self, element: ElementId) -> Option<&Citation> {
        self.look_up(element);
        self.citations.get(&element)
    }

    /// The name of the bookmark of a heading that the contents list, as Word names it.
    pub fn contents_bookmark(&mut self, heading: ElementId) -> Option<String> {
        self.look_up(heading);
        self.listed.contains(&heading).then(|| hidden("_Toc", heading))
    }

    /// The name of the bookmark of the label and number of a caption, as Word names it.
    pub fn caption_bookmark(caption: ElementId) -> String {
        hidden("_Ref", caption)
    }

    /// The number and the name of the bookmark of a caption's number, if it is cited alone.
    pub fn number_bookmark(&mut self, caption: ElementId) -> Option<(usize, String)> {
        self.look_up(caption);
        let is_cited = self.numbers.contains(&caption);
        is_cited.then(|| (self.bookmarks.next_id(), References::caption_number_bookmark(caption)))
    }

    /// The name of the bookmark of the number of a caption.
    pub fn caption_number_bookmark(caption: ElementId) -> String {
        hidden("_RefNumber", caption)
    }

    /// The persons in the text of an element.
    pub fn mentions(&mut self, element: ElementId) -> &[Mention] {
        self.look_up(element);
        self.mentions.get(&element).map_or(&[], Vec::as_slice)
    }

    /// Returns the relationship id of an external link in the current part.
    pub fn link(&mut self, url: &str) -> String {
        self.record.iter_mut().for_each(|record| {
            record.urls.insert(url.to_owned());
        });
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
    let is_caption = |citation: &Citation| matches!(citation, Citation::Caption(..));
    if !citations.values().any(is_caption) {
        return numbers;
    }
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
