//! Resolves the programme of the event to a heading and a table or list for each day.

use std::collections::HashMap;

use indexmap::IndexSet;

use super::block::{SUB_HEADING_LEVEL, placement};
use super::{Resolver, dates};
use crate::document::inline::plain_text;
use crate::document::{
    Block, ColumnAlignment, Definition, Heading, Inline, Period, Placement, Table,
};
use crate::origin::{Generator, TracedString};
use crate::source::schema::{
    Layout, OneOrMany, Programme, ProgrammeDay, ProgrammeEntry, ProgrammeStyle, Section,
    SectionKind,
};

/// The time of an entry and its description.
type Row = (Vec<Inline>, Vec<Inline>);

impl<'a> Resolver<'a> {
    /// The days of a programme.
    pub(super) fn programme(&mut self, authored: &Programme, layout: Layout) -> Vec<Block> {
        let mut blocks = Vec::new();
        for day in &authored.days {
            blocks.extend(self.day_heading(day).map(Block::Heading));
            let rows = day.entries.iter().map(|entry| self.programme_entry(entry)).collect();
            blocks.push(match authored.style {
                ProgrammeStyle::Table => self.programme_table(rows),
                ProgrammeStyle::List => self.programme_list(rows),
            });
        }
        if let Some(first) = blocks.first() {
            let asked = placement(layout);
            self.place(first.id(), Placement { keep_with_next: false, ..asked });
        }
        blocks
    }

    /// "11 April 2016: First day".
    fn day_heading(&mut self, day: &ProgrammeDay) -> Option<Heading> {
        let date = day.date.as_deref().and_then(Period::parse);
        let date = date.map(|date| self.date(dates::period(date, self.labels)));
        let mut title = date.unwrap_or_default();
        let own = self.optional_inlines(day.title.as_ref());
        if !title.is_empty() && !own.is_empty() {
            let separator = self.labels.heading_separator.clone();
            title.push(Inline::generated(separator, Generator::Separator));
        }
        title.extend(own);
        if title.is_empty() {
            return None;
        }
        let plain = plain_text(&title);
        let (id, running) = (self.derived("h", &plain), self.raised(plain.into()));
        let separator = self.labels.heading_separator.clone();
        Some(Heading { id, level: SUB_HEADING_LEVEL, prefix: None, separator, title, running })
    }

    fn programme_entry(&mut self, entry: &ProgrammeEntry) -> Row {
        let section = entry.panel.as_deref().and_then(|id| self.authored_section(id));
        let mut content = match (&entry.panel, section) {
            (Some(id), Some(section)) => self.programme_panel(id, section, entry),
            (_, None) | (None, _) => self.optional_inlines(entry.title.as_ref()),
        };
        let people = self.programme_people(entry, section);
        if !people.is_empty() {
            if !content.is_empty() {
                content.push(Inline::LineBreak);
            }
            content.extend(self.raised(people));
        }
        (self.inlines(&entry.time), content)
    }

    /// "Panel 1: Contracts and courts", with a reference to the panel.
    fn programme_panel(
        &mut self,
        id: &str,
        section: &Section,
        entry: &ProgrammeEntry,
    ) -> Vec<Inline> {
        let title = self.optional_inlines(entry.title.as_ref().or(section.title.as_ref()));
        if section.label.is_none() && section.kind != SectionKind::Panel {
            return vec![self.cross_reference(id, title)];
        }
        let mut content = vec![self.cross_reference(id, Vec::new())];
        if !title.is_empty() {
            let separator = self.labels.heading_separator.clone();
            content.push(Inline::generated(separator, Generator::Separator));
            content.extend(super::reference::without_notes(&title));
        }
        content
    }

    /// The names of the people of an entry, or of its panel.
    fn programme_people(&self, entry: &ProgrammeEntry, section: Option<&Section>) -> TracedString {
        let own = [&entry.people];
        let roles = section.map(|it| [&it.moderator, &it.rapporteur, &it.speakers]);
        let lists: Vec<&OneOrMany> = match (&entry.people.0[..], roles) {
            ([], Some(roles)) => roles.into(),
            ([], None) | ([_, ..], _) => own.into(),
        };
        // One person may have several roles.
        let ids: IndexSet<&String> = lists.into_iter().flat_map(|list| &list.0).collect();
        let people = ids.into_iter().filter_map(|id| self.register().get(id));
        let names: Vec<TracedString> =
            people.map(|person| self.described(person, None).0).collect();
        TracedString::join(&names, &self.labels.comma)
    }

    fn programme_table(&mut self, rows: Vec<Row>) -> Block {
        let id = self.derived("programme", "");
        let labels = &self.labels.programme;
        let header = [&labels.time, &labels.item];
        let header = header.map(|label| vec![Inline::generated(label, Generator::Labels)]);
        let columns = vec![ColumnAlignment::Start; header.len()];
        let header = vec![self.row(header)];
        let rows = rows.into_iter().map(|(time, content)| self.row([time, content]));
        Block::Table(Table {
            id,
            caption: None,
            columns,
            rows: rows.collect(),
            header,
            row_headers: 1,
            total_rows: 0,
            shares: vec![1.0, 3.0],
            below: Vec::new(),
            wide: false,
        })
    }

    fn programme_list(&mut self, rows: Vec<Row>) -> Block {
        let id = self.derived("programme", "");
        let entries = rows.into_iter().map(|(time, content)| {
            Definition::new(self.derived("time", &plain_text(&time)), time, content)
        });
        Block::Definitions { id, entries: entries.collect() }
    }

    /// The section of the body with an id.
    fn authored_section(&self, id: &str) -> Option<&'a Section> {
        self.looks.elsewhere.set(true);
        let report = self.report;
        let sections = self.sections.get_or_init(|| {
            let mut sections = HashMap::new();
            report.body.iter().for_each(|section| collect(section, &mut sections));
            sections
        });
        sections.get(id).copied()
    }
}

fn collect<'a>(section: &'a Section, sections: &mut HashMap<&'a str, &'a Section>) {
    sections.extend(section.id.as_deref().map(|id| (id, section)));
    section.sections.iter().for_each(|inner| collect(inner, sections));
}
