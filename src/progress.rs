//! What is shown while reports are built: a bar on a terminal, else a line per file.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use crate::messages::{to_stderr, to_stdout};

/// What one report has to say.
#[derive(Debug, Default)]
pub struct Said {
    /// Messages, for the standard error.
    pub messages: Vec<String>,
    /// Lines about files, for the standard output.
    pub files: Vec<String>,
}

/// Shows how far the work is. Reports may finish in any order; what they say is printed in the
/// order in which they were asked for.
pub struct Progress {
    bar: Option<ProgressBar>,
    waiting: Mutex<Waiting>,
}

struct Waiting {
    /// The report whose turn it is.
    next: usize,
    /// Those that have finished before their turn.
    early: BTreeMap<usize, Said>,
    /// Whether everything could be printed.
    printed: io::Result<()>,
}

impl Progress {
    /// Begins to show the progress of some steps.
    pub fn new(steps: usize, quiet: bool) -> Progress {
        let terminal = io::stderr().is_terminal() && io::stdout().is_terminal();
        let bar = (terminal && !quiet).then(|| ProgressBar::new(steps as u64).with_style(style()));
        let waiting = Waiting { next: 0, early: BTreeMap::new(), printed: Ok(()) };
        Progress { bar, waiting: Mutex::new(waiting) }
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
            let printed = self.say(said);
            if waiting.printed.is_ok() {
                waiting.printed = printed;
            }
        }
    }

    fn say(&self, said: Said) -> io::Result<()> {
        match &self.bar {
            Some(bar) => bar.suspend(|| said.messages.iter().for_each(|line| to_stderr(line))),
            None => {
                said.messages.iter().for_each(|line| to_stderr(line));
                let lines: String = said.files.iter().map(|line| format!("{line}\n")).collect();
                return to_stdout(lines.as_bytes());
            }
        }
        Ok(())
    }

    /// The work is done: a summary takes the place of the bar. Says whether everything could be
    /// printed.
    pub fn end(self, summary: &str) -> io::Result<()> {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            to_stderr(summary);
        }
        self.waiting.into_inner().unwrap_or_else(PoisonError::into_inner).printed
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:40} {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}
