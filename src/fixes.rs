//! Makes the corrections that style rules propose: `plenary check --fix`.

use std::ops::Range;

use crate::compile::{CheckedReport, Source};
use crate::rewrite::{self, Change, Edit, Format, Words};
use crate::source::{Fix, parse_report_cached};

/// A report after its corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The bytes of the source with the corrected words.
    pub bytes: Vec<u8>,
    /// The number of corrections made.
    pub made: usize,
    /// The number of corrections that cannot be written.
    pub refused: usize,
}

/// A correction of a slip that has one right spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The bytes of the wrong words.
    pub place: Range<usize>,
    /// The wrong words, without markup.
    pub wrong: String,
    /// The words to write instead.
    pub right: String,
}

/// The corrections that [`fix`] makes in the source of a report, in the order of the file.
pub fn corrections(source: &Source, report: &CheckedReport) -> Vec<Correction> {
    let fixes = fixes(source, report).unwrap_or_default().into_iter();
    fixes.map(|Fix { at, wrong, right, .. }| Correction { place: at, wrong, right }).collect()
}

/// Makes one of the [`corrections`], by its place.
pub fn fix_only(source: &Source, report: &CheckedReport, place: &Range<usize>) -> Fixed {
    make(source, report, |fix| fix.at == *place)
}

/// Corrects the source of a report that was read from it. Only slips with a single right spelling are
/// corrected: those for which the report's style rules give the correction.
pub fn fix(source: &Source, report: &CheckedReport) -> Fixed {
    make(source, report, |_| true)
}

/// The corrections of the rules that are on; `None` if the source cannot be read.
fn fixes(source: &Source, report: &CheckedReport) -> Option<Vec<Fix>> {
    let bytes = source.text().bytes();
    let mut parsed = parse_report_cached(bytes, report.limits(), report.cache())?;
    parsed.report.options.lint = report.lint().clone();
    Some(parsed.fixes())
}

fn make(source: &Source, report: &CheckedReport, wanted: impl Fn(&Fix) -> bool) -> Fixed {
    let (bytes, limits) = (source.text().bytes(), report.limits());
    let fixes = fixes(source, report).unwrap_or_default();
    let changes: Vec<Change> = fixes.into_iter().filter(wanted).map(change).collect();
    if changes.is_empty() {
        return Fixed { bytes: bytes.to_vec(), made: 0, refused: 0 };
    }
    let written = rewrite::rewrite(bytes, report.labels(), limits, &changes);
    let refused = written.refused.len();
    Fixed { bytes: written.bytes, made: changes.len().saturating_sub(refused), refused }
}

fn change(fix: Fix) -> Change {
    let Fix { at, right, format, .. } = fix;
    let format = Format {
        strong: format.strong,
        emphasis: format.emphasis,
        superscript: format.superscript,
        subscript: format.subscript,
    };
    Change(vec![Edit::Words { at, with: vec![Words { text: right, format }.into()] }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::world::MemoryWorld;

    fn fixed(text: &str) -> Fixed {
        let world = MemoryWorld::new();
        let source = Source::new("report.yaml", text);
        let report = CheckedReport::read(&source, &world, &Options::default()).unwrap();
        fix(&source, &report)
    }

    #[test]
    fn other_languages_and_rules_that_are_off_stay() {
        let text = "publication: {title: T, publisher: P, language: fr, date: 2016-11-01}\nbody:\n- title: A\n  content: [\"[Mr Smith]{lang=en}, pp. 4-7\"]\n";
        assert_eq!(fixed(text).bytes, text.as_bytes());
        let off = "publication: {title: T, publisher: P, date: 2016-11-01}\nbody:\n- title: A\n  content: [seperate]\noptions: {lint: {slips: false}}\n";
        assert_eq!(fixed(off).bytes, off.as_bytes());
    }
}
