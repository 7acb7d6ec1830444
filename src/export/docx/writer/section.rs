//! The body: cover, front matter, text.

use crate::document::{Block, Matter, Section, SectionKind};

use super::super::runs::Runs;
use super::super::styles::{HEADING_PREFIX, HEADING_TITLE, WordStyle};
use super::super::units::measure_pt;
use super::section_properties::Part;
use super::{BlockContext, Composer, DirectFormatting};
use crate::document::Heading;
use crate::templates::PrefixPosition;

impl Composer<'_> {
    /// Composes everything but the footnotes.
    pub(super) fn body(&mut self) {
        let document = self.document;
        self.cover();
        self.begin_part(Part::Front);
        self.front();
        self.begin_part(Part::Text);
        for section in document.sections.iter().filter(|one| one.matter != Matter::Front) {
            self.begin_division();
            self.section(section);
        }
        self.end_body();
    }

    /// Composes imprint, contents and what else stands before the text, each on its own page.
    fn front(&mut self) {
        let (imprint, rest) = self.document.split_at_contents();
        imprint.iter().for_each(|section| self.front_section(section));
        if let Some(contents) = &self.document.contents {
            self.contents(contents);
            self.pending.page_break = true;
        }
        let front = rest.iter().filter(|section| section.matter == Matter::Front);
        front.for_each(|section| self.front_section(section));
    }

    fn front_section(&mut self, section: &Section) {
        self.begin_division();
        self.section(section);
        self.pending.page_break = true;
    }

    fn section(&mut self, section: &Section) {
        self.pending.elements.push(section.id);
        let placement = self.document.placement(section.id);
        self.placed(placement, |composer| composer.section_content(section));
    }

    fn section_content(&mut self, section: &Section) {
        if let Some(heading) = &section.heading {
            self.heading(heading, BlockContext::text(self));
        }
        let text = match section.kind {
            SectionKind::Imprint => WordStyle::Imprint,
            SectionKind::Foreword
            | SectionKind::Abbreviations
            | SectionKind::Section
            | SectionKind::Panel
            | SectionKind::SideEvents
            | SectionKind::SideEvent
            | SectionKind::Conclusion
            | SectionKind::Annex
            | SectionKind::Bibliography
            | SectionKind::Index => WordStyle::Body,
        };
        let place = BlockContext { text, ..BlockContext::text(self) };
        self.blocks(&section.blocks, place);
        section.sections.iter().for_each(|section| self.section(section));
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], place: BlockContext) {
        blocks.iter().for_each(|block| self.block(block, place));
    }

    /// Label and title are one paragraph, so that Word's own contents show both.
    pub(super) fn heading(&mut self, heading: &Heading, place: BlockContext) {
        let role = WordStyle::Heading(heading.level.clamp(1, 6));
        let mut title = self.look(role);
        title.style = Some(HEADING_TITLE);
        let label = title.with_style_only(HEADING_PREFIX);
        let mut line = Runs::default();
        if let Some(words) = &heading.prefix {
            match self.style.heading_prefix.position {
                PrefixPosition::Above if heading.title.is_empty() => line.text(words, &title),
                PrefixPosition::Above => line.text(words, &label).line_break(&label),
                PrefixPosition::Inline => {
                    let separator = if heading.title.is_empty() { "" } else { &heading.separator };
                    line.text(words, &title).text(separator, &title)
                }
            };
        }
        self.inlines(&heading.title, &title, &mut line);
        let variation =
            DirectFormatting { elements: vec![heading.id], ..self.variation(role, place) };
        self.paragraph(role, line, variation);
    }
}

impl BlockContext {
    /// The text of a section.
    pub(super) fn text(composer: &Composer) -> BlockContext {
        BlockContext {
            text: WordStyle::Body,
            indent_pt: 0.0,
            measure_pt: measure_pt(&composer.style.page),
            recommendation: false,
            within: false,
        }
    }
}
