//! The names of output files.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use plenary::Format;
use unicode_normalization::UnicodeNormalization;

use super::plan::Job;
use crate::exit_status::CommandError;

/// The name of an output: `alliance-2016.pdf`. The name of a report may contain dots.
pub fn output_name(job: &Job, format: Format) -> OsString {
    let mut name = job.name.clone();
    name.push(".");
    name.push(format.extension());
    name
}

/// Refuses outputs with the same name, which would overwrite each other.
pub fn refuse_same_names(jobs: &[Job], formats: &[Format]) -> Result<(), CommandError> {
    let mut seen: BTreeMap<Vec<u8>, &Job> = BTreeMap::new();
    for (job, format) in jobs.iter().flat_map(|job| formats.iter().map(move |it| (job, *it))) {
        let path = job.folder.join(output_name(job, format));
        if let Some(other) = seen.insert(folded(path.as_os_str()), job) {
            let in_one_folder = other.report.parent() == job.report.parent();
            return Err(CommandError::Usage(format!(
                "{} and {} would both be written as {}{}",
                other.report.display(),
                job.report.display(),
                path.display(),
                if in_one_folder { "" } else { "; keep their folders with --base DIR" },
            )));
        }
    }
    Ok(())
}

/// A name without letter case and in Unicode normal form C, as some file systems compare names.
fn folded(name: &OsStr) -> Vec<u8> {
    match name.to_str() {
        Some(name) => name.nfc().flat_map(char::to_lowercase).nfc().collect::<String>().into(),
        None => name.as_encoded_bytes().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn message(reports: [&str; 2], formats: &[Format]) -> Option<String> {
        let source = |report| PathBuf::from(report).into();
        let jobs = reports.map(|report| Job::new(source(report), "conference".as_ref()).unwrap());
        refuse_same_names(&jobs, formats).err().map(|error| error.to_string())
    }

    #[test]
    fn two_reports_of_one_name_are_refused() {
        assert_eq!(message(["a/x.yaml", "a/y.yaml"], &Format::ALL), None);
        assert_eq!(
            message(["a/x.yaml", "b/X.yaml"], &[Format::Pdf]).as_deref(),
            Some(
                "a/x.yaml and b/X.yaml would both be written as X.pdf; keep their folders with \
                 --base DIR"
            )
        );
    }

    #[test]
    fn two_formats_of_one_name_are_refused() {
        let reports = ["a.yaml", "a.print.yaml"];
        assert_eq!(message(reports, &[Format::Pdf, Format::Text]), None);
        assert_eq!(
            message(reports, &[Format::Pdf, Format::PdfPrint]).as_deref(),
            Some("a.yaml and a.print.yaml would both be written as a.print.pdf")
        );
    }

    #[test]
    fn names_are_compared_in_one_normal_form() {
        assert!(message(["\u{e9}.yaml", "E\u{301}.yaml"], &[Format::Text]).is_some());
    }
}
