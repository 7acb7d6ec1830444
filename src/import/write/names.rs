//! The ids of an imported report: of people, of notes, and of what is referred to.

use std::collections::{HashMap, HashSet};

use super::slug::{Ids, slug};
use crate::import::flat::{Content, DropReason, Dropped, Inline, Link, shown};
use crate::import::recognize::plain;
use crate::import::report::{Block, BlockKind, ImportedReport, Item, Section};
use crate::source::markup::is_id;
use crate::source::schema::ListStyle;

/// The ids of a report.
#[derive(Debug, Default)]
pub struct Names {
    /// The id of each person.
    pub people: Vec<String>,
    /// The id of each note.
    pub notes: Vec<String>,
    /// What has each bookmark that is referred to.
    targets: HashMap<String, Target>,
}

/// What is referred to.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// The words that are printed for a reference to it, if it prints any by itself.
    pub printed: Option<String>,
}

impl Target {
    /// Whether the words that are printed for it are those of a text.
    pub fn is_shown_by(&self, shown: &str) -> bool {
        self.printed.as_ref().is_some_and(|printed| *printed == plain(shown))
    }
}

/// The words of references that are generated again, with their places.
pub fn generated_references(report: &ImportedReport) -> Vec<Dropped> {
    let names = Names::of(report);
    let mut dropped = Vec::new();
    report.each_text(&mut |place, text| {
        for inline in text {
            let Content::Reference { bookmark, shown } = &inline.content else { continue };
            if names.target(bookmark).is_some_and(|target| target.is_shown_by(shown)) {
                let (text, reason) = (shown.clone(), DropReason::Reference);
                dropped.push(Dropped { place, text, reason });
            }
        }
    });
    dropped
}

impl Names {
    /// Makes the ids of a report.
    pub fn of(report: &ImportedReport) -> Names {
        let (wanted, printed) = (wanted(report), &report.printed);
        let (ids, targets) = (Ids::default(), HashMap::new());
        let mut finder = Finder { wanted, printed, ids, targets };
        let people = finder.people(report);
        let notes = report.notes.iter().enumerate().map(|(index, note)| {
            let named = note.name.as_deref().filter(|name| is_id(name)).unwrap_or_default();
            let words = note.paragraphs.first().map(|it| slug(&shown(it), 3)).unwrap_or_default();
            let words = if words.len() > 2 { words } else { String::new() };
            let id = finder.ids.take(&[named.to_lowercase(), words, format!("note-{}", index + 1)]);
            finder.point(&note.bookmarks, &id);
            id
        });
        let notes = notes.collect();
        report.front.iter().for_each(|(_, section)| finder.section(section));
        report.sections().for_each(|section| finder.section(section));
        for work in &report.bibliography {
            finder.add(&work.bookmarks, &work.text);
        }
        Names { people, notes, targets: finder.targets }
    }

    /// What has a bookmark.
    pub fn target(&self, bookmark: &str) -> Option<&Target> {
        self.targets.get(bookmark)
    }

    /// The id of an element with some bookmarks.
    pub fn id(&self, bookmarks: &[String]) -> Option<&String> {
        bookmarks.iter().find_map(|it| self.target(it)).map(|target| &target.id)
    }
}

/// The bookmarks that texts refer to.
fn wanted(report: &ImportedReport) -> HashSet<String> {
    let mut wanted = HashSet::new();
    report.each_text(&mut |_, text| {
        for Inline { content, link, .. } in text {
            if let Content::Reference { bookmark, .. } = content {
                wanted.insert(bookmark.clone());
            }
            if let Some(Link::Bookmark(bookmark)) = link {
                wanted.insert(bookmark.to_string());
            }
        }
    });
    wanted
}

struct Finder<'a> {
    wanted: HashSet<String>,
    printed: &'a HashMap<String, String>,
    ids: Ids,
    targets: HashMap<String, Target>,
}

impl Finder<'_> {
    fn people(&self, report: &ImportedReport) -> Vec<String> {
        let mut ids = Ids::default();
        let people = report.people.iter().map(|person| {
            let last = person.name.split_whitespace().next_back().unwrap_or_default();
            let whole = slug(&person.name, 9);
            let fallback = if whole.is_empty() { "person".into() } else { String::new() };
            ids.take(&[slug(last, 9), whole, fallback])
        });
        people.collect()
    }

    fn add(&mut self, bookmarks: &[String], text: &[Inline]) {
        let Some(first) = bookmarks.iter().find(|it| self.wanted.contains(*it)) else { return };
        let id = self.ids.take(&[slug(&shown(text), 4), slug(first, 4), "target".into()]);
        self.point(bookmarks, &id);
    }

    /// Gives an id to what has one even if nothing refers to it.
    fn give(&mut self, bookmarks: &[String], name: &str) {
        let id = self.ids.take(&[name.into()]);
        for bookmark in bookmarks {
            let printed = self.printed.get(bookmark).cloned();
            self.targets.entry(bookmark.clone()).or_insert(Target { id: id.clone(), printed });
        }
    }

    /// Makes bookmarks that are wanted those of what has an id.
    fn point(&mut self, bookmarks: &[String], id: &str) {
        for bookmark in bookmarks.iter().filter(|it| self.wanted.contains(*it)) {
            let printed = self.printed.get(bookmark).cloned();
            let target = Target { id: id.into(), printed };
            self.targets.entry(bookmark.clone()).or_insert(target);
        }
    }

    fn section(&mut self, section: &Section) {
        self.add(&section.bookmarks, &section.title);
        section.content.iter().for_each(|block| self.block(block));
        section.sections.iter().for_each(|section| self.section(section));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(_)
            | BlockKind::Quotation { .. }
            | BlockKind::Participants(_)
            | BlockKind::Signature(_)
            | BlockKind::Programme(_)
            | BlockKind::Code(_) => {}
            BlockKind::Equation { is_numbered, .. } => {
                if *is_numbered {
                    self.give(&block.bookmarks, "equation");
                }
            }
            BlockKind::Heading(text) => self.add(&block.bookmarks, text),
            BlockKind::List { style, items, .. } => {
                self.items(items, *style != ListStyle::Bulleted)
            }
            BlockKind::Recommendations { lead, items, .. } => {
                self.add(&block.bookmarks, lead);
                self.items(items, true);
            }
            BlockKind::Table(table) => {
                self.add(&block.bookmarks, &table.caption);
            }
            BlockKind::Figure(figure) => {
                self.add(&block.bookmarks, &figure.caption);
            }
            BlockKind::TextBox { title, content } => {
                if !title.is_empty() {
                    self.add(&block.bookmarks, title);
                }
                content.iter().for_each(|block| self.block(block));
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    self.add(&entry.bookmarks, &entry.term);
                    entry.content.iter().for_each(|block| self.block(block));
                }
            }
        }
    }

    fn items(&mut self, items: &[Item], are_citable: bool) {
        for item in items {
            if are_citable {
                self.add(&item.bookmarks, &item.text);
            }
            item.content.iter().for_each(|block| self.block(block));
        }
    }
}
