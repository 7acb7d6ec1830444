//! Patterns of paths, such as `archive/**/*.yaml`.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::exit_status::CommandError;

/// The signs that make a path a pattern, unless a file has exactly this name.
const WILDCARDS: [char; 4] = ['*', '?', '[', '{'];

/// Decides which files of a folder are read.
pub trait Filter {
    /// Whether a file is, by its path in the folder.
    fn has(&self, relative: &Path) -> bool;
    /// The depth of the folders to search.
    fn depth(&self) -> usize;
}

/// Every report of a folder.
pub struct All;

impl Filter for All {
    fn has(&self, _: &Path) -> bool {
        true
    }

    fn depth(&self) -> usize {
        usize::MAX
    }
}

/// A pattern such as `archive/**/*.yaml`.
pub struct Pattern {
    /// The folder before the first wildcard.
    pub folder: PathBuf,
    /// The rest.
    rest: GlobMatcher,
    /// The depth of the folders to search.
    depth: usize,
}

impl Pattern {
    /// Reads a pattern. `None` if the path has no wildcards, or is the name of a file.
    ///
    /// # Errors
    ///
    /// If the pattern is invalid.
    pub fn new(path: &Path) -> Result<Option<Pattern>, CommandError> {
        let has_wildcard = |part: &OsStr| part.to_string_lossy().contains(WILDCARDS);
        if !has_wildcard(path.as_os_str()) || path.symlink_metadata().is_ok() {
            return Ok(None);
        }
        let mut parts = path.components().map(Component::as_os_str).peekable();
        let mut folder = PathBuf::new();
        while let Some(part) = parts.next_if(|part| !has_wildcard(part)) {
            folder.push(part);
        }
        let rest: PathBuf = parts.collect();
        let text = rest.to_string_lossy();
        let depth = match text.contains("**") {
            true => usize::MAX,
            false => rest.components().count(),
        };
        let glob = GlobBuilder::new(&text).literal_separator(true).build();
        let glob = glob.map_err(|error| {
            CommandError::Usage(format!("invalid pattern `{}`: {}", path.display(), error.kind()))
        })?;
        if folder.as_os_str().is_empty() {
            folder.push(".");
        }
        Ok(Some(Pattern { folder, rest: glob.compile_matcher(), depth }))
    }
}

impl Filter for Pattern {
    fn has(&self, relative: &Path) -> bool {
        self.rest.is_match(relative)
    }

    fn depth(&self) -> usize {
        self.depth
    }
}
