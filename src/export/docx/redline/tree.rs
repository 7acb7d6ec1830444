//! XML that this exporter wrote, as a tree.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::super::xml::escape;
use crate::export::ExportError;

/// An element or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text, escaped.
    Text(String),
}

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The name with its prefix.
    pub name: String,
    /// The attributes as written, with the space before them.
    attributes: String,
    /// Its content.
    pub children: Vec<Node>,
}

impl Node {
    /// The element, unless it is a text.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// Appends the node as XML.
    pub fn write(&self, out: &mut String) {
        match self {
            Node::Element(element) => element.write(out),
            Node::Text(text) => out.push_str(text),
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl Element {
    /// An element with attributes.
    pub fn new(name: &str, attributes: &[(&str, &str)]) -> Element {
        let mut element =
            Element { name: name.to_owned(), attributes: String::new(), children: Vec::new() };
        for (name, value) in attributes {
            element.attributes.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
        element
    }

    /// The element with its children replaced.
    pub fn with(mut self, children: Vec<Node>) -> Element {
        self.children = children;
        self
    }

    /// The element without its children.
    pub fn head(&self) -> Element {
        let Element { name, attributes, children: _ } = self;
        Element { name: name.clone(), attributes: attributes.clone(), children: Vec::new() }
    }

    /// The bytes of the value of an attribute among all attributes.
    fn value_range(&self, name: &str) -> Option<std::ops::Range<usize>> {
        let start = self.attributes.find(&format!(" {name}=\""))? + name.len() + 3;
        let end = start + self.attributes.get(start..)?.find('"')?;
        Some(start..end)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self.attributes.get(self.value_range(name)?)?;
        Some(unescape(value).map_or_else(|_| value.to_owned(), |it| it.into_owned()))
    }

    /// Replaces the value of an attribute that the element has.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(range) = self.value_range(name) {
            self.attributes.replace_range(range, &escape(value));
        }
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    /// Its first child with a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    /// Its first descendant with a name.
    pub fn descendant(&self, name: &str) -> Option<&Element> {
        self.elements()
            .find_map(|child| if child.name == name { Some(child) } else { child.descendant(name) })
    }

    /// Removes the children with some names.
    pub fn remove(&mut self, names: &[&str]) {
        self.children.retain(|child| {
            child.element().is_none_or(|child| !names.contains(&child.name.as_str()))
        });
    }

    /// Calls `change` with the element and everything in it.
    pub fn walk(&mut self, change: &mut dyn FnMut(&mut Element)) {
        change(self);
        for child in &mut self.children {
            if let Node::Element(child) = child {
                child.walk(change);
            }
        }
    }

    /// Its text, including the text of its descendants.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(child) => child.push_text(out),
                Node::Text(text) => match unescape(text) {
                    Ok(text) => out.push_str(&text),
                    Err(_) => out.push_str(text),
                },
            }
        }
    }

    /// Appends the element as XML.
    pub fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        out.push_str(&self.attributes);
        if self.children.is_empty() {
            return out.push_str("/>");
        }
        out.push('>');
        self.children.iter().for_each(|child| child.write(out));
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Reads any number of elements that this exporter wrote.
///
/// # Errors
/// If it is not well-formed, which is a bug.
pub fn read(xml: &[u8]) -> Result<Vec<Node>, ExportError> {
    let broken = |error: &dyn std::fmt::Display| ExportError(format!("invalid XML: {error}"));
    let mut reader = Reader::from_reader(xml);
    let mut open: Vec<Element> = Vec::new();
    let mut out = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        let node = match event {
            Event::Start(start) => {
                open.push(element(&start)?);
                continue;
            }
            Event::Empty(start) => element(&start)?.into(),
            Event::End(_) => match open.pop() {
                Some(element) => element.into(),
                None => continue,
            },
            Event::Text(text) => Node::Text(utf8(&text)?),
            Event::GeneralRef(name) => Node::Text(format!("&{};", utf8(&name)?)),
            Event::Eof => return Ok(out),
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => continue,
        };
        let children = open.last_mut().map_or(&mut out, |parent| &mut parent.children);
        match (children.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => children.push(node),
        }
    }
}

fn element(start: &BytesStart) -> Result<Element, ExportError> {
    let name = utf8(start.name().as_ref())?;
    let attributes = utf8(start.attributes_raw())?.trim_end().to_owned();
    Ok(Element { name, attributes, children: Vec::new() })
}

fn utf8(bytes: &[u8]) -> Result<String, ExportError> {
    String::from_utf8(bytes.to_vec()).map_err(|error| ExportError(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let xml = "<w:p><w:r a=\"1\" b=\"&quot;\"><w:t>x &amp; y</w:t></w:r></w:p><w:tab/>";
        let nodes = read(xml.as_bytes()).unwrap();
        let mut out = String::new();
        nodes.iter().for_each(|node| node.write(&mut out));
        assert_eq!(out, xml);
        let mut run = nodes[0].element().unwrap().child("w:r").unwrap().clone();
        assert_eq!((run.attribute("b").unwrap().as_str(), run.text().as_str()), ("\"", "x & y"));
        run.set("a", "<2>");
        assert_eq!(run.attribute("a").as_deref(), Some("<2>"));
    }
}
