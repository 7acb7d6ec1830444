//! What cross-references show, where Word computes it: REF and NOTEREF fields (ECMA-376 Part 1 §17.16.5).

use std::collections::BTreeMap;
use std::ops::Range;

use docx_rs::HyperlinkData;

use super::super::numbering_instances::LevelText;
use super::super::runs::{RunFormat, Runs};
use super::super::styles::unbreakable;
use super::heading::is_numbered;
use super::inline::inlines;
use super::input::Input;
use super::references::References;
use crate::document::inline::first_notes;
use crate::document::visit;
use crate::document::{Block, Caption, Document, ElementId, Heading, Inline, ListItem, ListMarker};
use crate::origin::TracedString;
use crate::templates::{PrefixPosition, Style};

/// What Word shows for a reference to an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Citation {
    /// The number of its paragraph.
    Number(String),
    /// The number of a footnote, at its first reference.
    Note(ElementId, String),
    /// The label and number of a caption.
    Caption(ElementId, String),
    /// The title of the element.
    Title(Vec<Inline>),
}

/// What Word shows for references to the elements of a document.
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
    match (&heading.prefix, style.heading_prefix.position) {
        (None, _) => of_title(&heading.title),
        (Some(prefix), PrefixPosition::Above) if is_numbered(heading) => {
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
        Block::Figure(block) => all.extend(of_caption(block.id, block.caption.as_ref())),
        Block::People(_)
        | Block::Participants(_)
        | Block::Quotation(_)
        | Block::Definitions { .. }
        | Block::Bibliography { .. }
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
    Some((element, Citation::Caption(caption.id, unbreakable(&caption.prefix()))))
}

/// Writes a cross-reference: as a field if its text is what Word computes, else as a link.
pub fn cross_reference(
    input: &Input,
    references: &mut References,
    (target, content): (ElementId, &[Inline]),
    format: &RunFormat,
    runs: &mut Runs,
) {
    let name = references.bookmark(target);
    match references.citations.get(&target).and_then(|citation| field(citation, content)) {
        Some(Field::Number { bookmark, text, number }) => {
            let instruction = match bookmark {
                Some(note) => format!("NOTEREF {} \\h", references.bookmark(note)),
                None => format!("REF {name} \\n \\h"),
            };
            runs.authored(&text.part(0..number.start), format);
            runs.field_of(&instruction, format, |runs| {
                runs.authored(&text.part(number), format);
            });
        }
        Some(Field::Text { bookmark, before, content, after }) => {
            let name = bookmark.map_or(name, References::caption_bookmark);
            inlines(input, references, before, format, runs);
            // Word would otherwise copy the style of a title.
            runs.field_of(&format!("REF {name} \\h \\* MERGEFORMAT"), format, |runs| {
                inlines(input, references, content, format, runs);
            });
            inlines(input, references, after, format, runs);
        }
        None => {
            let link = HyperlinkData::Anchor { anchor: name };
            runs.link(link, |runs| inlines(input, references, content, format, runs));
        }
    }
}

/// A field that computes a reference, or a part of it.
enum Field<'a> {
    /// A number at the end of a text: that of the bookmarked paragraph, or of the note at a reference.
    Number { bookmark: Option<ElementId>, text: &'a TracedString, number: Range<usize> },
    /// The text in the bookmark of the target, or of a caption.
    Text {
        bookmark: Option<ElementId>,
        before: &'a [Inline],
        content: &'a [Inline],
        after: &'a [Inline],
    },
}

fn field<'a>(citation: &Citation, content: &'a [Inline]) -> Option<Field<'a>> {
    match (citation, content) {
        (Citation::Number(number), [Inline::Text(text)]) => {
            let number = number_at_end(text, number)?;
            Some(Field::Number { bookmark: None, text, number })
        }
        (Citation::Note(note, number), [Inline::Text(text)]) => {
            let number = number_at_end(text, number)?;
            Some(Field::Number { bookmark: Some(*note), text, number })
        }
        (Citation::Caption(caption, words), [Inline::Text(text)]) if text.as_str() == words => {
            let (before, after): (&[Inline], &[Inline]) = (&[], &[]);
            Some(Field::Text { bookmark: Some(*caption), before, content, after })
        }
        (Citation::Title(title), [before, inner @ .., after]) if inner == title.as_slice() => {
            let (before, after) = (std::slice::from_ref(before), std::slice::from_ref(after));
            Some(Field::Text { bookmark: None, before, content: inner, after })
        }
        (
            Citation::Number(_) | Citation::Note(..) | Citation::Caption(..) | Citation::Title(_),
            _,
        ) => None,
    }
}

/// The bytes of a number at the end of a text: "3" in "recommendation 3", but not in "note 13".
fn number_at_end(text: &str, number: &str) -> Option<Range<usize>> {
    let before = text.strip_suffix(number)?;
    let is_whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '.');
    is_whole.then_some(before.len()..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_number_is_computed() {
        assert_eq!(number_at_end("recommendation 3.1", "3.1"), Some(15..18));
        assert_eq!(number_at_end("item 13", "3"), None);
        assert_eq!(number_at_end("see 2.3", "3"), None);
        assert_eq!(number_at_end("(a)", "(a)"), Some(0..3));
        assert_eq!(number_at_end("that one", "3"), None);
    }
}
