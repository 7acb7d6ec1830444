//! Progress of a command: a bar on a terminal, otherwise a line per written file.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use plenary::diagnostics::{printable, sarif};

use crate::cli::MessageFormat;
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{Message, Printer, to_stderr, to_stdout};
use crate::stop;

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
    queue: Arc<Mutex<Queue>>,
}

/// The settings of the display, besides messages.
pub struct Work {
    /// The number of steps of the bar.
    pub steps: usize,
    /// The name of each job.
    pub names: Vec<String>,
    /// How to print.
    pub printer: Printer,
    /// The time after which the program ends.
    pub timeout: Option<Duration>,
}

struct Queue {
    printer: Printer,
    bar: Option<ProgressBar>,
    /// The names of the jobs that are not finished, by index.
    unfinished: BTreeMap<usize, String>,
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
    notifications: Vec<sarif::Notification>,
}

impl SarifLog {
    /// Prints a text message, or collects a part of the log.
    fn take(&mut self, message: Message) {
        match message {
            Message::Text(text) => to_stderr(&text),
            Message::SarifResult(result) => self.results.push(result),
            Message::SarifNotification(told) => self.notifications.push(told),
        }
    }
}

impl Progress {
    /// Starts to show the progress of some work.
    ///
    /// # Errors
    ///
    /// If the time cannot be watched.
    pub fn start(work: Work) -> Result<Progress, CommandError> {
        let terminal = io::stderr().is_terminal() && io::stdout().is_terminal();
        let bar = (terminal && !work.printer.errors_only)
            .then(|| ProgressBar::new(work.steps as u64).with_style(style()));
        let queue = Arc::new(Mutex::new(Queue {
            printer: work.printer,
            bar: bar.clone(),
            unfinished: work.names.into_iter().enumerate().collect(),
            next: 0,
            early: BTreeMap::new(),
            printed: Ok(()),
            log: SarifLog::default(),
        }));
        if let Some(timeout) = work.timeout {
            watch(timeout, queue.clone()).map_err(|error| {
                CommandError::Internal(format!("cannot watch the time: {error}"))
            })?;
        }
        Ok(Progress { bar, queue })
    }

    /// Marks steps as done.
    pub fn advance(&self, steps: usize) {
        if let Some(bar) = &self.bar {
            bar.inc(steps as u64);
        }
    }

    /// Hands over the output of a report, by its index. It is printed when its turn comes.
    pub fn finish_job(&self, index: usize, output: JobOutput) {
        let mut queue = locked(&self.queue);
        queue.unfinished.remove(&index);
        queue.early.insert(index, output);
        loop {
            let next = queue.next;
            let Some(output) = queue.early.remove(&next) else { return };
            queue.next += 1;
            queue.print(output);
        }
    }

    /// Replaces the bar by a summary, if there is one, and prints results, then the SARIF log if one was requested.
    /// Returns the worse of the status and that of printing.
    pub fn finish(self, status: ExitStatus, summary: &str, results: &str) -> ExitStatus {
        let mut queue = locked(&self.queue);
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            if !summary.is_empty() {
                to_stderr(&printable(summary));
            }
        }
        let results = queue.printer.safe(results);
        let printed = std::mem::replace(&mut queue.printed, Ok(()));
        let failed = match printed.and_then(|()| to_stdout(results.as_bytes())) {
            Ok(()) => ExitStatus::Success,
            Err(error) => queue.fail(&CommandError::stdout(error)),
        };
        queue.end();
        status.max(failed)
    }
}

impl Queue {
    fn print(&mut self, output: JobOutput) {
        let messages = output.messages.into_iter();
        match &self.bar {
            Some(bar) => bar.suspend(|| messages.for_each(|message| self.log.take(message))),
            None => {
                messages.for_each(|message| self.log.take(message));
                let lines: String = output.files.iter().map(|line| format!("{line}\n")).collect();
                if let Err(error) = to_stdout(lines.as_bytes())
                    && self.printed.is_ok()
                {
                    self.printed = Err(error);
                }
            }
        }
    }

    fn fail(&mut self, error: &CommandError) -> ExitStatus {
        self.log.take(self.printer.failure(&error.to_string()));
        error.exit_status()
    }

    /// Prints the SARIF log.
    fn end(&self) {
        match self.printer.format {
            MessageFormat::Sarif => {
                to_stderr(&sarif::log(&self.log.results, &self.log.notifications));
            }
            MessageFormat::Human | MessageFormat::Json => {}
        }
    }
}

fn locked(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the program when the time is up, and names the jobs that are not finished.
fn watch(timeout: Duration, queue: Arc<Mutex<Queue>>) -> io::Result<()> {
    let end = move || {
        thread::sleep(timeout);
        stop::finish_writing();
        let mut queue = locked(&queue);
        if let Some(bar) = &queue.bar {
            bar.finish_and_clear();
        }
        while let Some((_, output)) = queue.early.pop_first() {
            queue.print(output);
        }
        let error = CommandError::TimedOut(unfinished(&queue.unfinished, timeout));
        let status = queue.fail(&error);
        queue.end();
        stop::exit(status as i32)
    };
    thread::Builder::new().name("timeout".into()).spawn(end).map(drop)
}

/// The number of unfinished jobs that a message names.
const NAMED: usize = 10;

fn unfinished(names: &BTreeMap<usize, String>, timeout: Duration) -> String {
    let mut named: Vec<String> = names.values().take(NAMED).cloned().collect();
    if names.len() > NAMED {
        named.push(format!("{} more", names.len() - NAMED));
    }
    format!("not finished after {} s: {}", timeout.as_secs(), named.join(", "))
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_about_the_time_names_ten_jobs() {
        let names = |count| (0..count).map(|index| (index, format!("{index}.yaml"))).collect();
        let message = |count| unfinished(&names(count), Duration::from_secs(5));
        assert_eq!(message(2), "not finished after 5 s: 0.yaml, 1.yaml");
        assert!(message(12).ends_with("9.yaml, 2 more"), "{}", message(12));
    }
}
