//! The façade: from a source file to outputs, diagnostics or measurements.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cache::Cache;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, LintSettings, SourceText};
use crate::document::{Document, Image, Pictures, PrintedNumber};
use crate::draft::Draft;
use crate::editions;
use crate::error::Error;
use crate::export::docx;
use crate::export::epub::Book;
use crate::export::pdf::{Preflight, Settings, SourceFile};
use crate::export::{ExportError, Format};
use crate::fonts::Fonts;
use crate::grammar::{GrammaticalCase, ReferenceKind};
use crate::interrupt::Interrupt;
use crate::layout::Layout;
use crate::layout::statistics::Statistics;
use crate::limits::{Limit, LimitError, Limits};
use crate::options::Options;
use crate::pipeline::{self, Resources};
use crate::preflight_warnings::{Subject, print_warnings, unsettled_contents};
use crate::resources::{self, DataFiles, PictureSource, TemplateChain, TemplateLocation};
use crate::source::{self, CitedWord, FontCoverage, Picture, Report, TypedReferences};
use crate::svg::TextFonts;
use crate::templates::{FormatStyles, Labels, Style};
use crate::world::{FileError, FilePath, World, folder_of};

/// The source of a report: its path and its YAML text.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    text: SourceText,
}

impl Source {
    /// A source in memory. Templates, fonts and pictures are looked up relative to its path.
    pub fn new(path: impl Into<PathBuf>, text: impl AsRef<[u8]>) -> Source {
        Source { path: path.into(), text: SourceText::new(text.as_ref()) }
    }

    /// Reads a source.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or exceeds the limit on its size.
    pub fn read(path: &Path, world: &dyn World, limits: &Limits) -> Result<Source, Error> {
        let most = limits.get(Limit::FileSize);
        let read = world.read(&FilePath::typed(path), most);
        let source = |bytes| Source { path: path.into(), text: SourceText::from_bytes(bytes) };
        read.map(source).map_err(|error| match error.excess() {
            Some(count) => {
                let error = LimitError { limit: Limit::FileSize, count, most };
                too_large(path.display().to_string(), error)
            }
            None => Error::File(error),
        })
    }

    /// The path as given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text of the file.
    pub fn text(&self) -> &SourceText {
        &self.text
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The folder of the report. The paths in the report must not lead out of it.
    fn folder(&self) -> FilePath {
        FilePath::beneath(folder_of(&self.path), "")
    }
}

/// The error for a report over the limit on its size.
fn too_large(file: String, error: LimitError) -> Error {
    let error = Code::OverLimit.of_limit("the report", error).in_file(file);
    Diagnostics::from((error, SourceText::default())).into()
}

/// The outputs of a report.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outputs {
    /// The outputs in the order of [`Options::formats`].
    pub files: Vec<Output>,
    /// The warnings about the report, then those about its pages.
    pub warnings: Diagnostics,
}

/// The output in one format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The content of the file.
    pub bytes: Vec<u8>,
}

/// Compiles a report into the formats of [`Options::formats`].
///
/// # Errors
///
/// If the report or a file that it uses has errors or cannot be read, if the template does not exist,
/// or if a format cannot be written.
pub fn compile(source: &Source, world: &dyn World, options: &Options) -> Result<Outputs, Error> {
    let report = CheckedReport::read(source, world, options)?;
    let mut warnings = report.warnings().clone();
    let (files, others) = report.write_each(|output| output)?;
    if others.has_errors() {
        return Err(others.into());
    }
    warnings.append(others);
    Ok(Outputs { files, warnings })
}

/// Checks a report and returns its warnings.
///
/// # Errors
///
/// As [`compile`].
pub fn check(source: &Source, world: &dyn World, options: &Options) -> Result<Diagnostics, Error> {
    CheckedReport::read(source, world, options).map(|report| report.warnings)
}

/// Lays out a report and measures the quality of its pages.
///
/// # Errors
///
/// As [`compile`].
pub fn measure(source: &Source, world: &dyn World, options: &Options) -> Result<Statistics, Error> {
    CheckedReport::read(source, world, options).map(CheckedReport::measure)
}

/// A report without errors, together with everything needed to compile it.
///
/// [`compile`] reads one and writes it. Use this type to handle warnings before anything is written,
/// or to write each output as soon as it is finished.
pub struct CheckedReport {
    report: Report,
    styles: FormatStyles,
    labels: Labels,
    fonts: Fonts,
    pictures: Pictures,
    /// The ICC profile of the printing condition.
    profile: Option<Vec<u8>>,
    subject: Subject,
    options: Options,
    warnings: Diagnostics,
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

/// Reads a report and collects diagnostics.
struct Reader<'a> {
    source: &'a Source,
    world: &'a dyn World,
    options: &'a Options,
    images: Images<'a>,
    found: Diagnostics,
}

/// How pictures are read.
#[derive(Clone, Copy)]
enum Images<'a> {
    /// All of them. SVG pictures are drawn, to find out whether they can be.
    All,
    /// Only those that are not among these pictures from the same folder. None is drawn.
    Undrawn(&'a [Image]),
}

impl Reader<'_> {
    fn read(&mut self, location: &TemplateLocation) -> Result<Option<CheckedReport>, FileError> {
        let (source, world, limits) = (self.source, self.world, &self.options.limits);
        let folder = source.folder();
        let template = TemplateChain::read(location, &folder, world, limits)?;
        let (fonts, styles) = rayon::join(
            || resources::read_fonts(&template, &folder, world, limits),
            || template.styles(),
        );
        let fonts = fonts?;
        let lint = styles.as_ref().map(|styles| styles.pdf.lint.clone()).unwrap_or_default();
        let paged = self.options.formats.iter().any(|format| format.is_paged());
        let reading = self.read_source(fonts.as_ref().ok().filter(|_| paged), &lint);
        self.found.add(reading.diagnostics, &source.text);
        let styles = self.keep(styles);
        let style = styles.as_ref().map(|styles| &styles.pdf);
        let fonts = self.keep(fonts);
        if let Some(style) = style {
            self.found.append(resources::check_sizes(&template, style));
        }
        if let (Some(style), Some(fonts), true) = (style, &fonts, paged) {
            self.found.append(resources::check_families(&template, style, fonts));
        }
        let profile = match style {
            Some(style) => {
                self.keep(resources::read_profile(&template, style, world, limits)?).flatten()
            }
            None => None,
        };
        let Some(mut report) = reading.report else { return Ok(None) };
        let (name, data) = (source.name(), DataFiles { folder: &folder, world, limits });
        let mut errors = resources::fill_tables(&name, &mut report, &data);
        errors.extend(resources::fill_works(&name, &mut report, &reading.work_mentions, &data));
        self.found.extend(errors, &source.text);
        let bare = Fonts { faces: Vec::new() };
        let text_fonts = TextFonts::new(fonts.as_ref().unwrap_or(&bare));
        let svg_steps = Cell::default();
        let svg_steps = &svg_steps;
        let (known, is_drawn) = match self.images {
            Images::All => (&[][..], true),
            Images::Undrawn(known) => (known, false),
        };
        let pictures =
            PictureSource { world, fonts: &text_fonts, limits, svg_steps, known, is_drawn };
        let named = self.pictures(&report, &reading.pictures, &pictures);
        let logo =
            style.and_then(|style| self.keep(resources::read_logo(&template, style, &pictures)));
        let pictures = Pictures { named, logo: logo.flatten() };
        let language = report.publication.language.clone();
        self.check_language(&language, reading.language.clone());
        let labels = match resources::read_labels(&language, &template, &folder, world, limits)? {
            Some(labels) => self.keep(labels),
            None => {
                self.report(missing_labels(&language).at(reading.language));
                None
            }
        };
        let (Some(styles), Some(fonts), Some(labels)) = (styles, fonts, labels) else {
            return Ok(None);
        };
        self.check_words(&reading.cited_words, &labels, &language);
        self.check_typed(&reading.typed_references, &labels);
        let subject = Subject {
            file: source.name(),
            text: source.text.clone(),
            pictures: reading.pictures,
            template,
        };
        let (options, warnings) = (self.options.clone(), Diagnostics::default());
        Ok(Some(CheckedReport {
            report,
            styles,
            labels,
            fonts,
            pictures,
            profile,
            subject,
            options,
            warnings,
        }))
    }

    /// Reads the source. If there are fonts, they must have all of its characters.
    fn read_source(&self, fonts: Option<&Fonts>, lint: &LintSettings) -> source::Reading {
        let (file, bytes) = (self.source.name(), self.source.text.bytes());
        let kept = (&self.options.limits, &self.options.cache);
        let Some(fonts) = fonts else { return source::read_for(&file, bytes, None, lint, kept) };
        let has = |character| fonts.have(character);
        let families = fonts.families().join(", ");
        let fonts = FontCoverage { has: &has, families: &families };
        source::read_for(&file, bytes, Some(fonts), lint, kept)
    }

    fn pictures(
        &mut self,
        report: &Report,
        named: &[Picture],
        source: &PictureSource,
    ) -> Vec<Image> {
        let (file, folder) = (self.source.name(), self.source.folder());
        let (images, errors) = resources::read_pictures(&file, named.to_vec(), &folder, source);
        self.found.extend(errors, &self.source.text);
        let cover = report.publication.ebook_cover.as_ref();
        let image = cover.and_then(|path| images.iter().find(|image| image.path == *path));
        let picture = cover.and_then(|path| named.iter().find(|picture| picture.path == *path));
        if let (Some(image), Some(picture)) = (image, picture) {
            let place = picture.place.clone();
            let warning = resources::check_ebook_cover(&file, image, place);
            self.found.extend(warning, &self.source.text);
        }
        images
    }

    /// Compares the language of the report with the language in its file name.
    fn check_language(&mut self, language: &str, place: Option<std::ops::Range<usize>>) {
        let name = self.source.path.file_stem().and_then(|name| name.to_str());
        let Some((_, named)) = name.and_then(editions::split_name) else { return };
        if let Some(warning) = editions::language_mismatch(named, language, place) {
            self.report(warning);
        }
    }

    /// Reports the nouns of references that the labels of a language lack.
    fn check_words(&mut self, words: &[CitedWord], labels: &Labels, language: &str) {
        for word in words {
            let CitedWord { kind, count, case, place } = word;
            if labels.reference_word(*kind, *count, *case, language).is_none() {
                self.report(
                    missing_form(labels.reference_noun(*kind), *case, language)
                        .at(Some(place.clone())),
                );
            }
        }
    }

    /// Warns of table and figure numbers that are typed by hand.
    fn check_typed(&mut self, typed: &TypedReferences, labels: &Labels) {
        let nouns =
            |kind: ReferenceKind| labels.reference_nouns(kind).map(str::to_lowercase).collect();
        for typed in typed.known(&nouns) {
            let message = format!(
                "`{} {}` is typed, so it is not a link and does not follow the table or figure",
                typed.word, typed.number
            );
            let warning = Code::TypedReference.at(typed.place, message);
            self.report(match typed.id {
                Some(id) => warning
                    .hint(format!("write `[#{id}]`, or `[#{id}]{{.lower}}` within a sentence"))
                    .write(format!("[#{id}]"))
                    .write(format!("[#{id}]{{.lower}}")),
                None => warning.hint("give it an `id`, and write `[#id]`"),
            });
        }
    }

    fn keep<T>(&mut self, reading: resources::Reading<T>) -> Option<T> {
        reading.map_err(|errors| self.found.append(errors)).ok()
    }

    /// Adds a diagnostic about the report.
    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic.in_file(self.source.name()), self.source.text.clone());
    }
}

fn missing_form(noun: &str, case: GrammaticalCase, language: &str) -> Diagnostic {
    let noun = noun.replace("{number}", "…");
    let missing = if case == GrammaticalCase::Nominative {
        format!("plural of `{noun}`")
    } else {
        format!("form of `{noun}` for `case={}`", case.name())
    };
    let message = format!("the labels of `{language}` have no {missing}");
    let error = Code::NoWordForm.of_file(message);
    error.hint("write the word yourself, as in `tables [#t1, t2]{.number}`, or add the form to `references` in the labels")
}

fn missing_labels(language: &str) -> Diagnostic {
    Code::NoLabels.of_file(format!("no labels for the language `{language}`")).hint(format!(
        "write them in `templates/labels/{language}.yaml` beside the report; `plenary labels en` \
         prints the English ones to translate"
    ))
}
