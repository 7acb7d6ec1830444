//! A minimal XML writer: escapes text and keeps attributes in the order given.

use std::fmt::Display;

pub use crate::export::xml::{clean, clean_traced, escape, escape_content};

/// The XML declaration of every part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of a WordprocessingML part, ECMA-376 Part 1 §17.
pub const WORD: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// XML under construction.
#[derive(Clone, Debug, Default)]
pub struct Xml(String);

impl Xml {
    /// Starts a part with the XML declaration and its root element.
    pub fn part(root: &str, namespaces: &[(&str, &str)]) -> Xml {
        let mut xml = Xml(DECLARATION.into());
        xml.open(root, namespaces);
        xml
    }

    /// Returns the XML written so far.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Closes the root element and returns the part.
    pub fn end(mut self, root: &str) -> Vec<u8> {
        self.close(root);
        self.0.into_bytes()
    }

    /// Writes a start tag.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(name, attributes);
        self.0.push('>');
        self
    }

    /// Writes an end tag.
    pub fn close(&mut self, name: &str) -> &mut Xml {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    /// Writes an element with its content, or nothing if the content is empty.
    pub fn open_if_filled(&mut self, name: &str, content: impl FnOnce(&mut Xml)) -> &mut Xml {
        let before = self.0.len();
        self.open(name, &[]);
        let start = self.0.len();
        content(self);
        if self.0.len() == start {
            self.0.truncate(before);
            return self;
        }
        self.close(name)
    }

    /// Writes an empty element.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(name, attributes);
        self.0.push_str("/>");
        self
    }

    /// Writes an empty element whose only attribute is `w:val`.
    pub fn value(&mut self, name: &str, value: impl Display) -> &mut Xml {
        self.leaf(name, &[("w:val", &value.to_string())])
    }

    /// Writes an element that contains text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Xml {
        self.open(name, attributes);
        self.0.push_str(&escape(text));
        self.close(name)
    }

    /// Appends XML as is.
    pub fn raw(&mut self, xml: &str) -> &mut Xml {
        self.0.push_str(xml);
        self
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            for part in [" ", name, "=\"", &escape(value), "\""] {
                self.0.push_str(part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_keep_their_order() {
        let mut xml = Xml::default();
        xml.open("w:p", &[("b", "1"), ("a", "<")]).value("w:jc", "left").close("w:p");
        assert_eq!(xml.into_string(), r#"<w:p b="1" a="&lt;"><w:jc w:val="left"/></w:p>"#);
    }
}
