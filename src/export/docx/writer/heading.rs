//! Headings.

use super::super::runs::{RunFormat, Runs};
use super::super::styles::{HEADING_PREFIX, HEADING_TITLE, WordStyle};
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{formatting, paragraph};
use crate::document::Heading;
use crate::origin::Generator;
use crate::templates::PrefixPosition;

/// Writes prefix and title as one paragraph, so that Word's own contents show both.
pub fn heading(input: &Input, out: &mut Collectors, heading: &Heading, context: BlockContext) {
    let word_style = WordStyle::Heading(heading.level.clamp(1, 6));
    let mut title = input.run_format(word_style);
    title.style = Some(HEADING_TITLE);
    let mut runs = heading_prefix(input, heading, &title);
    inlines(input, &mut out.references, &heading.title, &title, &mut runs);
    out.story.begin(heading.id);
    let formatting = formatting(input, out, word_style, context);
    paragraph(input, out, word_style, runs, formatting);
}

fn heading_prefix(input: &Input, heading: &Heading, title: &RunFormat) -> Runs {
    let mut runs = Runs::default();
    let Some(prefix) = &heading.prefix else { return runs };
    let above = title.with_style_only(HEADING_PREFIX);
    match input.style.heading_prefix.position {
        PrefixPosition::Above if heading.title.is_empty() => {
            runs.generated(prefix, Generator::Prefix, title)
        }
        PrefixPosition::Above => {
            runs.generated(prefix, Generator::Prefix, &above).line_break(&above)
        }
        PrefixPosition::Inline => {
            let separator = if heading.title.is_empty() { "" } else { &heading.separator };
            runs.generated(&format!("{prefix}{separator}"), Generator::Prefix, title)
        }
    };
    runs
}
