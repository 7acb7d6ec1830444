//! Objects → the bytes of a file: object streams and a cross-reference stream (ISO 32000-1 §7.5).
//!
//! lopdf copies every object before it writes it, and compresses object streams on one core.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, StringFormat};
use rayon::prelude::*;

use super::deflate::deflate;
use super::object::Entries;
use crate::cache::{Cache, Key};
use crate::export::ExportError;

/// The number of objects in an object stream. Readers decompress a whole stream for one object.
const PACKED_OBJECTS: usize = 200;

/// Objects that nothing changes any more, as bytes: a tenth of what they take as objects of lopdf.
#[derive(Default)]
pub struct WrittenObjects {
    bytes: Vec<u8>,
    /// The numbers of the objects and their bytes, in the order in which they were written.
    objects: Vec<(u32, Range<usize>)>,
    /// The key of all of this, if it is kept between builds.
    key: Option<Key>,
}

impl WrittenObjects {
    /// No objects yet. `key` is that of what they are made from, if they are kept.
    pub fn with_key(key: Option<Key>) -> WrittenObjects {
        WrittenObjects { key, ..WrittenObjects::default() }
    }

    /// Writes a dictionary with these entries.
    pub fn write_dictionary(&mut self, id: ObjectId, entries: &Entries) {
        self.extend_dictionary(id, &[], entries);
    }

    /// Writes a dictionary with some entries that are written already, and others.
    pub fn extend_dictionary(&mut self, id: ObjectId, written: &[u8], entries: &Entries) {
        self.append(id, |bytes| {
            bytes.extend_from_slice(b"<<");
            bytes.extend_from_slice(written);
            write_entries(bytes, entries.iter().map(|(key, value)| (*key, value)));
            bytes.extend_from_slice(b">>");
        });
    }

    /// Writes an array of references (§7.3.6, §7.3.10); null for `None`.
    pub fn write_references(&mut self, id: ObjectId, references: &[Option<ObjectId>]) {
        self.append(id, |bytes| {
            bytes.push(b'[');
            for (position, reference) in references.iter().enumerate() {
                bytes.extend((position > 0).then_some(b' '));
                match reference {
                    Some(id) => write_reference(bytes, *id),
                    None => bytes.extend_from_slice(b"null"),
                }
            }
            bytes.push(b']');
        });
    }

    /// The same objects in the order of their numbers, in no more memory than they need.
    pub fn finished(mut self) -> WrittenObjects {
        self.bytes.shrink_to_fit();
        self.objects.shrink_to_fit();
        self.objects.sort_unstable_by_key(|(number, _)| *number);
        self
    }

    fn append(&mut self, id: ObjectId, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        self.objects.push((id.0, start..self.bytes.len()));
    }

    fn packed(&self) -> impl Iterator<Item = (u32, Packed<'_>)> {
        self.objects.iter().map(|(number, at)| {
            let bytes = self.bytes.get(at.clone()).unwrap_or_default();
            (*number, Packed::Written(bytes, self.key))
        })
    }
}

/// An object for an object stream.
#[derive(Clone, Copy)]
enum Packed<'a> {
    Object(&'a Object),
    /// The bytes of an object, and the key of the objects that were written with it.
    Written(&'a [u8], Option<Key>),
}

/// A compressed stream with the number of its object.
pub struct ContentStream {
    pub number: u32,
    pub deflated: Arc<Vec<u8>>,
}

/// All objects of a file.
pub struct Objects {
    /// The version, the trailer, and objects that may still have changed.
    pub pdf: Pdf,
    /// Objects that nothing changes any more.
    pub written: Vec<Arc<WrittenObjects>>,
    /// The content streams of the pages.
    pub contents: Vec<ContentStream>,
}

/// A file, and the hash of its bytes.
pub struct WrittenFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their hash.
    pub hash: blake3::Hash,
}

/// Writes a file. Every object has generation 0.
///
/// # Errors
///
/// If an object stream cannot be compressed, or the file exceeds the numbers of its format.
pub fn file(objects: Objects, cache: &Cache) -> Result<WrittenFile, ExportError> {
    let Objects { pdf, written, contents } = objects;
    let Pdf { objects, trailer, version, binary_mark, max_id, .. } = pdf;
    let (streams, others): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let packed = in_order(&others, &written);
    let object_streams =
        packed.par_chunks(PACKED_OBJECTS).map(|objects| ObjectStream::of(objects, cache));
    let object_streams: Vec<ObjectStream> = object_streams.collect::<Result<_, _>>()?;
    let numbers: Vec<u32> = packed.iter().map(|(number, _)| *number).collect();
    // Objects are freed as soon as they are in an object stream.
    drop(packed);
    drop((others, written));
    let mut file = File::new(&version, &binary_mark);
    for (number, stream) in all_streams(streams, contents) {
        file.push(number, stream)?;
    }
    for ((number, stream), packed) in
        (max_id + 1..).zip(object_streams).zip(numbers.chunks(PACKED_OBJECTS))
    {
        file.push(number, stream.into())?;
        file.packed(number, packed);
    }
    file.finish(trailer)
}

/// A stream as it is written.
struct FileStream {
    dictionary: Vec<u8>,
    content: Content,
}

/// The content of a stream.
enum Content {
    Own(Vec<u8>),
    Kept(Arc<Vec<u8>>),
}

impl Content {
    fn bytes(&self) -> &[u8] {
        match self {
            Content::Own(bytes) => bytes,
            Content::Kept(bytes) => bytes,
        }
    }
}

impl From<Stream> for FileStream {
    fn from(stream: Stream) -> FileStream {
        let mut dictionary = Vec::new();
        write_dictionary(&mut dictionary, &stream.dict);
        FileStream { dictionary, content: Content::Own(stream.content) }
    }
}

impl From<ContentStream> for FileStream {
    fn from(ContentStream { deflated, .. }: ContentStream) -> FileStream {
        let dictionary = format!("<</Filter/FlateDecode/Length {}>>", deflated.len());
        FileStream { dictionary: dictionary.into(), content: Content::Kept(deflated) }
    }
}

impl From<ObjectStream> for FileStream {
    fn from(ObjectStream { count, first, deflated }: ObjectStream) -> FileStream {
        let length = deflated.len();
        let dictionary =
            format!("<</Type/ObjStm/N {count}/First {first}/Filter/FlateDecode/Length {length}>>");
        FileStream { dictionary: dictionary.into(), content: Content::Kept(deflated) }
    }
}

/// All streams in the order of their numbers.
fn all_streams(
    objects: Vec<(ObjectId, Object)>,
    contents: Vec<ContentStream>,
) -> Vec<(u32, FileStream)> {
    let stream = |object| {
        let (id, Object::Stream(stream)): (ObjectId, Object) = object else { return None };
        Some((id.0, stream.into()))
    };
    let contents = contents.into_iter().map(|content| (content.number, content.into()));
    let mut all: Vec<_> = objects.into_iter().filter_map(stream).chain(contents).collect();
    all.sort_by_key(|(number, _)| *number);
    all
}

/// All objects for object streams, with their numbers, in the order of these.
fn in_order<'a>(
    objects: &'a [(ObjectId, Object)],
    written: &'a [Arc<WrittenObjects>],
) -> Vec<(u32, Packed<'a>)> {
    let count = written.iter().map(|written| written.objects.len()).sum::<usize>();
    let mut all = Vec::with_capacity(objects.len() + count);
    all.extend(objects.iter().map(|(id, object)| (id.0, Packed::Object(object))));
    written.iter().for_each(|written| all.extend(written.packed()));
    // Most of them are in order already, which this sort makes use of.
    all.sort_by_key(|(number, _)| *number);
    all
}

/// A compressed object stream (§7.5.7): pairs of object numbers and offsets, then the objects.
#[derive(Clone)]
struct ObjectStream {
    /// The number of objects.
    count: usize,
    /// The offset of the first object.
    first: usize,
    deflated: Arc<Vec<u8>>,
}

impl ObjectStream {
    /// The stream of some objects. If all of them are kept, their bytes are only needed when an earlier build has
    /// not packed the same.
    fn of(objects: &[(u32, Packed)], cache: &Cache) -> Result<ObjectStream, ExportError> {
        match key_of(objects).filter(|_| cache.keeps()) {
            Some(key) => cache.try_get(|| key, || ObjectStream::new(objects, Cache::NONE)),
            None => ObjectStream::new(objects, cache),
        }
    }

    fn new(objects: &[(u32, Packed)], cache: &Cache) -> Result<ObjectStream, ExportError> {
        let (mut places, mut bodies) = (Vec::new(), Vec::new());
        for (number, object) in objects {
            write_integer(&mut places, i64::from(*number));
            places.push(b' ');
            write_integer(&mut places, bodies.len() as i64);
            places.push(b' ');
            match object {
                Packed::Object(object) => write_object(&mut bodies, object),
                Packed::Written(bytes, _) => bodies.extend_from_slice(bytes),
            }
            bodies.push(b' ');
        }
        let first = places.len();
        places.append(&mut bodies);
        let deflated = Arc::new(deflated(&places, cache)?);
        Ok(ObjectStream { count: objects.len(), first, deflated })
    }
}

/// The key of some objects: those of what they were written with, and their numbers. `None` if any has no key.
fn key_of(objects: &[(u32, Packed)]) -> Option<Key> {
    let of = |packed: &Packed| match packed {
        Packed::Object(_) => None,
        Packed::Written(_, key) => *key,
    };
    let together = objects.chunk_by(|(_, one), (_, next)| of(one) == of(next));
    let together = together.map(|objects| {
        let (number, packed) = objects.first()?;
        Some((of(packed)?, number, objects.len()))
    });
    let together: Vec<_> = together.collect::<Option<_>>()?;
    Some(Key::new("object stream", together))
}

fn deflated(bytes: &[u8], cache: &Cache) -> Result<Vec<u8>, ExportError> {
    deflate(bytes, cache).ok_or_else(|| ExportError("cannot deflate an object".into()))
}

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
struct File {
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
    fn new(version: &str, binary_mark: &[u8]) -> File {
        let header = [b"%PDF-", version.as_bytes(), b"\n%", binary_mark, b"\n"].concat();
        let end = header.len();
        File { header, objects: Vec::new(), end, places: vec![(0, Place::Free)] }
    }

    /// Adds an indirect object.
    fn push(&mut self, number: u32, stream: FileStream) -> Result<(), ExportError> {
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
    fn packed(&mut self, stream: u32, numbers: &[u32]) {
        let places =
            (0..).zip(numbers).map(|(position, number)| (*number, Place::In { stream, position }));
        self.places.extend(places);
    }

    /// Writes the cross-reference stream (§7.5.8), which also contains the entries of the trailer.
    fn finish(mut self, mut trailer: Dictionary) -> Result<WrittenFile, ExportError> {
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

/// Writes an object (§7.3).
fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Integer(value) => write_integer(out, *value),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => write_literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => write_hexadecimal(out, bytes),
        Object::Array(array) => write_array(out, array),
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_stream(out, stream),
        Object::Reference(id) => write_reference(out, *id),
    }
}

fn write_integer(out: &mut Vec<u8>, value: i64) {
    out.extend((value < 0).then_some(b'-'));
    let (start, mut rest) = (out.len(), value.unsigned_abs());
    while rest > 9 {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    out.push(b'0' + rest as u8);
    out.get_mut(start..).unwrap_or_default().reverse();
}

/// Writes a reference to an object (§7.3.10).
fn write_reference(out: &mut Vec<u8>, (number, generation): ObjectId) {
    write_integer(out, i64::from(number));
    out.push(b' ');
    write_integer(out, i64::from(generation));
    out.extend_from_slice(b" R");
}

fn write_array(out: &mut Vec<u8>, array: &[Object]) {
    out.push(b'[');
    for (position, object) in array.iter().enumerate() {
        if position > 0 {
            separate(out, object);
        }
        write_object(out, object);
    }
    out.push(b']');
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    write_entries(out, dictionary.iter().map(|(key, value)| (key.as_slice(), value)));
    out.extend_from_slice(b">>");
}

/// The entries of a dictionary as they are written.
pub fn written_entries(dictionary: &Dictionary) -> Vec<u8> {
    let mut out = Vec::new();
    write_entries(&mut out, dictionary.iter().map(|(key, value)| (key.as_slice(), value)));
    out
}

fn write_entries<'e>(out: &mut Vec<u8>, entries: impl Iterator<Item = (&'e [u8], &'e Object)>) {
    for (key, value) in entries {
        write_name(out, key);
        separate(out, value);
        write_object(out, value);
    }
}

fn write_stream(out: &mut Vec<u8>, stream: &Stream) {
    write_dictionary(out, &stream.dict);
    write_content(out, &stream.content);
}

/// Writes the content of a stream after its dictionary (§7.3.8).
fn write_content(out: &mut Vec<u8>, content: &[u8]) {
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendstream");
}

/// Writes a space before an object that begins with a regular character (§7.2.2).
fn separate(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_) => out.push(b' '),
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => {}
    }
}

/// Writes a name with its irregular characters escaped (§7.3.5).
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' | b'#' => {
                out.extend_from_slice(format!("#{byte:02X}").as_bytes());
            }
            b'!'..=b'~' => out.push(*byte),
            _ => out.extend_from_slice(format!("#{byte:02X}").as_bytes()),
        }
    }
}

/// Writes a literal string (§7.3.4.2).
fn write_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            // A reader would take it for the end of a line, which is `\n`.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// Writes a hexadecimal string (§7.3.4.3).
fn write_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
    out.push(b'<');
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write_object(&mut out, object);
        String::from_utf8(out).unwrap()
    }

    /// More objects than fit into one object stream, and a gap in their numbers.
    fn large() -> Pdf {
        let mut pdf = Pdf::with_version("1.7");
        let root = pdf.add_object(dictionary! { "Type" => "Catalog" });
        pdf.trailer.set("Root", root);
        for number in 0..450_i64 {
            pdf.add_object(dictionary! { "Number" => number, "Before" => (number as u32, 0) });
        }
        pdf.objects.remove(&(100, 0));
        pdf.add_object(Stream::new(Dictionary::new(), b"content".to_vec()));
        pdf
    }

    #[test]
    fn a_file_holds_every_object() {
        let expected = large();
        let mut written = WrittenObjects::default();
        written.write_dictionary((100, 0), &vec![(b"Written", true.into())]);
        let deflated = Arc::new(deflated(b"content", Cache::NONE).unwrap());
        let contents = vec![ContentStream { number: 500, deflated }];
        let objects = Objects { pdf: large(), written: vec![written.into()], contents };
        let file = file(objects, Cache::NONE).unwrap();
        assert_eq!(file.hash, blake3::hash(&file.bytes));
        let read = Pdf::load_mem(&file.bytes).unwrap();
        let of_file = |(id, _): &(&ObjectId, &Object)| expected.objects.contains_key(id);
        let kept: Vec<_> = read.objects.iter().filter(of_file).collect();
        assert_eq!(kept.len(), 451);
        for (id, object) in kept {
            let written = |object| {
                let mut out = Vec::new();
                write_object(&mut out, object);
                out
            };
            assert_eq!(written(object), written(&expected.objects[id]), "{id:?}");
        }
        assert!(read.get_dictionary((100, 0)).unwrap().has(b"Written"));
        assert_eq!(read.trailer.get(b"Root").unwrap(), expected.trailer.get(b"Root").unwrap());
    }

    #[test]
    fn strings_and_names_are_escaped() {
        let string = |text: &str| written(&Object::String(text.into(), StringFormat::Literal));
        assert_eq!(string(r"a(b)\c"), r"(a\(b\)\\c)");
        assert_eq!(string("a\rb"), "(a\\rb)");
        let hexadecimal = Object::String(vec![0xFE, 0x0F], StringFormat::Hexadecimal);
        assert_eq!(written(&hexadecimal), "<FE0F>");
        assert_eq!(written(&Object::Name("a b#č".into())), "/a#20b#23#C4#8D");
    }

    #[test]
    fn numbers_are_separated_and_delimited_objects_are_not() {
        let inner = dictionary! { "A" => 1, "B" => Object::Real(0.5), "C" => "D" };
        let array: Vec<Object> =
            vec![(-10).into(), i64::MIN.into(), (3, 0).into(), inner.into(), true.into()];
        let expected = "[-10 -9223372036854775808 3 0 R<</A 1/B 0.5/C/D>> true]";
        assert_eq!(written(&array.into()), expected);
    }
}
