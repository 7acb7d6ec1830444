//! Headings.

use super::super::runs::Runs;
use super::super::styles::{
    HEADING_TITLE, WordStyle, heading_instance, heading_style, prefix_position, unbreakable,
};
use super::block_context::BlockContext;
use super::citation::is_numbered;
use super::collectors::Collectors;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatting, paragraph};
use super::section_break::is_at_head;
use crate::document::{Heading, HeadingPrefix};
use crate::origin::Generator;
use crate::templates::PrefixPosition;

/// Writes the heading of a section. Its prefix is the number of the paragraph, which Word repeats in its
/// own contents.
pub fn heading(input: &Input, out: &mut Collectors, heading: &Heading, context: BlockContext) {
    let prefix = heading.prefix.as_ref().filter(|_| is_numbered(heading));
    let (word_style, numbering) = match prefix.and_then(|it| Some((it.kind?, it))) {
        Some((kind, prefix)) => {
            let instance = heading_instance(input.style, kind);
            let numbering = match kind.is_number() {
                true => out.numbering.section(instance, &prefix.outer, prefix.ordinal),
                false => Some(out.numbering.heading(instance, prefix.ordinal)),
            };
            (heading_style(kind, heading.level), numbering)
        }
        None => (WordStyle::Heading(heading.level.clamp(1, 6)), None),
    };
    write(input, out, heading, (word_style, numbering), context);
}

/// Writes a sub-heading within a section.
pub fn sub_heading(input: &Input, out: &mut Collectors, heading: &Heading, context: BlockContext) {
    let word_style = match heading.level <= input.style.contents.depth {
        true => WordStyle::SubHeading,
        false => WordStyle::Heading(heading.level.clamp(1, 6)),
    };
    write(input, out, heading, (word_style, None), context);
}

fn write(
    input: &Input,
    out: &mut Collectors,
    heading: &Heading,
    (word_style, numbering): (WordStyle, Option<(usize, u8)>),
    context: BlockContext,
) {
    let mut title = input.run_format(word_style);
    title.style = Some(HEADING_TITLE);
    let mut runs = Runs::default();
    if let Some(prefix) = heading.prefix.as_ref().filter(|_| numbering.is_none()) {
        let separator = if heading.title.is_empty() { "" } else { &heading.separator };
        inlines(input, &mut out.references, &prefix.inlines(), &title, &mut runs);
        runs.generated(separator, Generator::Prefix, &title);
    }
    runs.mark(out.references.mentions(heading.id));
    inlines(input, &mut out.references, &heading.title, &title, &mut runs);
    if let Some(name) = out.references.contents_bookmark(heading.id) {
        runs.enclose(out.references.next_id(), &name);
    }
    out.story.begin(heading.id);
    // Word keeps the space above the first paragraph of a page.
    let before_pt = is_at_head(out).then_some(0.0);
    let formatting = formatting(input, out, word_style, context);
    let formatting = DirectFormatting { numbering, before_pt, ..formatting };
    paragraph(input, out, word_style, runs, formatting);
}

/// The prefix of a heading as Word writes it, up to the title; a tab follows if the prefix is above it.
pub fn number_text(input: &Input, prefix: &HeadingPrefix) -> String {
    let number = unbreakable(&prefix.text());
    match prefix_position(input.style) {
        PrefixPosition::Above => number,
        PrefixPosition::Inline => number + &input.document.words.separator,
    }
}
