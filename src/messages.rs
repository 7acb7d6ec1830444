//! Diagnostics as people and machines read them.

use std::io::{self, IsTerminal, Write};

use plenary::diagnostic::{Diagnostic, Severity, json, render, render_coloured, sarif};
use serde_json::json;

use crate::cli::MessageFormat;
use crate::files::Source;

/// One message in the form that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// To be printed as soon as its turn comes.
    Text(String),
    /// A finding of the log that is printed at the end.
    Finding(sarif::Finding),
    /// What stopped a report, for that log.
    Stop(String),
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
    pub fn diagnostic(self, diagnostic: &Diagnostic, source: &Source) -> Option<Message> {
        if self.errors_only && diagnostic.severity < Severity::Error {
            return None;
        }
        Some(match self.format {
            MessageFormat::Human if colours() => {
                Message::Text(render_coloured(diagnostic, source.text()))
            }
            MessageFormat::Human => Message::Text(render(diagnostic, source.text())),
            MessageFormat::Json => Message::Text(json(diagnostic, source.text())),
            MessageFormat::Sarif => Message::Finding(sarif::finding(diagnostic, source.text())),
        })
    }

    /// A file that is written; `None` when only errors are asked for.
    pub fn written(self, file: &str, bytes: usize, seconds: f64) -> Option<String> {
        if self.errors_only {
            return None;
        }
        Some(match self.format {
            MessageFormat::Human | MessageFormat::Sarif => {
                format!("{file}  {}  {seconds:.2} s", size(bytes))
            }
            MessageFormat::Json => {
                json!({ "file": file, "bytes": bytes, "seconds": seconds }).to_string()
            }
        })
    }

    /// Something that stopped a report or the whole command.
    pub fn complaint(self, message: &str) -> Message {
        match self.format {
            MessageFormat::Human => Message::Text(format!("error: {message}")),
            MessageFormat::Json => {
                Message::Text(json!({ "severity": "error", "message": message }).to_string())
            }
            MessageFormat::Sarif => Message::Stop(message.into()),
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

fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Returns a count with its noun: "1 error", "2 errors".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Formats a size in decimal units, as file managers do.
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

    #[test]
    fn only_errors_are_printed_when_only_errors_are_asked_for() {
        let printer = Printer { format: MessageFormat::Human, errors_only: true };
        let message = |severity| Diagnostic {
            severity,
            code: "P0099",
            message: "this name is odd".into(),
            file: "r.yaml".into(),
            place: None,
            hint: None,
            related: None,
        };
        let print = |severity| printer.diagnostic(&message(severity), &Source::default());
        assert_eq!(print(Severity::Warning), None);
        let contains = |message| matches!(message, Message::Text(text) if text.contains("odd"));
        assert!(print(Severity::Error).is_some_and(contains));
        assert_eq!(printer.written("dist/r.pdf", 1, 0.1), None);
    }

    #[test]
    fn sizes_are_rounded() {
        let sizes = [999, 1_499, 181_700, 2_345_678].map(size);
        assert_eq!(sizes, ["999 B", "1 kB", "182 kB", "2.3 MB"]);
    }
}
