//! The works of bibliographies in files in the folder of the report.

mod bibtex;
mod csl_json;

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, LimitError, Limits};
use crate::source::schema::{Report, Work, WorkEntry};
use crate::source::{WorkMention, did_you_mean};
use crate::world::{FilePath, World};

/// What is wrong with a file of works.
struct Fault {
    /// The line, from 1; `None` if none is to blame.
    line: Option<usize>,
    /// What is wrong there.
    message: String,
}

/// Fills the bibliography of a report with those works of its files that it cites. Returns a diagnostic for
/// each file that cannot be used, and for each citation of a work that is nowhere.
pub fn fill_works(
    file: &str,
    report: &mut Report,
    mentions: &[WorkMention],
    folder: &FilePath,
    world: &dyn World,
    limits: &Limits,
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
        match read(path, folder, world, limits) {
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

fn read(
    path: &str,
    folder: &FilePath,
    world: &dyn World,
    limits: &Limits,
) -> Result<Vec<Work>, Diagnostic> {
    let works = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("bib") => bibtex::works,
        Some("json") => csl_json::works,
        _ => {
            let message = format!("the format of {path} is unknown");
            let hint =
                "write the path of a `.bib` or `.json` file, relative to the folder of the report";
            return Err(Code::WorkData.of_file(message).hint(hint));
        }
    };
    let most = limits.get(Limit::DataSize);
    let bytes = world.read(&folder.named(path), most).map_err(|error| match error.excess() {
        Some(count) => over(path, LimitError { limit: Limit::DataSize, count, most }),
        None if error.is_outside() => {
            let message = format!("{path} is outside the folder of the report");
            Code::WorkData.of_file(message).hint("move it into the folder of the report")
        }
        None => {
            let hint =
                "write the path of a `.bib` or `.json` file, relative to the folder of the report";
            let message = format!("cannot read {path}: {}", error.reason());
            Code::WorkData.of_file(message).hint(hint)
        }
    })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = str::from_utf8(bytes).map_err(|_| {
        Code::WorkData.of_file(format!("{path} is not in UTF-8")).hint("save the file as UTF-8")
    })?;
    let works = works(text).map_err(|fault| {
        let line = fault.line.map(|line| format!("line {line} of ")).unwrap_or_default();
        let message = format!("cannot read {line}{path}: {}", fault.message);
        Code::WorkData.of_file(message).hint("correct the entry, or export the file again")
    })?;
    limits.check(Limit::Entries, works.len()).map_err(|error| over(path, error))?;
    Ok(works)
}

fn over(path: &str, error: LimitError) -> Diagnostic {
    Code::FileOverLimit.of_limit(path, error)
}
