//! The data that the functions of the writer collect.

use crate::document::{Caption, CaptionKind, Document};
use crate::templates::Style;

use super::super::content::BlockElement;
use super::super::numbering_instances::Numbering;
use super::super::styles;
use super::drawing::Drawings;
use super::references::References;
use super::story::Story;
use super::word_section::Sections;

/// The collected output of the writer.
pub struct Collectors {
    /// The paragraphs and tables of the current container.
    pub story: Story,
    /// Bookmarks, external links and footnote references.
    pub references: References,
    /// The numbering of lists and paragraphs.
    pub numbering: Numbering,
    /// The pictures.
    pub drawings: Drawings,
    /// The numbers of captions.
    pub captions: CaptionCounters,
    /// The finished containers of the body and the current section.
    pub sections: Sections,
}

impl Collectors {
    /// Creates empty collectors for a document in the styles of a template.
    pub fn new(document: &Document, style: &Style) -> Collectors {
        Collectors {
            story: Story::new(document.direction()),
            references: References::new(document, style),
            numbering: Numbering::new(styles::numberings(style, &document.words)),
            drawings: Drawings::default(),
            captions: CaptionCounters::default(),
            sections: Sections::default(),
        }
    }

    /// Returns what `write` adds to the story instead of leaving it there, for example as the
    /// content of a table cell.
    pub fn nested(&mut self, write: impl FnOnce(&mut Collectors)) -> Vec<BlockElement> {
        let outer = std::mem::take(&mut self.story.content);
        let enclosure = self.story.enclosure.take();
        self.held(write);
        self.story.enclosure = enclosure;
        std::mem::replace(&mut self.story.content, outer)
    }

    /// Writes content whose paragraphs and tables may change until all of it is there.
    pub fn held(&mut self, write: impl FnOnce(&mut Collectors)) {
        self.story.holds += 1;
        write(self);
        self.story.holds -= 1;
    }
}

/// The number of the last caption of each kind.
#[derive(Clone, Copy, Debug, Default, Hash)]
pub struct CaptionCounters {
    tables: u32,
    figures: u32,
}

impl CaptionCounters {
    /// Counts a caption. Returns whether Word reaches the same number by itself.
    pub fn count(&mut self, caption: &Caption) -> bool {
        let last = match caption.kind {
            CaptionKind::Table => &mut self.tables,
            CaptionKind::Figure => &mut self.figures,
        };
        let continues = last.checked_add(1) == Some(caption.number);
        *last = caption.number;
        continues
    }
}
