//! A revision of a report: a file, or a version of a file in git.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use plenary::{Error, Limit, Limits, Source, World};

use crate::exit_status::CommandError;

/// A revision.
#[derive(Debug, PartialEq, Eq)]
pub struct Revision {
    /// The file, in the working folder.
    path: PathBuf,
    /// The argument with which `git show` prints it.
    version: Option<String>,
}

impl Revision {
    /// Resolves an argument: a file if there is one, otherwise `REVISION:PATH` as in `git show`. Such a
    /// path begins at the root of the repository, or in the current folder if it begins with `./`.
    pub fn of(typed: &OsStr) -> Result<Revision, CommandError> {
        let named = typed.to_str().filter(|_| !Path::new(typed).exists());
        let Some((revision, path)) = named.and_then(|named| named.split_once(':')) else {
            return Ok(Revision { path: typed.into(), version: None });
        };
        // A drive letter of Windows is not a revision, and an option is not one either.
        if revision.len() < 2 || revision.starts_with('-') || path.is_empty() {
            return Ok(Revision { path: typed.into(), version: None });
        }
        let root = match path.starts_with("./") || path.starts_with("../") {
            true => PathBuf::new(),
            false => {
                let root = git(&["rev-parse", "--show-cdup"], LONGEST_PATH)?;
                PathBuf::from(String::from_utf8_lossy(&root).trim_end())
            }
        };
        let version = Some(format!("{revision}:{path}"));
        Ok(Revision { path: root.join(path), version })
    }

    /// The file in the working folder, whose template and pictures are used.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the revision.
    pub fn read(
        &self,
        world: &dyn World,
        limits: &Limits,
    ) -> Result<Result<Source, Error>, CommandError> {
        match &self.version {
            None => Ok(Source::read(&self.path, world, limits)),
            Some(version) => {
                let text = git(&["show", "--no-textconv", version], limits.get(Limit::FileSize))?;
                Ok(Ok(Source::new(&self.path, text)))
            }
        }
    }
}

/// The maximum length of a path that is read, in bytes.
const LONGEST_PATH: u64 = 65_536;

/// The output of git, up to one byte more than `most`: a larger file is refused for its size, and the rest
/// is not read.
fn git(arguments: &[&str], most: u64) -> Result<Vec<u8>, CommandError> {
    let failed =
        |reason: &str| CommandError::Usage(format!("git {}: {reason}", arguments.join(" ")));
    let unread = |error: std::io::Error| failed(&error.to_string());
    let mut command = Command::new("git");
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(unread)?;
    let mut printed = Vec::new();
    if let Some(out) = child.stdout.take() {
        out.take(most.saturating_add(1)).read_to_end(&mut printed).map_err(unread)?;
    }
    if u64::try_from(printed.len()).unwrap_or(u64::MAX) > most {
        // It waits for somebody to read the rest.
        child.kill().and_then(|()| child.wait()).map_err(unread)?;
        return Ok(printed);
    }
    let output = child.wait_with_output().map_err(unread)?;
    match output.status.success() {
        true => Ok(printed),
        false => Err(failed(String::from_utf8_lossy(&output.stderr).trim_end())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_not_a_version() {
        let of = |typed: &str| Revision::of(OsStr::new(typed)).unwrap();
        let file = |path: &str| Revision { path: path.into(), version: None };
        assert_eq!(of("Cargo.toml"), file("Cargo.toml"));
        assert_eq!(of("missing.yaml"), file("missing.yaml"));
        assert_eq!(of("C:\\report.yaml"), file("C:\\report.yaml"));
        assert_eq!(of("--output=x:y"), file("--output=x:y"));
        let version = Revision { path: "./a.yaml".into(), version: Some("HEAD~3:./a.yaml".into()) };
        assert_eq!(of("HEAD~3:./a.yaml"), version);
    }
}
