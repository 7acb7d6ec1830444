//! `plenary new`: writes a small complete report to start from.

use std::path::Path;

use plenary::builtin::report_schema;

use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{printable_lines, to_stdout};
use crate::output_folder::{OutputFile, write_new};

/// A commented report with every common feature.
const REPORT: &str = include_str!("../../templates/new/report.yaml");

/// Writes a report and its schema into the folder `source`, or nothing if either file exists.
pub fn new(folder: &Path) -> Result<ExitStatus, CommandError> {
    let source = folder.join("source");
    let file = |name: &str, text: String| OutputFile { name: name.into(), bytes: text.into() };
    let files = [file("report.yaml", REPORT.into()), file("report.schema.json", report_schema())];
    write_new(&source, &files)?;
    let report = source.join("report.yaml");
    let text = format!(
        "{report} written; build it with\n  cd {folder} && plenary build\n",
        report = report.display(),
        folder = folder.display(),
    );
    to_stdout(printable_lines(&text).as_bytes()).map_err(CommandError::stdout)?;
    Ok(ExitStatus::Success)
}
