//! Compressed streams (FlateDecode, ISO 32000-1 §7.4.4) and the content streams of pages.

use std::sync::Arc;

use lopdf::{Document, Object, Stream};
use rayon::prelude::*;

use crate::cache::{Cache, Key};
use crate::compression::{self, Form};
use crate::export::ExportError;
use crate::layout::Page;

/// Compresses bytes in the zlib format; `None` if the encoder fails.
pub fn deflate(bytes: &[u8], cache: &Cache) -> Option<Vec<u8>> {
    compression::deflate_once(bytes, Form::Zlib, LEVEL, cache).ok()
}

/// The level of compression. The usual one, 6, takes a fifth longer and saves 1 % of a page.
const LEVEL: u32 = 4;

/// Compresses parts of one stream. The result does not depend on how it is divided.
pub fn deflate_parts<T: AsRef<[u8]>>(parts: impl Iterator<Item = T>) -> Option<Vec<u8>> {
    compression::deflate(parts, Form::Zlib, LEVEL).ok()
}

/// Writes the content streams of all pages in parallel and compresses them. `shared` is the key of everything that
/// they are made from besides the page; `None` without a cache.
pub fn content_streams(
    pages: &[Arc<Page>],
    (cache, shared): (&Cache, Option<Key>),
    write: impl Fn(&Page) -> Vec<u8> + Sync,
) -> Result<Vec<Arc<Vec<u8>>>, ExportError> {
    let content = |page: &Arc<Page>| {
        let key = || Key::new("page content", (shared, page));
        let deflated = || deflate_parts([write(page)].iter());
        let failed = || ExportError("cannot deflate a page".into());
        cache.try_get(key, || deflated().map(Arc::new).ok_or_else(failed))
    };
    pages.par_iter().map(content).collect()
}

/// Compresses every stream that has no filter and allows compression.
pub fn deflate_all(pdf: &mut Document, cache: &Cache) {
    let streams: Vec<&mut Stream> = pdf.objects.values_mut().filter_map(plain_stream).collect();
    streams.into_par_iter().for_each(|stream| {
        if let Some(bytes) = deflate(&stream.content, cache) {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(bytes);
        }
    });
}

fn plain_stream(object: &mut Object) -> Option<&mut Stream> {
    let stream = object.as_stream_mut().ok()?;
    (stream.allows_compression && !stream.dict.has(b"Filter")).then_some(stream)
}
