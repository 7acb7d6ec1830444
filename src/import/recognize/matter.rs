//! Sections that reports have as parts of their own: contents, foreword, abbreviations, bibliography,
//! participants.

use super::cover::date;
use super::words::normalized;
use super::{Part, Recognizer, blocks, participants, shown, signatures, tables, text};
use crate::import::flat::{self, BlockKind, DropReason, Inline};
use crate::import::report::{FrontKind, Participants, Revision, Section, Work};
use crate::languages::Term;
use crate::source::schema::SectionKind;
use crate::templates::Labels;

/// Takes a section that is a part of its own; returns whether it was one.
pub fn take(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let is = |term| recognizer.words.is(term, title);
    let labelled = |label: fn(&Labels) -> &String| {
        let labels = recognizer.words.labels();
        labels.is_some_and(|it| normalized(label(it)) == normalized(title))
    };
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
    } else if labelled(|it| &it.notes) && part.blocks.iter().all(flat::Block::is_break) {
        // The heading of endnotes, which Word prints after it.
        recognizer.drop(part.place, title, DropReason::Heading);
        true
    } else if labelled(|it| &it.history.heading) {
        history(recognizer, title, part)
    } else if let Some((kind, is_default)) = front_kind(recognizer, title) {
        front_section(recognizer, title, part, (kind, is_default));
        true
    } else {
        false
    }
}

/// The kind of front matter that a title is of, unless the report has it already, and whether the title is
/// the one that is generated.
fn front_kind(recognizer: &Recognizer, title: &str) -> Option<(FrontKind, bool)> {
    let labels = recognizer.words.labels();
    let is = |label: &String| normalized(label) == normalized(title);
    let kinds = [
        (FrontKind::Foreword, labels.map(|it| &it.foreword)),
        (FrontKind::Acknowledgements, labels.map(|it| &it.acknowledgements)),
        (FrontKind::Abstract, labels.map(|it| &it.summary)),
    ];
    let mut found = kinds.into_iter().filter(|it| it.1.is_some_and(is)).map(|it| (it.0, true));
    let other =
        || recognizer.words.is(Term::Foreword, title).then_some((FrontKind::Foreword, false));
    let front = &recognizer.report.front;
    found.next().or_else(other).filter(|(kind, _)| front.iter().all(|it| it.0 != *kind))
}

/// Whether a section is the index of persons that the report generates: its entries were dropped.
fn is_index(recognizer: &Recognizer, title: &str, part: &Part) -> bool {
    let label = recognizer.words.labels().map(|labels| normalized(&labels.index_of_persons));
    label.is_some_and(|label| label == normalized(title))
        && part.blocks.iter().all(flat::Block::is_break)
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

fn front_section(
    recognizer: &mut Recognizer,
    title: &str,
    part: &mut Part,
    (kind, is_default): (FrontKind, bool),
) {
    let what = match kind {
        FrontKind::Foreword => "the foreword",
        FrontKind::Acknowledgements => "the acknowledgements",
        FrontKind::Abstract => "the abstract",
    };
    recognizer.guess(part.place, what, title, 90);
    let mut words = std::mem::take(&mut part.title);
    if is_default {
        recognizer.drop(part.place, title, DropReason::Heading);
        words.clear();
    }
    let mut section = Section::new(part.place, SectionKind::Section, words);
    section.bookmarks = std::mem::take(&mut part.bookmarks);
    section.content = blocks::blocks(recognizer, std::mem::take(&mut part.blocks));
    signatures::take(recognizer, &mut section.content);
    recognizer.report.front.push((kind, section));
}

fn abbreviations(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let kept = |it: &&flat::Block| !it.is_break();
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
    if let BlockKind::Definition { term, definition } = &block.kind {
        let meaning = text::joined(definition.iter().cloned().flat_map(tables::inlines));
        return Some(vec![(text::unbold(term.clone()), meaning)]);
    }
    if let BlockKind::Table(table) = &block.kind {
        let rows = table.rows.iter().skip(table.header_rows).map(|row| {
            let [term, meaning] = row.as_slice() else { return None };
            let cell = |cell: &flat::Cell| {
                text::joined(cell.blocks.iter().cloned().flat_map(tables::inlines))
            };
            Some((text::unbold(cell(term)), cell(meaning)))
        });
        return rows.collect::<Option<Vec<_>>>().filter(|_| table.header_rows == 0);
    }
    let line = block.line()?;
    let words = flat::shown(line);
    let signs = ["\t", " – ", " — ", " - ", ": "];
    let at = signs.iter().find_map(|sign| words.find(sign))?;
    // An abbreviation is short.
    if words.get(..at)?.chars().count() > 20 {
        return None;
    }
    let (term, rest) = text::split(line.to_vec(), at);
    let meaning = flat::shown(&rest);
    let start = meaning.trim_start_matches(['–', '—', '-', ':', ' ', '\t']);
    let meaning = text::skip(rest, meaning.len() - start.len());
    Some(vec![(text::unbold(term), meaning)])
}

fn bibliography(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let work = |block: &flat::Block| {
        let (text, bookmarks) = (block.line()?.to_vec(), block.bookmarks.clone());
        Some(Work { number: None, text, bookmarks })
    };
    let kept = |it: &&flat::Block| !it.is_break();
    let works: Option<Vec<Work>> = part.blocks.iter().filter(kept).map(work).collect();
    let Some(mut works) = works.filter(|it| !it.is_empty()) else { return false };
    number_works(recognizer, part, &mut works);
    recognizer.guess(part.place, "the bibliography", title, 92);
    recognizer.drop(part.place, title, DropReason::Heading);
    recognizer.report.bibliography.extend(works);
    part.blocks.clear();
    true
}

/// Takes the numbers in brackets off the works, if they are in order and the others have labels there.
fn number_works(recognizer: &mut Recognizer, part: &Part, works: &mut [Work]) {
    let bracket = |work: &Work| {
        let words = shown(&work.text);
        Some(words.strip_prefix('[')?.split_once(']')?.0.to_owned())
    };
    let Some(labels) = works.iter().map(bracket).collect::<Option<Vec<String>>>() else { return };
    let is_number = |label: &String| label.bytes().all(|it| it.is_ascii_digit());
    let numbered = works.iter_mut().zip(&labels).filter(|(_, label)| is_number(label));
    let numbered: Vec<(&mut Work, &String)> = numbered.collect();
    let numbers = (1..).map(|number: usize| number.to_string());
    if !numbered.iter().zip(numbers).all(|((_, label), number)| **label == number) {
        return;
    }
    for (work, label) in numbered {
        let number = format!("[{label}]");
        recognizer.drop(part.place, number.as_str(), DropReason::TypedNumber);
        work.text = text::skip(std::mem::take(&mut work.text), number.len());
        work.number = Some(number);
    }
}

/// Takes the history of the document: a table of versions, dates and changes.
fn history(recognizer: &mut Recognizer, title: &str, part: &mut Part) -> bool {
    let mut content = part.blocks.iter().filter(|it| !it.is_break());
    let (Some(BlockKind::Table(table)), None) = (content.next().map(|it| &it.kind), content.next())
    else {
        return false;
    };
    let words =
        |cell: &flat::Cell| text::joined(cell.blocks.iter().cloned().flat_map(tables::inlines));
    let mut dates = Vec::new();
    let rows = table.rows.iter().skip(1).map(|row| {
        let [version, date, changes] = row.as_slice() else { return None };
        let date = shown(&words(date));
        let iso = date::whole(&recognizer.words, &date);
        if iso.is_none() && !date.is_empty() {
            return None;
        }
        dates.push(date);
        Some(Revision { version: shown(&words(version)), date: iso, changes: words(changes) })
    });
    let Some(rows) = rows.collect::<Option<Vec<_>>>().filter(|it| !it.is_empty()) else {
        return false;
    };
    let header = table.rows.first().into_iter().flatten().map(words);
    let header = shown(&text::joined(header.collect::<Vec<_>>()));
    recognizer.guess(part.place, "the history of the document", title, 92);
    for text in [title.to_owned(), header] {
        recognizer.drop(part.place, text, DropReason::Heading);
    }
    dates.into_iter().for_each(|date| recognizer.drop(part.place, date, DropReason::Date));
    recognizer.report.history = rows;
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
