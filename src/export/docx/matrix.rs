//! A matrix of changes as a Word file: one table on landscape pages, in the styles of a template.

use super::numbering_instances::Numbering;
use super::parts::{self, Parts};
use super::styles::{self, REPORT_TABLE, WordStyle};
use super::xml::{WORD, Xml, clean};
use super::{language, note_part};
use crate::cache::Cache;
use crate::document::{Direction, NoteKind, Words};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::templates::load;

/// The number of columns.
pub const COLUMNS: usize = 7;

/// The widths of the columns in twips: together, a landscape A4 page less its margins.
const WIDTHS: [u32; COLUMNS] = [760, 1700, 2000, 3800, 3800, 1900, 1177];

/// A matrix.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The title of the file.
    pub title: String,
    /// The language of the report as a BCP 47 tag. Everything else is in English.
    pub language: String,
    /// The headings of the columns.
    pub header: [&'static str; COLUMNS],
    /// The paragraphs between title and table.
    pub notes: Vec<String>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

/// A row of a matrix.
#[derive(Clone, Debug)]
pub enum MatrixRow {
    /// A heading of the report, across all columns.
    Heading(String),
    /// The cells of a row.
    Cells([Cell; COLUMNS]),
}

/// A cell of a matrix.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Whether it contains words of the report, in the report's language and direction.
    pub is_of_report: bool,
    /// The text.
    pub pieces: Vec<Piece>,
}

/// A text in one format. Lines are separated by `\n`.
#[derive(Clone, Debug)]
pub struct Piece {
    /// How it looks.
    pub shape: Shape,
    /// The text.
    pub text: String,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The format of the style.
    Plain,
    /// Struck through.
    Deleted,
    /// Underlined.
    Inserted,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { is_of_report: false, pieces: vec![Piece { shape: Shape::Plain, text }] }
    }
}

impl Matrix {
    /// Writes the file.
    ///
    /// # Errors
    /// Fails if the package exceeds the limits of a ZIP file.
    pub fn write(&self) -> Result<Vec<u8>, ExportError> {
        let template = load::built_in(TEMPLATE).unwrap_or_default();
        let style = load::style(TEMPLATE, template)
            .map_err(|_| ExportError(format!("the template {TEMPLATE} cannot be read")))?;
        let kind = NoteKind::Footnotes;
        let mut parts = Parts::new(kind);
        parts.add_main_document(self.document());
        parts.add_word(note_part::name(kind), note_part::notes(kind, |_| Ok(()))?);
        parts.add_word("styles", styles::styles(&style, ENGLISH));
        parts.add_word("settings", parts::settings(&style, ENGLISH, false, None));
        let numbering = Numbering::new(styles::numberings(&style, &Words::default()));
        parts.add_word("numbering", parts::numbering(&numbering, &style));
        let families: Vec<_> = style.fonts.used(false).collect();
        parts.add_fonts(&families, &Fonts { faces: Vec::new() }, Vec::new());
        parts.add_theme(parts::theme(&style));
        parts.add_title(&self.title);
        parts.finish(Cache::NONE)
    }

    fn document(&self) -> Vec<u8> {
        let mut xml = Xml::part("w:document", WORD);
        xml.open("w:body", &[]);
        self.paragraph(&mut xml, WordStyle::BoxTitle, &self.title.clone().into());
        for note in &self.notes {
            self.paragraph(&mut xml, WordStyle::TableText, &note.clone().into());
        }
        self.table(&mut xml);
        self.paragraph(&mut xml, WordStyle::Separator, &Cell::default());
        section(&mut xml);
        xml.close("w:body");
        xml.end("w:document")
    }

    fn table(&self, xml: &mut Xml) {
        xml.open("w:tbl", &[]).open("w:tblPr", &[]).value("w:tblStyle", REPORT_TABLE);
        let width = WIDTHS.iter().sum::<u32>().to_string();
        xml.leaf("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
        xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        xml.leaf("w:tblLook", LOOK).value("w:tblCaption", clean(&self.title));
        xml.close("w:tblPr").open("w:tblGrid", &[]);
        for width in WIDTHS {
            xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.close("w:tblGrid");
        self.row(xml, true, &self.header.map(|name| Cell::from(name.to_owned())));
        for row in &self.rows {
            match row {
                MatrixRow::Heading(heading) => self.heading(xml, heading),
                MatrixRow::Cells(cells) => self.row(xml, false, cells),
            }
        }
        xml.close("w:tbl");
    }

    fn heading(&self, xml: &mut Xml, heading: &str) {
        xml.open("w:tr", &[]).open("w:trPr", &[]).leaf("w:cantSplit", &[]).close("w:trPr");
        xml.open("w:tc", &[]).open("w:tcPr", &[]);
        let width = WIDTHS.iter().sum::<u32>().to_string();
        xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
        xml.value("w:gridSpan", COLUMNS);
        xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", TINT)]);
        xml.close("w:tcPr");
        let piece = Piece { shape: Shape::Plain, text: heading.to_owned() };
        let cell = Cell { is_of_report: true, pieces: vec![piece] };
        self.paragraph(xml, WordStyle::TableHeader, &cell);
        xml.close("w:tc").close("w:tr");
    }

    fn row(&self, xml: &mut Xml, is_header: bool, cells: &[Cell; COLUMNS]) {
        xml.open("w:tr", &[]);
        if is_header {
            xml.open("w:trPr", &[]).leaf("w:cantSplit", &[]).leaf("w:tblHeader", &[]);
            xml.close("w:trPr");
        }
        let style = if is_header { WordStyle::TableHeader } else { WordStyle::TableText };
        for (cell, width) in cells.iter().zip(WIDTHS) {
            xml.open("w:tc", &[]).open("w:tcPr", &[]);
            xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.close("w:tcPr");
            self.paragraph(xml, style, cell);
            xml.close("w:tc");
        }
        xml.close("w:tr");
    }

    fn paragraph(&self, xml: &mut Xml, style: WordStyle, cell: &Cell) {
        let rtl = cell.is_of_report && Direction::of(&self.language) == Direction::RightToLeft;
        xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style.id());
        if rtl {
            xml.leaf("w:bidi", &[]);
        }
        xml.close("w:pPr");
        for piece in cell.pieces.iter().filter(|piece| !piece.text.is_empty()) {
            xml.open("w:r", &[]);
            xml.open_if_filled("w:rPr", |xml| self.properties(xml, piece.shape, cell, rtl));
            text(xml, &clean(&piece.text));
            xml.close("w:r");
        }
        xml.close("w:p");
    }

    /// Writes run properties in schema order, §17.3.2.28.
    fn properties(&self, xml: &mut Xml, shape: Shape, cell: &Cell, rtl: bool) {
        match shape {
            Shape::Plain => {}
            Shape::Deleted => {
                xml.leaf("w:strike", &[]).value("w:color", RED);
            }
            Shape::Inserted => {
                xml.value("w:color", BLUE).value("w:u", "single");
            }
        }
        if rtl {
            xml.leaf("w:rtl", &[]);
        }
        if cell.is_of_report && !self.language.is_empty() {
            let (name, tag) = language::of_phrase(&clean(&self.language));
            xml.leaf("w:lang", &[(name, &tag)]);
        }
    }
}

/// Writes a text of several lines.
fn text(xml: &mut Xml, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.leaf("w:br", &[]);
        }
        xml.element("w:t", &[("xml:space", "preserve")], &line.replace('\t', " "));
    }
}

/// A landscape A4 page with margins of 15 mm, §17.6.17.
fn section(xml: &mut Xml) {
    xml.open("w:sectPr", &[]);
    xml.leaf("w:pgSz", &[("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")]);
    let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "850"));
    let rest = [("w:header", "425"), ("w:footer", "425"), ("w:gutter", "0")];
    xml.leaf("w:pgMar", &[margins.as_slice(), rest.as_slice()].concat());
    xml.close("w:sectPr");
}

const TEMPLATE: &str = "conference";
const ENGLISH: &str = "en-GB";
const RED: &str = "8A3B1C";
const BLUE: &str = "14375E";
const TINT: &str = "EEF1F5";

/// The first row is a header; there are no bands.
const LOOK: &[(&str, &str)] = &[
    ("w:val", "0620"),
    ("w:firstRow", "1"),
    ("w:lastRow", "0"),
    ("w:firstColumn", "0"),
    ("w:lastColumn", "0"),
    ("w:noHBand", "1"),
    ("w:noVBand", "1"),
];
