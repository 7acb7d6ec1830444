//! Section breaks, where page numbers, orientation, columns or footnote numbers change.
//!
//! The last paragraph of a section contains its properties; those of the last section are at the
//! end of the body (ECMA-376 Part 1 §17.6).

use super::super::content::BlockElement;
use super::super::note_part::{self, Position};
use super::collectors::Collectors;
use super::input::Input;
use super::paragraph::separator;
use super::section_properties::section_properties;
use super::word_section::{Part, Start, WordSection};
use crate::templates::{NoteNumbering, SectionOpening};

/// Begins the front matter or the text on a new page.
pub fn begin_part(input: &Input, out: &mut Collectors, part: Part) {
    let start = Start::NextPage;
    begin(input, out, WordSection { part, start, first: true, ..out.sections.current });
}

/// Begins a level-1 section of the report. It needs a section of Word if it opens on a right-hand
/// page or if footnote numbers restart.
pub fn begin_division(input: &Input, out: &mut Collectors) {
    let restarts = input.style.notes.numbering == NoteNumbering::Section;
    let start = match (out.sections.current.part, input.style.section_opening()) {
        (Part::Text, SectionOpening::RightPage) => Start::OddPage,
        (Part::Text, SectionOpening::SamePage) if restarts => Start::Continuous,
        (Part::Text, SectionOpening::NewPage) | (Part::Front, _) if restarts => Start::NextPage,
        (Part::Cover | Part::Front | Part::Text, _) => return,
    };
    begin(input, out, WordSection { start, ..out.sections.current });
}

/// Marks the current section as the one with the heading of the endnotes.
pub fn print_endnotes(out: &mut Collectors) {
    out.sections.current.prints_endnotes = true;
}

/// Ends the section with the heading of the endnotes, if Word prints them at its end.
pub fn end_endnotes(input: &Input, out: &mut Collectors) {
    if note_part::position(input.document) != Some(Position::SectionEnd) {
        return;
    }
    let start = Start::NextPage;
    begin(input, out, WordSection { start, prints_endnotes: false, ..out.sections.current });
}

/// Begins a section on a new page with the given orientation.
pub fn set_landscape(input: &Input, out: &mut Collectors, landscape: bool) {
    out.sections.has_landscape |= landscape;
    let start = Start::NextPage;
    begin(input, out, WordSection { start, landscape, ..out.sections.current });
}

/// Begins a section with the given number of columns on the same page, if the current one has another.
pub fn set_columns(input: &Input, out: &mut Collectors, columns: u8) {
    if out.sections.current.columns == columns {
        return;
    }
    let start = Start::Continuous;
    begin(input, out, WordSection { start, columns, ..out.sections.current });
}

/// Ends the current section and begins the next. An empty section is replaced by the next one.
fn begin(input: &Input, out: &mut Collectors, next: WordSection) {
    let current = out.sections.current;
    out.story.pending.page_break &= next.start == Start::Continuous;
    let first = current.part != next.part;
    let next = if is_empty(out) {
        let start = current.start.max(next.start);
        WordSection { start, first: first || current.first, ..next }
    } else {
        end_section(input, out);
        WordSection { first, ..next }
    };
    out.sections.current = WordSection {
        containers_before: out.sections.containers.len(),
        notes_before: out.references.notes_placed,
        ..next
    };
}

/// Whether the next paragraph of the body begins a page.
pub fn is_at_head(out: &Collectors) -> bool {
    let new_page = out.sections.current.start != Start::Continuous;
    out.story.pending.page_break || new_page && is_empty(out)
}

fn is_empty(out: &Collectors) -> bool {
    let before = out.sections.current.containers_before;
    let is_empty = out.story.content.is_empty() && out.story.written.is_empty();
    is_empty && out.sections.containers.len() == before
}

/// Ends the current section: its last paragraph contains its properties.
fn end_section(input: &Input, out: &mut Collectors) {
    let properties = current_properties(input, out);
    if !can_end_section(out) {
        let pending = std::mem::take(&mut out.story.pending);
        separator(input, out);
        out.story.pending = pending;
    }
    out.sections.last_paragraph = out.story.end_section(properties);
    out.sections.push(&mut out.story, String::new(), String::new());
}

/// Whether the last paragraph may contain the properties of the section. Otherwise an empty paragraph
/// must: the properties cannot be in a table (§17.6.18), the paragraphs of the contents are replaced
/// when the field is updated, and a frame belongs to the paragraph after it (§17.3.1.11).
fn can_end_section(out: &Collectors) -> bool {
    match out.story.content.last() {
        Some(BlockElement::Paragraph(paragraph)) => paragraph.property.frame_property.is_none(),
        Some(BlockElement::Table(..)) | None => false,
    }
}

/// Ends the last section and the body.
///
/// If the last section is an empty page, the section before it becomes the last. An empty section
/// after columns stays, since it makes Word balance them.
pub fn end_body(input: &Input, out: &mut Collectors) {
    let is_continuous = out.sections.current.start == Start::Continuous;
    let is_empty_page = is_empty(out) && !is_continuous;
    if is_empty(out) && is_continuous {
        separator(input, out);
    }
    let before = out.sections.last_paragraph.filter(|_| is_empty_page);
    let before = before.and_then(|last| out.story.extras.get_mut(&last)?.section.take());
    let properties = before.unwrap_or_else(|| current_properties(input, out));
    out.sections.push(&mut out.story, String::new(), properties);
}

fn current_properties(input: &Input, out: &Collectors) -> String {
    section_properties(input, &out.sections.current, out.references.notes_placed)
}
