//! The style sheets of an SVG, matched as `usvg` matches them.

use std::cell::Cell;

use resvg::usvg::roxmltree::{Document, Node};
use simplecss::{AttributeOperator, Declaration, Element, PseudoClass, StyleSheet};

use super::super::{SvgError, SvgPart, invalid};
use crate::limits::{Limit, Limits};

/// The rules of all `style` elements.
pub struct Style<'a> {
    sheet: StyleSheet<'a>,
    /// The most comparisons of selectors with the elements.
    most_steps: u64,
    steps: Cell<u64>,
}

/// The number of comparisons that take about as long as one element.
const STEPS_PER_ELEMENT: u64 = 256;

impl<'a> Style<'a> {
    /// Parses the style sheets.
    pub fn read(document: &'a Document, limits: &Limits) -> Result<Style<'a>, SvgError> {
        let texts: Vec<&str> = document
            .descendants()
            .filter(|node| node.tag_name().name() == "style")
            .filter_map(|node| node.text())
            .collect();
        // The parser counts lines from the start for each error that it finds.
        let checked = limits.check(Limit::SvgStyle, texts.iter().map(|text| text.len()).sum());
        checked.map_err(|it| SvgPart::Style.over(it))?;
        let declarations = texts.iter().map(|text| copies(text)).sum::<Result<usize, _>>()?;
        // The parser sorts all rules again after each element.
        limits.check(Limit::SvgElements, declarations.max(texts.len() * texts.len() / 64))?;
        let mut sheet = StyleSheet::new();
        texts.iter().for_each(|text| sheet.parse_more(text));
        let most_steps = limits.get(Limit::SvgElements).saturating_mul(STEPS_PER_ELEMENT);
        Ok(Style { sheet, most_steps, steps: Cell::new(0) })
    }

    /// The declarations for an element, and how many elements take as long as finding them.
    pub fn of<'s>(&'s self, node: Node) -> (Vec<&'s Declaration<'a>>, u64) {
        let before = self.steps.get();
        let element = Counted { node, style: self };
        let rules = self.sheet.rules.iter().filter(|rule| rule.selector.matches(&element));
        let declarations = rules.flat_map(|rule| &rule.declarations).collect();
        (declarations, (self.steps.get() - before) / STEPS_PER_ELEMENT)
    }

    /// Whether the selectors took more comparisons than are allowed; then declarations are missing.
    pub fn used_up(&self) -> bool {
        self.steps.get() > self.most_steps
    }
}

/// The number of declarations that the parser makes from a style sheet: it copies those of a rule for each of
/// its selectors.
fn copies(text: &str) -> Result<usize, SvgError> {
    let mut copies = 0;
    for rule in without_comments(text).split('}') {
        if rule.matches('"').count() % 2 + rule.matches('\'').count() % 2 > 0 {
            return Err(invalid("a style has an unpaired quotation mark"));
        }
        let (selectors, declarations) = rule.split_once('{').unwrap_or((rule, rule));
        copies += (selectors.matches(',').count() + 1) * declarations.matches(':').count();
    }
    Ok(copies)
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |all, (_, rest)| all + rest)
}

/// An element that counts its comparisons with selectors. A selector with many ancestors can take
/// exponential time, so an element reports no more ancestors once all steps are used up.
struct Counted<'s, 'a, 'n, 'input> {
    node: Node<'n, 'input>,
    style: &'s Style<'a>,
}

impl Counted<'_, '_, '_, '_> {
    fn step(&self) {
        self.style.steps.set(self.style.steps.get() + 1);
    }
}

impl Element for Counted<'_, '_, '_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.step();
        let parent = self.node.parent_element().filter(|_| !self.style.used_up())?;
        Some(Counted { node: parent, style: self.style })
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.step();
        Some(Counted { node: self.node.prev_sibling_element()?, style: self.style })
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.step();
        self.node.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator) -> bool {
        self.step();
        self.node.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass) -> bool {
        self.step();
        class == PseudoClass::FirstChild && self.node.prev_sibling_element().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_copied_for_each_selector() {
        assert_eq!(copies("a,b{x:y;z:u} c{v:w}/* , : */d{}"), Ok(5));
        assert_eq!(copies("a,b{x:y /*}*/;z:u}"), Ok(4));
        assert!(copies("a[b='}'],c{x:y}").is_err());
    }
}
