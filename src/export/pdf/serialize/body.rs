//! The indirect objects of a file and their cross-reference stream (ISO 32000-1 §7.5.3, §7.5.8).

use std::io::Write;

use lopdf::{Dictionary, Object, Stream};

use super::{Content, FileStream, WrittenFile, deflated};
use crate::cache::Cache;
use crate::export::ExportError;

/// Where an object is, as a cross-reference stream gives it (§7.5.8.3).
#[derive(Clone, Copy)]
enum Place {
    /// The object 0, which does not exist.
    Free,
    /// The offset of its first byte.
    At(usize),
    /// An object stream, and the position among its objects.
    In { stream: u32, position: u16 },
}

/// The bytes of offsets: enough for a terabyte.
const OFFSET_BYTES: usize = 5;

/// The bytes of an entry of a cross-reference stream.
const PLACE_BYTES: usize = 1 + OFFSET_BYTES + 2;

impl Place {
    /// The three fields of an entry: type, offset or stream, generation or position.
    fn fields(self) -> [u8; PLACE_BYTES] {
        let (kind, number, last) = match self {
            Place::Free => (0, 0, u16::MAX),
            Place::At(offset) => (1, offset as u64, 0),
            Place::In { stream, position } => (2, u64::from(stream), position),
        };
        let [_, _, _, number @ ..] = number.to_be_bytes();
        let [a, b, c, d, e] = number;
        let [f, g] = last.to_be_bytes();
        [kind, a, b, c, d, e, f, g]
    }
}

/// A file being written.
pub struct File {
    header: Vec<u8>,
    /// Its indirect objects, up to the content of each stream.
    objects: Vec<(Vec<u8>, Content)>,
    /// The offset of what follows them.
    end: usize,
    places: Vec<(u32, Place)>,
}

/// What follows the content of a stream (§7.3.8.1, §7.3.10).
const AFTER_CONTENT: &[u8] = b"\nendstream\nendobj\n";

impl File {
    /// A file without objects.
    pub fn new(version: &str, binary_mark: &[u8]) -> File {
        let header = [b"%PDF-", version.as_bytes(), b"\n%", binary_mark, b"\n"].concat();
        let end = header.len();
        File { header, objects: Vec::new(), end, places: vec![(0, Place::Free)] }
    }

    /// Adds an indirect object.
    pub fn push(&mut self, number: u32, stream: FileStream) -> Result<(), ExportError> {
        if self.end as u64 >> (8 * OFFSET_BYTES) > 0 {
            return Err(ExportError("the PDF exceeds a terabyte".into()));
        }
        self.places.push((number, Place::At(self.end)));
        let FileStream { dictionary, content } = stream;
        let mut before = format!("{number} 0 obj\n").into_bytes();
        before.extend_from_slice(&dictionary);
        before.extend_from_slice(b"stream\n");
        self.end += before.len() + content.bytes().len() + AFTER_CONTENT.len();
        self.objects.push((before, content));
        Ok(())
    }

    /// Records the places of the objects of an object stream.
    pub fn packed(&mut self, stream: u32, numbers: &[u32]) {
        let places =
            (0..).zip(numbers).map(|(position, number)| (*number, Place::In { stream, position }));
        self.places.extend(places);
    }

    /// Writes the cross-reference stream (§7.5.8), which also contains the entries of the trailer.
    pub fn finish(mut self, mut trailer: Dictionary) -> Result<WrittenFile, ExportError> {
        let start = self.end;
        let number = self.places.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        self.places.push((number, Place::At(start)));
        self.places.sort_by_key(|(number, _)| *number);
        let sections = self.places.chunk_by(|(one, _), (next, _)| one + 1 == *next);
        let index = sections.filter_map(|section| Some((section.first()?.0, section.len())));
        let index = index.flat_map(|(first, count)| [first.into(), (count as i64).into()]);
        trailer.set("Type", "XRef");
        trailer.set("Size", number + 1);
        trailer.set("W", vec![1.into(), (OFFSET_BYTES as i64).into(), 2.into()]);
        trailer.set("Index", index.collect::<Vec<Object>>());
        trailer.set("Filter", "FlateDecode");
        let entries: Vec<u8> = self.places.iter().flat_map(|(_, place)| place.fields()).collect();
        // Any edit changes offsets, so it is not kept.
        let deflate = || deflated(&entries, Cache::NONE);
        let (before, deflated) = rayon::join(|| self.before_references(entries.len()), deflate);
        let (mut bytes, mut hasher) = before;
        let references = FileStream::from(Stream::new(trailer, deflated?));
        let _ = writeln!(bytes, "{number} 0 obj");
        bytes.extend_from_slice(&references.dictionary);
        bytes.extend_from_slice(b"stream\n");
        bytes.extend_from_slice(references.content.bytes());
        bytes.extend_from_slice(AFTER_CONTENT);
        let _ = write!(bytes, "startxref\n{start}\n%%EOF");
        hasher.update(bytes.get(start..).unwrap_or_default());
        Ok(WrittenFile { bytes, hash: hasher.finalize() })
    }

    /// The file before the cross-reference stream, with room for this, and their hash. Each object is freed as soon
    /// as it is in the file.
    fn before_references(self, room: usize) -> (Vec<u8>, blake3::Hasher) {
        const TRAILER: usize = 1 << 10;
        let mut bytes = Vec::with_capacity(self.end + room + TRAILER);
        bytes.extend_from_slice(&self.header);
        for (before, content) in self.objects {
            bytes.extend_from_slice(&before);
            bytes.extend_from_slice(content.bytes());
            bytes.extend_from_slice(AFTER_CONTENT);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(&bytes);
        (bytes, hasher)
    }
}
