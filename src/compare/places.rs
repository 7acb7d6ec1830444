//! Where changes are in the newer file.

use std::ops::Range;

use crate::draft::DraftParagraph;
use crate::export::docx::redline::{Content, Item, Manuscript, Woven};

/// The place of a change in the newer file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePlace {
    /// The bookmark of the paragraph in the Word draft.
    pub bookmark: String,
    /// The bytes of the paragraph in the file.
    pub paragraph: Range<usize>,
    /// The part of the paragraph.
    pub spot: ChangeSpot,
}

/// The part of a paragraph that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeSpot {
    /// All of it.
    Paragraph,
    /// Some words: their bytes in the file.
    Words(Range<usize>),
    /// Words before this byte of the file were deleted.
    Gap(usize),
    /// A paragraph or row after it was deleted.
    After,
}

impl ChangePlace {
    /// The same paragraph with another spot.
    pub fn at(&self, spot: ChangeSpot) -> ChangePlace {
        ChangePlace { spot, ..self.clone() }
    }

    /// The byte of the file where an editor finds the change.
    pub fn byte(&self) -> usize {
        match &self.spot {
            ChangeSpot::Paragraph => self.paragraph.start,
            ChangeSpot::Words(words) => words.start,
            ChangeSpot::Gap(byte) => *byte,
            ChangeSpot::After => self.paragraph.end,
        }
    }
}

/// The place of some paragraphs; `None` if all of them are generated.
pub fn place_of(side: &Manuscript, numbers: &[usize]) -> Option<ChangePlace> {
    let said = || numbers.iter().filter_map(|number| side.draft.paragraphs.get(*number));
    let bytes = said().filter_map(|said| said.file_range(0..said.text().len()));
    let paragraph =
        bytes.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))?;
    let bookmark = said().next().map(|said| said.bookmark.clone()).unwrap_or_default();
    Some(ChangePlace { bookmark, paragraph, spot: ChangeSpot::Paragraph })
}

/// The bytes of each piece of some paragraphs in the newer file; `None` for pieces that it does not have, and
/// for generated ones.
pub fn sources(side: &Manuscript, numbers: &[usize], woven: &[Woven]) -> Vec<Option<Range<usize>>> {
    let mut numbers = numbers.iter().filter_map(|number| side.draft.paragraphs.get(*number));
    let mut said = numbers.next();
    let source = |piece: &Woven| {
        if piece.state.is_old() {
            return None;
        }
        if matches!(piece.item, Item::End(_)) {
            said = numbers.next();
            return None;
        }
        source(said?, piece)
    };
    woven.iter().map(source).collect()
}

fn source(said: &DraftParagraph, woven: &Woven) -> Option<Range<usize>> {
    let piece = woven.item.piece()?;
    let range = match &piece.content {
        Content::Words { .. } => woven.start..woven.end,
        Content::Atom { shown, .. } => 0..shown.len(),
        Content::Note { .. } | Content::Mark(_) | Content::Hidden(_) => return None,
    };
    said.file_range(piece.start + range.start..piece.start + range.end)
}

/// The spot of a group of pieces: their words, or the gap between the words around them.
pub fn spot_of(sources: &[Option<Range<usize>>], group: Range<usize>) -> Option<ChangeSpot> {
    let own = sources.get(group.clone())?.iter().flatten().cloned();
    let words = own.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
    let before = || sources.get(..group.start)?.iter().rev().flatten().next();
    let after = || sources.get(group.end..)?.iter().flatten().next();
    let gap = || before().map(|it| it.end).or_else(|| after().map(|it| it.start));
    words.map(ChangeSpot::Words).or_else(|| gap().map(ChangeSpot::Gap))
}
