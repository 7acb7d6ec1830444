//! The arguments as resolved: which reports, with which template, and how.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::cli::InputArguments;
use crate::exit_status::CommandError;
use crate::files::{self, TemplateSource};
use crate::messages::{Printer, counted};

/// The folder that reports are looked for in.
const SOURCE: &str = "source";

/// What `build` and `check` work on.
#[derive(Debug)]
pub struct Plan {
    /// The reports, in the order in which they are named or sorted by name.
    pub jobs: Vec<Job>,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether reports are set on pages, for which fonts must have all their characters.
    pub paged: bool,
    /// How messages are printed.
    pub printer: Printer,
}

/// One report.
#[derive(Debug, PartialEq, Eq)]
pub struct Job {
    /// The source.
    pub report: PathBuf,
    /// What its outputs are called, without extension.
    pub name: OsString,
    /// Where its template is.
    pub template: TemplateSource,
}

impl Plan {
    /// Finds out what the arguments mean, and sets the number of threads.
    pub fn new(arguments: &InputArguments) -> Result<Plan, CommandError> {
        set_threads(arguments.jobs)?;
        let jobs = reports(&arguments.reports)?
            .into_iter()
            .map(|report| Job::new(report, &arguments.template))
            .collect::<Result<Vec<_>, _>>()?;
        refuse_same_names(&jobs)?;
        let printer = Printer { format: arguments.message_format, errors_only: arguments.quiet };
        Ok(Plan { jobs, strict: arguments.strict, paged: true, printer })
    }

    /// "1 report", "2 reports".
    pub fn reports(&self) -> String {
        counted(self.jobs.len(), "report")
    }
}

impl Job {
    /// A report that is to be set in a template, if there is one of that name.
    pub fn new(report: PathBuf, template: &Path) -> Result<Job, CommandError> {
        let name = report
            .file_stem()
            .ok_or_else(|| {
                CommandError::Usage(format!("{} is not the name of a report", report.display()))
            })?
            .to_owned();
        let template =
            TemplateSource::find(template, files::folder_of(&report)).ok_or_else(|| {
                let known: Vec<_> = plenary::templates::load::names().collect();
                CommandError::Usage(format!(
                    "there is no template {}; built in: {}",
                    template.display(),
                    known.join(", ")
                ))
            })?;
        Ok(Job { report, name, template })
    }
}

/// The reports that are named, else those of the folder `source`.
fn reports(named: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let found = files::reports_in(Path::new(SOURCE))?;
    if found.is_empty() {
        return Err(CommandError::Usage(format!(
            "there is no .yaml file in the folder {SOURCE}; name a report, or start one with \
             `plenary new DIR`"
        )));
    }
    Ok(found)
}

/// Two reports of one name would overwrite each other's outputs. Some file systems do not tell
/// capitals apart, so neither does this.
fn refuse_same_names(jobs: &[Job]) -> Result<(), CommandError> {
    let mut seen: BTreeMap<String, &Job> = BTreeMap::new();
    for job in jobs {
        let name = job.name.to_string_lossy().to_lowercase();
        if let Some(other) = seen.insert(name, job) {
            return Err(CommandError::Usage(format!(
                "{} and {} would both be written as {}",
                other.report.display(),
                job.report.display(),
                job.name.display(),
            )));
        }
    }
    Ok(())
}

/// Stack of a thread, in bytes: as much as a main thread has.
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

    fn job(report: &str) -> Job {
        Job::new(report.into(), Path::new("conference")).unwrap()
    }

    #[test]
    fn two_reports_of_one_name_are_refused() {
        assert!(refuse_same_names(&[job("a/x.yaml"), job("a/y.yaml")]).is_ok());
        let error = refuse_same_names(&[job("a/x.yaml"), job("b/X.yaml")]).unwrap_err();
        assert_eq!(error.to_string(), "a/x.yaml and b/X.yaml would both be written as X");
    }

    #[test]
    fn an_unknown_template_is_refused_with_the_known_ones() {
        let error = Job::new("x.yaml".into(), Path::new("nowhere")).unwrap_err();
        assert!(error.to_string().contains("built in: conference"), "{error}");
    }
}
