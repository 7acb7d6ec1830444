//! `plenary build --verify` and `--prune`: work on the manifest of an output folder, without building.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use plenary::FileError;
use plenary::diagnostics::printable;
use serde_json::json;

use crate::cli::MessageFormat;
use crate::exit_status::{CommandError, ExitStatus};
use crate::manifest::{Archive, Integrity, Output, Record};
use crate::messages::{Printer, counted, to_stdout};
use crate::stop;
use crate::threads::Pool;

/// Checks every output in the manifests of a folder against its hash.
///
/// # Errors
///
/// If there is no manifest or it cannot be read.
pub fn verify(out: &Path, printer: Printer, pool: &Pool) -> Result<ExitStatus, CommandError> {
    let archive = Archive::read(out)?;
    let names = archive.names();
    let found = Mutex::new((0, BTreeMap::new()));
    pool.each(names.len(), |index| {
        let Some(name) = names.get(index) else { return ControlFlow::Break(()) };
        let records = archive.records(name);
        for (file, outputs) in outputs(&records) {
            let state = archive.integrity(&outputs);
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.0 += 1;
            if state != Integrity::Intact {
                found.1.insert(file.to_owned(), state);
            }
        }
        ControlFlow::Continue(())
    });
    let (all, faults) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (file, state) in &faults {
        let said = match state {
            Integrity::Missing => "missing",
            Integrity::Changed | Integrity::Intact => "changed",
        };
        print_file(&out.join(file), said, printer)?;
    }
    let (files, faulty) = (counted(all, "file"), faults.len());
    printer.note(&format!("{files} verified: {faulty} changed or missing"));
    Ok(if faulty == 0 { ExitStatus::Success } else { ExitStatus::ReportErrors })
}

/// Lists the outputs in the manifest of a folder whose reports no longer exist; with `deletes`, deletes those
/// that have not changed since they were written.
///
/// # Errors
///
/// If there is no manifest, or it or an output cannot be read, written or deleted.
pub fn prune(out: &Path, deletes: bool, printer: Printer) -> Result<ExitStatus, CommandError> {
    let waiting = || printer.note(&format!("waiting for another build into {}", out.display()));
    let archive = if deletes { Archive::lock(out, waiting) } else { Archive::read(out) }?;
    let (mut count, mut kept) = (0, 0);
    for name in archive.names() {
        let records = archive.records(&name);
        if records.iter().any(|record| record.report.symlink_metadata().is_ok()) {
            continue;
        }
        for (file, outputs) in outputs(&records) {
            let path = out.join(file);
            let state = archive.integrity(&outputs);
            let said = match (deletes, state) {
                (_, Integrity::Missing) => continue,
                (false, Integrity::Intact) => "without report",
                (true, Integrity::Intact) => {
                    delete(&path)?;
                    "deleted"
                }
                (_, Integrity::Changed) => {
                    kept += 1;
                    "kept: changed since it was built"
                }
            };
            count += 1;
            print_file(&path, said, printer)?;
        }
        if deletes {
            archive.forget(&name)?;
        }
    }
    if deletes {
        archive.close()?;
    }
    let done = if deletes { count - kept } else { 0 };
    printer.note(&format!("{} without report, {done} deleted", counted(count, "file")));
    Ok(ExitStatus::Success)
}

/// The outputs in some records, by file.
fn outputs(records: &[Record]) -> BTreeMap<&PathBuf, Vec<&Output>> {
    let mut files: BTreeMap<&PathBuf, Vec<&Output>> = BTreeMap::new();
    for output in records.iter().flat_map(|record| &record.outputs) {
        files.entry(&output.file).or_default().push(output);
    }
    files
}

fn delete(path: &Path) -> Result<(), CommandError> {
    let _writing = stop::begin_writing();
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(FileError::new("delete", path, error).into())
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn print_file(path: &Path, said: &str, printer: Printer) -> Result<(), CommandError> {
    let file = path.display().to_string();
    let line = match printer.format {
        MessageFormat::Human | MessageFormat::Sarif => format!("{}  {said}\n", printable(&file)),
        MessageFormat::Json => {
            printer.safe(&json!({ "file": file, "state": said }).to_string()) + "\n"
        }
    };
    to_stdout(line.as_bytes()).map_err(CommandError::stdout)
}
