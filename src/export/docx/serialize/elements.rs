//! The elements of a story in order, from the objects of docx-rs.

use std::io::Write;
use std::slice::Iter;

use docx_rs::{
    BuildXML, Hyperlink, HyperlinkData, NumberingProperty, Paragraph, ParagraphChild,
    ParagraphProperty, ParagraphStyle, Run, RunChild, RunProperty, Table, TableCell,
    TableCellContent, TableCellProperty, TableChild, TableRow, TableRowChild, TableRowProperty,
};

use super::super::extras::{Extras, ParagraphExtra, RunExtra, TableExtra};
use super::drawing::{background, copy};
use super::properties;
use super::recent::Recent;
use crate::document::Direction;
use crate::export::ExportError;

/// The number at the beginning of a footnote, and the tab after it.
const FOOTNOTE_NUMBER: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                               <w:footnoteRef/></w:r><w:r><w:tab/></w:r>";

/// Writes paragraphs and tables.
pub struct ElementWriter<'a> {
    out: Vec<u8>,
    extras: &'a Extras,
    /// The writing direction of the document.
    direction: Direction,
    of_paragraphs: Recent<OfParagraph<'a>>,
    of_runs: Recent<(&'a RunProperty, Option<&'a RunExtra>)>,
    of_rows: Recent<(&'a TableRowProperty, bool)>,
    of_cells: Recent<&'a TableCellProperty>,
}

/// What the properties of a paragraph are made from. What differs most often is compared first.
#[derive(PartialEq)]
struct OfParagraph<'a> {
    style: &'a Option<ParagraphStyle>,
    numbering: &'a Option<NumberingProperty>,
    property: &'a ParagraphProperty,
    others: Vec<&'a str>,
}

/// The extra properties of a paragraph, and how many of its runs and drawings are written.
#[derive(Clone, Copy, Default)]
struct Progress<'a> {
    extra: Option<&'a ParagraphExtra>,
    runs: u32,
    drawings: usize,
}

impl<'a> ElementWriter<'a> {
    /// A writer for elements of a document.
    pub fn new(extras: &'a Extras, direction: Direction) -> Self {
        ElementWriter {
            out: Vec::new(),
            extras,
            direction,
            of_paragraphs: Recent::default(),
            of_runs: Recent::default(),
            of_rows: Recent::default(),
            of_cells: Recent::default(),
        }
    }

    /// The elements written so far.
    pub fn into_xml(self) -> Vec<u8> {
        self.out
    }

    /// Writes a paragraph.
    ///
    /// # Errors
    ///
    /// If docx-rs does not write well-formed XML, which is a bug.
    pub fn paragraph(&mut self, paragraph: &'a Paragraph) -> Result<(), ExportError> {
        let number = u32::from_str_radix(&paragraph.id, 16).ok();
        let extra = number.and_then(|number| self.extras.get(&number));
        self.write("<w:p>");
        let others = extra.into_iter().flat_map(|it| it.properties.iter().chain(&it.section));
        let others = others.map(String::as_str).collect();
        let property = &paragraph.property;
        let ParagraphProperty { style, numbering_property: numbering, .. } = property;
        let key = OfParagraph { style, numbering, property, others };
        let make = |key: &OfParagraph| properties::paragraph(key.property, &key.others);
        self.of_paragraphs.append(key, make, &mut self.out)?;
        if let Some(extra) = extra {
            self.before_runs(extra);
        }
        self.inlines(&paragraph.children, &mut Progress { extra, ..Progress::default() })?;
        self.write("</w:p>");
        Ok(())
    }

    /// Writes what precedes the runs of a paragraph.
    fn before_runs(&mut self, extra: &ParagraphExtra) {
        if extra.footnote_number {
            self.write(FOOTNOTE_NUMBER);
        }
        if let Some(extra) = &extra.background {
            self.write(&background(extra));
        }
    }

    fn inlines(
        &mut self,
        children: &'a [ParagraphChild],
        progress: &mut Progress<'a>,
    ) -> Result<(), ExportError> {
        for child in children {
            match child {
                ParagraphChild::Run(run) => self.run(run, progress)?,
                ParagraphChild::Hyperlink(link) => self.hyperlink(link, progress)?,
                ParagraphChild::BookmarkStart(start) => {
                    let (id, name) = (start.id, &start.name);
                    self.format(format_args!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"));
                }
                ParagraphChild::BookmarkEnd(end) => {
                    self.format(format_args!("<w:bookmarkEnd w:id=\"{}\"/>", end.id));
                }
                ParagraphChild::Insert(_)
                | ParagraphChild::Delete(_)
                | ParagraphChild::MoveFrom(_)
                | ParagraphChild::MoveTo(_)
                | ParagraphChild::CommentStart(_)
                | ParagraphChild::CommentEnd(_)
                | ParagraphChild::StructuredDataTag(_)
                | ParagraphChild::PageNum(_)
                | ParagraphChild::NumPages(_) => copy(&child.build(), None, &mut self.out)?,
            }
        }
        Ok(())
    }

    fn hyperlink(
        &mut self,
        link: &'a Hyperlink,
        progress: &mut Progress<'a>,
    ) -> Result<(), ExportError> {
        let (name, target) = match &link.link {
            HyperlinkData::External { rid, .. } => ("r:id", rid),
            HyperlinkData::Anchor { anchor } => ("w:anchor", anchor),
        };
        self.format(format_args!("<w:hyperlink {name}=\"{target}\" w:history=\"1\">"));
        self.inlines(&link.children, progress)?;
        self.write("</w:hyperlink>");
        Ok(())
    }

    fn run(&mut self, run: &'a Run, progress: &mut Progress<'a>) -> Result<(), ExportError> {
        let extra = progress.extra.and_then(|extra| extra.runs.get(&progress.runs));
        progress.runs += 1;
        if let Some(equation) = extra.and_then(|extra| extra.equation.as_ref()) {
            self.write(equation);
            return Ok(());
        }
        self.write("<w:r>");
        let direction = self.direction;
        let key = (&run.run_property, extra);
        self.of_runs.append(
            key,
            |(it, extra)| properties::run(it, *extra, direction),
            &mut self.out,
        )?;
        for child in &run.children {
            self.run_child(child, progress)?;
        }
        self.write("</w:r>");
        Ok(())
    }

    fn run_child(
        &mut self,
        child: &RunChild,
        progress: &mut Progress<'a>,
    ) -> Result<(), ExportError> {
        match child {
            // docx-rs has escaped it.
            RunChild::Text(text) => {
                self.write("<w:t xml:space=\"preserve\">");
                self.write(&text.text);
                self.write("</w:t>");
            }
            RunChild::FieldChar(field) => {
                let kind = field.field_char_type;
                self.format(format_args!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
            }
            RunChild::Drawing(drawing) => {
                let picture = progress.extra.and_then(|it| it.pictures.get(progress.drawings));
                progress.drawings += 1;
                copy(&drawing.build(), picture, &mut self.out)?;
            }
            RunChild::InstrText(_)
            | RunChild::Tab(_)
            | RunChild::Break(_)
            | RunChild::FootnoteReference(_)
            | RunChild::Sym(_)
            | RunChild::DeleteText(_)
            | RunChild::PTab(_)
            | RunChild::CarriageReturn(_)
            | RunChild::Shape(_)
            | RunChild::CommentStart(_)
            | RunChild::CommentEnd(_)
            | RunChild::DeleteInstrText(_)
            | RunChild::InstrTextString(_)
            | RunChild::Shading(_) => copy(&child.build(), None, &mut self.out)?,
        }
        Ok(())
    }

    /// Writes a table. `extras` has the properties of the table and of those nested in it, outermost first.
    ///
    /// # Errors
    ///
    /// If docx-rs does not write well-formed XML, which is a bug.
    pub fn table(
        &mut self,
        table: &'a Table,
        extras: &mut Iter<TableExtra>,
    ) -> Result<(), ExportError> {
        let extra = extras.next();
        self.write("<w:tbl>");
        self.out.extend(properties::table(&table.property, extra)?);
        self.write("<w:tblGrid>");
        for width in &table.grid {
            self.format(format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.write("</w:tblGrid>");
        let headers = extra.map_or(0, |extra| extra.header_rows);
        for (index, TableChild::TableRow(row)) in table.rows.iter().enumerate() {
            self.row(row, index < headers, extras)?;
        }
        self.write("</w:tbl>");
        Ok(())
    }

    fn row(
        &mut self,
        row: &'a TableRow,
        is_header: bool,
        extras: &mut Iter<TableExtra>,
    ) -> Result<(), ExportError> {
        self.write("<w:tr>");
        let key = (&row.property, is_header);
        self.of_rows.append(
            key,
            |(it, is_header)| properties::row(it, *is_header),
            &mut self.out,
        )?;
        for TableRowChild::TableCell(cell) in &row.cells {
            self.cell(cell, extras)?;
        }
        self.write("</w:tr>");
        Ok(())
    }

    fn cell(
        &mut self,
        cell: &'a TableCell,
        extras: &mut Iter<TableExtra>,
    ) -> Result<(), ExportError> {
        self.write("<w:tc>");
        self.of_cells.append(&cell.property, |it| properties::cell(it), &mut self.out)?;
        for content in &cell.children {
            match content {
                TableCellContent::Paragraph(paragraph) => self.paragraph(paragraph)?,
                TableCellContent::Table(table) => self.table(table, extras)?,
                TableCellContent::StructuredDataTag(it) => copy(&it.build(), None, &mut self.out)?,
                TableCellContent::TableOfContents(it) => copy(&it.build(), None, &mut self.out)?,
            }
        }
        // A cell ends in a paragraph (§17.4.65).
        if !matches!(cell.children.last(), Some(TableCellContent::Paragraph(_))) {
            self.write("<w:p></w:p>");
        }
        self.write("</w:tc>");
        Ok(())
    }

    fn write(&mut self, xml: &str) {
        self.out.extend_from_slice(xml.as_bytes());
    }

    fn format(&mut self, xml: std::fmt::Arguments) {
        // Writing to memory does not fail.
        let _ = self.out.write_fmt(xml);
    }
}
