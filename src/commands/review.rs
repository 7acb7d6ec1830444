//! `plenary review`: lists the changes of reviewers in Word drafts, and writes them into the report.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use plenary::reviews::{
    self, Applied, ReturnedFile, Review, ReviewError, Settings, Summary, UnreadableFile,
};
use plenary::{ExportError, FilePath, Format, Limit, Source, World};
use serde_json::json;

use super::found::{self, Found, WIDTH, backup, folder_and_name};
use super::plan::Plan;
use super::review_comments::KeptComments;
use super::review_selection::{choose, ranges};
use super::sources::{Request, Sources};
use crate::cli::{MessageFormat, ReviewArguments};
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::{Message, counted};
use crate::output_folder::{OutputFile, Replace};

/// Reviews returned files.
pub fn review(arguments: &ReviewArguments) -> Result<ExitStatus, CommandError> {
    let report = report(arguments)?;
    let mut plan = Plan::of(vec![report.clone().into()], &arguments.common)?;
    plan.options.formats = vec![Format::Docx];
    let command =
        Command { arguments, plan: &plan, report: &report, inputs: InputFiles::default() };
    found::report(&plan, &report, || command.run())
}

/// The report that the returned files belong to.
fn report(arguments: &ReviewArguments) -> Result<PathBuf, CommandError> {
    if let Some(source) = &arguments.source {
        return Ok(source.clone());
    }
    let known = Sources::find(Request::default())?.reports;
    let mut known: Vec<PathBuf> = known.into_iter().map(|report| report.path).collect();
    let name = arguments.files.first().and_then(|file| file.file_stem()).unwrap_or_default();
    let name = name.to_string_lossy().to_lowercase();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    if known.len() > 1 {
        known.retain(|path| name.starts_with(&stem(path)));
        // `alliance-2016 (Ana)` belongs to `alliance-2016`, even if there is also an `alliance`.
        known.sort_by_key(|path| std::cmp::Reverse(stem(path).len()));
    }
    known.into_iter().next().ok_or_else(|| {
        CommandError::Usage(
            "no report in source/ has the name of the returned file; name it with --source".into(),
        )
    })
}

struct Command<'a> {
    arguments: &'a ReviewArguments,
    plan: &'a Plan,
    report: &'a Path,
    inputs: InputFiles,
}

impl Command<'_> {
    fn run(&self) -> Result<Found, CommandError> {
        if self.arguments.files.is_empty() {
            return self.kept_comments();
        }
        let options = &self.plan.options;
        let sources = Source::read(self.report, &self.inputs, &options.limits).and_then(|source| {
            let base = self.arguments.base.as_deref();
            let base = base.map(|base| Source::read(base, &self.inputs, &options.limits));
            Ok((source, base.transpose()?))
        });
        let (source, base) = match sources {
            Ok(sources) => sources,
            Err(error) => return Ok(self.failed(&ReviewError::Report(error))),
        };
        let (files, missing) = self.files();
        let settings =
            Settings { base: base.as_ref(), untracked: self.arguments.untracked.as_deref() };
        let review = match Review::read(&source, &self.inputs, options, &files, settings) {
            Ok(review) if missing.is_empty() => review,
            Ok(_) => return Ok(self.unreadable(missing)),
            Err(ReviewError::Files(damaged)) => {
                let damaged = damaged.iter().map(UnreadableFile::to_string);
                return Ok(self.unreadable(missing.into_iter().chain(damaged).collect()));
            }
            Err(error) => return Ok(self.failed(&error)),
        };
        self.write_outputs(review.summary())?;
        match &self.arguments.apply {
            Some(chosen) => self.apply(&review, &source, chosen),
            None => self.list(&review),
        }
    }

    /// Lists or resolves the kept comments.
    fn kept_comments(&self) -> Result<Found, CommandError> {
        let mut kept = match KeptComments::read(self.report, &self.plan.options.limits)? {
            Ok(kept) => kept,
            Err(faults) => return Ok(self.failed(&ReviewError::Report(faults.into()))),
        };
        let by = self.arguments.untracked.as_deref().unwrap_or_default();
        kept.resolve(&self.arguments.resolve, by)?;
        if !self.arguments.resolve.is_empty() {
            let (folder, _) = folder_and_name(self.report);
            folder.write(&[kept.file()], Replace::AllBut(&InputFiles::default()))?;
        }
        let results = self.plan.printer.safe(&kept.list(WIDTH));
        let summary = counted(self.arguments.resolve.len(), "comment");
        Ok(Found { summary: format!("{summary} resolved"), results, ..Found::default() })
    }

    /// Writes the page and the matrices.
    fn write_outputs(&self, summary: &Summary) -> Result<(), CommandError> {
        let failed = |error: ExportError| CommandError::Internal(error.to_string());
        let mut files = Vec::new();
        if let Some(path) = &self.arguments.html {
            files.push((path.as_path(), reviews::page(summary).into_bytes()));
        }
        if let Some(path) = &self.arguments.csv {
            files.push((path, reviews::csv(summary).into_bytes()));
        }
        if let Some(path) = &self.arguments.docx {
            files.push((path, reviews::matrix_docx(summary).map_err(failed)?));
        }
        found::write_files(files, &self.inputs)
    }

    /// The returned files, and why others cannot be read.
    fn files(&self) -> (Vec<ReturnedFile>, Vec<String>) {
        let most = self.plan.options.limits.get(Limit::WordSize);
        let (mut files, mut missing) = (Vec::new(), Vec::new());
        for path in &self.arguments.files {
            match self.inputs.read(&FilePath::typed(path), most) {
                Ok(bytes) => files.push(ReturnedFile { name: name(path), bytes }),
                Err(error) => missing.push(error.to_string()),
            }
        }
        (files, missing)
    }

    /// The output if files cannot be read. Then nothing is listed or applied, because conflicts with the
    /// changes of their reviewers would be missed.
    fn unreadable(&self, reasons: Vec<String>) -> Found {
        let messages = reasons.iter().map(|reason| self.plan.printer.failure(reason)).collect();
        Found { status: ExitStatus::Failure, messages, ..Found::default() }
    }

    fn failed(&self, error: &ReviewError) -> Found {
        match error {
            ReviewError::Report(error) => Found::of_error(error, self.plan),
            ReviewError::Files(files) => {
                self.unreadable(files.iter().map(UnreadableFile::to_string).collect())
            }
            _ => Found { status: ExitStatus::Failure, ..Found::default() },
        }
    }

    fn list(&self, review: &Review) -> Result<Found, CommandError> {
        let summary = review.summary();
        if self.arguments.keep_comments {
            let kept = match self.with_comments(summary)? {
                Ok(kept) => kept,
                Err(found) => return Ok(found),
            };
            let (folder, _) = folder_and_name(self.report);
            folder.write(&[kept.file()], Replace::AllBut(&InputFiles::default()))?;
        }
        let results = match self.plan.printer.format {
            MessageFormat::Human => reviews::list(summary, WIDTH),
            MessageFormat::Json | MessageFormat::Sarif => format!("{}\n", reviews::json(summary)),
        };
        let troubled = summary.changes.iter().any(|it| matches!(it.status, "refused" | "conflict"));
        let status = if troubled { ExitStatus::ReportErrors } else { ExitStatus::Success };
        let changes = counted(summary.changes.len(), "change");
        let comments = counted(summary.comments.len(), "comment");
        Ok(Found { status, results, summary: format!("{changes}, {comments}"), ..Found::default() })
    }

    /// The kept comments, together with those of the returned files.
    fn with_comments(
        &self,
        summary: &Summary,
    ) -> Result<Result<KeptComments, Found>, CommandError> {
        let kept = KeptComments::read(self.report, &self.plan.options.limits)?;
        let mut kept = match kept {
            Ok(kept) => kept,
            Err(faults) => return Ok(Err(self.failed(&ReviewError::Report(faults.into())))),
        };
        kept.add(summary)?;
        Ok(Ok(kept))
    }

    /// Writes accepted changes into the report.
    fn apply(&self, review: &Review, source: &Source, chosen: &str) -> Result<Found, CommandError> {
        let chosen = choose(chosen, review.summary(), &self.plan.options.limits)?;
        let mut applied = match review.apply(&chosen.numbers) {
            Ok(applied) => applied,
            Err(error) => return Ok(self.failed(&error)),
        };
        applied.refused.splice(0..0, chosen.refused);
        let kept = match self.with_comments(review.summary())? {
            Ok(kept) => kept,
            Err(found) => return Ok(found),
        };
        let backup = self.write(source, &applied, kept)?;
        let status = match applied.refused.is_empty() {
            true => ExitStatus::Success,
            false => ExitStatus::ReportErrors,
        };
        let translate = review.summary().translations(&applied.made);
        let (messages, results) = self.told(&applied, &translate, backup.as_deref());
        let made = counted(applied.made.len(), "change");
        let summary = format!("{made} made, {} refused", applied.refused.len());
        Ok(Found { status, messages, summary, results })
    }

    /// Writes the report and the comments in one step, and keeps the older report beside it under the
    /// name returned; `None` if the report does not change.
    fn write(
        &self,
        source: &Source,
        applied: &Applied,
        kept: KeptComments,
    ) -> Result<Option<OsString>, CommandError> {
        let now = Source::read(self.report, &self.inputs, &self.plan.options.limits);
        if now.map_or(true, |now| now.text().bytes() != source.text().bytes()) {
            return Err(CommandError::Usage(format!(
                "{} changed in the meantime and was not written; run the command again",
                self.report.display()
            )));
        }
        let (folder, name) = folder_and_name(self.report);
        let mut files = Vec::from_iter((!kept.is_empty()).then(|| kept.file()));
        let changed = applied.bytes != source.text().bytes();
        let backup = changed.then(|| backup(&folder, &name));
        if let Some(backup) = &backup {
            let bytes = source.text().bytes().to_vec();
            files.push(OutputFile { name: backup.clone(), bytes });
            files.push(OutputFile { name, bytes: applied.bytes.clone() });
        }
        // The report is an input, but it is the one file that must be replaced.
        folder.write(&files, Replace::AllBut(&InputFiles::default()))?;
        Ok(backup)
    }

    fn told(
        &self,
        applied: &Applied,
        translate: &BTreeMap<&str, BTreeSet<usize>>,
        backup: Option<&OsStr>,
    ) -> (Vec<Message>, String) {
        let printer = self.plan.printer;
        let backup = backup.map(|it| self.report.with_file_name(it).display().to_string());
        if printer.format != MessageFormat::Human {
            let refused = applied.refused.iter().map(|(number, reason, hint)| {
                json!({ "number": number, "reason": reason, "hint": hint })
            });
            let refused: Vec<_> = refused.collect();
            let (made, already) = (&applied.made, &applied.already);
            let told = json!({ "made": made, "already": already, "refused": refused, "translate": translate, "backup": backup });
            return (Vec::new(), printer.safe(&format!("{told}\n")));
        }
        let refused = applied.refused.iter().map(|(number, reason, hint)| {
            printer.failure(&format!("change {number}: {reason}\n  {hint}"))
        });
        let mut results = String::new();
        if !applied.already.is_empty() {
            results += &format!("already in the report: {}\n", ranges(&applied.already));
        }
        if let Some(backup) = backup {
            results += &format!("made: {}\n", ranges(&applied.made));
            results += &format!("the older report is {backup}\n");
        }
        for (edition, lines) in translate {
            let lines: Vec<usize> = lines.iter().copied().collect();
            results += &format!("now translate: {edition}, lines {}\n", ranges(&lines));
        }
        (refused.collect(), printer.safe(&results))
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
