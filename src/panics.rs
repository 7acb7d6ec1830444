//! Handles bugs: a panic ends the work on one report, not the program.

use std::backtrace::Backtrace;
use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use crate::cli::MessageFormat;
use crate::exit_status::CommandError;

/// The messages of panics that have not been reported yet.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The number of panics that are kept.
const KEPT: usize = 8;

/// Asks for a backtrace with each panic, as `RUST_BACKTRACE` does.
const BACKTRACE: &str = "PLENARY_BACKTRACE";

/// Restarts the program without `RUST_BACKTRACE`, which [`BACKTRACE`] replaces. With that variable, the
/// standard library prints a backtrace when an allocation fails. If memory for the backtrace is missing too, it
/// waits for its own lock for ever.
#[cfg(unix)]
pub fn leave_backtraces_to_panics() {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    let Some(asked) = env::var_os("RUST_BACKTRACE").filter(|value| value != "0") else { return };
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    again.args(arguments).env_remove("RUST_BACKTRACE").env(BACKTRACE, asked);
    // This returns only if the program cannot be restarted; then this process continues.
    let _: std::io::Error = again.exec();
}

/// Keeps the messages of panics for [`caught`] and prints nothing, because the library handles some panics of
/// its dependencies. If backtraces were requested, people get one with each panic.
pub fn keep_messages(format: MessageFormat) {
    let asked = env::var_os(BACKTRACE).or_else(|| env::var_os("RUST_BACKTRACE"));
    let backtrace = asked.is_some_and(|value| value != "0");
    panic::set_hook(Box::new(move |panic| {
        if plenary::handles_panic() {
            return;
        }
        let place = panic.location().map(|place| format!("{}:{}: ", place.file(), place.line()));
        let said = panic.payload_as_str().unwrap_or_default();
        let text = format!("{}{said}", place.unwrap_or_default());
        let mut panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
        panics.push(text);
        let old = panics.len().saturating_sub(KEPT);
        panics.drain(..old);
        drop(panics);
        match format {
            MessageFormat::Human if backtrace => {
                crate::messages::to_stderr(&format!("{panic}\n{}", Backtrace::force_capture()));
            }
            MessageFormat::Human | MessageFormat::Json | MessageFormat::Sarif => {}
        }
    }));
}

/// Does the work on a report, or on something else with a name. A panic becomes an error.
pub fn caught<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, CommandError> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let said = std::mem::take(&mut *PANICS.lock().unwrap_or_else(PoisonError::into_inner));
        let said = said.join("; ");
        CommandError::Internal(format!("{name}: the program has a bug, please report it ({said})"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_names_its_place() {
        let usual = panic::take_hook();
        keep_messages(MessageFormat::Json);
        let result = caught("r.yaml", || if PANICS.is_poisoned() { 1 } else { panic!("no page") });
        panic::set_hook(usual);
        let message = result.unwrap_err().to_string();
        assert!(message.starts_with("r.yaml: the program has a bug"), "{message}");
        assert!(message.contains("src/panics.rs:") && message.contains(": no page"), "{message}");
    }
}
