//! Messages as text for people, JSON or SARIF.

use std::io::{self, IsTerminal, Write};

use plenary::Error;
use plenary::diagnostics::{
    Diagnostic, Diagnostics, Selection, Severity, SourceText, escaped_json, json, printable,
    render, render_coloured, sarif,
};
use serde::Serialize;
use serde_json::json;

use crate::cli::MessageFormat;

/// A message in the requested form.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Text, printed as soon as its turn comes.
    Text(String),
    /// A result of the SARIF log, which is printed at the end.
    SarifResult(sarif::Finding),
    /// A notification to record in the SARIF log.
    SarifNotification(sarif::Notification),
}

/// The form of messages, and the choice of those to print.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    /// The form.
    pub format: MessageFormat,
    /// Whether to print errors only.
    pub errors_only: bool,
    /// The maximum number of diagnostics of a report to print; the others are counted.
    pub most: u64,
}

impl Printer {
    /// Renders diagnostics, and counts those beyond the maximum; leaves out warnings if only errors are
    /// printed.
    pub fn diagnostics(self, diagnostics: &Diagnostics) -> Vec<Message> {
        let least = if self.errors_only { Severity::Error } else { Severity::Warning };
        let selection = diagnostics.select(least, self.most);
        let chosen = selection.chosen.iter().map(|(it, source)| self.diagnostic(it, source));
        chosen.chain(self.rest(&selection)).collect()
    }

    /// Renders the number of diagnostics that are not printed.
    fn rest(self, selection: &Selection) -> Option<Message> {
        let severity = if selection.more_errors > 0 { Severity::Error } else { Severity::Warning };
        let rest = selection.rest()?;
        Some(match self.format {
            MessageFormat::Human => Message::Text(rest),
            MessageFormat::Json => {
                Message::Text(json!({ "severity": severity.name(), "message": rest }).to_string())
            }
            MessageFormat::Sarif => Message::SarifNotification(sarif::Notification::Note(rest)),
        })
    }

    /// Renders the error of a report.
    pub fn error(self, error: &Error) -> Vec<Message> {
        match error {
            Error::Diagnostics(diagnostics) => self.diagnostics(diagnostics),
            error => vec![self.failure(&error.to_string())],
        }
    }

    /// Renders a diagnostic with an excerpt of its source.
    fn diagnostic(self, diagnostic: &Diagnostic, source: &SourceText) -> Message {
        match self.format {
            MessageFormat::Human if colours() => Message::Text(render_coloured(diagnostic, source)),
            MessageFormat::Human => Message::Text(render(diagnostic, source)),
            MessageFormat::Json => Message::Text(json(diagnostic, source)),
            MessageFormat::Sarif => Message::SarifResult(sarif::finding(diagnostic, source)),
        }
    }

    /// Renders a line about a written file; `None` if only errors are printed.
    pub fn written_file(self, file: &str, bytes: usize, seconds: f64) -> Option<String> {
        if self.errors_only {
            return None;
        }
        Some(match self.format {
            MessageFormat::Human | MessageFormat::Sarif => {
                format!("{}  {}  {seconds:.2} s", printable(file), size(bytes))
            }
            MessageFormat::Json => escaped_json(
                json!({ "file": file, "bytes": bytes, "seconds": seconds }).to_string(),
            ),
        })
    }

    /// Prints a note to people.
    pub fn note(self, text: &str) {
        match self.format {
            MessageFormat::Human if !self.errors_only => to_stderr(&printable(text)),
            MessageFormat::Human | MessageFormat::Json | MessageFormat::Sarif => {}
        }
    }

    /// Renders a failure without a place in a file.
    pub fn failure(self, message: &str) -> Message {
        failure(self.format, message)
    }

    /// Makes lines for people, or JSON objects for machines, safe to print.
    pub fn safe(self, lines: &str) -> String {
        let escaped = |line: &str| escaped_json(line.to_owned());
        match self.format {
            MessageFormat::Human => printable_lines(lines),
            MessageFormat::Json | MessageFormat::Sarif => {
                lines.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

fn failure(format: MessageFormat, message: &str) -> Message {
    match format {
        MessageFormat::Human => Message::Text(format!("error: {}", printable_lines(message))),
        MessageFormat::Json => {
            let object = json!({ "severity": "error", "message": message });
            Message::Text(escaped_json(object.to_string()))
        }
        MessageFormat::Sarif => {
            Message::SarifNotification(sarif::Notification::Failure(message.into()))
        }
    }
}

/// Adds messages in JSON to an object, as the list `messages`.
pub fn with_messages(
    object: &impl Serialize,
    messages: Vec<Message>,
) -> serde_json::Result<String> {
    let json = |message| match message {
        Message::Text(json) => Some(json),
        Message::SarifResult(_) | Message::SarifNotification(_) => None,
    };
    let list = messages.into_iter().filter_map(json).collect::<Vec<_>>().join(",");
    let mut text = serde_json::to_string(object)?;
    text.truncate(text.trim_end_matches('}').len());
    Ok(escaped_json(text) + &format!(",\"messages\":[{list}]}}"))
}

/// Prints messages to the standard error, those for a SARIF log as one log.
pub fn print(messages: Vec<Message>) {
    let (mut results, mut notifications) = (Vec::new(), Vec::new());
    for message in messages {
        match message {
            Message::Text(text) => to_stderr(&text),
            Message::SarifResult(result) => results.push(result),
            Message::SarifNotification(notification) => notifications.push(notification),
        }
    }
    if !(results.is_empty() && notifications.is_empty()) {
        to_stderr(&sarif::log(&results, &notifications));
    }
}

/// Prints the error that ended the command.
pub fn print_error(format: MessageFormat, message: &str) {
    match failure(format, message) {
        Message::Text(text) => to_stderr(&text),
        Message::SarifNotification(told) => to_stderr(&sarif::log(&[], &[told])),
        Message::SarifResult(result) => to_stderr(&sarif::log(&[result], &[])),
    }
}

/// Makes lines safe to print.
pub fn printable_lines(lines: &str) -> String {
    lines.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// Writes a line to the standard error. Failures are ignored, because they could not be reported anywhere.
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
        let printer = Printer { format: MessageFormat::Human, errors_only: true, most: 9 };
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
