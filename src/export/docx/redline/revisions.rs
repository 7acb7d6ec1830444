//! Tracked changes, ECMA-376 Part 1 §17.13.5.

use super::plan::{Move, MoveEnd};
use super::tree::{Element, Node};
use super::weave::State;
use crate::draft::Author;

/// Makes tracked changes. Their ids differ from those of bookmarks.
pub struct Revisions<'a> {
    author: &'a Author,
    last_id: usize,
    /// Whether changes are not tracked, as in a note that was inserted or deleted with its reference.
    pub is_off: bool,
}

impl Revisions<'_> {
    /// Changes by an author, with ids starting at a number.
    pub fn new(author: &Author, first_id: usize) -> Revisions<'_> {
        Revisions { author, last_id: first_id.saturating_sub(1), is_off: false }
    }

    /// An unused id.
    pub fn id(&mut self) -> String {
        self.last_id += 1;
        self.last_id.to_string()
    }

    /// A tracked change with an element's name.
    pub fn element(&mut self, name: &str) -> Element {
        let id = self.id();
        let mut attributes = vec![("w:id", id.as_str()), ("w:author", &self.author.name)];
        if !self.author.date.is_empty() {
            attributes.push(("w:date", &self.author.date));
        }
        Element::new(name, &attributes)
    }

    /// The beginning of a range of moved text (§17.13.5.24, §17.13.5.28), and its end.
    pub fn range(&mut self, Move { number, end }: Move) -> (Element, Element) {
        let kind = match end {
            MoveEnd::From => "w:moveFrom",
            MoveEnd::To => "w:moveTo",
        };
        let range = self.element(&format!("{kind}RangeStart"));
        let id = range.attribute("w:id").unwrap_or_default();
        let after = Element::new(&format!("{kind}RangeEnd"), &[("w:id", &id)]);
        let name = format!("move{number}");
        let mut attributes = vec![("w:id", id.as_str()), ("w:author", &self.author.name)];
        if !self.author.date.is_empty() {
            attributes.push(("w:date", &self.author.date));
        }
        attributes.push(("w:name", &name));
        (Element::new(&range.name, &attributes), after)
    }

    /// Adds the change of a paragraph's end to its properties: `w:rPr` with `w:ins` or the like.
    pub fn mark(&mut self, properties: &mut Element, name: &str) {
        let change: Node = self.element(name).into();
        let own = properties.children.iter_mut().find_map(|child| match child {
            Node::Element(child) if child.name == "w:rPr" => Some(child),
            Node::Element(_) | Node::Text(_) => None,
        });
        match own {
            Some(own) => own.children.insert(0, change),
            None => {
                let mark = Element::new("w:rPr", &[]).with(vec![change]);
                let last = |child: &Node| {
                    child
                        .element()
                        .is_some_and(|it| matches!(it.name.as_str(), "w:sectPr" | "w:pPrChange"))
                };
                let at = properties.children.iter().position(last);
                properties.children.insert(at.unwrap_or(properties.children.len()), mark.into());
            }
        }
    }

    /// The name of the element of changed text or of a changed paragraph's end.
    pub fn name(&self, state: State) -> Option<&'static str> {
        match state {
            _ if self.is_off => None,
            State::Kept => None,
            State::Inserted => Some("w:ins"),
            State::Deleted => Some("w:del"),
            State::MovedTo => Some("w:moveTo"),
            State::MovedFrom => Some("w:moveFrom"),
        }
    }

    /// Adds the former properties to some properties: `w:rPrChange` or `w:pPrChange`.
    pub fn was(&mut self, properties: &mut Element, before: Element) {
        let change = self.element(&format!("{}Change", before.name)).with(vec![before.into()]);
        properties.children.push(change.into());
    }
}
