//! Glyph runs → text of private-use characters, in as few pieces as their positions allow.

use std::fmt::Write as _;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::glyph_font::code;
use super::{family, number};
use crate::fonts::{FaceId, Fonts};
use crate::layout::{Glyph, GlyphRun, Rotation};

/// The maximum deviation of a glyph from its position, in points: nobody sees a few hundredths.
const TOLERANCE: f32 = 0.02;

/// Writes the glyphs of a page.
pub struct Glyphs<'a> {
    fonts: &'a Fonts,
    /// The advance widths of each face, once it is used.
    metrics: Vec<Option<GlyphMetrics<'a>>>,
}

/// The default position of the next glyph.
struct Pen {
    x: f32,
    y: f32,
    /// Whether a piece is open, which the next glyph can continue.
    is_open: bool,
}

impl Pen {
    fn close(&mut self, out: &mut String) {
        if std::mem::take(&mut self.is_open) {
            out.push_str("</tspan>");
        }
    }
}

impl<'a> Glyphs<'a> {
    /// A writer of the glyphs of these fonts.
    pub fn new(fonts: &'a Fonts) -> Glyphs<'a> {
        Glyphs { fonts, metrics: vec![None; fonts.faces.len()] }
    }

    /// Writes a run in a colour.
    pub fn run(&mut self, run: &GlyphRun, colour: &str, out: &mut String) {
        let (family, size) = (family(run.face.0), number(run.size));
        let y = number(run.origin.y);
        let start = out.len();
        let _ = write!(
            out,
            "<text y=\"{y}\"{} font-family=\"{family}\" font-size=\"{size}\" fill=\"{colour}\">",
            rotation(run)
        );
        let empty = out.len();
        let mut place = run.origin.x;
        let mut pen = Pen { x: place, y: run.origin.y, is_open: false };
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let text = run.text.get(glyph.range()).unwrap_or_default();
            if text.chars().all(char::is_whitespace) {
                pen.close(out);
            } else {
                let place = (place, run.offsets.of(index));
                self.glyph(run, glyph, place, &mut pen, out);
            }
            place += glyph.advance;
        }
        pen.close(out);
        match out.len() == empty {
            true => out.truncate(start),
            false => out.push_str("</text>\n"),
        }
    }

    fn glyph(
        &mut self,
        run: &GlyphRun,
        glyph: &Glyph,
        (place, (right, up)): (f32, (f32, f32)),
        pen: &mut Pen,
        out: &mut String,
    ) {
        let (x, y) = (place + right, run.origin.y - up);
        let follows = pen.is_open && (pen.x - x).abs() <= TOLERANCE && pen.y == y;
        if !follows {
            pen.close(out);
            let _ = write!(out, "<tspan x=\"{}\"", number(x));
            // A raised piece would raise all that follow it.
            if y != pen.y {
                let _ = write!(out, " y=\"{}\"", number(y));
            }
            out.push('>');
            *pen = Pen { x, y, is_open: true };
        }
        out.push(code(glyph.id));
        pen.x += self.advance(run.face, glyph.id) * run.size;
    }

    /// The advance width of a glyph in em, without kerning.
    fn advance(&mut self, face: FaceId, glyph: u16) -> f32 {
        let units = self.fonts.face(face).units_per_em;
        let bytes = &self.fonts.face(face).bytes;
        let Some(place) = self.metrics.get_mut(face.0) else { return 0.0 };
        if place.is_none() {
            let font = FontRef::new(bytes).ok();
            *place = font.map(|font| font.glyph_metrics(Size::unscaled(), LocationRef::default()));
        }
        let metrics = place.as_ref();
        let advance = metrics.and_then(|it| it.advance_width(GlyphId::from(glyph)));
        advance.unwrap_or_default() / units
    }
}

/// The attribute that rotates a run around the left end of its baseline.
pub fn rotation(run: &GlyphRun) -> String {
    let angle = match run.rotation {
        Rotation::Upright => return String::new(),
        Rotation::Anticlockwise => -90,
        Rotation::Clockwise => 90,
    };
    format!(" transform=\"rotate({angle} {} {})\"", number(run.origin.x), number(run.origin.y))
}
