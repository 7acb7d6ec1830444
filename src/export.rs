//! Document → bytes, one room a format.

pub mod cover;
pub mod docx;
pub mod epub;
mod lines;
pub mod markdown;
pub mod package;
pub mod pdf;
pub mod text;

use std::borrow::Cow;
use std::fmt;

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// PDF for readers.
    Pdf,
    /// PDF for print.
    PdfPrint,
    /// Word.
    Docx,
    /// EPUB 3.3.
    Epub,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    /// Every format, in the order in which files are listed.
    pub const ALL: [Format; 6] =
        [Format::Pdf, Format::PdfPrint, Format::Docx, Format::Epub, Format::Text, Format::Markdown];

    /// Whether it says on which pages things stand.
    pub fn is_paged(self) -> bool {
        match self {
            Format::Pdf | Format::PdfPrint | Format::Docx | Format::Epub => true,
            Format::Text | Format::Markdown => false,
        }
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::PdfPrint => "pdf-print",
            Format::Pdf | Format::Docx | Format::Epub | Format::Text | Format::Markdown => {
                self.extension()
            }
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::PdfPrint => "print.pdf",
            Format::Docx => "docx",
            Format::Epub => "epub",
            Format::Text => "txt",
            Format::Markdown => "md",
        }
    }
}

/// Why a file could not be made: a fault of the program or of a picture, never of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// The cover picture of an e-book.
#[derive(Clone, Debug)]
pub struct CoverImage<'a> {
    /// What the bytes are.
    pub kind: CoverKind,
    /// The file.
    pub bytes: Cow<'a, [u8]>,
}

/// The formats in which every reading system shows a cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl CoverImage<'_> {
    /// Its name in the book.
    pub fn name(&self) -> &'static str {
        match self.kind {
            CoverKind::Png => "cover.png",
            CoverKind::Jpeg => "cover.jpg",
        }
    }

    /// Its media type.
    pub fn media_type(&self) -> &'static str {
        match self.kind {
            CoverKind::Png => "image/png",
            CoverKind::Jpeg => "image/jpeg",
        }
    }
}
