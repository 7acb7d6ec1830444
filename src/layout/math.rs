//! Sets equations by the rules of TeX (TeXbook, appendix G) with the constants of OpenType's `MATH` table.
//!
//! Each rule is in the file of its construction. The result is a box of glyphs and rules, which
//! [`SetEquation::items`] turns into page items.

mod accent;
mod delimiter;
mod face;
mod fraction;
mod grid;
mod items;
mod math_box;
mod root;
mod row;
mod scripts;
mod spacing;
mod style;
#[cfg(test)]
mod tests;

pub use items::SetEquation;

use std::cell::RefCell;

use skrifa::raw::tables::math::MathConstant;

use self::face::MathFace;
use self::style::MathStyle;
use crate::fonts::Fonts;
use crate::fonts::shaper::Shaper;
use crate::math::{Node, Size};

/// Sets an equation.
///
/// `size` is that of the text around it in points, `family` the family of its words, `language` theirs.
/// Returns `None` if no face of mathematics is available.
pub fn set(
    fonts: &Fonts,
    equation: &[Node],
    as_display: bool,
    (size, family, language): (f32, &str, &str),
) -> Option<SetEquation> {
    let face = MathFace::of(fonts)?;
    let shaper = RefCell::new(Shaper::new(fonts));
    let setter = Setter { face, fonts, shaper, size, family, language };
    let style = MathStyle::new(if as_display { Size::Display } else { Size::Text });
    let set = setter.row(equation, style);
    Some(SetEquation::new(set))
}

/// Sets the parts of an equation.
struct Setter<'a> {
    face: MathFace<'a>,
    fonts: &'a Fonts,
    shaper: RefCell<Shaper<'a>>,
    size: f32,
    family: &'a str,
    language: &'a str,
}

impl Setter<'_> {
    /// The font size of a style, in points.
    fn em(&self, style: MathStyle) -> f32 {
        self.size
            * match style.size {
                Size::Display | Size::Text => 1.0,
                Size::Script => self.face.share(MathConstant::ScriptPercentScaleDown),
                Size::ScriptScript => self.face.share(MathConstant::ScriptScriptPercentScaleDown),
            }
    }

    /// A constant in a style, in points.
    fn constant(&self, constant: MathConstant, style: MathStyle) -> f32 {
        self.face.constant(constant) * self.em(style)
    }

    /// One of two constants, for a display and for other styles, in points.
    fn either(&self, display: MathConstant, other: MathConstant, style: MathStyle) -> f32 {
        self.constant(if style.is_display() { display } else { other }, style)
    }

    /// The axis, on which signs are centred, in points above the baseline.
    fn axis(&self, style: MathStyle) -> f32 {
        self.constant(MathConstant::AxisHeight, style)
    }
}
