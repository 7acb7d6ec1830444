//! A first look at a file: which sizes, languages and bookmarks it uses, and how much.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Counts;
use crate::word::{Block, Content, Paragraph, View, WordFile};

/// What the first look found.
#[derive(Debug, Default)]
pub struct Survey<'a> {
    /// How many characters have each language, by BCP 47 tag.
    pub languages: Counts,
    /// The first part of the text, in lower case.
    pub sample: String,
    /// The looks of paragraphs of the body, in order.
    pub looks: Vec<Look>,
    /// How many characters have each size, in half points.
    pub sizes: BTreeMap<u16, usize>,
    /// How many characters are bold, and all.
    pub bold: (usize, usize),
    /// How many characters have a monospaced face, and all.
    pub monospaced: (usize, usize),
    /// The deepest level of a heading by style, from 1.
    pub deepest: u8,
    /// The names of the bookmarks.
    pub bookmarks: HashSet<&'a str>,
    /// The references to notes that have a bookmark, by its name.
    pub notes: HashMap<&'a str, &'a Content>,
    /// The number of the first paragraph of the body.
    pub first: Option<usize>,
}

/// The look of a paragraph of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The size of its smallest text, in half points.
    pub size: u16,
    /// Whether all of it is bold.
    pub is_bold: bool,
    /// Whether all of it is in capitals.
    pub is_capital: bool,
    /// How many characters it has.
    pub length: usize,
    /// Whether it may be a heading: not a list item, no end of a sentence.
    pub may_be_heading: bool,
}

/// How much of the text tells its language.
const SAMPLE: usize = 20_000;

/// The size of text in Word without any style, in half points (§17.3.2.38).
const DEFAULT_SIZE: u16 = 20;

/// Looks at a file.
pub fn read(file: &WordFile, view: View) -> Survey<'_> {
    let mut survey = Survey::default();
    survey.blocks(file, &file.body, view, true);
    for note in file.footnotes.iter().chain(&file.endnotes) {
        survey.blocks(file, &note.blocks, view, false);
    }
    survey
}

impl<'a> Survey<'a> {
    fn blocks(&mut self, file: &'a WordFile, blocks: &'a [Block], view: View, is_body: bool) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(file, paragraph, view, is_body),
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(file, &cell.blocks, view, false));
                }
            }
        }
    }

    fn paragraph(&mut self, file: &'a WordFile, paragraph: &'a Paragraph, view: View, body: bool) {
        let first = self.first.get_or_insert(paragraph.number);
        *first = (*first).min(paragraph.number);
        self.bookmarks.extend(paragraph.bookmarks.iter().map(|it| it.name.as_str()));
        for bookmark in &paragraph.bookmarks {
            let content = paragraph.runs.get(bookmark.run).map(|run| &run.content);
            if let Some(note @ (Content::Footnote(_) | Content::Endnote(_))) = content {
                self.notes.insert(bookmark.name.as_str(), note);
            }
        }
        let style_language = || {
            let mut chain = file.style_chain(paragraph.style.as_deref());
            chain.find_map(|style| style.language.clone()).or_else(|| file.language.clone())
        };
        for run in paragraph.runs.iter().filter(|run| run.tracked.is_in(view)) {
            match &run.content {
                Content::Text(text) => {
                    let language = run.language.clone().or_else(style_language);
                    let count = text.chars().filter(|it| it.is_alphabetic()).count();
                    let is_monospaced = run.format.monospaced == Some(true);
                    self.monospaced.0 += if is_monospaced { count } else { 0 };
                    self.monospaced.1 += count;
                    let language = language.as_deref().unwrap_or_default();
                    if let Some(all) = self.languages.get_mut(language) {
                        *all += count;
                    } else {
                        self.languages.insert(language.to_owned(), count);
                    }
                    if self.sample.len() < SAMPLE {
                        self.sample.push_str(&text.to_lowercase());
                    }
                }
                Content::Object(object) => self.blocks(file, &object.blocks, view, false),
                Content::Break
                | Content::PageBreak
                | Content::Footnote(_)
                | Content::Endnote(_)
                | Content::Symbol(_)
                | Content::Math(_) => {}
            }
        }
        self.sample.push(' ');
        if body {
            self.look(file, paragraph, view);
        }
    }

    fn look(&mut self, file: &WordFile, paragraph: &Paragraph, view: View) {
        if let Some(level) = file.outline_level(paragraph) {
            self.deepest = self.deepest.max(level + 1);
            self.looks.push(Look::default());
            return;
        }
        let look = look(file, paragraph, view);
        *self.sizes.entry(look.size).or_default() += look.length;
        self.bold.0 += if look.is_bold { look.length } else { 0 };
        self.bold.1 += look.length;
        self.looks.push(look);
    }
}

/// The longest heading that has no style, in characters.
const LONGEST_HEADING: usize = 140;

/// The look of a paragraph.
pub fn look(file: &WordFile, paragraph: &Paragraph, view: View) -> Look {
    let mut look = Look { size: u16::MAX, is_bold: true, is_capital: true, ..Look::default() };
    let mut last = None;
    let mut has_letters = false;
    for run in paragraph.runs.iter().filter(|run| run.tracked.is_in(view)) {
        let Content::Text(text) = &run.content else { continue };
        if text.trim().is_empty() {
            continue;
        }
        let format = file.format(paragraph, &run.format);
        look.size = look.size.min(format.size.unwrap_or(DEFAULT_SIZE));
        look.is_bold &= format.bold == Some(true);
        let is_capital =
            !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
        look.is_capital &= format.capitals == Some(true) || is_capital;
        look.length += text.chars().count();
        has_letters |= text.chars().any(char::is_alphabetic);
        last = text.trim_end().chars().next_back().or(last);
    }
    look.size = if look.length == 0 { DEFAULT_SIZE } else { look.size };
    let ends_sentence = matches!(last, Some('.' | ';' | ',' | ':' | '。' | '：' | '؛' | '،'));
    look.may_be_heading = has_letters
        && look.length <= LONGEST_HEADING
        && !ends_sentence
        && file.list_item(paragraph).is_none_or(|_| look.is_bold);
    look
}
