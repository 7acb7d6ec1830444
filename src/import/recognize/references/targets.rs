//! What can be referred to, and the words that the report will print for it.

use std::collections::HashMap;

use super::Known;
use crate::import::flat::{self, Content};
use crate::import::recognize::captions;
use crate::import::recognize::words::Words;
use crate::import::report::{Block, BlockKind, ImportedReport, Item, Section};
use crate::languages::Term;
use crate::source::schema::{ListStyle, RecommendationKind, SectionKind};
use crate::templates::Labels;

/// What words refer to by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A table.
    Table,
    /// A figure.
    Figure,
    /// A panel.
    Panel,
    /// An annex.
    Annex,
    /// A footnote.
    Note,
    /// An item of recommendations or the like.
    Item(RecommendationKind),
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 9] = [
        Kind::Table,
        Kind::Figure,
        Kind::Panel,
        Kind::Annex,
        Kind::Note,
        Kind::Item(RecommendationKind::Recommendations),
        Kind::Item(RecommendationKind::Findings),
        Kind::Item(RecommendationKind::Lessons),
        Kind::Item(RecommendationKind::Conclusions),
    ];

    fn label(self, labels: &Labels) -> &str {
        let items = &labels.recommendations;
        match self {
            Kind::Table => &labels.table,
            Kind::Figure => &labels.figure,
            Kind::Panel => &labels.panel,
            Kind::Annex => &labels.annex,
            Kind::Note => &labels.note_reference,
            Kind::Item(RecommendationKind::Recommendations) => &items.recommendations.reference,
            Kind::Item(RecommendationKind::Findings) => &items.findings.reference,
            Kind::Item(RecommendationKind::Lessons) => &items.lessons.reference,
            Kind::Item(RecommendationKind::Conclusions) => &items.conclusions.reference,
        }
    }

    /// The words before its number in lower case: the one that is generated, and abbreviations.
    pub fn forms(self, words: &Words) -> Vec<String> {
        let term = match self {
            Kind::Table => Some(Term::Table),
            Kind::Figure => Some(Term::Figure),
            Kind::Panel => Some(Term::Panel),
            Kind::Annex => Some(Term::Annex),
            Kind::Note => Some(Term::Note),
            Kind::Item(_) => None,
        };
        let own = words.labels().map(|labels| self.label(labels).to_lowercase());
        let others = term.map(|term| words.own(term)).unwrap_or_default().iter();
        let others = others
            .enumerate()
            .filter(|(at, it)| *at == 0 || it.ends_with('.') || self == Kind::Panel);
        own.into_iter().chain(others.map(|(_, it)| (*it).to_owned())).collect()
    }

    /// The words that are printed for the one with a number.
    fn printed(self, number: &str, labels: Option<&Labels>) -> Option<String> {
        labels.map(|labels| format!("{} {number}", self.label(labels)))
    }
}

/// The name of the bookmark by which words with a number find what they refer to.
pub fn bookmark(kind: Kind, number: &str) -> String {
    match kind {
        Kind::Table => captions::bookmark(Term::Table, number),
        Kind::Figure => captions::bookmark(Term::Figure, number),
        Kind::Panel | Kind::Annex | Kind::Note | Kind::Item(_) => format!("{kind:?} {number}"),
    }
}

/// Numbers what can be referred to, as the report will. Returns all bookmarks of it.
pub fn number(report: &mut ImportedReport, words: &Words) -> Known {
    let mut numbering = Numbering { labels: words.labels(), ..Numbering::default() };
    report.front.iter_mut().for_each(|(_, section)| numbering.section(section));
    for section in &mut report.body {
        numbering.enter(None);
        numbering.section(section);
    }
    for (index, section) in report.annexes.iter_mut().enumerate() {
        let letter = u32::try_from(index).ok().and_then(|it| char::from_u32(u32::from('A') + it));
        let letter = letter.filter(char::is_ascii_uppercase).map(String::from);
        numbering.enter(letter.clone());
        if let Some(letter) = letter {
            numbering.labelled(Kind::Annex, &letter, section);
        }
        numbering.section(section);
    }
    for work in &report.bibliography {
        numbering.print(&work.bookmarks, work.number.clone());
    }
    numbering.notes(report);
    report.printed = numbering.printed;
    numbering.known
}

#[derive(Default)]
struct Numbering<'a> {
    labels: Option<&'a Labels>,
    known: Known,
    printed: HashMap<String, String>,
    panels: usize,
    tables: usize,
    figures: usize,
    items: usize,
    /// The number of the section before those of its recommendations.
    prefix: Option<String>,
}

impl Numbering<'_> {
    /// Begins to number recommendations within a section.
    fn enter(&mut self, prefix: Option<String>) {
        (self.prefix, self.items) = (prefix, 0);
    }

    /// Enters the words that are printed for what has some bookmarks.
    fn print(&mut self, bookmarks: &[String], words: Option<String>) {
        self.known.extend(bookmarks.iter().cloned());
        let words =
            words.into_iter().flat_map(|words| bookmarks.iter().map(move |it| (it, words.clone())));
        for (bookmark, words) in words {
            self.printed.entry(bookmark.clone()).or_insert(words);
        }
    }

    /// Enters the words of a panel or an annex: its label, or the number that it gets.
    fn labelled(&mut self, kind: Kind, number: &str, section: &mut Section) {
        let label = flat::shown(&section.label);
        let words = match label.is_empty() {
            true => kind.printed(number, self.labels),
            false => Some(label.clone()),
        };
        let own = label.split_whitespace().next_back().unwrap_or(number);
        section.bookmarks.push(bookmark(kind, own));
        self.print(&section.bookmarks, words);
    }

    fn titled(&self, title: &[flat::Inline]) -> Option<String> {
        let quotes = &self.labels?.quotes;
        let title = flat::shown(title);
        (!title.is_empty()).then(|| format!("{}{title}{}", quotes.open, quotes.close))
    }

    fn section(&mut self, section: &mut Section) {
        match section.kind {
            SectionKind::Panel => {
                self.panels += 1;
                let number = self.panels.to_string();
                self.enter(Some(number.clone()));
                self.labelled(Kind::Panel, &number, section);
            }
            SectionKind::SideEvent => self.enter(None),
            SectionKind::Section | SectionKind::SideEvents | SectionKind::Conclusion => {}
        }
        self.print(&section.bookmarks, self.titled(&section.title));
        section.content.iter_mut().for_each(|block| self.block(block));
        section.sections.iter_mut().for_each(|section| self.section(section));
    }

    fn block(&mut self, block: &mut Block) {
        let Block { kind, bookmarks, .. } = block;
        match kind {
            BlockKind::Table(table) if !table.caption.is_empty() => {
                self.tables += 1;
                let words = Kind::Table.printed(&self.tables.to_string(), self.labels);
                self.print(bookmarks, words);
            }
            BlockKind::Figure(figure) if !figure.caption.is_empty() => {
                self.figures += 1;
                let words = Kind::Figure.printed(&self.figures.to_string(), self.labels);
                self.print(bookmarks, words);
            }
            BlockKind::Heading(title) => self.print(bookmarks, self.titled(title)),
            BlockKind::Recommendations { kind, items, .. } => {
                self.print(bookmarks, None);
                for item in items {
                    self.items += 1;
                    let outer = self.prefix.as_ref().map(|it| format!("{it}.")).unwrap_or_default();
                    let number = format!("{outer}{}", self.items);
                    let kind = Kind::Item(*kind);
                    item.bookmarks.push(bookmark(kind, &number));
                    self.print(&item.bookmarks, kind.printed(&number, self.labels));
                    item.content.iter_mut().for_each(|block| self.block(block));
                }
            }
            BlockKind::List { style, items, .. } => {
                self.items(items, *style != ListStyle::Bulleted)
            }
            BlockKind::TextBox { title, content } => {
                self.print(bookmarks, self.titled(title));
                content.iter_mut().for_each(|block| self.block(block));
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    self.print(&entry.bookmarks, Some(flat::shown(&entry.term)));
                    entry.content.iter_mut().for_each(|block| self.block(block));
                }
            }
            BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quotation { .. }
            | BlockKind::Participants(_)
            | BlockKind::Signature(_)
            | BlockKind::Programme(_)
            | BlockKind::Code(_)
            | BlockKind::Equation { .. } => {}
        }
    }

    fn items(&mut self, items: &mut [Item], are_numbered: bool) {
        for item in items {
            if are_numbered {
                self.print(&item.bookmarks, None);
            }
            item.content.iter_mut().for_each(|block| self.block(block));
        }
    }

    /// Numbers the notes in the order in which they are cited.
    fn notes(&mut self, report: &mut ImportedReport) {
        let mut order: Vec<usize> = Vec::new();
        let mut is_cited = vec![false; report.notes.len()];
        report.each_text(&mut |_, text| {
            for inline in text {
                let Content::Note(note) = inline.content else { continue };
                if let Some(is_cited) = is_cited.get_mut(note).filter(|it| !**it) {
                    *is_cited = true;
                    order.push(note);
                }
            }
        });
        for (index, note) in order.into_iter().enumerate() {
            let number = (index + 1).to_string();
            let Some(note) = report.notes.get_mut(note) else { continue };
            note.bookmarks.push(bookmark(Kind::Note, &number));
            self.print(&note.bookmarks, Kind::Note.printed(&number, self.labels));
        }
    }
}
