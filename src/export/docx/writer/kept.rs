//! Sections that earlier builds have written.
//!
//! What a section becomes depends on its content, on what it looks up (names of bookmarks, texts of references), on
//! counters and open sequences, and on where its words are in the source. An edit of a word changes these for few
//! sections. The key of a section has all of them. What it looks up is recorded while it is written: if its content and
//! all that it looked up are the same, it becomes the same again.

use std::hash::Hash;
use std::sync::Arc;

use docx_rs::Paragraph;

use super::super::content::BlockElement;
use super::super::extras::{ParagraphExtra, paragraph_id};
use super::super::numbering_instances::NumberingChange;
use super::collectors::{CaptionCounters, Collectors};
use super::input::Input;
use super::references::Record;
use super::section_break::is_at_head;
use super::section_keys::{Keys, origins};
use super::story::{Pending, Story};
use crate::cache::Key;
use crate::document::traced::{inline_origins, section_origins};
use crate::document::{ContentsEntry, ImageId, Section};
use crate::draft::{SourceParts, WrittenParagraphs};

/// What a section becomes.
struct Written {
    batches: Vec<Arc<Vec<u8>>>,
    last: Paragraph,
    last_extra: Option<ParagraphExtra>,
    last_xml: Arc<Vec<u8>>,
    text: Arc<WrittenParagraphs>,
    paragraphs: u32,
    bookmarks: usize,
    notes: usize,
    numbering: NumberingChange,
    captions: CaptionCounters,
    drawings: (Vec<ImageId>, u32),
    /// The number of paragraphs after the last box, and whether its colour is varied.
    last_box: Option<(u32, bool)>,
}

/// What some entries of the contents become.
struct WrittenEntries {
    batches: Vec<Arc<Vec<u8>>>,
    text: Arc<WrittenParagraphs>,
    paragraphs: u32,
    bookmarks: usize,
}

/// The numbers of things before a section.
struct Before {
    batches: usize,
    containers: usize,
    paragraphs: usize,
    number: u32,
    bookmarks: usize,
    notes: usize,
    numbering: (usize, usize),
    links: usize,
}

/// Writes a section of level 1 in some columns, unless an earlier build has.
pub fn kept(
    input: &Input,
    out: &mut Collectors,
    (section, columns): (&Section, u8),
    write: impl FnOnce(&mut Collectors),
) {
    let Some(kept) = input.kept.filter(|_| section.heading.is_some() && is_plain(out, columns))
    else {
        return write(out);
    };
    // The heading follows, so the paragraph before it does not change any more.
    out.story.settle();
    let before = Before::of(out);
    let origins = origins(kept.parts, |visit| section_origins(section, visit));
    let own = Key::new("section of docx", (kept.shared, section));
    let keys = Keys { kept, own, before: (state(out), origins), links: before.links };
    if let Some((written, looked_up)) = keys.find::<Written>(&out.references) {
        return again(out, &written, &looked_up.urls);
    }
    let word_section = out.sections.current;
    let Some(record) = recorded(out, write) else { return };
    if out.sections.current != word_section {
        return;
    }
    if let Some(written) = finished(out, &before, kept.parts) {
        keys.keep(record, &out.references, written);
    }
}

/// Writes some entries of the contents, unless an earlier build has. `form` is everything that their form depends on
/// besides.
pub fn kept_entries(
    input: &Input,
    out: &mut Collectors,
    (entries, form): (&[ContentsEntry], impl Hash),
    write: impl FnOnce(&mut Collectors),
) {
    let Some(kept) = input.kept.filter(|_| is_plain(out, 1)) else { return write(out) };
    out.story.settle();
    let before = Before::of(out);
    let origins = origins(kept.parts, |visit| {
        entries.iter().for_each(|entry| inline_origins(&entry.content, visit));
    });
    let page = |entry: &ContentsEntry| input.map.page_label(entry.target).map(|it| it.to_string());
    let pages: Vec<_> = entries.iter().map(page).collect();
    let own = Key::new("contents of docx", (kept.shared, form, entries, pages));
    let keys = Keys { kept, own, before: (state(out), origins), links: before.links };
    if let Some((written, looked_up)) = keys.find::<WrittenEntries>(&out.references) {
        let WrittenEntries { batches, text, paragraphs, bookmarks } = &*written;
        out.story.written.extend(batches.iter().cloned().map(Ok));
        out.story.kept_text.push((before.paragraphs, text.clone()));
        out.story.skip(*paragraphs);
        out.references.continue_after(*bookmarks, &looked_up.urls);
        return;
    }
    let Some(record) = recorded(out, write) else { return };
    out.story.settle();
    let Some(batches) = batches_since(out, before.batches) else { return };
    let written = WrittenEntries {
        batches,
        text: text_since(out, before.paragraphs, kept.parts),
        paragraphs: out.story.next_number() - before.number,
        bookmarks: out.references.last_id() - before.bookmarks,
    };
    keys.keep(record, &out.references, written);
}

/// Writes something, and returns what it looked up; `None` if not all of that is recorded.
fn recorded(out: &mut Collectors, write: impl FnOnce(&mut Collectors)) -> Option<Record> {
    out.references.record = Some(Record::default());
    write(out);
    out.references.record.take().filter(|record| !record.is_incomplete)
}

/// Whether nothing is open that a section could change or continue, except what is in its key.
fn is_plain(out: &Collectors, columns: u8) -> bool {
    let Story { holds, pending, cell, enclosure, last_borders, .. } = &out.story;
    let Pending { kind, name, elements: _, space_pt: _, page_break: _ } = pending;
    columns == 1
        && out.sections.current.columns == 1
        && *holds == 0
        && (kind.is_none() && name.is_none() && cell.is_none())
        && (enclosure.is_none() && last_borders.is_none())
        && out.references.note.is_none()
        && out.numbering.is_closed()
}

/// The counters and open sequences that a section continues.
fn state(out: &mut Collectors) -> Key {
    let Pending { elements, space_pt, page_break, kind: _, name: _ } = &out.story.pending;
    let pending = (elements, space_pt.to_bits(), page_break, is_at_head(out));
    let counters = (out.references.last_id(), out.captions, out.drawings.state());
    Key::new("state of docx", (pending, counters, out.numbering.state()))
}

impl Before {
    fn of(out: &Collectors) -> Before {
        Before {
            batches: out.story.written.len(),
            containers: out.sections.containers.len(),
            paragraphs: out.story.draft.paragraphs.len(),
            number: out.story.next_number(),
            bookmarks: out.references.last_id(),
            notes: out.references.notes_placed,
            numbering: out.numbering.counts(),
            links: out.references.links.len(),
        }
    }
}

/// What has been written of a section; `None` if it cannot be kept by itself, because it ends in a table, for example.
fn finished(out: &mut Collectors, before: &Before, parts: &SourceParts) -> Option<Written> {
    let is_closed = out.sections.containers.len() == before.containers
        && is_plain(out, 1)
        && out.story.pending.is_empty();
    let number = out.story.next_number();
    let is_last = |paragraph: &Paragraph| paragraph.id == paragraph_id(number.saturating_sub(1));
    let last = match out.story.content.last() {
        Some(BlockElement::Paragraph(last)) if is_closed && is_last(last) => last.as_ref().clone(),
        Some(BlockElement::Paragraph(_) | BlockElement::Table(..)) | None => return None,
    };
    let numbering = out.numbering.change_since(before.numbering)?;
    let last_extra = out.story.extras.get(&number.saturating_sub(1)).cloned();
    // The last paragraph may still change: the next section may end a section of Word.
    let end = out.story.content.pop();
    out.story.settle();
    out.story.content.extend(end);
    let written = out.story.written_batches(&out.story.content);
    let [Ok(last_xml)] = written.as_slice() else { return None };
    out.story.settled = Some(last_xml.clone());
    let batches = batches_since(out, before.batches)?;
    let text = text_since(out, before.paragraphs, parts);
    let last_box = out.story.last_box.filter(|(at, _)| *at > before.number);
    Some(Written {
        batches,
        last,
        last_extra,
        last_xml: last_xml.clone(),
        text,
        paragraphs: number - before.number,
        bookmarks: out.references.last_id() - before.bookmarks,
        notes: out.references.notes_placed - before.notes,
        numbering,
        captions: out.captions,
        drawings: out.drawings.state(),
        last_box: last_box.map(|(at, varied)| (number.saturating_sub(at), varied)),
    })
}

/// The XML written since there were some batches; `None` if any failed.
fn batches_since(out: &Collectors, batches: usize) -> Option<Vec<Arc<Vec<u8>>>> {
    let since = out.story.written.get(batches..)?.iter();
    since.map(|batch| batch.as_ref().ok().cloned()).collect()
}

/// Writes the text since there were some paragraphs in the draft.
fn text_since(
    out: &mut Collectors,
    paragraphs: usize,
    parts: &SourceParts,
) -> Arc<WrittenParagraphs> {
    let said = out.story.draft.paragraphs.split_off(paragraphs);
    let text = Arc::new(WrittenParagraphs::of(&said, parts));
    out.story.kept_text.push((paragraphs, text.clone()));
    text
}

/// Adds a section that is already written.
fn again(out: &mut Collectors, written: &Written, urls: &[String]) {
    let story = &mut out.story;
    story.pending = Pending::default();
    story.written.extend(written.batches.iter().cloned().map(Ok));
    story.kept_text.push((story.draft.paragraphs.len(), written.text.clone()));
    let (last, extra) = (written.last.clone(), written.last_extra.clone());
    story.continue_after(written.paragraphs, last, extra, written.last_xml.clone());
    let after = story.next_number();
    story.last_box = written.last_box.map(|(back, varied)| (after.saturating_sub(back), varied));
    out.references.continue_after(written.bookmarks, urls);
    out.references.notes_placed += written.notes;
    out.numbering.apply(&written.numbering);
    out.captions = written.captions;
    out.drawings.resume(&written.drawings);
}
