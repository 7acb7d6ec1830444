//! A path, and the folder out of which it must not lead.

use std::path::{Component, Path, PathBuf};

use super::shown;

/// The path of a file or folder, and the root that limits it.
///
/// Paths that the user types may lead anywhere. Paths that a report or a template names, or that were
/// found in a folder, stay beneath that folder, because somebody else may have written them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePath {
    root: Option<PathBuf>,
    path: PathBuf,
}

impl FilePath {
    /// A path that the user typed. Its symbolic links may lead anywhere.
    pub fn typed(path: impl Into<PathBuf>) -> FilePath {
        FilePath { root: None, path: path.into() }
    }

    /// A path relative to a folder. Neither `..` nor symbolic links may lead out of the folder; an
    /// absolute path and an absolute link always do.
    pub fn beneath(folder: impl Into<PathBuf>, path: impl Into<PathBuf>) -> FilePath {
        FilePath { root: Some(folder.into()), path: path.into() }
    }

    /// The folder that the path may not leave; `None` if the user typed the path.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The path, relative to its root if it has one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of something in this folder, with the same root.
    pub fn join(&self, name: impl AsRef<Path>) -> FilePath {
        FilePath { root: self.root.clone(), path: self.path.join(name) }
    }

    /// A path that a file in this folder names. It may not leave this folder by name, nor the root by
    /// links.
    pub(crate) fn named(&self, path: &str) -> FilePath {
        let own = FilePath::beneath(self.full(), path);
        if own.leaves_root() { own } else { self.join(path) }
    }

    /// The path with its root.
    pub fn full(&self) -> PathBuf {
        match &self.root {
            None => self.path.clone(),
            Some(root) if self.path.as_os_str().is_empty() => root.clone(),
            Some(root) => root.join(&self.path),
        }
    }

    /// The path as messages show it.
    pub(crate) fn shown(&self) -> String {
        shown(&self.full())
    }

    /// Whether the path by name leaves its root. Symbolic links may still lead out.
    pub(super) fn leaves_root(&self) -> bool {
        let mut depth = Some(0_usize);
        for part in self.path.components() {
            depth = match part {
                Component::CurDir => depth,
                Component::Normal(_) => depth.map(|depth| depth + 1),
                Component::ParentDir => depth.and_then(|depth| depth.checked_sub(1)),
                Component::RootDir | Component::Prefix(_) => None,
            };
        }
        self.root.is_some() && depth.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_leave_their_root_by_name() {
        let leaves = |path: &str| FilePath::beneath("reports", path).leaves_root();
        assert!(!["a", "./a", "a/../b", "a/..", ""].into_iter().any(leaves));
        assert!(["..", "a/../../reports/b", "/a", "/reports/a"].into_iter().all(leaves));
        assert!(!FilePath::typed("../a").leaves_root());
    }

    #[test]
    fn joined_paths_keep_their_root() {
        let path = FilePath::beneath("reports", "").join("fonts").join("a.ttf");
        assert_eq!(path, FilePath::beneath("reports", "fonts/a.ttf"));
        assert_eq!(path.full(), Path::new("reports/fonts/a.ttf"));
        let folder = FilePath::beneath("reports", "templates/house");
        let logo = FilePath::beneath("reports", "templates/house/logo.svg");
        assert_eq!(folder.named("logo.svg"), logo);
        assert!(folder.named("../logo.svg").leaves_root());
    }
}
