//! Every text of an imported report, in the order in which it is written.

use super::flat::{Inline, Place};
use super::report::{Block, BlockKind, ImportedReport, Item, Section};

impl ImportedReport {
    /// Calls `visit` with every text, and the place of its block or section. What has no place of its own
    /// has that of the section beside it.
    pub fn each_text(&self, visit: &mut dyn FnMut(Place, &[Inline])) {
        let first = self.sections().next().map_or(Place::Line(1), |section| section.place);
        let last = self.sections().last().map_or(first, |section| section.place);
        let publication = &self.publication;
        let heads = [&publication.title, &publication.subtitle, &publication.series];
        heads
            .into_iter()
            .chain([&publication.publisher, &publication.office])
            .for_each(|it| visit(first, it));
        if let Some(event) = &self.event {
            visit(first, &event.name);
            visit(first, &event.venue);
        }
        let imprint = &self.imprint;
        [&imprint.copyright, &imprint.disclaimer, &imprint.photo_credits]
            .into_iter()
            .for_each(|it| visit(first, it));
        self.foreword.iter().for_each(|section| section.each_text(visit));
        for (term, meaning) in &self.abbreviations {
            visit(first, term);
            visit(first, meaning);
        }
        self.sections().for_each(|section| section.each_text(visit));
        self.bibliography.iter().for_each(|work| visit(last, &work.text));
        let notes = self.notes.iter().flat_map(|note| &note.paragraphs);
        notes.for_each(|paragraph| visit(last, paragraph));
    }

    /// The sections of the body, then the annexes.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.body.iter().chain(&self.annexes)
    }
}

impl Section {
    fn each_text(&self, visit: &mut dyn FnMut(Place, &[Inline])) {
        visit(self.place, &self.title);
        self.co_organisers.iter().for_each(|organiser| visit(self.place, organiser));
        self.content.iter().for_each(|block| block.each_text(visit));
        self.sections.iter().for_each(|section| section.each_text(visit));
    }
}

impl Block {
    fn each_text(&self, visit: &mut dyn FnMut(Place, &[Inline])) {
        match &self.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading(text) => visit(self.place, text),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| item.each_text(self.place, visit))
            }
            BlockKind::Recommendations { label, lead, items, .. } => {
                visit(self.place, label);
                visit(self.place, lead);
                items.iter().for_each(|item| item.each_text(self.place, visit));
            }
            BlockKind::Quotation { text, source } => {
                text.iter().for_each(|paragraph| visit(self.place, paragraph));
                visit(self.place, source);
            }
            BlockKind::Table(table) => {
                visit(self.place, &table.caption);
                table.header.iter().for_each(|cell| visit(self.place, cell));
                table.rows.iter().flatten().for_each(|cell| visit(self.place, cell));
                visit(self.place, &table.source);
            }
            BlockKind::Figure(figure) => {
                visit(self.place, &figure.caption);
                visit(self.place, &figure.credit);
            }
            BlockKind::TextBox { title, content } => {
                visit(self.place, title);
                content.iter().for_each(|block| block.each_text(visit));
            }
            BlockKind::Participants(_) => {}
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    visit(self.place, &entry.term);
                    visit(self.place, &entry.definition);
                    entry.content.iter().for_each(|block| block.each_text(visit));
                }
            }
        }
    }
}

impl Item {
    fn each_text(&self, place: Place, visit: &mut dyn FnMut(Place, &[Inline])) {
        visit(place, &self.text);
        self.content.iter().for_each(|block| block.each_text(visit));
    }
}
