//! Diagnostics as a SARIF 2.1.0 log (OASIS Standard, 27 March 2020), for editors and code-scanning
//! services. Section numbers below refer to that standard.

use std::ops::Range;

use serde_json::{Value, json};

use super::code::Code;
use super::message::Diagnostic;
use super::printable::escaped_json;
use super::related::Related;
use super::source_text::{Position, SourceText};

/// The JSON Schema of the log.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A `result` object (§3.27).
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    code: Code,
    result: Value,
}

/// The content of a log besides its results (`notification` objects, §3.58).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notification {
    /// A failure that stopped a report or the command.
    Failure(String),
    /// Anything else, such as the number of results that are left out.
    Note(String),
}

impl Notification {
    fn json(&self) -> Value {
        let (level, text) = match self {
            Notification::Failure(text) => ("error", text),
            Notification::Note(text) => ("note", text),
        };
        json!({ "level": level, "message": { "text": text } })
    }

    fn is_failure(&self) -> bool {
        matches!(self, Notification::Failure(_))
    }
}

/// Converts a diagnostic; `source` is the text of its file.
pub fn finding(diagnostic: &Diagnostic, source: &SourceText) -> Finding {
    let uri = uri(&diagnostic.file);
    let place = diagnostic.place.as_ref();
    let location = match place.map(|place| region(place, source)) {
        Some(region) => json!({ "artifactLocation": { "uri": uri }, "region": region }),
        None => json!({ "artifactLocation": { "uri": uri } }),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "level": diagnostic.severity.name(),
        "message": { "text": text(diagnostic) },
        "locations": [{ "physicalLocation": location }],
    });
    if let (Some(other), Some(result)) = (&diagnostic.related, result.as_object_mut()) {
        result.insert("relatedLocations".into(), json!([related(other)]));
    }
    Finding { code: diagnostic.code, result }
}

/// The second place of a diagnostic, as a related location (§3.27.22).
fn related(other: &Related) -> Value {
    let region = region_between(other.positions.0, other.positions.1);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&other.file) },
            "region": region,
        },
        "message": { "text": other.message },
    })
}

/// A place as a `region` (§3.30): lines and columns from 1, the end exclusive.
fn region(place: &Range<usize>, source: &SourceText) -> Value {
    region_between(source.position(place.start), source.position(place.end))
}

fn region_between(from: Position, to: Position) -> Value {
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
    })
}

fn text(diagnostic: &Diagnostic) -> String {
    match &diagnostic.hint {
        Some(hint) => format!("{}; {hint}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// A path as a URI reference (RFC 3986): relative, or a `file:` URI for an absolute path.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encode = |byte: u8| match kept(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    let encoded: String = path.bytes().map(encode).collect();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

/// Renders a log without a line break at the end.
pub fn log(findings: &[Finding], notifications: &[Notification]) -> String {
    let mut codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.into_iter().map(rule).collect();
    let told: Vec<Value> = notifications.iter().map(Notification::json).collect();
    let invocation = json!({
        "executionSuccessful": !notifications.iter().any(Notification::is_failure),
        "toolExecutionNotifications": told,
    });
    let driver = json!({ "name": "plenary", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({
        "tool": { "driver": driver },
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": findings.iter().map(|finding| &finding.result).collect::<Vec<_>>(),
    });
    escaped_json(json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }).to_string())
}

/// A code as a `reportingDescriptor` (§3.49), with its explanation as help.
fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": code.severity().name() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_has_its_region_in_characters() {
        let error = Code::UnknownNote.at(5..8, "unknown footnote `xyz`").hint("write it");
        let other = Related::new("and here", "b.yaml", &"xyz".into(), 1..3);
        let error = error.related(other).in_file("a b/č.yaml");
        let findings = [finding(&error, &"čć\nxyz".into())];
        let log: Value =
            serde_json::from_str(&log(&findings, &[Notification::Failure("it stops".into())]))
                .unwrap();
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C4%8D.yaml");
        let region = json!({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4});
        assert_eq!(place["region"], region);
        assert_eq!(result["message"]["text"], "unknown footnote `xyz`; write it");
        let other = &result["relatedLocations"][0];
        assert_eq!(other["physicalLocation"]["artifactLocation"]["uri"], "b.yaml");
        assert_eq!(other["physicalLocation"]["region"]["startColumn"], 2);
        assert_eq!(other["message"]["text"], "and here");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "P0034");
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }

    /// The number of results that are left out is not a failure.
    #[test]
    fn a_note_is_not_a_failure() {
        let note = Notification::Note("… and 3 more errors".into());
        let log: Value = serde_json::from_str(&log(&[], &[note])).unwrap();
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], true);
        assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "note");
    }

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("source/a.yaml"), "source/a.yaml");
        assert_eq!(uri("/tmp/a.yaml"), "file:///tmp/a.yaml");
        assert_eq!(uri("a:b\\c.yaml"), "a%3Ab/c.yaml");
    }

    #[test]
    fn a_log_may_have_no_findings() {
        let log: Value = serde_json::from_str(&log(&[], &[])).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["version"], "2.1.0");
    }
}
