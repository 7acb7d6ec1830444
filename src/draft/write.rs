//! Writes a stored draft as XML, for a custom XML part (ECMA-376 Part 1 §15.2.5).

use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;
use rayon::prelude::*;

use super::source_parts::InPart;
use super::stored::{Author, Fingerprint, digest, fingerprint};
use super::{DraftKind, DraftParagraph, SourceParts, Span, names};
use crate::cache::Cache;
use crate::compression;

/// Paragraphs in the form in which they are stored.
#[derive(Clone, Debug, Default)]
pub struct WrittenParagraphs {
    /// Their XML.
    xml: String,
    fingerprints: Vec<Fingerprint>,
}

impl WrittenParagraphs {
    /// Writes paragraphs. Their texts must not contain control characters.
    pub fn of(paragraphs: &[DraftParagraph], parts: &SourceParts) -> WrittenParagraphs {
        let mut xml = String::new();
        paragraphs.iter().for_each(|it| paragraph(&mut xml, it, parts));
        WrittenParagraphs { xml, fingerprints: paragraphs.iter().map(fingerprint).collect() }
    }

    /// Their XML.
    #[cfg(test)]
    pub fn xml(&self) -> &str {
        &self.xml
    }

    /// Writes paragraphs in several threads.
    pub fn all(paragraphs: &[DraftParagraph], parts: &SourceParts) -> Vec<Arc<WrittenParagraphs>> {
        let shares = paragraphs.par_chunks(SHARE);
        shares.map(|share| Arc::new(WrittenParagraphs::of(share, parts))).collect()
    }
}

/// A draft that is stored.
#[derive(Clone, Debug)]
pub struct OutgoingDraft<'a> {
    /// The name of the source file, without its folder and control characters.
    pub name: String,
    /// The source; `None` if it is left out.
    pub source: Option<&'a str>,
    /// The author of the tracked changes since an older draft, if the file has any.
    pub redline: Option<Author>,
    /// The digest of the source and of the parts that the draft takes from it, 32 hexadecimal digits.
    pub digest: String,
    parts: &'a SourceParts,
    paragraphs: Vec<Arc<WrittenParagraphs>>,
}

impl<'a> OutgoingDraft<'a> {
    /// The draft of a source, with its parts.
    pub fn new(
        name: String,
        (source, parts): (&'a str, &'a SourceParts),
        paragraphs: Vec<Arc<WrittenParagraphs>>,
    ) -> OutgoingDraft<'a> {
        let fingerprints = paragraphs.iter().flat_map(|it| it.fingerprints.iter().copied());
        let digest = digest(source, fingerprints);
        OutgoingDraft { name, source: Some(source), redline: None, digest, parts, paragraphs }
    }

    /// The draft as XML. The cache has the compressed source of earlier builds.
    pub fn to_xml(&self, cache: &Cache) -> String {
        let source = self.source.map(|source| packed(source, cache)).unwrap_or_default();
        let written = self.paragraphs.iter().map(|it| it.xml.len()).sum::<usize>();
        let mut out = String::with_capacity(source.len() + written + 4096);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        let _ = write!(out, "<{} xmlns=\"{}\"", names::DRAFT, names::NAMESPACE);
        attribute(&mut out, "version", names::VERSION);
        attribute(&mut out, "name", &self.name);
        attribute(&mut out, "digest", &self.digest);
        let starts = self.parts.starts().iter().map(u32::to_string);
        attribute(&mut out, names::PARTS, &starts.collect::<Vec<_>>().join(" "));
        if let Some(author) = &self.redline {
            attribute(&mut out, names::REDLINE_AUTHOR, &author.name);
            attribute(&mut out, names::REDLINE_DATE, &author.date);
        }
        out.push_str(" xml:space=\"preserve\">");
        if self.source.is_some() {
            let _ = write!(out, "<{0}>{source}</{0}>", names::SOURCE);
        }
        self.paragraphs.iter().for_each(|it| out.push_str(&it.xml));
        let _ = write!(out, "</{}>", names::DRAFT);
        out
    }
}

/// A deflated source in Base64, so that its line endings and control characters survive any XML tool.
fn packed(source: &str, cache: &Cache) -> String {
    STANDARD.encode(deflated(source, cache))
}

/// Deflates a source, at a level that takes a third of the usual time.
pub fn deflated(source: &str, cache: &Cache) -> Vec<u8> {
    // Writing to memory does not fail.
    compression::deflate_in_blocks(source.as_bytes(), 4, cache).unwrap_or_default()
}

/// The number of paragraphs that a thread writes at a time.
const SHARE: usize = 256;

fn paragraph(out: &mut String, paragraph: &DraftParagraph, parts: &SourceParts) {
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
    paragraph.spans.iter().for_each(|it| span(out, it, parts));
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

fn span(out: &mut String, span: &Span, parts: &SourceParts) {
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
            for (index, (at, source)) in text.runs().enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                run(out, at.end, parts.relative(source));
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

/// Writes the end of a run in its text, and its source.
fn run(out: &mut String, end: usize, source: InPart) {
    let InPart { kind, part, start, end: stop } = source;
    decimal(out, u32::try_from(end).unwrap_or(u32::MAX));
    for number in [kind, part, start, stop] {
        out.push(' ');
        decimal(out, number);
    }
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
