//! Counters: the only place that numbers elements.

use crate::document::{HeadingPrefix, ListKind, PrefixKind};

/// The counters of a report, advanced in reading order.
#[derive(Debug, Default)]
pub struct Counters {
    panels: u32,
    annexes: u32,
    tables: u32,
    figures: u32,
    paragraphs: u32,
    /// Recommendations in the section.
    recommendations: u32,
    /// Recommendations in the report.
    all_recommendations: u32,
    notes: u32,
    works: u32,
    /// The section number before those of recommendations: "3", "A".
    prefix: Option<String>,
}

impl Counters {
    /// The number of the next panel; recommendations in it are numbered "3.1".
    pub fn panel(&mut self, label: &str) -> HeadingPrefix {
        self.panels += 1;
        self.enter_numbered(PrefixKind::Panel, label, self.panels)
    }

    /// The letter of the next annex; recommendations in it are numbered "A.1".
    pub fn annex(&mut self, label: &str) -> HeadingPrefix {
        self.annexes += 1;
        self.enter_numbered(PrefixKind::Annex, label, self.annexes)
    }

    fn enter_numbered(&mut self, kind: PrefixKind, label: &str, ordinal: u32) -> HeadingPrefix {
        let prefix = HeadingPrefix { kind: Some(kind), label: label.into(), ordinal };
        self.enter(prefix.numeral());
        prefix
    }

    /// Begins a section without a number.
    pub fn unnumbered_section(&mut self) {
        self.enter(None);
    }

    fn enter(&mut self, prefix: Option<String>) {
        self.prefix = prefix;
        self.recommendations = 0;
    }

    /// The number of the next table.
    pub fn table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// The number of the next work in the bibliography.
    pub fn work(&mut self) -> u32 {
        self.works += 1;
        self.works
    }

    /// The number of the next figure.
    pub fn figure(&mut self) -> u32 {
        self.figures += 1;
        self.figures
    }

    /// The number of the next numbered paragraph.
    pub fn paragraph(&mut self) -> u32 {
        self.paragraphs += 1;
        self.paragraphs
    }

    /// The number of the next footnote.
    pub fn note(&mut self) -> String {
        self.notes += 1;
        self.notes.to_string()
    }

    /// Restarts the numbers of footnotes.
    pub fn restart_notes(&mut self) {
        self.notes = 0;
    }

    /// The number of the next recommendation, counted in the section or in the report.
    pub fn recommendation(&mut self, through_report: bool) -> Number {
        self.recommendations += 1;
        self.all_recommendations += 1;
        match through_report {
            true => Number { ordinal: self.all_recommendations, section: None },
            false => Number { ordinal: self.recommendations, section: self.prefix.clone() },
        }
    }
}

/// The number of a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its number in the section or the report, from 1.
    pub ordinal: u32,
    /// The number of the section that comes before it: "3" in "3.4".
    pub section: Option<String>,
}

/// The kind of a numbered list within one of kind `outer`; bulleted lists between do not count.
pub fn nested_kind(outer: Option<ListKind>) -> ListKind {
    match outer {
        None | Some(ListKind::Bulleted | ListKind::LowerRoman) => ListKind::Decimal,
        Some(ListKind::Decimal) => ListKind::LowerAlpha,
        Some(ListKind::LowerAlpha) => ListKind::LowerRoman,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recommendations_start_with_the_panel_number() {
        let mut counters = Counters::default();
        counters.panel("Panel");
        counters.panel("Panel");
        let mut next = |through_report| {
            let number = counters.recommendation(through_report);
            (number.ordinal, number.section)
        };
        assert_eq!(next(false), (1, Some("2".into())));
        assert_eq!(next(false), (2, Some("2".into())));
        assert_eq!(next(true), (3, None));
        counters.unnumbered_section();
        assert_eq!(counters.recommendation(false), Number { ordinal: 1, section: None });
        assert_eq!(counters.recommendation(true), Number { ordinal: 5, section: None });
    }
}
