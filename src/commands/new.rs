//! `plenary new`: writes a small complete report to start from.

use std::path::Path;

use plenary::builtin::report_schema;

use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::to_stdout;
use crate::output_file;

/// A commented report with every common feature.
const REPORT: &str = include_str!("../../templates/new/report.yaml");

/// Writes a report and its schema into the folder `source`. Writes nothing if either file exists.
pub fn new(folder: &Path) -> Result<ExitStatus, CommandError> {
    let source = folder.join("source");
    let written = [
        (source.join("report.yaml"), REPORT.to_owned()),
        (source.join("report.schema.json"), report_schema()),
    ];
    if let Some((path, _)) = written.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(CommandError::Usage(format!("{} already exists", path.display())));
    }
    for (path, text) in &written {
        output_file::write_new(path, text)?;
    }
    let report = source.join("report.yaml");
    let text = format!(
        "{report} written; build it with\n  cd {folder} && plenary build\n",
        report = report.display(),
        folder = folder.display(),
    );
    to_stdout(text.as_bytes()).map_err(CommandError::stdout)?;
    Ok(ExitStatus::Success)
}
