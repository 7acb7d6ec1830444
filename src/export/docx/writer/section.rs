//! The body: cover, front matter and text.

use super::super::styles::WordStyle;
use super::block::blocks;
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::contents::contents;
use super::cover::cover;
use super::heading::heading;
use super::input::Input;
use super::placement::placed;
use super::section_break::{
    begin_division, begin_part, end_body, end_endnotes, is_at_head, print_endnotes,
};
use super::word_section::Part;
use crate::document::{Matter, Section, SectionKind};

/// Writes the body.
pub fn body(input: &Input, out: &mut Collectors) {
    cover(input, out);
    begin_part(input, out, Part::Front);
    front_matter(input, out);
    begin_part(input, out, Part::Text);
    for text in input.document.sections.iter().filter(|one| one.matter != Matter::Front) {
        begin_division(input, out);
        out.story.pending.page_break |= opens_page(input, text) && !is_at_head(out);
        section(input, out, text);
        if text.kind == SectionKind::Notes {
            end_endnotes(input, out);
        }
    }
    end_body(input, out);
}

/// Whether a section begins a page whatever the template says. LibreOffice does not keep a heading with columns
/// after it, so the heading of an index could be alone at the foot of a page.
fn opens_page(input: &Input, section: &Section) -> bool {
    section.kind == SectionKind::Index && input.style.columns.index > 1
}

/// Writes the imprint, the dedication, the contents and the other front matter, each on a new page.
fn front_matter(input: &Input, out: &mut Collectors) {
    let (before, rest) = input.document.split_at_contents();
    before.iter().for_each(|section| front_section(input, out, section));
    if let Some(list) = &input.document.contents {
        contents(input, out, list);
        out.story.pending.page_break = true;
    }
    let front = rest.iter().filter(|section| section.matter == Matter::Front);
    front.for_each(|section| front_section(input, out, section));
}

fn front_section(input: &Input, out: &mut Collectors, front: &Section) {
    begin_division(input, out);
    section(input, out, front);
    out.story.pending.page_break = true;
}

fn section(input: &Input, out: &mut Collectors, section: &Section) {
    out.story.begin(section.id);
    let placement = input.document.placement(section.id);
    placed(out, placement, |out| section_content(input, out, section));
}

fn section_content(input: &Input, out: &mut Collectors, content: &Section) {
    let context = BlockContext::section(&input.style.page);
    if let Some(title) = &content.heading {
        heading(input, out, title, context);
    }
    let paragraph = match content.kind {
        SectionKind::Imprint => WordStyle::Imprint,
        SectionKind::Dedication
        | SectionKind::Foreword
        | SectionKind::Acknowledgements
        | SectionKind::Abstract
        | SectionKind::History
        | SectionKind::Abbreviations
        | SectionKind::Section
        | SectionKind::Panel
        | SectionKind::SideEvents
        | SectionKind::SideEvent
        | SectionKind::Conclusion
        | SectionKind::Annex
        | SectionKind::Bibliography
        | SectionKind::Index => WordStyle::Body,
        // Word prints the notes, but nothing between them.
        SectionKind::Notes => return print_endnotes(out),
    };
    blocks(input, out, &content.blocks, BlockContext { paragraph, ..context });
    content.sections.iter().for_each(|inner| section(input, out, inner));
}
