//! Elements without content that mark where bookmarks, comments and moves begin and end (§17.13).

use std::collections::HashMap;
use std::sync::Arc;

use roxmltree::Node;

use super::Reader;
use super::inline::Half;
use crate::limits::Limit;
use crate::word::error::WordError;
use crate::word::model::{Anchor, Block, Bookmark, Content, Position};
use crate::word::xml;

/// The open ranges of moves: id and name, innermost last.
#[derive(Debug, Default)]
pub struct OpenMoves {
    from: Vec<(String, String)>,
    to: Vec<(String, String)>,
}

impl OpenMoves {
    fn half(&mut self, half: Half) -> &mut Vec<(String, String)> {
        match half {
            Half::From => &mut self.from,
            Half::To => &mut self.to,
        }
    }

    /// The name of the innermost open range.
    pub fn name(&self, half: Half) -> Option<&str> {
        let open = match half {
            Half::From => &self.from,
            Half::To => &self.to,
        };
        open.last().map(|(_, name)| name.as_str())
    }
}

impl Reader<'_> {
    /// Reads an element if it is a marker; returns whether it is one.
    pub fn marker(&mut self, name: &str, node: Node) -> Result<bool, WordError> {
        match name {
            "bookmarkStart" => self.begin_bookmark(node),
            "bookmarkEnd" => self.end_bookmark(node),
            "commentRangeStart" => self.begin_comment(node)?,
            "commentRangeEnd" => self.end_comment(node),
            "moveFromRangeStart" => self.begin_move(node, Half::From)?,
            "moveToRangeStart" => self.begin_move(node, Half::To)?,
            "moveFromRangeEnd" => self.end_move(node, Half::From),
            "moveToRangeEnd" => self.end_move(node, Half::To),
            // Ranges for proofing and permissions, and the borders of tracked content controls.
            "proofErr" | "permStart" | "permEnd" => {}
            _ if name.starts_with("customXml") && name.contains("Range") => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The place where something begins: here, or in the next paragraph.
    fn start_position(&self) -> Position {
        match &self.paragraph {
            Some(it) => Position { paragraph: it.number, run: it.runs.len() },
            None => Position { paragraph: self.counts.paragraphs, run: 0 },
        }
    }

    /// The place where something ends: here, or in the paragraph before.
    pub fn end_position(&self) -> Position {
        self.paragraph
            .as_ref()
            .map_or(self.last_end, |it| Position { paragraph: it.number, run: it.runs.len() })
    }

    fn begin_bookmark(&mut self, node: Node) {
        let Some(name) = xml::attribute(node, "name") else { return };
        let id = xml::attribute(node, "id").unwrap_or_default().to_owned();
        let start = self.start_position();
        self.is_cut = true;
        let Some(paragraph) = &mut self.paragraph else {
            self.waiting_bookmarks.push((id, name.into()));
            return;
        };
        self.open_bookmarks.entry(id).or_insert((start.paragraph, paragraph.bookmarks.len()));
        paragraph.bookmarks.push(Bookmark { name: name.into(), run: start.run, end: start });
    }

    fn end_bookmark(&mut self, node: Node) {
        let id = xml::attribute(node, "id").unwrap_or_default();
        if let Some(place) = self.open_bookmarks.remove(id) {
            self.is_cut = true;
            self.bookmark_ends.insert(place, self.end_position());
        }
    }

    /// The index of the comment that an element refers to.
    fn comment(&self, node: Node) -> Option<usize> {
        self.comment_ids.get(xml::attribute(node, "id")?).copied()
    }

    fn begin_comment(&mut self, node: Node) -> Result<(), WordError> {
        let Some(comment) = self.comment(node) else { return Ok(()) };
        let start = self.start_position();
        let Some(anchor @ None) = self.anchors.get_mut(comment) else { return Ok(()) };
        *anchor = Some(Anchor { start, end: start });
        self.limit(Limit::WordOverlap, self.open_comments.len())?;
        self.open_comments.push(comment);
        self.cover();
        Ok(())
    }

    fn end_comment(&mut self, node: Node) {
        let Some(comment) = self.comment(node) else { return };
        let Some(at) = self.open_comments.iter().position(|it| *it == comment) else { return };
        self.open_comments.remove(at);
        self.end_range(comment);
        self.cover();
    }

    /// Ends the range of a comment here.
    fn end_range(&mut self, comment: usize) {
        let end = self.end_position();
        if let Some(Some(anchor)) = self.anchors.get_mut(comment) {
            anchor.end = end.max(anchor.start);
        }
    }

    /// Shares the open comments with the next runs.
    fn cover(&mut self) {
        self.is_cut = true;
        self.covering = Arc::from(self.open_comments.as_slice());
    }

    /// Ends the comments that the story left open.
    pub fn close_comments(&mut self) {
        for comment in std::mem::take(&mut self.open_comments) {
            self.end_range(comment);
        }
        self.cover();
    }

    /// Reads the reference to a comment, which is its place if it has no range.
    pub fn comment_reference(&mut self, node: Node) {
        let Some(comment) = self.comment(node) else { return };
        let place = self.end_position();
        if let Some(anchor @ None) = self.anchors.get_mut(comment) {
            *anchor = Some(Anchor { start: place, end: place });
            self.is_cut = true;
        }
    }

    fn begin_move(&mut self, node: Node, half: Half) -> Result<(), WordError> {
        let open = self.moves.half(half).len();
        self.limit(Limit::WordOverlap, open)?;
        let value = |name| xml::attribute(node, name).unwrap_or_default().to_owned();
        self.moves.half(half).push((value("id"), value("name")));
        Ok(())
    }

    fn end_move(&mut self, node: Node, half: Half) {
        let id = xml::attribute(node, "id").unwrap_or_default();
        self.moves.half(half).retain(|(open, _)| open != id);
    }
}

/// Enters the ends of bookmarks, by paragraph and index.
pub fn end_bookmarks(blocks: &mut [Block], ends: &HashMap<(usize, usize), Position>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for (at, bookmark) in paragraph.bookmarks.iter_mut().enumerate() {
                    if let Some(end) = ends.get(&(paragraph.number, at)) {
                        bookmark.end = bookmark.end.max(*end);
                    }
                }
                for run in &mut paragraph.runs {
                    if let Content::Object(object) = &mut run.content {
                        end_bookmarks(&mut object.blocks, ends);
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    end_bookmarks(&mut cell.blocks, ends);
                }
            }
        }
    }
}
