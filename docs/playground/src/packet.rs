//! Requests and answers as bytes: the length of a header (32 bits, little endian), the header as JSON, and the
//! contents of the files that the header lists, one after another.

use serde::{Deserialize, Serialize};

/// A file of a packet, as its header describes it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Entry {
    /// The path, relative to the folder of the report.
    pub path: String,
    /// The number of bytes.
    pub length: usize,
}

/// The header and the contents of a packet; `None` if it is cut off.
pub fn parts(packet: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = packet.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

/// The files of a packet with their contents; `None` if it is cut off.
pub fn files<'a>(entries: &'a [Entry], mut contents: &'a [u8]) -> Option<Vec<(&'a str, &'a [u8])>> {
    let file = |entry: &'a Entry| {
        let (own, rest) = contents.split_at_checked(entry.length)?;
        contents = rest;
        Some((entry.path.as_str(), own))
    };
    entries.iter().map(file).collect()
}

/// A packet from its header and the contents of its files.
pub fn pack<'a>(header: &[u8], contents: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    // A module of 32 bits has no longer header.
    let mut packet = (header.len() as u32).to_le_bytes().to_vec();
    packet.extend_from_slice(header);
    contents.for_each(|bytes| packet.extend_from_slice(bytes));
    packet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_are_read_back() {
        let whole = pack(b"{}", [b"ab".as_slice(), b"", b"c"].into_iter());
        assert_eq!(whole, b"\x02\0\0\0{}abc");
        assert_eq!(parts(&whole), Some((b"{}".as_slice(), b"abc".as_slice())));
        let entry = |path: &str, length| Entry { path: path.into(), length };
        let entries = [entry("x", 2), entry("y", 0), entry("z", 1)];
        let expected = [("x", b"ab".as_slice()), ("y", b""), ("z", b"c")];
        assert_eq!(files(&entries, b"abc"), Some(expected.to_vec()));
    }

    #[test]
    fn packets_that_are_cut_off_are_refused() {
        assert_eq!(parts(b"\x02\0\0"), None);
        assert_eq!(parts(b"\x03\0\0\0{}"), None);
        assert_eq!(files(&[Entry { path: "x".into(), length: 3 }], b"ab"), None);
    }
}
