//! Figures in table cells: finds where their decimals begin, so that they align.

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
    use super::decimals;

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
    fn finds_no_decimals_in_other_text() {
        for text in ["", "–", "n/a", "3 of 7", "11–12 April", "."] {
            assert_eq!(decimals(text), None, "{text}");
        }
    }
}
