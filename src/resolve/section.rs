//! Resolves sections: panels, side events, annexes.

use std::sync::Arc;

use super::block::placement;
use super::citation_words::Cited;
use super::reference::without_notes;
use super::{Resolver, titles};
use crate::document::inline::plain_text;
use crate::document::{
    Heading, HeadingPrefix, Inline, Matter, PrefixKind, Section, SectionKey, SectionKind,
};
use crate::grammar::ReferenceKind;
use crate::numerals::Alphabet;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{self, SectionKind as Authored};

impl Resolver<'_> {
    /// All sections in reading order: front matter, body, annexes, bibliography.
    pub(super) fn sections(&mut self) -> Vec<Arc<Section>> {
        let report = self.report;
        let front = self.front_matter().into_iter().map(Arc::new);
        let mut sections: Vec<Arc<Section>> = front.collect();
        sections.extend(self.body());
        sections.extend(report.annexes.iter().map(|section| Arc::new(self.annex(section))));
        sections.extend(self.bibliography().map(Arc::new));
        sections
    }

    /// A section of the body; `is_counted` says whether the section around it has a number.
    pub(super) fn body_section(
        &mut self,
        section: &schema::Section,
        level: u8,
        is_counted: bool,
    ) -> Section {
        let (kind, prefix) = match section.kind {
            Authored::Section => (SectionKind::Section, None),
            Authored::SideEvents => (SectionKind::SideEvents, None),
            Authored::SideEvent => (SectionKind::SideEvent, None),
            Authored::Conclusion => (SectionKind::Conclusion, None),
            Authored::Panel => (
                SectionKind::Panel,
                Some(self.counters.panel(&self.labels.before_number(&self.labels.panel))),
            ),
        };
        // Subsections of a panel continue its recommendation numbers.
        if prefix.is_none() && (level == 1 || kind == SectionKind::SideEvent) {
            self.counters.unnumbered_section();
        }
        let prefix = prefix.or_else(|| self.section_number(section, level, is_counted));
        self.section(section, kind, Matter::Body, level, prefix)
    }

    /// The number of a section, if the template numbers sections of its level. A section without a title has
    /// no heading, and a section with a label has the label instead.
    fn section_number(
        &mut self,
        section: &schema::Section,
        level: u8,
        is_counted: bool,
    ) -> Option<HeadingPrefix> {
        let is_numbered = is_counted && level <= self.style.sections.numbered;
        let has_own = section.title.is_none() || section.label.is_some();
        (is_numbered && !has_own).then(|| self.counters.section(level))
    }

    fn annex(&mut self, section: &schema::Section) -> Section {
        let prefix = self.counters.annex(&self.labels.before_number(&self.labels.annex));
        self.section(section, SectionKind::Annex, Matter::Back, 1, Some(prefix))
    }

    /// A section with its heading, people, blocks and subsections.
    pub(super) fn section(
        &mut self,
        authored: &schema::Section,
        kind: SectionKind,
        matter: Matter,
        level: u8,
        prefix: Option<HeadingPrefix>,
    ) -> Section {
        let title = authored.title.as_ref().map_or("", |title| title.as_str());
        let id = self.element(authored.id.as_ref(), kind.name(), title);
        let outer = std::mem::replace(&mut self.scope, self.anchors.name(id).to_owned());
        self.place(id, placement(authored.layout));
        if level == 1 {
            self.enter_division();
        }
        // Panels number their recommendations instead.
        let is_counted =
            prefix.as_ref().is_some_and(|prefix| prefix.kind != Some(PrefixKind::Panel));
        let prefix = self.label(authored).or(prefix);
        let heading = self.heading(authored, level, prefix);
        if let (Some(id), Some(heading)) = (&authored.id, &heading) {
            let cited = self.section_cited(heading);
            self.references.define(id, heading.id, cited);
        }
        let mut blocks: Vec<_> = self.people(authored).into_iter().collect();
        blocks.extend(self.blocks(&authored.content, matter == Matter::Body));
        let inner = |section| match matter {
            Matter::Body => self.body_section(section, level + 1, is_counted),
            Matter::Front | Matter::Back => {
                let prefix = self.section_number(section, level + 1, is_counted);
                self.section(section, SectionKind::Section, matter, level + 1, prefix)
            }
        };
        let sections = authored.sections.iter().map(inner).collect();
        self.scope = outer;
        Section { id, kind, matter, heading, blocks, sections, key: SectionKey::default() }
    }

    /// The authored label of a section as its prefix.
    fn label(&self, authored: &schema::Section) -> Option<HeadingPrefix> {
        let label = authored.label.as_ref()?;
        let label = TracedString::generated(String::from(self.plain(label)), Generator::Prefix);
        let label = self.raised(label);
        let (outer, alphabet) = (Vec::new(), Alphabet::default());
        Some(HeadingPrefix { kind: None, label, outer, ordinal: 0, alphabet })
    }

    fn heading(
        &mut self,
        authored: &schema::Section,
        level: u8,
        prefix: Option<HeadingPrefix>,
    ) -> Option<Heading> {
        let mut title = self.optional_inlines(authored.title.as_ref());
        // Without a heading, it would be read as a part of the section before it.
        if authored.kind == Authored::Conclusion && authored.title.is_none() && prefix.is_none() {
            title.push(Inline::generated(&self.labels.conclusion, Generator::Labels));
        }
        if title.is_empty() && prefix.is_none() {
            return None;
        }
        let is_number = prefix.as_ref().is_some_and(|prefix| prefix.is_number());
        let separator = if is_number { " " } else { &self.labels.heading_separator }.to_owned();
        let short = authored.short_title.as_ref().map(|short| self.plain(short));
        let plain = plain_text(&title);
        let label = prefix.as_ref().map(HeadingPrefix::text);
        let running = titles::running_head(label.as_deref(), &separator, &plain, short.as_deref());
        let (id, running) = (self.derived("h", &plain), self.raised(running.into()));
        Some(Heading { id, level, prefix, separator, title, running })
    }

    /// The name of a section of level 1 in lists of notes or persons: its prefix or its title. Only a
    /// conclusion may have neither.
    pub(super) fn division_name(&self, section: &Section) -> String {
        let heading = section.heading.as_ref();
        let name = heading.map(|heading| {
            let prefix = heading.prefix.as_ref().map(HeadingPrefix::text);
            prefix.unwrap_or_else(|| plain_text(&without_notes(&heading.title)))
        });
        name.unwrap_or_else(|| self.labels.conclusion.clone())
    }

    /// How references cite a section: by its number, its authored label or its title.
    fn section_cited(&self, heading: &Heading) -> Cited {
        let Some(prefix) = &heading.prefix else {
            return Cited::Words(self.quoted(&heading.title));
        };
        match prefix.kind.zip(prefix.numeral()) {
            Some((kind, numeral)) => {
                let kind = match kind {
                    PrefixKind::Panel => ReferenceKind::Panel,
                    PrefixKind::Annex => ReferenceKind::Annex,
                    PrefixKind::Section | PrefixKind::AnnexSection => ReferenceKind::Section,
                };
                Cited::number(kind, numeral)
            }
            None => {
                let label = prefix.text().replace(' ', "\u{a0}");
                Cited::Words(vec![Inline::generated(label, Generator::Prefix)])
            }
        }
    }
}
