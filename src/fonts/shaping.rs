//! Text → glyphs of one face. The only room that knows the shaping library.

#![allow(clippy::indexing_slicing, reason = "ids and places are counted from the lists they index")]

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::{FaceId, Fonts};

/// What shaping keeps of a face from paragraph to paragraph; clones share it.
#[derive(Clone)]
pub(super) struct Shaping(Arc<Prepared>);

struct Prepared {
    font: Font,
    /// Which features the face substitutes glyphs for.
    features: Vec<Tag>,
    /// Plans are costly to make and few: one for each manner that a report uses. Whichever thread
    /// makes a plan first, it is the same plan.
    plans: RwLock<Vec<(Manner<'static>, Arc<ShapePlan>)>>,
}

impl fmt::Debug for Shaping {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Shaping")
    }
}

/// How text is shaped, besides its face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manner<'a> {
    /// The script, ISO 15924: "Latn".
    pub script: [u8; 4],
    /// The language, BCP 47.
    pub language: Cow<'a, str>,
    /// Ligatures; letter-spaced text has none.
    pub ligatures: bool,
    /// What replaces the usual glyphs.
    pub variant: Variant,
    /// The features for the shape and the width of figures, OpenType: `onum`, `tnum`.
    pub figures: [Option<[u8; 4]>; 2],
    /// Whether the text runs from right to left.
    pub right_to_left: bool,
}

/// Glyphs that a face holds besides the usual ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// The usual ones.
    Plain,
    /// Small capitals for lower case: `smcp`.
    SmallCapitals,
    /// Superscripts: `sups`.
    Superscript,
    /// Subscripts: `subs`.
    Subscript,
}

impl Variant {
    fn feature(self) -> Option<Tag> {
        match self {
            Variant::Plain => None,
            Variant::SmallCapitals => Some(Tag::new(b"smcp")),
            Variant::Superscript => Some(Tag::new(b"sups")),
            Variant::Subscript => Some(Tag::new(b"subs")),
        }
    }
}

/// One glyph as shaped; lengths in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapedGlyph {
    /// Its number in the face; 0 where the face has none.
    pub id: u16,
    /// Where the text begins that it stands for, in bytes of the shaped text.
    pub cluster: usize,
    /// How far the pen moves.
    pub advance: f32,
    /// How far the glyph is drawn from the pen, y upwards.
    pub offset: (f32, f32),
    /// Whether text broken before it must be shaped again.
    pub unsafe_to_break: bool,
}

impl Shaping {
    /// Prepares a face for shaping.
    #[expect(clippy::ptr_arg, reason = "a bundled face is borrowed for ever, another one copied")]
    pub(super) fn new(bytes: &Cow<'static, [u8]>) -> Option<Shaping> {
        let features = substitutions(bytes);
        let font = match bytes {
            Cow::Borrowed(bytes) => Font::new(*bytes, 0),
            Cow::Owned(bytes) => Font::new(bytes.clone(), 0),
        };
        Some(Shaping(Arc::new(Prepared { font: font?, features, plans: RwLock::default() })))
    }

    fn plan(&self, manner: &Manner) -> Arc<ShapePlan> {
        let Prepared { font, plans, .. } = &*self.0;
        let known = |plans: &[(Manner, Arc<ShapePlan>)]| {
            plans.iter().find(|(known, _)| known == manner).map(|(_, plan)| plan.clone())
        };
        if let Some(plan) = known(&plans.read().unwrap_or_else(PoisonError::into_inner)) {
            return plan;
        }
        let plan = Arc::new(make_plan(font, manner));
        let language = Cow::Owned(manner.language.to_string());
        let manner = Manner { language, ..manner.clone() };
        plans.write().unwrap_or_else(PoisonError::into_inner).push((manner, plan.clone()));
        plan
    }
}

/// The features by which a face substitutes glyphs, OpenType `GSUB`.
fn substitutions(bytes: &[u8]) -> Vec<Tag> {
    let font = FontRef::new(bytes).ok();
    let table = font.and_then(|font| font.gsub().ok());
    let Some(list) = table.and_then(|table| table.feature_list().ok()) else {
        return Vec::new();
    };
    let mut tags: Vec<Tag> =
        list.feature_records().iter().map(|record| record.feature_tag()).collect();
    tags.dedup();
    tags
}

fn make_plan(font: &Font, manner: &Manner) -> ShapePlan {
    let mut features = Vec::new();
    if !manner.ligatures {
        features.push(Feature::new(Tag::new(b"liga"), 0, ..));
        features.push(Feature::new(Tag::new(b"clig"), 0, ..));
    }
    let figures = manner.figures.iter().flatten().map(Tag::new);
    let wanted = manner.variant.feature().into_iter().chain(figures);
    features.extend(wanted.map(|tag| Feature::new(tag, 1, ..)));
    let language = Language::new(manner.language.as_bytes());
    ShapePlan::new(font, direction(manner), script(manner), language.as_ref(), &features)
}

fn direction(manner: &Manner) -> Direction {
    if manner.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn script(manner: &Manner) -> Option<Script> {
    Script::from_iso15924_tag(Tag::new(&manner.script))
}

/// Shapes the runs of one paragraph.
pub struct Shaper<'a> {
    fonts: &'a Fonts,
    faces: Vec<Option<ShaperFont<'a, 'static>>>,
    buffer: Buffer,
}

impl<'a> Shaper<'a> {
    /// A shaper of these faces.
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        Shaper { fonts, faces: vec![None; fonts.faces.len()], buffer: Buffer::new() }
    }

    /// Whether a face has glyphs of a variant at all.
    pub fn has(&self, face: FaceId, variant: Variant) -> bool {
        let features = &self.fonts.face(face).shaping.0.features;
        variant.feature().is_none_or(|tag| features.contains(&tag))
    }

    /// The glyph that a face shows a character with when nothing else applies.
    pub fn glyph(&mut self, face: FaceId, character: char) -> Option<u16> {
        let id = self.font(face).nominal_glyph(u32::from(character))?;
        u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)
    }

    /// How far the pen moves for that glyph, in em.
    pub fn advance(&mut self, face: FaceId, character: char) -> f32 {
        let units = self.fonts.face(face).units_per_em;
        let font = self.font(face);
        let glyph = font.nominal_glyph(u32::from(character)).unwrap_or_default();
        font.glyph_h_advance(glyph) as f32 / units
    }

    /// Shapes characters, each with the byte at which it begins, in reading order. The glyphs come
    /// in that order too: those of text from right to left are drawn from the last to the first.
    /// `around` is what stands before and after, for letters that join.
    pub fn shape(
        &mut self,
        face: FaceId,
        manner: &Manner,
        characters: impl Iterator<Item = (usize, char)>,
        around: (&str, &str),
        glyphs: &mut Vec<ShapedGlyph>,
    ) {
        let plan = self.fonts.face(face).shaping.plan(manner);
        self.buffer.reset();
        if !around.0.is_empty() || !around.1.is_empty() {
            self.buffer.set_pre_context(around.0);
            self.buffer.set_post_context(around.1);
        }
        for (index, character) in characters {
            self.buffer.push(u32::from(visible(character)), index as u32);
        }
        self.buffer.set_direction(direction(manner));
        self.buffer.set_script(script(manner));
        self.font(face);
        let Some(Some(font)) = self.faces.get(face.0) else { return };
        let options = ShapeOptions::new().plan(Some(&plan));
        if harfrust::shape(font, &mut self.buffer, options).is_ok() {
            let units = self.fonts.face(face).units_per_em;
            let first = glyphs.len();
            glyphs.extend(read(&self.buffer, units));
            if manner.right_to_left {
                glyphs[first..].reverse();
            }
        }
    }

    fn font(&mut self, face: FaceId) -> &ShaperFont<'a, 'static> {
        let fonts = self.fonts;
        self.faces[face.0].get_or_insert_with(|| ShaperFont::new(&fonts.face(face).shaping.0.font))
    }
}

/// Control characters have no glyph anywhere: they are shaped as what is never seen.
fn visible(character: char) -> char {
    if character.is_control() { '\u{200C}' } else { character }
}

fn read(buffer: &Buffer, units: f32) -> impl Iterator<Item = ShapedGlyph> {
    buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(move |(info, place)| {
        ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster as usize,
            advance: place.x_advance as f32 / units,
            offset: (place.x_offset as f32 / units, place.y_offset as f32 / units),
            unsafe_to_break: info.unsafe_to_break(),
        }
    })
}
