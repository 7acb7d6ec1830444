//! Writing XML: escaped text, attributes in the order given, nothing else.

use std::fmt::{Display, Write};

/// The first line of every part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of WordprocessingML, ECMA-376 Part 1 §17.
pub const WORD: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// Characters that XML 1.0 allows (§2.2), without those that only control a terminal.
pub fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{fffe}' | '\u{ffff}')
}

/// A text without characters that XML forbids.
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| is_allowed(*c)).collect()
}

/// A text fit for the content of an element or an attribute between double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_allowed(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// XML under way.
#[derive(Clone, Debug, Default)]
pub struct Xml(String);

impl Xml {
    /// A part, begun with its declaration and root element.
    pub fn part(root: &str, namespaces: &[(&str, &str)]) -> Xml {
        let mut xml = Xml(DECLARATION.into());
        xml.open(root, namespaces);
        xml
    }

    /// What has been written.
    pub fn into_string(self) -> String {
        self.0
    }

    /// What has been written, its root closed.
    pub fn end(mut self, root: &str) -> Vec<u8> {
        self.close(root);
        self.0.into_bytes()
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(name, attributes);
        self.0.push('>');
        self
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) -> &mut Xml {
        let _ = write!(self.0, "</{name}>");
        self
    }

    /// An element without content.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(name, attributes);
        self.0.push_str("/>");
        self
    }

    /// An element that says no more than `w:val`.
    pub fn value(&mut self, name: &str, value: impl Display) -> &mut Xml {
        self.leaf(name, &[("w:val", &value.to_string())])
    }

    /// An element with text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Xml {
        self.open(name, attributes);
        self.0.push_str(&escape(text));
        self.close(name)
    }

    /// XML that is finished already.
    pub fn raw(&mut self, xml: &str) -> &mut Xml {
        self.0.push_str(xml);
        self
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.0, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"{}\"", escape(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_never_reach_a_part() {
        assert_eq!(escape("a\u{0}\u{1b}[1m<b>&\"\u{fffe}é\t"), "a[1m&lt;b&gt;&amp;&quot;é\t");
    }

    #[test]
    fn attributes_keep_their_order() {
        let mut xml = Xml::default();
        xml.open("w:p", &[("b", "1"), ("a", "<")]).value("w:jc", "left").close("w:p");
        assert_eq!(xml.into_string(), r#"<w:p b="1" a="&lt;"><w:jc w:val="left"/></w:p>"#);
    }
}
