//! Runs: glyphs of one face, size and span.

use std::ops::Range;

use crate::fonts::FaceId;
use crate::fonts::shape_plan::Variant;
use crate::fonts::shaper::ShapedGlyph;
use crate::layout::inline::bidi::EmbeddingLevel;
use crate::layout::inline::glyph::{PlacedGlyph, SpacingClass, is_word_space};
use crate::layout::inline::script::Script;
use crate::layout::math::SetEquation;
use crate::templates::ParagraphStyle;

/// The size of synthesized small capitals, as a share of the font size.
const SYNTHETIC_SMALL_CAPITAL: f32 = 0.8;

/// The glyphs of a paragraph.
#[derive(Debug, Default)]
pub struct Shaped {
    /// The runs in logical order.
    pub runs: Vec<Run>,
    /// The glyphs of all runs.
    pub glyphs: Vec<PlacedGlyph>,
    /// The equations.
    pub equations: Vec<SetEquation>,
}

/// Glyphs of one face, size and span.
#[derive(Clone, Debug)]
pub struct Run {
    /// The face.
    pub face: FaceId,
    /// The font size in points.
    pub size: f32,
    /// The shift above the baseline, in points.
    pub rise: f32,
    /// The index of the span.
    pub span: usize,
    /// The script.
    pub script: Script,
    /// The embedding level.
    pub level: EmbeddingLevel,
    /// The glyph variants to use.
    pub variant: Variant,
    /// Whether lower-case letters are shaped as capitals.
    pub capitals: bool,
    /// Its bytes in the text.
    pub text: Range<usize>,
    /// Its glyphs.
    pub glyphs: Range<usize>,
    /// The equation that is drawn in its place, as an index into [`Shaped::equations`]. Its only glyph has
    /// the width of the equation.
    pub equation: Option<usize>,
}

impl Run {
    /// An empty run of a span.
    pub fn new(span: usize) -> Run {
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
            equation: None,
        }
    }

    /// The character to shape for a character of the text: its capital in synthesized small
    /// capitals.
    pub fn shaped_as(&self, character: char) -> char {
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

    /// The letter spacing in em: none in cursive scripts.
    pub fn tracking_em(&self, style: &ParagraphStyle) -> f32 {
        if self.script.joins() || self.equation.is_some() { 0.0 } else { style.tracking_em }
    }

    /// The spacing class of the glyph for each byte of the text.
    fn spacing_class(&self, text: &str) -> impl Fn(usize) -> SpacingClass {
        let wide = |text: &str| text.chars().next().is_some_and(|first| first >= '\u{2E80}');
        let (joins, is_ideographic) = (self.script.joins(), self.script.is_ideographic());
        move |start| {
            if is_word_space(text, start) {
                SpacingClass::WordSpace
            } else if joins {
                SpacingClass::Cursive
            } else if is_ideographic && text.get(start..).is_some_and(wide) {
                SpacingClass::Ideograph
            } else {
                SpacingClass::Letter
            }
        }
    }
}

/// Scales the shaped glyphs of a run, and adds tracking and the range of each cluster in the text. The
/// last range ends at `end`.
pub fn place(
    shaped: &[ShapedGlyph],
    run: &Run,
    tracking_em: f32,
    end: usize,
    text: &str,
    out: &mut Vec<PlacedGlyph>,
) {
    let first = out.len();
    let size = run.size;
    let spacing_class = run.spacing_class(text);
    out.extend(shaped.iter().map(|glyph| PlacedGlyph {
        id: glyph.id,
        advance: glyph.advance * size,
        offset: (glyph.offset.0 * size, glyph.offset.1 * size + run.rise),
        start: glyph.cluster,
        end,
        unsafe_to_break: glyph.unsafe_to_break,
        spacing: spacing_class(glyph.cluster),
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

/// Splits a run into lower case, which is set as synthesized small capitals, and the rest.
pub fn synthetic_small_capitals(run: &Run, text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let part = text.get(run.text.clone()).unwrap_or("");
    for (at, character) in part.char_indices() {
        let capitals = character.is_lowercase();
        let range = run.text.start + at..run.text.start + at + character.len_utf8();
        match out.last_mut() {
            Some(last) if last.capitals == capitals => last.text.end = range.end,
            _ => {
                let size = if capitals { run.size * SYNTHETIC_SMALL_CAPITAL } else { run.size };
                out.push(Run { text: range, capitals, size, ..run.clone() });
            }
        }
    }
    out
}
