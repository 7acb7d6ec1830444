//! The finishing pass: what the builder wrote becomes what the schema demands.
//!
//! Each paragraph and each table is finished on its own, many at once: the children of property
//! elements are put in order, what stands in the side tables is added, numbers of paragraphs are
//! taken off. One pass over the bytes, no tree but of the property element at hand.

mod element;
mod order;

use docx_rs::BuildXML;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rayon::prelude::*;

use super::picture;
use super::piece::{Extras, ParagraphExtra, PictureExtra, Piece, RunExtra, Stretch, TableExtra};
use super::xml::escape;
use crate::document::Direction;
use crate::export::ExportError;
use element::Element;

/// How many pieces one thread takes at a time.
const BATCH: usize = 64;

/// Finishes stretches of a part, in order.
pub fn finish(
    stretches: &[Stretch],
    extras: &Extras,
    direction: Direction,
) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    for stretch in stretches {
        out.extend_from_slice(stretch.opening.as_bytes());
        out.extend(pieces(&stretch.pieces, extras, direction)?);
        out.extend_from_slice(stretch.closing.as_bytes());
    }
    Ok(out)
}

/// Finishes pieces, in order.
pub fn pieces(
    pieces: &[Piece],
    extras: &Extras,
    direction: Direction,
) -> Result<Vec<u8>, ExportError> {
    let batches: Vec<Vec<u8>> = pieces
        .par_chunks(BATCH)
        .map(|some| batch(some, extras, direction))
        .collect::<Result<_, _>>()?;
    Ok(batches.concat())
}

fn batch(pieces: &[Piece], extras: &Extras, direction: Direction) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                run(&paragraph.build(), extras, direction, &[], &mut out)?
            }
            Piece::Table(table, tables) => {
                run(&table.build(), extras, direction, tables, &mut out)?
            }
        }
    }
    Ok(out)
}

fn run(
    xml: &[u8],
    extras: &Extras,
    direction: Direction,
    tables: &[TableExtra],
    out: &mut Vec<u8>,
) -> Result<(), ExportError> {
    let reader = Reader::from_reader(xml);
    let nothing = ParagraphExtra::default();
    let pass = Pass {
        reader,
        out,
        extras,
        direction,
        nothing: &nothing,
        paragraph: &nothing,
        runs: 0,
        tables: tables.iter(),
        open_tables: Vec::new(),
    };
    pass.run()
}

/// XML of the builder that cannot be read back: a fault of the program.
fn broken(error: quick_xml::Error) -> ExportError {
    ExportError(format!("a paragraph for Word is no XML: {error}"))
}

/// A table under way.
struct OpenTable<'a> {
    extra: Option<&'a TableExtra>,
    rows: usize,
}

struct Pass<'a, 'x> {
    reader: Reader<&'x [u8]>,
    out: &'a mut Vec<u8>,
    extras: &'a Extras,
    /// In which direction the document is written.
    direction: Direction,
    nothing: &'a ParagraphExtra,
    /// What the side table says of the paragraph at hand.
    paragraph: &'a ParagraphExtra,
    /// Runs of the paragraph at hand so far.
    runs: u32,
    tables: std::slice::Iter<'a, TableExtra>,
    open_tables: Vec<OpenTable<'a>>,
}

impl Pass<'_, '_> {
    fn run(mut self) -> Result<(), ExportError> {
        loop {
            match self.reader.read_event().map_err(broken)? {
                Event::Start(start) => self.start(start)?,
                Event::Empty(start) => self.empty(start),
                Event::End(end) => self.end(end.name().as_ref()),
                Event::Text(text) => self.out.extend_from_slice(&text),
                Event::GeneralRef(name) => {
                    self.out.push(b'&');
                    self.out.extend_from_slice(&name);
                    self.out.push(b';');
                }
                Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    fn start(&mut self, start: BytesStart) -> Result<(), ExportError> {
        let name = start.name();
        if order::order(name.as_ref()).is_some() {
            let element = Element::read(&mut self.reader, &start)?;
            self.property(element);
            return Ok(());
        }
        match name.as_ref() {
            b"w:p" => self.paragraph(&start),
            b"w:r" => self.runs += 1,
            b"w:tbl" => {
                self.open_tables.push(OpenTable { extra: self.tables.next(), rows: 0 });
            }
            b"w:tr" => self.open_tables.iter_mut().last().into_iter().for_each(|t| t.rows += 1),
            _ => {}
        }
        let head: &[u8] = if name.as_ref() == b"w:p" { b"w:p" } else { &start };
        self.tag(head, b">");
        Ok(())
    }

    fn empty(&mut self, start: BytesStart) {
        if order::order(start.name().as_ref()).is_some() {
            return self.property(Element::empty(&start));
        }
        match start.name().as_ref() {
            b"wp:docPr" => self.picture_properties("wp:docPr"),
            b"pic:cNvPr" => self.picture_properties("pic:cNvPr"),
            b"a:blip" if self.has_shapes() => self.picture_files(),
            b"a:srcRect" => self.picture_cut(),
            b"w:fldChar" => self.field_character(&start),
            b"w:gridCol" => self.grid_column(&start),
            b"w:p" => self.tag(b"w:p", b"/>"),
            _ => self.tag(&start, b"/>"),
        }
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"w:tbl" {
            self.open_tables.pop();
        }
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name);
        self.out.push(b'>');
    }

    fn tag(&mut self, head: &[u8], end: &[u8]) {
        self.out.push(b'<');
        self.out.extend_from_slice(head.trim_ascii_end());
        self.out.extend_from_slice(end);
    }

    fn paragraph(&mut self, start: &BytesStart) {
        let id = start.try_get_attribute("w14:paraId").ok().flatten();
        let id = id.and_then(|id| std::str::from_utf8(&id.value).ok().map(str::to_owned));
        let number = id.and_then(|id| u32::from_str_radix(&id, 16).ok());
        self.paragraph = number.and_then(|n| self.extras.get(&n)).unwrap_or(self.nothing);
        self.runs = 0;
    }

    /// Adds to a property element what the side tables say, and writes it in order.
    fn property(&mut self, mut element: Element) {
        match element.name() {
            b"w:rPr" => self.run_properties(&mut element),
            b"w:tblPr" => self.table_properties(&mut element),
            b"w:trPr" => self.row_properties(&mut element),
            _ => {}
        }
        element.arrange();
        if !element.says_nothing() {
            element.write(self.out);
        }
        if element.name() == b"w:pPr" && self.paragraph.note_mark {
            self.out.extend_from_slice(NOTE_MARK.as_bytes());
        }
    }

    fn run_properties(&self, element: &mut Element) {
        let run = self.runs.checked_sub(1).and_then(|run| self.paragraph.runs.get(&run));
        match run.and_then(|run| run.turned).unwrap_or(self.direction) {
            Direction::LeftToRight => {}
            Direction::RightToLeft => element.push(Element::new("w:rtl")),
        }
        let Some(RunExtra { language, small_caps, turned: _ }) = run else { return };
        if *small_caps {
            element.push(Element::new("w:smallCaps"));
        }
        if let Some(language) = language {
            element.push(Element::new(&format!("w:lang w:val=\"{}\"", escape(language))));
        }
    }

    fn table_properties(&self, element: &mut Element) {
        let Some(extra) = self.open_tables.last().and_then(|table| table.extra) else { return };
        let (row, column) = (u8::from(extra.header_row), u8::from(extra.header_column));
        let bits = 0x0600 | (u16::from(row) * 0x20) | (u16::from(column) * 0x80);
        element.push(Element::new(&format!(
            "w:tblLook w:val=\"{bits:04X}\" w:firstRow=\"{row}\" w:lastRow=\"0\" \
             w:firstColumn=\"{column}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\""
        )));
        if extra.right_to_left {
            element.push(Element::new("w:bidiVisual"));
        }
        if let Some(title) = &extra.title {
            element.push(Element::new(&format!("w:tblCaption w:val=\"{}\"", escape(title))));
        }
    }

    fn row_properties(&self, element: &mut Element) {
        let header = self
            .open_tables
            .last()
            .is_some_and(|table| table.rows == 1 && table.extra.is_some_and(|e| e.header_row));
        if header && !element.has(b"w:tblHeader") {
            element.push(Element::new("w:tblHeader"));
        }
    }

    fn picture_properties(&mut self, element: &str) {
        let Some(picture) = &self.paragraph.picture else { return };
        let xml = picture_xml(element, picture);
        self.out.extend_from_slice(xml.as_bytes());
    }

    /// What is cut off a picture, in thousandths of a percent (ECMA-376 Part 1 §20.1.8.55).
    fn picture_cut(&mut self) {
        let cut = self.paragraph.picture.as_ref().and_then(|picture| picture.cut);
        let Some((sides, ends)) = cut else { return self.tag(b"a:srcRect", b"/>") };
        let [sides, ends] = [sides, ends].map(|part| (part * 100_000.0).round() as u32);
        let head = format!("a:srcRect l=\"{sides}\" t=\"{ends}\" r=\"{sides}\" b=\"{ends}\"");
        self.tag(head.as_bytes(), b"/>");
    }

    fn has_shapes(&self) -> bool {
        self.paragraph.picture.as_ref().is_some_and(|picture| picture.shapes_beside.is_some())
    }

    fn picture_files(&mut self) {
        let picture = self.paragraph.picture.as_ref();
        let pixels = picture.and_then(|picture| picture.shapes_beside.as_deref());
        let blip = picture::blip(pixels.unwrap_or_default());
        self.out.extend_from_slice(blip.as_bytes());
    }

    /// The builder says of every field that it is not dirty, which goes without saying.
    fn field_character(&mut self, start: &BytesStart) {
        let kind = start.try_get_attribute("w:fldCharType").ok().flatten();
        let kind = kind.map(|kind| kind.value.into_owned()).unwrap_or_default();
        self.out.extend_from_slice(b"<w:fldChar w:fldCharType=\"");
        self.out.extend_from_slice(&kind);
        self.out.extend_from_slice(b"\"/>");
    }

    /// The builder names a unit that the schema does not know, since it is always twentieths of a
    /// point.
    fn grid_column(&mut self, start: &BytesStart) {
        let width = start.try_get_attribute("w:w").ok().flatten();
        let width = width.map(|width| width.value.into_owned()).unwrap_or_default();
        self.out.extend_from_slice(b"<w:gridCol w:w=\"");
        self.out.extend_from_slice(&width);
        self.out.extend_from_slice(b"\"/>");
    }
}

/// The number of a footnote at its beginning, and the tab that its text hangs from.
const NOTE_MARK: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                         <w:footnoteRef/></w:r><w:r><w:tab/></w:r>";

/// How Office marks a picture that only adorns, [MS-ODRAWXML] §2.35.
const DECORATIVE: &str = "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">\
    <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" \
    val=\"1\"/></a:ext></a:extLst>";

fn picture_xml(element: &str, picture: &PictureExtra) -> String {
    let PictureExtra { number, name, alternative, decorative, shapes_beside: _, cut: _ } = picture;
    let (name, alternative) = (escape(name), escape(alternative));
    let head = format!("<{element} id=\"{number}\" name=\"{name}\" descr=\"{alternative}\"");
    match (element, decorative) {
        ("wp:docPr", true) => format!("{head}>{DECORATIVE}</{element}>"),
        (_, true | false) => format!("{head}/>"),
    }
}
