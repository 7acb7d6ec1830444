//! `plenary preflight`: what a printer asks, and nothing written.

use plenary::export::{ExportError, Format};
use plenary::{Output, build_each};

use super::plan::{Job, Plan};
use super::preflight_report::{describe, json, warnings};
use super::prepare::{Request, prepare};
use crate::cli::{MessageFormat, PreflightArguments};
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::to_stdout;
use crate::progress::{JobOutput, Progress};

/// Says of each report what a printer asks.
pub fn preflight(arguments: &PreflightArguments) -> Result<ExitStatus, CommandError> {
    let plan = Plan::new(&arguments.input)?;
    let request = Request {
        date: None,
        standards: Default::default(),
        pages_multiple: arguments.print.pages_multiple,
        charset: Default::default(),
    };
    let progress = Progress::new(plan.jobs.len(), plan.printer);
    let mut end = ExitStatus::Success;
    for (index, job) in plan.jobs.iter().enumerate() {
        let (one, said, text) = preflight_one(job, &plan, &request);
        end = end.max(one);
        progress.finish_job(index, said);
        to_stdout(text.as_bytes()).map_err(CommandError::stdout)?;
    }
    progress.finish(&format!("{} looked at", plan.reports())).map_err(CommandError::stdout)?;
    Ok(end)
}

fn preflight_one(job: &Job, plan: &Plan, request: &Request) -> (ExitStatus, JobOutput, String) {
    let fail = |message: &str| {
        let messages = vec![plan.printer.failure(message)];
        (ExitStatus::ExportError, JobOutput { messages, files: Vec::new() }, String::new())
    };
    let (prepared, findings) = match prepare(job, plan) {
        Ok(read) => read,
        Err(error) => return fail(&error.to_string()),
    };
    let mut messages = plan.printer.diagnostics(&findings);
    let Some(prepared) = prepared else {
        return (
            ExitStatus::ReportErrors,
            JobOutput { messages, files: Vec::new() },
            String::new(),
        );
    };
    let about = prepared.about();
    let made = prepared.build(request, |report, resources| {
        build_each(report, resources, &[Format::PdfPrint], |_, made| made)
    });
    match made.into_iter().next().unwrap_or_else(|| Err(ExportError("nothing was made".into()))) {
        Ok(Output { preflight: Some(preflight), .. }) => {
            let mut found = warnings(&preflight, &about);
            if plan.strict {
                found.deny_warnings();
            }
            messages.extend(plan.printer.diagnostics(&found));
            let end =
                if found.has_errors() { ExitStatus::ReportErrors } else { ExitStatus::Success };
            let text = match plan.printer.format {
                MessageFormat::Human => describe(&about.file, &preflight),
                MessageFormat::Json | MessageFormat::Sarif => json(&about.file, &preflight),
            };
            (end, JobOutput { messages, files: Vec::new() }, text)
        }
        Ok(Output { preflight: None, .. }) => fail("nothing is known of the sheets"),
        Err(failure) => fail(&failure.to_string()),
    }
}
