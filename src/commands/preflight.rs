//! `plenary preflight`: prints the data that a printer needs, and writes nothing.

use plenary::{FileSystem, Format};

use super::plan::{Job, Plan};
use super::preflight_report::{describe, json};
use crate::cli::{MessageFormat, PreflightArguments};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{counted, to_stdout};
use crate::progress::{JobOutput, Progress};

/// Prints the data of each report.
pub fn preflight(arguments: &PreflightArguments) -> Result<ExitStatus, CommandError> {
    let mut plan = Plan::new(&arguments.input)?;
    plan.options.formats = vec![Format::PdfPrint];
    plan.options.pages_multiple = arguments.print.pages_multiple;
    let progress = Progress::new(plan.jobs.len(), plan.printer);
    let mut status = ExitStatus::Success;
    for (index, job) in plan.jobs.iter().enumerate() {
        let (one, output, text) = preflight_report(job, &plan);
        status = status.max(one);
        progress.finish_job(index, output);
        to_stdout(text.as_bytes()).map_err(CommandError::stdout)?;
    }
    let reports = counted(plan.jobs.len(), "report");
    progress.finish(&format!("{reports} inspected")).map_err(CommandError::stdout)?;
    Ok(status)
}

fn preflight_report(job: &Job, plan: &Plan) -> (ExitStatus, JobOutput, String) {
    let mut output = JobOutput::default();
    let found = job.read(&plan.options, &FileSystem).and_then(|report| {
        output.messages = plan.printer.diagnostics(report.warnings());
        report.preflight()
    });
    match found {
        Ok((preflight, found)) => {
            output.messages.extend(plan.printer.diagnostics(&found));
            let status = match found.has_errors() {
                true => ExitStatus::ReportErrors,
                false => ExitStatus::Success,
            };
            let file = job.report.display().to_string();
            let text = match plan.printer.format {
                MessageFormat::Human => describe(&file, &preflight),
                MessageFormat::Json | MessageFormat::Sarif => json(&file, &preflight),
            };
            (status, output, text)
        }
        Err(error) => {
            output.messages.extend(plan.printer.error(&error));
            (ExitStatus::of(&error), output, String::new())
        }
    }
}
