//! Page labels → page label ranges (ISO 32000-1 §12.4.2).

use std::sync::Arc;

use lopdf::{Dictionary, Object, dictionary};

use super::object::{name, text_string};
use crate::layout::{FolioStyle, Page, PageLabel};

/// Builds the number tree of page labels. A range begins at each page with a label that does not follow
/// from the one before.
pub fn page_labels(pages: &[Arc<Page>]) -> Dictionary {
    let mut ranges: Vec<Object> = Vec::new();
    let mut previous = None;
    for (index, page) in pages.iter().enumerate() {
        if !previous.is_some_and(|previous| follows(&page.label, previous)) {
            ranges.push((index as i64).into());
            ranges.push(range(&page.label).into());
        }
        previous = Some(&page.label);
    }
    dictionary! { "Nums" => ranges }
}

/// Whether a label has the style of the previous one and the next number.
fn follows(label: &PageLabel, previous: &PageLabel) -> bool {
    match (previous, label) {
        (
            PageLabel::Folio { style, number },
            PageLabel::Folio { style: next_style, number: next },
        ) => style == next_style && number.checked_add(1) == Some(*next),
        (PageLabel::Folio { .. } | PageLabel::Word(_), PageLabel::Word(_))
        | (PageLabel::Word(_), PageLabel::Folio { .. }) => false,
    }
}

/// The page label dictionary of a range that begins with a label.
fn range(label: &PageLabel) -> Dictionary {
    match label {
        PageLabel::Folio { style, number: 1 } => dictionary! { "S" => numbering(*style) },
        PageLabel::Folio { style, number } => {
            dictionary! { "S" => numbering(*style), "St" => i64::from(*number) }
        }
        PageLabel::Word(word) => dictionary! { "P" => text_string(word) },
    }
}

fn numbering(style: FolioStyle) -> Object {
    match style {
        FolioStyle::LowerRoman => name("r"),
        FolioStyle::Decimal => name("D"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn ranges_begin_where_numbering_changes() {
        let pages = [
            PageLabel::Word("Cover".into()),
            PageLabel::roman(2),
            PageLabel::roman(3),
            PageLabel::decimal(1),
            PageLabel::decimal(2),
        ]
        .map(|label| Arc::new(Page { label, ..sample::page(Vec::new()) }));
        let written = format!("{:?}", page_labels(&pages));
        let expected = dictionary! { "Nums" => vec![
            0.into(), dictionary! { "P" => text_string("Cover") }.into(),
            1.into(), dictionary! { "S" => name("r"), "St" => 2 }.into(),
            3.into(), dictionary! { "S" => name("D") }.into(),
        ] };
        assert_eq!(written, format!("{expected:?}"));
    }
}
