//! Figures in the cells of tables: where their decimals begin, so that they stand below each other.

/// What stands after the whole part of a figure: ".5 %" of "12.5 %", " %" of "1,000 %"; `None` for
/// what is no figure.
pub fn fraction(text: &str) -> Option<&str> {
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

/// Digits, decimal signs and what parts groups of digits.
fn is_in_figure(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '.' | ',' | '\'' | '’')
        || character.is_whitespace()
}

/// Where the decimal sign of a number stands. A sign that stands twice parts groups of digits, and
/// so does one before three digits: "1,000" is a thousand in one language and one in another, but
/// "0,125" is the same in all.
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
    use super::fraction;

    #[test]
    fn figures_of_any_language_know_their_decimals() {
        let shown = |text| fraction(text);
        assert_eq!(shown("12.5 %"), Some(".5 %"));
        assert_eq!(shown("−1,25"), Some(",25"));
        assert_eq!(shown("1,000"), Some(""));
        assert_eq!(shown("1,234,567"), Some(""));
        assert_eq!(shown("1.234,567"), Some(",567"));
        assert_eq!(shown("0.125"), Some(".125"));
        assert_eq!(shown("1 250"), Some(""));
        assert_eq!(shown("€ 40"), Some(""));
    }

    #[test]
    fn what_is_no_figure_has_no_decimals() {
        for text in ["", "–", "n/a", "3 of 7", "11–12 April", "."] {
            assert_eq!(fraction(text), None, "{text}");
        }
    }
}
