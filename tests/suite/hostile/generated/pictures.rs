//! PNG and JPEG files with faults.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG of the given size, depth and colour type, with these rows.
pub fn png(width: u32, height: u32, depth: u8, colour: u8, rows: &[u8]) -> Vec<u8> {
    [SIGNATURE, &header(width, height, depth, colour), &data(rows), &chunk(b"IEND", &[])].concat()
}

fn header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(b"IHDR", &[size.as_slice(), &[depth, colour, 0, 0, 0]].concat())
}

fn data(rows: &[u8]) -> Vec<u8> {
    chunk(b"IDAT", &deflated(rows))
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut checksum = flate2::Crc::new();
    checksum.update(kind);
    checksum.update(content);
    let length = (content.len() as u32).to_be_bytes();
    [&length, kind.as_slice(), content, &checksum.sum().to_be_bytes()].concat()
}

pub fn png_bad_checksums() -> Vec<u8> {
    let mut bytes = png(9, 9, 8, 2, &[0; 9 * 28]);
    let end = bytes.len() - 12;
    bytes[29..33].fill(0);
    bytes[end - 4..end].fill(0);
    bytes
}

/// A profile that is 100 MB long once it is expanded.
pub fn png_profile_bomb() -> Vec<u8> {
    let profile = [b"a\0\0".as_slice(), &deflated(&vec![0; 100_000_000])].concat();
    let rows = data(&[0; 9 * 28]);
    let text = [b"a\0\0".as_slice(), &deflated(&vec![b'a'; 100_000_000])].concat();
    let (profile, text) = (chunk(b"iCCP", &profile), chunk(b"zTXt", &text));
    [SIGNATURE, &header(9, 9, 8, 2), &profile, &text, &rows, &chunk(b"IEND", &[])].concat()
}

pub fn png_many_chunks() -> Vec<u8> {
    let chunks = chunk(b"tEXt", b"a\0b").repeat(100_000);
    let rows = data(&[0; 9 * 28]);
    [SIGNATURE, &header(9, 9, 8, 2), &chunks, &rows, &chunk(b"IEND", &[])].concat()
}

/// A chunk that claims to be 4 GB long.
pub fn png_lying_chunk() -> Vec<u8> {
    let mut bytes = png(9, 9, 8, 2, &[0; 9 * 28]);
    bytes[33..37].fill(0xff);
    bytes
}

/// A sound JPEG.
pub fn jpeg() -> Vec<u8> {
    fs::read("tests/cases/press/inks.jpg").unwrap()
}

/// The offset of the frame header of a JPEG: ITU-T T.81 B.2.2.
fn frame(bytes: &[u8]) -> usize {
    let marker = |pair: &[u8]| pair[0] == 0xff && matches!(pair[1], 0xc0..=0xc2);
    bytes.windows(2).position(marker).unwrap()
}

/// A JPEG that claims a different size from that of its data.
pub fn jpeg_of_size(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg();
    let at = frame(&bytes) + 5;
    bytes[at..at + 2].copy_from_slice(&height.to_be_bytes());
    bytes[at + 2..at + 4].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// A JPEG with Huffman tables filled with one value.
pub fn jpeg_bad_tables() -> Vec<u8> {
    let mut bytes = jpeg();
    let at = bytes.windows(2).position(|pair| pair == [0xff, 0xc4]).unwrap();
    bytes[at + 5..at + 21].fill(0xff);
    bytes
}

/// A JPEG with noise as data.
pub fn jpeg_noise() -> Vec<u8> {
    let mut bytes = jpeg();
    let at = bytes.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap() + 20;
    let noise = super::noise(bytes.len(), 11);
    bytes[at..].copy_from_slice(&noise[at..]);
    bytes
}
