//! The generated numbers of a document, with their places in the source, for editors.

use super::inline::inlines_of;
use super::{Block, Caption, Document, Heading, Inline, ListItem, ListKind, Part, visit};

/// A generated number, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrintedNumber {
    /// The number with its words: "Panel 1", "3.2", "Table 2".
    pub text: String,
    /// The first byte of the words that it precedes in the source. For a note, the end of the words that it
    /// follows; the reference to it is the next one from there.
    pub at: usize,
    /// Whether it is the number of a footnote at a reference to it.
    pub is_note: bool,
}

/// The generated numbers of headings, captions, items, paragraphs and note references, in reading order.
pub fn printed_numbers(document: &Document) -> Vec<PrintedNumber> {
    let mut walk = Walk::default();
    visit::sections(document, &mut |section| {
        section.heading.iter().for_each(|heading| walk.heading(heading));
        section.blocks.iter().for_each(|block| walk.block(block));
    });
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    notes.for_each(|block| walk.block(block));
    walk.found
}

#[derive(Default)]
struct Walk {
    /// The end of the last words from the source.
    end: usize,
    found: Vec<PrintedNumber>,
}

impl Walk {
    fn heading(&mut self, heading: &Heading) {
        self.prefix(heading);
        self.notes(&heading.title);
    }

    fn prefix(&mut self, heading: &Heading) {
        // An authored label is not counted.
        let prefix = heading.prefix.as_ref().filter(|prefix| prefix.kind.is_some());
        self.before(prefix.map(|prefix| prefix.text()), first(&heading.title));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(block) | Block::Code(block) => {
                self.before(block.number.as_ref().map(|it| it.text()), first(&block.content));
            }
            Block::Heading(block) => self.prefix(block),
            Block::List(block) => self.items(&block.items),
            Block::Recommendations(block) => self.items(&block.items),
            Block::Table(block) => self.caption(block.caption.as_ref()),
            Block::Figure(block) => {
                block.pictures.iter().for_each(|picture| self.caption(picture.caption.as_ref()));
                self.caption(block.caption.as_ref());
            }
            Block::Equation(_)
            | Block::People(_)
            | Block::Participants(_)
            | Block::Quotation(_)
            | Block::Box(_)
            | Block::Definitions { .. }
            | Block::Bibliography { .. }
            | Block::Endnotes { .. }
            | Block::Index { .. } => {}
        }
        block.parts(&mut |part| match part {
            Part::Text(_, _, content) => self.notes(content),
            Part::Role(..) => {}
            Part::Blocks(_, blocks) => blocks.iter().for_each(|block| self.block(block)),
        });
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        let words = caption.and_then(|caption| first(&caption.content));
        self.before(caption.map(Caption::prefix), words);
    }

    fn items(&mut self, items: &[ListItem]) {
        for item in items.iter().filter(|item| item.marker.kind != ListKind::Bulleted) {
            self.before(Some(item.marker.text()), first_of_blocks(&item.blocks));
        }
    }

    /// Adds a number before a byte. Without either, there is nothing to show.
    fn before(&mut self, text: Option<String>, at: Option<usize>) {
        let number = text.zip(at).map(|(text, at)| PrintedNumber { text, at, is_note: false });
        self.found.extend(number);
    }

    /// Adds the note references of a text.
    fn notes(&mut self, content: &[Inline]) {
        inlines_of(content, &mut |inline| match inline {
            Inline::Text(text) => {
                let place = text.file_range(0..text.len());
                self.end = place.map_or(self.end, |place| place.end);
            }
            Inline::NoteReference(note) => {
                let text = note.number.clone();
                self.found.push(PrintedNumber { text, at: self.end, is_note: true });
            }
            Inline::Strong(_)
            | Inline::Emphasis(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Span(..)
            | Inline::Foreign { .. }
            | Inline::Link { .. }
            | Inline::CrossReference { .. }
            | Inline::Equation(_)
            | Inline::LineBreak => {}
        });
    }
}

/// The first byte of some words in the source.
fn first(content: &[Inline]) -> Option<usize> {
    let mut first = None;
    inlines_of(content, &mut |inline| {
        if let Inline::Text(text) = inline {
            first = first.or_else(|| Some(text.file_range(0..text.len())?.start));
        }
    });
    first
}

fn first_of_blocks(blocks: &[Block]) -> Option<usize> {
    let mut found = None;
    for block in blocks {
        block.parts(&mut |part| {
            found = found.or_else(|| match part {
                Part::Text(_, _, content) => first(content),
                Part::Role(..) => None,
                Part::Blocks(_, blocks) => first_of_blocks(blocks),
            });
        });
    }
    found
}
