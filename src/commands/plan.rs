//! Resolves arguments: which reports to read, with which options, and how to print messages.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use plenary::{
    CheckedReport, Edition, EditionSet, Error, FilePath, FileSystem, Format, Limit, Options,
    Source, World, builtin,
};

use crate::cli::{CommonArguments, InputArguments};
use crate::exit_status::CommandError;
use crate::messages::Printer;
use crate::progress::Work;

/// The folder of reports if none is named.
const SOURCE: &str = "source";

/// The resolved arguments of a command on reports.
#[derive(Debug)]
pub struct Plan {
    /// The reports in the order of the arguments, or sorted by name.
    pub jobs: Vec<Job>,
    /// How the reports are compiled.
    pub options: Options,
    /// The printer of messages.
    pub printer: Printer,
    /// The time after which the program ends.
    pub timeout: Option<Duration>,
}

/// A report to read.
#[derive(Debug, PartialEq, Eq)]
pub struct Job {
    /// The source file.
    pub report: PathBuf,
    /// The name of its outputs, without extension.
    pub name: OsString,
}

impl Plan {
    /// Resolves arguments.
    pub fn new(arguments: &InputArguments) -> Result<Plan, CommandError> {
        Plan::of(reports(&arguments.reports)?, &arguments.common)
    }

    /// Resolves the arguments of a command on some reports.
    pub fn of(reports: Vec<PathBuf>, arguments: &CommonArguments) -> Result<Plan, CommandError> {
        let jobs = reports
            .into_iter()
            .map(|report| Job::new(report, &arguments.template))
            .collect::<Result<Vec<_>, _>>()?;
        let mut options = Options::default();
        options.template = arguments.template.clone();
        options.strict = arguments.strict;
        for (limit, most) in &arguments.limit {
            options.limits.set(*limit, *most);
        }
        let printer = Printer {
            format: arguments.message_format,
            errors_only: arguments.quiet,
            most: options.limits.get(Limit::Messages),
        };
        let timeout = arguments.timeout.map(|seconds| Duration::from_secs(seconds.into()));
        Ok(Plan { jobs, options, printer, timeout })
    }

    /// The work of some steps on each report.
    pub fn work(&self, steps: usize) -> Work {
        let names = self.jobs.iter().map(|job| job.report.display().to_string()).collect();
        let (printer, timeout) = (self.printer, self.timeout);
        Work { steps: steps * self.jobs.len(), names, printer, timeout }
    }

    /// The paths of the reports.
    pub fn reports(&self) -> Vec<PathBuf> {
        self.jobs.iter().map(|job| job.report.clone()).collect()
    }
}

impl Job {
    /// A report, whose template must exist.
    pub fn new(report: PathBuf, template: &Path) -> Result<Job, CommandError> {
        let name = report
            .file_stem()
            .ok_or_else(|| CommandError::Usage(format!("{} is not a file name", report.display())))?
            .to_owned();
        if !builtin::template_exists(template, &report, &FileSystem) {
            let known: Vec<_> = builtin::template_names().collect();
            return Err(CommandError::Usage(format!(
                "unknown template {}; built in: {}",
                template.display(),
                known.join(", ")
            )));
        }
        Ok(Job { report, name })
    }

    /// The web pages of its other editions among some reports: `a.ru.yaml` is an edition of `a.en.yaml`.
    pub fn editions(&self, jobs: &[Job]) -> Vec<Edition> {
        let Some((name, own)) = self.edition() else { return Vec::new() };
        let beside = jobs.iter().filter(|job| job.report.parent() == self.report.parent());
        let others = beside.filter_map(Job::edition).filter(|it| it.0 == name && it.1 != own);
        let edition = |(_, language): (&str, &str)| Edition {
            language: language.to_owned(),
            file: format!("{name}.{language}.{}", Format::Html.extension()),
        };
        others.map(edition).collect()
    }

    /// The name of the report, and the language of the edition.
    fn edition(&self) -> Option<(&str, &str)> {
        EditionSet::split_name(self.name.to_str()?)
    }

    /// Reads and checks the report.
    pub fn read(&self, options: &Options, world: &dyn World) -> Result<CheckedReport, Error> {
        let source = Source::read(&self.report, world, &options.limits)?;
        CheckedReport::read(&source, world, options)
    }
}

/// The named reports, otherwise those in the folder `source`.
pub fn reports(named: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let files = FileSystem.files_in(&FilePath::typed(SOURCE))?;
    let mut found: Vec<PathBuf> = files.iter().map(FilePath::full).collect();
    found.retain(|path| is_report(path));
    if found.is_empty() {
        return Err(CommandError::Usage(format!(
            "no .yaml file in the folder {SOURCE}; name a report, or start one with \
             `plenary new DIR`"
        )));
    }
    Ok(found)
}

/// Whether a file of the folder `source` is a report. Comments of reviewers are in `.review.yaml`.
fn is_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".yaml") && !name.ends_with(".review.yaml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_about_an_unknown_template_lists_the_known_ones() {
        let error = Job::new("x.yaml".into(), Path::new("nowhere")).unwrap_err();
        assert!(error.to_string().contains("built in: conference"), "{error}");
    }
}
