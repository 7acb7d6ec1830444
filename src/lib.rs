//! plenary compiles one structured YAML source of a conference report into PDF, DOCX, EPUB and
//! plain text.
//!
//! Everything here is a function of its inputs: no file, no environment, no clock. The modules
//! stand in the order in which a report walks through them.

pub mod diagnostic;
pub mod document;
pub mod editions;
pub mod export;
pub mod fonts;
mod languages;
pub mod layout;
mod numerals;
pub mod origin;
pub mod resolve;
pub mod source;
pub mod svg;
pub mod templates;
mod units;
mod yaml;

use document::{Date, Document, Pictures};
use export::pdf::{self, Preflight};
use export::text::Charset;
use export::{ExportError, Format};
use fonts::Fonts;
use layout::Layout;
use layout::statistics::Statistics;
use rayon::prelude::*;
use source::Report;
use templates::{FormatStyles, Labels, Style};

/// What a report is built with, besides its source.
pub struct Resources<'a> {
    /// The template, as each format takes it.
    pub styles: &'a FormatStyles,
    /// The generated words of the report's language.
    pub labels: &'a Labels,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The pictures that the report names and its template brings.
    pub pictures: Pictures,
    /// The day that formats ask for, where the environment sets it (`SOURCE_DATE_EPOCH`).
    pub date: Option<Date>,
    /// The characters that plain text may hold.
    pub charset: Charset,
    /// What the PDFs are told.
    pub pdf: pdf::Settings<'a>,
}

/// What is made of a report in one format.
pub struct Output {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a printer asks, of a PDF for print.
    pub preflight: Option<Preflight>,
    /// Whether the page numbers of the contents are right, of a format that has pages.
    pub settled: bool,
}

/// Builds a checked report in some formats, in parallel.
///
/// The pages are laid out for DOCX and EPUB too, since both say on which page things stand; so no
/// format's bytes depend on which others were asked for.
pub fn build(
    report: &Report,
    resources: Resources,
    formats: &[Format],
) -> Vec<(Format, Result<Vec<u8>, ExportError>)> {
    let bytes = |made: Output| made.bytes;
    build_each(report, resources, formats, |format, made| (format, made.map(bytes)))
}

/// Builds as [`build`] does and hands each format's bytes on as soon as they are made, from
/// several threads at once; what comes of them stands in the order of the formats.
pub fn build_each<T: Send>(
    report: &Report,
    resources: Resources,
    formats: &[Format],
    hand_on: impl Fn(Format, Result<Output, ExportError>) -> T + Sync,
) -> Vec<T> {
    let Resources { styles, labels, fonts, pictures, date, pdf, charset } = resources;
    let resolve = |style| resolve::resolve(report, style, labels, pictures.clone(), date);
    let document = resolve(&styles.pdf);
    let paged = formats.iter().any(|format| format.is_paged());
    let layout = paged.then(|| layout::layout(&document, &styles.pdf, fonts));
    let layout = layout.as_ref();
    let made = |&format: &Format| {
        let style = style_for(format, styles);
        // The marks of lists are all that a document of one format may have of its own.
        let own = (style.bullets() != styles.pdf.bullets()).then(|| resolve(style));
        let document = own.as_ref().unwrap_or(&document);
        let given = Given { document, layout, style, fonts, pdf: &pdf, charset };
        hand_on(format, write(format, &given))
    };
    formats.par_iter().map(made).collect()
}

/// The template as a format takes it.
fn style_for(format: Format, styles: &FormatStyles) -> &Style {
    match format {
        Format::Pdf | Format::PdfPrint => &styles.pdf,
        Format::Docx => &styles.docx,
        Format::Epub => &styles.epub,
        Format::Text | Format::Markdown => &styles.text,
    }
}

/// Lays a checked report out and says how good its pages are.
pub fn measure(report: &Report, resources: Resources) -> Statistics {
    let Resources { styles, labels, fonts, pictures, date, .. } = resources;
    let style = &styles.pdf;
    let document = resolve::resolve(report, style, labels, pictures, date);
    let layout = layout::layout(&document, style, fonts);
    layout::statistics::measure(&layout.pages, &document, style, fonts)
}

/// What the formats are written from.
struct Given<'a> {
    document: &'a Document,
    layout: Option<&'a Layout>,
    style: &'a Style,
    fonts: &'a Fonts,
    pdf: &'a pdf::Settings<'a>,
    charset: Charset,
}

fn write(format: Format, given: &Given) -> Result<Output, ExportError> {
    let Given { document, layout, style, fonts, pdf: settings, charset } = *given;
    let layout = || layout.ok_or_else(|| ExportError("the pages are missing".into()));
    let mut preflight = None;
    let bytes = match format {
        Format::Pdf => pdf::write(document, layout()?, style, fonts, settings),
        Format::PdfPrint => {
            preflight = Some(pdf::preflight(document, layout()?, style, fonts, settings)?);
            pdf::print::write(document, layout()?, style, fonts, settings)
        }
        Format::Docx => export::docx::write(document, style, fonts, &layout()?.map),
        Format::Epub => {
            let layout = layout()?;
            let page =
                layout.pages.first().ok_or_else(|| ExportError("the cover is missing".into()))?;
            let cover = export::cover_image::render(page, document, style, fonts)?;
            export::epub::write(document, style, fonts, &layout.map, &cover)
        }
        Format::Text => Ok(export::text::write(document, charset).into_bytes()),
        Format::Markdown => Ok(export::markdown::write(document).into_bytes()),
    };
    let settled = layout().map_or(true, |layout| layout.settled);
    Ok(Output { bytes: bytes?, preflight, settled })
}
