//! Bugs: a panic ends the work on one report, not the program.

use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use crate::cli::MessageFormat;
use crate::exit_status::CommandError;

/// What the panics said that were not reported yet.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The number of panics that are kept.
const KEPT: usize = 8;

/// Keeps what panics say for [`caught`], and prints nothing: the library handles some panics of its
/// dependencies. With `RUST_BACKTRACE`, people get the usual text with a backtrace.
pub fn keep_messages(format: MessageFormat) {
    let usual = panic::take_hook();
    let backtrace = env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
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
            MessageFormat::Human if backtrace => usual(panic),
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
