//! Spans → runs of glyphs of one face: which face, which script, which glyphs.

#![allow(
    clippy::indexing_slicing,
    reason = "the start is an earlier length of the list, which only grows"
)]

use std::borrow::Cow;
use std::ops::Range;

use super::collect::{Collected, Look, Position, Span};
use crate::fonts::shaping::{Manner, ShapedGlyph, Shaper, Variant};
use crate::fonts::{FaceId, Fonts};
use crate::templates::ParagraphStyle;

/// Raised and lowered text that the face has no glyphs for: its size, and its shift up, in em.
const SCALED: f32 = 0.6;
const RAISED_EM: f32 = 0.33;
const LOWERED_EM: f32 = -0.14;
/// Capitals that stand in for small capitals in a face without them.
const SMALL_CAPITAL: f32 = 0.8;

/// A paragraph's glyphs.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// The runs, in the order of the text.
    pub runs: Vec<Run>,
    /// The glyphs of all runs.
    pub glyphs: Vec<PlacedGlyph>,
}

/// Glyphs of one face, size and span.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The face.
    pub face: FaceId,
    /// Size of the em, in points.
    pub size: f32,
    /// How far it is raised, in points.
    pub rise: f32,
    /// Which span it belongs to.
    pub span: usize,
    /// Its script, ISO 15924.
    pub script: [u8; 4],
    /// What replaces the usual glyphs.
    pub variant: Variant,
    /// Whether lower case is shaped as upper case.
    pub capitals: bool,
    /// Its bytes in the text.
    pub text: Range<usize>,
    /// Its glyphs.
    pub glyphs: Range<usize>,
}

/// A glyph with its text; lengths in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedGlyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the pen moves, tracking included.
    pub advance: f32,
    /// How far the glyph is drawn from the pen, y upwards.
    pub offset: (f32, f32),
    /// Where the text begins that it stands for.
    pub start: usize,
    /// Where it ends; for the glyphs of one cluster the same.
    pub end: usize,
    /// Whether text broken before it must be shaped again.
    pub unsafe_to_break: bool,
}

/// Shapes paragraphs of one style.
pub(super) struct ParagraphShaper<'a> {
    shaper: Shaper<'a>,
    fonts: &'a Fonts,
    family: &'a str,
    style: &'a ParagraphStyle,
    shaped: Vec<ShapedGlyph>,
}

impl<'a> ParagraphShaper<'a> {
    /// A shaper for text of a style, whose family has this name.
    pub fn new(fonts: &'a Fonts, family: &'a str, style: &'a ParagraphStyle) -> Self {
        ParagraphShaper { shaper: Shaper::new(fonts), fonts, family, style, shaped: Vec::new() }
    }

    /// Shapes the whole text.
    pub fn shape(&mut self, collected: &Collected) -> Shaped {
        let mut out = Shaped::default();
        for (index, span) in collected.spans.iter().enumerate() {
            for (range, script) in scripts(&collected.text, span.range.clone()) {
                self.span(collected, index, range, script, &mut out);
            }
        }
        out
    }

    fn span(
        &mut self,
        collected: &Collected,
        index: usize,
        range: Range<usize>,
        script: [u8; 4],
        out: &mut Shaped,
    ) {
        let Some(span) = collected.spans.get(index) else { return };
        let Look { bold, italic, .. } = span.look;
        let Some(face) = self.fonts.find(self.family, bold, italic) else { return };
        let plain = Run {
            face,
            size: self.style.size_pt,
            rise: 0.0,
            span: index,
            script,
            variant: Variant::Plain,
            capitals: false,
            text: range,
            glyphs: 0..0,
        };
        for run in self.dress(plain, span.look, &collected.text) {
            self.run(run, collected, out);
        }
    }

    /// Chooses glyphs for raised, lowered and small text: the face's own where it has them, else
    /// scaled ones.
    fn dress(&mut self, run: Run, look: Look, text: &str) -> Vec<Run> {
        match look.position {
            Position::Superscript => vec![self.shifted(run, text, Variant::Superscript, RAISED_EM)],
            Position::Subscript => vec![self.shifted(run, text, Variant::Subscript, LOWERED_EM)],
            Position::Baseline if !look.small_caps => vec![run],
            Position::Baseline if self.shaper.has(run.face, Variant::SmallCapitals) => {
                vec![Run { variant: Variant::SmallCapitals, ..run }]
            }
            Position::Baseline => scaled_capitals(&run, text),
        }
    }

    fn shifted(&mut self, run: Run, text: &str, variant: Variant, shift_em: f32) -> Run {
        let own = Run { variant, ..run };
        if self.shaper.has(own.face, variant) && self.all_replaced(&own, text) {
            return own;
        }
        let size = own.size * SCALED;
        Run { variant: Variant::Plain, size, rise: own.size * shift_em, ..own }
    }

    /// Whether the run's variant replaces the glyph of every character.
    fn all_replaced(&mut self, run: &Run, text: &str) -> bool {
        let characters = text.get(run.text.clone()).unwrap_or("");
        let manner = Manner {
            script: run.script,
            language: Cow::Borrowed(""),
            ligatures: false,
            variant: run.variant,
        };
        let mut glyphs = Vec::new();
        self.shaper.shape(run.face, &manner, characters.char_indices(), &mut glyphs);
        glyphs.len() == characters.chars().count()
            && glyphs.iter().zip(characters.chars()).all(|(glyph, character)| {
                let usual = self.shaper.glyph(run.face, character);
                character.is_whitespace() || (usual.is_some() && usual != Some(glyph.id))
            })
    }

    fn run(&mut self, run: Run, collected: &Collected, out: &mut Shaped) {
        let first = out.glyphs.len();
        self.glyphs(&run, collected, run.text.clone(), "", &mut out.glyphs);
        let missing = out.glyphs[first..].iter().any(|glyph| glyph.id == 0);
        if !missing {
            let glyphs = first..out.glyphs.len();
            return out.runs.push(Run { glyphs, ..run });
        }
        out.glyphs.truncate(first);
        for (text, face) in self.faces(&run, &collected.text) {
            let first = out.glyphs.len();
            let variant = if face == run.face { run.variant } else { Variant::Plain };
            let part = Run { face, text, variant, ..run.clone() };
            self.glyphs(&part, collected, part.text.clone(), "", &mut out.glyphs);
            out.runs.push(Run { glyphs: first..out.glyphs.len(), ..part });
        }
    }

    /// Shapes a part of a run, and what is set after it.
    pub fn glyphs(
        &mut self,
        run: &Run,
        collected: &Collected,
        part: Range<usize>,
        added: &str,
        out: &mut Vec<PlacedGlyph>,
    ) {
        let Some(span) = collected.spans.get(run.span) else { return };
        let text = collected.text.get(part.clone()).unwrap_or("");
        let characters = text.char_indices().map(|(at, c)| (part.start + at, c));
        let after = added.char_indices().map(|(at, c)| (part.end + at, c));
        let all = characters.chain(after).map(|(at, c)| (at, run.dressed(c)));
        let manner = self.manner(run, span);
        self.shaped.clear();
        self.shaper.shape(run.face, &manner, all, &mut self.shaped);
        place(&self.shaped, run, self.style.tracking_em, part.end + added.len(), out);
    }

    fn manner<'s>(&self, run: &Run, span: &Span<'s>) -> Manner<'s> {
        Manner {
            script: run.script,
            language: Cow::Borrowed(span.language),
            ligatures: self.style.tracking_em == 0.0,
            variant: run.variant,
        }
    }

    /// Cuts a run where its face lacks characters, and finds faces that have them.
    fn faces(&mut self, run: &Run, text: &str) -> Vec<(Range<usize>, FaceId)> {
        let mut parts: Vec<(Range<usize>, FaceId)> = Vec::new();
        let characters = text.get(run.text.clone()).unwrap_or("");
        for (at, character) in characters.char_indices() {
            let range = run.text.start + at..run.text.start + at + character.len_utf8();
            let before = parts.last().map(|(_, face)| *face);
            let face = match before {
                Some(face) if joins(character) => face,
                _ => self.face(run.face, run.dressed(character)),
            };
            match parts.last_mut() {
                Some((last, same)) if *same == face => last.end = range.end,
                _ => parts.push((range, face)),
            }
        }
        parts
    }

    /// The face for a character: the usual one, else the one most like it that has the character,
    /// else the usual one again.
    fn face(&mut self, usual: FaceId, character: char) -> FaceId {
        let like = self.fonts.face(usual);
        let has = |shaper: &mut Shaper, face| shaper.glyph(face, character).is_some();
        if has(&mut self.shaper, usual) {
            return usual;
        }
        let distance = |face: &FaceId| {
            let face = self.fonts.face(*face);
            (face.italic != like.italic, face.bold != like.bold, face.family != like.family)
        };
        let all = (0..self.fonts.faces.len()).map(FaceId);
        let able: Vec<FaceId> = all.filter(|face| has(&mut self.shaper, *face)).collect();
        able.into_iter().min_by_key(distance).unwrap_or(usual)
    }

    /// The hyphen that a run's face has.
    pub fn hyphen(&mut self, run: &Run) -> &'static str {
        match self.shaper.glyph(run.face, '\u{2010}') {
            Some(_) => "\u{2010}",
            None => "-",
        }
    }

    /// The width of the hyphen after a run's text, in points.
    pub fn hyphen_width(&mut self, run: &Run) -> f32 {
        let hyphen = self.hyphen(run).chars().next().unwrap_or('-');
        (self.shaper.advance(run.face, hyphen) + self.style.tracking_em) * run.size
    }

    /// The glyph of a space in a run's face.
    pub fn space(&mut self, run: &Run) -> Option<u16> {
        self.shaper.glyph(run.face, ' ')
    }
}

impl Run {
    /// The character as it is shaped: one in lower case may be shown by its capital.
    fn dressed(&self, character: char) -> char {
        if !self.capitals {
            return character;
        }
        let mut upper = character.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(upper), None) => upper,
            _ => character,
        }
    }
}

/// Characters that stay with the face of the one before them.
fn joins(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{200C}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
        || is_ignorable(character)
}

/// Characters that are never seen and never written: soft hyphens and invisible breaks.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') || character.is_control()
}

/// Turns shaped glyphs into placed ones, which know the text they stand for.
fn place(
    shaped: &[ShapedGlyph],
    run: &Run,
    tracking_em: f32,
    end: usize,
    out: &mut Vec<PlacedGlyph>,
) {
    let first = out.len();
    let size = run.size;
    out.extend(shaped.iter().map(|glyph| PlacedGlyph {
        id: glyph.id,
        advance: glyph.advance * size,
        offset: (glyph.offset.0 * size, glyph.offset.1 * size + run.rise),
        start: glyph.cluster,
        end,
        unsafe_to_break: glyph.unsafe_to_break,
    }));
    let mut cluster = end;
    let mut end = end;
    for glyph in out.iter_mut().skip(first).rev() {
        if glyph.start != cluster {
            (end, cluster) = (cluster, glyph.start);
            if glyph.advance > 0.0 {
                glyph.advance += tracking_em * size;
            }
        }
        glyph.end = end;
    }
}

/// Cuts a range where the script changes; what belongs to no script goes with what precedes it.
fn scripts(text: &str, range: Range<usize>) -> Vec<(Range<usize>, [u8; 4])> {
    let part = text.get(range.clone()).unwrap_or("");
    if part.bytes().all(|byte| byte < 0xCD) {
        return vec![(range, *b"Latn")];
    }
    let mut out: Vec<(Range<usize>, [u8; 4])> = Vec::new();
    for (at, character) in part.char_indices() {
        let end = range.start + at + character.len_utf8();
        let script = script(character);
        match out.last_mut() {
            Some((last, same)) if script.is_none_or(|script| script == *same) => last.end = end,
            _ => out.push((range.start + at..end, script.unwrap_or(*b"Latn"))),
        }
    }
    out
}

/// The script of a letter, of those that faces of text tell apart; UAX #24.
fn script(character: char) -> Option<[u8; 4]> {
    match character {
        '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => Some(*b"Grek"),
        '\u{0400}'..='\u{052F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}' => {
            Some(*b"Cyrl")
        }
        '\u{0530}'..='\u{058F}' => Some(*b"Armn"),
        '\u{0590}'..='\u{05FF}' => Some(*b"Hebr"),
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' => Some(*b"Arab"),
        '\u{10A0}'..='\u{10FF}' => Some(*b"Geor"),
        _ if character.is_alphabetic() => Some(*b"Latn"),
        _ => None,
    }
}

/// Cuts a run into lower case, set as small capitals by scaling, and the rest.
fn scaled_capitals(run: &Run, text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let part = text.get(run.text.clone()).unwrap_or("");
    for (at, character) in part.char_indices() {
        let capitals = character.is_lowercase();
        let range = run.text.start + at..run.text.start + at + character.len_utf8();
        match out.last_mut() {
            Some(last) if last.capitals == capitals => last.text.end = range.end,
            _ => {
                let size = if capitals { run.size * SMALL_CAPITAL } else { run.size };
                out.push(Run { text: range, capitals, size, ..run.clone() });
            }
        }
    }
    out
}
