//! Writes a stored draft as XML, for a custom XML part (ECMA-376 Part 1 §15.2.5).

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;
use rayon::prelude::*;

use super::stored::StoredDraft;
use super::{DraftKind, DraftParagraph, Span, names};
use crate::cache::Cache;
use crate::compression;

impl StoredDraft {
    /// The draft as XML. The name of the source must not contain control characters, nor must texts. The cache
    /// has the compressed source of earlier builds.
    pub fn to_xml(&self, cache: &Cache) -> String {
        let mut out = String::with_capacity(2 * self.source.as_ref().map_or(0, String::len));
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        let _ = write!(out, "<{} xmlns=\"{}\"", names::DRAFT, names::NAMESPACE);
        attribute(&mut out, "version", names::VERSION);
        attribute(&mut out, "name", &self.name);
        attribute(&mut out, "digest", &self.digest);
        if let Some(author) = &self.redline {
            attribute(&mut out, names::REDLINE_AUTHOR, &author.name);
            attribute(&mut out, names::REDLINE_DATE, &author.date);
        }
        out.push_str(" xml:space=\"preserve\">");
        if let Some(source) = &self.source {
            let _ = write!(out, "<{0}>{1}</{0}>", names::SOURCE, packed(source, cache));
        }
        for paragraphs in self.draft.paragraphs.chunks(32 * SHARE) {
            let written: Vec<String> = paragraphs.par_chunks(SHARE).map(written).collect();
            written.iter().for_each(|it| out.push_str(it));
        }
        let _ = write!(out, "</{}>", names::DRAFT);
        out
    }
}

/// Deflates a source, at a level that takes a third of the usual time. In Base64, its line endings and
/// control characters survive any XML tool.
fn packed(source: &str, cache: &Cache) -> String {
    // Writing to memory does not fail.
    let packed = compression::deflate_in_blocks(source.as_bytes(), 4, cache);
    STANDARD.encode(packed.unwrap_or_default())
}

/// The number of paragraphs that a thread writes at a time.
const SHARE: usize = 256;

fn written(paragraphs: &[DraftParagraph]) -> String {
    let mut out = String::new();
    paragraphs.iter().for_each(|it| paragraph(&mut out, it));
    out
}

fn paragraph(out: &mut String, paragraph: &DraftParagraph) {
    push_all(out, ["<", names::PARAGRAPH]);
    if !paragraph.bookmark.is_empty() {
        attribute(out, "bookmark", &paragraph.bookmark);
    }
    attribute(out, "kind", names::kind(&paragraph.kind));
    details(out, &paragraph.kind);
    if paragraph.spans.is_empty() {
        return out.push_str("/>");
    }
    out.push('>');
    paragraph.spans.iter().for_each(|it| span(out, it));
    push_all(out, ["</", names::PARAGRAPH, ">"]);
}

fn details(out: &mut String, kind: &DraftKind) {
    match kind {
        DraftKind::Heading(level) | DraftKind::Item(level) | DraftKind::Recommendation(level) => {
            numeric_attribute(out, "number", (*level).into());
        }
        DraftKind::Cell { table, row, column } => {
            attribute(out, "of", table);
            numeric_attribute(out, "row", *row);
            numeric_attribute(out, "number", *column);
        }
        DraftKind::Note { id } => attribute(out, "of", id),
        DraftKind::Cover
        | DraftKind::Generated
        | DraftKind::Paragraph
        | DraftKind::RecommendationHeading
        | DraftKind::LeadIn
        | DraftKind::Quotation
        | DraftKind::QuotationSource
        | DraftKind::BoxTitle
        | DraftKind::Caption
        | DraftKind::Credit
        | DraftKind::Person
        | DraftKind::ParticipantGroup
        | DraftKind::Participant
        | DraftKind::Definition
        | DraftKind::Work
        | DraftKind::IndexEntry
        | DraftKind::Picture
        | DraftKind::Separator => {}
    }
}

fn span(out: &mut String, span: &Span) {
    let empty = match span {
        Span::Text { text, format, within } => {
            push_all(out, ["<", names::TEXT]);
            let format = names::format(*format);
            if !format.is_empty() {
                attribute(out, "format", &format);
            }
            if let Some((name, number)) = names::within(*within) {
                numeric_attribute(out, name, number);
            }
            out.push_str(" origin=\"");
            for (index, number) in text.origin().numbers(text.len()).enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                decimal(out, number);
            }
            return push_all(out, ["\">", &escape(text.as_str()), "</", names::TEXT, ">"]);
        }
        Span::Note { id } => {
            push_all(out, ["<", names::NOTE]);
            attribute(out, "id", id);
            return out.push_str("/>");
        }
        Span::Tab => names::TAB,
        Span::LineBreak => names::LINE_BREAK,
        Span::Picture => names::PICTURE,
    };
    push_all(out, ["<", empty, "/>"]);
}

fn attribute(out: &mut String, name: &str, value: &str) {
    push_all(out, [" ", name, "=\"", &escape(value), "\""]);
}

fn numeric_attribute(out: &mut String, name: &str, value: u32) {
    push_all(out, [" ", name, "=\""]);
    decimal(out, value);
    out.push('"');
}

/// Appends strings. The macros of `std::fmt` take several times as long, and a draft is long.
fn push_all<const N: usize>(out: &mut String, parts: [&str; N]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// Appends a number in decimal digits.
fn decimal(out: &mut String, number: u32) {
    if number >= 10 {
        decimal(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
