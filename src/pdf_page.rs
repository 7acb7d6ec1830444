//! PDF pictures: a page of a file → SVG, which every format shows. Letters become outlines; screen readers take
//! the words from the alternative text.
//!
//! The interpreter of PDF has no limits. Streams are therefore measured before it reads the file, and what a page
//! draws before it is written as SVG. The checks of `svg` follow.

mod content;
mod cost;
mod fonts;
mod streams;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_svg::hayro_interpret::font::FontQuery;
use hayro_svg::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro_svg::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use self::fonts::Place;
use crate::limits::{Limit, LimitError, Limits};

/// Why a PDF picture is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// The file cannot be read.
    Damaged,
    /// The file is encrypted.
    Encrypted,
    /// The file does not have the page; it has some number of pages.
    NoPage(usize),
    /// Something that not every output format can show.
    Unsupported(&'static str),
    /// A part of it exceeds a limit.
    OverLimit(LimitError),
}

impl From<LimitError> for PdfError {
    fn from(error: LimitError) -> PdfError {
        PdfError::OverLimit(error)
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            PdfError::Damaged => f.write_str("it is damaged"),
            PdfError::Encrypted => f.write_str("it is encrypted"),
            PdfError::NoPage(1) => f.write_str("it has only one page"),
            PdfError::NoPage(count) => write!(f, "it has only {count} pages"),
            PdfError::Unsupported(what) => write!(f, "it contains {what}"),
            PdfError::OverLimit(error) => write!(f, "it has {error}"),
        }
    }
}

/// Whether a file is a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The path of a file, and the page that its fragment names, counted from 1: `chart.pdf#page=2` (RFC 8118 §3).
pub fn file_and_page(path: &str) -> (&str, usize) {
    let fragment = path.rsplit_once("#page=");
    let of_pdf = fragment.filter(|(file, _)| file.to_ascii_lowercase().ends_with(".pdf"));
    let page = of_pdf.and_then(|(file, page)| Some((file, page.parse().ok()?)));
    page.unwrap_or((path, 1))
}

/// A page of a file as SVG: what its crop box shows, upright as a reader shows it.
///
/// # Errors
///
/// If the file cannot be read, does not have the page, or exceeds a limit; if the page contains pictures of pixels,
/// text in a font that is neither in the file nor one of the standard fonts (ISO 32000-1 §9.6.2.2), or letters that
/// its font does not have.
pub fn to_svg(bytes: &[u8], page: usize, limits: &Limits) -> Result<String, PdfError> {
    limits.check(Limit::PdfSize, bytes.len())?;
    streams::check(bytes, limits)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(refused)?;
    let count = pdf.pages().len();
    // A tree of pages that is damaged, for example one that contains itself.
    if count == 0 {
        return Err(PdfError::Damaged);
    }
    let index = page.checked_sub(1);
    let page = index.and_then(|index| pdf.pages().get(index)).ok_or(PdfError::NoPage(count))?;
    let fonts = fonts::place(page);
    if fonts == Place::Nowhere {
        return Err(PdfError::Unsupported("a font that is not in the file"));
    }
    let unread_fonts = Arc::new(AtomicBool::new(false));
    let settings = settings(fonts, &unread_fonts);
    content::check(page, limits)?;
    cost::check(page, &settings, limits)?;
    if unread_fonts.load(Ordering::Relaxed) {
        return Err(PdfError::Unsupported("a font that cannot be read"));
    }
    Ok(convert(page, &RenderCache::new(), &settings, &SvgRenderSettings::default()))
}

fn refused(error: LoadPdfError) -> PdfError {
    match error {
        LoadPdfError::Invalid | LoadPdfError::Decryption(DecryptionError::InvalidEncryption) => {
            PdfError::Damaged
        }
        LoadPdfError::Decryption(
            DecryptionError::MissingIDEntry
            | DecryptionError::PasswordProtected
            | DecryptionError::UnsupportedAlgorithm,
        ) => PdfError::Encrypted,
    }
}

/// Settings that replace only standard fonts, if the page has some that are not in the file, and record whether others
/// cannot be read. The interpreter would replace a damaged font in the file, such as Arial, by a standard one.
fn settings(fonts: Place, unread_fonts: &Arc<AtomicBool>) -> InterpreterSettings {
    let unread_fonts = Arc::clone(unread_fonts);
    InterpreterSettings {
        font_resolver: Arc::new(move |query| match query {
            FontQuery::Standard(font) => (fonts == Place::Standard).then(|| font.get_font_data()),
            FontQuery::Fallback(_) => None,
        }),
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                unread_fonts.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    }
}

#[cfg(test)]
mod tests;
