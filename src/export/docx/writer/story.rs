//! The content of a story under construction.

use std::mem;
use std::sync::Arc;

use docx_rs::{Paragraph, ParagraphProperty, Table};

use super::super::content::{Batch, BlockElement};
use super::super::extras::{Extras, ParagraphExtra, PictureExtra, TableExtra, paragraph_id};
use super::super::runs::Runs;
use super::super::serialize;
use super::super::styles::{Border, Enclosure};
use crate::document::{Direction, ElementId};
use crate::draft::{Draft, DraftKind, DraftParagraph, WrittenParagraphs};
use crate::units::twips;

/// The most paragraphs and tables of a container that are not written yet. As objects of docx-rs they take ten
/// times the memory.
const MOST_UNWRITTEN: usize = 256;

/// Paragraphs and tables, with their extra properties.
#[derive(Debug, Default)]
pub struct Story {
    /// The first paragraphs and tables of the current container, written.
    pub written: Vec<Batch>,
    /// The other paragraphs and tables of the current container.
    pub content: Vec<BlockElement>,
    /// How many writers may still change earlier content.
    pub holds: usize,
    /// The writing direction of the document.
    direction: Direction,
    /// Extra properties of all paragraphs so far.
    pub extras: Extras,
    /// The text of all paragraphs so far, except those of kept sections.
    pub draft: Draft,
    /// The text of kept sections, with the number of paragraphs in `draft` before it.
    pub kept_text: Vec<(usize, Arc<WrittenParagraphs>)>,
    /// The XML of the content, if it is the unchanged last paragraph of a kept section.
    pub settled: Option<Arc<Vec<u8>>>,
    /// The properties that apply to the next paragraph.
    pub pending: Pending,
    /// Whether only the draft is wanted. Then only the last element of the content is kept.
    pub is_said_only: bool,
    /// The cell that contains the next paragraphs, if they are more than its text.
    pub cell: Option<DraftKind>,
    /// The enclosure of the next paragraph.
    pub enclosure: Option<Enclosure>,
    /// The borders of the last paragraph in the enclosure.
    pub last_borders: Option<Vec<Border>>,
    /// The number of the paragraph after the last box, and whether the colour of the box is varied.
    pub last_box: Option<(u32, bool)>,
    next_number: u32,
}

/// Properties of the next paragraph that are known before it is written.
#[derive(Debug, Default)]
pub struct Pending {
    /// The elements that begin with it, outer ones first.
    pub elements: Vec<ElementId>,
    /// Its kind, if its style does not determine it.
    pub kind: Option<DraftKind>,
    /// The name of its bookmark, if no element begins with it.
    pub name: Option<&'static str>,
    /// Minimum space above it, in points. Tables cannot have space below.
    pub space_pt: f32,
    /// Whether it begins a page.
    pub page_break: bool,
}

impl Pending {
    /// Whether the next paragraph has no such properties.
    pub fn is_empty(&self) -> bool {
        let Pending { elements, kind, name, space_pt, page_break } = self;
        let is_named = !elements.is_empty() || kind.is_some() || name.is_some();
        !is_named && *space_pt == 0.0 && !page_break
    }
}

impl Story {
    /// Creates an empty story of a document with this writing direction.
    pub fn new(direction: Direction) -> Story {
        Story { direction, ..Story::default() }
    }

    /// Bookmarks an element at the next paragraph.
    pub fn begin(&mut self, element: ElementId) {
        self.pending.elements.push(element);
    }

    /// Adds a paragraph with its runs and its text in the draft.
    pub fn add_paragraph(&mut self, property: ParagraphProperty, runs: Runs, said: DraftParagraph) {
        let number = self.next_number;
        self.next_number += 1;
        self.draft.paragraphs.push(said);
        let (children, extras) = runs.into_children();
        if !extras.is_empty() {
            self.extras.entry(number).or_default().runs = extras;
        }
        let id = paragraph_id(number);
        let paragraph = Paragraph { id, children, property, has_numbering: false };
        self.push(BlockElement::Paragraph(Box::new(paragraph)));
    }

    /// Adds a table.
    pub fn add_table(&mut self, table: Table, extras: Vec<TableExtra>) {
        self.push(BlockElement::Table(Box::new(table), extras));
    }

    fn push(&mut self, element: BlockElement) {
        if self.is_said_only {
            self.content.clear();
        }
        if self.holds == 0 && self.content.len() > MOST_UNWRITTEN {
            // The last element may change: space, section properties.
            let last = self.content.pop();
            let content = mem::replace(&mut self.content, last.into_iter().collect());
            let mut written = self.written_batches(&content);
            self.written.append(&mut written);
        }
        self.settled = None;
        self.content.push(element);
    }

    /// Writes the content, which does not change any more.
    pub fn settle(&mut self) {
        let content = mem::take(&mut self.content);
        match self.settled.take().filter(|_| content.len() == 1) {
            Some(settled) => self.written.push(Ok(settled)),
            None => {
                let mut written = self.written_batches(&content);
                self.written.append(&mut written);
            }
        }
    }

    /// Counts paragraphs that are already written.
    pub fn skip(&mut self, paragraphs: u32) {
        self.next_number += paragraphs;
    }

    /// Adds the last paragraph of a kept section, with its extra properties and its XML. `paragraphs` is the number
    /// of paragraphs of the section.
    pub fn continue_after(
        &mut self,
        paragraphs: u32,
        mut last: Paragraph,
        extra: Option<ParagraphExtra>,
        xml: Arc<Vec<u8>>,
    ) {
        self.skip(paragraphs);
        let number = self.next_number.saturating_sub(1);
        self.extras.extend(extra.map(|extra| (number, extra)));
        last.id = paragraph_id(number);
        self.content.push(BlockElement::Paragraph(Box::new(last)));
        self.settled = Some(xml);
    }

    /// Writes content that does not change any more.
    pub fn written_batches(&self, content: &[BlockElement]) -> Vec<Batch> {
        match self.is_said_only {
            true => Vec::new(),
            false => serialize::batches(content, &self.extras, self.direction),
        }
    }

    /// Adds a picture to those that the next paragraph contains.
    pub fn add_picture(&mut self, picture: PictureExtra) {
        self.pending.kind = Some(DraftKind::Picture);
        self.next_extra().pictures.push(picture);
    }

    /// The extra properties of the next paragraph.
    pub fn next_extra(&mut self) -> &mut ParagraphExtra {
        self.extras.entry(self.next_number).or_default()
    }

    /// Whether the next paragraph follows a box in the colour of the template.
    pub fn follows_plain_box(&self) -> bool {
        self.last_box == Some((self.next_number, false))
    }

    /// The number of the next paragraph.
    pub fn next_number(&self) -> u32 {
        self.next_number
    }

    /// Ends a section with the last paragraph, which must be the end of the content. Returns its number.
    pub fn end_section(&mut self, properties: String) -> Option<u32> {
        let number = self.next_number.checked_sub(1)?;
        self.settled = None;
        self.extras.entry(number).or_default().section = Some(properties);
        Some(number)
    }

    /// Sets the space below the last paragraph, in points.
    pub fn set_space_below(&mut self, points: f32) {
        self.settled = None;
        if let Some(BlockElement::Paragraph(paragraph)) = self.content.last_mut() {
            let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
            let after = u32::try_from(twips(points)).unwrap_or(0);
            paragraph.property.line_spacing = Some(spacing.after(after));
        }
    }

    /// Whether the content ends in a paragraph, as the schema requires of a cell (§17.4.65).
    pub fn ends_in_paragraph(&self) -> bool {
        matches!(self.content.last(), Some(BlockElement::Paragraph(_)))
    }

    /// Whether the content ends in a table.
    pub fn ends_in_table(&self) -> bool {
        matches!(self.content.last(), Some(BlockElement::Table(..)))
    }
}
