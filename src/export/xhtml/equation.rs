//! Equations in e-books and on web pages.

use super::writer::Writer;
use crate::document::DisplayEquation;
use crate::export::mathml::mathml;
use crate::export::xml::escape;
use crate::math::Equation;

impl Writer<'_> {
    /// An equation on a line of its own, with its number.
    pub fn equation(&mut self, equation: &DisplayEquation) {
        self.page_break(equation.id);
        self.raw(&format!("<div class=\"equation\" id=\"{}\">", self.anchor(equation.id)));
        self.math(&equation.equation, &equation.alternative, true);
        if let Some(label) = equation.label() {
            self.raw(&format!(" <span class=\"equation-number\">{}</span>", escape(&label)));
        }
        self.raw("</div>\n");
    }

    /// The element `math`.
    pub fn math(&mut self, equation: &Equation, alternative: &str, is_display: bool) {
        self.used.has_equations = true;
        self.raw(&mathml(equation, alternative, is_display));
    }
}
