//! The embedded fonts. Their names are reserved, so they are embedded without changes (OFL 1.1 §3).

use crate::export::package::Deflated;
use crate::export::xhtml::css;
use crate::fonts::{Face, Fonts};
use crate::templates::Style;

/// The bundled fonts, deflated by the build script.
const DEFLATED: &[(&str, Deflated<'static>)] =
    include!(concat!(env!("OUT_DIR"), "/deflated_fonts.rs"));

/// The licences of the bundled fonts, which must accompany them (OFL 1.1 §2).
const LICENCES: &[(&str, &str)] = &[
    ("fonts/OFL-SourceSerif4.txt", include_str!("../../../fonts/OFL-SourceSerif4.md")),
    ("fonts/OFL-SourceSans3.txt", include_str!("../../../fonts/OFL-SourceSans3.md")),
];

/// The licence of the bundled fonts of code, which few reports have.
const CODE_LICENCE: (&str, &str) =
    ("fonts/OFL-SourceCodePro.txt", include_str!("../../../fonts/OFL-SourceCodePro.md"));

/// The names and the texts of the licences of some fonts.
pub fn licences(fonts: &[EmbeddedFont]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let has_code = fonts.iter().any(|font| font.face.family == "Source Code Pro");
    LICENCES.iter().copied().chain(has_code.then_some(CODE_LICENCE))
}

/// An embedded font.
#[derive(Clone, Debug)]
pub struct EmbeddedFont<'a> {
    /// The font.
    pub face: &'a Face,
    /// The name in the e-book: the name of a bundled font, otherwise a number, never a file name.
    pub name: String,
    /// The deflated bytes of a bundled font.
    pub deflated: Option<Deflated<'static>>,
}

impl EmbeddedFont<'_> {
    /// The media type.
    pub fn media_type(&self) -> &'static str {
        if is_postscript(self.face) { "font/otf" } else { "font/ttf" }
    }
}

/// The fonts of the families of the template.
pub fn embedded_fonts<'a>(
    style: &Style,
    fonts: &'a Fonts,
    has_code: bool,
) -> Vec<EmbeddedFont<'a>> {
    css::embedded_faces(style, fonts, has_code).zip(1..).map(embedded).collect()
}

fn embedded((face, number): (&Face, usize)) -> EmbeddedFont<'_> {
    match deflated(face) {
        Some((name, deflated)) => {
            EmbeddedFont { face, name: format!("fonts/{name}"), deflated: Some(deflated) }
        }
        None => {
            let extension = if is_postscript(face) { "otf" } else { "ttf" };
            EmbeddedFont { face, name: format!("fonts/font-{number}.{extension}"), deflated: None }
        }
    }
}

/// Whether a font has PostScript outlines (OpenType, "Organization of an OpenType Font").
fn is_postscript(face: &Face) -> bool {
    face.bytes.starts_with(b"OTTO")
}

/// The `@font-face` rule of a font.
pub fn font_face(font: &EmbeddedFont) -> String {
    css::font_face(font.face, &format!("url(\"{}\")", font.name))
}

/// The name and the deflated bytes of a bundled font.
fn deflated(face: &Face) -> Option<(&'static str, Deflated<'static>)> {
    let known = DEFLATED.iter().find(|(name, _)| *name == face.file).copied();
    // A font file beside the report may have the name of a bundled one.
    let is_same = |(_, deflated): &(&str, Deflated)| {
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
    fn the_file_of_a_font_gives_no_name_in_the_e_book() {
        let mut fonts = Fonts::bundled().unwrap();
        fonts.faces.truncate(3);
        fonts.faces[0].file = "../My \"Font\" <1>.ttf".into();
        // A font file beside the report may have the name of a bundled one.
        fonts.faces[1].file = fonts.faces[2].file.clone();
        let names: Vec<String> = fonts.faces.iter().zip(1..).map(|it| embedded(it).name).collect();
        let bundled = format!("fonts/{}", fonts.faces[2].file);
        assert_eq!(names, ["fonts/font-1.ttf", "fonts/font-2.ttf", bundled.as_str()]);
    }
}
