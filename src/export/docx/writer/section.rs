//! The body: cover, front matter and text.

use super::super::styles::WordStyle;
use super::block::{blocks, blocks_in_columns};
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::contents::contents;
use super::cover::cover;
use super::heading::heading;
use super::input::Input;
use super::kept::kept;
use super::placement::placed;
use super::section_break::{
    begin_division, begin_part, end_body, end_endnotes, is_at_head, print_endnotes, set_columns,
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
        let columns = columns_of(input, text);
        kept(input, out, (text, columns), |out| section(input, out, text, columns));
        set_columns(input, out, 1);
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
    section(input, out, front, 1);
    out.story.pending.page_break = true;
}

fn section(input: &Input, out: &mut Collectors, section: &Section, columns: u8) {
    out.story.begin(section.id);
    let placement = input.document.placement(section.id);
    placed(out, placement, |out| section_content(input, out, section, columns));
}

fn section_content(input: &Input, out: &mut Collectors, content: &Section, columns: u8) {
    let context = BlockContext::section(&input.style.page);
    if let Some(title) = &content.heading {
        set_columns(input, out, if title.level > 1 { columns } else { 1 });
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
    let context = BlockContext { paragraph, ..context };
    match columns > 1 {
        true => blocks_in_columns(input, out, &content.blocks, context),
        false => blocks(input, out, &content.blocks, context),
    }
    content.sections.iter().for_each(|inner| section(input, out, inner, columns));
}

/// The columns of the text of a section.
fn columns_of(input: &Input, section: &Section) -> u8 {
    let is_annex = section.kind == SectionKind::Annex;
    if is_annex { input.style.sections.annex_columns } else { 1 }
}
