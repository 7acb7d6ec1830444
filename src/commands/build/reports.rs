//! Compiles reports and writes their outputs, several at once.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use plenary::diagnostics::{Diagnostics, Severity};
use plenary::{Error, Format, Options, Output, World};

use super::super::output_names::output_name;
use super::super::plan::{Editions, Job, Plan};
use super::outcome::{Failure, FileObject, Outcome, Tally};
use super::output_folders::OutputFolders;
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::manifest::{Digest, Manifest, Placed, Recorder, Request};
use crate::messages::{Message, counted};
use crate::output_folder::{OutputFile, OutputFolder, Replace};
use crate::panics::caught;
use crate::progress::{JobOutput, Progress, Work};
use crate::threads::Pool;

/// A build of some reports.
pub struct Build<'a> {
    plan: &'a Plan,
    jobs: &'a [&'a Job],
    folders: OutputFolders<'a>,
    inputs: &'a InputFiles,
    /// Whether the files of all reports have been found. They are searched when an output first replaces an
    /// unknown file.
    are_inputs_found: OnceLock<()>,
    manifest: Option<&'a Manifest>,
    /// The editions that web pages link to.
    editions: Option<Editions<'a>>,
    pool: &'a Pool,
    progress: Progress,
    started: Instant,
}

impl<'a> Build<'a> {
    /// Prepares a build of reports of a plan.
    ///
    /// # Errors
    ///
    /// If the work of a killed build cannot be repaired, or the time cannot be watched.
    pub fn start(
        plan: &'a Plan,
        jobs: &'a [&'a Job],
        folders: OutputFolders<'a>,
        inputs: &'a InputFiles,
        manifest: Option<&'a Manifest>,
        pool: &'a Pool,
    ) -> Result<Build<'a>, CommandError> {
        folders.get(Path::new(""))?;
        jobs.iter().for_each(|job| inputs.add(&job.report));
        let names = jobs.iter().map(|job| job.report.display().to_string()).collect();
        let steps = jobs.len() * plan.options.formats.len();
        let progress = Progress::start(Work { steps, names, ..plan.work(0) })?;
        let is_page = |format: &Format| matches!(format, Format::Html | Format::HtmlSplit);
        let has_pages = plan.options.formats.iter().any(is_page);
        Ok(Build {
            plan,
            jobs,
            folders,
            inputs,
            are_inputs_found: OnceLock::new(),
            manifest,
            editions: has_pages.then(|| Editions::among(&plan.jobs)),
            pool,
            progress,
            started: Instant::now(),
        })
    }

    /// Builds all reports; with `fails_fast`, starts no other one after a failure.
    pub fn run(self, fails_fast: bool) -> Result<ExitStatus, CommandError> {
        let results = Mutex::new((ExitStatus::Success, Tally::default()));
        self.pool.each(self.jobs.len(), |index| {
            let Some(job) = self.jobs.get(index) else { return ControlFlow::Break(()) };
            let (status, outcome, output) = self.report(job);
            let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
            results.0 = results.0.max(status);
            results.1.count(index, &outcome);
            drop(results);
            self.progress.finish_job(index, output);
            match outcome {
                Outcome::Failed(_) if fails_fast => ControlFlow::Break(()),
                Outcome::Made { .. } | Outcome::Unchanged { .. } | Outcome::Failed(_) => {
                    ControlFlow::Continue(())
                }
            }
        });
        let (status, tally) = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        let time = self.started.elapsed();
        if self.manifest.is_some() || tally.begun() < self.jobs.len() {
            let begun = tally.begun();
            let summary = tally.summary(self.jobs.len(), time, self.plan.printer);
            self.progress.finish_job(begun, summary);
            return Ok(self.progress.finish(status, "", ""));
        }
        let (files, out) = (counted(tally.files, "file"), self.folders.out().display());
        let summary = format!("{files} in {out}  {:.2} s", time.as_secs_f64());
        Ok(self.progress.finish(status, &summary, ""))
    }

    /// Builds a report. Returns its status, its outcome and the output to print.
    fn report(&self, job: &Job) -> (ExitStatus, Outcome, JobOutput) {
        let started = Instant::now();
        let mut messages = Vec::new();
        let name = job.report.display().to_string();
        let compiled = caught(&name, || self.compile(job, started, &mut messages));
        let (status, outcome) = match compiled.map_err(Failed::Command).flatten() {
            Ok(outcome) => (ExitStatus::Success, outcome),
            Err(error) => self.failure(&name, error, &mut messages),
        };
        let output = self.output(&name, &outcome, started.elapsed(), messages);
        (status, outcome, output)
    }

    fn output(
        &self,
        report: &str,
        outcome: &Outcome,
        time: Duration,
        messages: Vec<Message>,
    ) -> JobOutput {
        let printer = self.plan.printer;
        match (self.manifest, outcome) {
            (None, Outcome::Made { files, .. }) => {
                let line = |it: &FileObject| printer.written_file(&it.file, it.bytes, it.seconds);
                JobOutput { messages, files: files.iter().filter_map(line).collect() }
            }
            (None, Outcome::Unchanged { .. } | Outcome::Failed(_)) => {
                JobOutput { messages, files: Vec::new() }
            }
            (Some(_), _) => outcome.output(report, time, messages, printer),
        }
    }

    /// The options of a report, with what earlier builds made of it, and its other editions, to which web pages
    /// link.
    fn options(&self, job: &Job) -> Options {
        let mut options = self.plan.options.clone();
        options.cache = job.cache.clone();
        options.editions = self.editions.as_ref().map(|it| it.others(job)).unwrap_or_default();
        options
    }

    /// The names of the outputs of a report.
    fn names<'j>(&'j self, job: &'j Job) -> impl Iterator<Item = OsString> + 'j {
        self.plan.options.formats.iter().map(|format| output_name(job, *format))
    }

    /// Compiles a report and writes its outputs, all of them or none, unless they are up to date.
    fn compile(
        &self,
        job: &Job,
        started: Instant,
        messages: &mut Vec<Message>,
    ) -> Result<Outcome, Failed> {
        let options = self.options(job);
        let folder = self.folders.get(&job.folder).map_err(CommandError::from)?;
        let Some((manifest, name)) = self.manifest.zip(job.output_path()) else {
            let compiled = self.compiled(job, &options, self.inputs, started, messages, &folder)?;
            return self.write(job, &folder, compiled);
        };
        let files: Vec<PathBuf> = self.names(job).map(|name| job.folder.join(name)).collect();
        let digest = options_digest(&options);
        let request = Request { name: &name, report: &job.report, options: digest, files: &files };
        if let Some(record) = manifest.unchanged(&request)? {
            self.progress.advance(files.len());
            return Ok(Outcome::Unchanged { warnings: record.warnings });
        }
        let recorder = Recorder::new(self.inputs);
        let compiled = self.compiled(job, &options, &recorder, started, messages, &folder)?;
        let placed = |(file, path): (&OutputFile, &PathBuf)| Placed {
            file: path.clone(),
            bytes: file.bytes.len() as u64,
            blake3: Digest::of(&file.bytes),
        };
        let placed = compiled.files.iter().zip(&files).map(placed).collect();
        let warnings = compiled.warnings;
        manifest.announce(&request)?;
        let outcome = self.write(job, &folder, compiled)?;
        manifest.made(&request, recorder, placed, warnings)?;
        Ok(outcome)
    }

    /// Compiles a report in memory.
    fn compiled(
        &self,
        job: &Job,
        options: &Options,
        world: &dyn World,
        started: Instant,
        messages: &mut Vec<Message>,
        folder: &OutputFolder,
    ) -> Result<Compiled, Failed> {
        let printer = self.plan.printer;
        self.find_inputs(job, folder);
        let replace = Replace::AllBut(self.inputs);
        self.names(job).try_for_each(|name| folder.check(&name, replace))?;
        let report = self.pool.compute(|| job.read(options, world))?;
        messages.extend(printer.diagnostics(report.warnings()));
        let mut warnings = report.warnings().count(Severity::Warning);
        let receive = |Output { format, bytes, .. }: Output| {
            self.progress.advance(1);
            (started.elapsed().as_secs_f64(), OutputFile { name: output_name(job, format), bytes })
        };
        let written = self.pool.compute(|| report.write_each(receive));
        let (files, found) = written.map_err(|error| cannot_build(job, &error))?;
        messages.extend(printer.diagnostics(&found));
        if found.has_errors() {
            return Err(Failed::NotFitForPrint(found));
        }
        warnings += found.count(Severity::Warning);
        let (seconds, files) = files.into_iter().unzip();
        Ok(Compiled { files, seconds, warnings })
    }

    fn write(
        &self,
        job: &Job,
        folder: &OutputFolder,
        compiled: Compiled,
    ) -> Result<Outcome, Failed> {
        let Compiled { files, seconds, warnings } = compiled;
        let object = |(file, seconds): (&OutputFile, f64)| FileObject {
            file: self.folders.out().join(&job.folder).join(&file.name).display().to_string(),
            bytes: file.bytes.len(),
            seconds,
        };
        let objects = files.iter().zip(seconds).map(object).collect();
        folder.write_together(files, Replace::AllBut(self.inputs))?;
        Ok(Outcome::Made { files: objects, warnings })
    }

    /// Finds the files that all reports read, before an output replaces a file that may be one of them.
    ///
    /// A report reads its own files before its outputs are written. The files of other reports matter only
    /// if an output replaces a file that was not written by a build into the folder.
    fn find_inputs(&self, job: &Job, folder: &OutputFolder) {
        let is_unknown = |name: &OsString| {
            let output = job.output_path().zip(self.manifest);
            folder.has(name)
                && !output.is_some_and(|(path, it)| it.lists(&path, &job.folder.join(name)))
        };
        if self.jobs.len() > 1 && self.names(job).any(|name| is_unknown(&name)) {
            self.are_inputs_found.get_or_init(|| {
                self.pool.each(self.jobs.len(), |index| {
                    if let Some(job) = self.jobs.get(index) {
                        let read = || job.read(&self.options(job), self.inputs);
                        // Errors are reported when the report is built.
                        drop(caught("", || self.pool.compute(read)));
                    }
                    ControlFlow::Continue(())
                });
            });
        }
    }

    /// Reports why nothing was written for a report.
    fn failure(
        &self,
        report: &str,
        error: Failed,
        messages: &mut Vec<Message>,
    ) -> (ExitStatus, Outcome) {
        let printer = self.plan.printer;
        let unplaced = || Outcome::Failed(Failure { place: report.to_owned(), errors: 0 });
        match error {
            Failed::Report(error) => {
                self.progress.advance(self.plan.options.formats.len());
                messages.extend(printer.error(&error));
                let status = ExitStatus::of(&error);
                let Error::Diagnostics(found) = error else { return (status, unplaced()) };
                let errors = counted(found.count(Severity::Error), "error");
                let message = format!("{report} has {errors}; nothing is written for it");
                messages.push(printer.failure(&message));
                (status, Outcome::Failed(Failure::of(&found, report)))
            }
            Failed::NotFitForPrint(found) => {
                let message = format!("{report} is not fit for print; nothing is written for it");
                messages.push(printer.failure(&message));
                (ExitStatus::ReportErrors, Outcome::Failed(Failure::of(&found, report)))
            }
            Failed::Command(error) => {
                messages.push(printer.failure(&error.to_string()));
                (error.exit_status(), unplaced())
            }
        }
    }
}

/// The outputs of a report in memory.
struct Compiled {
    files: Vec<OutputFile>,
    /// When each was finished, in seconds after the start.
    seconds: Vec<f64>,
    /// The number of warnings about the report and its pages.
    warnings: usize,
}

/// The digest that identifies options in a manifest. It does not include the formats, because no format
/// depends on the others.
fn options_digest(options: &Options) -> Digest {
    let mut options = options.clone();
    options.formats.clear();
    Digest::of(format!("{options:?}").as_bytes())
}

/// Why nothing is written for a report.
enum Failed {
    /// It has errors or cannot be read.
    Report(Error),
    /// Warnings about the pages are errors.
    NotFitForPrint(Diagnostics),
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
