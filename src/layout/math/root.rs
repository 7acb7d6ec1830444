//! Roots (TeXbook, p. 443, rule 11).

use skrifa::raw::tables::math::{MathConstant as C, StretchAxis};

use super::Setter;
use super::math_box::MathBox;
use super::style::MathStyle;
use crate::math::{Letters, Root, Size};

impl Setter<'_> {
    /// A root with its degree.
    pub fn root(&self, root: &Root, style: MathStyle) -> MathBox {
        let radicand = self.row(&root.radicand, style.cramped());
        let thickness = self.constant(C::RadicalRuleThickness, style);
        let gap = self.either(C::RadicalDisplayStyleVerticalGap, C::RadicalVerticalGap, style);
        let Some(sign) = self.face.glyph('√') else { return radicand };
        let em = self.em(style);
        let needed = radicand.total() + gap + thickness;
        let stretched = self.face.stretched(sign, StretchAxis::Vertical, needed / em);
        let sign = self.stretched_box(&stretched, StretchAxis::Vertical, "√", style);
        // What the sign is longer than needed goes above and below the radicand.
        let gap = gap + (sign.total() - needed).max(0.0) / 2.0;
        let top = radicand.height + gap + thickness;
        let sign_down = sign.height - top;
        let mut out = self.degree(root, sign.total(), sign.depth + sign_down, style);
        let x = out.width;
        let inner = x + sign.width;
        out.draw(sign, x, sign_down);
        out.rule(inner, -top, radicand.width, thickness);
        out.width = inner + radicand.width;
        out.height += self.constant(C::RadicalExtraAscender, style);
        out.draw(radicand, inner, 0.0);
        out
    }

    /// The degree, raised by a share of the sign's height; the sign begins at its right edge.
    fn degree(&self, root: &Root, height: f32, depth: f32, style: MathStyle) -> MathBox {
        let Some(degree) = &root.degree else { return MathBox::default() };
        let small = MathStyle { size: Size::ScriptScript, ..style };
        let degree = self.row(degree, small);
        let before = self.constant(C::RadicalKernBeforeDegree, style);
        let after = self.constant(C::RadicalKernAfterDegree, style);
        let raise = self.face.share(C::RadicalDegreeBottomRaisePercent) * height - depth;
        // A wide degree reaches out to the left, not into the sign.
        let x = before.max(-after - degree.width);
        let mut out = MathBox::space((x + degree.width + after).max(0.0));
        let up = raise + degree.depth;
        out.draw(degree, x, -up);
        out
    }

    /// A sign in its usual form, for signs that the face has no stretched form of.
    pub fn usual_sign(&self, sign: &str, style: MathStyle) -> MathBox {
        self.glyphs(sign, Letters::Upright, style)
    }
}
