//! `plenary build`: reports × formats, in parallel.

use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::Instant;

use plenary::document::Date;
use plenary::export::pdf::Preflight;
use plenary::export::text::Charset;
use plenary::export::{ExportError, Format};
use rayon::prelude::*;

use super::plan::{Job, Plan};
use super::preflight_report::{unsettled, warnings};
use super::prepare::{About, Counts, Prepared, Request, prepare};
use crate::cli::{BuildArguments, standards};
use crate::exit_status::{CommandError, ExitStatus};
use crate::files::Staged;
use crate::messages::counted;
use crate::progress::{JobOutput, Progress};

/// What every report is built with.
struct Settings<'a> {
    plan: &'a Plan,
    formats: Vec<Format>,
    out: &'a Path,
    request: Request,
}

/// A file that is made but not yet in its place.
struct StagedOutput {
    staged: Staged,
    seconds: f64,
    preflight: Option<Preflight>,
    settled: bool,
}

/// Compiles reports.
pub fn build(arguments: &BuildArguments) -> Result<ExitStatus, CommandError> {
    let request = request(arguments)?;
    let formats = formats(arguments);
    let paged = formats.iter().any(|format| format.is_paged());
    let plan = Plan { paged, ..Plan::new(&arguments.input)? };
    let settings = Settings { plan: &plan, formats, out: &arguments.out, request };
    let started = Instant::now();
    let steps = plan.jobs.len() * settings.formats.len();
    let progress = Progress::new(steps, plan.printer);
    let built = plan.jobs.par_iter().enumerate().map(|(index, job)| {
        let (end, said) = build_one(job, &settings, &progress);
        let files = said.files.len();
        progress.finish_job(index, said);
        (end, files)
    });
    let (end, files) = built.reduce(Default::default, |a, b| (a.0.max(b.0), a.1 + b.1));
    let (files, out) = (counted(files, "file"), arguments.out.display());
    let summary = format!("{files} in {out}  {:.2} s", started.elapsed().as_secs_f64());
    progress.finish(&summary).map_err(CommandError::stdout)?;
    Ok(end)
}

fn request(arguments: &BuildArguments) -> Result<Request, CommandError> {
    let standards = standards(&arguments.pdf_standard);
    let both = || {
        CommandError::Usage(
            "a PDF is ua-1 with a-2a or a-3a, or ua-2 with a-4; name some that go together".into(),
        )
    };
    Ok(Request {
        date: source_date()?,
        standards: standards.ok_or_else(both)?,
        pages_multiple: arguments.print.pages_multiple,
        charset: if arguments.ascii { Charset::Ascii } else { Charset::Unicode },
    })
}

/// The formats asked for, each once, in the order in which files are listed.
fn formats(arguments: &BuildArguments) -> Vec<Format> {
    let asked: Vec<Format> = arguments.to.iter().map(|name| (*name).into()).collect();
    Format::ALL.into_iter().filter(|format| asked.contains(format)).collect()
}

fn build_one(job: &Job, settings: &Settings, progress: &Progress) -> (ExitStatus, JobOutput) {
    let started = Instant::now();
    let printer = settings.plan.printer;
    let mut said = JobOutput::default();
    let (prepared, findings) = match prepare(job, settings.plan) {
        Ok(read) => read,
        Err(error) => {
            said.messages.push(printer.failure(&error.to_string()));
            progress.advance(settings.formats.len());
            return (ExitStatus::ExportError, said);
        }
    };
    said.messages = printer.diagnostics(&findings);
    let Some(prepared) = prepared else {
        let (report, counts) = (job.report.display(), Counts::of(&findings));
        let errors = counted(counts.errors, "error");
        said.messages
            .push(printer.failure(&format!("{report} has {errors}; nothing is written for it")));
        progress.advance(settings.formats.len());
        return (ExitStatus::ReportErrors, said);
    };
    let about = prepared.about();
    let made = make(job, prepared, settings, progress, started).and_then(|made| {
        let fit = look_at_pages(&made, &about, settings, &mut said);
        if fit { put_in_place(made, settings).map(Some) } else { Ok(None) }
    });
    match made {
        Ok(None) => {
            let report = job.report.display();
            said.messages.push(
                printer
                    .failure(&format!("{report} is not fit for print; nothing is written for it")),
            );
            (ExitStatus::ReportErrors, said)
        }
        Ok(Some(files)) => {
            said.files = files;
            (ExitStatus::Success, said)
        }
        Err(error) => {
            said.messages.push(printer.failure(&error.to_string()));
            (error.exit_status(), said)
        }
    }
}

/// Makes every format and writes each beside its target; all of them, or nothing.
fn make(
    job: &Job,
    prepared: Prepared,
    settings: &Settings,
    progress: &Progress,
    started: Instant,
) -> Result<Vec<StagedOutput>, CommandError> {
    let stage = |format: Format, made: Result<plenary::Output, ExportError>| {
        let plenary::Output { bytes, preflight, settled } =
            made.map_err(|failure| fault(job, &format!("{}: {failure}", format.name())))?;
        let staged = Staged::write(target(job, settings.out, format), &bytes)?;
        progress.advance(1);
        let seconds = started.elapsed().as_secs_f64();
        Ok(StagedOutput { staged, seconds, preflight, settled })
    };
    let build = || {
        prepared.build(&settings.request, |report, resources| {
            plenary::build_each(report, resources, &settings.formats, stage)
        })
    };
    // A fault of the program in one report must not take the others with it.
    let made = panic::catch_unwind(AssertUnwindSafe(build));
    made.map_err(|_| fault(job, "the program has a fault"))?.into_iter().collect()
}

/// Says what is wrong with the pages, and what a printer would object to; whether the report may be
/// written nevertheless.
fn look_at_pages(
    made: &[StagedOutput],
    about: &About,
    settings: &Settings,
    said: &mut JobOutput,
) -> bool {
    let preflight = made.iter().find_map(|made| made.preflight.as_ref());
    let mut found = preflight.map(|preflight| warnings(preflight, about)).unwrap_or_default();
    if made.iter().any(|made| !made.settled) {
        found.append(unsettled(about));
    }
    if settings.plan.strict {
        found.deny_warnings();
    }
    said.messages.extend(settings.plan.printer.diagnostics(&found));
    !found.has_errors()
}

fn fault(job: &Job, reason: &str) -> CommandError {
    let report = job.report.display();
    CommandError::Internal(format!("{report} cannot be built: {reason}; nothing is written for it"))
}

fn put_in_place(made: Vec<StagedOutput>, settings: &Settings) -> Result<Vec<String>, CommandError> {
    let mut lines = Vec::new();
    for StagedOutput { staged, seconds, .. } in made {
        let size = staged.size;
        let file = staged.put_in_place()?.display().to_string();
        lines.extend(settings.plan.printer.written_file(&file, size, seconds));
    }
    Ok(lines)
}

/// `dist/alliance-2016.pdf`; the name may hold points of its own.
fn target(job: &Job, out: &Path, format: Format) -> PathBuf {
    let mut name = job.name.clone();
    name.push(".");
    name.push(format.extension());
    out.join(name)
}

/// The variable by which builds are made reproducible: seconds since 1970-01-01 UTC, see
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

fn source_date() -> Result<Option<Date>, CommandError> {
    let Some(value) = env::var_os(SOURCE_DATE_EPOCH) else { return Ok(None) };
    let date = value.to_str().and_then(date_of_epoch);
    let wrong = || format!("{SOURCE_DATE_EPOCH} is {value:?}, but should be seconds since 1970");
    date.map(Some).ok_or_else(|| CommandError::Usage(wrong()))
}

/// The day, in UTC, of some seconds since 1970; `None` for anything else, and past the year 9999.
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
    fn an_epoch_is_a_day() {
        assert_eq!(date_of_epoch("1460419199").map(Date::iso).as_deref(), Some("2016-04-11"));
        assert_eq!(date_of_epoch("0").map(Date::iso).as_deref(), Some("1970-01-01"));
        for wrong in ["", "now", "-1", "1.5", " 1", "99999999999999", "253402300800"] {
            assert_eq!(date_of_epoch(wrong), None, "{wrong}");
        }
        assert_eq!(date_of_epoch("253402300799").map(Date::iso).as_deref(), Some("9999-12-31"));
    }
}
