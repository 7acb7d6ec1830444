//! Sections that reports have as parts of their own: contents, foreword, abbreviations, bibliography,
//! participants.

use super::words::normalized;
use super::{Part, Recognizer, blocks, participants, shown, tables, text};
use crate::import::flat::{self, BlockKind, DropReason, Inline};
use crate::import::report::{Participants, Section, Work};
use crate::languages::Term;
use crate::source::schema::SectionKind;

/// Takes a section that is a part of its own; returns whether it was one.
pub fn take(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let is = |term| recognizer.words.is(term, title);
    if is(Term::Contents) {
        contents(recognizer, title, part)
    } else if is(Term::Abbreviations) {
        abbreviations(recognizer, title, part)
    } else if is(Term::Bibliography) {
        bibliography(recognizer, title, part)
    } else if is_index(recognizer, title, part) {
        recognizer.drop(part.place, title, DropReason::Contents);
        recognizer.report.index_of_persons = true;
        true
    } else if is(Term::Foreword) && recognizer.report.foreword.is_none() {
        foreword(recognizer, title, part)
    } else {
        false
    }
}

/// Whether a section is the index of persons that the report generates: its entries were dropped.
fn is_index(recognizer: &Recognizer, title: &str, part: &Part) -> bool {
    let label = recognizer.words.labels().map(|labels| normalized(&labels.index_of_persons));
    label.is_some_and(|label| label == normalized(title))
        && part.blocks.iter().all(|it| matches!(it.kind, BlockKind::PageBreak | BlockKind::Rule))
}

/// Drops a typed table of contents: lines that end with the number of a page.
fn contents(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let mut rest = Vec::new();
    for block in std::mem::take(&mut part.blocks) {
        let line = shown(&text::joined(tables::inlines(block.clone())));
        let is_entry = line.ends_with(|it: char| it.is_ascii_digit()) && line.len() < 300;
        if is_entry || line.is_empty() {
            recognizer.drop(block.place, line, DropReason::Contents);
        } else {
            rest.push(block);
        }
    }
    part.blocks = rest;
    if part.blocks.is_empty() {
        recognizer.drop(part.place, title, DropReason::Contents);
    }
    part.blocks.is_empty()
}

fn foreword(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    recognizer.guess(part.place, "the foreword", title, 90);
    let label = recognizer.words.labels().map(|labels| normalized(&labels.foreword));
    let mut words = std::mem::take(&mut part.title);
    if label.is_some_and(|label| label == normalized(title)) {
        recognizer.drop(part.place, title, DropReason::Heading);
        words.clear();
    }
    let mut section = Section::new(part.place, SectionKind::Section, words);
    section.bookmarks = std::mem::take(&mut part.bookmarks);
    section.content = blocks::blocks(recognizer, std::mem::take(&mut part.blocks));
    recognizer.report.foreword = Some(section);
    true
}

fn abbreviations(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let kept = |it: &&flat::Block| !matches!(it.kind, BlockKind::PageBreak | BlockKind::Rule);
    let entries: Option<Vec<_>> = part.blocks.iter().filter(kept).map(entries).collect();
    let Some(entries) = entries.map(|it| it.concat()).filter(|it| !it.is_empty()) else {
        return false;
    };
    recognizer.guess(part.place, "the abbreviations", title, 92);
    recognizer.drop(part.place, title, DropReason::Heading);
    recognizer.report.abbreviations.extend(entries);
    part.blocks.clear();
    true
}

/// An abbreviation with its meaning.
type Entry = (Vec<Inline>, Vec<Inline>);

/// The abbreviations in a block; `None` if it has something else.
fn entries(block: &flat::Block) -> Option<Vec<Entry>> {
    let line = match &block.kind {
        BlockKind::Paragraph(words) => words,
        BlockKind::ListItem(item) => &item.text,
        BlockKind::Definition { term, definition } => {
            let meaning = text::joined(definition.iter().cloned().flat_map(tables::inlines));
            return Some(vec![(text::unbold(term.clone()), meaning)]);
        }
        BlockKind::Table(table) => {
            let rows = table.rows.iter().skip(table.header_rows).map(|row| {
                let [term, meaning] = row.as_slice() else { return None };
                let cell = |cell: &flat::Cell| {
                    text::joined(cell.blocks.iter().cloned().flat_map(tables::inlines))
                };
                Some((text::unbold(cell(term)), cell(meaning)))
            });
            return rows.collect::<Option<Vec<_>>>().filter(|_| table.header_rows == 0);
        }
        BlockKind::Heading { .. }
        | BlockKind::Figure(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::TextBox(_)
        | BlockKind::PageBreak
        | BlockKind::Rule => return None,
    };
    let words = flat::shown(line);
    let signs = ["\t", " – ", " — ", " - ", ": "];
    let at = signs.iter().find_map(|sign| words.find(sign))?;
    // An abbreviation is short.
    if words.get(..at)?.chars().count() > 20 {
        return None;
    }
    let (term, rest) = text::split(line.clone(), at);
    let meaning = flat::shown(&rest);
    let start = meaning.trim_start_matches(['–', '—', '-', ':', ' ', '\t']);
    let meaning = text::skip(rest, meaning.len() - start.len());
    Some(vec![(text::unbold(term), meaning)])
}

fn bibliography(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let work = |block: &flat::Block| {
        let text = match &block.kind {
            BlockKind::Paragraph(text) => text.clone(),
            BlockKind::ListItem(item) => item.text.clone(),
            BlockKind::Heading { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Quotation(_)
            | BlockKind::Preformatted(_)
            | BlockKind::TextBox(_)
            | BlockKind::Definition { .. }
            | BlockKind::PageBreak
            | BlockKind::Rule => return None,
        };
        Some(Work { text, bookmarks: block.bookmarks.clone() })
    };
    let kept = |it: &&flat::Block| !matches!(it.kind, BlockKind::PageBreak | BlockKind::Rule);
    let works: Option<Vec<Work>> = part.blocks.iter().filter(kept).map(work).collect();
    let Some(works) = works.filter(|it| !it.is_empty()) else { return false };
    recognizer.guess(part.place, "the bibliography", title, 92);
    recognizer.drop(part.place, title, DropReason::Heading);
    recognizer.report.bibliography.extend(works);
    part.blocks.clear();
    true
}

/// Takes a list of participants, if all of the section is one; returns it.
pub fn participants(
    recognizer: &mut Recognizer,
    title: &str,
    part: &mut Part,
) -> Option<Participants> {
    if !recognizer.words.is(Term::Participants, title) {
        return None;
    }
    let people = participants::list(recognizer, &part.blocks)?;
    part.blocks.clear();
    Some(people)
}
