//! Bookmarks, external links and footnote references of a document.

use super::super::bookmarks::Bookmarks;
use super::super::hyperlinks::Hyperlinks;
use crate::document::{Document, ElementId};

/// Collects what runs refer to.
#[derive(Debug)]
pub struct References {
    /// The bookmarks.
    pub bookmarks: Bookmarks,
    /// External links in the body.
    pub links: Hyperlinks,
    /// External links in footnotes.
    pub note_links: Hyperlinks,
    /// The number of footnotes referenced so far.
    pub notes_placed: usize,
    /// The id in the source of the footnote that is written; `None` in the body.
    pub note: Option<String>,
}

impl References {
    /// Names the bookmarks of a document.
    pub fn new(document: &Document) -> References {
        References {
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

    /// Returns the relationship id of an external link in the current part.
    pub fn link(&mut self, url: &str) -> String {
        match self.note {
            Some(_) => self.note_links.relationship(url),
            None => self.links.relationship(url),
        }
    }
}
