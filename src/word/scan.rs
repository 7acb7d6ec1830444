//! Limits that are checked on the characters of a part before a tree is built from it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use roxmltree::{Document, ParsingOptions};

use super::error::WordError;
use crate::limits::{Limit, LimitError, Limits};

/// Parses a part within the limits.
pub fn parse<'a>(part: &str, text: &'a str, limits: &Limits) -> Result<Document<'a>, WordError> {
    Scan::new(limits).run(part, text)?;
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| WordError::damaged(part, error))
}

/// The number of comparisons that count as one node. An element that declares a namespace makes the parser
/// compare and list all namespaces in scope, which takes time proportional to their number squared.
const COMPARISONS_PER_NODE: usize = 64;

/// The open elements and the counts.
struct Scan<'a> {
    limits: &'a Limits,
    nodes: usize,
    depth: usize,
    /// The number of declared namespaces in scope.
    namespaces: usize,
    /// The depths of the open elements that declare namespaces, and the number of their declarations.
    declared: Vec<(usize, usize)>,
}

impl Scan<'_> {
    fn new(limits: &Limits) -> Scan<'_> {
        Scan { limits, nodes: 0, depth: 0, namespaces: 0, declared: Vec::new() }
    }

    fn run(&mut self, part: &str, text: &str) -> Result<(), WordError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event().map_err(|error| WordError::damaged(part, error))? {
                Event::Start(element) => {
                    self.depth += 1;
                    self.limits.check(Limit::WordDepth, self.depth)?;
                    let declared = self.element(&element)?;
                    if declared > 0 {
                        self.declared.push((self.depth, declared));
                    }
                }
                Event::Empty(element) => self.namespaces -= self.element(&element)?,
                Event::End(_) => self.end(),
                Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) => {
                    self.count(1)?;
                }
                Event::DocType(_) => {
                    let thing = "document type declaration";
                    return Err(WordError::Unsafe { part: part.into(), thing });
                }
                Event::Decl(_) | Event::GeneralRef(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    fn count(&mut self, nodes: usize) -> Result<(), LimitError> {
        self.nodes += nodes;
        self.limits.check(Limit::WordNodes, self.nodes)
    }

    /// Counts an element; returns how many namespaces it declares.
    fn element(&mut self, element: &BytesStart) -> Result<usize, LimitError> {
        // A sign in a value also counts, which is safe and fast.
        let attributes = element.iter().filter(|byte| **byte == b'=').count();
        self.count(1 + attributes)?;
        let declares = element.windows(b"xmlns".len()).any(|it| it == b"xmlns");
        if !declares && attributes as u64 <= self.limits.get(Limit::WordAttributes) {
            return Ok(0);
        }
        let (mut attributes, mut declared) = (0, 0);
        for attribute in element.attributes().with_checks(false).flatten() {
            attributes += 1;
            declared += usize::from(attribute.key.as_ref().starts_with(b"xmlns"));
        }
        self.limits.check(Limit::WordAttributes, attributes + self.namespaces)?;
        self.namespaces += declared;
        if declared > 0 {
            self.count(self.namespaces * self.namespaces / COMPARISONS_PER_NODE)?;
        }
        Ok(declared)
    }

    fn end(&mut self) {
        if let Some((_, declared)) = self.declared.pop_if(|(depth, _)| *depth == self.depth) {
            self.namespaces -= declared;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}
