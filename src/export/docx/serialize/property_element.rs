//! Property elements as trees, so that their children can be put in schema order.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::schema_order::schema_order;
use crate::export::ExportError;

/// Reports output of docx-rs that is not well-formed, which is a bug.
pub fn broken(error: quick_xml::Error) -> ExportError {
    ExportError(format!("invalid WordprocessingML: {error}"))
}

/// An element with its attributes as written and its child elements; properties contain no text.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyElement {
    /// The text between the angle brackets: name and attributes.
    head: Vec<u8>,
    /// Length of the name in `head`, in bytes.
    name: usize,
    /// The child elements.
    children: Vec<PropertyElement>,
}

impl PropertyElement {
    /// Creates an element from the text between its angle brackets: `w:lang w:val="fr"`.
    pub fn new(head: &str) -> PropertyElement {
        let name = head.find(' ').unwrap_or(head.len());
        PropertyElement { head: head.as_bytes().to_vec(), name, children: Vec::new() }
    }

    /// Creates an element without children from its tag.
    fn empty(start: &BytesStart) -> PropertyElement {
        let head = start.trim_ascii_end().to_vec();
        PropertyElement { head, name: start.name().as_ref().len(), children: Vec::new() }
    }

    /// Reads an element from XML of this exporter.
    pub fn parse(xml: &[u8]) -> Result<PropertyElement, ExportError> {
        let mut reader = Reader::from_reader(xml);
        match reader.read_event().map_err(broken)? {
            Event::Start(start) => PropertyElement::read(&mut reader, &start),
            Event::Empty(start) => Ok(PropertyElement::empty(&start)),
            _ => {
                let xml = String::from_utf8_lossy(xml);
                Err(ExportError(format!("expected an element, found `{xml}`")))
            }
        }
    }

    /// Reads an element up to its end tag.
    fn read(
        reader: &mut Reader<&[u8]>,
        start: &BytesStart,
    ) -> Result<PropertyElement, ExportError> {
        let mut element = PropertyElement::empty(start);
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Start(start) => {
                    element.children.push(PropertyElement::read(reader, &start)?)
                }
                Event::Empty(start) => element.children.push(PropertyElement::empty(&start)),
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
    fn name(&self) -> &[u8] {
        self.head.get(..self.name).unwrap_or_default()
    }

    /// Adds a child.
    pub fn push(&mut self, child: PropertyElement) {
        self.children.push(child);
    }

    /// The element as XML, with its children in schema order. It is empty for an element without properties.
    pub fn into_xml(mut self) -> Vec<u8> {
        self.arrange();
        let mut out = Vec::new();
        if !self.is_redundant() {
            self.write(&mut out);
        }
        out
    }

    /// Puts children in schema order at every level and drops redundant ones.
    fn arrange(&mut self) {
        self.children.iter_mut().for_each(PropertyElement::arrange);
        self.children.retain(|child| !child.is_redundant());
        if let Some(order) = schema_order(self.name()) {
            let rank = |child: &PropertyElement| {
                order.iter().position(|name| *name == child.name()).unwrap_or(order.len())
            };
            self.children.sort_by_key(rank);
        }
    }

    /// Whether this is a property element without any properties.
    fn is_redundant(&self) -> bool {
        self.children.is_empty()
            && self.head.len() == self.name
            && schema_order(self.name()).is_some()
    }

    /// Appends the element as XML.
    fn write(&self, out: &mut Vec<u8>) {
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
