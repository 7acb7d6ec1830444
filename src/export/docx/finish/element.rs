//! A property element read whole, so that its children can be put in order.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::order::order;
use crate::export::ExportError;

/// An element with its attributes as written and its child elements; properties hold no text.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Name and attributes as they stand between the angle brackets.
    head: Vec<u8>,
    /// Length of the name in `head`.
    name: usize,
    /// The child elements.
    children: Vec<Element>,
}

impl Element {
    /// An element from what stands between its angle brackets: `w:lang w:val="fr"`.
    pub fn new(head: &str) -> Element {
        let name = head.find(' ').unwrap_or(head.len());
        Element { head: head.as_bytes().to_vec(), name, children: Vec::new() }
    }

    /// The element that begins with `start`, without its children.
    pub fn empty(start: &BytesStart) -> Element {
        let head = start.trim_ascii_end().to_vec();
        Element { head, name: start.name().as_ref().len(), children: Vec::new() }
    }

    /// Reads the element that begins with `start` to its end.
    pub fn read(reader: &mut Reader<&[u8]>, start: &BytesStart) -> Result<Element, ExportError> {
        let mut element = Element::empty(start);
        loop {
            match reader.read_event().map_err(super::broken)? {
                Event::Start(start) => element.children.push(Element::read(reader, &start)?),
                Event::Empty(start) => element.children.push(Element::empty(&start)),
                Event::End(_) | Event::Eof => return Ok(element),
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => {}
            }
        }
    }

    /// The name with its prefix.
    pub fn name(&self) -> &[u8] {
        self.head.get(..self.name).unwrap_or_default()
    }

    /// Adds a child.
    pub fn push(&mut self, child: Element) {
        self.children.push(child);
    }

    /// Whether a child bears a name.
    pub fn has(&self, name: &[u8]) -> bool {
        self.children.iter().any(|child| child.name() == name)
    }

    /// Puts children in the order of the schema, all the way down, and drops property elements
    /// that say nothing.
    pub fn arrange(&mut self) {
        self.children.iter_mut().for_each(Element::arrange);
        self.children.retain(|child| !child.says_nothing());
        if let Some(order) = order(self.name()) {
            let place = |child: &Element| {
                order.iter().position(|name| *name == child.name()).unwrap_or(order.len())
            };
            self.children.sort_by_key(place);
        }
    }

    /// Whether this is a property element without properties.
    pub fn says_nothing(&self) -> bool {
        self.children.is_empty() && self.head.len() == self.name && order(self.name()).is_some()
    }

    /// Writes the element.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(b'<');
        out.extend_from_slice(&self.head);
        if self.children.is_empty() {
            out.extend_from_slice(b"/>");
            return;
        }
        out.push(b'>');
        self.children.iter().for_each(|child| child.write(out));
        out.extend_from_slice(b"</");
        out.extend_from_slice(self.name());
        out.push(b'>');
    }
}
