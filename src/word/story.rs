//! A story (body, note, comment or text box) → blocks.
//!
//! The reader goes through the elements once. Whatever may begin in one paragraph and end in another (fields,
//! comments, moves, bookmarks) stays open in the reader in between.

mod blocks;
mod fields;
mod inline;
mod markers;
mod object;
mod paragraph;
mod run;
mod tables;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use roxmltree::Node;

use super::error::WordError;
use super::model::{Anchor, Block, Field, Formula, Paragraph, Position, Skipped, Tracked};
use super::package::Target;
use super::shared::Shared;
use super::styles::Styles;
use crate::limits::{Limit, Limits};

use fields::OpenField;
use markers::OpenMoves;

/// The state of reading a file.
pub struct Reader<'a> {
    limits: &'a Limits,
    styles: &'a Styles,
    /// The indices of the comments by id.
    comment_ids: HashMap<String, usize>,
    /// The targets of the relationships of the part that is being read.
    links: HashMap<String, Target>,
    shared: Shared,
    /// How much of each kind was read.
    counts: Counts,
    /// The ranges of comments, by index.
    anchors: Vec<Option<Anchor>>,
    skipped: Skipped,

    /// The paragraph that is being read.
    paragraph: Option<Paragraph>,
    /// The end of the last finished paragraph.
    last_end: Position,
    /// The state given by the enclosing elements.
    tracked: Tracked,
    link: Option<Arc<str>>,
    /// The formula that is being read.
    formula: Option<Arc<Formula>>,
    /// Whether the next run must not join the last one, because something begins or ends between them.
    is_cut: bool,

    fields: Vec<OpenField>,
    /// How many of the open fields are in their instruction.
    instructions: usize,
    /// Whether every field of the story ends; if not, instructions do not hide text.
    has_whole_fields: bool,
    /// The innermost field whose result is being read.
    field: Option<Arc<Field>>,
    open_comments: Vec<usize>,
    /// The open comments, shared by the runs.
    covering: Arc<[usize]>,
    moves: OpenMoves,
    /// The bookmarks that begin with the next paragraph: their ids and names.
    waiting_bookmarks: Vec<(String, String)>,
    /// The open bookmarks by id: the paragraph, and the index in it.
    open_bookmarks: HashMap<String, (usize, usize)>,
    /// The end of each bookmark of a paragraph.
    bookmark_ends: HashMap<(usize, usize), Position>,
}

/// How much was read.
#[derive(Debug, Default)]
struct Counts {
    paragraphs: usize,
    runs: usize,
    changes: usize,
    rows: usize,
    cells: usize,
}

impl<'a> Reader<'a> {
    /// A reader for a file with these styles.
    pub fn new(limits: &'a Limits, styles: &'a Styles, shared: Shared) -> Reader<'a> {
        Reader {
            limits,
            styles,
            comment_ids: HashMap::new(),
            links: HashMap::new(),
            shared,
            counts: Counts::default(),
            anchors: Vec::new(),
            skipped: Skipped::default(),
            paragraph: None,
            last_end: Position::default(),
            tracked: Tracked::default(),
            link: None,
            formula: None,
            is_cut: false,
            fields: Vec::new(),
            instructions: 0,
            has_whole_fields: true,
            field: None,
            open_comments: Vec::new(),
            covering: Arc::new([]),
            moves: OpenMoves::default(),
            waiting_bookmarks: Vec::new(),
            open_bookmarks: HashMap::new(),
            bookmark_ends: HashMap::new(),
        }
    }

    /// Expects ranges of comments with these ids.
    pub fn expect_comments(&mut self, ids: HashMap<String, usize>) {
        self.anchors = vec![None; ids.len()];
        self.comment_ids = ids;
    }

    /// Begins a part with these relationships.
    pub fn begin_part(&mut self, links: HashMap<String, Target>) {
        self.links = links;
    }

    /// Reads a story: the blocks of an element.
    pub fn story(&mut self, node: Node) -> Result<Vec<Block>, WordError> {
        self.has_whole_fields = fields::are_whole(node);
        let mut blocks = Vec::new();
        self.blocks(node, &mut blocks)?;
        self.end_story();
        if !self.bookmark_ends.is_empty() {
            markers::end_bookmarks(&mut blocks, &std::mem::take(&mut self.bookmark_ends));
        }
        Ok(blocks)
    }

    /// Closes everything that the story left open.
    fn end_story(&mut self) {
        self.fields.clear();
        self.instructions = 0;
        self.field = None;
        self.open_bookmarks.clear();
        self.waiting_bookmarks.clear();
        self.moves = OpenMoves::default();
        self.close_comments();
    }

    /// The ranges of the comments by index, and the skipped content.
    pub fn finish(self) -> (Vec<Option<Anchor>>, Skipped) {
        (self.anchors, self.skipped)
    }

    /// How many tracked changes were read.
    pub fn changes(&self) -> usize {
        self.counts.changes
    }

    /// Counts skipped content.
    pub fn skip(&mut self, name: &str) {
        count(&mut self.skipped.content, name);
    }

    /// Checks a limit before one more thing is read.
    fn limit(&self, limit: Limit, before: usize) -> Result<(), WordError> {
        Ok(self.limits.check(limit, before + 1)?)
    }
}

/// The maximum number of kinds of skipped content that are distinguished.
const MOST_KINDS: usize = 1_000;

/// Counts a skipped thing.
fn count(counts: &mut BTreeMap<String, usize>, name: &str) {
    if let Some(count) = counts.get_mut(name) {
        *count += 1;
    } else {
        let name = if counts.len() < MOST_KINDS { name } else { "other" };
        *counts.entry(name.into()).or_default() += 1;
    }
}
