//! The files of the machine.

use std::io::{self, Read};
use std::path::Path;

use cap_fs_ext::OpenOptionsSyncExt;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, DirEntry, File, OpenOptions};

use super::file_error::{fitting, is_missing};
use super::{FileError, FilePath, World};

/// The file system of the machine. Relative paths start from the current directory.
///
/// The system itself refuses to follow a path out of its root, so nothing can be exchanged between a
/// check and the reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileSystem;

impl World for FileSystem {
    fn read(&self, path: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        let error = |error| error_of(path, error);
        let file = open(path).map_err(error)?;
        let metadata = file.metadata().map_err(error)?;
        if metadata.is_dir() {
            return Err(error(io::ErrorKind::IsADirectory.into()));
        } else if !metadata.is_file() {
            return Err(FileError::not_regular(path));
        } else if metadata.len() > most_bytes {
            return Err(FileError::too_large(path, metadata.len(), most_bytes));
        }
        let bytes = read(file, metadata.len(), most_bytes).map_err(error)?;
        fitting(bytes, path, most_bytes)
    }

    fn is_file(&self, file: &FilePath) -> bool {
        let metadata = match file.root() {
            None => return file.path().is_file(),
            Some(root) => folder(root).and_then(|root| root.metadata(file.path())),
        };
        metadata.is_ok_and(|metadata| metadata.is_file())
    }

    fn files_in(&self, path: &FilePath) -> Result<Vec<FilePath>, FileError> {
        let error = |error| error_of(path, error);
        let folder = match open_folder(path) {
            Ok(folder) => folder,
            Err(missing) if is_missing(&missing) => return Ok(Vec::new()),
            Err(other) => return Err(error(other)),
        };
        let mut files = Vec::new();
        for entry in folder.entries().map_err(error)? {
            let entry = entry.map_err(error)?;
            if !is_folder(&entry, &folder).map_err(error)? {
                files.push(path.join(entry.file_name()));
            }
        }
        files.sort();
        Ok(files)
    }
}

/// Opens a file without waiting for it: a named pipe would block until somebody writes to it.
fn open(file: &FilePath) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).nonblock(true);
    match file.root() {
        None => File::open_ambient_with(file.path(), &options, ambient_authority()),
        Some(root) => folder(root)?.open_with(file.path(), &options),
    }
}

/// The content of a file, but at most one byte more than may be read. A file may grow, or not report
/// its size.
fn read(file: File, size: u64, most_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(most_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn open_folder(path: &FilePath) -> io::Result<Dir> {
    match path.root() {
        None => folder(path.path()),
        Some(root) if path.path().as_os_str().is_empty() => folder(root),
        Some(root) => folder(root)?.open_dir(path.path()),
    }
}

fn folder(path: &Path) -> io::Result<Dir> {
    Dir::open_ambient_dir(path, ambient_authority())
}

/// Whether an entry of a folder is a folder, or a link to one that does not lead out of the folder.
fn is_folder(entry: &DirEntry, folder: &Dir) -> io::Result<bool> {
    let kind = entry.file_type()?;
    let leads_to_folder = || folder.metadata(entry.file_name()).is_ok_and(|it| it.is_dir());
    Ok(kind.is_dir() || kind.is_symlink() && leads_to_folder())
}

fn error_of(path: &FilePath, error: io::Error) -> FileError {
    // cap-std reports a path that leads out of its root as a denial without a system error number.
    let refused = error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none();
    match refused && path.root().is_some() {
        true => FileError::outside(path),
        false => FileError::new("read", &path.full(), error),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn folders_are_not_read_as_files() {
        let folder = tempfile::tempdir().unwrap();
        let reason = |path: FilePath| FileSystem.read(&path, 9).unwrap_err().reason();
        let is_folder = "expected a file, but this is a folder";
        assert_eq!(reason(FilePath::typed(folder.path())), is_folder);
        fs::create_dir(folder.path().join("inner")).unwrap();
        assert_eq!(reason(FilePath::beneath(folder.path(), "inner")), is_folder);
        assert!(!FileSystem.is_file(&FilePath::beneath(folder.path(), "inner")));
        let none = FilePath::beneath(folder.path(), "none");
        assert!(FileSystem.files_in(&none).unwrap().is_empty());
        assert!(FileSystem.read(&none, 9).unwrap_err().is_missing());
    }

    #[test]
    fn reading_stops_at_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "12345").unwrap();
        let file = FilePath::beneath(folder.path(), "a");
        assert_eq!(FileSystem.read(&file, 5).unwrap(), b"12345");
        let error = FileSystem.read(&file, 4).unwrap_err();
        assert_eq!(error.reason(), "it has 5 bytes, more than 4");
    }

    #[cfg(unix)]
    mod links {
        use std::os::unix::fs::symlink;
        use std::path::PathBuf;
        use std::process::Command;

        use super::*;

        /// A folder `inner` beside a file `secret`.
        fn folders() -> (tempfile::TempDir, PathBuf) {
            let outer = tempfile::tempdir().unwrap();
            let inner = outer.path().join("inner");
            fs::create_dir(&inner).unwrap();
            fs::write(outer.path().join("secret"), "x").unwrap();
            fs::write(inner.join("own"), "own").unwrap();
            (outer, inner)
        }

        #[test]
        fn links_may_not_lead_out_of_the_root() {
            let (outer, inner) = folders();
            symlink("../secret", inner.join("out")).unwrap();
            symlink(outer.path().join("secret"), inner.join("absolute")).unwrap();
            symlink("..", inner.join("up")).unwrap();
            symlink("own", inner.join("good")).unwrap();
            symlink("none", inner.join("dangling")).unwrap();
            for path in ["out", "absolute", "up/secret", "up/inner/own", "../secret", "/etc/passwd"]
            {
                let file = FilePath::beneath(&inner, path);
                assert!(FileSystem.read(&file, 9).unwrap_err().is_outside(), "{path}");
                assert!(!FileSystem.is_file(&file), "{path}");
            }
            assert_eq!(FileSystem.read(&FilePath::beneath(&inner, "good"), 9).unwrap(), b"own");
            assert_eq!(FileSystem.read(&FilePath::typed(inner.join("out")), 9).unwrap(), b"x");
            let up = FilePath::beneath(&inner, "up");
            assert!(FileSystem.files_in(&up).unwrap_err().is_outside());
            let files = FileSystem.files_in(&FilePath::beneath(&inner, "")).unwrap();
            let names: Vec<_> = files.iter().map(|file| file.path().to_str().unwrap()).collect();
            // Files that cannot be read are listed, so that reading them gives the reason.
            assert_eq!(names, ["absolute", "dangling", "good", "out", "own", "up"]);
        }

        #[test]
        fn a_folder_swapped_for_a_link_is_noticed() {
            let (outer, inner) = folders();
            fs::create_dir(inner.join("fonts")).unwrap();
            fs::write(inner.join("fonts/secret"), "own").unwrap();
            let listed = FileSystem.files_in(&FilePath::beneath(&inner, "fonts")).unwrap();
            fs::remove_dir_all(inner.join("fonts")).unwrap();
            symlink(outer.path(), inner.join("fonts")).unwrap();
            assert_eq!(listed, [FilePath::beneath(&inner, "fonts/secret")]);
            assert!(FileSystem.read(&listed[0], 9).unwrap_err().is_outside());
        }

        #[test]
        fn pipes_and_devices_are_refused_at_once() {
            let (_outer, inner) = folders();
            assert!(Command::new("mkfifo").arg(inner.join("pipe")).status().unwrap().success());
            let pipe = FileSystem.read(&FilePath::beneath(&inner, "pipe"), 9).unwrap_err();
            let typed = FileSystem.read(&FilePath::typed(inner.join("pipe")), 9).unwrap_err();
            let device = FileSystem.read(&FilePath::typed("/dev/zero"), 9).unwrap_err();
            for error in [pipe, typed, device] {
                assert_eq!(error.reason(), "not a regular file");
            }
        }
    }
}
