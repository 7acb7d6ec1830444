//! Reads a stored draft. Its XML comes back from other programs and other people, so nothing in it is
//! trusted, neither its size nor its offsets.

use std::fmt;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::names::{self, Details};
use super::source_parts::InPart;
use super::stored::{Author, StoredDraft};
use super::{Draft, DraftParagraph, Format, SourceParts, Span, Within};
use crate::limits::{Limit, LimitError, Limits};
use crate::origin::{Origin, TracedString};

/// Why XML is not a stored draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredDraftError {
    /// It is something else.
    Other,
    /// It was written by another version of this program.
    Version,
    /// It is damaged: some of it is missing, or was changed.
    Damaged,
    /// It exceeds a limit.
    OverLimit(LimitError),
}

impl fmt::Display for StoredDraftError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            StoredDraftError::Other => f.write_str("not the data of a draft"),
            StoredDraftError::Version => f.write_str("data of another version of plenary"),
            StoredDraftError::Damaged => f.write_str("the data of the draft are damaged"),
            StoredDraftError::OverLimit(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StoredDraftError {}

use StoredDraftError::{Damaged, Other, OverLimit, Version};

/// Reads the draft that a Word file stores as custom XML.
///
/// # Errors
///
/// If the XML is not the data of a draft, or was damaged on the way.
pub fn read(xml: &str, limits: &Limits) -> Result<StoredDraft, StoredDraftError> {
    let mut reader = NsReader::from_str(xml);
    let (stored, positions) = root(&mut reader)?;
    let state =
        State { stored, positions, limits, text: None, source: None, parts: 0, is_open: true };
    let stored = state.read(&mut reader)?;
    match &stored.source {
        Some(source) if !stored.is_of(source) => Err(Damaged),
        Some(_) | None => Ok(stored),
    }
}

/// From where positions are counted.
#[derive(Clone, Copy)]
enum Positions {
    /// From the beginning of the source.
    InSource,
    /// From the beginnings of its parts.
    InParts,
}

/// Reads up to the start tag of the root: everything except the source and the paragraphs.
fn root(reader: &mut NsReader<&[u8]>) -> Result<(StoredDraft, Positions), StoredDraftError> {
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| Other)?;
        let is_ours = namespace == ResolveResult::Bound(Namespace(names::NAMESPACE.as_bytes()));
        match event {
            Event::Start(tag) if is_ours && is(&tag, names::DRAFT) => {
                let positions = match attribute(&tag, "version")?.as_deref() {
                    Some(names::VERSION) => Positions::InParts,
                    Some(names::VERSION_1) => Positions::InSource,
                    Some(_) | None => return Err(Version),
                };
                return Ok((head(&tag)?, positions));
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Text(_) => {}
            Event::Start(_)
            | Event::Empty(_)
            | Event::End(_)
            | Event::CData(_)
            | Event::DocType(_)
            | Event::GeneralRef(_)
            | Event::Eof => return Err(Other),
        }
    }
}

fn head(tag: &BytesStart) -> Result<StoredDraft, StoredDraftError> {
    let author = attribute(tag, names::REDLINE_AUTHOR)?;
    let date = attribute(tag, names::REDLINE_DATE)?.unwrap_or_default();
    let starts = numbers(&attribute(tag, names::PARTS)?.unwrap_or_default())?;
    Ok(StoredDraft {
        name: required(tag, "name")?,
        source: None,
        draft: Draft::default(),
        digest: required(tag, "digest")?,
        parts: SourceParts::from_starts(starts),
        redline: author.map(|name| Author { name, date }),
    })
}

/// A text being read.
struct OpenText {
    text: String,
    origin: Vec<u32>,
    format: Format,
    within: Within,
}

struct State<'a> {
    stored: StoredDraft,
    positions: Positions,
    limits: &'a Limits,
    /// The text of the open `t`.
    text: Option<OpenText>,
    /// The content of the open `source`.
    source: Option<String>,
    /// The number of paragraphs and spans so far.
    parts: usize,
    /// Whether the root is open.
    is_open: bool,
}

impl State<'_> {
    fn read(mut self, reader: &mut NsReader<&[u8]>) -> Result<StoredDraft, StoredDraftError> {
        loop {
            match reader.read_event().map_err(|_| Damaged)? {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end(tag.local_name().as_ref())?;
                }
                Event::End(tag) => self.end(tag.local_name().as_ref())?,
                Event::Text(text) => self.characters(&text.decode().map_err(|_| Damaged)?),
                Event::CData(text) => self.characters(&text.decode().map_err(|_| Damaged)?),
                Event::GeneralRef(reference) => self.characters(&character(&reference)?),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) | Event::DocType(_) => return Err(Damaged),
                Event::Eof if self.is_open => return Err(Damaged),
                Event::Eof => return Ok(self.stored),
            }
        }
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), StoredDraftError> {
        if !self.is_open || self.text.is_some() || self.source.is_some() {
            return Err(Damaged);
        }
        self.parts += 1;
        self.limits.check(Limit::DraftParts, self.parts).map_err(OverLimit)?;
        let name = tag.local_name();
        let span = match std::str::from_utf8(name.as_ref()).map_err(|_| Damaged)? {
            names::SOURCE if self.stored.draft.paragraphs.is_empty() => {
                self.source = Some(String::new());
                return Ok(());
            }
            names::PARAGRAPH => {
                self.stored.draft.paragraphs.push(paragraph(tag)?);
                return Ok(());
            }
            names::TEXT => {
                self.text = Some(open_text(tag, self.positions, &self.stored.parts)?);
                return Ok(());
            }
            names::NOTE => Span::Note { id: required(tag, "id")? },
            names::TAB => Span::Tab,
            names::LINE_BREAK => Span::LineBreak,
            names::PICTURE => Span::Picture,
            _ => return Err(Damaged),
        };
        self.push(span)
    }

    /// Adds a span to the last paragraph.
    fn push(&mut self, span: Span) -> Result<(), StoredDraftError> {
        let paragraph = self.stored.draft.paragraphs.last_mut().ok_or(Damaged)?;
        paragraph.spans.push(span);
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), StoredDraftError> {
        if let Some(text) = self.text.take() {
            return self.push(text.span()?);
        }
        if let Some(source) = self.source.take() {
            self.stored.source = Some(unpacked(&source, self.limits)?);
        }
        if name == names::DRAFT.as_bytes() {
            self.is_open = false;
        }
        Ok(())
    }

    /// White space between elements is ignored.
    fn characters(&mut self, characters: &str) {
        if let Some(open) = &mut self.text {
            open.text.push_str(characters);
        } else if let Some(source) = &mut self.source {
            source.push_str(characters);
        }
    }
}

fn paragraph(tag: &BytesStart) -> Result<DraftParagraph, StoredDraftError> {
    let details = Details {
        number: number(tag, "number")?.unwrap_or_default(),
        row: number(tag, "row")?.unwrap_or_default(),
        of: attribute(tag, "of")?.unwrap_or_default(),
    };
    let kind = names::kind_named(&required(tag, "kind")?, details).ok_or(Damaged)?;
    let bookmark = attribute(tag, "bookmark")?.unwrap_or_default();
    Ok(DraftParagraph { bookmark, kind, spans: Vec::new() })
}

fn open_text(
    tag: &BytesStart,
    positions: Positions,
    parts: &SourceParts,
) -> Result<OpenText, StoredDraftError> {
    let format = attribute(tag, "format")?.unwrap_or_default();
    let format = names::format_named(&format).ok_or(Damaged)?;
    let mut within = Within::default();
    for (name, atom) in ATOMS {
        if let Some(number) = number(tag, name)? {
            within = atom(number);
        }
    }
    let numbers = numbers(&required(tag, "origin")?)?;
    let origin = match positions {
        Positions::InSource => numbers,
        Positions::InParts => in_source(&numbers, parts)?,
    };
    Ok(OpenText { text: String::new(), origin, format, within })
}

/// Numbers between spaces.
fn numbers(list: &str) -> Result<Vec<u32>, StoredDraftError> {
    list.split_ascii_whitespace().map(|number| number.parse().map_err(|_| Damaged)).collect()
}

/// The numbers of an origin with positions in parts, with positions in the source.
fn in_source(numbers: &[u32], parts: &SourceParts) -> Result<Vec<u32>, StoredDraftError> {
    let mut origin = Vec::with_capacity(numbers.len());
    for run in numbers.chunks(5) {
        let &[to, kind, part, start, end] = run else { return Err(Damaged) };
        let absolute = parts.absolute(InPart { kind, part, start, end }).ok_or(Damaged)?;
        origin.push(to);
        origin.extend(absolute);
    }
    Ok(origin)
}

type Atom = fn(u32) -> Within;

/// The attributes for the atoms that texts belong to.
const ATOMS: [(&str, Atom); 3] =
    [("link", Within::Link), ("reference", Within::Reference), ("field", Within::Field)];

impl OpenText {
    /// The finished span. Its runs must follow one another and cover the text.
    fn span(self) -> Result<Span, StoredDraftError> {
        let OpenText { text, origin, format, within } = self;
        let mut end = 0;
        for run in origin.chunks(4) {
            let &[to, kind, start, stop] = run else { return Err(Damaged) };
            let to = to as usize;
            if to <= end || !text.is_char_boundary(to) || kind > 2 || (kind == 1 && start > stop) {
                return Err(Damaged);
            }
            end = to;
        }
        if end != text.len() {
            return Err(Damaged);
        }
        let text = TracedString::with_origin(text, Origin::from_numbers(&origin));
        Ok(Span::Text { text, format, within })
    }
}

/// Inflates a source.
fn unpacked(packed: &str, limits: &Limits) -> Result<String, StoredDraftError> {
    let packed = STANDARD.decode(packed.trim()).map_err(|_| Damaged)?;
    let most = limits.get(Limit::FileSize);
    let mut source = Vec::new();
    let mut decoder = DeflateDecoder::new(packed.as_slice()).take(most.saturating_add(1));
    decoder.read_to_end(&mut source).map_err(|_| Damaged)?;
    limits.check(Limit::FileSize, source.len()).map_err(OverLimit)?;
    String::from_utf8(source).map_err(|_| Damaged)
}

/// The character of a reference such as `&amp;` or `&#13;`.
fn character(reference: &BytesRef) -> Result<String, StoredDraftError> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| Damaged)? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(|_| Damaged)?;
    let entity = quick_xml::escape::resolve_xml_entity(&name).ok_or(Damaged)?;
    Ok(entity.to_owned())
}

fn is(tag: &BytesStart, name: &str) -> bool {
    tag.local_name().as_ref() == name.as_bytes()
}

fn attribute(tag: &BytesStart, name: &str) -> Result<Option<String>, StoredDraftError> {
    let Some(found) = tag.try_get_attribute(name).map_err(|_| Damaged)? else { return Ok(None) };
    let value = found.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Damaged)?;
    Ok(Some(value.into_owned()))
}

fn required(tag: &BytesStart, name: &str) -> Result<String, StoredDraftError> {
    attribute(tag, name)?.ok_or(Damaged)
}

fn number(tag: &BytesStart, name: &str) -> Result<Option<u32>, StoredDraftError> {
    let value = attribute(tag, name)?;
    value.map(|value| value.parse().map_err(|_| Damaged)).transpose()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cache::Cache;
    use crate::draft::stored::{digest, fingerprint};
    use crate::draft::{DraftKind, OutgoingDraft, WrittenParagraphs};
    use crate::origin::Generator;

    const SOURCE: &str = "\u{feff}title: \"Caf\u{e9}\"\r\n# <comment> & \u{1}\r\n";

    fn text(text: TracedString, within: Within) -> Span {
        let format = Format { strong: true, small_caps: true, ..Format::default() };
        Span::Text { text, format, within }
    }

    fn stored() -> StoredDraft {
        let mut words = TracedString::new();
        words.push_generated("Panel <1> ", Generator::Prefix);
        words.push_copied("Caf\u{e9}", 11);
        words.push_replaced(" ", 17..19);
        let spans = vec![text(words, Within::Link(2)), Span::Tab, Span::LineBreak, Span::Picture];
        let paragraph = |bookmark: &str, kind, spans| {
            let bookmark = bookmark.to_owned();
            DraftParagraph { bookmark, kind, spans }
        };
        let cell = DraftKind::Cell { table: "b_t".into(), row: 3, column: 1 };
        let paragraphs = vec![
            paragraph("b_h", DraftKind::Heading(2), spans),
            paragraph("", DraftKind::Separator, Vec::new()),
            paragraph("b_c", cell, vec![Span::Note { id: "a".into() }]),
            paragraph("b_n", DraftKind::Note { id: "a".into() }, Vec::new()),
        ];
        let (name, source) = ("a & \"b\".yaml".to_owned(), Some(SOURCE.to_owned()));
        let digest = digest(SOURCE, paragraphs.iter().map(fingerprint));
        let (draft, parts) = (Draft { paragraphs }, SourceParts::of(SOURCE));
        StoredDraft { name, source, draft, digest, parts, redline: None }
    }

    fn to_xml(stored: &StoredDraft) -> String {
        let StoredDraft { name, source, draft, digest, parts, redline } = stored.clone();
        let paragraphs = WrittenParagraphs::all(&draft.paragraphs, &parts);
        let mut outgoing = OutgoingDraft::new(name, (SOURCE, &parts), paragraphs);
        assert_eq!(outgoing.digest, digest);
        outgoing.source = source.as_deref();
        outgoing.redline = redline;
        outgoing.to_xml(Cache::NONE)
    }

    fn read_back(xml: &str) -> Result<StoredDraft, StoredDraftError> {
        read(xml, &Limits::default())
    }

    #[test]
    fn a_stored_draft_reads_back() {
        let mut stored = stored();
        assert_eq!(read_back(&to_xml(&stored)), Ok(stored.clone()));
        stored.source = None;
        stored.redline = Some(Author { name: "A & <B>".into(), date: "2024-05-06".into() });
        assert_eq!(read_back(&to_xml(&stored)), Ok(stored.clone()));
        assert!(stored.is_of(SOURCE) && !stored.is_of("title: Tea"));
    }

    /// Files that were sent out in the version before come back.
    #[test]
    fn version_1_is_read() {
        let xml = include_str!("version_1.xml");
        let stored = read_back(xml).unwrap();
        let source = stored.source.as_deref().unwrap();
        let said = stored.draft.paragraphs.iter().map(|it| (it.bookmark.as_str(), it.text()));
        let title = ("b_cover_title", "A \u{201c}short\u{201d} report".to_owned());
        assert!(said.clone().any(|it| it == title));
        let (_, text) = said.clone().find(|(name, _)| *name == "b_p_4c28ed56").unwrap();
        assert_eq!(text, "Words and words\u{fffc} of a place.");
        let paragraph = stored.draft.paragraphs.iter().find(|it| it.text() == text).unwrap();
        let place = text.find("and").unwrap();
        let place = paragraph.file_range(place..place + 3).unwrap();
        assert_eq!(&source[place], "and");
        assert!(stored.digest.starts_with("bcd7839f"));
        assert_eq!(read_back(&xml.replacen(">and<", ">And<", 1)), Err(Damaged));
    }

    #[test]
    fn other_xml_and_damage_are_told_apart() {
        let xml = to_xml(&stored());
        for other in ["", "<draft/>", "<a xmlns='urn:plenary:draft'/>", "no XML"] {
            assert_eq!(read_back(other), Err(Other), "{other}");
        }
        assert_eq!(read_back(&xml.replace("version=\"2\"", "version=\"3\"")), Err(Version));
        for (from, to) in [
            ("</draft>", ""),
            ("<tab/>", "<tab><tab/></tab"),
            ("<tab/>", "<other/>"),
            ("Caf\u{e9}", "Cafe"),
            ("Caf\u{e9}", "Tea\u{e9}"),
            ("origin=\"", "origin=\"1 "),
            ("origin=\"", "origin=\"0 0 11 0 "),
            ("kind=\"cell\"", "kind=\"person\" row=\"x\""),
            ("kind=\"cell\"", "kind=\"cells\""),
            ("digest=\"", "digest=\"0"),
            ("<source>", "<source>!"),
            ("bookmark=\"b_h\"", "bookmark=\"b_i\""),
            ("parts=\"0", "parts=\"1"),
            ("parts=\"", "parts=\"x"),
            ("15 0 0 11", "15 0 7 11"),
        ] {
            assert!(xml.contains(from));
            assert_eq!(read_back(&xml.replacen(from, to, 1)), Err(Damaged), "{from} as {to}");
        }
    }

    #[test]
    fn a_stored_draft_is_bounded() {
        let mut limits = Limits::default();
        limits.set(Limit::DraftParts, 8);
        assert!(matches!(read(&to_xml(&stored()), &limits), Err(OverLimit(_))));
        limits.set(Limit::DraftParts, 100);
        limits.set(Limit::FileSize, 20);
        assert!(matches!(read(&to_xml(&stored()), &limits), Err(OverLimit(_))));
    }

    proptest! {
        #[test]
        fn damaged_bytes_never_panic(at in 0.0..1.0, bytes in "[0-9<>&;\"a-z \u{e9}]{0,6}") {
            let xml = to_xml(&stored());
            let at = xml.floor_char_boundary((xml.len() as f64 * at) as usize);
            let end = xml.ceil_char_boundary((at + bytes.len()).min(xml.len()));
            let damaged = [&xml[..at], &bytes, &xml[end..]].concat();
            if let Ok(read) = read_back(&damaged) {
                for paragraph in &read.draft.paragraphs {
                    paragraph.origin_at(0..paragraph.text().len());
                }
            }
        }
    }
}
