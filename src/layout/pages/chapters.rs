//! Chapters: sections from one forced page break to the next, set in parallel.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::Section;
use crate::layout::flow::Context;
use crate::layout::flow::flow_pages::page_bodies;
use crate::layout::flow::flow_part::FlowPart;
use crate::layout::flow::page_body::PageBody;
use crate::layout::flow::section::page_opening;
use crate::layout::geometry::{Orientation, measure, text_area};

/// The pages of sections of the body. After an interruption, pages are missing.
pub fn pages(context: Context, sections: &[&Section]) -> Vec<Arc<PageBody>> {
    let chapters = chapters(context, sections);
    // The notes of a chapter end on its own pages.
    let set = |place: Range<usize>| chapter(context, sections.get(place).unwrap_or_default());
    let set = chapters.into_par_iter().map(set);
    set.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The sections between two forced page breaks.
fn chapters(context: Context, sections: &[&Section]) -> Vec<Range<usize>> {
    let starts = sections.iter().enumerate().skip(1);
    let starts = starts.filter(|(_, section)| page_opening(context.style, section).is_some());
    let mut ends: Vec<usize> = starts.map(|(index, _)| index).collect();
    ends.push(sections.len());
    let ranges = ends.into_iter().scan(0, |start, end| {
        let place = *start..end;
        *start = end;
        Some(place)
    });
    ranges.collect()
}

/// The pages of a chapter.
fn chapter(context: Context, sections: &[&Section]) -> Vec<Arc<PageBody>> {
    let area = text_area(&context.style.page, Orientation::Portrait);
    let first = sections.first().map(|section| section.id);
    page_bodies(context, first, set_sections(context, sections), area)
}

/// Sets sections one after the other.
pub fn set_sections(context: Context, sections: &[&Section]) -> Vec<FlowPart> {
    let width = measure(&context.style.page);
    sections.par_iter().map(|content| FlowPart::section(context, content, width)).collect()
}
