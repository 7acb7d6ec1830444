//! `plenary build`: compiles reports into all formats, in parallel.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::time::Instant;

use plenary::diagnostics::Severity;
use plenary::{Charset, CheckedReport, Date, Error, Format, Options, Output};
use rayon::prelude::*;

use super::output_names::{output_name, refuse_same_names};
use super::plan::{Job, Plan};
use super::watch::watch;
use crate::cli::{BuildArguments, standards};
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::counted;
use crate::output_folder::{OutputFile, OutputFolder, Replace};
use crate::panics::caught;
use crate::progress::{JobOutput, Progress};

/// The parts that all reports share.
struct Build<'a> {
    plan: &'a Plan,
    out: &'a Path,
    folder: OutputFolder,
    inputs: &'a InputFiles,
    progress: Progress,
}

/// Compiles reports, and with `--watch` compiles them again after each change.
pub fn build(arguments: &BuildArguments) -> Result<ExitStatus, CommandError> {
    let mut plan = Plan::new(&arguments.input)?;
    set_options(&mut plan.options, arguments)?;
    refuse_same_names(&plan.jobs, &plan.options.formats)?;
    let build = |inputs: &InputFiles| build_once(&plan, &arguments.out, inputs);
    if arguments.watch { watch(build, plan.printer) } else { build(&InputFiles::default()) }
}

fn build_once(plan: &Plan, out: &Path, inputs: &InputFiles) -> Result<ExitStatus, CommandError> {
    let folder = OutputFolder::new(out);
    folder.repair()?;
    let started = Instant::now();
    let progress = Progress::start(plan.work(plan.options.formats.len()))?;
    let build = Build { plan, out, folder, inputs, progress };
    build.find_inputs();
    let built = plan.jobs.par_iter().enumerate().map(|(index, job)| {
        let (status, output) = build.report(job);
        let files = output.files.len();
        build.progress.finish_job(index, output);
        (status, files)
    });
    let (status, files) = built.reduce(Default::default, |a, b| (a.0.max(b.0), a.1 + b.1));
    let (files, out) = (counted(files, "file"), out.display());
    let summary = format!("{files} in {out}  {:.2} s", started.elapsed().as_secs_f64());
    Ok(build.progress.finish(status, &summary, ""))
}

fn set_options(options: &mut Options, arguments: &BuildArguments) -> Result<(), CommandError> {
    let unknown = || {
        CommandError::Usage(
            "these PDF standards exclude each other; combine ua-1 with a-2a or a-3a, or ua-2 with \
             a-4"
            .into(),
        )
    };
    let requested: Vec<Format> = arguments.to.iter().map(|name| (*name).into()).collect();
    options.formats = Format::ALL.into_iter().filter(|it| requested.contains(it)).collect();
    options.date = source_date()?;
    options.pdf_standards = standards(&arguments.pdf_standard).ok_or_else(unknown)?;
    options.pages_multiple = arguments.print.pages_multiple;
    options.docx_source = !arguments.no_source;
    options.embed_fonts = arguments.embed_fonts;
    options.charset = if arguments.ascii { Charset::Ascii } else { Charset::Unicode };
    Ok(())
}

impl Build<'_> {
    /// Finds the files that reports read, before any output replaces one of them.
    ///
    /// A report reads its own files before its outputs are written. The files of other reports matter
    /// only if an output replaces something.
    fn find_inputs(&self) {
        self.plan.jobs.iter().for_each(|job| self.inputs.add(&job.report));
        let exists = |job: &Job| self.names(job).any(|name| self.folder.has(&name));
        if self.plan.jobs.len() > 1 && self.plan.jobs.iter().any(exists) {
            // Errors are reported when the report is built.
            self.plan.jobs.par_iter().for_each(|job| drop(caught("", || self.read(job))));
        }
    }

    fn read(&self, job: &Job) -> Result<CheckedReport, Error> {
        let mut options = self.plan.options.clone();
        options.editions = job.editions(&self.plan.jobs);
        job.read(&options, self.inputs)
    }

    /// The names of the outputs of a report.
    fn names<'a>(&'a self, job: &'a Job) -> impl Iterator<Item = OsString> + 'a {
        self.plan.options.formats.iter().map(|format| output_name(job, *format))
    }

    fn report(&self, job: &Job) -> (ExitStatus, JobOutput) {
        let mut output = JobOutput::default();
        let compiled = caught(&job.report.display().to_string(), || self.compile(job, &mut output));
        let status = match compiled.map_err(Failed::Command).flatten() {
            Ok(()) => ExitStatus::Success,
            Err(error) => self.failure(job, error, &mut output),
        };
        (status, output)
    }

    /// Compiles a report and writes its outputs: all of them, or none.
    fn compile(&self, job: &Job, output: &mut JobOutput) -> Result<(), Failed> {
        let started = Instant::now();
        let printer = self.plan.printer;
        let replace = Replace::AllBut(self.inputs);
        self.names(job).try_for_each(|name| self.folder.check(&name, replace))?;
        let report = self.read(job)?;
        output.messages = printer.diagnostics(report.warnings());
        let (seconds, files) = self.formats(job, report, started, output)?;
        self.folder.write(&files, replace)?;
        output.files = files
            .iter()
            .zip(seconds)
            .filter_map(|(file, seconds)| {
                let path = self.out.join(&file.name).display().to_string();
                printer.written_file(&path, file.bytes.len(), seconds)
            })
            .collect();
        Ok(())
    }

    /// Writes every format in memory, and says how many seconds after the start each was finished.
    fn formats(
        &self,
        job: &Job,
        report: CheckedReport,
        started: Instant,
        output: &mut JobOutput,
    ) -> Result<(Vec<f64>, Vec<OutputFile>), Failed> {
        let receive = |Output { format, bytes, .. }: Output| {
            self.progress.advance(1);
            (started.elapsed().as_secs_f64(), OutputFile { name: output_name(job, format), bytes })
        };
        let written = report.write_each(receive);
        let (files, found) = written.map_err(|error| cannot_build(job, &error))?;
        output.messages.extend(self.plan.printer.diagnostics(&found));
        if found.has_errors() { Err(Failed::NotFitForPrint) } else { Ok(files.into_iter().unzip()) }
    }

    /// Reports why nothing was written for a report.
    fn failure(&self, job: &Job, error: Failed, output: &mut JobOutput) -> ExitStatus {
        let printer = self.plan.printer;
        let report = job.report.display();
        match error {
            Failed::Report(error) => {
                self.progress.advance(self.plan.options.formats.len());
                output.messages = printer.error(&error);
                if let Error::Diagnostics(found) = &error {
                    let errors = counted(found.count(Severity::Error), "error");
                    let message = format!("{report} has {errors}; nothing is written for it");
                    output.messages.push(printer.failure(&message));
                }
                ExitStatus::of(&error)
            }
            Failed::NotFitForPrint => {
                let message = format!("{report} is not fit for print; nothing is written for it");
                output.messages.push(printer.failure(&message));
                ExitStatus::ReportErrors
            }
            Failed::Command(error) => {
                output.messages.push(printer.failure(&error.to_string()));
                error.exit_status()
            }
        }
    }
}

/// Why nothing is written for a report.
enum Failed {
    /// It has errors or cannot be read.
    Report(Error),
    /// Warnings about the pages are errors.
    NotFitForPrint,
    Command(CommandError),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        Failed::Report(error)
    }
}

impl From<CommandError> for Failed {
    fn from(error: CommandError) -> Failed {
        Failed::Command(error)
    }
}

fn cannot_build(job: &Job, reason: &Error) -> CommandError {
    let report = job.report.display();
    CommandError::Internal(format!("{report} cannot be built: {reason}; nothing is written for it"))
}

/// The environment variable for reproducible builds: seconds since 1970-01-01 UTC, see
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

pub fn source_date() -> Result<Option<Date>, CommandError> {
    let Some(value) = env::var_os(SOURCE_DATE_EPOCH) else { return Ok(None) };
    let date = value.to_str().and_then(date_of_epoch);
    let message =
        || format!("{SOURCE_DATE_EPOCH} is {value:?}, but must be the seconds since 1970");
    date.map(Some).ok_or_else(|| CommandError::Usage(message()))
}

/// The day in UTC; `None` if the text is not a number, or for years after 9999.
pub fn date_of_epoch(seconds: &str) -> Option<Date> {
    use chrono::Datelike;
    let seconds = seconds.parse::<u64>().ok().and_then(|seconds| i64::try_from(seconds).ok())?;
    let day = chrono::DateTime::from_timestamp(seconds, 0)?.date_naive();
    let year = u16::try_from(day.year()).ok().filter(|year| *year <= 9999)?;
    Some(Date { year, month: day.month() as u8, day: day.day() as u8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_are_converted_to_days() {
        assert_eq!(date_of_epoch("1460419199").map(Date::iso).as_deref(), Some("2016-04-11"));
        assert_eq!(date_of_epoch("0").map(Date::iso).as_deref(), Some("1970-01-01"));
        for wrong in ["", "now", "-1", "1.5", " 1", "99999999999999", "253402300800"] {
            assert_eq!(date_of_epoch(wrong), None, "{wrong}");
        }
        assert_eq!(date_of_epoch("253402300799").map(Date::iso).as_deref(), Some("9999-12-31"));
    }
}
