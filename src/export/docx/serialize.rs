//! Serializes content as schema-valid WordprocessingML.
//!
//! Paragraphs and tables are serialized in parallel. One pass over the bytes that docx-rs writes
//! puts the children of property elements in schema order, adds the extra properties and removes
//! the paragraph numbers. Only property elements are read into a tree.

mod drawing;
mod property_element;
mod schema_order;

use docx_rs::BuildXML;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rayon::prelude::*;

use super::content::{Batch, BlockElement, Container};
use super::extras::{Extras, ParagraphExtra, RunExtra, TableExtra};
use super::language::of_phrase;
use super::xml::escape;
use crate::document::Direction;
use crate::export::ExportError;
use drawing::{background, replacement};
use property_element::{PropertyElement, broken};
use schema_order::schema_order;

/// The number of paragraphs or tables in one parallel task.
const BATCH: usize = 64;

/// Appends the containers of a story in order.
pub fn containers(
    containers: Vec<Container>,
    extras: &Extras,
    direction: Direction,
    out: &mut Vec<u8>,
) -> Result<(), ExportError> {
    for Container { opening, written, content, closing } in containers {
        out.extend_from_slice(opening.as_bytes());
        for batch in written {
            out.append(&mut batch?);
        }
        elements(&content, extras, direction, out)?;
        out.extend_from_slice(closing.as_bytes());
    }
    Ok(())
}

/// Appends paragraphs and tables in order.
pub fn elements(
    elements: &[BlockElement],
    extras: &Extras,
    direction: Direction,
    out: &mut Vec<u8>,
) -> Result<(), ExportError> {
    for batch in batches(elements, extras, direction) {
        out.append(&mut batch?);
    }
    Ok(())
}

/// Writes paragraphs and tables, several batches at once.
pub fn batches(elements: &[BlockElement], extras: &Extras, direction: Direction) -> Vec<Batch> {
    elements.par_chunks(BATCH).map(|elements| batch(elements, extras, direction)).collect()
}

fn batch(elements: &[BlockElement], extras: &Extras, direction: Direction) -> Batch {
    let mut out = Vec::new();
    for element in elements {
        match element {
            BlockElement::Paragraph(paragraph) => {
                rewrite(&paragraph.build(), extras, direction, &[], &mut out)?
            }
            BlockElement::Table(table, tables) => {
                rewrite(&table.build(), extras, direction, tables, &mut out)?
            }
        }
    }
    Ok(out)
}

fn rewrite(
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
        drawings: 0,
        tables: tables.iter(),
        open_tables: Vec::new(),
    };
    pass.run()
}

/// A table whose end tag has not been reached.
struct OpenTable<'a> {
    extra: Option<&'a TableExtra>,
    rows: usize,
}

struct Pass<'a, 'x> {
    reader: Reader<&'x [u8]>,
    out: &'a mut Vec<u8>,
    extras: &'a Extras,
    /// The writing direction of the document.
    direction: Direction,
    nothing: &'a ParagraphExtra,
    /// The extra properties of the current paragraph.
    paragraph: &'a ParagraphExtra,
    /// The number of runs in the current paragraph so far.
    runs: u32,
    /// The number of drawings in the current paragraph so far.
    drawings: usize,
    tables: std::slice::Iter<'a, TableExtra>,
    open_tables: Vec<OpenTable<'a>>,
}

impl Pass<'_, '_> {
    fn run(mut self) -> Result<(), ExportError> {
        loop {
            match self.reader.read_event().map_err(broken)? {
                Event::Start(start) => self.start(start)?,
                Event::Empty(start) => self.empty(start)?,
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
        if schema_order(name.as_ref()).is_some() {
            let element = PropertyElement::read(&mut self.reader, &start)?;
            return self.property(element);
        }
        match name.as_ref() {
            b"w:p" => self.paragraph(&start),
            b"w:r" => {
                self.runs += 1;
                let paragraph = self.paragraph;
                let run = self.runs.checked_sub(1).and_then(|run| paragraph.runs.get(&run));
                if let Some(equation) = run.and_then(|run| run.equation.as_ref()) {
                    self.out.extend_from_slice(equation.as_bytes());
                    self.reader.read_to_end(start.name()).map_err(broken)?;
                    return Ok(());
                }
            }
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

    fn empty(&mut self, start: BytesStart) -> Result<(), ExportError> {
        let name = start.name();
        if schema_order(name.as_ref()).is_some() {
            return self.property(PropertyElement::empty(&start));
        }
        if name.as_ref() == b"wp:docPr" {
            self.drawings += 1;
        }
        let picture = self.paragraph.pictures.get(self.drawings.wrapping_sub(1));
        if let Some(xml) = picture.and_then(|picture| replacement(name.as_ref(), picture)) {
            self.out.extend_from_slice(xml.as_bytes());
            return Ok(());
        }
        match name.as_ref() {
            b"w:fldChar" => self.field_character(&start),
            b"w:gridCol" => self.grid_column(&start),
            b"w:p" => self.tag(b"w:p", b"/>"),
            _ => self.tag(&start, b"/>"),
        }
        Ok(())
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
        (self.runs, self.drawings) = (0, 0);
    }

    /// Adds the extra properties to a property element and writes it in schema order.
    fn property(&mut self, mut element: PropertyElement) -> Result<(), ExportError> {
        match element.name() {
            b"w:pPr" => self.paragraph_properties(&mut element)?,
            b"w:rPr" => self.run_properties(&mut element),
            b"w:tblPr" => self.table_properties(&mut element),
            b"w:trPr" => self.row_properties(&mut element),
            _ => {}
        }
        element.arrange();
        if !element.is_redundant() {
            element.write(self.out);
        }
        if element.name() == b"w:pPr" {
            self.before_runs();
        }
        Ok(())
    }

    /// Adds what precedes the runs of a paragraph.
    fn before_runs(&mut self) {
        if self.paragraph.footnote_number {
            self.out.extend_from_slice(FOOTNOTE_NUMBER.as_bytes());
        }
        if let Some(extra) = &self.paragraph.background {
            self.out.extend_from_slice(background(extra).as_bytes());
        }
    }

    fn paragraph_properties(&self, element: &mut PropertyElement) -> Result<(), ExportError> {
        for property in self.paragraph.properties.iter().chain(&self.paragraph.section) {
            element.push(PropertyElement::parse(property)?);
        }
        Ok(())
    }

    fn run_properties(&self, element: &mut PropertyElement) {
        let run = self.runs.checked_sub(1).and_then(|run| self.paragraph.runs.get(&run));
        match run.and_then(|run| run.direction).unwrap_or(self.direction) {
            Direction::LeftToRight => {}
            Direction::RightToLeft => element.push(PropertyElement::new("w:rtl")),
        }
        let Some(run) = run else { return };
        let RunExtra { language, code, .. } = run;
        let switches = [
            (run.small_caps, "w:smallCaps"),
            (run.strikeout, "w:strike"),
            (run.underline, "w:u w:val=\"single\""),
            (run.no_proof, "w:noProof"),
        ];
        for (_, name) in switches.into_iter().filter(|(on, _)| *on) {
            element.push(PropertyElement::new(name));
        }
        if let Some(family) = code {
            let family = escape(family);
            element.push(PropertyElement::new(&format!(
                "w:rFonts w:ascii=\"{family}\" w:hAnsi=\"{family}\" w:cs=\"{family}\""
            )));
        }
        if let Some(language) = language {
            let (name, tag) = of_phrase(language);
            element.push(PropertyElement::new(&format!("w:lang {name}=\"{}\"", escape(&tag))));
        }
    }

    fn table_properties(&self, element: &mut PropertyElement) {
        let Some(extra) = self.open_tables.last().and_then(|table| table.extra) else { return };
        // The style draws a rule below the first row only, so a header of several rows draws its own.
        let (row, column) = (u8::from(extra.header_rows == 1), u8::from(extra.header_column));
        let bits = 0x0600 | (u16::from(row) * 0x20) | (u16::from(column) * 0x80);
        element.push(PropertyElement::new(&format!(
            "w:tblLook w:val=\"{bits:04X}\" w:firstRow=\"{row}\" w:lastRow=\"0\" \
             w:firstColumn=\"{column}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\""
        )));
        if extra.right_to_left {
            element.push(PropertyElement::new("w:bidiVisual"));
        }
        if let Some(title) = &extra.title {
            element
                .push(PropertyElement::new(&format!("w:tblCaption w:val=\"{}\"", escape(title))));
        }
        if let Some(text) = &extra.description {
            let text = escape(text);
            element.push(PropertyElement::new(&format!("w:tblDescription w:val=\"{text}\"")));
        }
    }

    fn row_properties(&self, element: &mut PropertyElement) {
        let header = self
            .open_tables
            .last()
            .is_some_and(|table| table.extra.is_some_and(|extra| table.rows <= extra.header_rows));
        if header && !element.has(b"w:tblHeader") {
            element.push(PropertyElement::new("w:tblHeader"));
        }
    }

    /// Drops the `w:dirty="false"` that docx-rs writes on every field, since it is the default.
    fn field_character(&mut self, start: &BytesStart) {
        let kind = start.try_get_attribute("w:fldCharType").ok().flatten();
        let kind = kind.map(|kind| kind.value.into_owned()).unwrap_or_default();
        self.out.extend_from_slice(b"<w:fldChar w:fldCharType=\"");
        self.out.extend_from_slice(&kind);
        self.out.extend_from_slice(b"\"/>");
    }

    /// Drops the `w:type` that docx-rs writes, since the schema does not allow it.
    fn grid_column(&mut self, start: &BytesStart) {
        let width = start.try_get_attribute("w:w").ok().flatten();
        let width = width.map(|width| width.value.into_owned()).unwrap_or_default();
        self.out.extend_from_slice(b"<w:gridCol w:w=\"");
        self.out.extend_from_slice(&width);
        self.out.extend_from_slice(b"\"/>");
    }
}

/// The number at the beginning of a footnote, and the tab after it.
const FOOTNOTE_NUMBER: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                               <w:footnoteRef/></w:r><w:r><w:tab/></w:r>";
