//! The archive of a Word file: its parts, found by relationships (ECMA-376 Part 2).

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::archive;
use super::error::{OtherFile, WordError};
use super::scan;
use crate::limits::{Limit, LimitError, Limits};

/// An open package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The index of each member, by its name in lower case.
    members: HashMap<String, usize>,
    limits: &'a Limits,
    /// The number of bytes unpacked so far.
    unpacked: usize,
}

/// A relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The id by which the part refers to it.
    pub id: String,
    /// The last segment of its type, such as `footnotes`.
    pub kind: String,
    /// Its target.
    pub target: Target,
}

/// The target of a relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a part, by its name.
    Part(String),
    /// To an address.
    External(String),
}

impl<'a> Package<'a> {
    /// Opens a file that may be a Word file.
    pub fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Package<'a>, WordError> {
        limits.check(Limit::WordSize, bytes.len())?;
        let archive = archive::open(bytes, limits)?;
        let members = archive::members(&archive)?;
        let mut package = Package { archive, members, limits, unpacked: 0 };
        match package.other_file()? {
            Some(other) => Err(WordError::Other(other)),
            None => Ok(package),
        }
    }

    /// The kind of the archive, if it is not an Office package.
    fn other_file(&mut self) -> Result<Option<OtherFile>, WordError> {
        let has = |name: &str| self.members.contains_key(name);
        if has("[content_types].xml") {
            return Ok(None);
        }
        if has("index/document.iwa") || has("index.zip") {
            return Ok(Some(OtherFile::Pages));
        }
        let media_type = self.part("mimetype")?.unwrap_or_default();
        let is_odf = media_type.starts_with("application/vnd.oasis.opendocument.text");
        Ok(Some(if is_odf { OtherFile::OpenDocument } else { OtherFile::Unknown }))
    }

    /// The text of a part; `None` if the package has no part with this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, WordError> {
        let most = self.limits.get(Limit::WordXml).saturating_sub(self.unpacked as u64);
        let before = self.unpacked;
        let check = |bytes: usize| self.limits.check(Limit::WordXml, before.saturating_add(bytes));
        let Some(bytes) = unpack(&mut self.archive, &self.members, name, most, check)? else {
            return Ok(None);
        };
        self.unpacked += bytes.len();
        decode(bytes).map(Some).ok_or_else(|| WordError::damaged(name, "neither UTF-8 nor UTF-16"))
    }

    /// The bytes of a part with a picture; `None` if the package has no part with this name. `unpacked` is
    /// the size of the pictures before it, to which its own size is added.
    pub fn picture(
        &mut self,
        name: &str,
        unpacked: &mut usize,
    ) -> Result<Option<Vec<u8>>, WordError> {
        let most = self.limits.get(Limit::WordPictures).saturating_sub(*unpacked as u64);
        let check = |bytes: usize| {
            self.limits.check(Limit::PictureSize, bytes)?;
            self.limits.check(Limit::WordPictures, unpacked.saturating_add(bytes))
        };
        let bytes = unpack(&mut self.archive, &self.members, name, most, check)?;
        *unpacked += bytes.as_ref().map_or(0, Vec::len);
        Ok(bytes)
    }

    /// The relationships of a part, or of the package if the name is empty.
    pub fn relationships(&mut self, source: &str) -> Result<Vec<Relationship>, WordError> {
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/');
        let Some(text) = self.part(name)? else { return Ok(Vec::new()) };
        let document = scan::parse(name, &text, self.limits)?;
        let relationship = |node: roxmltree::Node| {
            let target = node.attribute("Target")?;
            let target = match node.attribute("TargetMode") {
                Some("External") => Target::External(target.into()),
                Some(_) | None => Target::Part(resolve(folder, target)),
            };
            let kind = node.attribute("Type")?.rsplit('/').next()?.into();
            Some(Relationship { id: node.attribute("Id")?.into(), kind, target })
        };
        Ok(document.root_element().children().filter_map(relationship).collect())
    }
}

/// The bytes of a member, at most `most`, after `check` has examined the size that the archive states.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    members: &HashMap<String, usize>,
    name: &str,
    most: u64,
    check: impl Fn(usize) -> Result<(), LimitError>,
) -> Result<Option<Vec<u8>>, WordError> {
    let Some(&index) = members.get(&name.to_ascii_lowercase()) else { return Ok(None) };
    let member = archive.by_index(index).map_err(|it| WordError::damaged(name, it))?;
    // The size that the archive states may be false, so it allocates nothing.
    let stated = usize::try_from(member.size()).unwrap_or(usize::MAX);
    check(stated)?;
    let mut bytes = Vec::new();
    let mut member = member.take(most.saturating_add(1));
    member.read_to_end(&mut bytes).map_err(|error| WordError::damaged(name, error))?;
    check(bytes.len())?;
    if bytes.len() != stated {
        return Err(WordError::damaged(name, "its size is not the stated one"));
    }
    Ok(Some(bytes))
}

/// The name of a part to which a part in a folder refers. It never leaves the package.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let base = if target.starts_with('/') { "" } else { folder };
    let mut path = Vec::new();
    for segment in base.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(segment),
        }
    }
    path.join("/")
}

/// The text of an XML part in UTF-8 or UTF-16, the encodings of packages (Part 2 §6.2.5).
fn decode(bytes: Vec<u8>) -> Option<String> {
    let wide = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| unit(*pair));
        let text = char::decode_utf16(units).collect::<Result<String, _>>().ok()?;
        rest.is_empty().then_some(text)
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [b'<', 0, ..] => wide(u16::from_le_bytes, &bytes),
        [0, b'<', ..] => wide(u16::from_be_bytes, &bytes),
        _ => {
            let text = String::from_utf8(bytes).ok()?;
            Some(match text.strip_prefix('\u{FEFF}') {
                Some(rest) => rest.into(),
                None => text,
            })
        }
    }
}
