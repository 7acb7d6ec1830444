//! The part of footnotes or endnotes (ECMA-376 Part 1 §17.11).
//!
//! docx-rs knows only footnotes. The writer and the comparison of two drafts use the elements of footnotes
//! for both kinds; finished parts get the elements of endnotes.

use super::opened;
use crate::document::{Document, NoteKind, SectionKind};
use crate::export::ExportError;

/// The separator line above footnotes and above those continued from the page before, §17.11.23.
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing \
    w:before=\"0\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:separator/>\
    </w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr>\
    <w:spacing w:before=\"0\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r>\
    <w:continuationSeparator/></w:r></w:p></w:footnote>";

/// The same for endnotes, which have a heading instead of lines: paragraphs as low as Word permits.
const NO_SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing \
    w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:before=\"0\" \
    w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p></w:footnote>";

/// The elements and styles of footnotes, and those of endnotes. No text contains these strings, because each
/// has a sign that is escaped in text, or is in a part without text.
const NAMES: [(&str, &str); 9] = [
    ("<w:footnotes ", "<w:endnotes "),
    ("</w:footnotes>", "</w:endnotes>"),
    ("<w:footnote ", "<w:endnote "),
    ("</w:footnote>", "</w:endnote>"),
    ("<w:footnoteRef", "<w:endnoteRef"),
    ("<w:pStyle w:val=\"Footnote", "<w:pStyle w:val=\"Endnote"),
    ("<w:rStyle w:val=\"Footnote", "<w:rStyle w:val=\"Endnote"),
    ("w:styleId=\"Footnote", "w:styleId=\"Endnote"),
    ("<w:name w:val=\"footnote ", "<w:name w:val=\"endnote "),
];

/// The name of the part, which is also the name of its relationship and content type.
pub fn name(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Footnotes => "footnotes",
        NoteKind::Endnotes => "endnotes",
    }
}

/// Writes the part. It is written even without notes, since the settings refer to its separators.
pub fn notes(
    kind: NoteKind,
    content: impl FnOnce(&mut Vec<u8>) -> Result<(), ExportError>,
) -> Result<Vec<u8>, ExportError> {
    let separators = match kind {
        NoteKind::Footnotes => SEPARATORS,
        NoteKind::Endnotes => NO_SEPARATORS,
    };
    let mut part = opened("w:footnotes");
    part.extend_from_slice(separators.as_bytes());
    content(&mut part)?;
    part.extend_from_slice(b"</w:footnotes>");
    Ok(of_kind(kind, part))
}

/// A part with the elements and styles of its kind of notes.
pub fn of_kind(kind: NoteKind, part: Vec<u8>) -> Vec<u8> {
    match kind {
        NoteKind::Footnotes => part,
        NoteKind::Endnotes => {
            let text = String::from_utf8_lossy(&part);
            let renamed = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
            NAMES.iter().fold(text.into_owned(), renamed).into_bytes()
        }
    }
}

/// The place where Word prints endnotes, §17.11.22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// After everything else.
    DocumentEnd,
    /// At the end of the section with their heading, since the index follows.
    SectionEnd,
}

/// The place where Word prints the endnotes of a document; `None` if it has footnotes.
pub fn position(document: &Document) -> Option<Position> {
    if document.note_kind == NoteKind::Footnotes {
        return None;
    }
    let is_last = document.sections.last().is_none_or(|it| it.kind == SectionKind::Notes);
    let has_heading = document.sections.iter().any(|it| it.kind == SectionKind::Notes);
    Some(if is_last || !has_heading { Position::DocumentEnd } else { Position::SectionEnd })
}
