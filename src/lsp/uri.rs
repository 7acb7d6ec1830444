//! Paths and `file:` URIs (RFC 8089).

use std::path::{Path, PathBuf};

/// The path of a `file:` URI of this machine.
pub fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = decoded(rest)?;
    // A drive letter follows the slash.
    let is_drive = path.get(2..3) == Some(":");
    let path = if cfg!(windows) && is_drive { path.get(1..)? } else { path.as_str() };
    Some(PathBuf::from(path))
}

/// The `file:` URI of an absolute path.
pub fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "\\" });
    let mut uri = String::from("file://");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// A text with its percent signs resolved.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_survive() {
        for name in ["/a/b.yaml", "/Bericht ü #1?/100%.yaml", "/a\\b:c"] {
            assert_eq!(path(&uri(Path::new(name))).as_deref(), Some(Path::new(name)));
        }
        assert_eq!(path("file:///a%20b%C3%A9"), Some("/a bé".into()));
        for wrong in ["untitled:1", "file:///%zz", "file:///%e", "http://a/b"] {
            assert_eq!(path(wrong), None, "{wrong}");
        }
    }
}
