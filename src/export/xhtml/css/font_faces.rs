//! The faces that a publication embeds, and their rules.

use super::strings::string;
use super::used_faces::{FaceUse, used_faces};
use crate::document::Document;
use crate::export::xhtml::writer::Medium;
use crate::fonts::{Face, FaceId, Fonts};
use crate::templates::Style;

/// The faces of the families of the template that a document uses, and that of equations if it has any.
pub fn embedded_faces<'a>(
    document: &Document,
    style: &Style,
    fonts: &'a Fonts,
    medium: Medium,
) -> impl Iterator<Item = &'a Face> {
    let used = used_faces(document, style, medium);
    let of_equations = fonts.mathematics().filter(|_| used.equations);
    let is_used = |(index, face): &(usize, &Face)| {
        let is_same = |it: &FaceUse| {
            (it.family, it.bold, it.italic) == (face.family.as_str(), face.bold, face.italic)
        };
        of_equations == Some(FaceId(*index)) || used.texts.iter().any(is_same)
    };
    let faces = fonts.faces.iter().enumerate().filter(is_used).map(|(_, face)| face);
    faces.collect::<Vec<_>>().into_iter()
}

/// The `@font-face` rule of a face; `source` is the value of `src`. One of equations is used for them (MathML Core
/// §2.1.1: a browser stretches signs only with a `MATH` table).
pub fn font_face(face: &Face, source: &str) -> String {
    let weight = if face.bold { "bold" } else { "normal" };
    let slope = if face.italic { "italic" } else { "normal" };
    let family = string(&face.family);
    let mut rules = format!(
        "@font-face {{ font-family: {family}; font-weight: {weight}; font-style: {slope}; src: {source}; }}\n",
    );
    if face.has_mathematics {
        rules.push_str(&format!("math {{ font-family: {family}, math; }}\n"));
    }
    rules
}
