//! Page labels → page label ranges (ISO 32000-1 §12.4.2).

use lopdf::{Dictionary, Object, dictionary};

use super::object::{name, text_string};
use crate::layout::{Page, PageKind};

/// How a label is made.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Label {
    /// A folio: the style of its number, and the number.
    Number(&'static str, u32),
    /// A word of its own.
    Word(String),
}

impl Label {
    fn of(page: &Page) -> Label {
        let number = match page.kind {
            PageKind::Cover => None,
            PageKind::Front => roman(&page.label).map(|number| Label::Number("r", number)),
            PageKind::Body => page.label.parse().ok().map(|number| Label::Number("D", number)),
        };
        number.unwrap_or_else(|| Label::Word(page.label.clone()))
    }

    /// Whether a page with this label goes on from the one before without being said.
    fn follows(&self, before: &Label) -> bool {
        match (before, self) {
            (Label::Number(style, number), Label::Number(this, next)) => {
                style == this && number.checked_add(1) == Some(*next)
            }
            (Label::Number(..) | Label::Word(_), Label::Number(..) | Label::Word(_)) => false,
        }
    }

    fn dictionary(&self) -> Dictionary {
        match self {
            Label::Number(style, 1) => dictionary! { "S" => name(style) },
            Label::Number(style, number) => {
                dictionary! { "S" => name(style), "St" => i64::from(*number) }
            }
            Label::Word(word) => dictionary! { "P" => text_string(word) },
        }
    }
}

/// The number tree of page labels.
pub fn page_labels(pages: &[Page]) -> Dictionary {
    let labels: Vec<Label> = pages.iter().map(Label::of).collect();
    let mut ranges: Vec<Object> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| labels.get(index));
        if !before.is_some_and(|before| label.follows(before)) {
            ranges.push((index as i64).into());
            ranges.push(label.dictionary().into());
        }
    }
    dictionary! { "Nums" => ranges }
}

/// The value of a small roman numeral.
fn roman(numeral: &str) -> Option<u32> {
    let digit = |letter| match letter {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        'd' => Some(500),
        'm' => Some(1000),
        _ => None,
    };
    let digits: Vec<u32> = numeral.chars().map(digit).collect::<Option<_>>()?;
    let value = |(index, value): (usize, &u32)| {
        let less = digits.get(index + 1).is_some_and(|next| next > value);
        if less { -i64::from(*value) } else { i64::from(*value) }
    };
    let sum: i64 = digits.iter().enumerate().map(value).sum();
    u32::try_from(sum).ok().filter(|sum| *sum > 0)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn page(kind: PageKind, label: &str) -> Page {
        Page { kind, label: label.into(), ..sample::page(Vec::new()) }
    }

    #[test]
    fn ranges_begin_where_numbering_changes() {
        use PageKind::{Body, Cover, Front};
        let pages = [(Cover, "Cover"), (Front, "ii"), (Front, "iii"), (Body, "1"), (Body, "2")]
            .map(|(kind, label)| page(kind, label));
        let written = format!("{:?}", page_labels(&pages));
        let expected = dictionary! { "Nums" => vec![
            0.into(), dictionary! { "P" => text_string("Cover") }.into(),
            1.into(), dictionary! { "S" => name("r"), "St" => 2 }.into(),
            3.into(), dictionary! { "S" => name("D") }.into(),
        ] };
        assert_eq!(written, format!("{expected:?}"));
    }

    #[test]
    fn roman_numerals_are_read() {
        assert_eq!(
            ["i", "iv", "xix", "cover", ""].map(roman),
            [Some(1), Some(4), Some(19), None, None]
        );
    }
}
