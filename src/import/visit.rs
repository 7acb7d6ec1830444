//! Every text of an imported report, in the order in which it is written.

use super::flat::{Inline, Place};
use super::report::{Block, BlockKind, ImportedReport, Imprint, Item, Publication, Section};
use crate::source::schema::SectionKind;

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
        self.front.iter().for_each(|(_, section)| section.each_text(visit));
        self.history.iter().for_each(|it| visit(first, &it.changes));
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
        visit(self.place, &self.label);
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
                let cells = table.header.iter().chain(&table.rows).flatten();
                cells.for_each(|cell| visit(self.place, &cell.text));
                table.notes.iter().for_each(|note| visit(self.place, note));
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
            BlockKind::Participants(_) | BlockKind::Code(_) | BlockKind::Equation { .. } => {}
            BlockKind::Signature(signature) => {
                visit(self.place, &signature.closing);
                visit(self.place, &signature.place);
            }
            BlockKind::Programme(days) => {
                for day in days {
                    visit(self.place, &day.title);
                    let texts = day.entries.iter().flat_map(|(time, title)| [time, title]);
                    texts.for_each(|text| visit(self.place, text));
                }
            }
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

impl ImportedReport {
    /// Calls `visit` with every text that can refer to something: all but those of the cover and the imprint.
    pub fn each_body_text_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        self.each_text_of_panels_mut(&mut |_, text| visit(text));
    }

    /// As [`ImportedReport::each_body_text_mut`], with the bookmarks of the panel that each text is in.
    pub fn each_text_of_panels_mut(&mut self, visit: &mut dyn FnMut(&[String], &mut Vec<Inline>)) {
        let front = self.front.iter_mut().map(|it| &mut it.1);
        let sections = front.chain(&mut self.body).chain(&mut self.annexes);
        sections.for_each(|section| section.each_text_mut(&[], visit));
        let mut other = |text: &mut Vec<Inline>| visit(&[], text);
        self.notes.iter_mut().flat_map(|it| &mut it.paragraphs).for_each(&mut other);
        self.bibliography.iter_mut().for_each(|it| other(&mut it.text));
        self.history.iter_mut().for_each(|it| other(&mut it.changes));
        for (term, meaning) in &mut self.abbreviations {
            other(term);
            other(meaning);
        }
    }

    /// Calls `visit` with the titles of sections, and with those of headings and boxes in them.
    pub fn each_title_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        let front = self.front.iter_mut().map(|it| &mut it.1);
        let sections = front.chain(&mut self.body).chain(&mut self.annexes);
        sections.for_each(|section| section.each_title_mut(visit));
    }

    /// Calls `visit` with every text of the cover and the imprint.
    pub fn each_cover_text_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        let Publication { title, subtitle, short_title, series, publisher, office, status, .. } =
            &mut self.publication;
        [title, subtitle, short_title, series, publisher, office, status]
            .into_iter()
            .for_each(&mut *visit);
        let event = self.event.iter_mut();
        event.flat_map(|it| [&mut it.name, &mut it.venue]).for_each(&mut *visit);
        let Imprint { copyright, disclaimer, photo_credits, .. } = &mut self.imprint;
        [copyright, disclaimer, photo_credits].into_iter().for_each(&mut *visit);
    }
}

impl Section {
    fn each_title_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        visit(&mut self.title);
        for block in &mut self.content {
            if let BlockKind::Heading(title) | BlockKind::TextBox { title, .. } = &mut block.kind {
                visit(title);
            }
        }
        self.sections.iter_mut().for_each(|section| section.each_title_mut(visit));
    }

    /// `panel` are the bookmarks of the panel around it.
    fn each_text_mut(
        &mut self,
        panel: &[String],
        visit: &mut dyn FnMut(&[String], &mut Vec<Inline>),
    ) {
        let Section { kind, bookmarks, title, co_organisers, content, sections, .. } = self;
        let panel = if *kind == SectionKind::Panel { bookmarks } else { panel };
        visit(panel, title);
        co_organisers.iter_mut().for_each(|text| visit(panel, text));
        content.iter_mut().for_each(|block| block.each_text_mut(&mut |text| visit(panel, text)));
        sections.iter_mut().for_each(|section| section.each_text_mut(panel, visit));
    }
}

impl Block {
    fn each_text_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        match &mut self.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading(text) => visit(text),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|it| it.each_text_mut(visit))
            }
            BlockKind::Recommendations { label, lead, items, .. } => {
                visit(label);
                visit(lead);
                items.iter_mut().for_each(|item| item.each_text_mut(visit));
            }
            BlockKind::Quotation { text, source } => {
                text.iter_mut().for_each(&mut *visit);
                visit(source);
            }
            BlockKind::Table(table) => {
                visit(&mut table.caption);
                let rows = table.header.iter_mut().chain(&mut table.rows);
                rows.flatten().for_each(|cell| visit(&mut cell.text));
                table.notes.iter_mut().for_each(&mut *visit);
                visit(&mut table.source);
            }
            BlockKind::Figure(figure) => {
                visit(&mut figure.caption);
                visit(&mut figure.credit);
            }
            BlockKind::TextBox { title, content } => {
                visit(title);
                content.iter_mut().for_each(|block| block.each_text_mut(visit));
            }
            BlockKind::Participants(_) | BlockKind::Code(_) | BlockKind::Equation { .. } => {}
            BlockKind::Signature(signature) => {
                visit(&mut signature.closing);
                visit(&mut signature.place);
            }
            BlockKind::Programme(days) => {
                for day in days {
                    visit(&mut day.title);
                    let texts = day.entries.iter_mut().flat_map(|(time, title)| [time, title]);
                    texts.for_each(&mut *visit);
                }
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    visit(&mut entry.term);
                    visit(&mut entry.definition);
                    entry.content.iter_mut().for_each(|block| block.each_text_mut(visit));
                }
            }
        }
    }
}

impl Item {
    fn each_text_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
        visit(&mut self.text);
        self.content.iter_mut().for_each(|block| block.each_text_mut(visit));
    }
}
