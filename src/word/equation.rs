//! Office Math → LaTeX (ECMA-376 Part 1 §22.1).

mod structures;
mod text;

use roxmltree::Node;

use super::model::View;
use super::xml::{self, Vocabulary};

/// The LaTeX of an equation in a view of its changes; `None` if it has something that LaTeX has no command for here.
pub fn latex(equation: Node, view: View, is_display: bool) -> Option<String> {
    let mut writer = Writer { out: String::new(), view, is_display, script: false, lines: false };
    writer.row(equation)?;
    Some(writer.out.trim().to_owned())
}

/// Writes LaTeX. Its functions return `None` at what they do not know.
struct Writer {
    out: String,
    view: View,
    /// Whether limits are above and below.
    is_display: bool,
    /// Whether it is within a script.
    script: bool,
    /// Whether it is within lines that are aligned at signs.
    lines: bool,
}

impl Writer {
    /// The content of an element.
    fn row(&mut self, parent: Node) -> Option<()> {
        xml::elements(parent).try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: Node) -> Option<()> {
        match xml::name(node) {
            (Vocabulary::Math, "r") => self.run(node),
            (Vocabulary::Math, "f") => self.fraction(node),
            (Vocabulary::Math, "rad") => self.root(node),
            (Vocabulary::Math, "sSub" | "sSup" | "sSubSup") => self.scripts(node),
            (Vocabulary::Math, "sPre") => self.scripts_before(node),
            (Vocabulary::Math, "nary") => self.large(node),
            (Vocabulary::Math, "func") => self.function(node),
            (Vocabulary::Math, "limLow" | "limUpp") => self.limit(node),
            (Vocabulary::Math, "acc") => self.accent(node),
            (Vocabulary::Math, "bar") => self.bar(node),
            (Vocabulary::Math, "groupChr") => self.group_sign(node),
            (Vocabulary::Math, "d") => self.delimited(node),
            (Vocabulary::Math, "m") => self.matrix(node, None),
            (Vocabulary::Math, "eqArr") => self.lines(node),
            // A box only keeps its content together.
            (Vocabulary::Math, "box" | "e" | "oMath") => self.row(node),
            (Vocabulary::Math, name) if name.ends_with("Pr") => Some(()),
            (Vocabulary::Word, "ins" | "moveTo" | "del" | "moveFrom") => {
                if self.is_in_view(node) {
                    self.row(node)
                } else {
                    Some(())
                }
            }
            // Bookmarks and the like.
            (Vocabulary::Word, _) if !node.descendants().any(|it| it.is_text()) => Some(()),
            _ => None,
        }
    }

    /// Whether the view contains what is in an element, as far as the element is a tracked change.
    fn is_in_view(&self, node: Node) -> bool {
        match xml::word_name(node) {
            "ins" | "moveTo" => self.view == View::Accepted,
            "del" | "moveFrom" => self.view == View::Rejected,
            _ => true,
        }
    }

    /// A writer with the same settings.
    fn empty(&self) -> Writer {
        let Writer { view, is_display, script, lines, .. } = *self;
        Writer { out: String::new(), view, is_display, script, lines }
    }

    /// The LaTeX of a child of Office Math, without what is around it; empty if there is none.
    fn part(&self, node: Node, name: &str) -> Option<String> {
        self.part_of(math_child(node, name), self.script)
    }

    /// A part that is a script.
    fn script(&self, node: Node, name: &str) -> Option<String> {
        self.part_of(math_child(node, name), true)
    }

    fn part_of(&self, node: Option<Node>, script: bool) -> Option<String> {
        let is_display = self.is_display && script == self.script;
        let mut writer = Writer { is_display, script, lines: false, ..self.empty() };
        if let Some(node) = node {
            writer.row(node)?;
        }
        Some(writer.out.trim().to_owned())
    }

    /// Appends a token. A letter after a command needs a space before it.
    fn push(&mut self, token: &str) {
        let letters =
            self.out.len() - self.out.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let before = self.out.len() - letters;
        let follows_command =
            letters > 0 && self.out.get(..before).is_some_and(|it| it.ends_with('\\'));
        if follows_command && token.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.out.push(' ');
        }
        self.out.push_str(token);
    }

    /// Appends a command with arguments in braces.
    fn command(&mut self, name: &str, arguments: &[&str]) {
        self.push(&format!("\\{name}"));
        arguments.iter().for_each(|argument| self.braced(argument));
    }

    fn braced(&mut self, part: &str) {
        self.out.extend(["{", part, "}"]);
    }

    /// Appends a script sign with its part.
    fn sign_with(&mut self, sign: char, part: &str) {
        self.out.push(sign);
        let is_single = part.chars().count() == 1 && !part.starts_with(['\'', '-']);
        match is_single {
            true => self.out.push_str(part),
            false => self.braced(part),
        }
    }

    /// Appends the base of scripts.
    fn base(&mut self, base: &str) {
        let is_single = base.chars().count() == 1;
        let is_command = base
            .strip_prefix('\\')
            .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()));
        match is_single || is_command {
            true => self.push(base),
            false => {
                self.push("{");
                self.out.extend([base, "}"]);
            }
        }
    }
}

/// A child of Office Math.
fn math_child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| xml::name(*child) == (Vocabulary::Math, name))
}

/// The children of Office Math with a name.
fn math_children<'a, 'i>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| xml::name(*child) == (Vocabulary::Math, name))
}

/// The value of a property in `properties`, such as `fPr`; empty if the property has no value.
fn property<'a>(node: Node<'a, '_>, properties: &str, name: &str) -> Option<&'a str> {
    let property = math_child(math_child(node, properties)?, name)?;
    Some(xml::any_attribute(property, "val").unwrap_or_default())
}

/// Whether a property is on (`ST_OnOff`, §22.9.2.7); without a value it is.
fn is_on(node: Node, properties: &str, name: &str) -> bool {
    property(node, properties, name).is_some_and(|value| !matches!(value, "0" | "false" | "off"))
}
