//! Embedded fonts, which ECMA-376 obfuscates so that nobody installs them by accident (Part 1 §17.8.1).

use uuid::Uuid;

use crate::fonts::{Face, Fonts};
use crate::templates::FontFamily;

/// The number of obfuscated bytes.
const OBFUSCATED: usize = 32;

/// The place of a face in its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontSlot {
    /// Upright, of normal weight.
    Regular,
    /// Upright, bold.
    Bold,
    /// Italic, of normal weight.
    Italic,
    /// Italic, bold.
    BoldItalic,
}

impl FontSlot {
    /// All, in schema order (§17.8.3.10).
    pub const ALL: [FontSlot; 4] =
        [FontSlot::Regular, FontSlot::Bold, FontSlot::Italic, FontSlot::BoldItalic];

    fn of(face: &Face) -> FontSlot {
        match (face.bold, face.italic) {
            (false, false) => FontSlot::Regular,
            (true, false) => FontSlot::Bold,
            (false, true) => FontSlot::Italic,
            (true, true) => FontSlot::BoldItalic,
        }
    }

    /// The element of the font table that refers to the font.
    pub fn element(self) -> &'static str {
        match self {
            FontSlot::Regular => "w:embedRegular",
            FontSlot::Bold => "w:embedBold",
            FontSlot::Italic => "w:embedItalic",
            FontSlot::BoldItalic => "w:embedBoldItalic",
        }
    }
}

/// A font to embed.
#[derive(Clone, Debug)]
pub struct EmbeddedFont {
    /// The name of the relationship, and of the part without its folder and extension.
    pub name: String,
    /// The family.
    pub family: String,
    /// The place in the family.
    pub slot: FontSlot,
    key: Uuid,
    /// The obfuscated font.
    pub bytes: Vec<u8>,
}

impl EmbeddedFont {
    /// The fonts of some families, one for each place. Word does not embed fonts with PostScript outlines.
    pub fn all(families: &[&FontFamily], fonts: &Fonts) -> Vec<EmbeddedFont> {
        let is_used = |face: &&Face| {
            let is_named = families.iter().any(|family| family.name == face.family);
            is_named && !face.bytes.starts_with(b"OTTO")
        };
        let mut all: Vec<EmbeddedFont> = Vec::new();
        for face in fonts.faces.iter().filter(is_used) {
            let slot = FontSlot::of(face);
            let is_same = |font: &EmbeddedFont| font.family == face.family && font.slot == slot;
            if !all.iter().any(is_same) {
                all.push(EmbeddedFont::new(face, slot, all.len() + 1));
            }
        }
        all
    }

    fn new(face: &Face, slot: FontSlot, number: usize) -> EmbeddedFont {
        let key = Uuid::new_v5(&Uuid::NAMESPACE_OID, &face.bytes);
        let mut bytes = face.bytes.to_vec();
        obfuscate(&mut bytes, key);
        EmbeddedFont {
            name: format!("font{number}"),
            family: face.family.clone(),
            slot,
            key,
            bytes,
        }
    }

    /// The key as the font table writes it (`ST_Guid`, §22.9.2.4).
    pub fn key(&self) -> String {
        format!("{{{}}}", self.key.hyphenated()).to_uppercase()
    }
}

/// Combines the first bytes with the key, whose digits are read from the last to the first.
fn obfuscate(font: &mut [u8], key: Uuid) {
    let key = key.as_bytes().iter().rev().cycle();
    font.iter_mut().take(OBFUSCATED).zip(key).for_each(|(byte, key)| *byte ^= key);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_restores_a_font() {
        let key = Uuid::parse_str("1DF903D5-3DDB-4D09-9C1E-CBE4A8F1B2C7").unwrap();
        let mut font: Vec<u8> = vec![0; 40];
        obfuscate(&mut font, key);
        // The last digits of the key come first, and the key is used twice.
        assert_eq!(font[..4], [0xC7, 0xB2, 0xF1, 0xA8]);
        assert_eq!(font[15..17], [0x1D, 0xC7]);
        assert_eq!(font[31..], [0x1D, 0, 0, 0, 0, 0, 0, 0, 0]);
        obfuscate(&mut font, key);
        assert_eq!(font, vec![0; 40]);
    }

    #[test]
    fn families_are_embedded_in_four_styles() {
        let style = crate::templates::load::built_in("conference").unwrap();
        let style = crate::templates::load::style("conference", style).unwrap();
        let mut fonts = Fonts::bundled().unwrap();
        let families: Vec<_> = style.fonts.used(false).collect();
        let all = EmbeddedFont::all(&families, &fonts);
        assert_eq!(all.len(), 8);
        assert_eq!((all[0].name.as_str(), all[0].slot), ("font1", FontSlot::Regular));
        assert_eq!(all[0].bytes[32..], fonts.faces[0].bytes[32..]);
        fonts.faces[0].bytes = b"OTTO".as_slice().into();
        assert_eq!(EmbeddedFont::all(&families, &fonts).len(), 7);
    }
}
