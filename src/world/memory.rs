//! Files in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::file_error::fitting;
use super::{FileError, FilePath, World};

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

    fn find(&self, file: &FilePath) -> Result<&Vec<u8>, FileError> {
        if file.leaves_root() {
            return Err(FileError::outside(file));
        }
        let missing = || FileError::new("read", &file.full(), io::ErrorKind::NotFound.into());
        self.files.get(&normalized(&file.full())).ok_or_else(missing)
    }
}

impl World for MemoryWorld {
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        self.find(file).and_then(|bytes| fitting(bytes.clone(), file, most_bytes))
    }

    fn is_file(&self, file: &FilePath) -> bool {
        self.find(file).is_ok()
    }

    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError> {
        if folder.leaves_root() {
            return Err(FileError::outside(folder));
        }
        let normal = normalized(&folder.full());
        let files = self.files.keys().filter(|path| path.parent() == Some(normal.as_path()));
        Ok(files.filter_map(|path| Some(folder.join(path.file_name()?))).collect())
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
        let typed = |path: &str| FilePath::typed(path);
        assert_eq!(world.read(&typed("source/./fonts/../a.yaml"), 9).unwrap(), b"a");
        assert_eq!(world.files_in(&typed("./source")).unwrap(), [typed("./source/a.yaml")]);
        assert!(world.read(&typed("source"), 9).is_err());
    }

    #[test]
    fn paths_stay_beneath_their_root_and_within_the_limit() {
        let mut world = MemoryWorld::new();
        world.insert("source/a.yaml", "12345");
        let read = |path: &str, most| world.read(&FilePath::beneath("source", path), most);
        assert_eq!(read("fonts/../a.yaml", 5).unwrap(), b"12345");
        assert_eq!(read("a.yaml", 4).unwrap_err().reason(), "it has 5 bytes, more than 4");
        assert!(read("../source/a.yaml", 9).unwrap_err().is_outside());
        assert!(read("/source/a.yaml", 9).unwrap_err().is_outside());
        assert!(read("b.yaml", 9).unwrap_err().is_missing());
    }
}
