//! Deflate (RFC 1951, RFC 1950) with reused compressors: preparing one takes longer than compressing a small
//! stream, and a report has about eighty.

use std::cell::RefCell;

use fastcdc::v2020::FastCDC;
use flate2::{Compress, CompressError, Compression, FlushCompress, Status};
use rayon::prelude::*;

use crate::cache::{Cache, Key};

/// The form of a compressed stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Deflate alone, RFC 1951.
    Raw,
    /// With a header and a checksum, RFC 1950.
    Zlib,
}

thread_local! {
    /// The compressors that are not in use, by form and level.
    static IDLE: RefCell<Vec<((Form, u32), Compress)>> = const { RefCell::new(Vec::new()) };
}

/// Compresses parts of one stream. The same parts give the same bytes.
///
/// # Errors
///
/// If the compressor fails, which is a bug in it.
pub fn deflate<T: AsRef<[u8]>>(
    parts: impl IntoIterator<Item = T>,
    form: Form,
    level: u32,
) -> Result<Vec<u8>, CompressError> {
    let mut out = Vec::new();
    with_compressor(form, level, |compress| {
        for part in parts {
            feed(compress, part.as_ref(), FlushCompress::None, &mut out)?;
        }
        feed(compress, &[], FlushCompress::Finish, &mut out)
    })?;
    Ok(out)
}

/// Compresses bytes, unless an earlier build has compressed the same, or another report lately.
///
/// # Errors
///
/// If the compressor fails, which is a bug in it.
pub fn deflate_once(
    bytes: &[u8],
    form: Form,
    level: u32,
    cache: &Cache,
) -> Result<Vec<u8>, CompressError> {
    let key = || Key::of_bytes(&format!("deflate {form:?} {level} "), bytes);
    let make = || deflate([bytes], form, level);
    match bytes.len() > LONGEST_SHARED {
        true => cache.try_get(key, make),
        false => cache.try_get_shared(key, make),
    }
}

/// The most bytes that may be the same in other reports. Hashing longer ones would be in vain.
const LONGEST_SHARED: usize = 1 << 16;

/// Compresses bytes as one raw stream, whose blocks are compressed in parallel. Each may repeat text from the end of
/// the block before it, as in a stream that is compressed at once.
///
/// # Errors
///
/// If the compressor fails, which is a bug in it.
pub fn deflate_in_blocks(
    bytes: &[u8],
    level: u32,
    cache: &Cache,
) -> Result<Vec<u8>, CompressError> {
    let blocks = blocks(bytes);
    if blocks.len() < 2 {
        return deflate_once(bytes, Form::Raw, level, cache);
    }
    let hashes: Vec<_> =
        blocks.par_iter().map(|block| cache.keeps().then(|| hashes(block))).collect();
    let block = |(index, block): (usize, &&[u8])| {
        let before = index.checked_sub(1);
        let window = before.and_then(|before| blocks.get(before)).map_or(&[][..], |it| window(it));
        let is_last = index + 1 == blocks.len();
        let key = || {
            let window = before.and_then(|before| hashes.get(before)?.map(|[_, window]| window));
            Key::new("deflate block", (level, is_last, hashes.get(index), window))
        };
        cache.try_get(key, || deflate_block(block, window, is_last, level))
    };
    let written: Vec<Vec<u8>> =
        blocks.par_iter().enumerate().map(block).collect::<Result<_, _>>()?;
    Ok(written.concat())
}

/// The end of a block, which the next one may repeat.
fn window(block: &[u8]) -> &[u8] {
    block.get(block.len().saturating_sub(WINDOW)..).unwrap_or_default()
}

/// The hashes of a block, without its window and of that. The next block depends only on the window.
fn hashes(block: &[u8]) -> [Key; 2] {
    let window = window(block);
    let rest = block.get(..block.len() - window.len()).unwrap_or_default();
    [rest, window].map(|bytes| Key::of_bytes("block", bytes))
}

/// Compresses a block that follows another one, which ends with `window`. Its length is a multiple of three, so that the
/// Base64 of a block does not depend on the blocks before it.
fn deflate_block(
    block: &[u8],
    window: &[u8],
    is_last: bool,
    level: u32,
) -> Result<Vec<u8>, CompressError> {
    let mut out = Vec::with_capacity(block.len() / 2);
    let flush = if is_last { FlushCompress::Finish } else { FlushCompress::Sync };
    if window.is_empty() {
        with_compressor(Form::Raw, level, |compress| feed(compress, block, flush, &mut out))?;
    } else {
        // A compressor that has been used before wrote some blocks after a dictionary in other bytes than a new one.
        let mut compress = Compress::new(Compression::new(level), false);
        compress.set_dictionary(window)?;
        feed(&mut compress, block, flush, &mut out)?;
    }
    while !is_last && out.len() % 3 > 0 {
        out.extend_from_slice(EMPTY);
    }
    Ok(out)
}

/// A stored block without content, RFC 1951 §3.2.4.
const EMPTY: &[u8] = &[0, 0, 0, 0xFF, 0xFF];

/// How far back a repetition may refer, in bytes; no block but the last is shorter.
const WINDOW: usize = 1 << 15;

/// The blocks that are compressed one by one. Where one ends depends only on the bytes there, so an edit
/// changes few of them.
fn blocks(bytes: &[u8]) -> Vec<&[u8]> {
    let chunks = FastCDC::new(bytes, BLOCK / 2, BLOCK, 2 * BLOCK);
    chunks.filter_map(|it| bytes.get(it.offset..it.offset + it.length)).collect()
}

/// The usual length of a block, in bytes.
const BLOCK: usize = 1 << 17;

/// Passes an idle compressor or a new one.
fn with_compressor(
    form: Form,
    level: u32,
    compress_with: impl FnOnce(&mut Compress) -> Result<(), CompressError>,
) -> Result<(), CompressError> {
    let key = (form, level);
    let idle = IDLE.with_borrow_mut(|idle| {
        let place = idle.iter().position(|(known, _)| *known == key)?;
        Some(idle.swap_remove(place).1)
    });
    let new = || Compress::new(Compression::new(level), form == Form::Zlib);
    let mut compress = idle.unwrap_or_else(new);
    compress_with(&mut compress)?;
    compress.reset();
    IDLE.with_borrow_mut(|idle| idle.push((key, compress)));
    Ok(())
}

/// The least space for output, in bytes.
const SPACE: usize = 1 << 12;

/// Compresses some bytes. Unless the flush is [`FlushCompress::None`], also writes what the compressor has kept.
fn feed(
    compress: &mut Compress,
    mut bytes: &[u8],
    flush: FlushCompress,
    out: &mut Vec<u8>,
) -> Result<(), CompressError> {
    loop {
        out.reserve(SPACE.max(bytes.len() / 4));
        let before = compress.total_in();
        let status = compress.compress_vec(bytes, out, flush)?;
        let used = usize::try_from(compress.total_in() - before).unwrap_or(bytes.len());
        bytes = bytes.get(used..).unwrap_or_default();
        // A compressor that has kept something fills the space it is given.
        let is_complete = match flush {
            FlushCompress::Finish => status == Status::StreamEnd,
            FlushCompress::Sync => out.len() < out.capacity(),
            _ => true,
        };
        if bytes.is_empty() && is_complete {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::{DeflateDecoder, ZlibDecoder};

    use super::*;

    /// Bytes that compress to about half, and words that repeat.
    fn samples() -> [Vec<u8>; 4] {
        let noise = |count: u32| {
            let mut state = 1_u32;
            let mut next = move |_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                b'a' + (state >> 28) as u8
            };
            (0..count).map(&mut next).collect::<Vec<u8>>()
        };
        [Vec::new(), b"text ".repeat(9_000), noise(100), noise(300_000)]
    }

    /// The earlier use of a compressor does not matter.
    #[test]
    fn streams_are_those_of_a_new_compressor() {
        for sample in samples() {
            for (form, level) in
                [2, 4, 6].into_iter().flat_map(|it| [(Form::Raw, it), (Form::Zlib, it)])
            {
                IDLE.with_borrow_mut(Vec::clear);
                let new = deflate([&sample], form, level).unwrap();
                for before in samples() {
                    deflate(before.chunks(777), form, level).unwrap();
                    assert!(deflate([&sample], form, level).unwrap() == new);
                }
                assert!(inflated(&new, form) == sample);
                assert!(
                    inflated(&deflate(sample.chunks(777), form, level).unwrap(), form) == sample
                );
            }
        }
    }

    #[test]
    fn blocks_are_one_stream() {
        let noise = |at: usize| (at.wrapping_mul(2_654_435_761) >> 28) as u8;
        for length in [0, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 5] {
            let sample: Vec<u8> = (0..length).map(noise).collect();
            assert!(
                inflated(&deflate_in_blocks(&sample, 4, &Cache::new()).unwrap(), Form::Raw)
                    == sample
            );
        }
    }

    #[test]
    fn blocks_repeat_what_precedes_them() {
        let noise = |at: usize| (at.wrapping_mul(2_654_435_761) >> 24) as u8;
        let sample: Vec<u8> = (0..20 * BLOCK).map(|at| noise(at % 20_000)).collect();
        let written = deflate_in_blocks(&sample, 4, Cache::NONE).unwrap();
        assert!(written.len() < sample.len() / 20, "{}", written.len());
        assert!(inflated(&written, Form::Raw) == sample);
    }

    #[test]
    fn an_edit_changes_few_blocks() {
        let mut state = 1_u64;
        let mut noise = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        let sample: Vec<u8> = (0..9 * BLOCK).map(|_| noise()).collect();
        let mut edited = sample.clone();
        edited.splice(3 * BLOCK..3 * BLOCK + 2, *b"word");
        let (before, after) = (blocks(&sample), blocks(&edited));
        assert_eq!(after.concat(), edited);
        let changed = after.iter().filter(|block| !before.contains(block)).count();
        assert!((1..=2).contains(&changed), "{changed} of {} blocks", after.len());
    }

    fn inflated(stream: &[u8], form: Form) -> Vec<u8> {
        let mut read = Vec::new();
        let done = match form {
            Form::Raw => DeflateDecoder::new(stream).read_to_end(&mut read),
            Form::Zlib => ZlibDecoder::new(stream).read_to_end(&mut read),
        };
        done.unwrap();
        read
    }
}
