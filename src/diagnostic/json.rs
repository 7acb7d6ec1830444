//! A diagnostic as a JSON object, for scripts and editors.

use serde::Serialize;

use super::message::Diagnostic;
use super::printable::escaped_json;
use super::related::Related;
use super::source_text::{Position, SourceText};

/// The fields of the object, in order.
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
    related: Option<RelatedMessage<'a>>,
}

/// The field `related`.
#[derive(Serialize)]
struct RelatedMessage<'a> {
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> RelatedMessage<'a> {
    fn new(related: &'a Related) -> Self {
        let (start, end) = related.positions;
        RelatedMessage {
            message: &related.message,
            file: &related.file,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// Renders a diagnostic as a JSON object on one line, without a line break at the end.
///
/// Lines and columns count from 1, columns in characters. The end is the position after the last
/// character. The positions are `null` for a diagnostic about a whole file. The second place, if
/// any, is in `related`. Characters that control a terminal are escaped.
pub fn json(diagnostic: &Diagnostic, source: &SourceText) -> String {
    let start = diagnostic.place.as_ref().map(|place| source.position(place.start));
    let end = diagnostic.place.as_ref().map(|place| source.position(place.end));
    let line = |position: Option<Position>| position.map(|position| position.line);
    let column = |position: Option<Position>| position.map(|position| position.column);
    let message = Message {
        severity: diagnostic.severity.name(),
        code: diagnostic.code.id(),
        message: &diagnostic.message,
        file: &diagnostic.file,
        line: line(start),
        column: column(start),
        end_line: line(end),
        end_column: column(end),
        hint: diagnostic.hint.as_deref(),
        related: diagnostic.related.as_deref().map(RelatedMessage::new),
    };
    // Serializing strings and numbers cannot fail.
    escaped_json(serde_json::to_string(&message).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::code::Code;
    use super::*;

    #[test]
    fn places_are_lines_and_columns() {
        let source = SourceText::from("čć\nxyz");
        let diagnostic = Code::NotUtf8.at(5..8, "a \"word\"").in_file("a.yaml");
        assert_eq!(
            json(&diagnostic, &source),
            r#"{"severity":"error","code":"P0001","message":"a \"word\"","file":"a.yaml","line":2,"column":1,"end_line":2,"end_column":4,"hint":null}"#
        );
        let other = Related::new("here", "b.yaml", &source, 5..8);
        let related = json(&diagnostic.clone().related(other), &source);
        assert!(related.contains(
            r#""related":{"message":"here","file":"b.yaml","line":2,"column":1,"end_line":2,"end_column":4}"#
        ), "{related}");
        assert!(json(&diagnostic.at(None), &source).contains(r#""line":null"#));
    }
}
