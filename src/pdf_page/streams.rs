//! The size of the streams of a PDF file, unpacked. The parser unpacks some while it opens the file, so they are
//! measured in its bytes.

use flate2::{Decompress, FlushDecompress, Status};

use super::PdfError;
use crate::limits::{Limit, Limits};

/// By how much a filter can enlarge its data (ISO 32000-1 §7.4). Only deflate is measured instead.
const OTHER_FILTERS: &[(&[u8], usize)] = &[
    (b"/LZWDecode", 2_048),
    (b"/LZW", 2_048),
    (b"/RunLengthDecode", 128),
    (b"/RL", 128),
    // They enlarge nothing, but hide deflated data.
    (b"/ASCIIHexDecode", DEFLATE),
    (b"/AHx", DEFLATE),
    (b"/ASCII85Decode", DEFLATE),
    (b"/A85", DEFLATE),
];

/// By how much deflate can enlarge its data.
const DEFLATE: usize = 1_032;

/// Checks that the streams of a file are not too large together, and that it is not encrypted.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), PdfError> {
    // Names may have their characters escaped.
    if position(&unescaped(bytes), b"/Encrypt").is_some() {
        return Err(PdfError::Encrypted);
    }
    let most = usize::try_from(limits.get(Limit::PdfContent)).unwrap_or(usize::MAX);
    let (mut total, mut from) = (0_usize, 0);
    while let Some(at) = position(bytes.get(from..).unwrap_or_default(), b"stream") {
        let (start, end) = (from + at, from + at + b"stream".len());
        let before = bytes.get(from..start).unwrap_or_default();
        let data = after_line(bytes.get(end..).unwrap_or_default());
        if !before.ends_with(b"end") {
            total = total.saturating_add(size(before, data, most));
            limits.check(Limit::PdfContent, total)?;
        }
        from = end;
    }
    Ok(())
}

/// The size of a stream, or the most that it can be. `before` is what is between the stream before it and its
/// data, with its dictionary; the size may exceed `most` by any amount.
fn size(before: &[u8], data: &[u8], most: usize) -> usize {
    let names = unescaped(dictionary(before));
    let of_filter = |(name, factor): &(&[u8], usize)| if has(&names, name) { *factor } else { 1 };
    let factor = OTHER_FILTERS.iter().map(of_filter).fold(1, usize::saturating_mul);
    // The name of a filter may be in another object.
    let elsewhere = after(&names, b"/Filter").and_then(|rest| rest.trim_ascii_start().first());
    let is_elsewhere = elsewhere.is_some_and(u8::is_ascii_digit);
    let factor = if is_elsewhere { factor.saturating_mul(DEFLATE) } else { factor };
    match factor {
        1 => inflated(data, most),
        _ => position(data, b"endstream").unwrap_or(data.len()).saturating_mul(factor),
    }
}

/// The size of deflated data, unpacked as far as it can be, but not much more than `most`; otherwise 0.
fn inflated(data: &[u8], most: usize) -> usize {
    let mut inflate = Decompress::new(true);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = usize::try_from(inflate.total_in()).unwrap_or(usize::MAX);
        let rest = data.get(read..).unwrap_or_default();
        let before = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress(rest, &mut buffer, FlushDecompress::None);
        let written = usize::try_from(inflate.total_out()).unwrap_or(usize::MAX);
        let stopped = before == (inflate.total_in(), inflate.total_out());
        if stopped || written > most || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return written;
        }
    }
}

/// The dictionary of a stream, which begins after the number of its object.
fn dictionary(before: &[u8]) -> &[u8] {
    let start = before.windows(3).rposition(|it| it == b"obj").unwrap_or(0);
    before.get(start..).unwrap_or_default()
}

/// Whether some bytes contain a name, whole.
fn has(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(following) = after(rest, name) {
        if !following.first().is_some_and(u8::is_ascii_alphanumeric) {
            return true;
        }
        rest = following;
    }
    false
}

/// The bytes after a part.
fn after<'b>(bytes: &'b [u8], part: &[u8]) -> Option<&'b [u8]> {
    bytes.get(position(bytes, part)? + part.len()..)
}

/// Data after the end of a line, which follows the keyword.
fn after_line(data: &[u8]) -> &[u8] {
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    data.strip_prefix(b"\n").unwrap_or(data)
}

/// Bytes in which `#20` is replaced by the character that it means in a name (ISO 32000-1 §7.3.5).
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let escape = after.first_chunk::<2>().filter(|_| *first == b'#');
        let code = escape.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                plain.push(*first);
                rest = after;
            }
        }
    }
    plain
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|it| it == part)
}
