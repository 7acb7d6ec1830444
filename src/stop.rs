//! Ends the program early, between two changes of the output folder: on SIGINT, SIGTERM or a timeout.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

/// Whether the program is about to end.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Locked for reading while files of an output folder are incomplete, possibly for several folders at once.
static WRITING: RwLock<()> = RwLock::new(());

/// How often a lock is tried.
pub const PAUSE: Duration = Duration::from_millis(5);

/// The maximum time to wait for a disk that does not respond. The next command repairs the folder.
const PATIENCE: Duration = Duration::from_secs(10);

/// Marks the beginning of a change that must not remain incomplete. If the program is about to end, this
/// does not return.
pub fn begin_writing() -> RwLockReadGuard<'static, ()> {
    let guard = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    if requested() {
        drop(guard);
        wait_for_end();
    }
    guard
}

/// Does nothing until the program ends.
pub fn wait_for_end() -> ! {
    loop {
        thread::park();
    }
}

/// Whether the program is about to end, so that long work should be given up.
pub fn requested() -> bool {
    STOPPING.load(Ordering::Relaxed)
}

/// Waits until no change is incomplete, and prevents new ones.
pub fn finish_writing() {
    STOPPING.store(true, Ordering::Relaxed);
    let begin = Instant::now();
    while matches!(WRITING.try_write(), Err(TryLockError::WouldBlock)) && begin.elapsed() < PATIENCE
    {
        thread::sleep(PAUSE);
    }
}

/// Ends the program when no change is incomplete.
pub fn exit(status: i32) -> ! {
    finish_writing();
    process::exit(status)
}

/// Ends the program on SIGINT and SIGTERM, with the status 130 or 143 as shells do. The second signal
/// ends it at once.
#[cfg(unix)]
pub fn exit_on_signals() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    // Without a thread, a signal kills the program and the next command repairs the folder.
    let _ = thread::Builder::new().name("signals".into()).spawn(|| {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        let mut received = signals.forever();
        let Some(first) = received.next() else { return };
        if thread::Builder::new().spawn(move || exit(128 + first)).is_err() {
            exit(128 + first);
        }
        process::exit(128 + received.next().unwrap_or(first))
    });
}

/// Elsewhere, the system ends the program at once, and the next command repairs the folder.
#[cfg(not(unix))]
pub fn exit_on_signals() {}
