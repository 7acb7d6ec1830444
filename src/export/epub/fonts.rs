//! The faces that the book embeds: whole, since their names are reserved (OFL 1.1 §3).

use crate::export::package::Deflated;
use crate::fonts::{Face, Fonts};
use crate::templates::Style;

/// The bundled faces, deflated when the program was built.
const DEFLATED: &[(&str, Deflated<'static>)] =
    include!(concat!(env!("OUT_DIR"), "/deflated_fonts.rs"));

/// The licences of the bundled faces, which travel with them (OFL 1.1 §2).
pub const LICENCES: &[(&str, &str)] = &[
    ("fonts/OFL-SourceSerif4.txt", include_str!("../../../fonts/OFL-SourceSerif4.md")),
    ("fonts/OFL-SourceSans3.txt", include_str!("../../../fonts/OFL-SourceSans3.md")),
];

/// A face in the book.
#[derive(Clone, Copy, Debug)]
pub struct Embedded<'a> {
    /// The face.
    pub face: &'a Face,
    /// Its deflated bytes, for a bundled face.
    pub deflated: Option<Deflated<'static>>,
}

/// The faces of the template's two families. Bold italics of the display family do not occur.
pub fn embedded<'a>(style: &Style, fonts: &'a Fonts) -> Vec<Embedded<'a>> {
    let text = &style.fonts.text.name;
    let display = &style.fonts.display.name;
    let used = |face: &&Face| {
        face.family == *text || (face.family == *display && !(face.bold && face.italic))
    };
    fonts
        .faces
        .iter()
        .filter(used)
        .map(|face| Embedded { face, deflated: deflated(face) })
        .collect()
}

fn deflated(face: &Face) -> Option<Deflated<'static>> {
    let known = DEFLATED.iter().find(|(name, _)| *name == face.file).map(|(_, deflated)| *deflated);
    // A face beside the report may bear the name of a bundled one.
    let same = |deflated: &Deflated| {
        let mut crc = flate2::Crc::new();
        crc.update(&face.bytes);
        deflated.size as usize == face.bytes.len() && crc.sum() == deflated.crc32
    };
    known.filter(same)
}
