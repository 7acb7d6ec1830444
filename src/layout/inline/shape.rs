//! Spans → runs of glyphs of one face: which face, which script, which glyphs.

mod face;
mod run;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use run::{PlacedGlyph, Run, Shaped};
use run::{place, scaled_capitals};

use super::bidi::Directions;
use super::collect::{Collected, Look, Position, Span};
use super::script::scripts;
use crate::fonts::Fonts;
use crate::fonts::shape_plan::{ShapingOptions, Variant};
use crate::fonts::shaper::{ShapedGlyph, Shaper};
use crate::templates::{FigureWidth, Figures, FontFamily, ParagraphStyle, Typography};

/// Raised and lowered text that the face has no glyphs for: its size, and its shift up, in em.
const SCALED: f32 = 0.6;
const RAISED_EM: f32 = 0.33;
const LOWERED_EM: f32 = -0.14;

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
        let manner = ShapingOptions {
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
        let missing = out.glyphs.iter().skip(first).any(|glyph| glyph.id == 0);
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

    fn manner<'s>(&self, run: &Run, span: &Span<'s>) -> ShapingOptions<'s> {
        ShapingOptions {
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

/// Characters that are never seen and never written: soft hyphens and invisible breaks.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') || character.is_control()
}
