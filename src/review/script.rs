//! The edit script of a draft: which characters were kept, deleted and inserted, and by whom.
//!
//! Tracked changes are taken as they are. Untracked changes are found by rejecting the tracked ones and
//! comparing the result with the draft that was sent.

mod fields;
mod heads;
mod writer;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::matching::{Certainty, Cluster};
use super::paragraphs::{Group, Hand, Place, Returned, Sent};
use crate::draft::Format;
use heads::{Head, bold_heads};
use writer::Writer;

/// One step through the returned text, in its order.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The text continues in another cell, note or part of the body.
    Enter { place: Place, row: Option<Hand>, certainty: Certainty },
    /// Characters of the draft are still there.
    Keep { sent: usize, at: Range<usize> },
    /// Characters of the draft are still there, in a different format.
    Format { sent: usize, at: Range<usize>, format: Format, by: Hand },
    /// Characters of the draft were deleted.
    Delete { sent: usize, at: Range<usize>, by: Hand },
    /// New characters.
    Insert { text: String, format: Format, note: Option<usize>, by: Hand },
    /// A paragraph ends, or ended; `sent` is the paragraph of the draft with this end, `paragraph`
    /// the index of the returned one.
    End { sent: Option<usize>, state: State, paragraph: usize },
}

/// The state of the end of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    Kept,
    /// It is new.
    Inserted(Hand),
    /// It was deleted: the text continues in the same paragraph.
    Deleted(Hand),
}

/// The two sides of a comparison.
pub struct Sides<'a> {
    /// The paragraphs of the draft that was sent.
    pub sent: &'a [Sent],
    /// The paragraphs that came back.
    pub returned: &'a [Returned],
    /// The paragraphs before the tracked changes.
    pub groups: &'a [Group],
    /// Who made the changes that are not tracked.
    pub untracked: Hand,
}

/// The fields that Word updated, by returned paragraph: the place in its text, and the former words.
pub type Updates = HashMap<usize, Vec<(Range<usize>, String)>>;

/// The steps through the whole returned text, and the fields that Word updated.
pub fn script(sides: &Sides, clusters: &[Cluster]) -> (Vec<Step>, Updates) {
    let mut out = Vec::new();
    let mut updates = Updates::new();
    let known = Known { heads: bold_heads(sides.returned), texts: OnceCell::new() };
    let mut last = None;
    for cluster in clusters {
        let groups = sides.groups.get(cluster.groups.clone()).unwrap_or_default();
        let Some(first) = groups.first() else { continue };
        let row = sides.returned.get(first.paragraphs.start).map(|it| it.row).unwrap_or_default();
        if last != Some(first.place) {
            let (place, row) = (first.place, row.inserted.or(row.deleted));
            out.push(Step::Enter { place, row, certainty: cluster.certainty });
        }
        last = Some(first.place);
        let mut writer = Writer::new(sides, &known, cluster, groups, out);
        for group in groups {
            writer.group(group);
        }
        updates.extend(writer.updates);
        out = writer.out;
    }
    (out, updates)
}

/// Facts about a returned file as a whole.
struct Known {
    /// The rows and columns of tables that are bold as a whole.
    heads: HashSet<Head>,
    /// The texts of its paragraphs.
    texts: OnceCell<HashSet<String>>,
}
