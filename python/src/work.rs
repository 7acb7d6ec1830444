//! Work without the lock of the interpreter, on threads of this process.

use std::panic::{self, AssertUnwindSafe};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors::Failure;

/// The stack size of a thread in bytes: the usual size for a main thread.
const STACK: usize = 8 << 20;

/// The number of panics that are kept.
const KEPT: usize = 8;

/// The threads, and the process to which they belong.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

/// The messages of panics that have not been raised yet.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Does the work on something with a name, without the lock of the interpreter.
///
/// # Errors
///
/// If the work fails. A panic becomes an `InternalError`.
pub fn run<T: Send>(
    py: Python<'_>,
    name: &str,
    work: impl FnOnce() -> Result<T, Failure> + Send,
) -> PyResult<T> {
    let done = py.detach(|| threads()?.install(|| caught(name, work)));
    done.map_err(|failure| failure.into_exception(py))
}

/// Panics, for the test that a panic becomes an exception.
///
/// # Errors
///
/// Always.
#[pyfunction(name = "_fail")]
#[allow(clippy::panic, reason = "its purpose")]
pub fn fail(py: Python<'_>) -> PyResult<()> {
    run(py, "a test", || panic!("no page"))
}

/// Keeps the messages of panics and prints nothing: plenary handles some panics of its dependencies, and the
/// others become exceptions.
pub fn keep_panics() {
    panic::set_hook(Box::new(|panic| {
        if plenary::handles_panic() {
            return;
        }
        let place = panic.location().map(|place| format!("{}:{}: ", place.file(), place.line()));
        let said = panic.payload_as_str().unwrap_or_default();
        let mut panics = locked(&PANICS);
        panics.push(format!("{}{said}", place.unwrap_or_default()));
        let old = panics.len().saturating_sub(KEPT);
        panics.drain(..old);
    }));
}

fn caught<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let said = std::mem::take(&mut *locked(&PANICS)).join("; ");
        Err(Failure::Bug(format!("{name}: plenary has a bug, please report it ({said})")))
    })
}

/// The threads of this process, one for each core. A process that was forked has none of the threads of its
/// parent, so it starts its own.
fn threads() -> Result<Arc<ThreadPool>, Failure> {
    let mut known = locked(&POOL);
    if let Some((owner, pool)) = &*known
        && *owner == process::id()
    {
        return Ok(pool.clone());
    }
    let pool = ThreadPoolBuilder::new().stack_size(STACK).build();
    let pool = pool.map_err(|error| Failure::Other(format!("cannot start threads: {error}")))?;
    let pool = Arc::new(pool);
    // The threads of the parent cannot be ended here.
    std::mem::forget(known.replace((process::id(), pool.clone())));
    Ok(pool)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
