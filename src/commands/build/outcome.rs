//! The outcome of each report, and the summary of all reports.

use std::time::Duration;

use plenary::diagnostics::{Diagnostics, Severity};
use serde::Serialize;

use crate::cli::MessageFormat;
use crate::messages::{Message, Printer, counted, with_messages};
use crate::progress::JobOutput;

/// The outcome of a report.
#[derive(Debug)]
pub enum Outcome {
    /// Its outputs were written.
    Made {
        /// The outputs.
        files: Vec<FileObject>,
        /// The number of warnings.
        warnings: usize,
    },
    /// Its outputs are the same as a build would write.
    Unchanged {
        /// The number of warnings of the build that wrote them.
        warnings: usize,
    },
    /// Nothing was written.
    Failed(Failure),
}

/// Why nothing was written for a report.
#[derive(Debug)]
pub struct Failure {
    /// The place of the first error, or only the report.
    pub place: String,
    /// The number of errors in the report.
    pub errors: usize,
}

impl Failure {
    /// The failure of a report with errors.
    pub fn of(found: &Diagnostics, report: &str) -> Failure {
        let first = found.iter().find(|(it, _)| it.severity == Severity::Error);
        let place = first.map(|(error, source)| match &error.place {
            Some(place) => {
                let position = source.position(place.start);
                format!("{}:{}:{}", error.file, position.line, position.column)
            }
            None => error.file.clone(),
        });
        let place = place.unwrap_or_else(|| report.to_owned());
        Failure { place, errors: found.count(Severity::Error) }
    }
}

/// A written file, in JSON.
#[derive(Debug, Serialize)]
pub struct FileObject {
    /// Its path.
    pub file: String,
    /// Its size.
    pub bytes: usize,
    /// The seconds until it was finished.
    pub seconds: f64,
}

/// A report, in JSON.
#[derive(Serialize)]
struct ReportObject<'a> {
    report: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    errors: usize,
    warnings: usize,
    seconds: f64,
    files: &'a [FileObject],
}

impl Outcome {
    /// The output about a report in an archive: in JSON, one object that includes the messages.
    pub fn output(
        &self,
        report: &str,
        seconds: Duration,
        messages: Vec<Message>,
        printer: Printer,
    ) -> JobOutput {
        let seconds = seconds.as_secs_f64();
        let (status, place, errors, warnings, files) = match self {
            Outcome::Made { files, warnings } => ("made", None, 0, *warnings, files.as_slice()),
            Outcome::Unchanged { warnings } => ("unchanged", None, 0, *warnings, &[][..]),
            Outcome::Failed(Failure { place, errors }) => {
                ("failed", Some(place.as_str()), *errors, 0, &[][..])
            }
        };
        match printer.format {
            MessageFormat::Json => {
                let object =
                    ReportObject { report, status, place, errors, warnings, seconds, files };
                let is_printed = !printer.errors_only || matches!(self, Outcome::Failed(_));
                // Serializing strings and numbers cannot fail.
                let line = || with_messages(&object, messages).unwrap_or_default();
                let line = is_printed.then(line);
                JobOutput { messages: Vec::new(), files: line.into_iter().collect() }
            }
            MessageFormat::Human | MessageFormat::Sarif => {
                let line = |it: &FileObject| printer.written_file(&it.file, it.bytes, it.seconds);
                JobOutput { messages, files: files.iter().filter_map(line).collect() }
            }
        }
    }
}

/// The number of reports with each outcome.
#[derive(Debug, Default)]
pub struct Tally {
    made: usize,
    unchanged: usize,
    failed: usize,
    /// The number of written files.
    pub files: usize,
    /// The places of failures that are named, by the number of the report.
    places: Vec<(usize, String)>,
}

/// How many failures the summary names.
const NAMED: usize = 20;

/// The summary, in JSON.
#[derive(Serialize)]
struct SummaryObject {
    made: usize,
    unchanged: usize,
    failed: usize,
    not_begun: usize,
    seconds: f64,
}

impl Tally {
    /// Counts a report by its number.
    pub fn count(&mut self, index: usize, outcome: &Outcome) {
        match outcome {
            Outcome::Made { files, .. } => {
                self.made += 1;
                self.files += files.len();
            }
            Outcome::Unchanged { .. } => self.unchanged += 1,
            Outcome::Failed(failure) => {
                self.failed += 1;
                self.places.push((index, failure.place.clone()));
                // Reports in progress may still come before these.
                if self.places.len() > 100 * NAMED {
                    self.keep_first();
                }
            }
        }
    }

    fn keep_first(&mut self) {
        self.places.sort();
        self.places.truncate(NAMED);
    }

    /// The number of reports that were started.
    pub fn begun(&self) -> usize {
        self.made + self.unchanged + self.failed
    }

    /// The summary of a number of reports.
    pub fn summary(mut self, all: usize, time: Duration, printer: Printer) -> JobOutput {
        let not_begun = all - self.begun();
        self.keep_first();
        match printer.format {
            MessageFormat::Human if printer.errors_only && self.failed == 0 => JobOutput::default(),
            MessageFormat::Human => {
                let text = self.text(all, not_begun, time);
                JobOutput { messages: vec![Message::Text(text)], files: Vec::new() }
            }
            MessageFormat::Json => {
                let Tally { made, unchanged, failed, .. } = self;
                let seconds = time.as_secs_f64();
                let object = SummaryObject { made, unchanged, failed, not_begun, seconds };
                let object = serde_json::json!({ "summary": object });
                JobOutput { messages: Vec::new(), files: vec![object.to_string()] }
            }
            // The log counts its results.
            MessageFormat::Sarif => JobOutput::default(),
        }
    }

    fn text(&self, all: usize, not_begun: usize, time: Duration) -> String {
        let Tally { made, unchanged, failed, .. } = self;
        let mut text = format!(
            "{}: {made} made, {unchanged} unchanged, {failed} failed",
            counted(all, "report")
        );
        if not_begun > 0 {
            text += &format!(", {not_begun} not begun");
        }
        text += &format!("  {:.2} s", time.as_secs_f64());
        for (_, place) in &self.places {
            text += &format!("\n  failed: {}", plenary::diagnostics::printable(place));
        }
        let more = self.failed - self.places.len();
        if more > 0 {
            text += &format!("\n  and {more} more");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(place: &str) -> Outcome {
        Outcome::Failed(Failure { place: place.into(), errors: 1 })
    }

    #[test]
    fn the_summary_names_the_first_failures_in_the_order_of_the_reports() {
        let mut tally = Tally::default();
        for index in (0..3_000).rev() {
            tally.count(index, &failed(&format!("{index}.yaml:1:1")));
        }
        tally.count(3_000, &Outcome::Unchanged { warnings: 0 });
        tally.keep_first();
        let text = tally.text(3_005, 4, Duration::from_millis(1_500));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "3005 reports: 0 made, 1 unchanged, 3000 failed, 4 not begun  1.50 s");
        assert_eq!(lines[1], "  failed: 0.yaml:1:1");
        assert_eq!((lines.len(), lines[21]), (22, "  and 2980 more"));
    }
}
