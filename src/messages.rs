//! Diagnostics as people and machines read them.

use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use plenary::diagnostic::{Diagnostic, Severity};
use serde_json::json;

use crate::cli::MessageFormat;

/// The text that diagnostics are about; empty when it is no text.
#[derive(Clone, Debug, Default)]
pub struct Source(Arc<str>);

impl Source {
    /// The text of a file.
    pub fn new(bytes: &[u8]) -> Source {
        Source(str::from_utf8(bytes).unwrap_or_default().into())
    }

    /// A range of bytes within the text, at the borders of characters.
    fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.0.floor_char_boundary(range.start);
        start..self.0.ceil_char_boundary(range.end.max(start))
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    fn position(&self, byte: usize) -> (usize, usize) {
        let before = self.0.get(..byte).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        (before.matches('\n').count() + 1, column + 1)
    }

    /// The lines that a range touches, as a range of bytes.
    fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let before = self.0.get(..range.start).unwrap_or_default();
        let after = self.0.get(range.end..).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        start..range.end + after.find('\n').unwrap_or(after.len())
    }
}

/// Where messages go, and in which form.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    /// For whom they are.
    pub format: MessageFormat,
    /// Whether only errors are printed.
    pub errors_only: bool,
}

impl Printer {
    /// A diagnostic with the line that it is about; `None` when only errors are asked for.
    pub fn diagnostic(self, diagnostic: &Diagnostic, source: &Source) -> Option<String> {
        if self.errors_only && diagnostic.severity < Severity::Error {
            return None;
        }
        Some(match self.format {
            MessageFormat::Human => human(diagnostic, source, &renderer()),
            MessageFormat::Json => machine(diagnostic, source),
        })
    }

    /// A file that is written; `None` when only errors are asked for.
    pub fn written(self, file: &str, bytes: usize, seconds: f64) -> Option<String> {
        if self.errors_only {
            return None;
        }
        Some(match self.format {
            MessageFormat::Human => format!("{file}  {}  {seconds:.2} s", size(bytes)),
            MessageFormat::Json => {
                json!({ "kind": "file", "file": file, "bytes": bytes, "seconds": seconds })
                    .to_string()
            }
        })
    }

    /// Something that stopped a report or the whole command.
    pub fn complaint(self, message: &str) -> String {
        match self.format {
            MessageFormat::Human => format!("error: {message}"),
            MessageFormat::Json => json!({ "kind": "failure", "message": message }).to_string(),
        }
    }
}

/// Prints why the whole command stopped.
pub fn complain(message: &str) {
    to_stderr(&format!("error: {message}"));
}

/// Writes a line for people to read; there is nowhere to complain when that fails.
pub fn to_stderr(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes results; a reader that has gone away has read enough.
pub fn to_stdout(text: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn renderer() -> Renderer {
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if colours { Renderer::styled() } else { Renderer::plain() }
}

fn human(diagnostic: &Diagnostic, source: &Source, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code);
    let place = diagnostic.place.as_ref().filter(|_| !source.0.is_empty());
    let group = match place {
        Some(place) => title.element(snippet(&diagnostic.file, source, &source.clamp(place))),
        None => title.element(annotate_snippets::Origin::path(&*diagnostic.file)),
    };
    let hint = diagnostic.hint.as_deref();
    let group: Group = group.elements(hint.map(|hint| Level::HELP.message(hint)));
    renderer.render(&[group])
}

/// The lines that the place touches, and no others: a source may be long.
fn snippet<'a>(
    file: &'a str,
    source: &'a Source,
    place: &Range<usize>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let lines = source.lines(place);
    let place = place.start - lines.start..place.end - lines.start;
    Snippet::source(source.0.get(lines.clone()).unwrap_or_default())
        .line_start(source.position(lines.start).0)
        .path(file)
        .annotation(AnnotationKind::Primary.span(place))
}

fn machine(diagnostic: &Diagnostic, source: &Source) -> String {
    let place = diagnostic.place.as_ref().map(|place| {
        let place = source.clamp(place);
        let (line, column) = source.position(place.start);
        let (end_line, end_column) = source.position(place.end);
        json!({
            "line": line, "column": column, "end_line": end_line, "end_column": end_column,
            "start_byte": place.start, "end_byte": place.end,
        })
    });
    let severity = match diagnostic.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    json!({
        "kind": "diagnostic", "severity": severity, "code": diagnostic.code,
        "message": diagnostic.message, "file": diagnostic.file, "place": place,
        "hint": diagnostic.hint,
    })
    .to_string()
}

/// A size in decimal units, as file managers give it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(place: Option<Range<usize>>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            code: "P0099",
            message: "this name is odd".into(),
            file: "source/r.yaml".into(),
            place,
            hint: Some("write another".into()),
        }
    }

    #[test]
    fn people_see_line_and_hint() {
        let source = Source::new("a: 1\nname: Skrivánková\nb: 2\n".as_bytes());
        let text = human(&warning(Some(11..23)), &source, &Renderer::plain());
        for part in ["warning[P0099]: this name is odd", "source/r.yaml:2:7", "write another"] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert!(!text.contains("b: 2"), "{text}");
    }

    #[test]
    fn machines_see_lines_and_columns_in_characters() {
        let source = Source::new("á: ж\nb: é".as_bytes());
        let text = machine(&warning(Some(4..6)), &source);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["place"]["line"], 1);
        assert_eq!(read["place"]["column"], 4);
        assert_eq!(read["place"]["end_column"], 5);
        assert_eq!(read["severity"], "warning");
    }

    #[test]
    fn no_place_breaks_the_printing() {
        let source = Source::new("á\r\nжж: 1\n".as_bytes());
        for start in 0..16 {
            for end in 0..16 {
                human(&warning(Some(start..end)), &source, &Renderer::plain());
                machine(&warning(Some(start..end)), &source);
            }
        }
        human(&warning(Some(3..9)), &Source::new(b"\xff\xfe"), &Renderer::plain());
        human(&warning(None), &source, &Renderer::plain());
    }

    #[test]
    fn only_errors_are_printed_when_only_errors_are_asked_for() {
        let printer = Printer { format: MessageFormat::Human, errors_only: true };
        assert_eq!(printer.diagnostic(&warning(None), &Source::default()), None);
        assert_eq!(printer.written("dist/r.pdf", 1, 0.1), None);
    }

    #[test]
    fn sizes_are_rounded() {
        let sizes = [999, 1_499, 181_700, 2_345_678].map(size);
        assert_eq!(sizes, ["999 B", "1 kB", "182 kB", "2.3 MB"]);
    }
}
