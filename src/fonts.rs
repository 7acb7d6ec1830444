//! The faces that text is set in: bundled ones, or those of a folder beside the report.

mod bundled;
pub mod shaping;

use std::borrow::Cow;

use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::char::decompose_canonical;

/// Names one face; an index into [`Fonts::faces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// Every face at hand.
#[derive(Clone, Debug)]
pub struct Fonts {
    /// The faces; [`FaceId`] counts from the first.
    pub faces: Vec<Face>,
}

/// One face.
#[derive(Clone, Debug)]
pub struct Face {
    /// The file's name, such as `SourceSerif4-Regular.ttf`.
    pub file: String,
    /// The family: "Source Serif 4".
    pub family: String,
    /// The PostScript name: "SourceSerif4-Regular".
    pub postscript_name: String,
    /// Whether it is a bold face.
    pub bold: bool,
    /// Whether it is an italic face.
    pub italic: bool,
    /// The font file.
    pub bytes: Cow<'static, [u8]>,
    /// Units of the em.
    pub units_per_em: f32,
    /// Above the baseline, in em.
    pub ascent_em: f32,
    /// Below the baseline, in em, as a positive number.
    pub descent_em: f32,
    /// Height of a capital, in em.
    pub cap_height_em: f32,
    /// What shaping keeps of the face.
    shaping: shaping::Shaping,
}

/// A font file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFont {
    /// The file's name.
    pub file: String,
    /// Why it cannot be read.
    pub reason: String,
}

impl Fonts {
    /// The faces that are built into the program.
    pub fn bundled() -> Result<Fonts, BadFont> {
        let files =
            bundled::FILES.iter().map(|(name, bytes)| (name.to_string(), Cow::Borrowed(*bytes)));
        Fonts::from_files(files)
    }

    /// Reads faces from font files (TrueType or OpenType), by name and content.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>,
    ) -> Result<Fonts, BadFont> {
        let faces = files.into_iter().map(|(name, bytes)| Face::read(name, bytes));
        Ok(Fonts { faces: faces.collect::<Result<_, _>>()? })
    }

    /// The face with an id that these fonts gave.
    #[allow(clippy::indexing_slicing, reason = "an id counts the list that gave it")]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// Whether some face has a glyph for a character, or for each of the characters that make it up.
    pub fn have(&self, character: char) -> bool {
        let fonts = || self.faces.iter().filter_map(|face| FontRef::new(&face.bytes).ok());
        let has = |character| fonts().any(|font| font.charmap().map(character).is_some());
        let mut parts = Vec::new();
        let mut made = || {
            decompose_canonical(character, |part| parts.push(part));
            parts.iter().all(|part| has(*part))
        };
        match character {
            // Shaping shows a hyphen that no line breaks at by the common one.
            '\u{2011}' => has(character) || has('\u{2010}'),
            _ => has(character) || made(),
        }
    }

    /// The names of the families, in the order in which they are looked through, each once.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for face in &self.faces {
            if !names.contains(&face.family.as_str()) {
                names.push(&face.family);
            }
        }
        names
    }

    /// The face of a family nearest to what is asked for: the family first, then the slope, then
    /// the weight. `None` only when there is no face at all.
    pub fn find(&self, family: &str, bold: bool, italic: bool) -> Option<FaceId> {
        let distance =
            |face: &Face| (face.family != family, face.italic != italic, face.bold != bold);
        let nearest = self.faces.iter().enumerate().min_by_key(|(_, face)| distance(face));
        nearest.map(|(index, _)| FaceId(index))
    }
}

impl Face {
    fn read(file: String, bytes: Cow<'static, [u8]>) -> Result<Face, BadFont> {
        let font = FontRef::new(&bytes)
            .map_err(|error| BadFont { file: file.clone(), reason: error.to_string() })?;
        let name = |id| font.localized_strings(id).english_or_first().map(|name| name.to_string());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME)
            .or_else(|| name(StringId::FAMILY_NAME))
            .unwrap_or_else(|| file.clone());
        let postscript_name =
            name(StringId::POSTSCRIPT_NAME).unwrap_or_else(|| family.replace(' ', ""));
        let attributes = font.attributes();
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em);
        let shaping = shaping::Shaping::new(&bytes)
            .ok_or_else(|| BadFont { file: file.clone(), reason: "it cannot be shaped".into() })?;
        Ok(Face {
            family,
            postscript_name,
            bold: attributes.weight.value() >= 600.0,
            italic: attributes.style != skrifa::attribute::Style::Normal,
            units_per_em,
            ascent_em: metrics.ascent / units_per_em,
            descent_em: -metrics.descent / units_per_em,
            cap_height_em: metrics.cap_height.unwrap_or(0.66 * units_per_em) / units_per_em,
            shaping,
            file,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_faces_cover_both_families_in_four_styles() {
        let fonts = Fonts::bundled().unwrap();
        for family in ["Source Serif 4", "Source Sans 3"] {
            for (bold, italic) in [(false, false), (false, true), (true, false), (true, true)] {
                let face = fonts.face(fonts.find(family, bold, italic).unwrap());
                assert_eq!((face.family.as_str(), face.bold, face.italic), (family, bold, italic));
            }
        }
    }

    #[test]
    fn fonts_have_what_some_face_shows_or_can_be_made_of_its_parts() {
        let fonts = Fonts::bundled().unwrap();
        assert!("aЖλš→\u{2011}".chars().all(|character| fonts.have(character)));
        assert!(!"漢↩ש".chars().any(|character| fonts.have(character)));
        assert_eq!(fonts.families(), ["Source Serif 4", "Source Sans 3"]);
    }
}
