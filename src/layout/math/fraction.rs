//! Fractions and binomial coefficients (TeXbook, p. 444, rule 15).

use skrifa::raw::tables::math::MathConstant as C;

use super::Setter;
use super::math_box::MathBox;
use super::style::MathStyle;
use crate::math::Fraction;

/// The space beside a fraction, in em: TeX's `\nulldelimiterspace`.
const BESIDE: f32 = 0.12;

impl Setter<'_> {
    /// One part over another.
    pub fn fraction(&self, fraction: &Fraction, style: MathStyle) -> MathBox {
        let above = self.row(&fraction.numerator, style.numerator());
        let below = self.row(&fraction.denominator, style.denominator());
        let (up, down) = match fraction.has_rule {
            true => self.with_rule(&above, &below, style),
            false => self.without_rule(&above, &below, style),
        };
        let beside = BESIDE * self.em(style);
        let width = above.width.max(below.width);
        let mut out = MathBox::space(width + 2.0 * beside);
        let middle = |part: &MathBox| beside + (width - part.width) / 2.0;
        let (x_above, x_below) = (middle(&above), middle(&below));
        out.draw(above, x_above, -up);
        if fraction.has_rule {
            let thickness = self.constant(C::FractionRuleThickness, style);
            out.rule(beside, -self.axis(style) - thickness / 2.0, width, thickness);
        }
        out.draw(below, x_below, down);
        out
    }

    /// How far the parts of a fraction with a rule are above and below the baseline (rules 15b and 15d).
    fn with_rule(&self, above: &MathBox, below: &MathBox, style: MathStyle) -> (f32, f32) {
        let (axis, half) = (self.axis(style), self.constant(C::FractionRuleThickness, style) / 2.0);
        let up = self.either(
            C::FractionNumeratorDisplayStyleShiftUp,
            C::FractionNumeratorShiftUp,
            style,
        );
        let down = self.either(
            C::FractionDenominatorDisplayStyleShiftDown,
            C::FractionDenominatorShiftDown,
            style,
        );
        let gap_above =
            self.either(C::FractionNumDisplayStyleGapMin, C::FractionNumeratorGapMin, style);
        let gap_below =
            self.either(C::FractionDenomDisplayStyleGapMin, C::FractionDenominatorGapMin, style);
        let up = up.max(axis + half + gap_above + above.depth);
        let down = down.max(half + gap_below + below.height - axis);
        (up, down)
    }

    /// How far the parts of a stack are above and below the baseline (rules 15b and 15c).
    fn without_rule(&self, above: &MathBox, below: &MathBox, style: MathStyle) -> (f32, f32) {
        let up = self.either(C::StackTopDisplayStyleShiftUp, C::StackTopShiftUp, style);
        let down = self.either(C::StackBottomDisplayStyleShiftDown, C::StackBottomShiftDown, style);
        let least = self.either(C::StackDisplayStyleGapMin, C::StackGapMin, style);
        let gap = up - above.depth - (below.height - down);
        let missing = (least - gap).max(0.0) / 2.0;
        (up + missing, down + missing)
    }
}
