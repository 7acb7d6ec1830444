//! Stops work whose result nobody needs any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A request to stop laying out a report. Clones are the same request.
///
/// Work that is interrupted gives no result; a result never depends on when the request was made.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Option<Arc<AtomicBool>>);

impl Interrupt {
    /// A request that is never made.
    pub(crate) const NEVER: &'static Interrupt = &Interrupt(None);

    /// A request that has not been made yet.
    pub fn new() -> Interrupt {
        Interrupt(Some(Arc::default()))
    }

    /// Makes the request.
    pub fn request(&self) {
        if let Some(flag) = &self.0 {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the request has been made.
    pub fn is_requested(&self) -> bool {
        self.0.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
}
