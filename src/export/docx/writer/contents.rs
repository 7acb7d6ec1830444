//! The table of contents: a field that Word can update, with its result filled in.

use docx_rs::HyperlinkData;

use super::super::runs::{RunFormat, Runs};
use super::super::styles::{WordStyle, prefix_position};
use super::citation::is_numbered_alike;
use super::collectors::Collectors;
use super::heading::number_text;
use super::inline::{inlines, runs_of};
use super::input::Input;
use super::kept::kept_entries;
use super::paragraph::{DirectFormatting, paragraph};
use crate::document::{Contents, ContentsEntry, HeadingPrefix, Inline};
use crate::layout::{PageLabel, line_width};
use crate::origin::Generator;
use crate::templates::PrefixPosition;

/// A content control for which Word shows its commands for contents, ECMA-376 Part 1 §17.5.2.13.
const OPENING: &str = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
                       <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>";
const CLOSING: &str = "</w:sdtContent></w:sdt>";

/// Distance between the widest number and the titles, in points.
const NUMBER_GAP_PT: f32 = 9.0;

/// The number of entries that are kept together: an edit changes few of them.
const SHARE: usize = 64;

/// Writes the contents as a container of the body.
pub fn contents(input: &Input, out: &mut Collectors, contents: &Contents) {
    out.sections.push(&mut out.story, String::new(), String::new());
    contents_heading(input, out, contents);
    let tab_pt = number_column_pt(input, contents);
    let shares = contents.entries.chunks(SHARE).count();
    for (index, share) in contents.entries.chunks(SHARE).enumerate() {
        let ends = (index == 0, index + 1 == shares);
        let form = (ends, tab_pt.map(f32::to_bits));
        kept_entries(input, out, (share, form), |out| entries(input, out, share, (ends, tab_pt)));
    }
    out.sections.push(&mut out.story, OPENING.into(), CLOSING.into());
}

/// Writes some entries, which may begin and end the field of the contents.
fn entries(
    input: &Input,
    out: &mut Collectors,
    entries: &[ContentsEntry],
    ((begins, ends), tab_pt): ((bool, bool), Option<f32>),
) {
    let depth = input.style.contents.depth.clamp(1, 9);
    let field = format!("TOC \\o \"1-{depth}\" \\h \\z \\u");
    let last = entries.len().saturating_sub(1);
    for (index, entry) in entries.iter().enumerate() {
        let mut runs = Runs::default();
        if begins && index == 0 {
            runs.field_begin(&field, &RunFormat::default());
        }
        contents_entry(input, out, entry, &mut runs);
        if ends && index == last {
            runs.field_end(&RunFormat::default());
        }
        let word_style = WordStyle::Contents(entry.level);
        let start_pt = word_style.setting(input.style).indent_pt;
        let title_pt = tab_pt.filter(|_| numbered_prefix(entry).is_some());
        // If a later line began before the tab stop of the titles, its page number would be there.
        let indent_pt = title_pt.map(|title_pt| (title_pt, title_pt - start_pt));
        let end_indent_pt = Some(0.0);
        let formatting =
            DirectFormatting { indent_pt, end_indent_pt, ..DirectFormatting::default() };
        paragraph(input, out, word_style, runs, formatting);
    }
}

fn contents_heading(input: &Input, out: &mut Collectors, contents: &Contents) {
    let word_style = WordStyle::ContentsHeading;
    let format = input.run_format(word_style);
    let runs = runs_of(input, &mut out.references, &contents.heading, &format);
    out.story.begin(contents.id);
    paragraph(input, out, word_style, runs, DirectFormatting::default());
}

fn contents_entry(input: &Input, out: &mut Collectors, entry: &ContentsEntry, runs: &mut Runs) {
    let target = out.references.contents_bookmark(entry.target);
    let target = target.unwrap_or_else(|| out.references.bookmark(entry.target));
    let page = input.map.page_label(entry.target).map(PageLabel::to_string).unwrap_or_default();
    let format = input.run_format(WordStyle::Contents(entry.level));
    let link = HyperlinkData::Anchor { anchor: target.clone() };
    runs.link(link, |runs| {
        let content = match numbered_prefix(entry) {
            Some(prefix) => {
                runs.generated(&number_text(input, prefix), Generator::Prefix, &format);
                if prefix_position(input.style) == PrefixPosition::Above {
                    runs.tab();
                }
                entry.title()
            }
            None => &entry.content,
        };
        inlines(input, &mut out.references, content, &format, runs);
        runs.tab();
        runs.field(&format!("PAGEREF {target} \\h"), &page, &RunFormat::default());
    });
}

/// The prefix of an entry whose heading has it as the number of its paragraph.
fn numbered_prefix(entry: &ContentsEntry) -> Option<&HeadingPrefix> {
    let prefix = entry.prefix.as_ref().filter(|prefix| is_numbered_alike(prefix));
    prefix.filter(|prefix| !prefix.is_number() && !entry.title().is_empty())
}

/// The position at which titles begin after the numbers of headings; `None` without tabs.
fn number_column_pt(input: &Input, contents: &Contents) -> Option<f32> {
    let Input { document, style, fonts, .. } = *input;
    if prefix_position(style) == PrefixPosition::Inline {
        return None;
    }
    let width = |entry: &ContentsEntry| {
        let number = Inline::Text(number_text(input, numbered_prefix(entry)?).into());
        let setting = WordStyle::Contents(entry.level).setting(style);
        Some(line_width(&[number], &setting, document, style, fonts) + setting.indent_pt)
    };
    let widest = contents.entries.iter().filter_map(width).reduce(f32::max);
    widest.map(|width| width + NUMBER_GAP_PT)
}
