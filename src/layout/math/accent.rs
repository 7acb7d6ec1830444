//! Accents, lines and braces above and below (TeXbook, p. 443, rules 9, 10 and 12).

use skrifa::raw::tables::math::{MathConstant as C, StretchAxis};

use super::Setter;
use super::math_box::MathBox;
use super::style::MathStyle;
use crate::math::{Accent, combining};

impl Setter<'_> {
    /// A part with a sign above or below it.
    pub fn accent(&self, accent: &Accent, style: MathStyle) -> MathBox {
        let base = self.row(&accent.base, style.cramped());
        match (accent.sign, accent.is_above) {
            ('‾', true) if accent.is_wide => self.overline(base, style),
            ('_', _) => self.underline(base, style),
            (sign, true) => match combining(sign, true) {
                Some(mark) => self.mark_above(base, mark, accent.is_wide, style),
                None => self.brace(base, accent, style),
            },
            (_, false) => self.brace(base, accent, style),
        }
    }

    /// A line above (rule 9).
    fn overline(&self, base: MathBox, style: MathStyle) -> MathBox {
        let thickness = self.constant(C::OverbarRuleThickness, style);
        let top = base.height + self.constant(C::OverbarVerticalGap, style) + thickness;
        let mut out = MathBox::space(base.width);
        out.rule(0.0, -top, base.width, thickness);
        out.height += self.constant(C::OverbarExtraAscender, style);
        out.draw(base, 0.0, 0.0);
        out
    }

    /// A line below (rule 10).
    fn underline(&self, base: MathBox, style: MathStyle) -> MathBox {
        let thickness = self.constant(C::UnderbarRuleThickness, style);
        let top = base.depth + self.constant(C::UnderbarVerticalGap, style);
        let mut out = MathBox::space(base.width);
        let width = base.width;
        out.draw(base, 0.0, 0.0);
        out.rule(0.0, top, width, thickness);
        out.depth += self.constant(C::UnderbarExtraDescender, style);
        out
    }

    /// An accent above (rule 12): over the middle of the letter, and no lower than over a small letter.
    fn mark_above(&self, base: MathBox, mark: char, is_wide: bool, style: MathStyle) -> MathBox {
        let Some(glyph) = self.face.glyph(mark) else { return base };
        let em = self.em(style);
        let glyph = match is_wide {
            true => self.face.shrunk(glyph, StretchAxis::Horizontal, base.width / em),
            false => glyph,
        };
        let sign = self.glyph_box(glyph, mark.encode_utf8(&mut [0; 4]), style);
        let up = base.height - base.height.min(self.constant(C::AccentBaseHeight, style));
        let ink = self.face.ink(glyph);
        let own_middle = sign.accent_at.unwrap_or((ink.left + ink.right) / 2.0 * em);
        let middle = match base.glyph {
            Some(_) => base.accent_at.unwrap_or((base.width + base.italic) / 2.0),
            None => base.width / 2.0,
        };
        let mut out =
            MathBox { italic: base.italic, glyph: base.glyph, ..MathBox::space(base.width) };
        out.draw(base, 0.0, 0.0);
        out.draw(sign, middle - own_middle, -up);
        out
    }

    /// A brace or an arrow as wide as the part.
    fn brace(&self, base: MathBox, accent: &Accent, style: MathStyle) -> MathBox {
        let Some(glyph) = self.face.glyph(accent.sign) else { return base };
        let em = self.em(style);
        let stretched = self.face.stretched(glyph, StretchAxis::Horizontal, base.width / em);
        let text = accent.sign.to_string();
        let sign = self.stretched_box(&stretched, StretchAxis::Horizontal, &text, style);
        let ink = self.face.ink(glyph);
        let left = if stretched.is_single { self.left_of(&stretched, em) } else { 0.0 };
        let width = base.width.max(stretched.length * em);
        let mut out = MathBox::space(width);
        let x = (width - stretched.length * em) / 2.0 - left;
        let y = match accent.is_above {
            true => {
                let gap = self.constant(C::StretchStackGapAboveMin, style);
                -(base.height + gap - ink.foot.min(sign.height / em) * em)
            }
            false => {
                let gap = self.constant(C::StretchStackGapBelowMin, style);
                base.depth + gap + sign.height
            }
        };
        let inset = (width - base.width) / 2.0;
        out.draw(base, inset, 0.0);
        out.draw(sign, x, y);
        out
    }

    fn left_of(&self, stretched: &super::face::Stretched, em: f32) -> f32 {
        stretched.parts.first().map_or(0.0, |part| self.face.ink(part.glyph).left * em)
    }
}
