//! A diagnostic for machines: one JSON object on one line.

use serde::Serialize;

use super::{Diagnostic, Lined, Position, Related, position};

/// The fields in the order in which they are written.
#[derive(Serialize)]
struct Message<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Other<'a>>,
}

/// Another place, in the same terms.
#[derive(Serialize)]
struct Other<'a> {
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> Other<'a> {
    fn new(related: &'a Related) -> Self {
        let (start, end) = related.positions;
        Other {
            message: &related.label,
            file: &related.file,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// One JSON object without a line break. Lines and columns count from 1, columns in characters;
/// the end is the position after the last character. Without a place they are `null`. Another place
/// that the message is about stands in `related`, where there is one.
pub fn json<S: Lined + ?Sized>(diagnostic: &Diagnostic, source: &S) -> String {
    let start = diagnostic.place.as_ref().map(|place| position(source, place.start));
    let end = diagnostic.place.as_ref().map(|place| position(source, place.end));
    let line = |position: Option<Position>| position.map(|position| position.line);
    let column = |position: Option<Position>| position.map(|position| position.column);
    let message = Message {
        severity: diagnostic.severity.name(),
        code: diagnostic.code,
        message: &diagnostic.message,
        file: &diagnostic.file,
        line: line(start),
        column: column(start),
        end_line: line(end),
        end_column: column(end),
        hint: diagnostic.hint.as_deref(),
        related: diagnostic.related.as_deref().map(Other::new),
    };
    // Strings and numbers alone: writing them cannot fail.
    serde_json::to_string(&message).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    #[test]
    fn places_are_lines_and_columns() {
        let mut diagnostic = Diagnostic {
            severity: Severity::Error,
            code: "P0001",
            message: "a \"word\"".into(),
            file: "a.yaml".into(),
            place: Some(5..8),
            hint: None,
            related: None,
        };
        assert_eq!(
            json(&diagnostic, "čć\nxyz"),
            r#"{"severity":"error","code":"P0001","message":"a \"word\"","file":"a.yaml","line":2,"column":1,"end_line":2,"end_column":4,"hint":null}"#
        );
        let other = Related::new("here", "b.yaml", "čć\nxyz", 5..8);
        let related = json(&diagnostic.clone().related(other), "");
        assert!(related.contains(
            r#""related":{"message":"here","file":"b.yaml","line":2,"column":1,"end_line":2,"end_column":4}"#
        ), "{related}");
        diagnostic.place = None;
        assert!(json(&diagnostic, "").contains(r#""line":null"#));
    }
}
