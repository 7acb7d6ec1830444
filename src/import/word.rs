//! A Word file → flat blocks.

mod extras;
mod headings;
mod inlines;
mod language;
mod lists;
mod paragraph;
mod survey;
mod symbols;
mod tables;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::flat::{Block, BlockKind, DropReason, Dropped, Flat, Note, Place};
use crate::limits::Limits;
use crate::word::{self, Paragraph, Run, View, WordError, WordFile};
use headings::Headings;
use lists::Lists;

/// Reads a Word file with its tracked changes made, or not.
///
/// # Errors
///
/// A damaged file, or one that exceeds a limit.
pub fn read(bytes: &[u8], file: &WordFile, view: View, limits: &Limits) -> Result<Flat, WordError> {
    let mut front = Front::new(file, view);
    front.flat.blocks = front.blocks(&file.body);
    front.notes();
    front.ignored();
    let Front { mut flat, parts, .. } = front;
    extras::add(&mut flat, bytes, &parts, limits)?;
    Ok(flat)
}

/// The state of reading a file into flat blocks.
struct Front<'a> {
    file: &'a WordFile,
    view: View,
    headings: Headings,
    lists: Lists<'a>,
    /// Whether most of the text is monospaced, which tells nothing then.
    is_monospaced: bool,
    /// The indexes of the notes by kind and id.
    note_ids: HashMap<(NoteKind, &'a str), usize>,
    /// The bookmarks of the file.
    bookmarks: HashSet<&'a str>,
    /// The references to notes that have a bookmark, by its name.
    note_bookmarks: HashMap<&'a str, &'a word::Content>,
    /// The number of the first paragraph of the body.
    first: usize,
    /// The language of the document, unless what the file says of languages is wrong.
    language: Option<String>,
    /// The parts with pictures, in the order of [`Flat::pictures`].
    parts: Vec<&'a str>,
    /// The index of each part in it.
    part_indexes: HashMap<&'a str, usize>,
    flat: Flat,
}

/// Which notes a reference refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum NoteKind {
    Footnote,
    Endnote,
}

/// A paragraph with those that its deleted marks join to it.
struct Joined<'a> {
    /// The paragraph whose mark is left: it has the properties.
    last: &'a Paragraph,
    /// The number of the first paragraph.
    number: usize,
    bookmarks: Vec<&'a str>,
    runs: Vec<&'a Run>,
}

impl<'a> Front<'a> {
    fn new(file: &'a WordFile, view: View) -> Front<'a> {
        let mut note_ids = HashMap::new();
        let kinds = [(NoteKind::Footnote, &file.footnotes), (NoteKind::Endnote, &file.endnotes)];
        let notes = kinds
            .into_iter()
            .flat_map(|(kind, notes)| notes.iter().map(move |note| (kind, note.id.as_str())));
        note_ids.extend(notes.enumerate().map(|(index, note)| (note, index)));
        let survey = survey::read(file, view);
        let mut flat = Flat::default();
        let language = language::of(&survey);
        flat.metadata.language = language.tag;
        Front {
            file,
            view,
            headings: Headings::new(&survey),
            lists: Lists::new(file),
            is_monospaced: survey.monospaced.0 * 10 > survey.monospaced.1 * 9,
            note_ids,
            bookmarks: survey.bookmarks,
            note_bookmarks: survey.notes,
            first: survey.first.unwrap_or_default(),
            language: flat.metadata.language.clone().filter(|_| language.is_reliable),
            parts: Vec::new(),
            part_indexes: HashMap::new(),
            flat,
        }
    }

    /// The place of a paragraph.
    fn place(&self, number: usize) -> Place {
        Place::Paragraph(number.saturating_sub(self.first) + 1)
    }

    /// The flat blocks of blocks.
    fn blocks(&mut self, blocks: &'a [word::Block]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut open: Option<Joined> = None;
        for block in blocks {
            match block {
                word::Block::Paragraph(paragraph) => {
                    let joined = join(open.take(), paragraph, self.view);
                    if paragraph.mark.is_in(self.view) {
                        self.paragraph(&joined, &mut out);
                    } else {
                        open = Some(joined);
                    }
                }
                word::Block::Table(table) => {
                    if let Some(joined) = open.take() {
                        self.paragraph(&joined, &mut out);
                    }
                    self.table(table, &mut out);
                }
            }
        }
        // The last mark of a story or cell cannot go.
        if let Some(joined) = open.filter(|joined| !joined.runs.is_empty()) {
            self.paragraph(&joined, &mut out);
        }
        out
    }

    /// Reads the notes.
    fn notes(&mut self) {
        let file = self.file;
        for note in file.footnotes.iter().chain(&file.endnotes) {
            let blocks = self.blocks(&note.blocks);
            self.flat.notes.push(Note { name: None, blocks });
        }
    }

    /// Counts the formatting that is ignored.
    fn ignored(&mut self) {
        let properties = &self.file.skipped.properties;
        for (property, count) in properties {
            *self.flat.ignored.entry(ignored(property).into()).or_default() += count;
        }
        for (content, count) in &self.file.skipped.content {
            if let Some(name) = ignored_content(content) {
                *self.flat.ignored.entry(name.into()).or_default() += count;
            }
        }
        if !self.file.comments.is_empty() {
            self.flat.ignored.insert("comments".into(), self.file.comments.len());
        }
    }

    /// Notes text that is dropped.
    fn drop(&mut self, place: Place, text: &str, reason: DropReason) {
        if !text.trim().is_empty() {
            let text = text.trim().to_owned();
            self.flat.dropped.push(Dropped { place, text, reason });
        }
    }
}

/// Appends a paragraph to the one whose mark was deleted before it.
fn join<'a>(open: Option<Joined<'a>>, paragraph: &'a Paragraph, view: View) -> Joined<'a> {
    let number = paragraph.number;
    let mut joined =
        open.unwrap_or(Joined { last: paragraph, number, bookmarks: Vec::new(), runs: Vec::new() });
    joined.last = paragraph;
    joined.bookmarks.extend(paragraph.bookmarks.iter().map(|it| it.name.as_str()));
    joined.runs.extend(paragraph.runs.iter().filter(|run| run.tracked.is_in(view)));
    joined
}

/// What an editor calls a property of runs and paragraphs.
fn ignored(property: &str) -> &'static str {
    match property {
        "color" => "font colours",
        "rFonts" => "fonts",
        "highlight" | "shd" => "background colours",
        "spacing" | "contextualSpacing" => "spacing",
        "jc" => "alignment",
        "ind" | "tabs" => "indents and tabs",
        "keepNext" | "keepLines" | "widowControl" | "pageBreakBefore" => "page breaks",
        "pBdr" | "bdr" => "borders",
        _ => "other formatting",
    }
}

/// What an editor calls content that is not read; `None` for what is no content.
fn ignored_content(name: &str) -> Option<&'static str> {
    match name {
        "chart" => Some("charts"),
        "relIds" => Some("SmartArt graphics"),
        "OLEObject" => Some("embedded objects"),
        "altChunk" => Some("embedded documents"),
        _ => None,
    }
}

/// A block at a place.
fn block(place: Place, kind: BlockKind) -> Block {
    Block::new(place, kind)
}

/// Counts of names.
type Counts = BTreeMap<String, usize>;
