//! A Markdown file → flat blocks: CommonMark with footnotes, tables, attributes and definition lists, in
//! the dialects of pandoc and Obsidian.

mod blocks;
mod callouts;
mod dialects;
mod html;
mod inlines;
mod metadata;
mod notes;
mod spans;

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, Options, Parser};

use super::flat::{DropReason, Dropped, Flat, Place};
use super::language::by_words;
use crate::limits::{Limit, LimitError, Limits};

/// Reads a Markdown file. The pictures have their paths as names, and no bytes.
///
/// # Errors
///
/// If it exceeds a limit.
pub fn read(text: &str, limits: &Limits) -> Result<Flat, LimitError> {
    limits.check(Limit::FileSize, text.len())?;
    let plain = dialects::plain(text);
    let text = blocks::with_marked_divs(&plain.text);
    let events: Vec<Located> = Parser::new_ext(&text, options()).into_offset_iter().collect();
    limits.check(Limit::MarkdownDepth, depth(&events))?;
    let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let mut front = Front {
        events: events.into_iter().peekable(),
        line_starts,
        flat: Flat::default(),
        notes: HashMap::new(),
        lists: 0,
    };
    front.title_block(plain.title_block);
    plain.comments.iter().for_each(|(place, comment)| front.drop(*place, comment));
    let blocks = front.blocks();
    front.flat.blocks = callouts::divs(blocks);
    notes::typed(&mut front.flat);
    let language = &mut front.flat.metadata.language;
    let sample: String = text.chars().take(SAMPLE).flat_map(char::to_lowercase).collect();
    *language = language.take().or_else(|| by_words(&sample).map(Into::into));
    limits.check(Limit::Notes, front.flat.notes.len())?;
    limits.check(Limit::Pictures, front.flat.pictures.len())?;
    Ok(front.flat)
}

/// How many characters tell the language.
const SAMPLE: usize = 50_000;

type Located<'t> = (Event<'t>, Range<usize>);

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS
}

/// The most levels of blocks and markup within each other: the reader is recursive.
fn depth(events: &[Located]) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

/// The state of reading.
struct Front<'t> {
    events: Peekable<IntoIter<Located<'t>>>,
    line_starts: Vec<usize>,
    flat: Flat,
    /// The index of each note by its name.
    notes: HashMap<String, usize>,
    /// How many lists have begun.
    lists: usize,
}

impl Front<'_> {
    fn place(&self, at: usize) -> Place {
        Place::Line(self.line_starts.partition_point(|start| *start <= at) + 1)
    }

    fn drop(&mut self, place: Place, text: &str) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.flat.dropped.push(Dropped { place, text, reason: DropReason::Markup });
        }
    }

    fn ignore(&mut self, what: &str) {
        *self.flat.ignored.entry(what.into()).or_default() += 1;
    }

    /// The index of a note.
    fn note(&mut self, name: &str) -> usize {
        let index = *self.notes.entry(name.into()).or_insert(self.flat.notes.len());
        if index == self.flat.notes.len() {
            self.flat.notes.push(super::flat::Note { name: Some(name.into()), blocks: Vec::new() });
        }
        index
    }
}
