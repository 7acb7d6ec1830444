//! The sections of Word, which determine page numbers, orientation and columns.

use std::mem;

use super::super::content::Container;
use super::story::Story;

/// The part of the report that a section belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The cover, without headers and footers.
    Cover,
    /// Contents and front matter, with roman folios.
    Front,
    /// Text and back matter, with arabic folios.
    Text,
}

/// The section type (§17.18.77); later variants are stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    /// On the same page.
    Continuous,
    /// On a new page.
    NextPage,
    /// On a new right-hand page.
    OddPage,
}

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSection {
    /// The part of the report that it belongs to.
    pub part: Part,
    /// How it begins.
    pub start: Start,
    /// Whether it is the first section of its part, where page numbers restart.
    pub first: bool,
    /// Whether its pages are landscape.
    pub landscape: bool,
    /// The number of text columns.
    pub columns: u8,
    /// The number of containers of the body before it.
    pub containers_before: usize,
    /// The number of notes referenced before it.
    pub notes_before: usize,
    /// Whether it has the heading of the endnotes.
    pub prints_endnotes: bool,
}

impl WordSection {
    /// The section of the cover.
    pub const COVER: WordSection = WordSection {
        part: Part::Cover,
        start: Start::NextPage,
        first: true,
        landscape: false,
        columns: 1,
        containers_before: 0,
        notes_before: 0,
        prints_endnotes: false,
    };
}

/// The body so far and its current section.
#[derive(Debug)]
pub struct Sections {
    /// The finished containers of the body.
    pub containers: Vec<Container>,
    /// Whether a section has had landscape pages.
    pub has_landscape: bool,
    /// The section under construction.
    pub current: WordSection,
    /// The number of the paragraph with the properties of the last finished section.
    pub last_paragraph: Option<u32>,
}

impl Default for Sections {
    fn default() -> Sections {
        Sections {
            containers: Vec::new(),
            has_landscape: false,
            current: WordSection::COVER,
            last_paragraph: None,
        }
    }
}

impl Sections {
    /// Moves the content of the story into a container with XML before and after it.
    pub fn push(&mut self, story: &mut Story, opening: String, closing: String) {
        // The properties of the last section go to its last paragraph, unless another section follows.
        if let Some(before) = self.containers.last_mut() {
            before.written.append(&mut story.written_batches(&mem::take(&mut before.content)));
        }
        let written = mem::take(&mut story.written);
        let content = mem::take(&mut story.content);
        self.containers.push(Container { opening, written, content, closing });
    }
}
