//! Elements and attributes of Word files, in transitional and strict namespaces.

use roxmltree::{Attribute, Node};

/// The namespaces of WordprocessingML.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The namespaces of Office Math.
const MATH: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];

/// The namespaces of references to relationships.
const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// The namespace of alternatives (Part 3).
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The vocabulary of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// WordprocessingML.
    Word,
    /// Office Math.
    Math,
    /// Alternatives.
    Compatibility,
    /// Drawings and anything else.
    Other,
}

/// The vocabulary and the local name of an element.
pub fn name<'i>(node: Node<'_, 'i>) -> (Vocabulary, &'i str) {
    let tag = node.tag_name();
    let vocabulary = match tag.namespace() {
        Some(space) if WORD.contains(&space) => Vocabulary::Word,
        Some(space) if MATH.contains(&space) => Vocabulary::Math,
        Some(COMPATIBILITY) => Vocabulary::Compatibility,
        Some(_) | None => Vocabulary::Other,
    };
    (vocabulary, tag.name())
}

/// The local name of an element of WordprocessingML; empty for others.
pub fn word_name<'i>(node: Node<'_, 'i>) -> &'i str {
    match name(node) {
        (Vocabulary::Word, name) => name,
        (Vocabulary::Math | Vocabulary::Compatibility | Vocabulary::Other, _) => "",
    }
}

/// The child elements.
pub fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The first child of WordprocessingML with a name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| word_name(*child) == name)
}

/// An attribute of WordprocessingML.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let fits = |it: &Attribute| it.namespace().is_none_or(|space| WORD.contains(&space));
    node.attributes().find(|it| it.name() == name && fits(it)).map(|it| it.value())
}

/// An attribute that refers to a relationship.
pub fn relationship<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let fits = |it: &Attribute| it.namespace().is_some_and(|it| RELATIONSHIPS.contains(&it));
    node.attributes().find(|it| it.name() == name && fits(it)).map(|it| it.value())
}

/// An attribute by its local name, in any namespace, as those of later versions of Word.
pub fn any_attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|it| it.name() == name).map(|it| it.value())
}

/// The attribute `w:val` of a child.
pub fn child_value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|it| attribute(it, "val"))
}

/// Whether a property is on (§17.17.4); without a value it is.
pub fn is_on(node: Node) -> bool {
    !matches!(attribute(node, "val"), Some("0" | "false" | "off"))
}

/// The text of an element, comments and elements in it aside.
pub fn content(node: Node) -> String {
    node.children().filter_map(|child| child.is_text().then(|| child.text()).flatten()).collect()
}

/// The branch of alternatives that is read: the first choice with content, otherwise the fallback.
pub fn branch<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let filled = |it: &Node| it.children().any(|child| child.is_element());
    let branch = |name: &'static str| {
        elements(node).filter(move |it| it.tag_name().name() == name).find(filled)
    };
    branch("Choice").or_else(|| branch("Fallback"))
}
