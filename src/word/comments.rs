//! Comments, replies to them, and whether they are resolved (§17.13.4, [MS-DOCX] 2.5.4.4).

use std::collections::HashMap;

use roxmltree::Node;

use super::error::WordError;
use super::model::Comment;
use super::xml;
use crate::limits::{Limit, Limits};

/// The comments of a file before their text is read.
#[derive(Debug, Default)]
pub struct Comments {
    /// The index of each comment by id.
    pub ids: HashMap<String, usize>,
    /// The index of the comment with a paragraph, by the id of the paragraph.
    paragraphs: HashMap<String, usize>,
}

/// The elements of the comments.
pub fn nodes<'a, 'i>(root: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    xml::elements(root).filter(|node| xml::word_name(*node) == "comment")
}

impl Comments {
    /// Lists the comments of a part.
    pub fn list(part: &str, root: Node, limits: &Limits) -> Result<Comments, WordError> {
        let mut comments = Comments::default();
        for (index, node) in nodes(root).enumerate() {
            limits.check(Limit::WordComments, index + 1)?;
            let id = id(node);
            if comments.ids.insert(id.clone(), index).is_some() {
                return Err(WordError::damaged(part, format!("two comments have the id {id}")));
            }
            let paragraphs = node.descendants().filter(|it| xml::word_name(*it) == "p");
            for id in paragraphs.filter_map(|it| xml::any_attribute(it, "paraId")) {
                comments.paragraphs.entry(id.into()).or_insert(index);
            }
        }
        Ok(comments)
    }

    /// Enters replies and resolved threads from the root of `commentsExtended.xml`.
    pub fn thread(&self, part: &str, root: Node, out: &mut [Comment]) -> Result<(), WordError> {
        let find = |id: &str| self.paragraphs.get(id).copied();
        for node in xml::elements(root).filter(|it| it.tag_name().name() == "commentEx") {
            let Some(comment) = xml::any_attribute(node, "paraId").and_then(find) else { continue };
            let parent = xml::any_attribute(node, "paraIdParent").and_then(find);
            let done = matches!(xml::any_attribute(node, "done"), Some("1" | "true" | "on"));
            if let Some(comment) = out.get_mut(comment) {
                comment.parent = parent;
                comment.is_resolved = done;
            }
        }
        let roots: Option<Vec<usize>> = (0..out.len()).map(|index| root_of(out, index)).collect();
        let circle = || WordError::damaged(part, "comments are replies to each other");
        let resolved: Vec<bool> = roots
            .ok_or_else(circle)?
            .into_iter()
            .map(|root| out.get(root).is_some_and(|root| root.is_resolved))
            .collect();
        for (comment, resolved) in out.iter_mut().zip(resolved) {
            comment.is_resolved |= resolved;
        }
        Ok(())
    }
}

/// The maximum depth of replies to replies; Word has one level.
const DEEPEST_REPLY: usize = 100;

/// The first comment of a thread; `None` if the replies form a circle.
fn root_of(comments: &[Comment], index: usize) -> Option<usize> {
    let parent = |index: &usize| comments.get(*index).and_then(|it| it.parent);
    let thread = std::iter::successors(Some(index), parent);
    let (depth, last) = thread.take(DEEPEST_REPLY).enumerate().last()?;
    (depth + 1 < DEEPEST_REPLY).then_some(last)
}

/// The id of a comment.
fn id(node: Node) -> String {
    xml::attribute(node, "id").unwrap_or_default().into()
}

/// A comment without its text.
pub fn comment(node: Node) -> Comment {
    let value = |name| xml::attribute(node, name).unwrap_or_default().to_owned();
    Comment {
        id: id(node),
        author: value("author"),
        initials: value("initials"),
        date: xml::attribute(node, "date").map(Into::into),
        blocks: Vec::new(),
        parent: None,
        is_resolved: false,
        anchor: None,
    }
}
