//! The embedded fonts. Their names are reserved, so they are embedded without changes (OFL 1.1 §3).

use std::collections::BTreeSet;

use crate::export::package::Deflated;
use crate::export::xhtml::css::strings::string;
use crate::fonts::{Face, Fonts};
use crate::templates::Style;

/// The bundled fonts, deflated by the build script.
const DEFLATED: &[(&str, Deflated<'static>)] =
    include!(concat!(env!("OUT_DIR"), "/deflated_fonts.rs"));

/// The licences of the bundled fonts, which must accompany them (OFL 1.1 §2).
pub const LICENCES: &[(&str, &str)] = &[
    ("fonts/OFL-SourceSerif4.txt", include_str!("../../../fonts/OFL-SourceSerif4.md")),
    ("fonts/OFL-SourceSans3.txt", include_str!("../../../fonts/OFL-SourceSans3.md")),
];

/// An embedded font.
#[derive(Clone, Debug)]
pub struct EmbeddedFont<'a> {
    /// The font.
    pub face: &'a Face,
    /// The file name.
    pub name: String,
    /// The deflated bytes of a bundled font.
    pub deflated: Option<Deflated<'static>>,
}

impl EmbeddedFont<'_> {
    /// The media type. OpenType fonts with PostScript outlines begin with `OTTO` (OpenType,
    /// "Organization of an OpenType Font").
    pub fn media_type(&self) -> &'static str {
        if self.face.bytes.starts_with(b"OTTO") { "font/otf" } else { "font/ttf" }
    }
}

/// The fonts of the two families of the template. The display family is never bold italic.
pub fn embedded_fonts<'a>(style: &Style, fonts: &'a Fonts) -> Vec<EmbeddedFont<'a>> {
    let text = &style.fonts.text.name;
    let display = &style.fonts.display.name;
    let is_used = |face: &&Face| {
        face.family == *text || (face.family == *display && !(face.bold && face.italic))
    };
    let mut taken: BTreeSet<String> =
        LICENCES.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    let embedded = |face: &'a Face| EmbeddedFont {
        face,
        name: file_name(&face.file, &mut taken),
        deflated: deflated(face),
    };
    fonts.faces.iter().filter(is_used).map(embedded).collect()
}

/// The `@font-face` rule of a font.
pub fn font_face(font: &EmbeddedFont) -> String {
    let weight = if font.face.bold { "bold" } else { "normal" };
    let slope = if font.face.italic { "italic" } else { "normal" };
    format!(
        "@font-face {{ font-family: {}; font-weight: {weight}; font-style: {slope}; \
         src: url(\"{}\"); }}\n",
        string(&font.face.family),
        font.name
    )
}

/// A unique file name of ASCII letters, digits, `-`, `.` and `_`, as similar as possible to the
/// name of the font file. Such a name needs no escaping in a zip file (EPUB 3.3 §4.2, file names), a URL, XML
/// or CSS.
fn file_name(file: &str, taken: &mut BTreeSet<String>) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '-' };
    let safe: String = file.chars().map(safe).collect();
    let is_extension =
        |end: &str| !end.is_empty() && end.chars().all(|c| c.is_ascii_alphanumeric());
    let parts = safe.rsplit_once('.').filter(|(_, end)| is_extension(end));
    let (stem, extension) = parts.unwrap_or((&safe, "ttf"));
    let stem = match stem.trim_start_matches('.') {
        "" => "font",
        stem => stem,
    };
    let numbered = (1..).map(|number| match number {
        1 => format!("fonts/{stem}.{extension}"),
        _ => format!("fonts/{stem}-{number}.{extension}"),
    });
    let is_free = |name: &String| taken.insert(name.to_ascii_lowercase());
    numbered.into_iter().find(is_free).unwrap_or_default()
}

fn deflated(face: &Face) -> Option<Deflated<'static>> {
    let known = DEFLATED.iter().find(|(name, _)| *name == face.file).map(|(_, deflated)| *deflated);
    // A font file beside the report may have the name of a bundled one.
    let is_same = |deflated: &Deflated| {
        let mut crc = flate2::Crc::new();
        crc.update(&face.bytes);
        deflated.size as usize == face.bytes.len() && crc.sum() == deflated.crc32
    };
    known.filter(is_same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_and_unique() {
        let mut taken = BTreeSet::new();
        let files = [
            "SourceSerif4-Regular.ttf",
            "sourceserif4-regular.ttf",
            "My \"Font\" #1?.otf",
            "../../mimetype",
            "..ttf",
            "字体.ttf",
        ];
        let expected = [
            "fonts/SourceSerif4-Regular.ttf",
            "fonts/sourceserif4-regular-2.ttf",
            "fonts/My--Font---1-.otf",
            "fonts/-..-mimetype.ttf",
            "fonts/font.ttf",
            "fonts/--.ttf",
        ];
        assert_eq!(files.map(|file| file_name(file, &mut taken)), expected);
    }
}
