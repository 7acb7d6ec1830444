//! Front matter: imprint, contents and the sections after it, with roman page labels.

use std::sync::Arc;

use super::chapters::set_sections;
use super::contents::contents;
use super::page_labels::{LabelledBody, PageLabels, labelled};
use super::recto::{blank, insert_blanks};
use crate::document::{Document, Matter, Section, SectionKind};
use crate::layout::flow::flow_item::FlowItem;
use crate::layout::flow::flow_pages::page_bodies;
use crate::layout::flow::flow_part::FlowPart;
use crate::layout::flow::{Context, TextStyles};
use crate::layout::geometry::{Orientation, measure, text_area};
use crate::layout::page_label::PageLabel;
use crate::layout::pagination::PageOpening;

/// How many times the contents are set until their page labels settle.
const ROUNDS: usize = 3;

/// The front matter, and whether the page labels in its contents are correct.
pub struct FrontMatter {
    /// The page bodies.
    pub bodies: Vec<LabelledBody>,
    /// Whether the page labels settled within [`ROUNDS`].
    pub settled: bool,
}

/// Sets the front matter until the page labels in its contents agree with the pages that follow
/// from them.
pub fn front_matter(
    context: Context,
    text: &[LabelledBody],
    index: &[LabelledBody],
) -> FrontMatter {
    let document = context.document;
    let text = || text.iter().chain(index);
    let mut labels = PageLabels::new(document, text());
    let mut round = 0;
    loop {
        round += 1;
        let bodies = set_front_matter(context, &labels, text().next().is_some());
        let next = PageLabels::new(document, bodies.iter().chain(text()));
        let settled = same_in_contents(document, &labels, &next);
        if settled || round == ROUNDS {
            return FrontMatter { bodies, settled };
        }
        labels = next;
    }
}

fn same_in_contents(document: &Document, one: &PageLabels, other: &PageLabels) -> bool {
    let mut entries = document.contents.iter().flat_map(|contents| &contents.entries);
    entries.all(|entry| one.get(entry.target) == other.get(entry.target))
}

fn set_front_matter(
    context: Context,
    labels: &PageLabels,
    text_follows: bool,
) -> Vec<LabelledBody> {
    let page = &context.style.page;
    let (before, rest) = context.document.split_at_contents();
    let mut parts = sections_before_contents(context, before);
    if let Some(list) = &context.document.contents {
        let width = measure(page);
        let printed: Vec<_> = list.entries.iter().map(|entry| labels.get(entry.target)).collect();
        let set = |context: Context| contents(context, list, labels, width);
        parts.push(FlowPart::kept(context, "contents", (list, printed, width.to_bits()), set));
    }
    parts.extend(sections_after_contents(context, rest));
    let mut bodies = page_bodies(context, None, parts, text_area(page, Orientation::Portrait));
    if page.two_sided {
        bodies = insert_blanks(bodies, false);
        if text_follows && bodies.len().is_multiple_of(2) {
            bodies.push(blank());
        }
    }
    // The cover is page i.
    labelled(bodies, |index| PageLabel::roman(index as u32 + 2))
}

fn sections_before_contents(context: Context, sections: &[Arc<Section>]) -> Vec<FlowPart> {
    let styles = &context.style.paragraphs;
    let text = TextStyles::new(&styles.imprint, &styles.list_item);
    let imprint = Context { text, ..context };
    let set = sections.iter().map(|section| match section.kind == SectionKind::Imprint {
        true => set_sections(imprint, &[section]),
        false => set_sections(context, &[section]),
    });
    set.flatten().collect()
}

fn sections_after_contents(context: Context, sections: &[Arc<Section>]) -> Vec<FlowPart> {
    let front: Vec<&Section> = sections
        .iter()
        .map(Arc::as_ref)
        .filter(|section| section.matter == Matter::Front)
        .collect();
    let mut parts = set_sections(context, &front);
    if let Some(first) = parts.first().cloned() {
        parts.splice(..1, [first.changed("after contents", |flow| open_page(flow))]);
    }
    parts
}

fn open_page(flow: &mut [FlowItem]) {
    if let Some(first) = flow.first_mut() {
        first.breaks.forced = first.breaks.forced.or(Some(PageOpening::NextPage));
    }
}
