//! Glyph run → text operators (ISO 32000-1 §9.4).

#![allow(clippy::indexing_slicing, reason = "chunks of two hold two")]

use super::cluster::{Cluster, clusters};
use super::fonts::Subset;
use super::object::utf16;
use super::operators::Operators;
use crate::fonts::FaceId;
use crate::layout::{Glyph, GlyphRun};

/// How far, in thousandths of an em, a glyph may stand off its place before it is moved: less than
/// a sixtieth of a point at text sizes. What is left over is carried on to the next glyph, so that
/// it never adds up.
const TOLERANCE: f32 = 1.0;

/// What text operators have set so far on a page.
#[derive(Default)]
pub struct TextState {
    /// The font and its size.
    font: Option<(FaceId, f32)>,
    /// The rise, in points.
    rise: f32,
}

/// Shows a run within a text object.
pub fn show(
    out: &mut Operators,
    state: &mut TextState,
    run: &GlyphRun,
    subset: &Subset,
    page_height: f32,
) {
    if state.font != Some((run.face, run.size)) {
        state.font = Some((run.face, run.size));
        out.word(&format!("/{}", subset.resource()));
        out.number(run.size);
        out.line("Tf");
    }
    out.word("1 0 0 1");
    out.number(run.origin.x);
    out.number(page_height - run.origin.y);
    out.line("Tm");
    Line { out, state, subset, size: run.size, pen: 0.0, place: 0.0, open: Open::Nothing }.run(run);
}

/// What is open in a `TJ` array.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Array,
    String,
}

struct Line<'a> {
    out: &'a mut Operators,
    state: &'a mut TextState,
    subset: &'a Subset,
    size: f32,
    /// Where a reader's pen stands, in thousandths of an em.
    pen: f32,
    /// Where layout wants it.
    place: f32,
    open: Open,
}

impl Line<'_> {
    fn run(mut self, run: &GlyphRun) {
        clusters(run).for_each(|cluster| self.cluster(&cluster));
        self.close();
    }

    /// A cluster whose text no code says bears it as ActualText (§14.9.4).
    fn cluster(&mut self, cluster: &Cluster) {
        if let [glyph] = cluster.glyphs
            && let Some(code) = self.subset.code_for(glyph.id, cluster.text)
        {
            return self.glyph(glyph, code);
        }
        self.close();
        self.out.raw("/Span <</ActualText <");
        for unit in utf16(cluster.text).chunks_exact(2) {
            self.out.hexadecimal(u16::from_be_bytes([unit[0], unit[1]]));
        }
        self.out.raw(">>> BDC\n");
        for glyph in cluster.glyphs {
            self.glyph(glyph, self.subset.code(glyph.id));
        }
        self.close();
        self.out.line("EMC");
    }

    fn glyph(&mut self, glyph: &Glyph, code: u16) {
        let (right, up) = glyph.offset();
        self.rise(up);
        self.move_to(self.place + right * 1000.0 / self.size);
        self.open_string();
        self.out.code(code);
        self.pen += self.subset.width(code);
        self.place += glyph.advance * 1000.0 / self.size;
    }

    fn rise(&mut self, rise: f32) {
        if self.state.rise != rise {
            self.close();
            self.state.rise = rise;
            self.out.number(rise);
            self.out.line("Ts");
        }
    }

    /// Numbers in a `TJ` array move the pen back, in thousandths of an em.
    fn move_to(&mut self, place: f32) {
        let back = self.pen - place;
        if back.abs() <= TOLERANCE {
            return;
        }
        if self.open == Open::String {
            self.out.raw(")");
        } else if self.open == Open::Nothing {
            self.out.raw("[");
        }
        self.open = Open::Array;
        let back = back.round();
        self.out.integer(back as i32);
        self.pen -= back;
    }

    fn open_string(&mut self) {
        match self.open {
            Open::Nothing => self.out.raw("[("),
            Open::Array => self.out.raw("("),
            Open::String => {}
        }
        self.open = Open::String;
    }

    fn close(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Array => self.out.raw("]TJ\n"),
            Open::String => self.out.raw(")]TJ\n"),
        }
        self.open = Open::Nothing;
    }
}
