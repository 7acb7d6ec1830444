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
    let message = format!("no file of the bibliography has the work `{id}`");
    let error = Code::UnknownEntry.at(mention.place.clone(), message);
    match did_you_mean(id, known.iter().map(String::as_str)) {
        Some(meant) => error.did_you_mean(meant),
        None => error.hint(format!("add an entry `{id}` to a file of `bibliography`")),
    }
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
    works.iter().try_for_each(|work| check_fields(path, work, files))?;
    Ok(works)
}

/// Checks the lengths of the fields of a work.
fn check_fields(path: &str, work: &Work, files: &DataFiles) -> Result<(), Diagnostic> {
    let WorkEntry::Data(data) = &work.entry else { return Ok(()) };
    let id = work.id.as_deref().unwrap_or_default();
    data.fields().into_iter().try_for_each(|(name, texts)| {
        let length = texts.iter().map(|text| text.chars().count()).sum();
        files.check(&format!("`{name}` of the work `{id}` in {path}"), Limit::FieldLength, length)
    })
}

#[cfg(test)]
mod tests {
    use crate::limits::Limit;
    use crate::{Error, MemoryWorld, Options, Source, check};

    const REPORT: &str = "publication: {title: T, publisher: P, date: 2024-01-01}
body: [{title: A, content: [\"A [@a].\"]}]
bibliography: [{data: works.FORMAT}]
";

    /// The first error of a report that cites the work `a` of a file, with fields of at most 10 characters.
    fn error(format: &str, works: &str) -> Option<String> {
        let mut world = MemoryWorld::new();
        world.insert(format!("works.{format}"), works.as_bytes());
        let source = Source::new("report.yaml", REPORT.replace("FORMAT", format).as_bytes());
        let mut options = Options::default();
        options.limits.set(Limit::FieldLength, 10);
        match check(&source, &world, &options) {
            Err(Error::Diagnostics(found)) => found.iter().next().map(|it| it.0.message.clone()),
            Ok(_) => None,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn fields_are_bounded_in_every_format() {
        let long = |field: &str, format: &str| {
            let has = "has 11 characters, more than 10";
            Some(format!("`{field}` of the work `a` in works.{format} {has}"))
        };
        assert_eq!(error("bib", "@book{a, title = {0123456789}}"), None);
        assert_eq!(error("bib", "@book{a, title = {01234567890}}"), long("title", "bib"));
        assert_eq!(error("yml", "a: {title: A, author: [Linde, Sundin]}"), long("author", "yml"));
        let json = r#"[{"id": "a", "title": "A", "publisher": "01234567890"}]"#;
        assert_eq!(error("json", json), long("publisher", "json"));
    }
}
