//! Counters: the only place that numbers elements.

use crate::document::{CaptionKind, HeadingPrefix, Inline, ListKind, PrefixKind};
use crate::numerals::Alphabet;
use crate::origin::Generator;

/// The counters of a report, advanced in reading order.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    /// The letters of annexes.
    alphabet: Alphabet,
    panels: u32,
    annexes: u32,
    /// The last section number at each level; at level 1, it may belong to an annex.
    sections: Vec<u32>,
    /// The letter of the current annex, if any.
    annex: Option<String>,
    tables: u32,
    figures: u32,
    equations: u32,
    /// Tables and figures in the annex.
    annex_captions: [u32; 2],
    /// Equations in the annex.
    annex_equations: u32,
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
    /// The counters at the start of a report. `alphabet` gives the letters of annexes.
    pub fn new(alphabet: Alphabet) -> Counters {
        Counters { alphabet, ..Counters::default() }
    }

    /// The counters as a section of level 1 finds them, which begins to count recommendations, and notes too if
    /// `restarts_notes`.
    pub fn at_section(&self, restarts_notes: bool) -> Counters {
        let notes = if restarts_notes { 0 } else { self.notes };
        Counters { notes, prefix: None, recommendations: 0, ..self.clone() }
    }

    /// The counters after a section of the body that once advanced them from `before` to `after`; `None` if its
    /// numbers would be other ones.
    pub fn advanced(&self, before: &Counters, after: &Counters) -> Option<Counters> {
        /// Counters never return to the same number, so those that are equal were not used.
        fn one<T: Clone + PartialEq>(now: &T, before: &T, after: &T) -> Option<T> {
            match before == after {
                true => Some(now.clone()),
                false => (now == before).then(|| after.clone()),
            }
        }
        macro_rules! all {
            ($($field:ident),*) => {
                Counters { $($field: one(&self.$field, &before.$field, &after.$field)?),* }
            };
        }
        Some(all!(
            alphabet,
            panels,
            annexes,
            sections,
            annex,
            tables,
            figures,
            equations,
            annex_captions,
            annex_equations,
            paragraphs,
            recommendations,
            all_recommendations,
            notes,
            works,
            prefix
        ))
    }

    /// The number of the next panel; recommendations in it are numbered "3.1".
    pub fn panel(&mut self, label: &str) -> HeadingPrefix {
        self.panels += 1;
        self.enter_numbered(PrefixKind::Panel, label, self.panels)
    }

    /// The letter of the next annex; recommendations in it are numbered "A.1".
    pub fn annex(&mut self, label: &str) -> HeadingPrefix {
        self.annexes += 1;
        self.sections = vec![self.annexes];
        self.annex_captions = [0; 2];
        self.annex_equations = 0;
        let prefix = self.enter_numbered(PrefixKind::Annex, label, self.annexes);
        self.annex = prefix.numeral();
        prefix
    }

    /// The number of the next section at a level, in the numbered section or the annex around it.
    pub fn section(&mut self, level: u8) -> HeadingPrefix {
        let outer = usize::from(level.saturating_sub(1));
        self.sections.truncate(outer + 1);
        self.sections.resize(outer + 1, 0);
        let ordinal = self.sections.get(outer).map_or(1, |last| last + 1);
        self.sections.truncate(outer);
        let kind = match self.annex {
            Some(_) => PrefixKind::AnnexSection,
            None => PrefixKind::Section,
        };
        let outer = self.sections.clone();
        self.sections.push(ordinal);
        let alphabet = self.alphabet.clone();
        HeadingPrefix { kind: Some(kind), label: Vec::new(), outer, ordinal, alphabet }
    }

    fn enter_numbered(&mut self, kind: PrefixKind, label: &str, ordinal: u32) -> HeadingPrefix {
        let (kind, outer) = (Some(kind), Vec::new());
        let label = vec![Inline::generated(label, Generator::Labels)];
        let alphabet = self.alphabet.clone();
        let prefix = HeadingPrefix { kind, label, outer, ordinal, alphabet };
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

    /// The number of the next table or figure. In an annex, `own` counts them separately.
    pub fn caption(&mut self, kind: CaptionKind, own: bool) -> Number {
        let section = self.annex.clone().filter(|_| own);
        let [tables, figures] = &mut self.annex_captions;
        let count = match (kind, section.is_some()) {
            (CaptionKind::Table, true) => tables,
            (CaptionKind::Figure, true) => figures,
            (CaptionKind::Table, false) => &mut self.tables,
            (CaptionKind::Figure, false) => &mut self.figures,
        };
        *count += 1;
        Number { ordinal: *count, section }
    }

    /// The number of the next equation that can be cited. In an annex, `own` counts them separately.
    pub fn equation(&mut self, own: bool) -> Number {
        let section = self.annex.clone().filter(|_| own);
        let count = if section.is_some() { &mut self.annex_equations } else { &mut self.equations };
        *count += 1;
        Number { ordinal: *count, section }
    }

    /// The number of the next work in the bibliography.
    pub fn work(&mut self) -> u32 {
        self.works += 1;
        self.works
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

/// The number of a recommendation, a table, a figure or an equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its number in the section or the report, from 1.
    pub ordinal: u32,
    /// The number of the section that comes before it: "3" in "3.4", "A" in "Table A.1".
    pub section: Option<String>,
}

/// The kind of a numbered list within one of kind `outer`; bulleted lists in between do not count.
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
    fn sections_are_numbered_within_each_other() {
        let mut counters = Counters::default();
        let mut next = |level| counters.section(level).text();
        assert_eq!([1, 2, 3, 2, 1, 2].map(&mut next), ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]);
        counters.annex("Annex");
        assert_eq!([2, 3, 2].map(|level| counters.section(level).text()), ["A.1", "A.1.1", "A.2"]);
        counters.annex("Annex");
        assert_eq!(counters.section(2).text(), "B.1");
        let table = counters.caption(CaptionKind::Table, true);
        assert_eq!((table.section.as_deref(), table.ordinal), (Some("B"), 1));
        let table = counters.caption(CaptionKind::Table, false);
        assert_eq!((table.section, table.ordinal), (None, 1));
    }

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
