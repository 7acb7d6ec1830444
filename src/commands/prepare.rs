//! Reads a report and all that it is built with.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use plenary::Resources;
use plenary::diagnostic::{Code, Diagnostic, Diagnostics, LintSettings, Severity, SourceText};
use plenary::document::{Date, Image, Pictures};
use plenary::editions;
use plenary::export::pdf::{Settings, SourceFile, Standards};
use plenary::export::text::Charset;
use plenary::fonts::Fonts;
use plenary::source::{self, FontCoverage, Picture, Reading, Report};
use plenary::templates::{FormatStyles, Labels};

use super::plan::{Job, Plan};
use crate::files::{self, FileError, TemplateChain};
use crate::messages::counted;

/// A report without errors, and all that it is built with.
pub struct Prepared {
    /// The report.
    pub report: Report,
    styles: FormatStyles,
    labels: Labels,
    fonts: Fonts,
    pictures: Pictures,
    profile: Option<Vec<u8>>,
    about: About,
}

/// What messages about a report need.
#[derive(Clone)]
pub struct About {
    /// The file, as the user named it.
    pub file: String,
    /// Its text.
    pub source: SourceText,
    /// The pictures that it names, with their places.
    pub pictures: Vec<Picture>,
    /// The files of its template.
    pub template: TemplateChain,
}

/// How a report is to be built.
#[derive(Clone, Copy)]
pub struct Request {
    /// The day that formats ask for.
    pub date: Option<Date>,
    /// What the PDF for readers keeps.
    pub standards: Standards,
    /// Of what the number of pages for print is a multiple.
    pub pages_multiple: u16,
    /// The characters that plain text may hold.
    pub charset: Charset,
}

impl Prepared {
    /// What messages about the report need.
    pub fn about(&self) -> About {
        self.about.clone()
    }

    /// Takes the report and what it is built with apart.
    pub fn build<T>(self, request: &Request, build: impl FnOnce(&Report, Resources) -> T) -> T {
        let Prepared { report, styles, labels, fonts, pictures, profile, about } = self;
        let Request { date, standards, pages_multiple, charset } = *request;
        let name = about.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let source = Some(SourceFile { name, bytes: about.source.bytes() });
        let pdf = Settings { standards, source, profile: profile.as_deref(), pages_multiple };
        let (styles, labels, fonts) = (&styles, &labels, &fonts);
        build(&report, Resources { styles, labels, fonts, pictures, date, pdf, charset })
    }
}

/// How many errors and warnings there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Counts {
    /// The numbers of errors and warnings among some diagnostics.
    pub fn of(diagnostics: &Diagnostics) -> Counts {
        let count = |severity| diagnostics.count(severity);
        Counts { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    /// Both together.
    pub fn plus(self, other: Counts) -> Counts {
        let errors = self.errors + other.errors;
        Counts { errors, warnings: self.warnings + other.warnings }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Counts { errors, warnings } = self;
        write!(f, "{}, {}", counted(*errors, "error"), counted(*warnings, "warning"))
    }
}

/// The value, or `None` after its diagnostics have been added.
fn keep<T>(read: files::Read<T>, diagnostics: &mut Diagnostics) -> Option<T> {
    read.map_err(|found| diagnostics.append(found)).ok()
}

/// Reads a report and all that it is built with; `None` when something has errors.
pub fn prepare(job: &Job, plan: &Plan) -> Result<(Option<Prepared>, Diagnostics), FileError> {
    let mut findings = Diagnostics::default();
    let prepared = read(job, plan.paged, &mut findings)?;
    if plan.strict {
        findings.deny_warnings();
    }
    let sound = !findings.has_errors();
    Ok((prepared.filter(|_| sound), findings))
}

fn read(job: &Job, paged: bool, findings: &mut Diagnostics) -> Result<Option<Prepared>, FileError> {
    let file = job.report.display().to_string();
    let beside = files::folder_of(&job.report);
    let bytes = files::read(&job.report)?;
    let source = SourceText::new(&bytes);
    let template = TemplateChain::read(&job.template, beside)?;
    let fonts = files::read_fonts(&template, beside)?;
    let styles = template.styles();
    let house = styles.as_ref().map(|styles| styles.pdf.lint.clone()).unwrap_or_default();
    let reading = read_source(&file, &bytes, fonts.as_ref().ok().filter(|_| paged), &house);
    findings.extend(reading.diagnostics, &source);
    let styles = keep(styles, findings);
    let style = styles.as_ref().map(|styles| &styles.pdf);
    let fonts = keep(fonts, findings);
    if let (Some(style), Some(fonts), true) = (style, &fonts, paged) {
        findings.append(files::check_families(&template, style, fonts));
    }
    let profile = match style {
        Some(style) => keep(files::read_profile(&template, style)?, findings),
        None => None,
    };
    let Some(report) = reading.report else { return Ok(None) };
    let named_at = reading.pictures.clone();
    let (named, faults) = files::read_pictures(&file, reading.pictures, beside);
    findings.extend(faults, &source);
    findings.extend(ebook_cover(&file, &report, &named, &named_at), &source);
    let logo = style.and_then(|style| keep(files::read_logo(&template, style), findings));
    let pictures = Pictures { named, logo: logo.flatten() };
    let language = &report.publication.language;
    if let Some(named) = named_language(&job.report) {
        let other = editions::language_mismatch(named, language, reading.language.clone());
        findings.extend(other.map(|it| it.in_file(file.as_str())), &source);
    }
    let labels = match files::read_labels(language, &template, beside)? {
        Some(labels) => keep(labels, findings),
        None => {
            findings.extend([no_labels(&file, language, reading.language)], &source);
            None
        }
    };
    let (Some(styles), Some(fonts), Some(labels)) = (styles, fonts, labels) else {
        return Ok(None);
    };
    let about = About { file, source, pictures: named_at, template };
    let profile = profile.flatten();
    Ok(Some(Prepared { report, styles, labels, fonts, pictures, profile, about }))
}

/// What is to be said of the cover that the e-book is given.
fn ebook_cover(
    file: &str,
    report: &Report,
    images: &[Image],
    named_at: &[Picture],
) -> Option<Diagnostic> {
    let path = report.publication.ebook_cover.as_ref()?;
    let image = images.iter().find(|image| image.path == *path)?;
    let picture = named_at.iter().find(|picture| picture.path == *path)?;
    files::check_ebook_cover(file, image, picture.place.clone())
}

/// The language that the file of a report is named for.
fn named_language(report: &Path) -> Option<&str> {
    Some(editions::split_name(report.file_stem()?.to_str()?)?.1)
}

/// Reads the source, all of whose characters the fonts must have where it is set in them.
fn read_source(file: &str, bytes: &[u8], fonts: Option<&Fonts>, house: &LintSettings) -> Reading {
    let Some(fonts) = fonts else { return source::read_for(file, bytes, None, house) };
    let has = |character| fonts.have(character);
    let families = fonts.families().join(", ");
    source::read_for(file, bytes, Some(FontCoverage { has: &has, families: &families }), house)
}

fn no_labels(file: &str, language: &str, place: Option<Range<usize>>) -> Diagnostic {
    let message = format!("there are no generated words in the language `{language}`");
    Code::NoLabels.of_file(message).in_file(file).at(place).hint(format!(
        "write them in templates/labels/{language}.yaml beside the report; `plenary labels en` \
         prints those to translate"
    ))
}
