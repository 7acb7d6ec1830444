//! Page labels.

use std::fmt;

use crate::numerals::roman;

/// The label of a page (ISO 32000-1 §12.4.2), as printed in contents and index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PageLabel {
    /// The folio of a numbered page.
    Folio {
        /// Style of the number.
        style: FolioStyle,
        /// Number of the page within its style.
        number: u32,
    },
    /// The label of an unnumbered page, such as "Cover".
    Word(String),
}

/// Numbering style of folios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FolioStyle {
    /// Front matter: i, ii, iii.
    LowerRoman,
    /// Text and back matter: 1, 2, 3.
    Decimal,
}

impl PageLabel {
    /// A lower-case roman folio.
    pub fn roman(number: u32) -> PageLabel {
        PageLabel::Folio { style: FolioStyle::LowerRoman, number }
    }

    /// An arabic folio.
    pub fn decimal(number: u32) -> PageLabel {
        PageLabel::Folio { style: FolioStyle::Decimal, number }
    }

    /// The number of a folio in a style; `None` for other labels.
    pub fn number(&self, style: FolioStyle) -> Option<u32> {
        match self {
            PageLabel::Folio { style: own, number } if *own == style => Some(*number),
            PageLabel::Folio { .. } | PageLabel::Word(_) => None,
        }
    }
}

impl fmt::Display for PageLabel {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            PageLabel::Folio { style: FolioStyle::LowerRoman, number } => {
                formatter.write_str(&roman(*number))
            }
            PageLabel::Folio { style: FolioStyle::Decimal, number } => {
                write!(formatter, "{number}")
            }
            PageLabel::Word(word) => formatter.write_str(word),
        }
    }
}
