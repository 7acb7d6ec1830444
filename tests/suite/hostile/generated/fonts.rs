//! Fonts with faults, made from a bundled one.

use std::fs;

/// A sound font.
pub fn sans() -> Vec<u8> {
    fs::read("fonts/SourceSans3-Regular.ttf").unwrap()
}

pub fn noise_in(mut bytes: Vec<u8>, from: usize, step: usize) -> Vec<u8> {
    let noise = super::noise(bytes.len(), 13);
    for at in (from..bytes.len()).step_by(step) {
        bytes[at] = noise[at];
    }
    bytes
}

/// The beginning of a font, then noise.
pub fn noise() -> Vec<u8> {
    [&sans()[..12], &super::noise(100_000, 17)].concat()
}

/// A font with every fiftieth byte of its tables changed.
pub fn noise_in_tables() -> Vec<u8> {
    noise_in(sans(), 1_000, 50)
}

/// A font with other bytes at an offset of the file.
pub fn with_header(at: usize, new: &[u8]) -> Vec<u8> {
    let mut bytes = sans();
    bytes[at..at + new.len()].copy_from_slice(new);
    bytes
}

/// A font with replaced bytes at an offset of a table.
pub fn with_bytes(tag: &[u8; 4], at: usize, new: &[u8]) -> Vec<u8> {
    let (start, length) = table(&sans(), tag);
    let new = &new[..new.len().min(length - at)];
    with_header(start + at, new)
}

/// The offset and length of a table.
fn table(font: &[u8], tag: &[u8; 4]) -> (usize, usize) {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let records = font[12..].chunks(16).take(usize::from(font[5]));
    let index = records.into_iter().position(|record| &record[..4] == tag).unwrap();
    let record = 12 + index * 16;
    (number(record + 8), number(record + 12))
}

/// A font with a first glyph that consists of itself.
pub fn composite_of_itself() -> Vec<u8> {
    let mut glyph = vec![0xff, 0xff];
    glyph.extend([0; 8]);
    // Flags with more components, the glyph, two offsets.
    glyph.extend([0x00, 0x20, 0x00, 0x00, 0x00, 0x00].repeat(4));
    with_bytes(b"glyf", 0, &glyph)
}

/// A font with a different family name, at most as long as the name in the file.
pub fn of_family(family: &[u8]) -> Vec<u8> {
    let mut bytes = sans();
    let (start, length) = table(&bytes, b"name");
    let wide = |text: &[u8]| text.iter().flat_map(|byte| [0, *byte]).collect::<Vec<u8>>();
    let mut new = family.to_vec();
    new.resize("Source Sans 3".len(), b'x');
    for (from, to) in [(wide(b"Source Sans 3"), wide(&new)), (b"Source Sans 3".to_vec(), new)] {
        let mut at = start;
        while let Some(found) = position(&bytes[at..start + length], &from) {
            bytes[at + found..at + found + to.len()].copy_from_slice(&to);
            at += found + to.len();
        }
    }
    bytes
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
