//! Deflated streams (ISO 32000-1 §7.4.4).

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, Stream, dictionary};
use rayon::prelude::*;

/// Deflates bytes; `None` only when memory is short.
pub fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// A stream of bytes that are deflated already.
pub fn deflated(bytes: Vec<u8>) -> Stream {
    Stream::new(dictionary! { "Filter" => "FlateDecode" }, bytes).with_compression(false)
}

/// Deflates every stream that bears no filter yet and may be deflated.
pub fn deflate_all(pdf: &mut Document) {
    let streams: Vec<&mut Stream> = pdf.objects.values_mut().filter_map(plain_stream).collect();
    streams.into_par_iter().for_each(|stream| {
        if let Some(bytes) = deflate(&stream.content) {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(bytes);
        }
    });
}

fn plain_stream(object: &mut Object) -> Option<&mut Stream> {
    let stream = object.as_stream_mut().ok()?;
    (stream.allows_compression && !stream.dict.has(b"Filter")).then_some(stream)
}
