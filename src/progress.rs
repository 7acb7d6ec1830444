//! What is shown while reports are built: a bar on a terminal, else a line per file.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};
use plenary::diagnostic::sarif;

use crate::cli::MessageFormat;
use crate::messages::{Message, Printer, to_stderr, to_stdout};

/// What one report has to say.
#[derive(Debug, Default)]
pub struct Said {
    /// Messages, for the standard error.
    pub messages: Vec<Message>,
    /// Lines about files, for the standard output.
    pub files: Vec<String>,
}

/// Shows how far the work is. Reports may finish in any order; what they say is printed in the
/// order in which they were asked for.
pub struct Progress {
    bar: Option<ProgressBar>,
    format: MessageFormat,
    waiting: Mutex<Waiting>,
}

struct Waiting {
    /// The report whose turn it is.
    next: usize,
    /// Those that have finished before their turn.
    early: BTreeMap<usize, Said>,
    /// Whether everything could be printed.
    printed: io::Result<()>,
    /// What is printed at the end, where a log is asked for.
    log: Log,
}

/// The parts of a SARIF log.
#[derive(Default)]
struct Log {
    findings: Vec<sarif::Finding>,
    stops: Vec<String>,
}

impl Log {
    /// Prints a message, or keeps it for the end.
    fn take(&mut self, message: Message) {
        match message {
            Message::Text(text) => to_stderr(&text),
            Message::Finding(finding) => self.findings.push(finding),
            Message::Stop(stop) => self.stops.push(stop),
        }
    }
}

impl Progress {
    /// Begins to show the progress of some steps.
    pub fn new(steps: usize, printer: Printer) -> Progress {
        let terminal = io::stderr().is_terminal() && io::stdout().is_terminal();
        let bar = (terminal && !printer.errors_only)
            .then(|| ProgressBar::new(steps as u64).with_style(style()));
        let waiting =
            Waiting { next: 0, early: BTreeMap::new(), printed: Ok(()), log: Log::default() };
        Progress { bar, format: printer.format, waiting: Mutex::new(waiting) }
    }

    /// Some steps are done.
    pub fn advance(&self, steps: usize) {
        if let Some(bar) = &self.bar {
            bar.inc(steps as u64);
        }
    }

    /// A report is done, counted from 0.
    pub fn finished(&self, report: usize, said: Said) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.early.insert(report, said);
        loop {
            let next = waiting.next;
            let Some(said) = waiting.early.remove(&next) else { return };
            waiting.next += 1;
            let printed = self.say(said, &mut waiting.log);
            if waiting.printed.is_ok() {
                waiting.printed = printed;
            }
        }
    }

    fn say(&self, said: Said, log: &mut Log) -> io::Result<()> {
        let messages = said.messages.into_iter();
        match &self.bar {
            Some(bar) => bar.suspend(|| messages.for_each(|message| log.take(message))),
            None => {
                messages.for_each(|message| log.take(message));
                let lines: String = said.files.iter().map(|line| format!("{line}\n")).collect();
                return to_stdout(lines.as_bytes());
            }
        }
        Ok(())
    }

    /// The work is done: a summary takes the place of the bar, and a log is printed where one is
    /// asked for. Says whether everything could be printed.
    pub fn end(self, summary: &str) -> io::Result<()> {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            to_stderr(summary);
        }
        let waiting = self.waiting.into_inner().unwrap_or_else(PoisonError::into_inner);
        match self.format {
            MessageFormat::Sarif => {
                to_stderr(&sarif::log(&waiting.log.findings, &waiting.log.stops))
            }
            MessageFormat::Human | MessageFormat::Json => {}
        }
        waiting.printed
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}
