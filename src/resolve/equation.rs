//! Resolves equations.

use std::sync::Arc;

use super::Resolver;
use super::citation_words::Cited;
use super::number::Number;
use crate::document::{Block, DisplayEquation, Inline, InlineEquation};
use crate::grammar::ReferenceKind;
use crate::math::{Equation, linear};
use crate::origin::TracedString;
use crate::source::schema;

impl Resolver<'_> {
    /// An equation in a text.
    pub(super) fn inline_equation(&mut self, equation: &Arc<Equation>) -> Inline {
        let id = self.derived("equation", &equation.latex);
        let mut line = TracedString::new();
        let latex = &equation.latex;
        line.push_substitute(&linear(&equation.content), latex, 0..latex.len());
        Inline::Equation(InlineEquation { id, equation: equation.clone(), line })
    }

    /// An equation on a line of its own. With an id, it has a number.
    pub(super) fn display_equation(&mut self, block: &schema::DisplayEquation) -> Block {
        let written = block.latex.written();
        let id = self.element(block.id.as_ref(), "equation", written);
        let number = block.id.as_ref().map(|author_id| {
            let own = self.style.sections.annex_captions;
            let Number { ordinal, section } = self.counters.equation(own);
            let section = section.map_or(String::new(), |section| format!("{section}."));
            let number = format!("{section}{ordinal}");
            let cited = Cited::number(ReferenceKind::Item, format!("({number})"));
            self.references.define(author_id, id, cited);
            number
        });
        // The command line rejects a report with faulty LaTeX. Other callers get it as text.
        let Ok(equation) = block.latex.equation() else {
            return Block::Paragraph(self.plain_paragraph(vec![Inline::Text(written.clone())]));
        };
        let line = linear(&equation.content);
        let alternative = match self.alternative(block.alt.as_deref()) {
            text if text.is_empty() => line.clone(),
            text => text,
        };
        Block::Equation(DisplayEquation {
            id,
            equation: equation.clone(),
            line,
            alternative,
            number,
        })
    }
}
