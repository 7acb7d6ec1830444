//! Counts the elements and path data of an SVG with every reference followed.
//!
//! A few lines of symbols that use each other twice describe more shapes than memory holds, and so do
//! patterns in patterns, markers on paths and style rules. The count follows the references as `usvg`
//! does, but visits each element once.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

use super::{SvgError, invalid};
use crate::limits::{Limit, LimitError, Limits};

mod references;
mod style;

use references::{Kind, Reference, References};
use style::Style;

/// Checks elements, their nesting and path data.
pub fn check(document: &Document, limits: &Limits) -> Result<(), SvgError> {
    let style = Style::read(document, limits)?;
    let references = References::read(document, &style, limits)?;
    let mut count = Count { references, limits, states: HashMap::new(), templates: Vec::new() };
    let size = count.size(document.root_element(), 1)?;
    over(limits, Limit::SvgElements, size.elements)?;
    over(limits, Limit::SvgPath, size.numbers)?;
    Ok(())
}

fn over(limits: &Limits, limit: Limit, count: u64) -> Result<(), LimitError> {
    limits.check(limit, usize::try_from(count).unwrap_or(usize::MAX))
}

/// The size of an element with everything that it contains and refers to.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    /// The number of elements, and of parts that take as much memory.
    elements: u64,
    /// Numbers and commands of paths.
    numbers: u64,
    /// Levels of elements.
    height: usize,
}

impl Size {
    fn add(&mut self, other: Size, times: u64) {
        let more = |of: u64, count: u64| of.saturating_add(count.saturating_mul(times));
        self.elements = more(self.elements, other.elements);
        self.numbers = more(self.numbers, other.numbers);
        self.height = self.height.max(other.height.saturating_add(1));
    }
}

/// The state of an element that is being counted or has been counted.
#[derive(Clone, Copy)]
enum State {
    Open,
    Counted(Size),
}

struct Count<'a, 'input> {
    references: References<'a, 'input>,
    limits: &'a Limits,
    states: HashMap<NodeId, State>,
    /// The patterns, markers and the like around the current element, innermost last.
    templates: Vec<NodeId>,
}

impl<'a, 'input> Count<'a, 'input> {
    fn size(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Size, SvgError> {
        self.limits.check(Limit::SvgDepth, depth)?;
        match self.states.get(&node.id()) {
            Some(State::Counted(size)) => {
                self.limits.check(Limit::SvgDepth, depth.saturating_add(size.height))?;
                return Ok(*size);
            }
            Some(State::Open) => return Err(invalid("an element refers to itself")),
            None => {}
        }
        self.states.insert(node.id(), State::Open);
        let template = references::is_template(node);
        if template {
            self.templates.push(node.id());
        }
        let size = self.open(node, depth)?;
        if template {
            self.templates.pop();
        }
        self.states.insert(node.id(), State::Counted(size));
        Ok(size)
    }

    fn open(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Size, SvgError> {
        let (elements, numbers) = self.references.own_size(node);
        let mut size = Size { elements, numbers, height: 0 };
        for child in node.children().filter(Node::is_element) {
            let child = self.size(child, depth + 1)?;
            size.add(child, 1);
        }
        let references = self.references.of(node);
        for once in references.iter().filter(|reference| reference.kind == Kind::Once) {
            let target = self.target(once, depth)?;
            size.add(target, 1);
        }
        let inside = size;
        for inherited in &references {
            let times = match inherited.kind {
                Kind::Once => continue,
                Kind::Shape => inside.elements,
                Kind::Vertex => inside.elements.saturating_add(inside.numbers),
            };
            let target = self.target(inherited, depth)?;
            size.add(target, times);
        }
        over(self.limits, Limit::SvgElements, size.elements)?;
        over(self.limits, Limit::SvgPath, size.numbers)?;
        Ok(size)
    }

    /// The size of the target of a reference. `usvg` drops a reference to the template around it, which
    /// a style rule for all shapes can contain.
    fn target(
        &mut self,
        reference: &Reference<'a, 'input>,
        depth: usize,
    ) -> Result<Size, SvgError> {
        let target = reference.target;
        let around = self.templates.last() == Some(&target.id());
        match around && !reference.from_outside && !target.has_tag_name("filter") {
            true => Ok(Size::default()),
            false => self.size(target, depth + 1),
        }
    }
}
