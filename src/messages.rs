//! Messages as text for people, JSON or SARIF.

use std::io::{self, IsTerminal, Write};

use plenary::Error;
use plenary::diagnostics::{
    Diagnostic, Diagnostics, Severity, SourceText, json, render, render_coloured, sarif,
};
use serde_json::json;

use crate::cli::MessageFormat;

/// A message in the requested form.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Text, printed as soon as its turn comes.
    Text(String),
    /// A result of the SARIF log, which is printed at the end.
    SarifResult(sarif::Finding),
    /// A failure to record in the SARIF log.
    SarifFailure(String),
}

/// The form of messages, and which of them to print.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    /// The form.
    pub format: MessageFormat,
    /// Whether to print errors only.
    pub errors_only: bool,
}

impl Printer {
    /// Renders diagnostics; leaves out warnings if only errors are printed.
    pub fn diagnostics(self, diagnostics: &Diagnostics) -> Vec<Message> {
        let render = |(diagnostic, source): (&_, &_)| self.diagnostic(diagnostic, source);
        diagnostics.iter().filter_map(render).collect()
    }

    /// Renders the error of a report.
    pub fn error(self, error: &Error) -> Vec<Message> {
        match error {
            Error::Diagnostics(diagnostics) => self.diagnostics(diagnostics),
            error => vec![self.failure(&error.to_string())],
        }
    }

    /// Renders a diagnostic with an excerpt of its source; `None` for warnings if only errors are
    /// printed.
    fn diagnostic(self, diagnostic: &Diagnostic, source: &SourceText) -> Option<Message> {
        if self.errors_only && diagnostic.severity < Severity::Error {
            return None;
        }
        Some(match self.format {
            MessageFormat::Human if colours() => Message::Text(render_coloured(diagnostic, source)),
            MessageFormat::Human => Message::Text(render(diagnostic, source)),
            MessageFormat::Json => Message::Text(json(diagnostic, source)),
            MessageFormat::Sarif => Message::SarifResult(sarif::finding(diagnostic, source)),
        })
    }

    /// Renders a line about a written file; `None` if only errors are printed.
    pub fn written_file(self, file: &str, bytes: usize, seconds: f64) -> Option<String> {
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

    /// Renders a failure that has no place in a file.
    pub fn failure(self, message: &str) -> Message {
        match self.format {
            MessageFormat::Human => Message::Text(format!("error: {message}")),
            MessageFormat::Json => {
                Message::Text(json!({ "severity": "error", "message": message }).to_string())
            }
            MessageFormat::Sarif => Message::SarifFailure(message.into()),
        }
    }
}

/// Prints the error that ended the command.
pub fn print_error(message: &str) {
    to_stderr(&format!("error: {message}"));
}

/// Writes a line to the standard error, ignoring failures: they could not be reported anywhere.
pub fn to_stderr(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes results to the standard output. A closed pipe is not an error.
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
    use plenary::{MemoryWorld, Options, Source};

    use super::*;

    #[test]
    fn quiet_printers_skip_warnings() {
        let found = |text: &str| {
            let source = Source::new("r.yaml", text);
            match plenary::check(&source, &MemoryWorld::new(), &Options::default()) {
                Ok(found) | Err(Error::Diagnostics(found)) => found,
                Err(error) => panic!("{error}"),
            }
        };
        let warning = found(
            "publication: {title: T, publisher: P, date: 2024-01-01}\n\
             body: [{title: S, content: [Two  spaces.]}]\n",
        );
        let error = found("publication: {titel: T}\n");
        let printer = Printer { format: MessageFormat::Human, errors_only: true };
        assert_eq!((warning.iter().count(), printer.diagnostics(&warning)), (1, vec![]));
        let contains =
            |message: &Message| matches!(message, Message::Text(text) if text.contains("titel"));
        assert!(printer.diagnostics(&error).iter().any(contains));
        assert_eq!(printer.written_file("dist/r.pdf", 1, 0.1), None);
    }

    #[test]
    fn sizes_are_rounded_to_their_unit() {
        let sizes = [999, 1_499, 181_700, 2_345_678].map(size);
        assert_eq!(sizes, ["999 B", "1 kB", "182 kB", "2.3 MB"]);
    }
}
