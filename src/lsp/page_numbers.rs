//! The pages on which elements are printed, found in the background while nobody writes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use plenary::{CheckedReport, Interrupt};

use crate::panics::caught;

/// The labels of pages by the ids of elements, in the last text that was laid out.
#[derive(Default)]
pub struct PageNumbers {
    found: Arc<Mutex<BTreeMap<String, String>>>,
    interrupt: Interrupt,
    /// Whether the pages of this text are known or being found.
    is_begun: bool,
}

impl PageNumbers {
    /// Stops looking, because the text has changed.
    pub fn stop(&mut self) {
        self.interrupt.request();
        self.is_begun = false;
    }

    /// Whether the pages of this text are known or being found.
    pub fn is_begun(&self) -> bool {
        self.is_begun
    }

    /// Lays a report out in another thread.
    pub fn find(&mut self, report: Arc<CheckedReport>) {
        self.is_begun = true;
        self.interrupt = Interrupt::new();
        let (interrupt, found) = (self.interrupt.clone(), Arc::clone(&self.found));
        thread::spawn(move || {
            if let Ok(Some(pages)) = caught("", || report.reference_pages(&interrupt)) {
                *locked(&found) = pages;
            }
        });
    }

    /// The label of the page with an element, if it is known.
    pub fn of(&self, id: &str) -> Option<String> {
        locked(&self.found).get(id).cloned()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
