//! The elements that each element of an SVG refers to, and its own size.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};
use simplecss::{Declaration, DeclarationTokenizer};

use super::super::{SvgError, SvgPart};
use super::style::Style;
use crate::limits::{Limit, Limits};

/// How often a reference is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Once.
    Once,
    /// For each shape inside the element: paints, and markers at the ends of lines.
    Shape,
    /// For each vertex of the paths inside the element.
    Vertex,
}

/// A reference from one element to another.
#[derive(Clone, Copy)]
pub struct Reference<'a, 'input> {
    /// How often it is followed.
    pub kind: Kind,
    /// The other element.
    pub target: Node<'a, 'input>,
    /// Whether it is inherited from outside a template, such as a pattern.
    pub from_outside: bool,
}

/// The nodes that `usvg` builds from an element, besides its children.
#[derive(Default)]
struct Own<'a, 'input> {
    elements: u64,
    numbers: u64,
    references: Vec<Reference<'a, 'input>>,
}

/// All elements with their references.
pub struct References<'a, 'input> {
    own: HashMap<NodeId, Own<'a, 'input>>,
}

impl<'a, 'input> References<'a, 'input> {
    /// Finds the references in attributes and styles.
    pub fn read(
        document: &'a Document<'input>,
        style: &Style,
        limits: &Limits,
    ) -> Result<References<'a, 'input>, SvgError> {
        let mut ids = HashMap::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(node);
            }
        }
        let mut own = HashMap::new();
        for node in document.descendants().filter(Node::is_element) {
            let mut reader = Reader { ids: &ids, limits, own: Own::default() };
            reader.read(node, style)?;
            own.insert(node.id(), reader.own);
        }
        if style.used_up() {
            limits.check(Limit::SvgElements, usize::MAX)?;
        }
        Ok(References { own })
    }

    /// The number of elements that an element counts as, and the number of numbers and commands of its path.
    pub fn own_size(&self, node: Node) -> (u64, u64) {
        self.own.get(&node.id()).map_or((0, 0), |own| (own.elements, own.numbers))
    }

    /// The references of an element. A template inherits those of the elements around it.
    pub fn of(&self, node: Node<'a, 'input>) -> Vec<Reference<'a, 'input>> {
        let own = |node: Node| self.own.get(&node.id()).map(|own| own.references.as_slice());
        let mut references = own(node).unwrap_or_default().to_vec();
        if is_template(node) {
            let around = node.ancestors().skip(1).filter_map(own).flatten();
            let inherited = around.filter(|reference| reference.kind != Kind::Once);
            references.extend(inherited.map(|it| Reference { from_outside: true, ..*it }));
        }
        references
    }
}

/// Elements with content that is drawn where something refers to them.
const TEMPLATES: &[&str] = &["clipPath", "filter", "marker", "mask", "pattern", "symbol"];

/// Whether an element is drawn only where something refers to it.
pub fn is_template(node: Node) -> bool {
    TEMPLATES.contains(&node.tag_name().name())
}

/// The number of attributes that take as much memory as an element.
const ATTRIBUTES_PER_ELEMENT: u64 = 16;
/// The number of bytes of attributes that take as much memory as an element.
const BYTES_PER_ELEMENT: u64 = 64;
/// The number of bytes of a bitmap that take as much memory as an element.
const DATA_PER_ELEMENT: u64 = 1024;
/// Elements in which each character becomes a shape.
const TEXTS: &[&str] = &["text", "textPath", "tspan"];

struct Reader<'a, 'input, 'l> {
    ids: &'l HashMap<&'a str, Node<'a, 'input>>,
    limits: &'l Limits,
    own: Own<'a, 'input>,
}

impl<'a, 'input> Reader<'a, 'input, '_> {
    fn read(&mut self, node: Node<'a, 'input>, style: &Style) -> Result<(), SvgError> {
        self.own.elements += 1 + node.attributes().len() as u64 / ATTRIBUTES_PER_ELEMENT;
        for attribute in node.attributes() {
            match (attribute.name(), attribute.value()) {
                ("d" | "points", data) => self.own.numbers += numbers(data),
                ("href", link) => {
                    self.own.elements += link.len() as u64 / DATA_PER_ELEMENT;
                    self.link(link.trim().trim_start_matches('#'), Kind::Once);
                }
                ("style", declarations) => {
                    for declaration in DeclarationTokenizer::from(declarations) {
                        self.declaration(&declaration)?;
                    }
                }
                (name, value) => self.value(name, value),
            }
        }
        let (declarations, steps) = style.of(node);
        self.own.elements += steps;
        declarations.into_iter().try_for_each(|declaration| self.declaration(declaration))?;
        if TEXTS.contains(&node.tag_name().name()) {
            let texts = node.children().filter(Node::is_text).filter_map(|node| node.text());
            self.own.elements += texts.map(|text| text.chars().count() as u64).sum::<u64>();
        }
        Ok(())
    }

    fn declaration(&mut self, declaration: &Declaration) -> Result<(), SvgError> {
        let checked = self.limits.check(Limit::SvgValue, declaration.value.len());
        checked.map_err(|it| SvgPart::Attribute.over(it))?;
        self.value(declaration.name, declaration.value);
        Ok(())
    }

    fn value(&mut self, name: &str, value: &str) {
        let kind = match name {
            "fill" | "stroke" | "marker-start" | "marker-end" => Kind::Shape,
            "marker" | "marker-mid" => Kind::Vertex,
            _ => Kind::Once,
        };
        self.own.elements += value.len() as u64 / BYTES_PER_ELEMENT;
        if name == "filter" {
            // Each function is a filter.
            self.own.elements += value.matches('(').count() as u64;
        }
        for link in value.split("url(").skip(1) {
            let link = link.trim_start_matches(|c: char| c.is_whitespace() || "\"'#".contains(c));
            let end = link.find([')', '"', '\'']).unwrap_or(link.len());
            self.link(link.get(..end).unwrap_or_default().trim_end(), kind);
        }
    }

    fn link(&mut self, id: &str, kind: Kind) {
        if let Some(target) = self.ids.get(id) {
            let reference = Reference { kind, target: *target, from_outside: false };
            self.own.references.push(reference);
        }
    }
}

/// An upper bound of the number of numbers and commands in the data of a path: a number with digits on both
/// sides of its point counts twice.
fn numbers(data: &str) -> u64 {
    let mut before = b' ';
    let mut count = 0;
    for byte in data.bytes() {
        let starts = byte.is_ascii_digit() && !before.is_ascii_digit();
        count += u64::from(starts || byte.is_ascii_alphabetic());
        before = byte;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_commands_are_counted() {
        assert_eq!(numbers("M0 0h12L3-4zz"), 10);
        assert_eq!(numbers("1.5.5"), 3);
    }
}
