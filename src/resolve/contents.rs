//! The list of contents.

use super::Resolver;
use super::reference::without_notes;
use crate::document::inline::plain_text;
use crate::document::{Contents, ContentsEntry, Heading, Inline, Section, SectionKind};

impl Resolver<'_> {
    /// The contents of some sections; `None` where the report wants none.
    pub(super) fn contents(&mut self, sections: &[Section]) -> Option<Contents> {
        if self.report.options.contents == Some(false) {
            return None;
        }
        let id = self.anchors.named("contents");
        let mut headings = Vec::new();
        collect(sections, self.style.contents.depth, &mut headings);
        let entries = headings.into_iter().map(|heading| self.entry(heading)).collect();
        Some(Contents { id, heading: vec![Inline::Text(self.labels.contents.clone())], entries })
    }

    fn entry(&mut self, heading: &Heading) -> ContentsEntry {
        let content = without_notes(&heading.line());
        let id = self.derived("entry", &plain_text(&content));
        ContentsEntry { id, target: heading.id, level: heading.level, content }
    }
}

fn collect<'a>(sections: &'a [Section], depth: u8, headings: &mut Vec<&'a Heading>) {
    for section in sections.iter().filter(|section| section.kind != SectionKind::Imprint) {
        headings.extend(section.heading.iter().filter(|heading| heading.level <= depth));
        collect(&section.sections, depth, headings);
    }
}
