//! Headings of sections, and sub-headings within them.

use super::Context;
use super::flow_item::{FlowItem, add_space, keep_together, keep_with_next};
use super::paragraph::{lines, owned_lines};
use crate::document::{Heading, Inline};
use crate::layout::page::{Owner, Part};
use crate::layout::penalties::page::NEVER;
use crate::templates::{ParagraphStyle, PrefixPosition};

/// A heading, its prefix above it or before it.
pub fn heading(context: Context, heading: &Heading, width: f32) -> Vec<FlowItem> {
    let style = context.style.paragraphs.heading(heading.level);
    let is_number = heading.prefix.as_ref().is_some_and(|prefix| prefix.is_number());
    let above = context.style.heading_prefix.position == PrefixPosition::Above && !is_number;
    let mut flow = Vec::new();
    if let (true, Some(prefix)) = (above, &heading.prefix) {
        let prefix_style = &context.style.paragraphs.heading_prefix;
        let owner = Owner::Element(heading.id, Part::Marker);
        flow.extend(owned_lines(context, owner, &prefix.inlines(), prefix_style, width));
    }
    let content: Vec<Inline> = if above { heading.title.clone() } else { heading.line() };
    let title = ParagraphStyle { before_pt: 0.0, ..style.clone() };
    flow.extend(lines(context, heading.id, &content, &title, width));
    add_space(&mut flow, style.before_pt, style.after_pt);
    keep_together(&mut flow, NEVER);
    keep_with_next(&mut flow, NEVER);
    flow
}
