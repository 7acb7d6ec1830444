//! The bundled faces as WOFF2, for e-books and web pages. The build script compresses them.

use std::ptr;

use super::{BUNDLED, Face, MATHEMATICS};

/// The name and the WOFF2 file of each bundled face.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/woff2_fonts.rs"));

/// The WOFF2 file of a bundled face; `None` for another, even if its file has the name of a bundled one.
pub fn woff2(face: &Face) -> Option<&'static [u8]> {
    // The bytes of a bundled face are usually those of the program itself, and need not be compared.
    let are_its = |bytes: &[u8]| ptr::eq(bytes, &*face.bytes) || bytes == &*face.bytes;
    let is_bundled = |(name, bytes): &(&str, &[u8])| *name == face.file && are_its(bytes);
    BUNDLED.iter().chain([&MATHEMATICS]).find(|it| is_bundled(it))?;
    FILES.iter().find(|(name, _)| *name == face.file).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use allsorts::binary::read::ReadScope;
    use allsorts::tables::FontTableProvider;
    use allsorts::woff2::Woff2Font;
    use skrifa::FontRef;

    use super::*;
    use crate::fonts::Fonts;

    #[test]
    fn every_bundled_face_reads_back_from_its_woff2_file() {
        let fonts = Fonts::bundled().unwrap();
        assert_eq!(fonts.faces.len(), FILES.len());
        for face in &fonts.faces {
            let file = woff2(face).unwrap();
            let font = ReadScope::new(file).read::<Woff2Font>().unwrap();
            let tables = font.table_provider(0).unwrap();
            let original = FontRef::new(&face.bytes).unwrap();
            let mut compared = 0;
            for record in original.table_directory().table_records() {
                let tag = record.tag();
                let same = tables.table_data(u32::from_be_bytes(tag.to_be_bytes())).unwrap();
                let same = same.unwrap_or_else(|| panic!("{} has no {tag}", face.file));
                let bytes = original.table_data(tag).unwrap();
                match &tag.to_be_bytes() {
                    // Outlines are packed in another way; the header has a checksum of all tables.
                    b"glyf" | b"loca" => assert!(!same.is_empty(), "{}", face.file),
                    b"head" => assert_eq!(same[12..16], bytes.as_bytes()[12..16], "{}", face.file),
                    _ => assert_eq!(*same, *bytes.as_bytes(), "{} {tag}", face.file),
                }
                compared += 1;
            }
            assert!(compared > 10, "{}", face.file);
        }
    }

    #[test]
    fn a_face_that_is_not_bundled_has_no_file() {
        let mut fonts = Fonts::bundled().unwrap();
        let other = fonts.faces[1].bytes.clone();
        fonts.faces[0].bytes = other;
        assert_eq!(woff2(&fonts.faces[0]), None);
        assert!(woff2(&fonts.faces[1]).is_some());
    }
}
