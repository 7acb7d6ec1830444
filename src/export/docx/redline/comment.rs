//! A comment about changes that cannot be tracked, ECMA-376 Part 1 §17.13.4.

use super::super::parts::Parts;
use super::super::xml::{WORD, Xml};
use super::tree::{Element, Node};
use crate::draft::Author;

/// The id of the comment.
const ID: &str = "0";

/// Adds a comment to the first paragraph, with a paragraph for each notice.
pub fn add(parts: &mut Parts, body: &mut [Node], notices: &[String], author: &Author) {
    if notices.is_empty() || !refer(body) {
        return;
    }
    let mut xml = Xml::part("w:comments", WORD);
    let mut attributes = vec![("w:id", ID), ("w:author", author.name.as_str())];
    if !author.date.is_empty() {
        attributes.push(("w:date", &author.date));
    }
    xml.open("w:comment", &attributes);
    for notice in notices {
        xml.open("w:p", &[]).open("w:r", &[]);
        xml.element("w:t", &[("xml:space", "preserve")], notice);
        xml.close("w:r").close("w:p");
    }
    xml.close("w:comment");
    parts.add_word("comments", xml.end("w:comments"));
}

/// Puts the references to the comment around the first paragraph. Returns whether there is one.
fn refer(nodes: &mut [Node]) -> bool {
    nodes.iter_mut().any(|node| match node {
        Node::Element(element) if element.name == "w:p" => {
            let first = element
                .children
                .iter()
                .position(|child| child.element().is_none_or(|child| child.name != "w:pPr"));
            let start = Element::new("w:commentRangeStart", &[("w:id", ID)]);
            let at = first.unwrap_or(element.children.len());
            element.children.insert(at, start.into());
            let reference = Element::new("w:commentReference", &[("w:id", ID)]);
            let run = Element::new("w:r", &[]).with(vec![reference.into()]);
            let end = Element::new("w:commentRangeEnd", &[("w:id", ID)]);
            element.children.extend([end.into(), run.into()]);
            true
        }
        Node::Element(element) if element.name == "w:sdt" => false,
        Node::Element(element) => refer(&mut element.children),
        Node::Text(_) => false,
    })
}
