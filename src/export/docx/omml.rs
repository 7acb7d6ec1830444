//! Equations as Office Math (ECMA-376 Part 1 §22.1).

use super::xml::Xml;
use crate::math::{
    Accent, Alignment, Atom, Class, Equation, Fenced, Fraction, Grid, GridKind, Letters, Node,
    Place, Root, Scripts, combining,
};

/// An equation as Office Math.
#[derive(Clone, Debug)]
pub struct OfficeMath {
    /// The element `m:oMath`.
    pub xml: String,
    /// The text of its runs, as it is read back.
    pub text: String,
}

const NAMESPACE: (&str, &str) =
    ("xmlns:m", "http://schemas.openxmlformats.org/officeDocument/2006/math");

/// Writes an equation. In a display, limits are above and below.
pub fn office_math(equation: &Equation, is_display: bool) -> OfficeMath {
    let mut writer = Writer { xml: Xml::default(), text: String::new(), is_display };
    writer.xml.open("m:oMath", &[NAMESPACE]);
    writer.row(&equation.content);
    writer.xml.close("m:oMath");
    OfficeMath { xml: writer.xml.into_string(), text: writer.text }
}

/// An equation on a line of its own, centred (§22.1.2.78).
pub fn in_paragraph(equation: &str) -> String {
    let mut xml = Xml::default();
    xml.open("m:oMathPara", &[NAMESPACE]).raw(equation).close("m:oMathPara");
    xml.into_string()
}

struct Writer {
    xml: Xml,
    text: String,
    is_display: bool,
}

impl Writer {
    /// Writes parts side by side. A sum or a function contains what it applies to.
    fn row(&mut self, row: &[Node]) {
        let mut rest = row;
        while let Some((node, after)) = rest.split_first() {
            let before = row.len().checked_sub(rest.len() + 1).and_then(|at| row.get(at));
            if let Some((bar, inside, after)) =
                between_bars(node, after).filter(|_| !before.is_some_and(is_operand))
            {
                self.delimited(bar, inside);
                rest = after;
                continue;
            }
            rest = match operator(node) {
                Some(Operator::Large(atom, scripts)) => {
                    let end = after.iter().position(ends_operand).unwrap_or(after.len());
                    let (operand, after) = after.split_at_checked(end).unwrap_or((after, &[]));
                    self.large(atom, scripts, operand);
                    after
                }
                Some(Operator::Function) => match after.split_first() {
                    Some((argument, after)) if is_argument(argument) => {
                        self.within("m:func", |writer| {
                            writer.within("m:fName", |writer| writer.node(node));
                            writer.within("m:e", |writer| writer.node(argument));
                        });
                        after
                    }
                    Some(_) | None => {
                        self.node(node);
                        after
                    }
                },
                None => {
                    self.node(node);
                    after
                }
            };
        }
    }

    fn delimited(&mut self, bar: &str, inside: &[Node]) {
        self.within("m:d", |writer| {
            writer.properties("m:dPr", &[("m:begChr", bar), ("m:endChr", bar)]);
            writer.part("m:e", inside);
        });
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Atom(atom) => self.atom(atom, false),
            Node::Text(text, letters) => self.run(text, true, *letters, false),
            Node::Space(width) => self.space(*width),
            Node::Group(row) | Node::Sized(_, row) => self.row(row),
            Node::Fraction(fraction) => self.fraction(fraction),
            Node::Root(root) => self.root(root),
            Node::Scripts(scripts) => self.scripts(scripts),
            Node::Accent(accent) => self.accent(accent),
            Node::Fenced(fenced) => self.fenced(fenced),
            Node::Grid(grid) => self.grid(grid),
        }
    }

    fn within(&mut self, name: &str, content: impl FnOnce(&mut Writer)) {
        self.xml.open(name, &[]);
        content(self);
        self.xml.close(name);
    }

    /// An element with a row.
    fn part(&mut self, name: &str, row: &[Node]) {
        self.within(name, |writer| writer.row(row));
    }

    /// The properties of an element, by name and value.
    fn properties(&mut self, name: &str, values: &[(&str, &str)]) {
        self.xml.open(name, &[]);
        for (name, value) in values {
            self.xml.leaf(name, &[("m:val", value)]);
        }
        self.xml.close(name);
    }

    fn atom(&mut self, atom: &Atom, is_aligned: bool) {
        let letters = match (atom.class, atom.letters) {
            (Class::Function, Letters::Usual) => Letters::Upright,
            (_, letters) => letters,
        };
        self.run(&atom.text, false, letters, is_aligned);
    }

    /// A run. An alignment sign precedes an aligned one.
    fn run(&mut self, text: &str, is_words: bool, letters: Letters, is_aligned: bool) {
        self.xml.open("m:r", &[]);
        self.xml.open_if_filled("m:rPr", |xml| {
            if is_words {
                xml.leaf("m:nor", &[]);
            } else {
                let (script, style) = alphabet(letters);
                // The schema does not allow an alignment sign by itself.
                let style = style.or(is_aligned.then_some("i"));
                for (name, value) in [("m:scr", script), ("m:sty", style)] {
                    value.into_iter().for_each(|value| {
                        xml.leaf(name, &[("m:val", value)]);
                    });
                }
            }
            if is_aligned {
                xml.leaf("m:aln", &[]);
            }
        });
        self.xml.element("m:t", &[("xml:space", "preserve")], text);
        self.xml.close("m:r");
        self.text.push_str(text);
    }

    fn space(&mut self, width: i32) {
        let space = match width {
            ..100 => return,
            100..250 => "\u{2009}".to_owned(),
            250..700 => "\u{2002}".to_owned(),
            _ => "\u{2003}".repeat(usize::try_from((width + 300) / 1000).unwrap_or(1).clamp(1, 8)),
        };
        self.run(&space, false, Letters::Usual, false);
    }

    fn fraction(&mut self, fraction: &Fraction) {
        self.within("m:f", |writer| {
            if !fraction.has_rule {
                writer.properties("m:fPr", &[("m:type", "noBar")]);
            }
            writer.part("m:num", &fraction.numerator);
            writer.part("m:den", &fraction.denominator);
        });
    }

    fn root(&mut self, root: &Root) {
        self.within("m:rad", |writer| {
            if root.degree.is_none() {
                writer.properties("m:radPr", &[("m:degHide", "1")]);
            }
            writer.part("m:deg", root.degree.as_deref().unwrap_or_default());
            writer.part("m:e", &root.radicand);
        });
    }

    fn scripts(&mut self, scripts: &Scripts) {
        if let Some(Operator::Large(atom, scripts)) = operator_of_scripts(scripts) {
            return self.large(atom, scripts, &[]);
        }
        let as_limits = match scripts.place {
            Place::Right => false,
            Place::AboveBelow => true,
            Place::Movable => self.is_display,
        };
        let (below, above) = (scripts.below.as_deref(), scripts.above.as_deref());
        match (as_limits, below, above) {
            (false, Some(below), Some(above)) => self.within("m:sSubSup", |writer| {
                writer.part("m:e", &scripts.base);
                writer.part("m:sub", below);
                writer.part("m:sup", above);
            }),
            (false, Some(below), None) => self.within("m:sSub", |writer| {
                writer.part("m:e", &scripts.base);
                writer.part("m:sub", below);
            }),
            (false, None, Some(above)) => self.within("m:sSup", |writer| {
                writer.part("m:e", &scripts.base);
                writer.part("m:sup", above);
            }),
            (true, below, Some(above)) => self.within("m:limUpp", |writer| {
                writer.within("m:e", |writer| writer.lower_limit(&scripts.base, below));
                writer.part("m:lim", above);
            }),
            (true, below, None) => self.lower_limit(&scripts.base, below),
            (false, None, None) => self.row(&scripts.base),
        }
    }

    fn lower_limit(&mut self, base: &[Node], below: Option<&[Node]>) {
        match below {
            Some(below) => self.within("m:limLow", |writer| {
                writer.part("m:e", base);
                writer.part("m:lim", below);
            }),
            None => self.row(base),
        }
    }

    /// A sum or an integral with its limits and what it applies to.
    fn large(&mut self, atom: &Atom, scripts: Option<&Scripts>, operand: &[Node]) {
        let below = scripts.and_then(|scripts| scripts.below.as_deref());
        let above = scripts.and_then(|scripts| scripts.above.as_deref());
        let as_limits = scripts.is_some_and(|scripts| match scripts.place {
            Place::Right => false,
            Place::AboveBelow => true,
            Place::Movable => self.is_display,
        });
        let hidden = |part: Option<&[Node]>| if part.is_some() { "0" } else { "1" };
        let values = [
            ("m:chr", atom.text.as_str()),
            ("m:limLoc", if as_limits { "undOvr" } else { "subSup" }),
            ("m:subHide", hidden(below)),
            ("m:supHide", hidden(above)),
        ];
        self.within("m:nary", |writer| {
            writer.properties("m:naryPr", &values);
            writer.part("m:sub", below.unwrap_or_default());
            writer.part("m:sup", above.unwrap_or_default());
            writer.part("m:e", operand);
        });
    }

    fn accent(&mut self, accent: &Accent) {
        let position = if accent.is_above { "top" } else { "bot" };
        match (accent.sign, combining(accent.sign, accent.is_above)) {
            ('‾' | '_', _) => self.within("m:bar", |writer| {
                writer.properties("m:barPr", &[("m:pos", position)]);
                writer.part("m:e", &accent.base);
            }),
            (_, Some(sign)) if accent.is_above => self.within("m:acc", |writer| {
                writer.properties("m:accPr", &[("m:chr", sign.encode_utf8(&mut [0; 4]))]);
                writer.part("m:e", &accent.base);
            }),
            (sign, _) => self.within("m:groupChr", |writer| {
                let opposite = if accent.is_above { "bot" } else { "top" };
                let sign = sign.to_string();
                let values =
                    [("m:chr", sign.as_str()), ("m:pos", position), ("m:vertJc", opposite)];
                writer.properties("m:groupChrPr", &values);
                writer.part("m:e", &accent.base);
            }),
        }
    }

    /// A part between delimiters, divided by the fences in it.
    fn fenced(&mut self, fenced: &Fenced) {
        let is_fence = |node: &Node| matches!(node, Node::Atom(atom) if atom.class == Class::Fence);
        let fence = fenced.content.iter().find_map(|node| match node {
            Node::Atom(atom) if atom.class == Class::Fence => Some(atom.text.clone()),
            _ => None,
        });
        let sign = |sign: Option<char>| sign.map(String::from).unwrap_or_default();
        let (open, close) = (sign(fenced.open), sign(fenced.close));
        self.within("m:d", |writer| {
            let mut values = vec![("m:begChr", open.as_str())];
            values.extend(fence.as_deref().map(|fence| ("m:sepChr", fence)));
            values.push(("m:endChr", &close));
            writer.properties("m:dPr", &values);
            fenced.content.split(is_fence).for_each(|part| writer.part("m:e", part));
        });
    }

    fn grid(&mut self, grid: &Grid) {
        match grid.kind {
            GridKind::Matrix | GridKind::Cases => self.matrix(grid),
            GridKind::Lines | GridKind::Script => self.lines(grid),
        }
    }

    fn matrix(&mut self, grid: &Grid) {
        self.xml.open("m:m", &[]).open("m:mPr", &[]).open("m:mcs", &[]);
        for column in 0..grid.width() {
            let alignment = match grid.alignment(column) {
                Alignment::Left => "left",
                Alignment::Centre => "center",
                Alignment::Right => "right",
            };
            self.within("m:mc", |writer| {
                let values = [("m:count", "1"), ("m:mcJc", alignment)];
                writer.properties("m:mcPr", &values);
            });
        }
        self.xml.close("m:mcs").close("m:mPr");
        for row in &grid.rows {
            self.within("m:mr", |writer| {
                for column in 0..grid.width() {
                    writer.part("m:e", row.get(column).map_or(&[], Vec::as_slice));
                }
            });
        }
        self.xml.close("m:m");
    }

    /// Lines aligned at the first sign of their second cell.
    fn lines(&mut self, grid: &Grid) {
        self.within("m:eqArr", |writer| {
            for row in &grid.rows {
                writer.within("m:e", |writer| {
                    for (column, cell) in row.iter().enumerate() {
                        match cell.split_first() {
                            Some((Node::Atom(first), rest)) if column % 2 == 1 => {
                                writer.atom(first, true);
                                writer.row(rest);
                            }
                            Some(_) | None => writer.row(cell),
                        }
                    }
                });
            }
        });
    }
}

/// What two bars enclose, as in `|x|`, with the bar and what follows.
fn between_bars<'a>(
    node: &'a Node,
    after: &'a [Node],
) -> Option<(&'a str, &'a [Node], &'a [Node])> {
    let bar = bar(node)?;
    let end = after.iter().position(|node| self::bar(node) == Some(bar)).filter(|end| *end > 0)?;
    Some((bar, after.get(..end)?, after.get(end + 1..)?))
}

/// Whether a bar after a node divides, as in `P(A|B)`, or ends what bars enclose.
fn is_operand(node: &Node) -> bool {
    match node {
        Node::Atom(atom) => matches!(atom.class, Class::Letter | Class::Number | Class::Close),
        Node::Space(_) => false,
        Node::Text(..)
        | Node::Group(_)
        | Node::Sized(..)
        | Node::Fraction(_)
        | Node::Root(_)
        | Node::Scripts(_)
        | Node::Accent(_)
        | Node::Fenced(_)
        | Node::Grid(_) => true,
    }
}

fn bar(node: &Node) -> Option<&str> {
    let atom = node.as_atom().filter(|atom| atom.class == Class::Letter)?;
    Some(atom.text.as_str()).filter(|text| ["|", "∥"].contains(text))
}

/// An operator that contains what it applies to.
enum Operator<'a> {
    Large(&'a Atom, Option<&'a Scripts>),
    Function,
}

fn operator(node: &Node) -> Option<Operator<'_>> {
    match node {
        Node::Atom(atom) => operator_of_atom(atom, None),
        Node::Scripts(scripts) => operator_of_scripts(scripts),
        Node::Text(..)
        | Node::Space(_)
        | Node::Group(_)
        | Node::Sized(..)
        | Node::Fraction(_)
        | Node::Root(_)
        | Node::Accent(_)
        | Node::Fenced(_)
        | Node::Grid(_) => None,
    }
}

fn operator_of_scripts(scripts: &Scripts) -> Option<Operator<'_>> {
    let [only] = scripts.base.as_slice() else { return None };
    operator_of_atom(only.as_atom()?, Some(scripts))
}

fn operator_of_atom<'a>(atom: &'a Atom, scripts: Option<&'a Scripts>) -> Option<Operator<'a>> {
    match atom.class {
        Class::LargeOperator => is_nary(atom).then_some(Operator::Large(atom, scripts)),
        Class::Function => Some(Operator::Function),
        Class::Letter
        | Class::Number
        | Class::Binary
        | Class::Relation
        | Class::Open
        | Class::Close
        | Class::Fence
        | Class::Punctuation => None,
    }
}

/// Whether a large operator is one of Word's, which have one character (§22.1.2.20): not one that is struck out.
fn is_nary(atom: &Atom) -> bool {
    atom.text.chars().count() == 1
}

/// Whether what a sum applies to ends before a node.
fn ends_operand(node: &Node) -> bool {
    match node {
        Node::Atom(atom) => {
            matches!(atom.class, Class::Relation | Class::Punctuation | Class::Close)
        }
        Node::Text(..) => true,
        Node::Space(_)
        | Node::Group(_)
        | Node::Sized(..)
        | Node::Fraction(_)
        | Node::Root(_)
        | Node::Scripts(_)
        | Node::Accent(_)
        | Node::Fenced(_)
        | Node::Grid(_) => false,
    }
}

/// Whether a node can be the argument of a function.
fn is_argument(node: &Node) -> bool {
    match node {
        Node::Atom(atom) => matches!(atom.class, Class::Letter | Class::Number),
        Node::Text(..) | Node::Space(_) => false,
        Node::Group(_)
        | Node::Sized(..)
        | Node::Fraction(_)
        | Node::Root(_)
        | Node::Scripts(_)
        | Node::Accent(_)
        | Node::Fenced(_)
        | Node::Grid(_) => true,
    }
}

/// The script and the style of an alphabet (§22.1.2.94 and §22.1.2.111).
fn alphabet(letters: Letters) -> (Option<&'static str>, Option<&'static str>) {
    match letters {
        Letters::Usual => (None, None),
        Letters::Upright => (None, Some("p")),
        Letters::Italic => (None, Some("i")),
        Letters::Bold => (None, Some("b")),
        Letters::BoldItalic => (None, Some("bi")),
        Letters::Script => (Some("script"), Some("p")),
        Letters::BoldScript => (Some("script"), Some("b")),
        Letters::Fraktur => (Some("fraktur"), Some("p")),
        Letters::BoldFraktur => (Some("fraktur"), Some("b")),
        Letters::DoubleStruck => (Some("double-struck"), Some("p")),
        Letters::Sans => (Some("sans-serif"), Some("p")),
        Letters::BoldSans => (Some("sans-serif"), Some("b")),
        Letters::ItalicSans => (Some("sans-serif"), Some("i")),
        Letters::BoldItalicSans => (Some("sans-serif"), Some("bi")),
        Letters::Monospace => (Some("monospace"), Some("p")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read;

    fn run(text: &str) -> String {
        format!("<m:r><m:t xml:space=\"preserve\">{text}</m:t></m:r>")
    }

    #[test]
    fn sums_and_functions_contain_what_they_apply_to() {
        for (latex, expected, text) in [
            (
                r"\frac{a}{2}",
                format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", run("a"), run("2")),
                "a2",
            ),
            (
                r"\sum_{i}^n x = y",
                format!(
                    "<m:nary><m:naryPr><m:chr m:val=\"∑\"/><m:limLoc m:val=\"undOvr\"/>\
                     <m:subHide m:val=\"0\"/><m:supHide m:val=\"0\"/></m:naryPr><m:sub>{}</m:sub>\
                     <m:sup>{}</m:sup><m:e>{}</m:e></m:nary>{}",
                    run("i"),
                    run("n"),
                    run("x"),
                    run("=")
                ),
                "inx=y",
            ),
            (
                "|x|",
                format!(
                    "<m:d><m:dPr><m:begChr m:val=\"|\"/><m:endChr m:val=\"|\"/></m:dPr>\
                     <m:e>{}</m:e></m:d>",
                    run("x")
                ),
                "x",
            ),
            ("P(A|B)", run("|"), "P(A|B)"),
        ] {
            let equation = read(&latex.into()).unwrap();
            let math = office_math(&equation, true);
            assert!(math.xml.contains(&expected), "{latex}: {}", math.xml);
            assert_eq!(math.text, text);
        }
    }
}
