//! Glyph run → text-showing operators (ISO 32000-1 §9.4).

#![allow(clippy::indexing_slicing, reason = "`chunks_exact(2)` yields pairs")]

use super::fonts::{Cluster, Subset, clusters};
use super::object::utf16;
use super::operators::Operators;
use crate::fonts::FaceId;
use crate::layout::{Glyph, GlyphOffsets, GlyphRun, Rotation};

/// Largest uncorrected deviation of a glyph from its position, in thousandths of an em: less than
/// 1/60 pt at text sizes. The deviation is carried over to the next glyph, so that it never
/// accumulates.
const TOLERANCE: f32 = 1.0;

/// The text state that persists between runs of a page.
#[derive(Default)]
pub struct TextState {
    /// Font and size.
    font: Option<(FaceId, f32)>,
    /// Text rise, in points.
    rise: f32,
}

/// Shows a run inside a text object.
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
    set_place(out, run, 0.0, page_height);
    out.line("Tm");
    Line { out, state, subset, size: run.size, pen: 0.0, place: 0.0, open: Open::Nothing }.run(run);
}

/// Writes the text matrix for a point `along` points from the left end of a run.
pub fn set_place(out: &mut Operators, run: &GlyphRun, along: f32, page_height: f32) {
    out.word(match run.rotation {
        Rotation::Upright => "1 0 0 1",
        Rotation::Anticlockwise => "0 1 -1 0",
        Rotation::Clockwise => "0 -1 1 0",
    });
    let place = run.point(along, 0.0);
    out.number(place.x);
    out.number(page_height - place.y);
}

/// The open part of a `TJ` array.
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
    /// The viewer's pen position, in thousandths of an em.
    pen: f32,
    /// The position set by layout, in thousandths of an em.
    place: f32,
    open: Open,
}

impl Line<'_> {
    fn run(mut self, run: &GlyphRun) {
        clusters(run).for_each(|cluster| self.cluster(&cluster, &run.offsets));
        self.close();
    }

    /// Shows a cluster. If no code represents its text, ActualText does (§14.9.4).
    fn cluster(&mut self, cluster: &Cluster, offsets: &GlyphOffsets) {
        if let [glyph] = cluster.glyphs
            && let Some(code) = self.subset.code_for(glyph.id, cluster.text)
        {
            return self.glyph(glyph, offsets.of(cluster.first), code);
        }
        self.close();
        self.out.raw("/Span <</ActualText <");
        for unit in utf16(cluster.text).chunks_exact(2) {
            self.out.hexadecimal(u16::from_be_bytes([unit[0], unit[1]]));
        }
        self.out.raw(">>> BDC\n");
        for (index, glyph) in (cluster.first..).zip(cluster.glyphs) {
            self.glyph(glyph, offsets.of(index), self.subset.code(glyph.id));
        }
        self.close();
        self.out.line("EMC");
    }

    fn glyph(&mut self, glyph: &Glyph, (right, up): (f32, f32), code: u16) {
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

    /// Moves the pen. Numbers in a `TJ` array move it backwards, in thousandths of an em.
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
