//! The table of contents: a field that Word can update, with its result filled in.

use docx_rs::HyperlinkData;

use super::super::runs::{RunFormat, Runs};
use super::super::styles::WordStyle;
use super::collectors::Collectors;
use super::inline::{inlines, runs_of};
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::{Contents, ContentsEntry};
use crate::layout::PageLabel;

/// A content control for which Word shows its commands for contents, ECMA-376 Part 1 §17.5.2.13.
const OPENING: &str = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
                       <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>";
const CLOSING: &str = "</w:sdtContent></w:sdt>";

/// Writes the contents as a container of the body.
pub fn contents(input: &Input, out: &mut Collectors, contents: &Contents) {
    out.sections.push(&mut out.story, String::new(), String::new());
    contents_heading(input, out, contents);
    let depth = input.style.contents.depth.clamp(1, 9);
    let field = format!("TOC \\o \"1-{depth}\" \\h \\z \\u");
    let last = contents.entries.len().saturating_sub(1);
    for (index, entry) in contents.entries.iter().enumerate() {
        let mut runs = Runs::default();
        if index == 0 {
            runs.field_begin(&field, &RunFormat::default());
        }
        contents_entry(input, out, entry, &mut runs);
        if index == last {
            runs.field_end(&RunFormat::default());
        }
        let word_style = WordStyle::Contents(entry.level);
        paragraph(input, out, word_style, runs, DirectFormatting::default());
    }
    out.sections.push(&mut out.story, OPENING.into(), CLOSING.into());
}

fn contents_heading(input: &Input, out: &mut Collectors, contents: &Contents) {
    let word_style = WordStyle::ContentsHeading;
    let format = input.run_format(word_style);
    let runs = runs_of(input, &mut out.references, &contents.heading, &format);
    out.story.begin(contents.id);
    paragraph(input, out, word_style, runs, DirectFormatting::default());
}

fn contents_entry(input: &Input, out: &mut Collectors, entry: &ContentsEntry, runs: &mut Runs) {
    let target = out.references.bookmark(entry.target);
    let page = input.map.page_label(entry.target).map(PageLabel::to_string).unwrap_or_default();
    let format = input.run_format(WordStyle::Contents(entry.level));
    let link = HyperlinkData::Anchor { anchor: target.clone() };
    runs.link(link, |runs| {
        inlines(input, &mut out.references, &entry.content, &format, runs);
        runs.tab();
        runs.field(&format!("PAGEREF {target} \\h"), &page, &RunFormat::default());
    });
}
