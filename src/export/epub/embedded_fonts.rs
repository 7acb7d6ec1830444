//! The embedded fonts. Their names are reserved, so they are embedded without changes (OFL 1.1 §3); WOFF2
//! compresses them without loss.

use crate::document::Document;
use crate::export::xhtml::css;
use crate::export::xhtml::writer::Medium;
use crate::fonts::{Face, Fonts, woff2};
use crate::templates::Style;

/// The licences of the bundled fonts, which must accompany them (OFL 1.1 §2).
const LICENCES: &[(&str, &str)] = &[
    ("fonts/OFL-SourceSerif4.txt", include_str!("../../../fonts/OFL-SourceSerif4.md")),
    ("fonts/OFL-SourceSans3.txt", include_str!("../../../fonts/OFL-SourceSans3.md")),
];

/// The family and the licence of bundled fonts that few reports use: those of code and of equations.
const RARE_LICENCES: [(&str, (&str, &str)); 2] = [
    (
        "Source Code Pro",
        ("fonts/OFL-SourceCodePro.txt", include_str!("../../../fonts/OFL-SourceCodePro.md")),
    ),
    (
        "STIX Two Math",
        ("fonts/OFL-STIXTwoMath.txt", include_str!("../../../fonts/OFL-STIXTwoMath.md")),
    ),
];

/// The names and the texts of the licences of some fonts.
pub fn licences(fonts: &[EmbeddedFont]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let has = |family: &str| fonts.iter().any(|font| font.face.family == family);
    let rare = RARE_LICENCES.into_iter().filter(move |(family, _)| has(family));
    LICENCES.iter().copied().chain(rare.map(|(_, licence)| licence))
}

/// An embedded font.
#[derive(Clone, Debug)]
pub struct EmbeddedFont<'a> {
    /// The font.
    pub face: &'a Face,
    /// The name in the e-book: the name of a bundled font, otherwise a number, never a file name.
    pub name: String,
    /// The WOFF2 file of a bundled font.
    pub woff2: Option<&'static [u8]>,
}

impl EmbeddedFont<'_> {
    /// The media type.
    pub fn media_type(&self) -> &'static str {
        match self.woff2 {
            Some(_) => "font/woff2",
            None if is_postscript(self.face) => "font/otf",
            None => "font/ttf",
        }
    }
}

/// The fonts that a document uses.
pub fn embedded_fonts<'a>(
    document: &Document,
    style: &Style,
    fonts: &'a Fonts,
) -> Vec<EmbeddedFont<'a>> {
    css::embedded_faces(document, style, fonts, Medium::Ebook).zip(1..).map(embedded).collect()
}

fn embedded((face, number): (&Face, usize)) -> EmbeddedFont<'_> {
    let woff2 = woff2(face);
    let name = match woff2 {
        Some(_) => format!("fonts/{}.woff2", face.file.trim_end_matches(".ttf")),
        None => {
            let extension = if is_postscript(face) { "otf" } else { "ttf" };
            format!("fonts/font-{number}.{extension}")
        }
    };
    EmbeddedFont { face, name, woff2 }
}

/// Whether a font has PostScript outlines (OpenType, "Organization of an OpenType Font").
fn is_postscript(face: &Face) -> bool {
    face.bytes.starts_with(b"OTTO")
}

/// The `@font-face` rule of a font.
pub fn font_face(font: &EmbeddedFont) -> String {
    css::font_face(font.face, &format!("url(\"{}\")", font.name))
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
        let bundled = fonts.faces[2].file.replace(".ttf", ".woff2");
        let bundled = format!("fonts/{bundled}");
        assert_eq!(names, ["fonts/font-1.ttf", "fonts/font-2.ttf", bundled.as_str()]);
    }
}
