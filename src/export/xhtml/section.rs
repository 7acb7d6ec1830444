//! Sections as XHTML.

use super::writer::Writer;
use crate::document::{Section, SectionKind};

impl<'a> Writer<'a> {
    /// A section: its heading, its blocks and its subsections.
    pub fn section(&mut self, section: &'a Section) {
        let columns = self.context.style.sections.annex_columns;
        self.section_in(section, section.kind == SectionKind::Annex && columns > 1);
    }

    fn section_in(&mut self, section: &'a Section, in_columns: bool) {
        let id = self.anchor(section.id);
        let class = [section.kind.name(), self.placement_class(section.id)].join(" ");
        let class = class.trim_end();
        let semantics = self.semantics(section);
        let name = section.heading.as_ref().filter(|_| is_landmark(section));
        let name = name.map(|heading| self.anchor(heading.id));
        let name = name.map(|name| format!(" aria-labelledby=\"{name}\"")).unwrap_or_default();
        self.raw(&format!("<section id=\"{id}\" class=\"{class}\"{semantics}{name}>\n"));
        self.page_break(section.id);
        if let Some(heading) = &section.heading {
            self.heading = Some(heading.id);
            self.heading(heading);
        }
        match in_columns {
            true => self.blocks_in_columns(&section.blocks),
            false => self.blocks(&section.blocks),
        }
        section.sections.iter().for_each(|inner| self.section_in(inner, in_columns));
        self.raw("</section>\n");
    }

    /// The attributes `epub:type` and `role` of a section.
    fn semantics(&self, section: &Section) -> String {
        let Some((epub_type, has_role)) = semantics(section) else { return String::new() };
        let role = if has_role { format!(" role=\"doc-{epub_type}\"") } else { String::new() };
        self.epub_type(epub_type) + &role
    }
}

fn is_top_level(section: &Section) -> bool {
    section.heading.as_ref().is_none_or(|heading| heading.level == 1)
}

/// Whether the section is a landmark of assistive technology. All sections would be too many to
/// choose from, so only top-level sections, panels and side events are.
fn is_landmark(section: &Section) -> bool {
    is_top_level(section) || matches!(section.kind, SectionKind::Panel | SectionKind::SideEvent)
}

/// The value of `epub:type` (EPUB Structural Semantics Vocabulary 1.1), and whether DPUB-ARIA 1.1
/// has a role of the same name. A panel is a chapter: `panel` in that vocabulary is part of a comic.
fn semantics(section: &Section) -> Option<(&'static str, bool)> {
    match section.kind {
        SectionKind::Imprint => Some(("imprint", false)),
        SectionKind::Dedication => Some(("dedication", true)),
        SectionKind::Foreword => Some(("foreword", true)),
        SectionKind::Acknowledgements => Some(("acknowledgments", true)),
        SectionKind::Abstract => Some(("abstract", true)),
        SectionKind::History => None,
        SectionKind::Abbreviations => Some(("glossary", true)),
        SectionKind::Section | SectionKind::Panel | SectionKind::SideEvents => {
            is_top_level(section).then_some(("chapter", true))
        }
        SectionKind::SideEvent => None,
        SectionKind::Conclusion => Some(("conclusion", true)),
        SectionKind::Annex => Some(("appendix", true)),
        SectionKind::Bibliography => Some(("bibliography", true)),
        SectionKind::Notes => Some(("endnotes", true)),
        SectionKind::Index => Some(("index", true)),
    }
}
