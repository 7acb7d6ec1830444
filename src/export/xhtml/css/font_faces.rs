//! The faces that a publication embeds, and their rules.

use super::strings::string;
use super::used_faces::{FaceUse, used_faces};
use crate::document::Document;
use crate::export::xhtml::writer::Medium;
use crate::fonts::{Face, Fonts};
use crate::templates::Style;

/// The faces of the families of the template that a document uses.
pub fn embedded_faces<'a>(
    document: &Document,
    style: &Style,
    fonts: &'a Fonts,
    medium: Medium,
) -> impl Iterator<Item = &'a Face> {
    let used = used_faces(document, style, medium);
    let is_used = move |face: &&Face| {
        let is_same = |it: &FaceUse| {
            (it.family, it.bold, it.italic) == (face.family.as_str(), face.bold, face.italic)
        };
        used.iter().any(is_same)
    };
    fonts.faces.iter().filter(is_used).collect::<Vec<_>>().into_iter()
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
