//! The threads that compile reports.

use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use rayon::ThreadPoolBuilder;

use crate::exit_status::CommandError;

/// The stack of a thread in bytes: the usual size of a main thread's.
const STACK: usize = 8 << 20;

/// The most threads for each core. Hundreds spend their time on looking for work.
const MOST_PER_CORE: usize = 8;

/// Works with a number of threads, by default one for each core; with fewer if the cores cannot use so
/// many, or if the system refuses to start them.
///
/// # Errors
///
/// As the work; or if not even the main thread can be used.
pub fn run<T: Send>(
    jobs: Option<u16>,
    work: impl FnOnce() -> Result<T, CommandError> + Send,
) -> Result<T, CommandError> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let count = jobs.map_or(cores, |jobs| usize::from(jobs).min(MOST_PER_CORE * cores));
    let builder = |count| ThreadPoolBuilder::new().num_threads(count).stack_size(STACK);
    let pool = match granted(count) {
        0 => builder(1).use_current_thread().build(),
        count => builder(count).build().or_else(|_| builder(1).use_current_thread().build()),
    };
    let failed = |error| CommandError::Internal(format!("cannot work with one thread: {error}"));
    pool.map_err(failed)?.install(work)
}

/// How many times its stack a thread needs, for the data that it works on. Without it, threads could
/// take all of the memory that a process may have.
const SPACE: usize = 4;

/// The number of threads that the system starts, at most so many, if each needs space for its data.
fn granted(count: usize) -> usize {
    let gate = Arc::new(Mutex::new(()));
    let closed = gate.lock();
    let spawn = |_| {
        let gate = gate.clone();
        let wait = move || drop(gate.lock());
        thread::Builder::new().stack_size(SPACE * STACK).spawn(wait).ok()
    };
    let threads: Vec<JoinHandle<()>> = (0..count).map_while(spawn).collect();
    drop(closed);
    let started = threads.len();
    // When a thread is joined, its memory is free for the next.
    threads.into_iter().for_each(|thread| drop(thread.join()));
    started
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_threads_is_as_asked() {
        let count = |jobs| run(jobs, || Ok(rayon::current_num_threads())).unwrap();
        assert_eq!(count(Some(3)), 3);
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        assert_eq!(count(None), cores);
        assert_eq!(count(Some(u16::MAX)), MOST_PER_CORE * cores);
    }
}
