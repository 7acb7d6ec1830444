//! Body and back matter, with arabic page labels.

use std::sync::Arc;

use super::chapters;
use super::page_labels::{LabelledBody, labelled};
use super::recto::insert_blanks;
use crate::document::{Matter, Section, SectionKind};
use crate::layout::flow::Context;
use crate::layout::page_label::{FolioStyle, PageLabel};
use crate::layout::page_map::{PageMap, PageStart};

/// Body and back matter without the index. The first page is a recto.
pub fn body_matter(context: Context) -> Vec<LabelledBody> {
    labelled_bodies(context, 0, |section| section.kind != SectionKind::Index)
}

/// The index, after the pages of a map.
pub fn index_pages(context: Context, map: &PageMap) -> Vec<LabelledBody> {
    let folio = |start: &PageStart| start.label.number(FolioStyle::Decimal);
    let before = map.starts.iter().filter_map(folio).count();
    let context = Context { map, ..context };
    labelled_bodies(context, before, |section| section.kind == SectionKind::Index)
}

fn labelled_bodies(
    context: Context,
    before: usize,
    wanted: impl Fn(&Section) -> bool,
) -> Vec<LabelledBody> {
    let page = &context.style.page;
    let sections = context.document.sections.iter().map(Arc::as_ref);
    let sections: Vec<&Section> =
        sections.filter(|section| section.matter != Matter::Front && wanted(section)).collect();
    let mut bodies = chapters::pages(context, &sections);
    if page.two_sided {
        bodies = insert_blanks(bodies, before.is_multiple_of(2));
    }
    labelled(bodies, |index| PageLabel::decimal((before + index + 1) as u32))
}
