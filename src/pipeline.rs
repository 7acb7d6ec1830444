//! The stages of compilation in order: resolve, lay out, write.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::cache::Cache;
use crate::document::{self, Document, Pictures, PrintedNumber};
use crate::draft::Draft;
use crate::export::epub::Book;
use crate::export::pdf::{self, Preflight};
use crate::export::{self, CoverImage, ExportError, Format};
use crate::fonts::Fonts;
use crate::interrupt::Interrupt;
use crate::layout::inline::prepare_hyphenation;
use crate::layout::statistics::Statistics;
use crate::layout::{self, Layout};
use crate::options::Options;
use crate::resolve;
use crate::source::Report;
use crate::templates::{FormatStyles, Labels, LinkAddresses, Style};

/// The resources with which a report is compiled, besides its source.
pub struct Resources<'a> {
    /// The style of each format.
    pub styles: &'a FormatStyles,
    /// The labels of the report's language.
    pub labels: &'a Labels,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The pictures of the report and its template.
    pub pictures: &'a Pictures,
    /// The formats, the date and the character set.
    pub options: &'a Options,
    /// The source that a DOCX file stores.
    pub draft_source: Option<export::docx::Source<'a>>,
    /// The settings of the PDFs.
    pub pdf: pdf::Settings<'a>,
}

/// A written format.
pub struct Written {
    /// The content of the file.
    pub bytes: Vec<u8>,
    /// For a PDF for print, the data that a printer needs.
    pub preflight: Option<Preflight>,
    /// Whether the contents show the right page numbers; `true` for formats without pages.
    pub settled: bool,
}

/// Writes the formats of the options in parallel and passes each to `receive` as soon as it is
/// finished, from several threads. Returns the results in the order of the formats.
///
/// DOCX and EPUB refer to pages, so the pages are laid out for them too, whichever other formats are
/// written.
pub fn write_each<T: Send>(
    report: &Report,
    resources: &Resources,
    receive: impl Fn(Format, Result<Written, ExportError>) -> T + Sync,
) -> Vec<T> {
    let formats = resources.options.formats.iter().copied().enumerate();
    let (paged, pageless): (Vec<_>, Vec<_>) = formats.partition(|(_, format)| format.is_paged());
    let prepare = || {
        if !paged.is_empty() {
            prepare_hyphenation(&report.publication.language);
        }
    };
    let resolve = || resolve_with(report, resources, &resources.styles.pdf);
    let (document, ()) = rayon::join(resolve, prepare);
    let write_one = |format, document: &Document, layout: Option<&Layout>| {
        let style = style_for(format, resources.styles);
        let own = own_document(report, resources, style);
        let document = own.as_ref().unwrap_or(document);
        receive(format, write(format, &Input { document, layout, style, resources }))
    };
    let write_paged = || {
        let formats: Vec<Format> = paged.iter().map(|(_, format)| *format).collect();
        let has_word = formats.contains(&Format::Docx);
        let prepare = || {
            if let Some(source) = resources.draft_source.filter(|_| has_word) {
                export::docx::prepare(source, &resources.options.cache);
            }
        };
        let lay_out = || Pages::of(report, resources, &document, &formats);
        let (pages, ()) = rayon::join(lay_out, prepare);
        let write_one = |&(index, format): &(usize, Format)| {
            let (document, layout) = pages.of_format(format, &document);
            (index, write_one(format, document, layout))
        };
        paged.par_iter().map(write_one).collect::<Vec<_>>()
    };
    let write_pageless = || {
        let written = pageless.par_iter();
        written.map(|&(index, format)| (index, write_one(format, &document, None))).collect()
    };
    let (mut written, others): (_, Vec<_>) = rayon::join(write_paged, write_pageless);
    written.extend(others);
    written.sort_by_key(|(index, _)| *index);
    written.into_iter().map(|(_, written)| written).collect()
}

/// The pages of the formats that have or name pages.
struct Pages {
    layout: Option<Layout>,
    /// The document and the pages of the PDF for print, if they differ.
    print: Option<(Document, Layout)>,
}

impl Pages {
    fn of(
        report: &Report,
        resources: &Resources,
        document: &Document,
        formats: &[Format],
    ) -> Pages {
        let lay_out = match formats.iter().any(|format| format.is_drawn()) {
            true => layout::layout,
            false => layout::page_numbers,
        };
        let style = &resources.styles.pdf;
        let (fonts, cache) = (resources.fonts, &resources.options.cache);
        let layout = (!formats.is_empty()).then(|| lay_out(document, style, fonts, cache));
        let prints = formats.contains(&Format::PdfPrint);
        Pages { layout, print: prints.then(|| for_print(report, resources)).flatten() }
    }

    /// The document and the pages of a format.
    fn of_format<'a>(
        &'a self,
        format: Format,
        document: &'a Document,
    ) -> (&'a Document, Option<&'a Layout>) {
        match self.print.as_ref().filter(|_| format == Format::PdfPrint) {
            Some((document, layout)) => (document, Some(layout)),
            None => (document, self.layout.as_ref()),
        }
    }
}

/// Resolves the report and lays out its pages.
pub fn lay_out(report: &Report, resources: &Resources) -> (Document, Layout) {
    let style = &resources.styles.pdf;
    let document = resolve_with(report, resources, style);
    let layout = layout::layout(&document, style, resources.fonts, &resources.options.cache);
    (document, layout)
}

/// As [`lay_out`]; `None` if it was interrupted.
pub fn lay_out_unless(
    interrupt: &Interrupt,
    report: &Report,
    resources: &Resources,
) -> Option<(Document, Layout)> {
    let style = &resources.styles.pdf;
    let document = resolve_with(report, resources, style);
    let kept = (resources.fonts, &resources.options.cache);
    let layout = layout::layout_unless(interrupt, &document, style, kept)?;
    Some((document, layout))
}

/// The files of the e-book of a report that has been laid out.
///
/// # Errors
///
/// If they cannot be written.
pub fn book(
    report: &Report,
    resources: &Resources,
    (document, layout): (&Document, &Layout),
) -> Result<Book, ExportError> {
    let Resources { styles, fonts, options, .. } = resources;
    let (style, cache) = (&styles.epub, &options.cache);
    let own = own_document(report, resources, style);
    let document = own.as_ref().unwrap_or(document);
    let cover = cover_image(document, layout, style, (fonts, cache))?;
    export::epub::book(document, style, fonts, &layout.map, &cover, cache)
}

/// Lays out the pages and measures them.
pub fn measure(report: &Report, resources: &Resources) -> Statistics {
    let (style, fonts) = (&resources.styles.pdf, resources.fonts);
    let (document, layout) = lay_out(report, resources);
    layout::statistics::measure(&layout.pages, &document, style, fonts)
}

/// Lays out the pages and collects the data that a printer needs.
///
/// # Errors
///
/// If a picture or a font cannot be read.
pub fn preflight(report: &Report, resources: &Resources) -> Result<Preflight, ExportError> {
    let (style, fonts) = (&resources.styles.pdf, resources.fonts);
    let (document, layout) =
        for_print(report, resources).unwrap_or_else(|| lay_out(report, resources));
    pdf::preflight(&document, &layout, style, fonts, &resources.pdf)
}

/// The text that a reference to each id prints.
pub fn printed_references(report: &Report, resources: &Resources) -> BTreeMap<String, String> {
    let Resources { styles, labels, pictures, options, .. } = resources;
    resolve::printed_references(report, &styles.pdf, labels, pictures, &options.cache)
}

/// The label of the page with each id; `None` if the layout was interrupted.
pub fn reference_pages(
    interrupt: &Interrupt,
    report: &Report,
    resources: &Resources,
) -> Option<BTreeMap<String, String>> {
    let Resources { styles, labels, pictures, fonts, options, .. } = resources;
    let (style, cache) = (&styles.pdf, &options.cache);
    let document = resolve_with(report, resources, style);
    let map = layout::page_numbers_unless(interrupt, &document, style, fonts)?.map;
    let elements = resolve::elements_by_id(report, style, labels, pictures, cache).into_iter();
    let labelled =
        elements.filter_map(|(id, element)| Some((id, map.page_label(element)?.to_string())));
    Some(labelled.collect())
}

/// The generated numbers of a report.
pub fn printed_numbers(report: &Report, resources: &Resources) -> Vec<PrintedNumber> {
    document::printed_numbers(&resolve_with(report, resources, &resources.styles.pdf))
}

/// The text of the DOCX file of a report, without page numbers.
pub fn draft(report: &Report, resources: &Resources) -> Draft {
    let style = &resources.styles.docx;
    export::docx::draft(&resolve_with(report, resources, style), style, resources.fonts)
}

/// Resolves two revisions of a report for a Word file in the style of the newer one. Without `pages`,
/// there are no page numbers.
pub fn with_versions<T>(
    (old, before): (&Report, &Resources),
    (new, after): (&Report, &Resources),
    pages: bool,
    receive: impl FnOnce(&export::docx::redline::Versions) -> T,
) -> T {
    let (styles, fonts) = (after.styles, after.fonts);
    let map = || {
        let document = resolve_with(new, after, &styles.pdf);
        layout::page_numbers(&document, &styles.pdf, fonts, &after.options.cache).map
    };
    let documents =
        || (resolve_with(old, before, &styles.docx), resolve_with(new, after, &styles.docx));
    let (map, (old, new)) = rayon::join(|| pages.then(map).unwrap_or_default(), documents);
    receive(&export::docx::redline::Versions {
        old: &old,
        new: &new,
        map: &map,
        style: &styles.docx,
        fonts,
        source: after.draft_source,
        same_template: format!("{:?}", before.styles) == format!("{:?}", after.styles),
    })
}

/// The document and the pages of the PDF for print, if they differ from those for screens because they
/// have the addresses of links.
fn for_print(report: &Report, resources: &Resources) -> Option<(Document, Layout)> {
    let Resources { labels, pictures, options, .. } = resources;
    let style = &resources.styles.pdf;
    if style.links.addresses == LinkAddresses::Never {
        return None;
    }
    let pictures = (*pictures).clone();
    let document = resolve::resolve_with_addresses(report, style, labels, pictures, options.date)?;
    let layout = layout::layout(&document, style, resources.fonts, &resources.options.cache);
    Some((document, layout))
}

fn resolve_with(report: &Report, resources: &Resources, style: &Style) -> Document {
    let Resources { labels, pictures, options, .. } = resources;
    resolve::resolve(report, style, labels, (*pictures).clone(), options.date, &options.cache)
}

/// The document of a format, if it differs from that of the PDF: only the markers of lists can.
fn own_document(report: &Report, resources: &Resources, style: &Style) -> Option<Document> {
    let is_own = style.bullets() != resources.styles.pdf.bullets();
    is_own.then(|| resolve_with(report, resources, style))
}

/// The cover of an e-book.
fn cover_image<'d>(
    document: &'d Document,
    layout: &Layout,
    style: &Style,
    (fonts, cache): (&Fonts, &Cache),
) -> Result<CoverImage<'d>, ExportError> {
    let page = layout.pages.first().ok_or_else(|| ExportError("the cover is missing".into()))?;
    export::cover_image::render(page, document, style, fonts, cache)
}

fn style_for(format: Format, styles: &FormatStyles) -> &Style {
    match format {
        Format::Pdf | Format::PdfPrint => &styles.pdf,
        Format::Docx => &styles.docx,
        Format::Epub => &styles.epub,
        Format::Html | Format::HtmlSplit => &styles.html,
        Format::Text | Format::Markdown => &styles.text,
    }
}

/// The input of a writer.
struct Input<'a> {
    document: &'a Document,
    layout: Option<&'a Layout>,
    style: &'a Style,
    resources: &'a Resources<'a>,
}

fn write(format: Format, input: &Input) -> Result<Written, ExportError> {
    let Input { document, layout, style, resources } = *input;
    let (fonts, settings, cache) = (resources.fonts, &resources.pdf, &resources.options.cache);
    let layout = || layout.ok_or_else(|| ExportError("the pages are missing".into()));
    let mut preflight = None;
    let bytes = match format {
        Format::Pdf => pdf::write(document, layout()?, style, fonts, settings),
        Format::PdfPrint => {
            preflight = Some(pdf::preflight(document, layout()?, style, fonts, settings)?);
            pdf::print::write(document, layout()?, style, fonts, settings)
        }
        Format::Docx => {
            let (source, embeds_fonts) = (resources.draft_source, resources.options.embed_fonts);
            let settings = export::docx::Settings { source, embeds_fonts, cache };
            export::docx::write(document, style, fonts, &layout()?.map, settings)
        }
        Format::Epub => {
            let layout = layout()?;
            let cover = cover_image(document, layout, style, (fonts, cache))?;
            export::epub::write(document, style, fonts, &layout.map, &cover, cache)
        }
        Format::Html => {
            Ok(export::html::write(document, style, fonts, &resources.options.editions).into())
        }
        Format::HtmlSplit => {
            export::html::write_split(document, style, fonts, &resources.options.editions, cache)
        }
        Format::Text => {
            Ok(export::text::write(document, resources.options.charset, cache).into_bytes())
        }
        Format::Markdown => Ok(export::markdown::write(document).into_bytes()),
    };
    let settled = layout().map_or(true, |layout| layout.settled);
    let mut bytes = bytes?;
    // The bytes are kept until all formats are written.
    bytes.shrink_to_fit();
    Ok(Written { bytes, preflight, settled })
}
