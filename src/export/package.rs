//! The deterministic ZIP writer shared by DOCX and EPUB.
//!
//! The bytes of a member depend only on its content, not on the clock, the platform or the number
//! of threads. Files follow APPNOTE.TXT 6.3 without extensions, which OCF and OPC do not allow.

use std::borrow::Cow;
use std::collections::BTreeSet;

use flate2::Crc;
use rayon::prelude::*;

use super::ExportError;
use crate::cache::Cache;
use crate::compression;

/// A ZIP file under construction; members keep the order in which they are added.
#[derive(Default)]
pub struct Package<'a> {
    members: Vec<(String, Content<'a>)>,
}

enum Content<'a> {
    Plain(Cow<'a, [u8]>),
    Stored(Cow<'a, [u8]>),
}

impl<'a> Package<'a> {
    /// An empty package.
    pub fn new() -> Package<'a> {
        Package::default()
    }

    /// Adds a member, deflated.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) {
        self.members.push((name.into(), Content::Plain(bytes.into())));
    }

    /// Adds a member uncompressed: the OCF `mimetype`, or a picture that is compressed itself.
    pub fn add_stored(&mut self, name: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) {
        self.members.push((name.into(), Content::Stored(bytes.into())));
    }

    /// The names and the contents of the members, as a reader of the file unpacks them.
    pub fn into_members(self) -> Vec<(String, Vec<u8>)> {
        let content = |content: Content| match content {
            Content::Plain(bytes) | Content::Stored(bytes) => bytes.into_owned(),
        };
        self.members.into_iter().map(|(name, it)| (name, content(it))).collect()
    }

    /// Deflates the members in parallel, unless an earlier build has, and returns the file.
    ///
    /// # Errors
    /// Fails if two members have the same name or a limit of the ZIP format is exceeded.
    pub fn finish(self, cache: &Cache) -> Result<Vec<u8>, ExportError> {
        let mut names = BTreeSet::new();
        if let Some((name, _)) = self.members.iter().find(|(name, _)| !names.insert(name)) {
            return Err(ExportError(format!("duplicate member `{name}` in the package")));
        }
        let packed = self.members.into_par_iter().map(|member| pack(member, cache));
        let packed: Vec<Member> = packed.collect::<Result<_, _>>()?;
        write(&packed)
    }
}

/// A member as written to the file.
struct Member<'a> {
    name: String,
    method: u16,
    crc32: u32,
    size: u32,
    bytes: Cow<'a, [u8]>,
}

fn pack<'a>(
    (name, content): (String, Content<'a>),
    cache: &Cache,
) -> Result<Member<'a>, ExportError> {
    let (method, crc32, size, bytes) = match content {
        Content::Plain(bytes) => {
            (DEFLATED, crc32(&bytes), length(&bytes)?, deflate(&bytes, cache)?)
        }
        Content::Stored(bytes) => (STORED, crc32(&bytes), length(&bytes)?, bytes),
    };
    Ok(Member { name, method, crc32, size, bytes })
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The level of compression. The usual one, 6, takes half as long again and saves 1 to 4 % of a member.
const LEVEL: u32 = 4;

fn deflate(bytes: &[u8], cache: &Cache) -> Result<Cow<'static, [u8]>, ExportError> {
    let written = compression::deflate_in_blocks(bytes, LEVEL, cache);
    written.map(Cow::Owned).map_err(|error| ExportError(format!("compression failed: {error}")))
}

fn length(bytes: &[u8]) -> Result<u32, ExportError> {
    u32::try_from(bytes.len()).map_err(|_| too_large())
}

fn too_large() -> ExportError {
    ExportError("the package exceeds the size limit of a ZIP file".into())
}

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Version 2.0 of the format, the first with deflated members.
const VERSION: u16 = 20;
/// General purpose bit 11: the member name is UTF-8.
const UTF8_NAMES: u16 = 1 << 11;
/// 1 January 1980, the earliest date that the format can express.
const DATE: u16 = (1 << 5) | 1;

fn write(members: &[Member]) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::with_capacity(members.iter().map(|member| member.bytes.len() + 256).sum());
    let mut directory = Vec::new();
    for member in members {
        let offset = length(&out)?;
        out.extend(b"PK\x03\x04");
        out.extend(header(member)?);
        out.extend(member.name.as_bytes());
        out.extend(&*member.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(header(member)?);
        // Comment length, disk, internal attributes: two bytes each; external attributes: four.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(member.name.as_bytes());
    }
    let offset = length(&out)?;
    out.extend(&directory);
    out.extend(end(members.len(), length(&directory)?, offset)?);
    Ok(out)
}

/// The fields shared by a local header and the central directory, APPNOTE.TXT §4.3.7 and §4.3.12.
fn header(member: &Member) -> Result<Vec<u8>, ExportError> {
    let name_length = u16::try_from(member.name.len()).map_err(|_| too_large())?;
    let flags = if member.name.is_ascii() { 0 } else { UTF8_NAMES };
    let mut out = Vec::with_capacity(26);
    for field in [VERSION, flags, member.method, 0, DATE] {
        out.extend(field.to_le_bytes());
    }
    for field in [member.crc32, length(&member.bytes)?, member.size] {
        out.extend(field.to_le_bytes());
    }
    out.extend(name_length.to_le_bytes());
    out.extend(0u16.to_le_bytes());
    Ok(out)
}

/// The end of central directory record, APPNOTE.TXT §4.3.16.
fn end(members: usize, directory_size: u32, offset: u32) -> Result<Vec<u8>, ExportError> {
    let members = u16::try_from(members).map_err(|_| too_large())?;
    let mut out = b"PK\x05\x06\0\0\0\0".to_vec();
    out.extend(members.to_le_bytes());
    out.extend(members.to_le_bytes());
    out.extend(directory_size.to_le_bytes());
    out.extend(offset.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::{CompressionMethod, ZipArchive};

    use super::*;

    fn package() -> Vec<u8> {
        let text = b"text ".repeat(1000);
        let mut package = Package::new();
        package.add_stored("mimetype", b"application/epub+zip".as_slice());
        package.add("b.xml", text.clone());
        package.add("a/\u{e9}.ttf", text);
        package.add("empty", Vec::new());
        package.finish(Cache::NONE).unwrap()
    }

    #[test]
    fn members_keep_their_order_and_content() {
        let mut archive = ZipArchive::new(Cursor::new(package())).unwrap();
        let names: Vec<_> = (0..archive.len())
            .map(|index| archive.by_index(index).unwrap().name().to_string())
            .collect();
        assert_eq!(names, ["mimetype", "b.xml", "a/\u{e9}.ttf", "empty"]);
        for name in ["b.xml", "a/\u{e9}.ttf"] {
            let mut content = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
            assert_eq!(content, b"text ".repeat(1000));
        }
        assert_eq!(archive.by_name("mimetype").unwrap().compression(), CompressionMethod::Stored);
    }

    #[test]
    fn members_have_a_fixed_date() {
        let bytes = package();
        assert_eq!(bytes, package());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let stamp = archive.by_index(1).unwrap().last_modified().unwrap();
        assert_eq!((stamp.year(), stamp.month(), stamp.day(), stamp.hour()), (1980, 1, 1, 0));
    }

    #[test]
    fn the_mimetype_is_at_the_required_offset() {
        // OCF 3.3 §4.3.3: name at byte 30, content at byte 38.
        assert_eq!(&package()[30..58], b"mimetypeapplication/epub+zip");
    }

    #[test]
    fn a_duplicate_name_is_an_error() {
        let mut package = Package::new();
        package.add("a", Vec::new());
        package.add("a", Vec::new());
        assert!(package.finish(Cache::NONE).is_err());
    }
}
