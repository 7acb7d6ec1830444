//! Files in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{FileError, World};

/// Files in memory, by path. It has no symbolic links.
#[derive(Clone, Debug, Default)]
pub struct MemoryWorld {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl MemoryWorld {
    /// A world without files: only the built-in templates, labels and fonts are available.
    pub fn new() -> MemoryWorld {
        MemoryWorld::default()
    }

    /// Adds a file, replacing any previous one.
    pub fn insert(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(normalized(path.as_ref()), bytes.into());
    }
}

impl World for MemoryWorld {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        let file = self.files.get(&normalized(path)).cloned();
        file.ok_or_else(|| FileError::new("read", path, io::ErrorKind::NotFound.into()))
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(&normalized(path))
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
        let normal = normalized(folder);
        let files = self.files.keys().filter(|path| path.parent() == Some(normal.as_path()));
        Ok(files.filter_map(|path| Some(folder.join(path.file_name()?))).collect())
    }

    fn is_inside(&self, path: &Path, folder: &Path) -> Result<bool, FileError> {
        self.read(path)?;
        Ok(normalized(path).starts_with(normalized(folder)))
    }
}

/// Removes `.` and resolves `..` by name.
fn normalized(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(normal.pop()),
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_compared_without_dots() {
        let mut world = MemoryWorld::new();
        world.insert("./source/a.yaml", "a");
        world.insert("source/fonts/b.ttf", "b");
        assert_eq!(world.read(Path::new("source/./fonts/../a.yaml")).unwrap(), b"a");
        assert_eq!(world.files_in(Path::new("./source")).unwrap(), [Path::new("./source/a.yaml")]);
        assert!(!world.is_inside(Path::new("source/a.yaml"), Path::new("source/fonts")).unwrap());
        assert!(world.read(Path::new("source")).is_err());
    }
}
