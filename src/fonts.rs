//! Font faces: those bundled with the program, and those of `fonts` folders.

mod kerning;
mod placed_text;
pub mod shape_plan;
mod shaped_glyph;
pub mod shaper;
mod woff2;
mod word_cache;

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::char::decompose_canonical;

pub use self::woff2::woff2;

use self::shape_plan::ShapePlans;
use crate::cache::Key;

/// Index of a face in [`Fonts::faces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// All available faces.
#[derive(Clone, Debug)]
pub struct Fonts {
    /// The faces, indexed by [`FaceId`].
    pub faces: Vec<Face>,
}

/// A font face with its metrics.
#[derive(Clone, Debug)]
pub struct Face {
    /// File name, such as `SourceSerif4-Regular.ttf`.
    pub file: String,
    /// Family name, such as "Source Serif 4".
    pub family: String,
    /// PostScript name, such as "SourceSerif4-Regular".
    pub postscript_name: String,
    /// Whether the face is bold (weight 600 or more).
    pub bold: bool,
    /// Whether the face is italic or oblique.
    pub italic: bool,
    /// Content of the font file.
    pub bytes: Cow<'static, [u8]>,
    /// The number of glyphs.
    pub glyph_count: u32,
    /// Font units per em.
    pub units_per_em: f32,
    /// Ascent above the baseline, in em.
    pub ascent_em: f32,
    /// Descent below the baseline, in em, positive downwards.
    pub descent_em: f32,
    /// Whether it is the bundled face of mathematics, which text does not use.
    pub is_for_equations: bool,
    /// Whether it has what setting mathematics needs (OpenType 1.9.1, `MATH`).
    pub has_mathematics: bool,
    /// Shape plans, made when first needed.
    pub shape_plans: ShapePlans,
}

/// A font file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFont {
    /// File name.
    pub file: String,
    /// The parser's reason.
    pub reason: String,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../fonts/", $name)))),*]
    };
}

/// Name and content of each bundled file.
static BUNDLED: &[(&str, &[u8])] = files![
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-It.ttf",
    "SourceSerif4-Bold.ttf",
    "SourceSerif4-BoldIt.ttf",
    "SourceSans3-Regular.ttf",
    "SourceSans3-It.ttf",
    "SourceSans3-Bold.ttf",
    "SourceSans3-BoldIt.ttf",
    "SourceCodePro-Regular.ttf",
    "SourceCodePro-It.ttf",
    "SourceCodePro-Bold.ttf",
    "SourceCodePro-BoldIt.ttf",
];

/// Name and content of the bundled face of mathematics, a subset of STIX Two Math.
static MATHEMATICS: (&str, &[u8]) =
    ("STIXTwoMath-Regular.ttf", include_bytes!("../fonts/math/STIXTwoMath-Regular.ttf"));

impl Fonts {
    /// Loads the bundled faces.
    ///
    /// They are read once, and share their shape plans.
    pub fn bundled() -> Result<Fonts, BadFont> {
        static FONTS: OnceLock<Result<Fonts, BadFont>> = OnceLock::new();
        FONTS.get_or_init(Fonts::read_bundled).clone()
    }

    fn read_bundled() -> Result<Fonts, BadFont> {
        let files = BUNDLED.iter().map(|(name, bytes)| (name.to_string(), Cow::Borrowed(*bytes)));
        let mut fonts = Fonts::from_files(files)?;
        let (name, bytes) = MATHEMATICS;
        let face = Face::read(name.to_owned(), Cow::Borrowed(bytes))?;
        fonts.faces.push(Face { is_for_equations: true, ..face });
        Ok(fonts)
    }

    /// The key of everything that depends on the faces. The program has the files of bundled faces, so their
    /// names suffice.
    pub(crate) fn key(&self) -> Key {
        let face = |face: &Face| {
            let own = match &face.bytes {
                Cow::Borrowed(_) => None,
                Cow::Owned(bytes) => Some(Key::of_bytes("face", bytes)),
            };
            (face.file.clone(), own)
        };
        Key::new("fonts", self.faces.iter().map(face).collect::<Vec<_>>())
    }

    /// The faces that text may use, with their ids.
    pub fn text_faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        let faces = self.faces.iter().enumerate().map(|(index, face)| (FaceId(index), face));
        faces.filter(|(_, face)| !face.is_for_equations)
    }

    /// The face of equations: one beside the report if it has a `MATH` table, otherwise the bundled one.
    pub fn mathematics(&self) -> Option<FaceId> {
        let faces = self.faces.iter().enumerate().filter(|(_, face)| face.has_mathematics);
        faces.min_by_key(|(_, face)| face.is_for_equations).map(|(index, _)| FaceId(index))
    }

    /// Reads TrueType or OpenType files, given as name and content.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>,
    ) -> Result<Fonts, BadFont> {
        let faces = files.into_iter().map(|(name, bytes)| Face::read(name, bytes));
        Ok(Fonts { faces: faces.collect::<Result<_, _>>()? })
    }

    /// Returns the face of an id. Ids must come from these fonts.
    #[allow(clippy::indexing_slicing, reason = "ids are indices into this list")]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// Whether any face can show a character, directly or by its canonical decomposition.
    pub fn have(&self, character: char) -> bool {
        let fonts = || self.text_faces().filter_map(|(_, face)| FontRef::new(&face.bytes).ok());
        let has = |character| fonts().any(|font| font.charmap().map(character).is_some());
        let mut parts = Vec::new();
        let mut made = || {
            decompose_canonical(character, |part| parts.push(part));
            parts.iter().all(|part| has(*part))
        };
        match character {
            // Shaping falls back from the non-breaking hyphen to the common one.
            '\u{2011}' => has(character) || has('\u{2010}'),
            _ => has(character) || made(),
        }
    }

    /// Family names without duplicates, in order of preference.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (_, face) in self.text_faces() {
            if !names.contains(&face.family.as_str()) {
                names.push(&face.family);
            }
        }
        names
    }

    /// Finds the face that matches best: by family, then slope, then weight. Returns `None` only if
    /// no face is loaded.
    pub fn find(&self, family: &str, bold: bool, italic: bool) -> Option<FaceId> {
        let distance =
            |face: &Face| (face.family != family, face.italic != italic, face.bold != bold);
        self.text_faces().min_by_key(|(_, face)| distance(face)).map(|(id, _)| id)
    }
}

/// The permitted units per em (OpenType 1.9.1, `head`).
const UNITS_PER_EM: RangeInclusive<u16> = 16..=16384;

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
        if !UNITS_PER_EM.contains(&metrics.units_per_em) {
            let reason = format!("it has {} units per em", metrics.units_per_em);
            return Err(BadFont { file, reason });
        }
        let units_per_em = f32::from(metrics.units_per_em);
        let shape_plans = ShapePlans::new(&bytes).ok_or_else(|| BadFont {
            file: file.clone(),
            reason: "the shaping library cannot read it".into(),
        })?;
        Ok(Face {
            family,
            postscript_name,
            bold: attributes.weight.value() >= 600.0,
            italic: attributes.style != skrifa::attribute::Style::Normal,
            glyph_count: metrics.glyph_count,
            units_per_em,
            ascent_em: metrics.ascent / units_per_em,
            descent_em: -metrics.descent / units_per_em,
            is_for_equations: false,
            has_mathematics: font.math().is_ok(),
            shape_plans,
            file,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_faces_cover_all_families_in_four_styles() {
        let fonts = Fonts::bundled().unwrap();
        for family in ["Source Serif 4", "Source Sans 3", "Source Code Pro"] {
            for (bold, italic) in [(false, false), (false, true), (true, false), (true, true)] {
                let face = fonts.face(fonts.find(family, bold, italic).unwrap());
                assert_eq!((face.family.as_str(), face.bold, face.italic), (family, bold, italic));
            }
        }
    }

    #[test]
    fn fonts_cover_characters_directly_or_by_decomposition() {
        let fonts = Fonts::bundled().unwrap();
        assert!("aЖλš→\u{2011}".chars().all(|character| fonts.have(character)));
        assert!(!"漢↩ש".chars().any(|character| fonts.have(character)));
        assert_eq!(fonts.families(), ["Source Serif 4", "Source Sans 3", "Source Code Pro"]);
    }
}
