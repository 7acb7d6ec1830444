//! The works of bibliographies in files in the folder of the report.

mod bibtex;
mod csl_json;
mod hayagriva;

use std::collections::HashSet;

use super::data_files::{DataFiles, DataKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limit;
use crate::source::schema::{Report, Work, WorkEntry};
use crate::source::{WorkMention, did_you_mean};

/// A fault of a file of works.
struct Fault {
    /// The line, from 1; `None` if the fault is not in a particular line.
    line: Option<usize>,
    /// The message.
    message: String,
}

impl Fault {
    /// A fault at a byte of a file.
    fn at(text: &str, byte: usize, message: String) -> Fault {
        let before = text.bytes().take(byte);
        Fault { line: Some(1 + before.filter(|byte| *byte == b'\n').count()), message }
    }
}

/// Fills the bibliography of a report with the works from its files that it cites. Returns a diagnostic for
/// each file that cannot be used, and for each citation of an unknown work.
pub fn fill_works(
    file: &str,
    report: &mut Report,
    mentions: &[WorkMention],
    files: &DataFiles,
) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let mut known: HashSet<String> =
        report.bibliography.iter().filter_map(|work| work.id.clone()).collect();
    let cited: HashSet<&str> = mentions.iter().map(|mention| mention.id.as_str()).collect();
    let mut has_files = false;
    for work in &mut report.bibliography {
        let WorkEntry::File(data) = &mut work.entry else { continue };
        has_files = true;
        let path = data.path.as_str();
        match read(path, files) {
            Ok(works) => {
                let works = works.into_iter().filter(|work| {
                    let id = work.id.clone().unwrap_or_default();
                    // The first work with an id counts.
                    known.insert(id.clone()) && cited.contains(id.as_str())
                });
                data.works = works.collect();
            }
            Err(error) => {
                errors.push(error.at(data.path.file_range(0..path.len())).in_file(file));
            }
        }
    }
    if has_files && errors.is_empty() {
        let unknown = mentions.iter().filter(|mention| !known.contains(&mention.id));
        errors.extend(unknown.map(|mention| unknown_entry(mention, &known).in_file(file)));
    }
    errors
}

fn unknown_entry(mention: &WorkMention, known: &HashSet<String>) -> Diagnostic {
    let id = &mention.id;
    let hint = match did_you_mean(id, known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("add an entry `{id}` to a file of `bibliography`"),
    };
    let message = format!("no file of the bibliography has the work `{id}`");
    Code::UnknownEntry.at(mention.place.clone(), message).hint(hint)
}

const WORKS: DataKind = DataKind {
    code: Code::WorkData,
    path_hint: "write the path of a `.bib`, `.json`, `.yaml` or `.yml` file, relative to the folder of the report",
};

fn read(path: &str, files: &DataFiles) -> Result<Vec<Work>, Diagnostic> {
    let works = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("bib") => bibtex::works,
        Some("json") => csl_json::works,
        Some("yaml" | "yml") => hayagriva::works,
        _ => {
            let message = format!("the format of {path} is unknown");
            return Err(WORKS.code.of_file(message).hint(WORKS.path_hint));
        }
    };
    let text = files.read(path, &WORKS)?;
    let works = works(&text).map_err(|fault| {
        let line = fault.line.map(|line| format!("line {line} of ")).unwrap_or_default();
        let message = format!("cannot read {line}{path}: {}", fault.message);
        Code::WorkData.of_file(message).hint("correct the entry, or export the file again")
    })?;
    files.check(path, Limit::Entries, works.len())?;
    Ok(works)
}
