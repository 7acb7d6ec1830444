//! Progress of a command: a bar on a terminal, otherwise a line per written file.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};
use plenary::diagnostics::sarif;

use crate::cli::MessageFormat;
use crate::messages::{Message, Printer, to_stderr, to_stdout};

/// The text that one report prints.
#[derive(Debug, Default)]
pub struct JobOutput {
    /// Messages, for the standard error.
    pub messages: Vec<Message>,
    /// Lines about written files, for the standard output.
    pub files: Vec<String>,
}

/// Shows progress and prints messages. Reports may finish in any order; their messages are printed
/// in the order of the arguments.
pub struct Progress {
    bar: Option<ProgressBar>,
    format: MessageFormat,
    queue: Mutex<Queue>,
}

struct Queue {
    /// The index of the report to print next.
    next: usize,
    /// Reports that finished before their turn, by index.
    early: BTreeMap<usize, JobOutput>,
    /// The first error while printing.
    printed: io::Result<()>,
    /// The SARIF log, printed at the end.
    log: SarifLog,
}

/// The parts of a SARIF log.
#[derive(Default)]
struct SarifLog {
    results: Vec<sarif::Finding>,
    failures: Vec<String>,
}

impl SarifLog {
    /// Prints a text message, or collects a part of the log.
    fn take(&mut self, message: Message) {
        match message {
            Message::Text(text) => to_stderr(&text),
            Message::SarifResult(result) => self.results.push(result),
            Message::SarifFailure(failure) => self.failures.push(failure),
        }
    }
}

impl Progress {
    /// Starts to show the progress of a number of steps.
    pub fn new(steps: usize, printer: Printer) -> Progress {
        let terminal = io::stderr().is_terminal() && io::stdout().is_terminal();
        let bar = (terminal && !printer.errors_only)
            .then(|| ProgressBar::new(steps as u64).with_style(style()));
        let queue =
            Queue { next: 0, early: BTreeMap::new(), printed: Ok(()), log: SarifLog::default() };
        Progress { bar, format: printer.format, queue: Mutex::new(queue) }
    }

    /// Marks steps as done.
    pub fn advance(&self, steps: usize) {
        if let Some(bar) = &self.bar {
            bar.inc(steps as u64);
        }
    }

    /// Hands over the output of a report, by its index. It is printed when its turn comes.
    pub fn finish_job(&self, index: usize, output: JobOutput) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.early.insert(index, output);
        loop {
            let next = queue.next;
            let Some(output) = queue.early.remove(&next) else { return };
            queue.next += 1;
            let printed = self.print(output, &mut queue.log);
            if queue.printed.is_ok() {
                queue.printed = printed;
            }
        }
    }

    fn print(&self, output: JobOutput, log: &mut SarifLog) -> io::Result<()> {
        let messages = output.messages.into_iter();
        match &self.bar {
            Some(bar) => bar.suspend(|| messages.for_each(|message| log.take(message))),
            None => {
                messages.for_each(|message| log.take(message));
                let lines: String = output.files.iter().map(|line| format!("{line}\n")).collect();
                return to_stdout(lines.as_bytes());
            }
        }
        Ok(())
    }

    /// Replaces the bar by a summary and prints the SARIF log, if one was requested. Returns the
    /// first error while printing.
    pub fn finish(self, summary: &str) -> io::Result<()> {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            to_stderr(summary);
        }
        let queue = self.queue.into_inner().unwrap_or_else(PoisonError::into_inner);
        match self.format {
            MessageFormat::Sarif => to_stderr(&sarif::log(&queue.log.results, &queue.log.failures)),
            MessageFormat::Human | MessageFormat::Json => {}
        }
        queue.printed
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}
