//! The tree of sections while it grows.

use super::{Recognizer, prefix};
use crate::import::report::Section;
use crate::languages::Term;
use crate::source::schema::SectionKind;

/// A section with what its place in the report depends on.
pub struct Built {
    /// The section.
    pub section: Section,
    /// The level of its heading.
    pub level: u8,
    /// Whether it is an annex.
    pub is_annex: bool,
    /// Whether it only groups annexes.
    pub groups_annexes: bool,
}

/// The sections that are finished, and those that are open, the outermost first.
#[derive(Default)]
pub struct Tree {
    /// Those that are finished.
    pub done: Vec<Built>,
    /// Those that are open.
    pub open: Vec<Built>,
    /// The level and the number of the last panel.
    panel: Option<(u8, u32)>,
}

/// The level of a section: a panel has that of the panel before it, and side events are not part of a panel,
/// however their headings look.
pub fn level(
    recognizer: &Recognizer,
    kind: SectionKind,
    words: &str,
    level: u8,
    tree: &mut Tree,
) -> u8 {
    match kind {
        SectionKind::Panel => {
            let number = prefix::term(&recognizer.words, Term::Panel, words);
            let number = number.and_then(|it| it.number).unwrap_or_default();
            let before = tree.panel.filter(|(_, before)| before + 1 == number);
            let level = before.map_or(level, |(before, _)| level.min(before));
            tree.panel = Some((level, number));
            level
        }
        SectionKind::SideEvents => tree.panel.map_or(level, |(panel, _)| level.min(panel)),
        SectionKind::Section | SectionKind::SideEvent | SectionKind::Conclusion => level,
    }
}

impl Tree {
    /// Closes all sections from a depth on.
    pub fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(built) = self.open.pop() else { return };
            match self.open.last_mut() {
                Some(parent) => parent.section.sections.push(built.section),
                None if built.groups_annexes => {}
                None => self.done.push(built),
            }
        }
    }

    /// Opens a section at its level.
    pub fn add(&mut self, built: Built) {
        let depth = self.open.iter().take_while(|it| it.level < built.level).count();
        let depth = if built.is_annex { 0 } else { depth };
        self.close_to(depth);
        self.open.push(built);
    }
}
