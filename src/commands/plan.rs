//! Resolves arguments: which reports to read, with which options, and how to print messages.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use plenary::{CheckedReport, Error, FilePath, FileSystem, Options, Source, World, builtin};

use crate::cli::InputArguments;
use crate::exit_status::CommandError;
use crate::messages::Printer;

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
    /// Resolves arguments, and starts the threads.
    pub fn new(arguments: &InputArguments) -> Result<Plan, CommandError> {
        set_threads(arguments.jobs)?;
        let jobs = reports(&arguments.reports)?
            .into_iter()
            .map(|report| Job::new(report, &arguments.template))
            .collect::<Result<Vec<_>, _>>()?;
        let printer = Printer { format: arguments.message_format, errors_only: arguments.quiet };
        let mut options = Options::default();
        options.template = arguments.template.clone();
        options.strict = arguments.strict;
        for (limit, most) in &arguments.limit {
            options.limits.set(*limit, *most);
        }
        Ok(Plan { jobs, options, printer })
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

    /// Reads and checks the report.
    pub fn read(&self, options: &Options, world: &dyn World) -> Result<CheckedReport, Error> {
        let source = Source::read(&self.report, world)?;
        CheckedReport::read(&source, world, options)
    }
}

/// The named reports, otherwise those in the folder `source`.
fn reports(named: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let files = FileSystem.files_in(&FilePath::typed(SOURCE))?;
    let mut found: Vec<PathBuf> = files.iter().map(FilePath::full).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    if found.is_empty() {
        return Err(CommandError::Usage(format!(
            "no .yaml file in the folder {SOURCE}; name a report, or start one with \
             `plenary new DIR`"
        )));
    }
    Ok(found)
}

/// The stack of a thread in bytes: the usual size of a main thread's.
const STACK: usize = 8 << 20;

fn set_threads(jobs: Option<u16>) -> Result<(), CommandError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .stack_size(STACK)
        .build_global()
        .map_err(|error| CommandError::Internal(format!("cannot start threads: {error}")))
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
