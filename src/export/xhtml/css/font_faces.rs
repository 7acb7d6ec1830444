//! The faces that a publication embeds, and their rules.

use super::strings::string;
use crate::fonts::{Face, Fonts};
use crate::templates::{FontFamilies, Style};

/// The faces of the families of the template. The display family is never bold italic, and code is
/// hardly ever italic.
pub fn embedded_faces<'a>(
    style: &Style,
    fonts: &'a Fonts,
    has_code: bool,
) -> impl Iterator<Item = &'a Face> {
    let FontFamilies { text, display, code } = &style.fonts;
    fonts.faces.iter().filter(move |face| {
        face.family == text.name
            || (face.family == display.name && !(face.bold && face.italic))
            || (has_code && face.family == code.name && !face.italic)
    })
}

/// The `@font-face` rule of a face; `source` is the value of `src`.
pub fn font_face(face: &Face, source: &str) -> String {
    let weight = if face.bold { "bold" } else { "normal" };
    let slope = if face.italic { "italic" } else { "normal" };
    format!(
        "@font-face {{ font-family: {}; font-weight: {weight}; font-style: {slope}; src: {source}; }}\n",
        string(&face.family)
    )
}
