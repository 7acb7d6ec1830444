//! Resolves arguments: the reports to read, their options, and the form of messages.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use plenary::{
    Cache, CheckedReport, Edition, EditionSet, Error, FileSystem, Format, Limit, Options, Source,
    World, builtin,
};

use super::sources::{Request, SourceFile, Sources};
use crate::cli::{CommonArguments, InputArguments};
use crate::exit_status::CommandError;
use crate::messages::Printer;
use crate::progress::Work;

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
#[derive(Debug)]
pub struct Job {
    /// The source file.
    pub report: PathBuf,
    /// The folder of its outputs, below the output folder.
    pub folder: PathBuf,
    /// The name of its outputs, without extension.
    pub name: OsString,
    /// What earlier builds made of it.
    pub cache: Cache,
}

impl Plan {
    /// Resolves arguments.
    pub fn new(arguments: &InputArguments) -> Result<Plan, CommandError> {
        let list = arguments.files_from.as_deref();
        let request = Request { named: &arguments.reports, list, base: None };
        Plan::of(Sources::find(request)?.reports, &arguments.common)
    }

    /// Resolves the arguments of a command on some reports.
    pub fn of(reports: Vec<SourceFile>, arguments: &CommonArguments) -> Result<Plan, CommandError> {
        let jobs = reports
            .into_iter()
            .map(|report| Job::new(report, &arguments.reading.template))
            .collect::<Result<Vec<_>, _>>()?;
        let mut options = arguments.reading.options();
        options.strict = arguments.strict;
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
    pub fn new(report: SourceFile, template: &Path) -> Result<Job, CommandError> {
        let SourceFile { path: report, folder } = report;
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
        Ok(Job { report, folder, name, cache: Cache::default() })
    }

    /// The path of its outputs below the output folder, with `/` and without extension; `None` if it is
    /// not Unicode.
    pub fn output_path(&self) -> Option<String> {
        let parts = self.folder.iter().chain([self.name.as_os_str()]);
        Some(parts.map(OsStr::to_str).collect::<Option<Vec<_>>>()?.join("/"))
    }

    /// The name of the report, and the language of the edition: `a.ru.yaml` is an edition of `a.en.yaml`.
    fn edition(&self) -> Option<(&str, &str)> {
        EditionSet::split_name(self.name.to_str()?)
    }

    /// Reads and checks the report.
    pub fn read(&self, options: &Options, world: &dyn World) -> Result<CheckedReport, Error> {
        let source = Source::read(&self.report, world, &options.limits)?;
        CheckedReport::read(&source, world, options)
    }
}

/// The editions of all reports.
pub struct Editions<'a> {
    /// The languages of each report, by its folder and name.
    languages: HashMap<(&'a Path, &'a str), Vec<&'a str>>,
}

impl<'a> Editions<'a> {
    /// Finds the editions among some reports.
    pub fn among(jobs: &'a [Job]) -> Editions<'a> {
        let mut languages: HashMap<_, Vec<&str>> = HashMap::new();
        for job in jobs {
            if let Some((name, language)) = job.edition() {
                languages.entry((folder_of(job), name)).or_default().push(language);
            }
        }
        Editions { languages }
    }

    /// The web pages of the other editions of a report.
    pub fn others(&self, job: &Job) -> Vec<Edition> {
        let Some((name, own)) = job.edition() else { return Vec::new() };
        let all = self.languages.get(&(folder_of(job), name)).into_iter().flatten();
        let edition = |language: &&str| Edition {
            language: (*language).to_owned(),
            file: format!("{name}.{language}.{}", Format::Html.extension()),
        };
        all.filter(|language| **language != own).map(edition).collect()
    }
}

fn folder_of(job: &Job) -> &Path {
    job.report.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_about_an_unknown_template_lists_the_known_ones() {
        let error = Job::new(PathBuf::from("x.yaml").into(), Path::new("nowhere")).unwrap_err();
        assert!(error.to_string().contains("built in: conference"), "{error}");
    }
}
