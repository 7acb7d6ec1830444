//! Code and equations, between runs of backticks.

use std::sync::Arc;

use super::Parser;
use crate::math;
use crate::source::markup::PieceKind;

/// The longest run of backticks that encloses code.
const LONGEST_FENCE: usize = 8;

impl Parser<'_> {
    /// `` `code` ``, between runs of equally many backticks (CommonMark 0.31 §6.1). Unclosed runs are plain
    /// characters.
    pub fn code(&mut self) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let Some(end) = self.code_end(length) else { return self.take_plain(length) };
        let (start, mut at) = (self.at, self.at + length..end);
        let inside = self.written.get(at.clone()).unwrap_or_default();
        // A space on each side separates backticks that are code.
        let is_padded = inside.len() > 2 && inside.starts_with(' ') && inside.ends_with(' ');
        if is_padded && !inside.trim().is_empty() {
            at = at.start + 1..at.end - 1;
        }
        self.flush(start);
        self.at = end + length;
        self.push_kind(start, PieceKind::Code(self.written.part(at)));
    }

    /// Whether the sign at hand begins an equation, as in djot.
    pub fn begins_equation(&self) -> bool {
        self.rest().starts_with("$`")
    }

    /// `` $`E = mc^2` ``, with as many backticks at its end as at its beginning.
    pub fn equation(&mut self) {
        let start = self.at;
        self.at += 1;
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let Some(end) = self.code_end(length) else {
            self.at = start;
            self.error(
                start..start + 1 + length,
                || "this equation has no closing backtick".into(),
                || "close it with a backtick, or write `\\$` for the sign".into(),
            );
            return self.take_plain(1 + length);
        };
        let inside = self.at + length..end;
        let latex = self.written.part(inside.clone());
        self.at = start;
        match math::read(&latex) {
            Ok(equation) => {
                self.flush(start);
                self.at = end + length;
                self.push_kind(start, PieceKind::Equation(Arc::new(equation)));
            }
            Err(fault) => {
                let at = inside.start + fault.at.start..inside.start + fault.at.end;
                let at = if at.is_empty() { start..end + length } else { at };
                self.error(at, || fault.message, || fault.hint);
                self.flush(start);
                self.at = end + length;
                self.push_kind(start, PieceKind::Code(latex));
            }
        }
    }

    /// The place of the run of backticks that closes the current one, which has some length. A length that
    /// is not found is not searched for again.
    fn code_end(&mut self, length: usize) -> Option<usize> {
        if length > LONGEST_FENCE || self.unclosed_fences.contains(&length) {
            return None;
        }
        let mut at = self.at + length;
        while let Some(found) = self.written.get(at..).and_then(|rest| rest.find('`')) {
            let start = at + found;
            let rest = self.written.get(start..).unwrap_or_default();
            at = start + (rest.len() - rest.trim_start_matches('`').len());
            if at - start == length {
                return Some(start);
            }
        }
        self.unclosed_fences.push(length);
        None
    }
}
