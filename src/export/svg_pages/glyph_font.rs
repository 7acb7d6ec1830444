//! Fonts that only map a private-use character to every glyph.
//!
//! They are made for a browser on this machine and are never part of a publication. Their name differs from
//! the name of the original font, which may be reserved (OFL 1.1 §3).

use crate::export::sfnt::tables;

/// The tables for drawing glyphs. Tables for shaping text are left out.
const KEPT: [&[u8; 4]; 16] = [
    b"CBDT", b"CBLC", b"CFF ", b"COLR", b"CPAL", b"OS/2", b"cvt ", b"fpgm", b"gasp", b"glyf",
    b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post",
];

/// The number of private-use characters in the Basic Multilingual Plane. They are used first, because each
/// is one code unit.
const SHORT: u32 = 0xF900 - 0xE000;

/// The character of a glyph.
pub fn code(glyph: u16) -> char {
    let glyph = u32::from(glyph);
    let start = if glyph < SHORT { 0xE000 } else { 0xF_0000 };
    char::from_u32(start + glyph).unwrap_or('\u{E000}')
}

/// Makes such a font from a TrueType or OpenType font; `None` if its tables cannot be read.
pub fn glyph_font(font: &[u8], glyph_count: u32) -> Option<Vec<u8>> {
    let all = tables(font)?;
    let kept = all.iter().filter(|it| KEPT.contains(&&it.tag)).map(|it| (it.tag, it.bytes));
    let (characters, names) = (character_map(glyph_count), names());
    let made: [([u8; 4], &[u8]); 2] = [(*b"cmap", &characters), (*b"name", &names)];
    let mut own: Vec<([u8; 4], &[u8])> = kept.chain(made).collect();
    own.sort_by_key(|(tag, _)| *tag);
    let count = u16::try_from(own.len()).ok()?;
    let mut out = font.get(..4)?.to_vec();
    out.extend(count.to_be_bytes());
    // The search range and related fields, which are not needed to find so few tables.
    let power = count.checked_ilog2().unwrap_or_default();
    let range = 16u16 << power;
    for number in [range, u16::try_from(power).unwrap_or_default(), 16 * count - range] {
        out.extend(number.to_be_bytes());
    }
    let mut data = Vec::with_capacity(font.len());
    for (tag, bytes) in &own {
        let offset = 12 + 16 * own.len() + data.len();
        out.extend(tag);
        out.extend(checksum(bytes).to_be_bytes());
        for number in [offset, bytes.len()] {
            out.extend(u32::try_from(number).ok()?.to_be_bytes());
        }
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    out.extend(data);
    Some(out)
}

/// A `cmap` table with the characters of all glyphs (OpenType, format 12).
fn character_map(glyph_count: u32) -> Vec<u8> {
    let last = glyph_count.saturating_sub(1);
    let mut groups = vec![[0xE000, 0xE000 + last.min(SHORT - 1), 0]];
    if last >= SHORT {
        groups.push([0xF_0000 + SHORT, 0xF_0000 + last, SHORT]);
    }
    let length = 16 + 12 * groups.len() as u32;
    let mut out = Vec::new();
    // Version 0 and one encoding: Windows, the whole of Unicode.
    for number in [0u16, 1, 3, 10] {
        out.extend(number.to_be_bytes());
    }
    out.extend(12u32.to_be_bytes());
    for number in [12u16, 0] {
        out.extend(number.to_be_bytes());
    }
    for number in [length, 0, groups.len() as u32].into_iter().chain(groups.into_iter().flatten()) {
        out.extend(number.to_be_bytes());
    }
    out
}

/// A `name` table with one name for everything: browsers refuse fonts without names.
fn names() -> Vec<u8> {
    const NAME: &str = "plenary";
    // The family, the style, the full name and the PostScript name.
    const IDS: [u16; 4] = [1, 2, 4, 6];
    let text: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (count, length) = (IDS.len() as u16, text.len() as u16);
    let head = [0, count, 6 + 12 * count];
    // Windows, Unicode, English of the United States.
    let entries = IDS.into_iter().flat_map(|id| [3, 1, 0x409, id, length, 0]);
    let numbers = head.into_iter().chain(entries);
    numbers.flat_map(u16::to_be_bytes).chain(text).collect()
}

fn checksum(bytes: &[u8]) -> u32 {
    let word = |chunk: &[u8]| {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)
    };
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use skrifa::{FontRef, GlyphId, MetadataProvider};

    use super::*;
    use crate::fonts::Fonts;

    #[test]
    fn every_glyph_has_a_character_and_its_outline() {
        let fonts = Fonts::bundled().unwrap();
        let face = &fonts.faces[0];
        let made = glyph_font(&face.bytes, face.glyph_count).unwrap();
        let (old, new) = (FontRef::new(&face.bytes).unwrap(), FontRef::new(&made).unwrap());
        let map = new.charmap();
        for glyph in (0..face.glyph_count as u16).step_by(7).skip(1) {
            assert_eq!(map.map(code(glyph)), Some(GlyphId::from(glyph)));
        }
        assert_eq!(map.map('a'), None);
        let outline = |font: &FontRef| {
            let mut pen = String::new();
            let glyph = font.outline_glyphs().get(GlyphId::new(40)).unwrap();
            let size = skrifa::instance::Size::unscaled();
            let mut path = skrifa::outline::pen::SvgPen::new();
            let settings = skrifa::outline::DrawSettings::unhinted(
                size,
                skrifa::instance::LocationRef::default(),
            );
            glyph.draw(settings, &mut path).unwrap();
            pen.push_str(path.as_ref());
            pen
        };
        assert_eq!(outline(&old), outline(&new));
    }

    #[test]
    fn glyphs_beyond_the_first_plane_have_characters_too() {
        assert_eq!((code(0), code(6399)), ('\u{E000}', '\u{F8FF}'));
        assert_eq!(code(6400), '\u{F1900}');
        assert_eq!(character_map(7000).len(), 12 + 16 + 24);
        assert_eq!(glyph_font(b"", 3), None);
    }
}
