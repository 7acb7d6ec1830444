//! `plenary preflight`: prints the data that a printer needs, and writes nothing.

use plenary::{FileSystem, Format};

use super::plan::{Job, Plan};
use super::preflight_json::json;
use super::preflight_report::describe;
use crate::cli::{MessageFormat, PreflightArguments};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::counted;
use crate::panics::caught;
use crate::progress::{JobOutput, Progress};

/// Prints the data of each report.
pub fn preflight(arguments: &PreflightArguments) -> Result<ExitStatus, CommandError> {
    let mut plan = Plan::new(&arguments.input)?;
    plan.options.formats = vec![Format::PdfPrint];
    plan.options.pages_multiple = arguments.print.pages_multiple;
    let progress = Progress::start(plan.work(1))?;
    let (mut status, mut texts) = (ExitStatus::Success, String::new());
    for (index, job) in plan.jobs.iter().enumerate() {
        let found = caught(&job.report.display().to_string(), || preflight_report(job, &plan));
        let (one, output, text) = found.unwrap_or_else(|bug| {
            let messages = vec![plan.printer.failure(&bug.to_string())];
            (bug.exit_status(), JobOutput { messages, files: Vec::new() }, String::new())
        });
        status = status.max(one);
        texts.push_str(&text);
        progress.finish_job(index, output);
    }
    let reports = counted(plan.jobs.len(), "report");
    Ok(progress.finish(status, &format!("{reports} inspected"), &texts))
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
