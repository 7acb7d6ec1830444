//! Fonts as WOFF 1.0, which is the font itself with each table compressed. Fonts are otherwise unchanged,
//! as the licence requires of fonts with reserved names (OFL 1.1 §3).

use crate::compression::{Form, deflate};
use crate::export::sfnt::tables;

/// Compresses a TrueType or OpenType font; `None` if its table directory cannot be read.
pub fn woff(font: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(font)?;
    let compressed: Vec<Vec<u8>> = tables.iter().map(|table| compress(table.bytes)).collect();
    let directory = tables.len() * 20;
    let mut offset = 44 + directory;
    let (mut entries, mut data) = (Vec::with_capacity(directory), Vec::new());
    for (table, compressed) in tables.iter().zip(&compressed) {
        entries.extend(table.tag);
        for number in [offset, compressed.len(), table.bytes.len()] {
            push_u32(&mut entries, number);
        }
        entries.extend(table.checksum);
        data.extend(compressed);
        data.resize(data.len().next_multiple_of(4), 0);
        offset = 44 + directory + data.len();
    }
    let padded = tables.iter().map(|table| table.bytes.len().next_multiple_of(4));
    let sfnt_size = 12 + 16 * tables.len() + padded.sum::<usize>();
    let mut out = b"wOFF".to_vec();
    out.extend(font.get(..4)?);
    push_u32(&mut out, offset);
    out.extend(u16::try_from(tables.len()).ok()?.to_be_bytes());
    out.extend([0, 0]);
    push_u32(&mut out, sfnt_size);
    // The version of the font, without metadata or private data.
    out.extend([0, 1, 0, 0]);
    out.resize(44, 0);
    out.extend(entries);
    out.extend(data);
    Some(out)
}

/// The level of compression. The highest takes twice as long and saves 2 %.
const LEVEL: u32 = 6;

/// A compressed table, or the table itself if compression does not make it shorter (WOFF 1.0 §5).
fn compress(table: &[u8]) -> Vec<u8> {
    // An error would be a bug in the compressor; the table itself is always allowed.
    let compressed = deflate([table], Form::Zlib, LEVEL).unwrap_or_default();
    let is_shorter = !compressed.is_empty() && compressed.len() < table.len();
    if is_shorter { compressed } else { table.to_vec() }
}

fn push_u32(out: &mut Vec<u8>, number: usize) {
    out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;
    use crate::fonts::Fonts;

    #[test]
    fn a_compressed_font_has_the_same_tables() {
        let fonts = Fonts::bundled().unwrap();
        let font = &fonts.faces[0].bytes;
        let woff = woff(font).unwrap();
        let number = |at: usize| u32::from_be_bytes(woff[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!((&woff[..4], number(8)), (&b"wOFF"[..], woff.len()));
        let tables = tables(font).unwrap();
        for (index, table) in tables.iter().enumerate() {
            let entry = 44 + 20 * index;
            let data = &woff[number(entry + 4)..][..number(entry + 8)];
            let mut bytes = Vec::new();
            if data.len() < table.bytes.len() {
                ZlibDecoder::new(data).read_to_end(&mut bytes).unwrap();
            } else {
                bytes.extend(data);
            }
            assert!(bytes == table.bytes, "{:?}", table.tag);
        }
        assert!(!tables.is_empty());
    }

    #[test]
    fn a_damaged_font_is_not_compressed() {
        for damaged in [
            &b""[..],
            b"OTTO\0\x01",
            b"\0\x01\0\0\0\x01\0\0\0\0\0\0glyf\0\0\0\0\xff\xff\xff\xff\0\0\0\x09",
        ] {
            assert_eq!(woff(damaged), None);
        }
    }
}
