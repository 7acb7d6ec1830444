//! The cross-references that Word computes: REF and NOTEREF fields (ECMA-376 Part 1 §17.16.5).

use std::collections::BTreeMap;

use super::super::numbering_instances::{LevelText, NumberFormat};
use super::super::styles::{format_of, prefix_position, unbreakable};
use crate::document::inline::first_notes;
use crate::document::visit;
use crate::document::{
    Block, Caption, Document, ElementId, Heading, HeadingPrefix, Inline, ListItem, ListMarker,
};
use crate::templates::{PrefixPosition, Style};

/// The text that Word shows for a reference to an element.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Citation {
    /// The number of its paragraph. Only Word can leave out the words of a number (`REF \t`); other programs
    /// repeat them, so a reference with different words is not a field.
    Number(String),
    /// The number of a footnote, at its first reference.
    Note(ElementId, String),
    /// The label and number of a caption, and the number by itself: "Table 1", "1".
    Caption(ElementId, String, String),
    /// The title of the element.
    Title(Vec<Inline>),
}

/// The text that Word shows for references to the elements of a document.
pub fn citations(document: &Document, style: &Style) -> BTreeMap<ElementId, Citation> {
    let mut all = BTreeMap::new();
    for heading in visit::section_headings(document) {
        all.extend(of_heading(heading, style).map(|citation| (heading.id, citation)));
    }
    visit::blocks(document, &mut |block| of_block(block, &mut all));
    for note in &document.notes {
        all.insert(note.id, Citation::Note(note.first_reference, note.number.clone()));
    }
    all
}

fn of_heading(heading: &Heading, style: &Style) -> Option<Citation> {
    match (&heading.prefix, prefix_position(style)) {
        (None, _) => of_title(&heading.title),
        (Some(prefix), position)
            if is_numbered(heading)
                && (prefix.is_number() || position == PrefixPosition::Above) =>
        {
            Some(Citation::Number(unbreakable(&prefix.text())))
        }
        // Word would cite the separator too.
        (Some(_), PrefixPosition::Above | PrefixPosition::Inline) => None,
    }
}

/// A title, unless it refers to a note: a field would repeat the note.
fn of_title(title: &[Inline]) -> Option<Citation> {
    let is_plain = !title.is_empty() && first_notes(title).is_empty();
    is_plain.then(|| Citation::Title(title.to_vec()))
}

fn of_block(block: &Block, all: &mut BTreeMap<ElementId, Citation>) {
    match block {
        Block::Paragraph(block) => {
            let number = block.number.as_ref().and_then(of_marker);
            all.extend(number.map(|number| (block.id, number)));
        }
        Block::Heading(block) => {
            all.extend(of_title(&block.title).map(|title| (block.id, title)));
        }
        Block::List(block) => all.extend(block.items.iter().filter_map(of_item)),
        Block::Recommendations(block) => all.extend(block.items.iter().filter_map(of_item)),
        Block::Box(block) => {
            let title = block.title.as_ref().and_then(|title| of_title(&title.content));
            all.extend(title.map(|title| (block.id, title)));
        }
        Block::Table(block) => all.extend(of_caption(block.id, block.caption.as_ref())),
        Block::Figure(block) => {
            all.extend(of_caption(block.id, block.caption.as_ref()));
            // Word does not count letters, so references to lettered parts are plain links.
            let numbered = block.pictures.iter().map(|it| (it.id, it.caption.as_ref()));
            let numbered =
                numbered.filter(|(_, caption)| caption.is_some_and(|it| it.part.is_none()));
            all.extend(numbered.filter_map(|(id, caption)| of_caption(id, caption)));
        }
        Block::Code(_)
        | Block::Equation(_)
        | Block::People(_)
        | Block::Participants(_)
        | Block::Quotation(_)
        | Block::Definitions { .. }
        | Block::Bibliography { .. }
        | Block::Endnotes { .. }
        | Block::Index { .. } => {}
    }
}

fn of_item(item: &ListItem) -> Option<(ElementId, Citation)> {
    Some((item.id, of_marker(&item.marker)?))
}

/// The number of a paragraph, if Word counts it. Word leaves out a full stop at its end.
fn of_marker(marker: &ListMarker) -> Option<Citation> {
    let is_number = LevelText::of(marker, "").is_number();
    is_number.then(|| Citation::Number(marker.cited()))
}

fn of_caption(element: ElementId, caption: Option<&Caption>) -> Option<(ElementId, Citation)> {
    let caption = caption?;
    let words = unbreakable(&caption.prefix());
    Some((element, Citation::Caption(caption.id, words, caption.numeral())))
}

/// Whether the prefix of a heading is the number of its paragraph. Word does not list headings without a
/// title, and counts annexes after Z differently.
pub fn is_numbered(heading: &Heading) -> bool {
    let prefix = heading.prefix.as_ref();
    !heading.title.is_empty() && prefix.is_some_and(is_numbered_alike)
}

/// Whether Word writes the number of a prefix as the document does.
pub fn is_numbered_alike(prefix: &HeadingPrefix) -> bool {
    let first = prefix.outer.first().unwrap_or(&prefix.ordinal);
    let writes = |kind| match format_of(kind, &prefix.alphabet) {
        NumberFormat::Decimal => *first > 0,
        letters => letters.writes(*first, &prefix.alphabet.capital(*first)),
    };
    prefix.kind.is_some_and(writes)
}
