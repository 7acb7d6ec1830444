//! Shapes spans into runs of glyphs: chooses the face, script, size and glyph variants of each.

mod fallback;
mod run;

use std::borrow::Cow;
use std::ops::Range;

use fallback::Fallback;
pub(super) use run::{Run, Shaped};
use run::{place, synthetic_small_capitals};

use super::bidi::Directions;
use super::collect::{CharacterStyle, Collected, Span, VerticalAlign};
use super::glyph::{PlacedGlyph, SpacingClass};
use super::script::scripts;
use super::soft_hyphen::drawn_hyphen;
use crate::fonts::Fonts;
use crate::fonts::shape_plan::{ShapingOptions, Variant};
use crate::fonts::shaper::{PlacedText, ShapedGlyph, Shaper};
use crate::layout::math;
use crate::math::Node;
use crate::templates::{CODE_SIZE, FigureWidth, Figures, FontFamily, ParagraphStyle, Typography};

/// The size of synthesized superscripts and subscripts, as a share of the font size.
const SYNTHETIC_SCRIPT: f32 = 0.6;
/// The shift of synthesized superscripts, in em.
const RAISED_EM: f32 = 0.33;
/// The shift of synthesized subscripts, in em.
const LOWERED_EM: f32 = -0.14;

/// Shapes paragraphs of one style.
pub(super) struct ParagraphShaper<'a> {
    shaper: Shaper<'a>,
    fallback: Fallback<'a>,
    style: &'a ParagraphStyle,
    ligatures: bool,
    /// A buffer, kept to save allocations.
    shaped: Vec<ShapedGlyph>,
}

impl<'a> ParagraphShaper<'a> {
    /// A shaper for text of a style in its family, with code in another.
    pub fn new(
        fonts: &'a Fonts,
        [family, code]: [&'a FontFamily; 2],
        style: &'a ParagraphStyle,
        typography: &Typography,
    ) -> Self {
        let ligatures = typography.ligatures && style.tracking_em == 0.0;
        let (shaper, fallback) = (Shaper::new(fonts), Fallback { fonts, family, code });
        ParagraphShaper { shaper, fallback, style, ligatures, shaped: Vec::new() }
    }

    /// Shapes the whole text.
    pub fn shape(&mut self, collected: &Collected, directions: &Directions) -> Shaped {
        let mut out = Shaped::default();
        for (index, span) in collected.spans.iter().enumerate() {
            if let Some(equation) = collected.equation_at(&span.range) {
                self.equation(equation, (index, span), directions, &mut out);
                continue;
            }
            for (range, script) in scripts(&collected.text, span.range.clone()) {
                let text = collected.text.get(range.clone()).unwrap_or("");
                let face = self.fallback.face_of(&mut self.shaper, span.style, script, text);
                let Some(face) = face else { continue };
                for (text, level) in directions.split(range) {
                    let size = self.style.size_pt * if span.style.code { CODE_SIZE } else { 1.0 };
                    let run = Run { face, size, script, level, text, ..Run::new(index) };
                    for run in self.styled(run, span.style, &collected.text) {
                        self.run(run, collected, &mut out);
                    }
                }
            }
        }
        out
    }

    /// Sets an equation as one glyph of its width, which no line break divides.
    fn equation(
        &mut self,
        equation: &[Node],
        (index, span): (usize, &Span),
        directions: &Directions,
        out: &mut Shaped,
    ) {
        let Fallback { fonts, family, .. } = self.fallback;
        let words = (self.style.size_pt, family.name.as_str(), span.language);
        let Some(set) = math::set(fonts, equation, false, words) else { return };
        let level = directions.split(span.range.clone()).into_iter().map(|(_, level)| level).max();
        let first = out.glyphs.len();
        out.glyphs.push(PlacedGlyph {
            id: 0,
            advance: set.width,
            offset: (0.0, 0.0),
            start: span.range.start,
            end: span.range.end,
            unsafe_to_break: false,
            spacing: SpacingClass::Cursive,
        });
        out.runs.push(Run {
            size: self.style.size_pt,
            level: level.unwrap_or_default(),
            text: span.range.clone(),
            glyphs: first..first + 1,
            equation: Some(out.equations.len()),
            ..Run::new(index)
        });
        out.equations.push(set);
    }

    /// Applies small capitals, superscript and subscript: with glyphs of the face if it has them,
    /// otherwise synthesized by scaling.
    fn styled(&mut self, run: Run, style: CharacterStyle, text: &str) -> Vec<Run> {
        match style.vertical_align {
            VerticalAlign::Superscript => {
                vec![self.shifted(run, text, Variant::Superscript, RAISED_EM)]
            }
            VerticalAlign::Subscript => {
                vec![self.shifted(run, text, Variant::Subscript, LOWERED_EM)]
            }
            VerticalAlign::Baseline if !style.small_caps => vec![run],
            VerticalAlign::Baseline if self.shaper.has(run.face, Variant::SmallCapitals) => {
                vec![Run { variant: Variant::SmallCapitals, ..run }]
            }
            VerticalAlign::Baseline => synthetic_small_capitals(&run, text),
        }
    }

    fn shifted(&mut self, run: Run, text: &str, variant: Variant, shift_em: f32) -> Run {
        let own = Run { variant, ..run };
        if self.shaper.has(own.face, variant) && self.replaces_all(&own, text) {
            return own;
        }
        let size = own.size * SYNTHETIC_SCRIPT;
        Run { variant: Variant::Plain, size, rise: own.size * shift_em, ..own }
    }

    /// Whether the run's variant has a glyph for every character.
    fn replaces_all(&mut self, run: &Run, text: &str) -> bool {
        let characters = text.get(run.text.clone()).unwrap_or("");
        let options = ShapingOptions {
            script: run.script.tag(),
            language: Cow::Borrowed(""),
            ligatures: false,
            variant: run.variant,
            figures: [None; 2],
            right_to_left: run.right_to_left(),
        };
        let mut glyphs = Vec::new();
        let around = ("", "");
        let text = PlacedText::starting_at(0, characters);
        self.shaper.shape(run.face, &options, &text, around, &mut glyphs);
        glyphs.len() == characters.chars().count()
            && glyphs.iter().zip(characters.chars()).all(|(glyph, character)| {
                let usual = self.shaper.glyph(run.face, character);
                character.is_whitespace() || (usual.is_some() && usual != Some(glyph.id))
            })
    }

    /// Shapes a run, split over several faces if its own face lacks characters.
    fn run(&mut self, run: Run, collected: &Collected, out: &mut Shaped) {
        let first = out.glyphs.len();
        self.glyphs(&run, collected, run.text.clone(), "", &mut out.glyphs);
        let missing = out.glyphs.iter().skip(first).any(|glyph| glyph.id == 0);
        if !missing {
            let glyphs = first..out.glyphs.len();
            return out.runs.push(Run { glyphs, ..run });
        }
        out.glyphs.truncate(first);
        for (text, face) in self.fallback.faces(&mut self.shaper, &run, &collected.text) {
            let first = out.glyphs.len();
            let variant = if face == run.face { run.variant } else { Variant::Plain };
            let part = Run { face, text, variant, ..run.clone() };
            self.glyphs(&part, collected, part.text.clone(), "", &mut out.glyphs);
            out.runs.push(Run { glyphs: first..out.glyphs.len(), ..part });
        }
    }

    /// Shapes a part of a run followed by `added`, such as a hyphen.
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
        let text = if added.is_empty() { text.into() } else { Cow::Owned([text, added].concat()) };
        let text = match run.capitals {
            true => {
                text.char_indices().map(|(at, c)| (part.start + at, run.shaped_as(c))).collect()
            }
            false => PlacedText::starting_at(part.start, text),
        };
        let options = self.options(run, span);
        let around = if run.script.joins() { around(&collected.text, &part) } else { ("", "") };
        self.shaped.clear();
        self.shaper.shape(run.face, &options, &text, around, &mut self.shaped);
        let tracking = run.tracking_em(self.style);
        place(&self.shaped, run, tracking, part.end + added.len(), &collected.text, out);
    }

    fn options<'s>(&self, run: &Run, span: &Span<'s>) -> ShapingOptions<'s> {
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

    /// The hyphen to draw after a run.
    pub fn hyphen(&mut self, run: &Run) -> &'static str {
        drawn_hyphen(&mut self.shaper, run.face)
    }

    /// The width of the hyphen after a run, in points.
    pub fn hyphen_width(&mut self, run: &Run) -> f32 {
        let hyphen = self.hyphen(run).chars().next().unwrap_or('-');
        (self.shaper.advance(run.face, hyphen) + run.tracking_em(self.style)) * run.size
    }

    /// The space glyph of a run's face.
    pub fn space(&mut self, run: &Run) -> Option<u16> {
        self.shaper.glyph(run.face, ' ')
    }
}

/// The OpenType features for the figures of a style.
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

/// The characters around a part of a text that its letters may join.
fn around<'t>(text: &'t str, part: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.get(..part.start).unwrap_or("");
    let start =
        before.char_indices().rev().take(NEIGHBOURS).last().map_or(part.start, |(at, _)| at);
    let after = text.get(part.end..).unwrap_or("");
    let end = after.char_indices().nth(NEIGHBOURS).map_or(after.len(), |(at, _)| at);
    (before.get(start..).unwrap_or(""), after.get(..end).unwrap_or(""))
}

/// The number of characters of context: a letter with its combining marks.
const NEIGHBOURS: usize = 4;
