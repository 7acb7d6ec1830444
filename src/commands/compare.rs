//! `plenary compare`: shows what changed between two revisions of a report.

use plenary::comparisons::{self, Comparison, Settings};
use plenary::{Format, Source};

use super::build::source_date;
use super::found::{self, Found, WIDTH};
use super::plan::Plan;
use super::revision::Revision;
use crate::cli::{CompareArguments, MessageFormat};
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::counted;

/// Compares two revisions.
pub fn compare(arguments: &CompareArguments) -> Result<ExitStatus, CommandError> {
    let [old, new] = [&arguments.old, &arguments.new].map(|typed| Revision::of(typed));
    let (old, new) = (old?, new?);
    let mut plan = Plan::of(vec![new.path().to_owned().into()], &arguments.common)?;
    plan.options.formats = vec![Format::Docx];
    let date = match arguments.date {
        Some(date) => Some(date),
        None => source_date()?,
    };
    let command = Command { arguments, plan: &plan, inputs: InputFiles::default() };
    let settings = Settings { author: &arguments.author, date, draft: arguments.out.is_some() };
    found::report(&plan, new.path(), || command.run(&old, &new, settings))
}

struct Command<'a> {
    arguments: &'a CompareArguments,
    plan: &'a Plan,
    inputs: InputFiles,
}

impl Command<'_> {
    fn run(
        &self,
        old: &Revision,
        new: &Revision,
        settings: Settings,
    ) -> Result<Found, CommandError> {
        let sources = self.source(old).and_then(|old| Ok((old, self.source(new)?)))?;
        let (old, new) = match sources {
            (Ok(old), Ok(new)) => (old, new),
            (Err(error), _) | (_, Err(error)) => return Ok(Found::of_error(&error, self.plan)),
        };
        let options = &self.plan.options;
        match comparisons::compare(&old, &new, &self.inputs, options, settings) {
            Ok(comparison) => self.told(comparison),
            Err(error) => Ok(Found::of_error(&error, self.plan)),
        }
    }

    fn source(&self, revision: &Revision) -> Result<Result<Source, plenary::Error>, CommandError> {
        revision.read(&self.inputs, &self.plan.options.limits)
    }

    fn told(&self, comparison: Comparison) -> Result<Found, CommandError> {
        let Comparison { docx, summary, .. } = comparison;
        let page = self.arguments.html.as_ref().map(|_| {
            let [old, new] =
                [&self.arguments.old, &self.arguments.new].map(|it| it.to_string_lossy());
            comparisons::page(&summary, &old, &new).into_bytes()
        });
        let files = [(&self.arguments.out, docx), (&self.arguments.html, page)];
        let files = files.into_iter().filter_map(|(path, bytes)| Some((path.as_deref()?, bytes?)));
        found::write_files(files.collect(), &self.inputs)?;
        let results = match self.plan.printer.format {
            MessageFormat::Human => comparisons::list(&summary, WIDTH),
            MessageFormat::Json | MessageFormat::Sarif => format!("{}\n", summary.json()),
        };
        let summary = counted(summary.changes.len(), "change");
        Ok(Found { summary, results, ..Found::default() })
    }
}
