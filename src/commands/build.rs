//! `plenary build`: compiles reports into all formats, in parallel.

use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::Instant;

use plenary::diagnostics::Severity;
use plenary::{Charset, CheckedReport, Date, Error, Format, Options, Output};
use rayon::prelude::*;

use super::plan::{Job, Plan};
use crate::cli::{BuildArguments, standards};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::counted;
use crate::output_file::StagedFile;
use crate::progress::{JobOutput, Progress};

/// A written file that is not in its place yet.
struct FinishedFile {
    staged: StagedFile,
    /// Seconds since the report was started.
    seconds: f64,
}

/// The parts that all reports share.
struct Build<'a> {
    plan: &'a Plan,
    out: &'a Path,
    progress: Progress,
}

/// Compiles reports.
pub fn build(arguments: &BuildArguments) -> Result<ExitStatus, CommandError> {
    let mut plan = Plan::new(&arguments.input)?;
    set_options(&mut plan.options, arguments)?;
    let started = Instant::now();
    let progress = Progress::new(plan.jobs.len() * plan.options.formats.len(), plan.printer);
    let build = Build { plan: &plan, out: &arguments.out, progress };
    let built = plan.jobs.par_iter().enumerate().map(|(index, job)| {
        let (status, output) = build.report(job);
        let files = output.files.len();
        build.progress.finish_job(index, output);
        (status, files)
    });
    let (status, files) = built.reduce(Default::default, |a, b| (a.0.max(b.0), a.1 + b.1));
    let (files, out) = (counted(files, "file"), arguments.out.display());
    let summary = format!("{files} in {out}  {:.2} s", started.elapsed().as_secs_f64());
    build.progress.finish(&summary).map_err(CommandError::stdout)?;
    Ok(status)
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
    options.charset = if arguments.ascii { Charset::Ascii } else { Charset::Unicode };
    Ok(())
}

impl Build<'_> {
    fn report(&self, job: &Job) -> (ExitStatus, JobOutput) {
        let started = Instant::now();
        let printer = self.plan.printer;
        let mut output = JobOutput::default();
        let report = match job.read(&self.plan.options) {
            Ok(report) => report,
            Err(error) => {
                self.progress.advance(self.plan.options.formats.len());
                output.messages = printer.error(&error);
                if let Error::Diagnostics(found) = &error {
                    let (report, count) = (job.report.display(), found.count(Severity::Error));
                    let errors = counted(count, "error");
                    let message = format!("{report} has {errors}; nothing is written for it");
                    output.messages.push(printer.failure(&message));
                }
                return (ExitStatus::of(&error), output);
            }
        };
        output.messages = printer.diagnostics(report.warnings());
        let written = self.write(job, report, started, &mut output);
        let status = match written.and_then(|files| self.put_in_place(files, &mut output)) {
            Ok(()) => ExitStatus::Success,
            Err(Failed::NotFitForPrint) => {
                let report = job.report.display();
                let message = format!("{report} is not fit for print; nothing is written for it");
                output.messages.push(printer.failure(&message));
                ExitStatus::ReportErrors
            }
            Err(Failed::Command(error)) => {
                output.messages.push(printer.failure(&error.to_string()));
                error.exit_status()
            }
        };
        (status, output)
    }

    /// Writes every format beside its target.
    fn write(
        &self,
        job: &Job,
        report: CheckedReport,
        started: Instant,
        output: &mut JobOutput,
    ) -> Result<Vec<FinishedFile>, Failed> {
        let stage = |Output { format, bytes, .. }: Output| -> Result<FinishedFile, CommandError> {
            let staged = StagedFile::write(target(job, self.out, format), &bytes)?;
            self.progress.advance(1);
            Ok(FinishedFile { staged, seconds: started.elapsed().as_secs_f64() })
        };
        // A bug that one report triggers must not affect the others.
        let written = panic::catch_unwind(AssertUnwindSafe(|| report.write_each(stage)));
        let written = written.map_err(|_| bug(job, "the program has a bug"))?;
        let (files, found) = written.map_err(|error| bug(job, &error.to_string()))?;
        output.messages.extend(self.plan.printer.diagnostics(&found));
        let files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
        if found.has_errors() { Err(Failed::NotFitForPrint) } else { Ok(files) }
    }

    fn put_in_place(&self, files: Vec<FinishedFile>, output: &mut JobOutput) -> Result<(), Failed> {
        let mut lines = Vec::new();
        for FinishedFile { staged, seconds } in files {
            let size = staged.size;
            let file = staged.put_in_place().map_err(CommandError::from)?.display().to_string();
            lines.extend(self.plan.printer.written_file(&file, size, seconds));
        }
        output.files = lines;
        Ok(())
    }
}

/// Why no file of a report is put in place.
enum Failed {
    /// Warnings about the pages are errors.
    NotFitForPrint,
    Command(CommandError),
}

impl From<CommandError> for Failed {
    fn from(error: CommandError) -> Failed {
        Failed::Command(error)
    }
}

fn bug(job: &Job, reason: &str) -> CommandError {
    let report = job.report.display();
    CommandError::Internal(format!("{report} cannot be built: {reason}; nothing is written for it"))
}

/// The output file: `dist/alliance-2016.pdf`. The name of a report may contain dots.
fn target(job: &Job, out: &Path, format: Format) -> PathBuf {
    let mut name = job.name.clone();
    name.push(".");
    name.push(format.extension());
    out.join(name)
}

/// The environment variable for reproducible builds: seconds since 1970-01-01 UTC, see
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

fn source_date() -> Result<Option<Date>, CommandError> {
    let Some(value) = env::var_os(SOURCE_DATE_EPOCH) else { return Ok(None) };
    let date = value.to_str().and_then(date_of_epoch);
    let message =
        || format!("{SOURCE_DATE_EPOCH} is {value:?}, but must be the seconds since 1970");
    date.map(Some).ok_or_else(|| CommandError::Usage(message()))
}

/// The day in UTC; `None` if the text is not a number, or for years after 9999.
fn date_of_epoch(seconds: &str) -> Option<Date> {
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
