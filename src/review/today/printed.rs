//! The paragraphs that print given bytes of the source.

use std::ops::Range;

use super::Today;
use crate::draft::Draft;

impl Today<'_> {
    /// The paragraphs that print some bytes of the file, in the order of the draft. A name from the
    /// register is printed wherever the person is named.
    pub fn places_of(&self, bytes: &Range<usize>) -> Vec<usize> {
        let runs = self.runs.get_or_init(|| runs(self.draft));
        let last = runs.partition_point(|run| run.file.start < bytes.end);
        let before = runs.get(..last).unwrap_or_default().iter().rev();
        let near = before.take_while(|run| run.reach > bytes.start);
        let found = near.filter(|run| run.file.end > bytes.start).map(|run| run.paragraph);
        let mut found: Vec<usize> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Characters of the file that a paragraph prints.
pub(super) struct PrintedRun {
    file: Range<usize>,
    /// The last end among this run and those before it.
    reach: usize,
    paragraph: usize,
}

/// The runs of all paragraphs, in the order of the file.
fn runs(draft: &Draft) -> Vec<PrintedRun> {
    let mut out = Vec::new();
    for (paragraph, it) in draft.paragraphs.iter().enumerate() {
        let length = it.spans.iter().map(|span| span.text().len()).sum();
        let files = it.origin_at(0..length).into_iter();
        let files = files.filter_map(|(at, source)| source.file_range(at.len()));
        out.extend(files.map(|file| PrintedRun { reach: file.end, file, paragraph }));
    }
    out.sort_by_key(|run| run.file.start);
    let mut reach = 0;
    for run in &mut out {
        reach = run.file.end.max(reach);
        run.reach = reach;
    }
    out
}
