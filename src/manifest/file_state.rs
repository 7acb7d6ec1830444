//! Contents and states of files, to find out whether they have changed.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};
use std::{fmt, fs};

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A BLAKE3 hash, in hexadecimal digits in a manifest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest(blake3::Hash);

impl Digest {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(blake3::hash(bytes))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_hex())
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
        deserializer.deserialize_str(DigestVisitor)
    }
}

struct DigestVisitor;

impl Visitor<'_> for DigestVisitor {
    type Value = Digest;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("64 hexadecimal digits")
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<Digest, E> {
        blake3::Hash::from_hex(digits).map(Digest).map_err(E::custom)
    }
}

/// The state of a file as recorded by the system: the size in bytes, the times of the last change of its
/// content and of its metadata in nanoseconds since 1970, and the inode. While the state is the same, so is
/// the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(u64, i64, i64, u64);

/// The coarsest time resolution of file systems. A file may change again within it and keep the same time.
const COARSEST: Duration = Duration::from_secs(2);

impl Stamp {
    /// The state of the file that a path leads to; `None` if there is none.
    pub fn of(path: &Path) -> Option<Stamp> {
        fs::metadata(path).ok().map(|metadata| Stamp::from(&metadata))
    }

    /// The state of a file with a last change that is long ago; `None` if it may change again unnoticed.
    pub fn settled(path: &Path) -> Option<Stamp> {
        let metadata = fs::metadata(path).ok()?;
        let age = SystemTime::now().duration_since(metadata.modified().ok()?).ok()?;
        (age > COARSEST).then(|| Stamp::from(&metadata))
    }
}

#[cfg(unix)]
impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, nanoseconds: i64| {
            seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)
        };
        Stamp(
            metadata.len(),
            time(metadata.mtime(), metadata.mtime_nsec()),
            time(metadata.ctime(), metadata.ctime_nsec()),
            metadata.ino(),
        )
    }
}

#[cfg(not(unix))]
impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Stamp {
        let since = |time: std::io::Result<SystemTime>| {
            let duration = time.ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            i64::try_from(duration.as_nanos()).ok()
        };
        let modified = since(metadata.modified()).unwrap_or_default();
        let created = since(metadata.created()).unwrap_or_default();
        Stamp(metadata.len(), modified, created, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_just_changed_has_no_settled_state() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(Stamp::of(file.path()).is_some());
        assert_eq!(Stamp::settled(file.path()), None);
        file.as_file().set_modified(SystemTime::now() - Duration::from_secs(9)).unwrap();
        assert_eq!(Stamp::settled(file.path()), Stamp::of(file.path()));
    }

    #[test]
    fn hashes_are_hexadecimal() {
        let digest = Digest::of(b"");
        let json = serde_json::to_string(&digest).unwrap();
        assert!(json.starts_with("\"af1349b9f5f9a1a6a0404dea36dcc949"), "{json}");
        assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
        assert!(serde_json::from_str::<Digest>("\"af\"").is_err());
    }
}
