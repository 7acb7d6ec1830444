//! Chapters: sections from one forced page break to the next. They are set in parallel, and after an edit only those
//! that changed.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Key;
use crate::document::visit::{section_blocks, section_inlines};
use crate::document::{Block, Document, Inline, Note, Section};
use crate::layout::flow::Context;
use crate::layout::flow::flow_item::FlowItem;
use crate::layout::flow::flow_pages::page_bodies;
use crate::layout::flow::page_body::PageBody;
use crate::layout::flow::section::{page_opening, section};
use crate::layout::geometry::{Orientation, measure, text_area};

/// The pages of sections of the body. After an interruption, pages are missing.
pub fn pages(context: Context, sections: &[&Section]) -> Vec<Arc<PageBody>> {
    let places = chapters(context, sections);
    // Every edit changes a single chapter, which is then not worth keeping.
    let kept = context.kept.shared().filter(|_| places.len() > 1);
    let shared = kept.map(|lines| shared_key(context, lines));
    let set = |place: Range<usize>| {
        let sections = sections.get(place).unwrap_or_default();
        chapter(context, sections, shared)
    };
    // The notes of a chapter end on its own pages.
    let set = places.into_par_iter().map(set);
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
fn chapter(context: Context, sections: &[&Section], shared: Option<Key>) -> Vec<Arc<PageBody>> {
    let set = |key: Option<Key>| {
        let area = text_area(&context.style.page, Orientation::Portrait);
        let bodies = page_bodies(context, set_sections(context, sections), area);
        match key {
            Some(key) => keyed(bodies, key),
            None => bodies,
        }
    };
    let Some(shared) = shared else { return set(None) };
    let key = Key::new("chapter", (shared, sections, notes(context.document, sections)));
    context.kept.pages(key, || set(Some(key)))
}

/// Sets sections one after the other.
pub fn set_sections(context: Context, sections: &[&Section]) -> Vec<FlowItem> {
    let width = measure(&context.style.page);
    let set: Vec<Vec<FlowItem>> =
        sections.par_iter().map(|content| section(context, content, width)).collect();
    set.into_iter().flatten().collect()
}

/// Gives the pages of a chapter with a key their own keys.
fn keyed(bodies: Vec<Arc<PageBody>>, chapter: Key) -> Vec<Arc<PageBody>> {
    let keyed = bodies.into_iter().enumerate().map(|(index, mut body)| {
        if let Some(body) = Arc::get_mut(&mut body) {
            body.key = Some(Key::new("page body", (chapter, index)));
        }
        body
    });
    keyed.collect()
}

/// The key of everything from which chapters are made besides their sections and notes.
fn shared_key(context: Context, lines: Key) -> Key {
    let Context { document, draws, map, .. } = context;
    let Document { words, placements, note_kind, images, notes, .. } = document;
    let sizes: Vec<_> = images.iter().map(|image| (image.width_px, image.height_px)).collect();
    let notes: Vec<_> = notes.iter().map(|note| (note.id, &note.references)).collect();
    Key::new("chapters", (lines, draws, map, (words, placements, note_kind, sizes, notes)))
}

/// The notes that are set with some sections.
fn notes<'d>(document: &'d Document, sections: &[&Section]) -> Vec<&'d [Note]> {
    let mut found = Vec::new();
    let mut add = |notes: Range<usize>| found.extend(document.notes.get(notes));
    for section in sections {
        section_inlines(section, &mut |inline| {
            if let Inline::NoteReference(reference) = inline
                && reference.first
            {
                add(reference.note..reference.note + 1);
            }
        });
        section_blocks(section, &mut |block| {
            if let Block::Endnotes { notes, .. } = block {
                add(notes.clone());
            }
        });
    }
    found
}
