//! Sections as XHTML.

use super::block::placement_class;
use super::writer::Writer;
use crate::document::{Section, SectionKind};

impl<'a> Writer<'a> {
    /// A section with its heading, blocks and subsections.
    pub fn section(&mut self, section: &'a Section) {
        let id = self.anchor(section.id);
        let placement = placement_class(self.document.placement(section.id));
        let (kind, class) = (kind(section), [section.kind.name(), placement].join(" "));
        let class = class.trim_end();
        let name = section.heading.as_ref().filter(|_| is_landmark(section));
        let name = name.map(|heading| self.anchor(heading.id));
        let name = name.map(|name| format!(" aria-labelledby=\"{name}\"")).unwrap_or_default();
        self.raw(&format!("<section id=\"{id}\" class=\"{class}\"{kind}{name}>\n"));
        self.page_break(section.id);
        if let Some(heading) = &section.heading {
            self.heading = Some(heading.id);
            self.heading(heading);
        }
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
        self.raw("</section>\n");
    }
}

fn is_top(section: &Section) -> bool {
    section.heading.as_ref().is_none_or(|heading| heading.level == 1)
}

/// Whether readers can jump to the section by its name: every section within sections would be too
/// many, but each panel and side event is looked for.
fn is_landmark(section: &Section) -> bool {
    let looked_for = matches!(section.kind, SectionKind::Panel | SectionKind::SideEvent);
    is_top(section) || looked_for
}

/// `epub:type` and role of a section, EPUB Structural Semantics 1.1 and DPUB-ARIA 1.1. A panel is a
/// chapter: the `panel` of that vocabulary is a frame of a comic.
fn kind(section: &Section) -> &'static str {
    match section.kind {
        SectionKind::Imprint => " epub:type=\"imprint\"",
        SectionKind::Foreword => " epub:type=\"foreword\" role=\"doc-foreword\"",
        SectionKind::Abbreviations => " epub:type=\"glossary\" role=\"doc-glossary\"",
        SectionKind::Section | SectionKind::Panel | SectionKind::SideEvents if is_top(section) => {
            " epub:type=\"chapter\" role=\"doc-chapter\""
        }
        SectionKind::Section
        | SectionKind::Panel
        | SectionKind::SideEvents
        | SectionKind::SideEvent => "",
        SectionKind::Conclusion => " epub:type=\"conclusion\" role=\"doc-conclusion\"",
        SectionKind::Annex => " epub:type=\"appendix\" role=\"doc-appendix\"",
        SectionKind::Bibliography => " epub:type=\"bibliography\" role=\"doc-bibliography\"",
        SectionKind::Index => " epub:type=\"index\" role=\"doc-index\"",
    }
}
