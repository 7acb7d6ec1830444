//! A report of the preview: the version that is shown, and the changes made to it.

use std::collections::HashMap;
use std::path::{self, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use plenary::diagnostics::Diagnostics;
use plenary::preview::{Book, PageEntry, Pages};
use plenary::{Correction, Error, Source, corrections};

/// A report.
pub struct Report {
    /// Its path as given.
    pub path: PathBuf,
    shown: Mutex<Arc<Shown>>,
    /// The changes made in the browser, the last one last.
    pub history: Mutex<History>,
}

/// The version that is shown.
#[derive(Clone, Default)]
pub struct Shown {
    /// The number of the version, from 1.
    pub version: u64,
    /// The pages of the last version without errors.
    pub built: Option<Arc<Built>>,
    /// The failure, if the last version has errors or cannot be read.
    pub failure: Option<Failure>,
}

/// The reason why a version has no pages.
#[derive(Clone)]
pub enum Failure {
    /// It has errors.
    Diagnostics(Diagnostics),
    /// It cannot be read, or the program has a bug.
    Message(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        match error {
            Error::Diagnostics(found) => Failure::Diagnostics(found),
            other => Failure::Message(other.to_string()),
        }
    }
}

/// A version without errors.
pub struct Built {
    /// The number of the version.
    pub version: u64,
    /// The source.
    pub source: Source,
    /// The pages.
    pub pages: Pages,
    /// The list of the pages.
    pub list: Vec<PageEntry>,
    /// The pages by how they look.
    pub by_look: HashMap<u64, usize>,
    /// The fonts of the pages, each with a number that identifies its content.
    pub fonts: Vec<(usize, u64)>,
    /// The corrections, once they have been asked for.
    corrections: OnceLock<Vec<Correction>>,
    /// The files of the e-book, once they have been asked for; `None` if they cannot be written.
    book: OnceLock<Option<Book>>,
}

impl Built {
    /// Lays out a report, which was read from a source.
    pub fn new(source: Source, pages: Pages) -> Built {
        let (list, fonts) = (pages.list(), pages.fonts());
        let looks = list.iter().enumerate().rev();
        let by_look = looks.map(|(index, page)| (page.fingerprint, index)).collect();
        let (corrections, book) = (OnceLock::new(), OnceLock::new());
        Built { version: 0, source, pages, list, by_look, fonts, corrections, book }
    }

    /// The corrections that `check --fix` makes.
    pub fn corrections(&self) -> &[Correction] {
        self.corrections.get_or_init(|| corrections(&self.source, self.pages.report()))
    }

    /// The files of the e-book; `None` if they cannot be written.
    pub fn book(&self) -> Option<&Book> {
        self.book.get_or_init(|| self.pages.book().ok()).as_ref()
    }
}

/// The changes made in the browser.
#[derive(Default)]
pub struct History {
    /// The files before and after each change.
    pub changes: Vec<(Vec<u8>, Vec<u8>)>,
    /// Whether the version before the first change has been kept.
    pub is_kept: bool,
}

impl Report {
    /// A report that has not been read yet.
    pub fn new(path: PathBuf) -> Report {
        Report { path, shown: Mutex::default(), history: Mutex::default() }
    }

    /// Its absolute path, for editors.
    pub fn absolute(&self) -> PathBuf {
        path::absolute(&self.path).unwrap_or_else(|_| self.path.clone())
    }

    /// The version that is shown.
    pub fn shown(&self) -> Arc<Shown> {
        locked(&self.shown).clone()
    }

    /// Shows a new version. Returns the version before, because freeing the pages of a long report takes time.
    pub fn show(&self, outcome: Result<Built, Failure>) -> Arc<Shown> {
        let mut shown = locked(&self.shown);
        let version = shown.version + 1;
        let new = match outcome {
            Ok(built) => {
                let built = Arc::new(Built { version, ..built });
                Shown { version, built: Some(built), failure: None }
            }
            Err(failure) => Shown { version, built: shown.built.clone(), failure: Some(failure) },
        };
        std::mem::replace(&mut *shown, Arc::new(new))
    }
}

/// Locks a mutex, also after a panic elsewhere.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
