//! Equations on lines of their own.

use crate::import::flat::{Content, Inline, shown};

/// The LaTeX of a paragraph that is an equation, and its number with its brackets; the number is empty if there is
/// none.
pub fn alone(words: &[Inline]) -> Option<(String, String)> {
    let at = words.iter().position(|it| matches!(it.content, Content::Equation { .. }))?;
    let Content::Equation { latex, .. } = &words.get(at)?.content else { return None };
    let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
    let is_text = |it: &Inline| matches!(it.content, Content::Text(_));
    if !before.iter().chain(after).all(is_text) {
        return None;
    }
    let around = [shown(before), shown(after)].map(|it| it.trim().to_owned());
    let number = around.iter().find(|it| !it.is_empty()).cloned().unwrap_or_default();
    let is_only_one = around.iter().filter(|it| !it.is_empty()).count() < 2;
    (is_only_one && (number.is_empty() || is_number(&number))).then(|| (latex.clone(), number))
}

/// Whether a text is the number of an equation: "(1)", "(A.1)", "(2a)".
fn is_number(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || ".-–".contains(c);
    inner.chars().any(char::is_numeric) && inner.chars().all(is_part) && inner.chars().count() <= 8
}
