//! Builds the outputs that a request names.

use std::path::Path;

use plenary::builtin::{template_description, template_names};
use plenary::diagnostics::{Diagnostics, json};
use plenary::{Error, Format, MemoryWorld, Options, Output, Source, compile};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::packet::{self, Entry};

/// The header of a request. The first file is the report; it may use the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    /// The names of formats, as on the command line.
    formats: Vec<String>,
    template: String,
    files: Vec<Entry>,
}

/// The header of an answer.
#[derive(Default, Serialize)]
struct Answer {
    /// Warnings and errors, as `--message-format json` prints them.
    messages: Vec<Box<RawValue>>,
    /// Why nothing was built, if the messages do not say so.
    error: Option<String>,
    /// The outputs, in the order of [`Format::ALL`].
    files: Vec<Entry>,
    /// What may be requested.
    formats: Vec<&'static str>,
    templates: Vec<Template>,
}

/// A built-in template.
#[derive(Serialize)]
struct Template {
    name: &'static str,
    description: Option<String>,
}

/// Answers a request.
pub fn answer(request: &[u8]) -> Vec<u8> {
    let mut outputs = Vec::new();
    let mut answer = Answer::default();
    match built(request) {
        Ok((name, files, warnings)) => {
            answer.messages = messages(&warnings);
            answer.files = files.iter().map(|file| entry(name.as_ref(), file)).collect();
            outputs = files;
        }
        Err(Failure::Messages(found)) => answer.messages = messages(&found),
        Err(Failure::Other(error)) => answer.error = Some(error),
    }
    answer.formats = Format::ALL.map(Format::name).to_vec();
    answer.templates = template_names().map(template).collect();
    // Serializing strings and numbers cannot fail.
    let header = serde_json::to_vec(&answer).unwrap_or_default();
    packet::pack(&header, outputs.iter().map(|output| output.bytes.as_slice()))
}

/// Why a report was not built.
enum Failure {
    Messages(Diagnostics),
    Other(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        match error {
            Error::Diagnostics(found) => Failure::Messages(found),
            other => Failure::Other(other.to_string()),
        }
    }
}

/// The path of the report, its outputs, and the warnings about it.
fn built(request: &[u8]) -> Result<(String, Vec<Output>, Diagnostics), Failure> {
    let other = |error: String| Failure::Other(error);
    let cut = || other("the request is cut off".into());
    let (header, contents) = packet::parts(request).ok_or_else(cut)?;
    let request: Request =
        serde_json::from_slice(header).map_err(|error| other(error.to_string()))?;
    let files = packet::files(&request.files, contents).ok_or_else(cut)?;
    let (report, beside) = files.split_first().ok_or_else(cut)?;
    let mut world = MemoryWorld::new();
    beside.iter().for_each(|(path, bytes)| world.insert(path, *bytes));
    let outputs = compile(&Source::new(report.0, report.1), &world, &options(&request)?)?;
    Ok((report.0.to_owned(), outputs.files, outputs.warnings))
}

fn options(request: &Request) -> Result<Options, Failure> {
    let known = |name: &String| Format::ALL.iter().any(|format| format.name() == name);
    if let Some(name) = request.formats.iter().find(|name| !known(name)) {
        return Err(Failure::Other(format!("unknown format `{name}`")));
    }
    let wanted = |format: &Format| request.formats.iter().any(|name| name == format.name());
    let mut options = Options::default();
    options.formats = Format::ALL.into_iter().filter(wanted).collect();
    options.template = request.template.as_str().into();
    Ok(options)
}

fn messages(diagnostics: &Diagnostics) -> Vec<Box<RawValue>> {
    let each = diagnostics.iter().map(|(diagnostic, source)| json(diagnostic, source));
    each.filter_map(|message| RawValue::from_string(message).ok()).collect()
}

/// The name of an output is that of the report with the extension of the format.
fn entry(report: &Path, output: &Output) -> Entry {
    let stem = report.file_stem().unwrap_or_default().to_string_lossy();
    Entry { path: format!("{stem}.{}", output.format.extension()), length: output.bytes.len() }
}

fn template(name: &'static str) -> Template {
    Template { name, description: template_description(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str =
        "publication: {title: Fair work in ports, publisher: Port Board, date: 2024-06-14}
body:
  - title: Introduction
    content: [Sixty participants met in Lisbon.]
";

    /// The header of the answer about a report, and its files.
    fn asked(formats: &str, report: &str) -> (serde_json::Value, Vec<u8>) {
        let length = report.len();
        let header = format!(
            r#"{{"formats":{formats},"template":"report","files":[{{"path":"a/ports.yaml","length":{length}}}]}}"#
        );
        let request = packet::pack(header.as_bytes(), [report.as_bytes()].into_iter());
        let answer = answer(&request);
        let (header, contents) = packet::parts(&answer).unwrap();
        (serde_json::from_slice(header).unwrap(), contents.to_vec())
    }

    #[test]
    fn outputs_are_named_after_the_report_in_the_order_of_formats() {
        let (header, contents) = asked(r#"["txt", "pdf-print"]"#, REPORT);
        assert_eq!(header["files"][0]["path"], "ports.print.pdf");
        assert_eq!(header["files"][1]["path"], "ports.txt");
        let length = header["files"][0]["length"].as_u64().unwrap() as usize;
        assert!(contents.starts_with(b"%PDF-"));
        let text = std::str::from_utf8(&contents[length..]).unwrap();
        assert!(text.contains("Sixty participants met in Lisbon."), "{text}");
        assert_eq!(header["templates"][0]["name"], "conference");
    }

    #[test]
    fn errors_have_their_place() {
        let (header, contents) = asked(r#"["txt"]"#, &REPORT.replace("title: Fair", "titel: Fair"));
        assert_eq!(header["messages"][0]["line"], 1);
        assert_eq!(header["messages"][0]["severity"], "error");
        assert_eq!(header["files"].as_array().unwrap().len(), 0);
        assert!(contents.is_empty());
    }

    #[test]
    fn requests_that_are_wrong_are_refused() {
        let (header, _) = asked(r#"["doc"]"#, REPORT);
        assert_eq!(header["error"], "unknown format `doc`");
        let short = answer(b"\x10\0\0\0{}");
        assert!(String::from_utf8_lossy(&short).contains("the request is cut off"));
    }
}
