//! References in the text: "see Table 2", and fields of Word, to what is in the report.

use std::collections::{HashMap, HashSet};

use super::captions;
use super::prefix;
use super::words::Words;
use crate::import::flat::{Content, Inline, Link};
use crate::import::report::{Block, BlockKind, ImportedReport, Item, Section};
use crate::languages::Term;
use crate::source::schema::{ListStyle, SectionKind};

/// Makes references of the words that are ones, and words of the references that lead nowhere.
pub fn resolve(report: &mut ImportedReport, words: &Words) {
    let mut targets = Targets::default();
    let (mut panels, mut annexes) = (0, 0);
    for section in &mut report.body {
        number_panels(section, &mut panels, &mut targets);
    }
    for section in &mut report.annexes {
        annexes += 1;
        section.bookmarks.push(captions::bookmark(Term::Annex, annexes));
        targets.numbered.insert((Kind::Annex, annexes));
    }
    let sections = report.foreword.iter_mut().chain(&mut report.body).chain(&mut report.annexes);
    sections.for_each(|section| targets.section(section));
    for work in &report.bibliography {
        targets.known.extend(work.bookmarks.iter().cloned());
    }
    each_text(report, &mut |text| {
        let old = std::mem::take(text);
        *text = old.into_iter().flat_map(|inline| targets.inline(words, inline)).collect();
    });
}

/// What words refer to by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Table,
    Figure,
    Panel,
    Annex,
}

const KINDS: [(Kind, Term); 4] = [
    (Kind::Table, Term::Table),
    (Kind::Figure, Term::Figure),
    (Kind::Panel, Term::Panel),
    (Kind::Annex, Term::Annex),
];

/// What can be referred to.
#[derive(Default)]
struct Targets {
    /// The bookmarks of what has a number or title.
    known: HashSet<String>,
    /// What has a number that is the same in the report.
    numbered: HashSet<(Kind, u32)>,
    /// How many tables and figures were counted.
    counts: HashMap<Kind, u32>,
}

fn number_panels(section: &mut Section, panels: &mut u32, targets: &mut Targets) {
    if section.kind == SectionKind::Panel {
        *panels += 1;
        section.bookmarks.push(captions::bookmark(Term::Panel, *panels));
        targets.numbered.insert((Kind::Panel, *panels));
    }
    for section in &mut section.sections {
        number_panels(section, panels, targets);
    }
}

impl Targets {
    fn section(&mut self, section: &Section) {
        self.known.extend(section.bookmarks.iter().cloned());
        section.content.iter().for_each(|block| self.block(block));
        section.sections.iter().for_each(|section| self.section(section));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Table(table) => {
                self.captioned(block, Kind::Table, !table.caption.is_empty())
            }
            BlockKind::Figure(figure) => {
                self.captioned(block, Kind::Figure, !figure.caption.is_empty());
            }
            BlockKind::Heading(_) | BlockKind::Recommendations { .. } => {
                self.known.extend(block.bookmarks.iter().cloned());
            }
            BlockKind::Paragraph(_)
            | BlockKind::List { .. }
            | BlockKind::Quotation { .. }
            | BlockKind::TextBox { .. }
            | BlockKind::Participants(_)
            | BlockKind::Definitions(_) => {}
        }
        match &block.kind {
            BlockKind::List { style, items, .. } => {
                self.items(items, *style != ListStyle::Bulleted)
            }
            BlockKind::Recommendations { items, .. } => self.items(items, true),
            BlockKind::TextBox { content, .. } => content.iter().for_each(|it| self.block(it)),
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Quotation { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Participants(_)
            | BlockKind::Definitions(_) => {}
        }
    }

    fn items(&mut self, items: &[Item], is_numbered: bool) {
        for item in items {
            if is_numbered {
                self.known.extend(item.bookmarks.iter().cloned());
            }
            item.content.iter().for_each(|block| self.block(block));
        }
    }

    /// Counts a table or figure with a caption, as the report will.
    fn captioned(&mut self, block: &Block, kind: Kind, has_caption: bool) {
        if !has_caption {
            return;
        }
        self.known.extend(block.bookmarks.iter().cloned());
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let term = if kind == Kind::Table { Term::Table } else { Term::Figure };
        if block.bookmarks.contains(&captions::bookmark(term, *count)) {
            self.numbered.insert((kind, *count));
        }
    }

    /// The inlines that an inline becomes.
    fn inline(&self, words: &Words, mut inline: Inline) -> Vec<Inline> {
        if let Some(Link::Bookmark(bookmark)) = &inline.link
            && !self.known.contains(&**bookmark)
        {
            inline.link = None;
        }
        match &inline.content {
            Content::Reference { bookmark, shown } => {
                if self.is_label(words, shown) && self.known.contains(bookmark) {
                    return vec![inline];
                }
                let link = Link::Bookmark(bookmark.as_str().into());
                inline.link = Some(link).filter(|_| self.known.contains(bookmark));
                inline.content = Content::Text(shown.clone());
                vec![inline]
            }
            Content::Text(text) if inline.link.is_none() => self.words(words, text).map_or_else(
                || vec![inline.clone()],
                |contents| {
                    let part = |content| Inline { content, ..inline.clone() };
                    contents.into_iter().map(part).collect()
                },
            ),
            Content::Text(_) | Content::LineBreak | Content::Note(_) => vec![inline],
        }
    }

    /// Whether a text is "Table 2" or the like.
    fn is_label(&self, words: &Words, text: &str) -> bool {
        KINDS.iter().any(|(kind, term)| {
            let found = words.own_label(*term).is_some_and(|label| text.starts_with(label));
            let number = prefix::term(words, *term, text).filter(|it| it.rest.is_empty());
            found
                && number
                    .and_then(|it| it.number)
                    .is_some_and(|it| self.numbered.contains(&(*kind, it)))
        })
    }

    /// A text with its references; `None` if there are none.
    fn words(&self, words: &Words, text: &str) -> Option<Vec<Content>> {
        let mut out = Vec::new();
        let mut done = 0;
        for (kind, term, at, length, number) in self.mentions(words, text) {
            if at < done || !self.numbered.contains(&(kind, number)) {
                continue;
            }
            out.push(Content::Text(text.get(done..at)?.into()));
            let shown = text.get(at..at + length)?.to_owned();
            out.push(Content::Reference { bookmark: captions::bookmark(term, number), shown });
            done = at + length;
        }
        if done == 0 {
            return None;
        }
        out.push(Content::Text(text.get(done..)?.into()));
        out.retain(|it| *it != Content::Text(String::new()));
        Some(out)
    }

    /// The places of labels with a number, such as "Table 2", in order: kind, place, length, number.
    fn mentions(&self, words: &Words, text: &str) -> Vec<(Kind, Term, usize, usize, u32)> {
        let mut found = Vec::new();
        for (kind, term) in KINDS {
            if !self.numbered.iter().any(|it| it.0 == kind) {
                continue;
            }
            let Some(label) = words.own_label(term) else { continue };
            for (at, _) in text.match_indices(label) {
                let before = text.get(..at).and_then(|it| it.chars().next_back());
                let rest = text.get(at + label.len()..).unwrap_or_default();
                let Some(after) = rest.strip_prefix([' ', '\u{A0}']) else { continue };
                let end = after.find(|it: char| !it.is_alphanumeric()).unwrap_or(after.len());
                let token = after.get(..end).unwrap_or_default();
                let number = match kind {
                    Kind::Annex => match token.as_bytes() {
                        [letter @ b'A'..=b'Z'] => Some(u32::from(letter - b'A') + 1),
                        _ => None,
                    },
                    Kind::Table | Kind::Figure | Kind::Panel => token.parse().ok(),
                };
                let is_word = before.is_none_or(|it| !it.is_alphanumeric());
                if let Some(number) = number.filter(|_| is_word) {
                    let length = label.len() + rest.len() - after.len() + end;
                    found.push((kind, term, at, length, number));
                }
            }
        }
        found.sort_by_key(|it| it.2);
        found
    }
}

/// Calls a function with every text of sections and notes.
fn each_text(report: &mut ImportedReport, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    let sections = report.foreword.iter_mut().chain(&mut report.body).chain(&mut report.annexes);
    sections.for_each(|section| section_texts(section, visit));
    report.notes.iter_mut().flat_map(|it| &mut it.paragraphs).for_each(&mut *visit);
    report.bibliography.iter_mut().for_each(|it| visit(&mut it.text));
    for (term, meaning) in &mut report.abbreviations {
        visit(term);
        visit(meaning);
    }
}

fn section_texts(section: &mut Section, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    visit(&mut section.title);
    block_texts(&mut section.content, visit);
    section.sections.iter_mut().for_each(|section| section_texts(section, visit));
}

fn block_texts(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading(text) => visit(text),
            BlockKind::List { items, .. } => item_texts(items, visit),
            BlockKind::Recommendations { lead, items, .. } => {
                visit(lead);
                item_texts(items, visit);
            }
            BlockKind::Quotation { text, source } => {
                text.iter_mut().for_each(&mut *visit);
                visit(source);
            }
            BlockKind::Table(table) => {
                visit(&mut table.caption);
                table.header.iter_mut().for_each(&mut *visit);
                table.rows.iter_mut().flatten().for_each(&mut *visit);
                visit(&mut table.source);
            }
            BlockKind::Figure(figure) => {
                visit(&mut figure.caption);
                visit(&mut figure.credit);
            }
            BlockKind::TextBox { title, content } => {
                visit(title);
                block_texts(content, visit);
            }
            BlockKind::Participants(_) => {}
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    visit(&mut entry.term);
                    visit(&mut entry.definition);
                    block_texts(&mut entry.content, visit);
                }
            }
        }
    }
}

fn item_texts(items: &mut [Item], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for item in items {
        visit(&mut item.text);
        block_texts(&mut item.content, visit);
    }
}
