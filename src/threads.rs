//! The threads that compile reports.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::exit_status::CommandError;

/// The stack size of a thread in bytes: the usual size for a main thread.
const STACK: usize = 8 << 20;

/// The maximum number of threads per core. Hundreds of threads would spend their time looking for work.
const MOST_PER_CORE: usize = 8;

/// The number of reports in progress for each thread that compiles: while the files of one are written to
/// the disk, others are compiled.
const UNDER_WAY: usize = 4;

/// The number of reports, for each one in progress, that may finish before an earlier one. Their messages
/// wait for their turn.
const WINDOW: usize = 64;

/// Works with a number of threads, by default one for each core.
///
/// # Errors
///
/// If the work fails, or not even the main thread can be used.
pub fn run<T: Send>(
    jobs: Option<u16>,
    work: impl FnOnce() -> Result<T, CommandError> + Send,
) -> Result<T, CommandError> {
    Pool::new(jobs)?.compute(work)
}

/// The threads that compile.
pub struct Pool {
    pool: ThreadPool,
    /// Whether the main thread is the only one.
    is_here: bool,
}

impl Pool {
    /// Starts a number of threads, by default one for each core; fewer if the cores cannot use so many, or
    /// if the system refuses to start them.
    ///
    /// # Errors
    ///
    /// If not even the main thread can be used.
    pub fn new(jobs: Option<u16>) -> Result<Pool, CommandError> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let count = jobs.map_or(cores, |jobs| usize::from(jobs).min(MOST_PER_CORE * cores));
        let builder = |count| ThreadPoolBuilder::new().num_threads(count).stack_size(STACK);
        let here = || builder(1).use_current_thread().build();
        let pool = match granted(count) {
            0 => here(),
            count => builder(count).build().or_else(|_| here()),
        };
        let failed =
            |error| CommandError::Internal(format!("cannot work with one thread: {error}"));
        let pool = pool.map_err(failed)?;
        let is_here = pool.current_thread_index().is_some();
        Ok(Pool { pool, is_here })
    }

    /// Does work that needs cores.
    pub fn compute<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.pool.install(work)
    }

    /// Calls `work` with each number below `count`, in order, several at once, until it says to stop. The
    /// calls come from threads that may wait; work that needs cores goes through [`Pool::compute`]. A single call comes
    /// from this thread.
    pub fn each(&self, count: usize, work: impl Fn(usize) -> ControlFlow<()> + Sync) {
        let under_way = UNDER_WAY * self.pool.current_num_threads();
        let queue = Queue::new(count, WINDOW * under_way);
        let serve = || {
            while let Some(index) = queue.begin() {
                let flow = work(index);
                queue.end(index, flow);
            }
        };
        if self.is_here || count < 2 {
            return serve();
        }
        thread::scope(|scope| {
            let started = (0..under_way.min(count)).map_while(|_| {
                thread::Builder::new().stack_size(WAITING_STACK).spawn_scoped(scope, serve).ok()
            });
            if started.count() == 0 {
                serve();
            }
        });
    }
}

/// The stack of a thread that waits for others and for the disk.
const WAITING_STACK: usize = 1 << 20;

/// Numbers that are handed out in order, but not too far ahead of the first unfinished one.
struct Queue {
    state: Mutex<QueueState>,
    changed: Condvar,
    window: usize,
}

struct QueueState {
    next: usize,
    end: usize,
    unfinished: BTreeSet<usize>,
}

impl Queue {
    fn new(count: usize, window: usize) -> Queue {
        let state = QueueState { next: 0, end: count, unfinished: BTreeSet::new() };
        Queue { state: Mutex::new(state), changed: Condvar::new(), window }
    }

    /// The next number; `None` if there is none.
    fn begin(&self) -> Option<usize> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let index = state.next;
            if index >= state.end {
                return None;
            }
            let first = state.unfinished.first().copied().unwrap_or(index);
            if index - first < self.window {
                state.next += 1;
                state.unfinished.insert(index);
                return Some(index);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&self, index: usize, flow: ControlFlow<()>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.unfinished.remove(&index);
        if flow.is_break() {
            state.end = state.next;
        }
        self.changed.notify_all();
    }
}

/// The address space in bytes that one thread may take: its stack, the arena that the C library sets aside for it,
/// and its data. A process that runs out of address space is ended without a message.
const SPACE: u64 = 256 << 20;

/// The maximum number of threads for which the process may take address space; see `setrlimit(2)`.
#[cfg(unix)]
fn most_with_space() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::As).current;
    limit.map_or(usize::MAX, |bytes| usize::try_from(bytes / SPACE).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn most_with_space() -> usize {
    usize::MAX
}

/// The number of threads, at most `count`, that the system starts at once.
fn granted(count: usize) -> usize {
    let gate = Arc::new(Mutex::new(()));
    let closed = gate.lock();
    let spawn = |_| {
        let gate = gate.clone();
        let wait = move || drop(gate.lock());
        thread::Builder::new().stack_size(STACK).spawn(wait).ok()
    };
    let count = count.min(most_with_space());
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

    #[test]
    fn each_number_is_worked_on_once_until_the_work_stops() {
        let pool = Pool::new(Some(2)).unwrap();
        let seen = Mutex::new(Vec::new());
        let all = |last: usize| {
            pool.each(1_000, |index| {
                seen.lock().unwrap().push(index);
                if index == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            let mut seen = std::mem::take(&mut *seen.lock().unwrap());
            seen.sort();
            seen
        };
        assert_eq!(all(usize::MAX), (0..1_000).collect::<Vec<_>>());
        let some = all(100);
        assert!(some.len() > 100 && some.len() < 1_000, "{}", some.len());
        assert_eq!(some, (0..some.len()).collect::<Vec<_>>());
    }

    #[test]
    fn no_number_is_far_ahead_of_an_unfinished_one() {
        let queue = Queue::new(100, 5);
        let begun: Vec<_> = (0..5).map(|_| queue.begin()).collect();
        assert_eq!(begun, [0, 1, 2, 3, 4].map(Some));
        for index in 1..5 {
            queue.end(index, ControlFlow::Continue(()));
        }
        let sixth = thread::scope(|scope| {
            let waiting = scope.spawn(|| queue.begin());
            assert!(!waiting.is_finished());
            queue.end(0, ControlFlow::Continue(()));
            waiting.join().unwrap()
        });
        assert_eq!(sixth, Some(5));
    }
}
