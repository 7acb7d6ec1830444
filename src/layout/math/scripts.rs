//! Superscripts, subscripts and limits (TeXbook, pp. 443–446, rules 13a and 18).

use skrifa::raw::tables::math::{MathConstant as C, MathKernCorner, StretchAxis};

use super::Setter;
use super::math_box::MathBox;
use super::spacing::{AtomType, atom_type};
use super::style::MathStyle;
use crate::math::{Atom, Class, Node, Place, Scripts};

impl Setter<'_> {
    /// A part with its scripts.
    pub fn scripts(&self, scripts: &Scripts, style: MathStyle) -> MathBox {
        // The primes of fonts are raised already.
        let is_primed = scripts.above.as_ref().is_some_and(|row| row.iter().all(is_prime));
        let above_style = if is_primed { style } else { style.superscript() };
        let above = scripts.above.as_ref().map(|row| self.row(row, above_style));
        let below = scripts.below.as_ref().map(|row| self.row(row, style.subscript()));
        let as_limits = match scripts.place {
            Place::Right => false,
            Place::AboveBelow => true,
            Place::Movable => style.is_display(),
        };
        if as_limits {
            let base = self.limits_base(scripts, [&above, &below], style);
            return self.limits(base, above, below, style);
        }
        let base = self.row(&scripts.base, style);
        let kind = BaseKind { is_large: is_large(&scripts.base), is_primed };
        self.beside(base, kind, [above, below], style)
    }

    /// The part between limits. An arrow is longer than they are.
    fn limits_base(
        &self,
        scripts: &Scripts,
        limits: [&Option<MathBox>; 2],
        style: MathStyle,
    ) -> MathBox {
        let base = self.row(&scripts.base, style);
        let widest = limits.into_iter().flatten().map(|limit| limit.width).fold(0.0, f32::max);
        let is_arrow =
            |atom: &Atom| atom.class == Class::Relation && "→←↔⇒⇐⇔".contains(atom.text.as_str());
        let arrow = only_atom(&scripts.base).filter(|atom| is_arrow(atom));
        let arrow = arrow.and_then(|atom| base.glyph.map(|glyph| (glyph, &atom.text)));
        let Some((glyph, text)) = arrow else { return base };
        let em = self.em(style);
        let stretched = self.face.stretched(glyph, StretchAxis::Horizontal, widest / em + 0.8);
        self.stretched_box(&stretched, StretchAxis::Horizontal, text, style)
    }

    /// Limits above and below (rule 13a).
    fn limits(
        &self,
        base: MathBox,
        above: Option<MathBox>,
        below: Option<MathBox>,
        style: MathStyle,
    ) -> MathBox {
        let widths = [&above, &below].map(|limit| limit.as_ref().map_or(0.0, |it| it.width));
        let width = widths.into_iter().fold(base.width, f32::max);
        let middle = |part: &MathBox| (width - part.width) / 2.0;
        let (height, depth, italic) = (base.height, base.depth, base.italic);
        let mut out = MathBox::space(width);
        let x = middle(&base);
        out.draw(base, x, 0.0);
        if let Some(above) = above {
            let gap = self.constant(C::UpperLimitGapMin, style) + above.depth;
            let rise = gap.max(self.constant(C::UpperLimitBaselineRiseMin, style));
            let x = middle(&above) + italic / 2.0;
            out.draw(above, x, -(height + rise));
        }
        if let Some(below) = below {
            let gap = self.constant(C::LowerLimitGapMin, style) + below.height;
            let drop = gap.max(self.constant(C::LowerLimitBaselineDropMin, style));
            let x = middle(&below) - italic / 2.0;
            out.draw(below, x, depth + drop);
        }
        out
    }

    /// Scripts to the right (rule 18). Those of a large sign are as high and low as it is.
    fn beside(
        &self,
        base: MathBox,
        kind: BaseKind,
        [above, below]: [Option<MathBox>; 2],
        style: MathStyle,
    ) -> MathBox {
        let is_character = base.glyph.is_some() && !kind.is_large;
        let (mut up, mut down) = match is_character {
            true => (0.0, 0.0),
            false => (
                base.height - self.constant(C::SuperscriptBaselineDropMax, style),
                base.depth + self.constant(C::SubscriptBaselineDropMin, style),
            ),
        };
        if let Some(above) = &above {
            let usual =
                if style.cramped { C::SuperscriptShiftUpCramped } else { C::SuperscriptShiftUp };
            up = up
                .max(self.constant(usual, style))
                .max(above.depth + self.constant(C::SuperscriptBottomMin, style));
        }
        if let Some(below) = &below {
            down = down.max(self.constant(C::SubscriptShiftDown, style));
            if above.is_none() {
                down = down.max(below.height - self.constant(C::SubscriptTopMax, style));
            }
        }
        if let (Some(above), Some(below)) = (&above, &below) {
            (up, down) = self.apart(up, down, above, below, style);
        }
        if kind.is_primed {
            up = 0.0;
        }
        self.place(base, kind.is_large, [above, below], [up, down], style)
    }

    /// Moves two scripts apart (rules 18e and 18f).
    fn apart(
        &self,
        up: f32,
        down: f32,
        above: &MathBox,
        below: &MathBox,
        style: MathStyle,
    ) -> (f32, f32) {
        let least = self.constant(C::SubSuperscriptGapMin, style);
        let gap = (up - above.depth) - (below.height - down);
        if gap >= least {
            return (up, down);
        }
        let down = down + least - gap;
        let highest = self.constant(C::SuperscriptBottomMaxWithSubscript, style);
        let raise = (highest - (up - above.depth)).max(0.0);
        (up + raise, down - raise)
    }

    fn place(
        &self,
        base: MathBox,
        is_large: bool,
        [above, below]: [Option<MathBox>; 2],
        [up, down]: [f32; 2],
        style: MathStyle,
    ) -> MathBox {
        let (width, italic, glyph) = (base.width, base.italic, base.glyph);
        // The slant of an integral moves its lower script to the left, that of a letter its upper one to
        // the right.
        let (right_above, right_below) = if is_large { (0.0, -italic) } else { (italic, 0.0) };
        let kern = |corner, script_edge: f32| {
            let em = self.em(style);
            glyph.map_or(0.0, |glyph| self.face.kerning(glyph, corner, script_edge / em) * em)
        };
        let mut out = MathBox::space(width);
        out.draw(base, 0.0, 0.0);
        let after = self.constant(C::SpaceAfterScript, style);
        if let Some(above) = above {
            let x = width + right_above + kern(MathKernCorner::TopRight, up - above.depth);
            out.width = out.width.max(x + above.width + after);
            out.draw(above, x, -up);
        }
        if let Some(below) = below {
            let x = width + right_below + kern(MathKernCorner::BottomRight, below.height - down);
            out.width = out.width.max(x + below.width + after);
            out.draw(below, x, down);
        }
        out
    }
}

/// What decides where scripts of a base are.
#[derive(Clone, Copy)]
struct BaseKind {
    /// Whether they are as high and low as it is.
    is_large: bool,
    /// Whether the upper one consists of primes.
    is_primed: bool,
}

fn is_prime(node: &Node) -> bool {
    matches!(node, Node::Atom(atom) if atom.text.chars().all(|c| "′″‴⁗".contains(c)))
}

/// Whether scripts of a base are as high and low as it is.
fn is_large(base: &[Node]) -> bool {
    match (only_atom(base), base) {
        (Some(atom), _) => atom.class == Class::LargeOperator || atom.height.is_some(),
        (None, [only]) => atom_type(only) == Some(AtomType::Inner),
        (None, [] | [_, _, ..]) => false,
    }
}

/// The atom that a row is.
fn only_atom(row: &[Node]) -> Option<&Atom> {
    let [only] = row else { return None };
    only.as_atom()
}
