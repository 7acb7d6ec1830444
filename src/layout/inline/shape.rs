//! Spans → runs of glyphs of one face: which face, which script, which glyphs.

#![allow(
    clippy::indexing_slicing,
    reason = "the start is an earlier length of the list, which only grows"
)]

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::bidi::{Directions, Embedding};
use super::collect::{Collected, Look, Position, Span};
use super::script::{Script, scripts};
use super::spacing::{Give, is_space};
use crate::fonts::shaping::{Manner, ShapedGlyph, Shaper, Variant};
use crate::fonts::{FaceId, Fonts};
use crate::templates::{FigureWidth, Figures, FontFamily, ParagraphStyle, Typography};

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
    /// Its script.
    pub script: Script,
    /// How deep it is embedded; odd ones run from right to left.
    pub level: Embedding,
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
    /// What it does for the width of its line.
    pub give: Give,
}

/// Shapes paragraphs of one style.
pub(super) struct ParagraphShaper<'a> {
    shaper: Shaper<'a>,
    fonts: &'a Fonts,
    family: &'a FontFamily,
    style: &'a ParagraphStyle,
    ligatures: bool,
    shaped: Vec<ShapedGlyph>,
}

impl<'a> ParagraphShaper<'a> {
    /// A shaper for text of a style and its family.
    pub fn new(
        fonts: &'a Fonts,
        family: &'a FontFamily,
        style: &'a ParagraphStyle,
        typography: &Typography,
    ) -> Self {
        let ligatures = typography.ligatures && style.tracking_em == 0.0;
        let (shaper, shaped) = (Shaper::new(fonts), Vec::new());
        ParagraphShaper { shaper, fonts, family, style, ligatures, shaped }
    }

    /// Shapes the whole text.
    pub fn shape(&mut self, collected: &Collected, directions: &Directions) -> Shaped {
        let mut out = Shaped::default();
        for (index, span) in collected.spans.iter().enumerate() {
            for (range, script) in scripts(&collected.text, span.range.clone()) {
                let text = collected.text.get(range.clone()).unwrap_or("");
                let Some(face) = self.face_of(span.look, script, text) else { continue };
                for (text, level) in directions.split(range) {
                    let size = self.style.size_pt;
                    let run = Run { face, size, script, level, text, ..Run::new(index) };
                    for run in self.dress(run, span.look, &collected.text) {
                        self.run(run, collected, &mut out);
                    }
                }
            }
        }
        out
    }

    /// The face for text of a look and a script. Where the usual face lacks the script it is the one
    /// for the first letter, so that spaces and points come from the same face.
    fn face_of(&mut self, look: Look, script: Script, text: &str) -> Option<FaceId> {
        let usual = self.fonts.find(&self.family.name, look.bold, look.italic)?;
        if script == Script::LATIN {
            return Some(usual);
        }
        let letter = text.chars().find(|character| character.is_alphabetic());
        Some(letter.map_or(usual, |letter| self.face(usual, &[letter])))
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
            script: run.script.tag(),
            language: Cow::Borrowed(""),
            ligatures: false,
            variant: run.variant,
            figures: [None; 2],
            right_to_left: run.right_to_left(),
        };
        let mut glyphs = Vec::new();
        let around = ("", "");
        self.shaper.shape(run.face, &manner, characters.char_indices(), around, &mut glyphs);
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
        let around = if run.script.joins() { around(&collected.text, &part) } else { ("", "") };
        self.shaped.clear();
        self.shaper.shape(run.face, &manner, all, around, &mut self.shaped);
        let tracking = run.tracking_em(self.style);
        place(&self.shaped, run, tracking, part.end + added.len(), &collected.text, out);
    }

    fn manner<'s>(&self, run: &Run, span: &Span<'s>) -> Manner<'s> {
        Manner {
            script: run.script.tag(),
            language: Cow::Borrowed(span.language),
            ligatures: self.ligatures,
            variant: run.variant,
            figures: match run.variant {
                Variant::Plain | Variant::SmallCapitals => figures(self.style),
                Variant::Superscript | Variant::Subscript => [None; 2],
            },
            right_to_left: run.right_to_left(),
        }
    }

    /// Cuts a run where its face lacks characters, and finds faces that have them.
    fn faces(&mut self, run: &Run, text: &str) -> Vec<(Range<usize>, FaceId)> {
        let mut parts: Vec<(Range<usize>, FaceId)> = Vec::new();
        let characters = text.get(run.text.clone()).unwrap_or("");
        let mut rest = characters.char_indices().peekable();
        let mut cluster = Vec::new();
        while let Some((at, first)) = rest.next() {
            cluster.clear();
            cluster.push(run.dressed(first));
            while let Some((_, mark)) = rest.next_if(|(_, character)| joins(*character)) {
                cluster.push(mark);
            }
            let end = rest.peek().map_or(characters.len(), |(next, _)| *next);
            let face = self.face(run.face, &cluster);
            match parts.last_mut() {
                Some((last, same)) if *same == face => last.end = run.text.start + end,
                _ => parts.push((run.text.start + at..run.text.start + end, face)),
            }
        }
        parts
    }

    /// The face for a letter and its marks: the usual one, else the best that has them all, else
    /// the best that has the letter, else the usual one again.
    fn face(&mut self, usual: FaceId, cluster: &[char]) -> FaceId {
        if self.has(usual, cluster) {
            return usual;
        }
        let letter = cluster.get(..1).unwrap_or(&[]);
        let best = self.fallback(usual, cluster);
        let best =
            best.or_else(|| (!self.has(usual, letter)).then(|| self.fallback(usual, letter))?);
        best.unwrap_or(usual)
    }

    fn has(&mut self, face: FaceId, cluster: &[char]) -> bool {
        let mut seen = cluster.iter().filter(|character| !is_ignorable(**character));
        seen.all(|character| self.shaper.glyph(face, *character).is_some())
    }

    /// The first face that has some characters: of the template's families in their order, then of
    /// any; of one family the face most like the usual one.
    fn fallback(&mut self, usual: FaceId, cluster: &[char]) -> Option<FaceId> {
        let fonts = self.fonts;
        let like = fonts.face(usual);
        let families = self.family;
        let rank = |name: &str| families.all().position(|family| family == name);
        let distance = |face: &FaceId| {
            let face = fonts.face(*face);
            let rank = rank(&face.family).unwrap_or(usize::MAX);
            (rank, face.italic != like.italic, face.bold != like.bold)
        };
        let faces = (0..fonts.faces.len()).map(FaceId);
        faces.filter(|face| self.has(*face, cluster)).min_by_key(distance)
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
        (self.shaper.advance(run.face, hyphen) + run.tracking_em(self.style)) * run.size
    }

    /// The glyph of a space in a run's face.
    pub fn space(&mut self, run: &Run) -> Option<u16> {
        self.shaper.glyph(run.face, ' ')
    }
}

impl Run {
    /// An empty run of a span.
    fn new(span: usize) -> Run {
        Run {
            face: FaceId(0),
            size: 0.0,
            rise: 0.0,
            span,
            script: Script::LATIN,
            level: 0,
            variant: Variant::Plain,
            capitals: false,
            text: 0..0,
            glyphs: 0..0,
        }
    }

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

    /// Whether it runs from right to left.
    pub fn right_to_left(&self) -> bool {
        self.level % 2 == 1
    }

    /// What is added between its letters, in em: nothing where letters join.
    pub fn tracking_em(&self, style: &ParagraphStyle) -> f32 {
        if self.script.joins() { 0.0 } else { style.tracking_em }
    }

    /// What a glyph that stands for a character does for the width of its line.
    fn give(&self, text: &str, start: usize) -> Give {
        if is_space(text, start) {
            return Give::Space;
        }
        if self.script.joins() {
            return Give::Nothing;
        }
        let wide = |text: &str| text.chars().next().is_some_and(|first| first >= '\u{2E80}');
        let ideograph = self.script.is_ideographic() && text.get(start..).is_some_and(wide);
        if ideograph { Give::Ideograph } else { Give::Letter }
    }
}

/// The features for figures of a style.
fn figures(style: &ParagraphStyle) -> [Option<[u8; 4]>; 2] {
    let shape = match style.figures {
        Figures::Usual => None,
        Figures::Lining => Some(*b"lnum"),
        Figures::OldStyle => Some(*b"onum"),
    };
    let width = match style.figure_width {
        FigureWidth::Usual => None,
        FigureWidth::Proportional => Some(*b"pnum"),
        FigureWidth::Tabular => Some(*b"tnum"),
    };
    [shape, width]
}

/// What stands around a part of a text, as far as letters may join it.
fn around<'t>(text: &'t str, part: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.get(..part.start).unwrap_or("");
    let start =
        before.char_indices().rev().take(NEIGHBOURS).last().map_or(part.start, |(at, _)| at);
    let after = text.get(part.end..).unwrap_or("");
    let end = after.char_indices().nth(NEIGHBOURS).map_or(after.len(), |(at, _)| at);
    (before.get(start..).unwrap_or(""), after.get(..end).unwrap_or(""))
}

/// How many characters around a text are looked at: a letter and its marks.
const NEIGHBOURS: usize = 4;

/// Characters that stay with the face of the one before them.
fn joins(character: char) -> bool {
    matches!(character, '\u{200C}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
        || is_combining_mark(character)
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
    text: &str,
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
        give: run.give(text, glyph.cluster),
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
