//! The comments of a returned file.

use std::collections::HashMap;

use super::paragraphs::Hand;
use super::reviewers::Reviewers;
use crate::draft::Author;
use crate::word::{Anchor, Block, Comment, Content, Paragraph, Position, WordFile};

/// A comment with the replies to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The paragraph of the draft that was sent; `None` if it was not found.
    pub sent: Option<usize>,
    /// The words that it is about.
    pub quotation: String,
    /// The comment, then the replies: who, when, text.
    pub remarks: Vec<(Hand, Option<String>, String)>,
    /// Whether it was marked as resolved.
    pub is_resolved: bool,
}

/// The comments of a file, each with the number of its paragraph in the file. The comment of a redline about
/// itself is left out.
pub fn threads(
    file: &WordFile,
    index: usize,
    reviewers: &mut Reviewers,
    redline: Option<&Author>,
) -> Vec<(Option<usize>, Thread)> {
    let paragraphs = all_paragraphs(file);
    let mut threads: Vec<Option<(Option<usize>, Thread)>> = Vec::new();
    let roots = roots(&file.comments);
    for (at, comment) in file.comments.iter().enumerate() {
        let is_own = redline.is_some_and(|it| it.made(&comment.author, comment.date.as_deref()));
        if is_own && !file.comments.iter().any(|it| it.parent == Some(at)) {
            threads.push(None);
            continue;
        }
        let hand = reviewers.hand(index, Some(&comment.author), comment.date.as_deref());
        let remark = (hand, comment.date.clone(), text(&comment.blocks));
        let root = roots.get(at).copied().unwrap_or(at);
        match threads.get_mut(root) {
            Some(Some((_, thread))) if root != at => {
                thread.remarks.push(remark);
                threads.push(None);
            }
            Some(_) | None => {
                let quotation = comment.anchor.map(|it| quotation(&paragraphs, &it));
                let thread = Thread {
                    sent: None,
                    quotation: quotation.unwrap_or_default(),
                    remarks: vec![remark],
                    is_resolved: comment.is_resolved,
                };
                threads.push(Some((comment.anchor.map(|it| it.start.paragraph), thread)));
            }
        }
    }
    let mut threads: Vec<(Option<usize>, Thread)> = threads.into_iter().flatten().collect();
    if file.comments.iter().all(|comment| comment.parent.is_none()) {
        threads.iter_mut().for_each(|it| it.1.remarks.sort_by(|one, other| one.1.cmp(&other.1)));
    }
    threads
}

/// For each comment, the first comment of its thread.
///
/// Some versions of LibreOffice do not record replies. Then comments on the same words form a thread, and
/// the last of them comes first in the file.
fn roots(comments: &[Comment]) -> Vec<usize> {
    if comments.iter().any(|comment| comment.parent.is_some()) {
        return (0..comments.len()).map(|at| root(comments, at)).collect();
    }
    let mut first: HashMap<(Position, Position), usize> = HashMap::new();
    let by_anchor = comments.iter().enumerate().map(|(at, comment)| match comment.anchor {
        Some(it) if it.start != it.end => *first.entry((it.start, it.end)).or_insert(at),
        Some(_) | None => at,
    });
    by_anchor.collect()
}

/// The comment that a reply belongs to, through replies to replies.
fn root(comments: &[Comment], at: usize) -> usize {
    let mut root = at;
    for _ in 0..comments.len() {
        match comments.get(root).and_then(|comment| comment.parent) {
            Some(parent) if parent < root => root = parent,
            Some(_) | None => break,
        }
    }
    root
}

/// The maximum length of a quotation, in characters.
const LONGEST: usize = 300;

/// The words between two places, with all tracked changes accepted. A long quotation is shortened.
fn quotation(paragraphs: &[&Paragraph], anchor: &Anchor) -> String {
    let (from, to) = (anchor.start.paragraph, anchor.end.paragraph);
    let first = paragraphs.partition_point(|it| it.number < from);
    let (mut out, mut length) = (String::new(), 0);
    for paragraph in paragraphs.iter().skip(first).take_while(|it| it.number <= to) {
        let start = if paragraph.number == from { anchor.start.run } else { 0 };
        let end = if paragraph.number == to { anchor.end.run } else { paragraph.runs.len() };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&runs(paragraph.runs.get(start..end).unwrap_or_default()));
        length += 1 + out.len();
        if length > LONGEST * 4 {
            break;
        }
    }
    let out = out.trim();
    match out.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", out.get(..cut).unwrap_or_default().trim_end()),
        None => out.to_owned(),
    }
}

/// The paragraphs of body and notes by number.
fn all_paragraphs(file: &WordFile) -> Vec<&Paragraph> {
    let mut out = Vec::new();
    let notes = file.footnotes.iter().chain(&file.endnotes).map(|note| &note.blocks);
    for blocks in [&file.body].into_iter().chain(notes) {
        each_paragraph(blocks, &mut |paragraph| out.push(paragraph));
    }
    out.sort_by_key(|it| it.number);
    out
}

fn text(blocks: &[Block]) -> String {
    let mut out = Vec::new();
    each_paragraph(blocks, &mut |paragraph| out.push(runs(&paragraph.runs)));
    out.join("\n").trim().to_owned()
}

fn each_paragraph<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => visit(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| each_paragraph(&cell.blocks, visit));
            }
        }
    }
}

fn runs(runs: &[crate::word::Run]) -> String {
    let kept = runs.iter().filter(|run| run.tracked.deleted.is_none());
    let texts = kept.map(|run| match &run.content {
        Content::Text(text) | Content::Math(text) => text.as_str(),
        Content::Break | Content::PageBreak => " ",
        Content::Footnote(_) | Content::Endnote(_) | Content::Symbol(_) | Content::Object(_) => "",
    });
    texts.collect()
}
