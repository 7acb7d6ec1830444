//! Every text of an imported report, in the order in which it is written.

use super::flat::Inline;
use super::report::{Block, BlockKind, ImportedReport, Item, Section};

impl ImportedReport {
    /// Calls `visit` with every text.
    pub fn each_text(&self, visit: &mut dyn FnMut(&[Inline])) {
        let publication = &self.publication;
        let heads = [&publication.title, &publication.subtitle, &publication.series];
        heads
            .into_iter()
            .chain([&publication.publisher, &publication.office])
            .for_each(|it| visit(it));
        if let Some(event) = &self.event {
            visit(&event.name);
            visit(&event.venue);
        }
        let imprint = &self.imprint;
        [&imprint.copyright, &imprint.disclaimer, &imprint.photo_credits]
            .into_iter()
            .for_each(|it| visit(it));
        self.foreword.iter().for_each(|section| section.each_text(visit));
        for (term, meaning) in &self.abbreviations {
            visit(term);
            visit(meaning);
        }
        self.sections().for_each(|section| section.each_text(visit));
        self.bibliography.iter().for_each(|work| visit(&work.text));
        let notes = self.notes.iter().flat_map(|note| &note.paragraphs);
        notes.for_each(|paragraph| visit(paragraph));
    }

    /// The sections of the body, then the annexes.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.body.iter().chain(&self.annexes)
    }
}

impl Section {
    fn each_text(&self, visit: &mut dyn FnMut(&[Inline])) {
        visit(&self.title);
        self.co_organisers.iter().for_each(|organiser| visit(organiser));
        self.content.iter().for_each(|block| block.each_text(visit));
        self.sections.iter().for_each(|section| section.each_text(visit));
    }
}

impl Block {
    fn each_text(&self, visit: &mut dyn FnMut(&[Inline])) {
        match &self.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading(text) => visit(text),
            BlockKind::List { items, .. } => items.iter().for_each(|item| item.each_text(visit)),
            BlockKind::Recommendations { label, lead, items, .. } => {
                visit(label);
                visit(lead);
                items.iter().for_each(|item| item.each_text(visit));
            }
            BlockKind::Quotation { text, source } => {
                text.iter().for_each(|paragraph| visit(paragraph));
                visit(source);
            }
            BlockKind::Table(table) => {
                visit(&table.caption);
                table.header.iter().for_each(|cell| visit(cell));
                table.rows.iter().flatten().for_each(|cell| visit(cell));
                visit(&table.source);
            }
            BlockKind::Figure(figure) => {
                visit(&figure.caption);
                visit(&figure.credit);
            }
            BlockKind::TextBox { title, content } => {
                visit(title);
                content.iter().for_each(|block| block.each_text(visit));
            }
            BlockKind::Participants(_) => {}
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    visit(&entry.term);
                    visit(&entry.definition);
                    entry.content.iter().for_each(|block| block.each_text(visit));
                }
            }
        }
    }
}

impl Item {
    fn each_text(&self, visit: &mut dyn FnMut(&[Inline])) {
        visit(&self.text);
        self.content.iter().for_each(|block| block.each_text(visit));
    }
}
