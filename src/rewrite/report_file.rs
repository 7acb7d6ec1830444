//! A report to change, the changes to write, and the expected result.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::inline::{Fault, New, Row};
use super::scalar::Patch;
use super::target::Target;
use super::texts::Texts;
use super::{Piece, Refusal};
use crate::source::ParsedReport;
use crate::source::markup::{self, PieceKind};
use crate::yaml::tree::Node;

/// The changes that are refused, with the first reason for each.
#[derive(Debug, Default)]
pub struct Refused(BTreeMap<usize, (String, String)>);

impl Refused {
    /// Refuses a change, unless it is refused already.
    pub fn push(&mut self, change: usize, (reason, hint): (impl Into<String>, impl Into<String>)) {
        self.0.entry(change).or_insert_with(|| (reason.into(), hint.into()));
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn contains(&self, change: usize) -> bool {
        self.0.contains_key(&change)
    }

    pub fn into_refusals(self) -> Vec<Refusal> {
        let refusals = self.0.into_iter();
        refusals.map(|(change, (reason, hint))| Refusal { change, reason, hint }).collect()
    }
}

/// A report to be changed.
pub struct ReportFile<'a> {
    pub source: &'a str,
    pub parsed: &'a ParsedReport<'a>,
    pub texts: Texts<'a>,
    pub line_end: &'static str,
    /// The texts that are copied from, by their first byte.
    pub rows: RefCell<HashMap<usize, Rc<Row>>>,
}

impl<'a> ReportFile<'a> {
    /// The pieces of a new text, with what they copy from the file.
    pub fn pieces<'c>(&'c self, pieces: &'c [Piece]) -> Result<Vec<New<'c>>, Fault> {
        let piece = |piece: &'c Piece| {
            Ok(match piece {
                Piece::Words(words) => New::Words(words),
                Piece::Note(id) => New::Note(id),
                Piece::Copy(at) => self.copy(at)?,
            })
        };
        pieces.iter().map(piece).collect()
    }

    fn copy(&self, at: &Range<usize>) -> Result<New<'static>, Fault> {
        let root = &self.parsed.tree;
        let target = Target::at(self.source, root, &self.texts, at.start, self.line_end)?;
        let start = Target::start_at(root, at.start).unwrap_or_default();
        let mut rows = self.rows.borrow_mut();
        let row = rows.entry(start).or_insert_with(|| Rc::new(target.row()));
        Ok(New::Copy(row.clone(), target.text_range(at)?))
    }

    /// The footnotes that are cited.
    pub fn cited<'p>(parsed: &'p ParsedReport) -> HashSet<&'p str> {
        let mut ids = HashSet::new();
        for text in parsed.texts() {
            text.marked.into_iter().for_each(|text| cited(text.pieces(), &mut ids));
        }
        ids
    }

    /// The keys of the footnotes that are cited in the file but no longer in a new one.
    pub fn no_longer_cited(&self, new: &ParsedReport) -> Vec<Range<usize>> {
        let (old, new) = (ReportFile::cited(self.parsed), ReportFile::cited(new));
        let notes = self.parsed.tree.entries_of("footnotes").iter();
        let gone = notes.filter(|it| old.contains(&*it.key) && !new.contains(&*it.key));
        gone.map(|entry| entry.key_place.clone()).collect()
    }
}

fn cited<'p>(pieces: &'p [markup::Piece], ids: &mut HashSet<&'p str>) {
    for piece in pieces {
        if let PieceKind::Note { id, .. } = &piece.kind {
            ids.insert(id);
        }
        cited(piece.content(), ids);
    }
}

/// The changes to write, and the expected result.
#[derive(Default)]
pub struct Plan<'a> {
    /// The patches with their changes, in the order of the file.
    pub patches: Vec<(Patch, Vec<usize>)>,
    /// The new texts by the first byte of their scalar or key.
    pub texts: HashMap<usize, String>,
    /// The removed items, and the values of removed entries.
    pub removed: HashSet<*const Node<'a>>,
    /// The new items of lists and entries of mappings, in order.
    pub inserted: HashMap<*const Node<'a>, Vec<Insertion<'a>>>,
    /// The texts that are split off others: the first byte of the other, the text, and its change.
    pub split: Vec<(usize, String, usize)>,
}

/// A new item of a list, or entry of a mapping.
pub struct Insertion<'a> {
    /// The index of the old item before which it belongs.
    pub index: usize,
    /// The key of an entry.
    pub key: Option<String>,
    /// The value.
    pub expected: Expected<'a>,
}

impl Plan<'_> {
    /// Puts the patches in the order of the file.
    pub fn sort(&mut self) {
        self.patches.sort_by_key(|(patch, _)| (patch.at.start, patch.at.end));
    }

    /// Refuses changes to content that another change removes or moves.
    pub fn refuse_overlaps(&self, refused: &mut Refused) {
        let mut end = 0;
        for (patch, changes) in &self.patches {
            if patch.at.start < end {
                let fault = ("another change removes or moves this", "apply one of the two");
                changes.iter().for_each(|change| refused.push(*change, fault));
            }
            end = end.max(patch.at.end);
        }
    }
}

/// The file with its patches, which are in order.
pub fn apply(source: &str, patches: &[(Patch, Vec<usize>)]) -> String {
    let mut new = String::with_capacity(source.len());
    let mut done = 0;
    for (patch, _) in patches {
        new.push_str(source.get(done..patch.at.start).unwrap_or_default());
        new.push_str(&patch.with);
        done = patch.at.end;
    }
    new.push_str(source.get(done..).unwrap_or_default());
    new
}

/// The expected content in place of a node.
#[derive(Clone, Debug)]
pub enum Expected<'a> {
    /// An old node, with the changes planned in it.
    Old(&'a Node<'a>),
    /// A new text.
    Text(String),
    /// A new list.
    List(Vec<Expected<'a>>),
    /// A new mapping.
    Mapping(Vec<(String, Expected<'a>)>),
}
