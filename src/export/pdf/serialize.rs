//! Objects → the bytes of a file: object streams and a cross-reference stream (ISO 32000-1 §7.5).
//!
//! lopdf copies every object before it writes it, and compresses object streams on one core.

mod body;
mod object_stream;
mod syntax;
mod written_objects;

use std::sync::Arc;

use lopdf::{Document as Pdf, Object, ObjectId, Stream};
use rayon::prelude::*;

use super::deflate::deflate;
use crate::cache::Cache;
use crate::export::ExportError;
use body::File;
use object_stream::{ObjectStream, Packed};
use syntax::write_dictionary;

pub use syntax::written_entries;
pub use written_objects::WrittenObjects;

/// The number of objects in an object stream. Readers decompress a whole stream for one object.
const PACKED_OBJECTS: usize = 200;

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
    let count = written.iter().map(|written| written.count()).sum::<usize>();
    let mut all = Vec::with_capacity(objects.len() + count);
    all.extend(objects.iter().map(|(id, object)| (id.0, Packed::Object(object))));
    written.iter().for_each(|written| all.extend(written.packed()));
    // Most of them are in order already, which this sort makes use of.
    all.sort_by_key(|(number, _)| *number);
    all
}

fn deflated(bytes: &[u8], cache: &Cache) -> Result<Vec<u8>, ExportError> {
    deflate(bytes, cache).ok_or_else(|| ExportError("cannot deflate an object".into()))
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, dictionary};

    use super::syntax::write_object;
    use super::*;

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
}
