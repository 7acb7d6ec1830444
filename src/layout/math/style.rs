//! The styles of mathematics (TeXbook, p. 140).

use crate::math::Size;

/// The size of a part, and whether its superscripts are lower than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MathStyle {
    /// The size.
    pub size: Size,
    /// Whether superscripts are lower, as under a rule.
    pub cramped: bool,
}

impl MathStyle {
    /// The style of an equation.
    pub fn new(size: Size) -> MathStyle {
        MathStyle { size, cramped: false }
    }

    /// Whether it is that of a display.
    pub fn is_display(self) -> bool {
        self.size == Size::Display
    }

    /// Whether it is that of a script.
    pub fn is_script(self) -> bool {
        self.size >= Size::Script
    }

    /// The style under a rule.
    pub fn cramped(self) -> MathStyle {
        MathStyle { cramped: true, ..self }
    }

    /// The style of a superscript.
    pub fn superscript(self) -> MathStyle {
        let size = match self.size {
            Size::Display | Size::Text => Size::Script,
            Size::Script | Size::ScriptScript => Size::ScriptScript,
        };
        MathStyle { size, ..self }
    }

    /// The style of a subscript.
    pub fn subscript(self) -> MathStyle {
        self.superscript().cramped()
    }

    /// The style of a numerator.
    pub fn numerator(self) -> MathStyle {
        let size = match self.size {
            Size::Display => Size::Text,
            Size::Text => Size::Script,
            Size::Script | Size::ScriptScript => Size::ScriptScript,
        };
        MathStyle { size, ..self }
    }

    /// The style of a denominator.
    pub fn denominator(self) -> MathStyle {
        self.numerator().cramped()
    }
}
