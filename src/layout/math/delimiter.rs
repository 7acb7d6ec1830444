//! Delimiters as high as what they enclose (TeXbook, p. 446, rule 19), and other stretched signs.

use skrifa::raw::tables::math::StretchAxis;

use super::Setter;
use super::face::Stretched;
use super::math_box::{Mark, MathBox};
use super::style::MathStyle;
use crate::math::Fenced;

/// The share of the content that delimiters cover: TeX's `\delimiterfactor`.
const COVERED: f32 = 0.901;
/// How much of the content may be outside of delimiters, in em: TeX's `\delimitershortfall`.
const SHORTFALL: f32 = 0.5;

impl Setter<'_> {
    /// A part between delimiters.
    pub fn fenced(&self, fenced: &Fenced, style: MathStyle) -> MathBox {
        let axis = self.axis(style);
        let content = self.row(&fenced.content, style);
        let reach = (content.height - axis).max(content.depth + axis);
        let height = (2.0 * reach * COVERED).max(2.0 * reach - SHORTFALL * self.em(style));
        let content = self.row_with_fences(&fenced.content, style, Some(height / 2.0));
        let mut out = self.side(fenced.open, height, style);
        out.append(content);
        out.append(self.side(fenced.close, height, style));
        out.italic = 0.0;
        out
    }

    fn side(&self, sign: Option<char>, height: f32, style: MathStyle) -> MathBox {
        let sign = sign.map(|sign| self.delimiter(sign.encode_utf8(&mut [0; 4]), height, style));
        sign.unwrap_or_default()
    }

    /// A delimiter of a height in points, centred on the axis.
    pub fn delimiter(&self, sign: &str, height: f32, style: MathStyle) -> MathBox {
        let glyph = sign.chars().next().and_then(|sign| self.face.glyph(upright_bar(sign)));
        let Some(glyph) = glyph else { return self.usual_sign(sign, style) };
        let stretched = self.face.stretched(glyph, StretchAxis::Vertical, height / self.em(style));
        let set = self.stretched_box(&stretched, StretchAxis::Vertical, sign, style);
        self.centred(set, style)
    }

    /// A stretched sign, drawn from its foot or its left edge at the baseline. Only its first glyph shows
    /// its text, and the others a word joiner.
    pub fn stretched_box(
        &self,
        stretched: &Stretched,
        axis: StretchAxis,
        text: &str,
        style: MathStyle,
    ) -> MathBox {
        let em = self.em(style);
        if let [part] = stretched.parts.as_slice()
            && stretched.is_single
        {
            return self.glyph_box(part.glyph, text, style);
        }
        let mut out = MathBox::default();
        for (index, part) in stretched.parts.iter().enumerate() {
            let (ink, at) = (self.face.ink(part.glyph), part.at * em);
            let text = if index == 0 { text } else { JOINER };
            let advance = self.face.advance(part.glyph) * em;
            let kind = self.mark(part.glyph, text, advance, style);
            let (x, y) = match axis {
                StretchAxis::Vertical => (0.0, ink.foot * em - at),
                StretchAxis::Horizontal => (at - ink.left * em, 0.0),
            };
            out.height = out.height.max(ink.top * em - y);
            out.depth = out.depth.max(-ink.foot * em + y);
            out.marks.push(Mark { x, y, kind });
            if axis == StretchAxis::Vertical {
                out.width = out.width.max(advance);
            }
        }
        if axis == StretchAxis::Horizontal {
            out.width = stretched.length * em;
        }
        out
    }
}

/// The text of glyphs that only lengthen a sign.
const JOINER: &str = "\u{2060}";

/// LaTeX has one name for bars and for lines of norms.
fn upright_bar(sign: char) -> char {
    match sign {
        '∥' => '‖',
        '∣' => '|',
        other => other,
    }
}
