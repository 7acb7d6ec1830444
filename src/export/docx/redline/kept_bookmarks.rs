//! The bookmarks around text that both documents have.

use std::collections::{HashMap, HashSet};

use super::Plan;
use super::manuscript::Manuscripts;
use super::paragraph::Content;
use super::plan::{Merge, ParagraphMerge};
use super::weave::{Item, State, weave};

/// The names of the bookmarks of the new document that are still around some text if all changes are rejected.
pub fn of(manuscripts: &Manuscripts, plan: &Plan) -> HashSet<String> {
    let mut found = Found { manuscripts, names: HashSet::new() };
    let notes = plan.notes.iter().flat_map(|note| &note.merges);
    plan.body.iter().chain(notes).for_each(|merge| found.merge(merge));
    found.names
}

struct Found<'m> {
    manuscripts: &'m Manuscripts,
    names: HashSet<String>,
}

impl Found<'_> {
    fn merge(&mut self, merge: &Merge) {
        match merge {
            Merge::Paragraphs(merge) => self.paragraphs(merge),
            Merge::Table { rows, .. } => {
                let cells = rows.iter().flat_map(|row| &row.cells).flatten();
                cells.for_each(|merge| self.merge(merge));
            }
            Merge::Fixed(_) => {}
        }
    }

    fn paragraphs(&mut self, merge: &ParagraphMerge) {
        let mut open: HashMap<String, String> = HashMap::new();
        for woven in weave(self.manuscripts, merge) {
            let Item::Piece(piece) = woven.item else { continue };
            match &piece.content {
                Content::Mark(mark) => {
                    let Some(id) = mark.attribute("w:id") else { continue };
                    match mark.attribute("w:name") {
                        Some(name) => drop(open.insert(id, name)),
                        None => drop(open.remove(&id)),
                    }
                }
                Content::Words { .. } | Content::Note { .. } | Content::Atom { .. } => {
                    if woven.state == State::Kept {
                        self.names.extend(open.values().cloned());
                    }
                }
                Content::Hidden(_) => {}
            }
        }
    }
}
