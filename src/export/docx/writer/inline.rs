//! One function for inlines: each becomes runs.

use std::ops::Range;

use docx_rs::{HyperlinkData, VertAlignType};

use super::super::runs::{RunFormat, Runs};
use super::super::styles::{FOOTNOTE_REFERENCE, HYPERLINK};
use super::super::xml::clean;
use super::citation::Citation;
use super::input::Input;
use super::references::References;
use crate::document::{Direction, ElementId, Inline, NoteReference};
use crate::draft::Within;
use crate::origin::Generator;
use crate::origin::TracedString;

/// Returns inlines as runs.
pub fn runs_of(
    input: &Input,
    references: &mut References,
    content: &[Inline],
    format: &RunFormat,
) -> Runs {
    let mut runs = Runs::default();
    inlines(input, references, content, format, &mut runs);
    runs
}

/// Returns the text of an element as runs, with marks for the index.
pub fn element_runs(
    input: &Input,
    references: &mut References,
    (element, content): (ElementId, &[Inline]),
    format: &RunFormat,
) -> Runs {
    let mut runs = Runs::default();
    runs.mark(references.mentions(element));
    inlines(input, references, content, format, &mut runs);
    runs
}

/// Appends inlines to runs.
pub fn inlines(
    input: &Input,
    references: &mut References,
    content: &[Inline],
    format: &RunFormat,
    runs: &mut Runs,
) {
    for item in content {
        inline(input, references, item, format, runs);
    }
}

fn inline(
    input: &Input,
    references: &mut References,
    item: &Inline,
    format: &RunFormat,
    runs: &mut Runs,
) {
    match item {
        Inline::Text(text) => {
            runs.authored(text, format);
        }
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Span(..)
        | Inline::Foreign { .. } => {
            inlines(input, references, item.content(), &nested_format(input, item, format), runs);
        }
        Inline::Link { url, content, id: _ } => {
            let link = HyperlinkData::External { rid: references.link(url), path: String::new() };
            let format = RunFormat { style: Some(HYPERLINK), ..format.clone() };
            runs.link(link, |runs| inlines(input, references, content, &format, runs));
        }
        Inline::NoteReference(reference) => {
            note_reference(input, references, reference, format, runs);
        }
        Inline::CrossReference { target, content, id: _ } => {
            cross_reference(input, references, (*target, content), format, runs);
        }
        Inline::Equation(equation) => {
            runs.authored_equation(&equation.equation, equation.line.len());
        }
        Inline::LineBreak => {
            runs.authored_line_break(format);
        }
    }
}

/// The format of the content of an inline.
fn nested_format(input: &Input, item: &Inline, outer: &RunFormat) -> RunFormat {
    let mut format = outer.clone();
    match item {
        Inline::Strong(_) => format.strong = true,
        Inline::Emphasis(_) => format.emphasis = !outer.emphasis,
        Inline::Superscript(_) => format.script = Some(VertAlignType::SuperScript),
        Inline::Subscript(_) => format.script = Some(VertAlignType::SubScript),
        Inline::Span(style, _) => format.span(*style, &input.style.fonts),
        Inline::Foreign { language, content: _ } => {
            let direction = Direction::of(language);
            format.direction = (direction != input.document.direction()).then_some(direction);
            format.language = Some(clean(language));
        }
        Inline::Text(_)
        | Inline::Link { .. }
        | Inline::NoteReference(_)
        | Inline::Equation(_)
        | Inline::CrossReference { .. }
        | Inline::LineBreak => {}
    }
    format
}

/// Writes a reference to a footnote.
///
/// The first one places the footnote, and later ones repeat its number as a field. Word does not
/// allow footnotes in footnotes, so the number is a field there too.
fn note_reference(
    input: &Input,
    references: &mut References,
    reference: &NoteReference,
    format: &RunFormat,
    runs: &mut Runs,
) {
    let id = references.next_id();
    let name = references.bookmark(reference.id);
    if reference.first && references.note.is_none() {
        return place_footnote(input, references, reference, (id, &name), runs);
    }
    let format = format.with_style_only(FOOTNOTE_REFERENCE);
    let note = references.note(input.document, reference.note);
    let first = note.map(|note| references.bookmark(note.first_reference));
    runs.bookmark(id, &name, |runs| {
        match first {
            Some(first) => {
                runs.field(&format!("NOTEREF {first} \\f \\h"), &reference.number, &format)
            }
            None => runs.generated(&reference.number, Generator::Number, &format),
        };
    });
}

/// Writes the first reference to a footnote, in bookmarks of the footnote and of the reference.
fn place_footnote(
    input: &Input,
    references: &mut References,
    reference: &NoteReference,
    (id, name): (usize, &str),
    runs: &mut Runs,
) {
    references.notes_placed += 1;
    let note = references.note(input.document, reference.note);
    let outer = note.map_or_else(|| name.to_owned(), |note| references.bookmark(note.id));
    let author_id = note.map_or("", |note| &note.author_id);
    runs.bookmark(references.next_id(), &outer, |runs| {
        runs.bookmark(id, name, |runs| {
            runs.footnote_reference(reference.note + 1, author_id);
        });
    });
}

/// Writes a cross-reference: as a field if Word computes the same text, otherwise as a link. The words around
/// the field belong to the reference.
fn cross_reference(
    input: &Input,
    references: &mut References,
    (target, content): (ElementId, &[Inline]),
    format: &RunFormat,
    runs: &mut Runs,
) {
    let name = references.bookmark(target);
    let linked = RunFormat { style: Some(HYPERLINK), ..format.clone() };
    let format = if input.style.links.references { &linked } else { format };
    match references.citation(target).and_then(|citation| field(citation, content)) {
        Some(Field::Number { source, text, number }) => {
            let instruction = match source {
                NumberSource::Paragraph => format!("REF {name} \\n \\h"),
                NumberSource::Note(note) => format!("NOTEREF {} \\h", references.bookmark(note)),
                NumberSource::Caption(caption) => {
                    let name = References::caption_number_bookmark(caption);
                    format!("REF {name} \\h \\* MERGEFORMAT")
                }
            };
            runs.within(Within::Reference, |runs| {
                runs.authored(&text.part(0..number.start), format);
                let after = text.part(number.end..text.len());
                runs.field_begin(&instruction, format);
                runs.authored(&text.part(number), format);
                runs.field_end(format);
                runs.authored(&after, format);
            });
        }
        Some(Field::Text { bookmark, before, content, after }) => {
            let name = bookmark.map_or(name, References::caption_bookmark);
            runs.within(Within::Reference, |runs| {
                inlines(input, references, before, format, runs);
                // Otherwise, Word would copy the style of a title.
                runs.field_begin(&format!("REF {name} \\h \\* MERGEFORMAT"), format);
                inlines(input, references, content, format, runs);
                runs.field_end(format);
                inlines(input, references, after, format, runs);
            });
        }
        None => {
            let link = HyperlinkData::Anchor { anchor: name };
            runs.link(link, |runs| inlines(input, references, content, format, runs));
        }
    }
}

/// A field that computes a reference, or a part of it.
enum Field<'a> {
    /// A number in a text.
    Number { source: NumberSource, text: &'a TracedString, number: Range<usize> },
    /// The text in the bookmark of the target, or of a caption.
    Text {
        bookmark: Option<ElementId>,
        before: &'a [Inline],
        content: &'a [Inline],
        after: &'a [Inline],
    },
}

/// The source from which a number is computed.
enum NumberSource {
    /// The bookmarked paragraph.
    Paragraph,
    /// The footnote at a reference.
    Note(ElementId),
    /// A caption.
    Caption(ElementId),
}

fn field<'a>(citation: &Citation, content: &'a [Inline]) -> Option<Field<'a>> {
    let of_number = |source, text: &'a TracedString, number: &str| {
        let number = number_in(text, number)?;
        Some(Field::Number { source, text, number })
    };
    match (citation, content) {
        (Citation::Number(number), [Inline::Text(text)]) => {
            of_number(NumberSource::Paragraph, text, number)
        }
        (Citation::Note(note, number), [Inline::Text(text)]) => {
            of_number(NumberSource::Note(*note), text, number)
        }
        (Citation::Caption(caption, words, _), [Inline::Text(text)]) if text.as_str() == words => {
            let (before, after): (&[Inline], &[Inline]) = (&[], &[]);
            Some(Field::Text { bookmark: Some(*caption), before, content, after })
        }
        (Citation::Caption(caption, _, numeral), [Inline::Text(text)]) => {
            of_number(NumberSource::Caption(*caption), text, numeral)
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

/// The bytes of a number in a text, the last if there are several: "3" in "recommendation 3", but not in
/// "note 13".
fn number_in(text: &str, number: &str) -> Option<Range<usize>> {
    let start = text.rfind(number)?;
    let end = start + number.len();
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    // Letters of other scripts may adjoin a number: "第3段".
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let is_whole = !before.ends_with(is_of_number) && !after.starts_with(is_of_number);
    is_whole.then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_number_is_computed() {
        assert_eq!(number_in("recommendation 3.1", "3.1"), Some(15..18));
        assert_eq!(number_in("item 13", "3"), None);
        assert_eq!(number_in("see 2.3", "3"), None);
        assert_eq!(number_in("(a)", "(a)"), Some(0..3));
        assert_eq!(number_in("第3段", "3"), Some(3..4));
        assert_eq!(number_in("that one", "3"), None);
    }
}
