//! Runs: glyphs of one face, size and span, each with the text that it stands for.

use std::ops::Range;

use crate::fonts::FaceId;
use crate::fonts::shape_plan::Variant;
use crate::fonts::shaper::ShapedGlyph;
use crate::layout::inline::bidi::Embedding;
use crate::layout::inline::script::Script;
use crate::layout::inline::spacing::{Give, is_space};
use crate::templates::ParagraphStyle;

/// Capitals that stand in for small capitals in a face without them.
const SMALL_CAPITAL: f32 = 0.8;

/// A paragraph's glyphs.
#[derive(Debug, Default)]
pub struct Shaped {
    /// The runs, in the order of the text.
    pub runs: Vec<Run>,
    /// The glyphs of all runs.
    pub glyphs: Vec<PlacedGlyph>,
}

/// Glyphs of one face, size and span.
#[derive(Clone, Debug)]
pub struct Run {
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
pub struct PlacedGlyph {
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
        }
    }

    /// The character as it is shaped: one in lower case may be shown by its capital.
    pub fn dressed(&self, character: char) -> char {
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

/// Turns shaped glyphs into placed ones, which know the text they stand for.
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
pub fn scaled_capitals(run: &Run, text: &str) -> Vec<Run> {
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
