//! How large a file is, for the bounds of imports.

use super::flat::{Block, BlockKind, Flat, Inline};

/// The size of some blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The blocks, items and cells, and the pieces of their texts that differ in format.
    pub parts: usize,
    /// The characters of the longest text.
    pub longest: usize,
}

/// The size of a file.
pub fn of(flat: &Flat) -> Size {
    let mut size = Size::default();
    size.add(&flat.blocks);
    flat.notes.iter().for_each(|note| size.add(&note.blocks));
    size
}

impl Size {
    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.parts += 1;
            match &block.kind {
                BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => self.text(text),
                BlockKind::ListItem(item) => self.text(&item.text),
                BlockKind::Table(table) => {
                    for cell in table.rows.iter().flatten() {
                        self.parts += 1;
                        self.add(&cell.blocks);
                    }
                }
                BlockKind::Figure(figure) => self.text(&figure.caption),
                BlockKind::Quotation(blocks) | BlockKind::TextBox(blocks) => self.add(blocks),
                BlockKind::Preformatted(text) => {
                    self.longest = self.longest.max(text.chars().count());
                }
                BlockKind::Definition { term, definition } => {
                    self.text(term);
                    self.add(definition);
                }
                BlockKind::PageBreak | BlockKind::Rule => {}
            }
        }
    }

    fn text(&mut self, text: &[Inline]) {
        self.parts += text.len();
        let characters = text.iter().map(|inline| inline.shown().chars().count()).sum();
        self.longest = self.longest.max(characters);
    }
}
