//! Diagnostics as one log in SARIF 2.1.0 (OASIS Standard, 27 March 2020), for editors and for
//! what gathers the findings of many tools.

use std::ops::Range;

use serde_json::{Value, json};

use super::{Code, Diagnostic, Lined, Position, Related, Severity, position};

/// Where the log's own schema stands.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One finding (§3.27).
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    code: &'static str,
    result: Value,
}

/// A diagnostic as a finding. `source` is the file that it is about.
pub fn finding<S: Lined + ?Sized>(diagnostic: &Diagnostic, source: &S) -> Finding {
    let uri = uri(&diagnostic.file);
    let place = diagnostic.place.as_ref();
    let location = match place.map(|place| region(place, source)) {
        Some(region) => json!({ "artifactLocation": { "uri": uri }, "region": region }),
        None => json!({ "artifactLocation": { "uri": uri } }),
    };
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": diagnostic.severity.name(),
        "message": { "text": text(diagnostic) },
        "locations": [{ "physicalLocation": location }],
    });
    if let (Some(other), Some(result)) = (&diagnostic.related, result.as_object_mut()) {
        result.insert("relatedLocations".into(), json!([related(other)]));
    }
    Finding { code: diagnostic.code, result }
}

/// Another place that a message is about (§3.27.22).
fn related(other: &Related) -> Value {
    let region = region_between(other.positions.0, other.positions.1);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&other.file) },
            "region": region,
        },
        "message": { "text": other.label },
    })
}

/// The bytes of a place as lines and columns (§3.30), both from 1; the end is the first column after.
fn region<S: Lined + ?Sized>(place: &Range<usize>, source: &S) -> Value {
    region_between(position(source, place.start), position(source, place.end))
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

/// A path as a reference of a URI (RFC 3986): relative as it was named, or a `file:` URI.
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

/// A whole log: what was found, and what stopped reports or the command. No line break at the end.
pub fn log(findings: &[Finding], stops: &[String]) -> String {
    let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().filter_map(|code| Code::find(code)).map(rule).collect();
    let notify = |stop: &String| json!({ "level": "error", "message": { "text": stop } });
    let invocation = json!({
        "executionSuccessful": stops.is_empty(),
        "toolExecutionNotifications": stops.iter().map(notify).collect::<Vec<_>>(),
    });
    let driver = json!({ "name": "plenary", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({
        "tool": { "driver": driver },
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": findings.iter().map(|finding| &finding.result).collect::<Vec<_>>(),
    });
    json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }).to_string()
}

/// A code as a rule (§3.49), with its page as help.
fn rule(code: Code) -> Value {
    let level = match code.severity() {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    json!({
        "id": code.id(),
        "shortDescription": { "text": code.explanation() },
        "help": { "text": code.page(), "markdown": code.page() },
        "defaultConfiguration": { "level": level },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_has_its_region_in_characters() {
        let error = Code::UnknownNote.at(5..8, "no footnote has the id `xyz`").hint("write it");
        let other = Related::new("and here", "b.yaml", "xyz", 1..3);
        let error = Diagnostic { file: "a b/č.yaml".into(), ..error.related(other) };
        let log: Value =
            serde_json::from_str(&log(&[finding(&error, "čć\nxyz")], &["it stops".into()]))
                .unwrap();
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C4%8D.yaml");
        let region = json!({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4});
        assert_eq!(place["region"], region);
        assert_eq!(result["message"]["text"], "no footnote has the id `xyz`; write it");
        let other = &result["relatedLocations"][0];
        assert_eq!(other["physicalLocation"]["artifactLocation"]["uri"], "b.yaml");
        assert_eq!(other["physicalLocation"]["region"]["startColumn"], 2);
        assert_eq!(other["message"]["text"], "and here");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "P0034");
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    }

    #[test]
    fn paths_are_references_of_uris() {
        assert_eq!(uri("source/a.yaml"), "source/a.yaml");
        assert_eq!(uri("/tmp/a.yaml"), "file:///tmp/a.yaml");
        assert_eq!(uri("a:b\\c.yaml"), "a%3Ab/c.yaml");
    }

    #[test]
    fn a_log_without_findings_is_a_log() {
        let log: Value = serde_json::from_str(&log(&[], &[])).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["version"], "2.1.0");
    }
}
