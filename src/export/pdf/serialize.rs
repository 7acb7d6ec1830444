//! Objects → the bytes of a file: object streams and a cross-reference stream (ISO 32000-1 §7.5).
//!
//! lopdf copies every object before it writes it, and compresses object streams on one core.

use std::io::Write;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, StringFormat, dictionary};
use rayon::prelude::*;

use super::deflate::deflate;
use crate::cache::Cache;
use crate::export::ExportError;

/// The number of objects in an object stream. Readers decompress a whole stream for one object.
const PACKED_OBJECTS: usize = 200;

/// The bytes of a typical structure element.
const TYPICAL: usize = 96;

/// Objects that nothing changes any more, as bytes: a tenth of what they take as objects of lopdf.
#[derive(Default)]
pub struct WrittenObjects(Vec<(u32, Box<[u8]>)>);

impl WrittenObjects {
    /// Writes an object.
    pub fn write(&mut self, id: ObjectId, object: &Object) {
        let mut bytes = Vec::new();
        write_object(&mut bytes, object);
        self.0.push((id.0, bytes.into()));
    }

    /// Writes a dictionary with these entries.
    pub fn write_dictionary(&mut self, id: ObjectId, entries: &[(&[u8], Object)]) {
        let mut bytes = Vec::with_capacity(TYPICAL);
        write_entries(&mut bytes, entries.iter().map(|(key, value)| (*key, value)));
        self.0.push((id.0, bytes.into()));
    }
}

/// An object for an object stream.
enum Packed<'a> {
    Object(&'a Object),
    Written(&'a [u8]),
}

/// Writes a file. Every object has generation 0.
///
/// # Errors
///
/// If an object stream cannot be compressed, or the file exceeds the numbers of its format.
pub fn file(pdf: Pdf, written: WrittenObjects, cache: &Cache) -> Result<Vec<u8>, ExportError> {
    let Pdf { objects, trailer, version, binary_mark, max_id, .. } = pdf;
    let (streams, others): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let packed = in_order(&others, &written);
    let object_streams =
        packed.par_chunks(PACKED_OBJECTS).map(|objects| object_stream(objects, cache));
    let object_streams: Vec<Object> = object_streams.collect::<Result<_, _>>()?;
    let numbers: Vec<u32> = packed.iter().map(|(number, _)| *number).collect();
    // Each object is freed as soon as it is in the file, or in an object stream.
    drop(packed);
    drop((others, written));
    let sizes = streams.iter().map(|(_, stream)| stream).chain(&object_streams).map(size);
    let mut file = File::new(&version, &binary_mark, sizes.sum());
    for (id, stream) in streams {
        file.object(id.0, &stream)?;
    }
    for ((number, stream), packed) in
        (max_id + 1..).zip(object_streams).zip(numbers.chunks(PACKED_OBJECTS))
    {
        file.object(number, &stream)?;
        file.packed(number, packed);
    }
    file.finish(trailer, cache)
}

/// About the number of bytes that a stream takes in a file.
fn size(stream: &Object) -> usize {
    const DICTIONARY: usize = 128;
    stream.as_stream().map_or(0, |stream| stream.content.len() + DICTIONARY)
}

/// All objects for object streams, with their numbers, in the order of these.
fn in_order<'a>(
    objects: &'a [(ObjectId, Object)],
    written: &'a WrittenObjects,
) -> Vec<(u32, Packed<'a>)> {
    let objects = objects.iter().map(|(id, object)| (id.0, Packed::Object(object)));
    let written = written.0.iter().map(|(number, bytes)| (*number, Packed::Written(bytes)));
    let mut all: Vec<_> = objects.chain(written).collect();
    all.sort_unstable_by_key(|(number, _)| *number);
    all
}

/// An object stream (§7.5.7): pairs of object numbers and offsets, then the objects.
fn object_stream(objects: &[(u32, Packed)], cache: &Cache) -> Result<Object, ExportError> {
    let (mut places, mut bodies) = (Vec::new(), Vec::new());
    for (number, object) in objects {
        places.extend_from_slice(format!("{number} {} ", bodies.len()).as_bytes());
        match object {
            Packed::Object(object) => write_object(&mut bodies, object),
            Packed::Written(bytes) => bodies.extend_from_slice(bytes),
        }
        bodies.push(b' ');
    }
    let first = places.len();
    places.append(&mut bodies);
    let count = objects.len();
    let dictionary =
        dictionary! { "Type" => "ObjStm", "N" => count as i64, "First" => first as i64 };
    compressed(dictionary, &places, cache).map(Object::Stream)
}

fn compressed(
    mut dictionary: Dictionary,
    bytes: &[u8],
    cache: &Cache,
) -> Result<Stream, ExportError> {
    let bytes =
        deflate(bytes, cache).ok_or_else(|| ExportError("cannot deflate an object".into()))?;
    dictionary.set("Filter", "FlateDecode");
    Ok(Stream::new(dictionary, bytes))
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

impl Place {
    /// The three fields of an entry: type, offset or stream, generation or position.
    fn fields(self) -> [u8; 1 + OFFSET_BYTES + 2] {
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
    bytes: Vec<u8>,
    places: Vec<(u32, Place)>,
}

impl File {
    /// Begins a file of about `size` bytes.
    fn new(version: &str, binary_mark: &[u8], size: usize) -> File {
        let mut bytes = Vec::with_capacity(size);
        for part in [b"%PDF-", version.as_bytes(), b"\n%", binary_mark, b"\n"] {
            bytes.extend_from_slice(part);
        }
        File { bytes, places: vec![(0, Place::Free)] }
    }

    /// Writes an indirect object.
    fn object(&mut self, number: u32, object: &Object) -> Result<(), ExportError> {
        if self.bytes.len() as u64 >> (8 * OFFSET_BYTES) > 0 {
            return Err(ExportError("the PDF exceeds a terabyte".into()));
        }
        self.places.push((number, Place::At(self.bytes.len())));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        write_object(&mut self.bytes, object);
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    /// Records the places of the objects of an object stream.
    fn packed(&mut self, stream: u32, numbers: &[u32]) {
        let places =
            (0..).zip(numbers).map(|(position, number)| (*number, Place::In { stream, position }));
        self.places.extend(places);
    }

    /// Writes the cross-reference stream (§7.5.8), which also contains the entries of the trailer.
    fn finish(mut self, mut trailer: Dictionary, cache: &Cache) -> Result<Vec<u8>, ExportError> {
        let start = self.bytes.len();
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
        let entries: Vec<u8> = self.places.iter().flat_map(|(_, place)| place.fields()).collect();
        self.object(number, &Object::Stream(compressed(trailer, &entries, cache)?))?;
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
        Ok(self.bytes)
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
        Object::Reference((number, generation)) => {
            write_integer(out, i64::from(*number));
            out.push(b' ');
            write_integer(out, i64::from(*generation));
            out.extend_from_slice(b" R");
        }
    }
}

fn write_integer(out: &mut Vec<u8>, value: i64) {
    let _ = write!(out, "{value}");
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
    write_entries(out, dictionary.iter().map(|(key, value)| (key.as_slice(), value)));
}

fn write_entries<'e>(out: &mut Vec<u8>, entries: impl Iterator<Item = (&'e [u8], &'e Object)>) {
    out.extend_from_slice(b"<<");
    for (key, value) in entries {
        write_name(out, key);
        separate(out, value);
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_stream(out: &mut Vec<u8>, stream: &Stream) {
    write_dictionary(out, &stream.dict);
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(&stream.content);
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
        written.write((100, 0), &dictionary! { "Written" => true }.into());
        let read = Pdf::load_mem(&file(large(), written, Cache::NONE).unwrap()).unwrap();
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
        let array: Vec<Object> = vec![1.into(), 2.into(), (3, 0).into(), inner.into(), true.into()];
        assert_eq!(written(&array.into()), "[1 2 3 0 R<</A 1/B 0.5/C/D>> true]");
    }
}
