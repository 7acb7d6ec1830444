//! Figures in table cells: finds where their decimals begin, so that they align, and which cells are figures.

/// The part of a figure after its whole number: ".5 %" of "12.5 %", " %" of "1,000 %". `None` if the
/// text is not a figure.
pub fn decimals(text: &str) -> Option<&str> {
    let whole = text.trim_start_matches(is_before_figure);
    if !whole.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let number = text.get(text.len() - whole.len()..end)?;
    if number.contains(|c: char| !is_in_figure(c)) {
        return None;
    }
    match decimal_sign(number) {
        Some(sign) => text.get(end - number.len() + sign..),
        None => text.get(end..),
    }
}

/// What a cell of a table of figures contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A figure, perhaps with the sign of a note: "42 795 b", "3.4*".
    Number,
    /// A sign in place of a figure: "–", "..", "n/a".
    Missing,
}

/// What a cell contains if it belongs to a column of figures; `None` for other text. `text` is without raised
/// letters.
pub fn figure(text: &str) -> Option<Figure> {
    let text = text.trim();
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if MISSING.contains(&dense.to_lowercase().as_str()) {
        return Some(Figure::Missing);
    }
    let after = decimals(without_flag(text))?.trim_start_matches(is_in_figure);
    let is_unit = |c: char| c.is_whitespace() || matches!(c, '%' | '‰' | '€' | '$' | '£' | '¥');
    after.chars().all(is_unit).then_some(Figure::Number)
}

/// Signs in place of a figure, in lower case and without spaces, as statistical offices use them.
const MISSING: &[&str] = &[
    "–", "—", "-", "−", ".", "..", "...", "…", ":", "/", "x", "×", "*", "n/a", "n.a.", "n.d.",
    "n/d", "s.o.", "s/d", "nd", "k.a.", "н/д", "н.д.",
];

/// A figure without the sign of a note after it: a mark, a letter in brackets, or a letter after a space.
fn without_flag(text: &str) -> &str {
    let text = text.trim_end_matches(['*', '†', '‡']).trim_end();
    if let Some((figure, flag)) = text.rsplit_once(char::is_whitespace) {
        let letter = flag.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(flag);
        let mut letters = letter.chars();
        if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
            return figure.trim_end();
        }
    }
    text
}

/// Signs and currencies.
fn is_before_figure(character: char) -> bool {
    matches!(character, '+' | '-' | '−' | '±' | '€' | '$' | '£' | '¥') || character.is_whitespace()
}

/// Digits, decimal signs and separators of digit groups.
fn is_in_figure(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '.' | ',' | '\'' | '’')
        || character.is_whitespace()
}

/// The byte of the decimal sign of a number. A repeated sign separates groups of digits, and so does a
/// sign before three digits: "1,000" differs between languages, but "0,125" does not.
fn decimal_sign(number: &str) -> Option<usize> {
    let at = number.rfind(['.', ','])?;
    let (whole, rest) = number.split_at_checked(at)?;
    let (sign, decimals) = rest.split_at_checked(1)?;
    let other = whole.contains(['.', ',', '\'', '’']) || whole.contains(char::is_whitespace);
    let group = decimals.len() == 3 && whole != "0" && !other;
    (!whole.contains(sign) && !group).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{Figure, decimals, figure};

    #[test]
    fn finds_the_decimals_of_figures_in_any_language() {
        assert_eq!(decimals("12.5 %"), Some(".5 %"));
        assert_eq!(decimals("−1,25"), Some(",25"));
        assert_eq!(decimals("1,000"), Some(""));
        assert_eq!(decimals("1,234,567"), Some(""));
        assert_eq!(decimals("1.234,567"), Some(",567"));
        assert_eq!(decimals("0.125"), Some(".125"));
        assert_eq!(decimals("1 250"), Some(""));
        assert_eq!(decimals("€ 40"), Some(""));
    }

    #[test]
    fn figures_may_be_missing_or_have_flags() {
        for text in ["12", "−1,25", "4.8 %", "42\u{a0}795 b", "3.4*", "12 (p)", "€ 40", "+3,0"]
        {
            assert_eq!(figure(text), Some(Figure::Number), "{text}");
        }
        for text in ["–", "..", "n/a", "n. d.", "k. A.", "x", ":", "н/д"] {
            assert_eq!(figure(text), Some(Figure::Missing), "{text}");
        }
        for text in ["", "3 of 7", "11–12 April", "2 km", "P17", "1a", "12 ab"] {
            assert_eq!(figure(text), None, "{text}");
        }
    }

    #[test]
    fn finds_no_decimals_in_other_text() {
        for text in ["", "–", "n/a", "3 of 7", "11–12 April", "."] {
            assert_eq!(decimals(text), None, "{text}");
        }
    }
}
