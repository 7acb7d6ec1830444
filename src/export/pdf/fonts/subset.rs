//! The glyphs of one face that the pages use, and their character codes.

#![allow(clippy::indexing_slicing, reason = "`codes` is resized before it is indexed")]

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use crate::fonts::{Face, FaceId};
use crate::layout::{Glyph, GlyphRun};

/// The subset of one face. Content streams address glyphs by character code. A glyph's code is its
/// number in the subset; if the glyph also represents other texts, each of them gets a further
/// code. So text extraction returns a hyphen as a hyphen, and as a soft hyphen where a word is
/// divided.
pub struct Subset {
    /// The face.
    pub face: FaceId,
    /// Code of each glyph, by glyph id in the face; 0 if unused.
    codes: Vec<u16>,
    /// Further texts of a glyph and their codes, by glyph id.
    others: BTreeMap<u16, BTreeMap<String, u16>>,
    /// Map of glyph ids for the subsetter.
    remapper: GlyphRemapper,
    /// Text of each code, for ToUnicode.
    texts: Vec<String>,
    /// Whether the glyph of each code shows its text alone somewhere.
    alone: Vec<bool>,
    /// Glyph id in the face of each code.
    glyphs: Vec<u16>,
    /// Width of each code, in thousandths of an em.
    widths: Vec<f32>,
}

/// The glyphs and texts of the codes, from which everything else follows.
impl Hash for Subset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let widths: Vec<u32> = self.widths.iter().map(|width| width.to_bits()).collect();
        (self.face, &self.glyphs, &self.texts, widths).hash(state);
    }
}

impl Subset {
    /// Returns the primary code of a glyph.
    pub fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// Returns the code of a glyph that represents this text; `None` if no code does.
    pub fn code_for(&self, glyph: u16, text: &str) -> Option<u16> {
        let code = self.code(glyph);
        match self.texts.get(usize::from(code)) {
            Some(first) if first == text && !text.is_empty() => Some(code),
            _ => self.others.get(&glyph)?.get(text).copied(),
        }
    }

    /// Returns any code for this text; `None` if no glyph represents it.
    pub fn code_of(&self, text: &str) -> Option<u16> {
        self.texts().find(|(_, it)| *it == text).map(|(code, _)| code)
    }

    /// Advance width of a code as declared in the PDF, in thousandths of an em.
    pub fn width(&self, code: u16) -> f32 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0.0)
    }

    /// Width of each code, in thousandths of an em.
    pub fn widths(&self) -> &[f32] {
        &self.widths
    }

    /// The map of glyph ids for the subsetter.
    pub fn remapper(&self) -> &GlyphRemapper {
        &self.remapper
    }

    /// All codes with their texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        (0..).zip(self.texts.iter().map(String::as_str))
    }

    /// CIDToGIDMap: the subset's glyph id of each code; `None` if it is the identity.
    pub fn glyph_map(&self) -> Option<Vec<u16>> {
        let map = || self.glyphs.iter().map(|glyph| self.code(*glyph)).collect();
        (!self.others.is_empty()).then(map)
    }

    /// Resource name of the font.
    pub fn resource(&self) -> String {
        format!("F{}", self.face.0)
    }

    /// Subset tag of six letters (§9.6.4): the face number in base 26.
    pub fn tag(&self) -> String {
        let digit = |place: u32| char::from(b'A' + (self.face.0 / 26usize.pow(place) % 26) as u8);
        (0..6).rev().map(digit).collect()
    }

    pub fn new(face: FaceId) -> Subset {
        Subset {
            face,
            codes: Vec::new(),
            others: BTreeMap::new(),
            remapper: GlyphRemapper::new(),
            texts: vec![String::new()],
            alone: vec![false],
            glyphs: vec![0],
            widths: Vec::new(),
        }
    }

    /// Adds what later pages use of the same face.
    pub fn add_all(&mut self, later: &Subset) {
        let glyphs = later.glyphs.iter().zip(&later.texts).zip(&later.alone);
        for ((glyph, text), alone) in glyphs.skip(1) {
            self.add(*glyph, text);
            if *alone {
                self.add_text(*glyph, text);
            }
        }
        for (glyph, texts) in &later.others {
            texts.keys().for_each(|text| self.add_text(*glyph, text));
        }
    }

    pub fn add_run(&mut self, run: &GlyphRun) {
        for cluster in clusters(run) {
            for glyph in cluster.glyphs {
                self.add(glyph.id, cluster.text);
            }
            if let [glyph] = cluster.glyphs {
                self.add_text(glyph.id, cluster.text);
            }
        }
    }

    fn add(&mut self, glyph: u16, text: &str) {
        let index = usize::from(glyph);
        if self.codes.len() <= index {
            self.codes.resize(index + 1, 0);
        }
        if self.codes[index] == 0 && glyph != 0 {
            self.codes[index] = self.remapper.remap(glyph);
            self.texts.push(text.to_owned());
            self.alone.push(false);
            self.glyphs.push(glyph);
        }
    }

    /// Records a text that a glyph shows alone. The code of a further text is assigned by [`Subset::number`].
    fn add_text(&mut self, glyph: u16, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.code_for(glyph, text).map(|code| self.alone.get_mut(usize::from(code))) {
            Some(alone) => alone.into_iter().for_each(|alone| *alone = true),
            None => {
                self.others.entry(glyph).or_default().insert(text.to_owned(), 0);
            }
        }
    }

    /// Assigns codes to further texts. In fonts with CFF outlines, codes are always glyph ids
    /// (§9.7.4.2).
    pub fn number(&mut self, face: &Face) {
        if face.bytes.starts_with(b"OTTO") {
            self.others.clear();
        }
        let others = self.others.iter_mut();
        for (glyph, (text, code)) in
            others.flat_map(|(glyph, texts)| texts.iter_mut().map(move |text| (*glyph, text)))
        {
            *code = self.texts.len() as u16;
            self.texts.push(text.clone());
            self.glyphs.push(glyph);
        }
    }

    /// Measures the codes. Widths are whole numbers, as in the font dictionary; content streams
    /// correct the difference.
    pub fn measure(&mut self, font: &FontRef) {
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let width = |glyph: u16| metrics.advance_width(GlyphId::from(glyph)).unwrap_or(0.0).round();
        self.widths = self.glyphs.iter().copied().map(width).collect();
    }
}

/// A cluster: neighbouring glyphs that represent the same text, such as a letter and a separate
/// accent.
pub struct Cluster<'a> {
    /// Which of the run's glyphs is its first.
    pub first: usize,
    /// Glyphs in visual order.
    pub glyphs: &'a [Glyph],
    /// The text that they represent.
    pub text: &'a str,
}

/// The clusters of a run, in visual order.
pub fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut end = 0;
    run.glyphs.chunk_by(|one, next| one.range() == next.range()).map(move |glyphs| {
        let first = end;
        end += glyphs.len();
        let range = glyphs.first().map_or(0..0, Glyph::range);
        Cluster { first, glyphs, text: run.text.get(range).unwrap_or_default() }
    })
}
