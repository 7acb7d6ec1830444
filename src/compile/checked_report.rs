//! A report that has been read and checked, and what can be made of it.

use std::collections::BTreeMap;

use super::reader::{Images, Reader};
use super::{Output, Source, too_large};
use crate::cache::Cache;
use crate::diagnostic::{Diagnostics, LintSettings};
use crate::document::{Document, Pictures, PrintedNumber};
use crate::draft::Draft;
use crate::error::Error;
use crate::export::docx;
use crate::export::epub::Book;
use crate::export::pdf::{Preflight, Settings, SourceFile};
use crate::export::{ExportError, Format};
use crate::fonts::Fonts;
use crate::interrupt::Interrupt;
use crate::layout::Layout;
use crate::layout::statistics::Statistics;
use crate::limits::{Limit, Limits};
use crate::options::Options;
use crate::pipeline::{self, Resources};
use crate::preflight_warnings::{Subject, print_warnings, unsettled_contents};
use crate::resources::TemplateLocation;
use crate::source::Report;
use crate::templates::{FormatStyles, Labels, Style};
use crate::world::{World, folder_of};

/// A report without errors, together with everything needed to compile it.
///
/// [`compile`](super::compile) reads one and writes it. Use this type to handle warnings before anything is written,
/// or to write each output as soon as it is finished.
pub struct CheckedReport {
    pub(super) report: Report,
    pub(super) styles: FormatStyles,
    pub(super) labels: Labels,
    pub(super) fonts: Fonts,
    pub(super) pictures: Pictures,
    /// The ICC profile of the printing condition.
    pub(super) profile: Option<Vec<u8>>,
    pub(super) subject: Subject,
    pub(super) options: Options,
    pub(super) warnings: Diagnostics,
}

impl CheckedReport {
    /// Reads and checks a report and all files that it uses.
    ///
    /// # Errors
    ///
    /// If any of them has errors or cannot be read, or if the template does not exist.
    pub fn read(
        source: &Source,
        world: &dyn World,
        options: &Options,
    ) -> Result<CheckedReport, Error> {
        options.cache.begin_build();
        let read = CheckedReport::read_with(source, world, options, Images::All);
        if read.is_err() {
            options.cache.abandon_build();
        }
        read
    }

    /// As [`CheckedReport::read`], but without drawing pictures, which only exports need: for comparing the
    /// report with another revision.
    pub(crate) fn read_undrawn(
        source: &Source,
        world: &dyn World,
        options: &Options,
    ) -> Result<CheckedReport, Error> {
        CheckedReport::read_with(source, world, options, Images::Undrawn(&[]))
    }

    /// The style rules that are on.
    pub(crate) fn lint(&self) -> &LintSettings {
        &self.report.options.lint
    }

    /// The limits that it was read with.
    pub(crate) fn limits(&self) -> &Limits {
        &self.options.limits
    }

    /// The results of earlier builds.
    pub(crate) fn cache(&self) -> &Cache {
        &self.options.cache
    }

    /// Reads and checks another revision of this report, which was read from `own`. Pictures that both
    /// have are read once.
    ///
    /// # Errors
    ///
    /// As [`CheckedReport::read`].
    pub(crate) fn read_revision(
        &self,
        own: &Source,
        source: &Source,
        world: &dyn World,
    ) -> Result<CheckedReport, Error> {
        let is_beside = folder_of(&source.path) == folder_of(&own.path);
        let known = if is_beside { self.pictures.named.as_slice() } else { &[] };
        CheckedReport::read_with(source, world, &self.options, Images::Undrawn(known))
    }

    fn read_with(
        source: &Source,
        world: &dyn World,
        options: &Options,
        images: Images,
    ) -> Result<CheckedReport, Error> {
        let template = TemplateLocation::find(&options.template, folder_of(&source.path), world)
            .ok_or_else(|| Error::UnknownTemplate(options.template.clone()))?;
        let size = source.text.bytes().len();
        let checked = options.limits.check(Limit::FileSize, size);
        checked.map_err(|error| too_large(source.name(), error))?;
        let mut reader = Reader { source, world, options, images, found: Diagnostics::default() };
        let report = reader.read(&template)?;
        let mut found = reader.found;
        if options.strict {
            found.deny_warnings();
        }
        match report {
            Some(report) if !found.has_errors() => Ok(CheckedReport { warnings: found, ..report }),
            Some(_) | None => Err(found.into()),
        }
    }

    /// The warnings about the report and its files.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// Resolves the report and lays out its pages; `None` if that was interrupted.
    pub(crate) fn lay_out_unless(&self, interrupt: &Interrupt) -> Option<(Document, Layout)> {
        let made = pipeline::lay_out_unless(interrupt, &self.report, &self.resources());
        if made.is_none() {
            self.options.cache.abandon_build();
        }
        made
    }

    /// The style of its pages.
    pub(crate) fn style(&self) -> &Style {
        &self.styles.pdf
    }

    /// The faces.
    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The files of the e-book, from the document and the pages of [`CheckedReport::lay_out_unless`].
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub(crate) fn book(&self, pages: (&Document, &Layout)) -> Result<Book, Error> {
        let book = pipeline::book(&self.report, &self.resources(), pages);
        book.map_err(|error| Error::Export(Format::Epub, error))
    }

    /// Writes one format, whatever [`Options::formats`] are.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn write(&self, format: Format) -> Result<Vec<u8>, Error> {
        let options = Options { formats: vec![format], ..self.options.clone() };
        let resources = Resources { options: &options, ..self.resources() };
        let written = pipeline::write_each(&self.report, &resources, |_, written| written);
        let written = written
            .into_iter()
            .next()
            .unwrap_or_else(|| Err(ExportError("nothing is written".into())));
        written.map(|it| it.bytes).map_err(|error| Error::Export(format, error))
    }

    /// The labels of its language.
    pub(crate) fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Its title as written, and its language.
    pub(crate) fn title_and_language(&self) -> (String, String) {
        let publication = &self.report.publication;
        (publication.title.words().to_string(), publication.language.clone())
    }

    /// Writes the formats of [`Options::formats`] in parallel and passes each output to `receive` as
    /// soon as it is finished, from several threads. Returns the results in the order of the formats,
    /// and the warnings about the pages, which are errors if [`Options::strict`] is set.
    ///
    /// # Errors
    ///
    /// If a format cannot be written.
    pub fn write_each<T: Send>(
        self,
        receive: impl Fn(Output) -> T + Sync,
    ) -> Result<(Vec<T>, Diagnostics), Error> {
        let (mut preflight, mut settled) = (None, true);
        let mut results = Vec::new();
        let written = pipeline::write_each(
            &self.report,
            &self.resources(),
            |format, written| -> Result<_, Error> {
                let pipeline::Written { bytes, preflight, settled } =
                    written.map_err(|error| Error::Export(format, error))?;
                Ok((receive(Output { format, bytes }), preflight, settled))
            },
        );
        for one in written {
            let (result, found, complete) = one?;
            results.push(result);
            preflight = preflight.or(found);
            settled &= complete;
        }
        let print = preflight.map(|it| print_warnings(&it, &self.subject)).unwrap_or_default();
        let mut found = print;
        if !settled {
            found.append(unsettled_contents(&self.subject));
        }
        if self.options.strict {
            found.deny_warnings();
        }
        Ok((results, found))
    }

    /// The text that a reference to each id prints: "Table 1", "recommendation 2.3".
    pub fn printed_references(&self) -> BTreeMap<String, String> {
        pipeline::printed_references(&self.report, &self.resources())
    }

    /// The label of the page on which the element with each id begins; `None` if the layout was interrupted.
    pub fn reference_pages(&self, interrupt: &Interrupt) -> Option<BTreeMap<String, String>> {
        pipeline::reference_pages(interrupt, &self.report, &self.resources())
    }

    /// The generated numbers of headings, captions, items, paragraphs and note references, in reading order.
    pub fn printed_numbers(&self) -> Vec<PrintedNumber> {
        pipeline::printed_numbers(&self.report, &self.resources())
    }

    /// Lays out the pages and measures their quality.
    pub fn measure(self) -> Statistics {
        pipeline::measure(&self.report, &self.resources())
    }

    /// The text of the DOCX file of the report, without page numbers, in the form in which drafts are
    /// compared.
    pub(crate) fn draft(&self) -> Draft {
        pipeline::draft(&self.report, &self.resources()).with_plain_spaces()
    }

    /// Passes the documents of an older revision and of this report on for a comparison, both in the
    /// style of this report. Without `pages`, there are no page numbers.
    pub(crate) fn with_versions<T>(
        &self,
        old: &CheckedReport,
        pages: bool,
        receive: impl FnOnce(&docx::redline::Versions) -> T,
    ) -> T {
        let (before, after) = ((&old.report, &old.resources()), (&self.report, &self.resources()));
        pipeline::with_versions(before, after, pages, receive)
    }

    /// Lays out the sheets of the PDF for print. Returns the data that a printer needs, and warnings,
    /// which are errors if [`Options::strict`] is set.
    ///
    /// # Errors
    ///
    /// If a picture cannot be read.
    pub fn preflight(self) -> Result<(Preflight, Diagnostics), Error> {
        let preflight = pipeline::preflight(&self.report, &self.resources())
            .map_err(|error| Error::Export(Format::PdfPrint, error))?;
        let mut found = print_warnings(&preflight, &self.subject);
        if self.options.strict {
            found.deny_warnings();
        }
        Ok((preflight, found))
    }

    fn resources(&self) -> Resources<'_> {
        let name = self.subject.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let is_included = self.options.docx_source;
        let text = std::str::from_utf8(self.subject.text.bytes()).ok();
        Resources {
            styles: &self.styles,
            labels: &self.labels,
            fonts: &self.fonts,
            pictures: &self.pictures,
            options: &self.options,
            draft_source: text.map(|text| docx::Source { name, text, is_included }),
            pdf: Settings {
                standards: self.options.pdf_standards,
                source: Some(SourceFile { name, bytes: self.subject.text.bytes() }),
                profile: self.profile.as_deref(),
                pages_multiple: self.options.pages_multiple,
                cache: &self.options.cache,
            },
        }
    }
}
