//! Writers: each turns a document into the bytes of one format.

pub mod cover_image;
pub mod docx;
pub mod epub;
pub mod html;
mod lines;
pub mod markdown;
mod mathml;
pub mod package;
pub mod pdf;
mod sfnt;
pub mod svg_pages;
pub mod text;
mod xhtml;
pub mod xml;

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// PDF for readers.
    Pdf,
    /// PDF for print.
    PdfPrint,
    /// Word.
    Docx,
    /// EPUB 3.3.
    Epub,
    /// Web page.
    Html,
    /// Web site: a ZIP file with a page for each section.
    HtmlSplit,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    /// Every format, in the order in which output files are listed.
    pub const ALL: [Format; 8] = [
        Format::Pdf,
        Format::PdfPrint,
        Format::Docx,
        Format::Epub,
        Format::Html,
        Format::HtmlSplit,
        Format::Text,
        Format::Markdown,
    ];

    /// Whether the format shows page numbers, so that it needs a layout.
    pub fn is_paged(self) -> bool {
        match self {
            Format::Pdf | Format::PdfPrint | Format::Docx | Format::Epub => true,
            Format::Html | Format::HtmlSplit | Format::Text | Format::Markdown => false,
        }
    }

    /// Whether the format shows the pages themselves.
    pub(crate) fn is_drawn(self) -> bool {
        match self {
            Format::Pdf | Format::PdfPrint => true,
            Format::Docx
            | Format::Epub
            | Format::Html
            | Format::HtmlSplit
            | Format::Text
            | Format::Markdown => false,
        }
    }

    /// The name of the format on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::PdfPrint => "pdf-print",
            Format::HtmlSplit => "html-split",
            Format::Pdf
            | Format::Docx
            | Format::Epub
            | Format::Html
            | Format::Text
            | Format::Markdown => self.extension(),
        }
    }

    /// The extension of its files, without the leading dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::PdfPrint => "print.pdf",
            Format::Docx => "docx",
            Format::Epub => "epub",
            Format::Html => "html",
            Format::HtmlSplit => "html.zip",
            Format::Text => "txt",
            Format::Markdown => "md",
        }
    }
}

/// The reason why an output could not be written: a bug or an unreadable picture, never the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportError(pub String);

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ExportError {}

/// The hash of the content of a script or style element. The browser uses only elements with this hash, so
/// nothing that a file puts into the page can be a script or a style (Content Security Policy Level 3,
/// §2.3.1).
pub fn source_hash(content: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// The cover image of an EPUB.
#[derive(Clone, Debug)]
pub struct CoverImage<'a> {
    /// The image format of `bytes`.
    pub format: CoverFormat,
    /// The content of the image file.
    pub bytes: Cow<'a, [u8]>,
}

/// An image format that every reading system can show as a cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl CoverImage<'_> {
    /// The file name in the EPUB.
    pub fn name(&self) -> &'static str {
        match self.format {
            CoverFormat::Png => "cover.png",
            CoverFormat::Jpeg => "cover.jpg",
        }
    }

    /// The media type.
    pub fn media_type(&self) -> &'static str {
        match self.format {
            CoverFormat::Png => "image/png",
            CoverFormat::Jpeg => "image/jpeg",
        }
    }
}
