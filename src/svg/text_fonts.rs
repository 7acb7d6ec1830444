//! The fonts of texts in SVG pictures.

use std::cell::OnceCell;
use std::sync::Arc;

use resvg::usvg::fontdb::Database;

use crate::fonts::Fonts;

/// The report's fonts for texts in pictures. The first family replaces `serif`, the second every other
/// family that is not available.
pub struct TextFonts<'a> {
    fonts: &'a Fonts,
    /// Made for the first picture and shared by all pictures, since it contains a copy of each font.
    database: OnceCell<Arc<Database>>,
}

impl<'a> TextFonts<'a> {
    /// Sets texts in these fonts.
    pub fn new(fonts: &'a Fonts) -> TextFonts<'a> {
        TextFonts { fonts, database: OnceCell::new() }
    }

    pub(super) fn database(&self) -> Arc<Database> {
        self.database.get_or_init(|| Arc::new(database(self.fonts))).clone()
    }
}

fn database(fonts: &Fonts) -> Database {
    let mut database = Database::new();
    for (_, face) in fonts.text_faces() {
        database.load_font_data(outlines_only(&face.bytes));
    }
    let families = fonts.families();
    if let (Some(serif), Some(other)) = (families.first(), families.get(1).or(families.first())) {
        database.set_serif_family(*serif);
        database.set_sans_serif_family(*other);
        database.set_monospace_family(*other);
        database.set_cursive_family(*other);
        database.set_fantasy_family(*other);
    }
    database
}

/// Tables with coloured glyphs: bitmaps and SVG, to which no limits apply.
const COLOURED: [&[u8; 4]; 6] = [b"SVG ", b"COLR", b"CPAL", b"CBDT", b"CBLC", b"sbix"];

/// A copy of a font with only outline glyphs, as on the pages: the tables of coloured glyphs are renamed in
/// the table directory (OpenType 1.9.1, Table Directory), so that they are not found.
fn outlines_only(font: &[u8]) -> Vec<u8> {
    let mut font = font.to_vec();
    let tables = font.get(4..6).map_or(0, |count| match *count {
        [high, low] => usize::from(u16::from_be_bytes([high, low])),
        _ => 0,
    });
    let records = font.get_mut(12..).unwrap_or_default().as_chunks_mut::<16>().0;
    for record in records.iter_mut().take(tables) {
        if let Some(tag) = record.first_chunk_mut::<4>()
            && COLOURED.contains(&&*tag)
        {
            *tag = *b"none";
        }
    }
    font
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coloured_glyphs_are_hidden() {
        let mut font = b"\0\x01\0\0\0\x02\0\0\0\0\0\0".to_vec();
        for tag in [b"SVG ", b"glyf", b"COLR"] {
            font.extend(tag);
            font.extend([0; 12]);
        }
        let hidden = outlines_only(&font);
        let tags: Vec<&[u8]> = hidden[12..].chunks(16).map(|record| &record[..4]).collect();
        // The third record is not in the directory.
        assert_eq!(tags, [b"none", b"glyf", b"COLR"]);
        assert_eq!(outlines_only(b"short"), b"short");
    }
}
