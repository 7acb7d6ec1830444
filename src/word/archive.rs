//! Opens the ZIP archive of a Word file, and refuses archives that no program writes.

use std::collections::HashMap;
use std::io::{Cursor, Seek};

use zip::ZipArchive;

use super::error::{OtherFile, WordError};
use crate::limits::{Limit, Limits};

/// The signatures of zip records (APPNOTE 4.3).
const MEMBER: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";

/// Compound files: Word 97 to 2003, and encrypted files.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The offset of the number of members in a 64-bit end record.
const COUNT_64: usize = 32;

/// The maximum number of records to read in the search for an end record. Each embedded workbook has one.
const MOST_RECORDS: usize = 1_000_000;

/// Opens an archive after its records have been counted.
pub fn open<'a>(
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<ZipArchive<Cursor<&'a [u8]>>, WordError> {
    if !bytes.starts_with(b"PK") {
        return Err(WordError::Other(other_file(bytes)));
    }
    let members = positions(bytes, MEMBER).count();
    limits.check(Limit::WordMembers, members)?;
    let ends = positions(bytes, END).count();
    if ends == 0 {
        return Err(WordError::damaged("", "it is cut off"));
    }
    // The parser reserves memory for as many members as the record states.
    let is_hostile = positions(bytes, END_64).any(|at| {
        let stated = bytes.get(at + COUNT_64..).and_then(|rest| rest.first_chunk());
        stated.is_none_or(|it| u64::from_le_bytes(*it) > members as u64)
    });
    if is_hostile || ends * members > MOST_RECORDS {
        return Err(WordError::damaged("", "its list of members is false"));
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| WordError::damaged("", it))?;
    if listed(bytes, archive.central_directory_start()) != archive.len() {
        return Err(WordError::damaged("", "two of its members have the same name"));
    }
    Ok(archive)
}

/// The positions of a signature.
fn positions<'a>(bytes: &'a [u8], signature: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let is_here = move |at: &usize| bytes.get(*at..).is_some_and(|it| it.starts_with(signature));
    // Few bytes are worth a comparison.
    let first = signature.first();
    let starts = bytes.iter().enumerate().filter(move |(_, byte)| Some(*byte) == first);
    starts.map(|(at, _)| at).filter(is_here)
}

/// The number of members in the list at a position, including equal names.
fn listed(bytes: &[u8], start: u64) -> usize {
    let next = |at: &usize| {
        let record = bytes.get(*at..)?.strip_prefix(MEMBER)?;
        let length = |field: usize| {
            let bytes = record.get(field - MEMBER.len()..)?.first_chunk()?;
            Some(usize::from(u16::from_le_bytes(*bytes)))
        };
        // The name, extra field and comment follow 46 bytes.
        Some(at + 46 + length(28)? + length(30)? + length(32)?)
    };
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    std::iter::successors(Some(start), next).count().saturating_sub(1)
}

/// The index of each member by its name in lower case, as names are compared (Part 2 §7.2.3.4).
pub fn members<R: std::io::Read + Seek>(
    archive: &ZipArchive<R>,
) -> Result<HashMap<String, usize>, WordError> {
    let mut members = HashMap::new();
    for index in 0..archive.len() {
        // Old programs write backslashes, or begin with a slash.
        let name = archive.name_for_index(index).unwrap_or_default().replace('\\', "/");
        let name = name.trim_start_matches('/').to_ascii_lowercase();
        if name.split('/').any(|segment| segment == "..") {
            return Err(WordError::Unsafe { part: name, thing: "name that leaves the archive" });
        }
        if members.insert(name, index).is_some() {
            return Err(WordError::damaged("", "two of its members have the same name"));
        }
    }
    Ok(members)
}

/// The kind of a file that is not an archive.
fn other_file(bytes: &[u8]) -> OtherFile {
    let start = bytes.get(..1024).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    if bytes.starts_with(COMPOUND) {
        let has = |name: &str| {
            let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
            positions(bytes, &wide).next().is_some()
        };
        match () {
            () if has("EncryptedPackage") => OtherFile::Encrypted,
            () if has("WordDocument") => OtherFile::OldWord,
            () => OtherFile::Unknown,
        }
    } else if start.starts_with("{\\rtf") {
        OtherFile::RichText
    } else if start.starts_with("%pdf") {
        OtherFile::Pdf
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        OtherFile::Html
    } else if start.contains("<pkg:package") || start.contains("<w:worddocument") {
        OtherFile::FlatXml
    } else {
        OtherFile::Unknown
    }
}
