//! Equations as MathML (MathML Core, with the attributes of MathML 3 that older readers need): in e-books, on web
//! pages, and beside the formulas of a PDF.

use super::xml::escape;
use crate::math::{
    Accent, Alignment, Atom, Class, Equation, Fenced, Fraction, Grid, Letters, Node, Place, Root,
    Scripts, Size, styled,
};

/// The element `math` of an equation, with its alternative text.
pub fn mathml(equation: &Equation, alternative: &str, is_display: bool) -> String {
    let mut math = MathMl { out: String::new(), is_display };
    math.row(&equation.content);
    let display = if is_display { " display=\"block\"" } else { "" };
    let (alternative, content) = (escape(alternative), math.out);
    format!(
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"{display} alttext=\"{alternative}\">\
         <mrow>{content}</mrow></math>"
    )
}

struct MathMl {
    out: String,
    is_display: bool,
}

impl MathMl {
    fn row(&mut self, row: &[Node]) {
        for (index, node) in row.iter().enumerate() {
            self.node(node);
            if is_function(node) {
                self.apply(row.get(index + 1));
            }
        }
    }

    /// Applies a function to what follows it: after a thin space, unless that is in brackets (TeXbook,
    /// appendix G). Browsers add no space of their own.
    fn apply(&mut self, next: Option<&Node>) {
        let is_close = match next {
            None | Some(Node::Fenced(_) | Node::Space(_)) => true,
            Some(Node::Atom(atom)) => !matches!(atom.class, Class::Letter | Class::Number),
            Some(
                Node::Text(..)
                | Node::Group(_)
                | Node::Sized(..)
                | Node::Fraction(_)
                | Node::Root(_)
                | Node::Scripts(_)
                | Node::Accent(_)
                | Node::Grid(_),
            ) => false,
        };
        let space = if is_close { "0" } else { "0.1667em" };
        self.token("mo", &format!(" lspace=\"0\" rspace=\"{space}\""), "\u{2061}");
    }

    /// A row as one element.
    fn part(&mut self, row: &[Node]) {
        match row {
            [Node::Group(inner)] => self.part(inner),
            [only] if !is_function(only) => self.node(only),
            row => self.within("mrow", "", |math| math.row(row)),
        }
    }

    /// A part of which the size is that of a script.
    fn small(&mut self, row: &[Node]) {
        let outer = std::mem::replace(&mut self.is_display, false);
        self.part(row);
        self.is_display = outer;
    }

    fn within(&mut self, name: &str, attributes: &str, content: impl FnOnce(&mut MathMl)) {
        self.out.extend(["<", name, attributes, ">"]);
        content(self);
        self.out.extend(["</", name, ">"]);
    }

    fn token(&mut self, name: &str, attributes: &str, text: &str) {
        self.within(name, attributes, |math| math.out.push_str(&escape(text)));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Atom(atom) => self.atom(atom),
            Node::Text(text, letters) => {
                let text: String = text.chars().map(|c| styled_word(c, *letters)).collect();
                // Readers drop spaces at the ends of a text.
                self.token("mtext", "", &text.replace(' ', "\u{a0}"));
            }
            Node::Space(width) => {
                let em = f64::from(*width) / 1000.0;
                self.out.push_str(&format!("<mspace width=\"{em}em\"/>"));
            }
            Node::Group(row) => self.within("mrow", "", |math| math.row(row)),
            Node::Sized(size, row) => self.sized(*size, row),
            Node::Fraction(fraction) => self.fraction(fraction),
            Node::Root(root) => self.root(root),
            Node::Scripts(scripts) => self.scripts(scripts),
            Node::Accent(accent) => self.accent(accent),
            Node::Fenced(fenced) => self.fenced(fenced),
            Node::Grid(grid) => self.grid(grid),
        }
    }

    fn atom(&mut self, atom: &Atom) {
        let size = atom.height.map(|height| {
            let em = f32::from(height) / 1000.0;
            format!(" stretchy=\"true\" minsize=\"{em}em\" maxsize=\"{em}em\"")
        });
        let fixed = size.unwrap_or_else(|| " stretchy=\"false\"".into());
        match atom.class {
            // A sign without the space around an operator, such as a bar of an absolute value.
            Class::Letter if is_sign(&atom.text) => {
                self.token("mo", &format!("{fixed} lspace=\"0\" rspace=\"0\""), &atom.text);
            }
            Class::Letter => self.letter(atom),
            Class::Number => {
                let letters = atom.letters;
                let text: String = atom.text.chars().map(|c| styled(c, letters)).collect();
                self.token("mn", "", &text);
            }
            Class::Function => {
                let text: String =
                    atom.text.chars().map(|c| styled_word(c, atom.letters)).collect();
                self.token("mi", "", &text);
            }
            Class::Open | Class::Close => self.token("mo", &fixed, &atom.text),
            Class::Fence => {
                self.token("mo", " form=\"infix\" fence=\"true\" stretchy=\"true\"", &atom.text)
            }
            Class::LargeOperator | Class::Binary | Class::Relation | Class::Punctuation => {
                self.token("mo", "", &atom.text);
            }
        }
    }

    /// A single letter is italic unless it says otherwise.
    fn letter(&mut self, atom: &Atom) {
        let letters = atom.letters;
        match letters {
            Letters::Usual => {
                let is_upright = atom.text.chars().all(|c| styled(c, letters) == c);
                let normal = if is_upright { " mathvariant=\"normal\"" } else { "" };
                self.token("mi", normal, &atom.text);
            }
            Letters::Upright => self.token("mi", " mathvariant=\"normal\"", &atom.text),
            other => {
                let text: String = atom.text.chars().map(|c| styled(c, other)).collect();
                self.token("mi", "", &text);
            }
        }
    }

    fn sized(&mut self, size: Size, row: &[Node]) {
        let (display, level) = match size {
            Size::Display => (true, 0),
            Size::Text => (false, 0),
            Size::Script => (false, 1),
            Size::ScriptScript => (false, 2),
        };
        let outer = std::mem::replace(&mut self.is_display, display);
        let attributes = format!(" displaystyle=\"{display}\" scriptlevel=\"{level}\"");
        self.within("mstyle", &attributes, |math| math.row(row));
        self.is_display = outer;
    }

    fn fraction(&mut self, fraction: &Fraction) {
        let rule = if fraction.has_rule { "" } else { " linethickness=\"0\"" };
        self.within("mfrac", rule, |math| {
            math.small(&fraction.numerator);
            math.small(&fraction.denominator);
        });
    }

    fn root(&mut self, root: &Root) {
        match &root.degree {
            Some(degree) => self.within("mroot", "", |math| {
                math.part(&root.radicand);
                math.small(degree);
            }),
            None => self.within("msqrt", "", |math| math.row(&root.radicand)),
        }
    }

    fn scripts(&mut self, scripts: &Scripts) {
        let as_limits = match scripts.place {
            Place::Right => false,
            Place::AboveBelow => true,
            Place::Movable => self.is_display,
        };
        let name = match (as_limits, &scripts.below, &scripts.above) {
            (true, Some(_), Some(_)) => "munderover",
            (true, Some(_), None) => "munder",
            (true, None, _) => "mover",
            (false, Some(_), Some(_)) => "msubsup",
            (false, Some(_), None) => "msub",
            (false, None, _) => "msup",
        };
        self.within(name, "", |math| {
            match scripts.base.as_slice() {
                [only] if is_function(only) => math.node(only),
                base => math.part(base),
            }
            scripts.below.iter().chain(&scripts.above).for_each(|script| math.small(script));
        });
    }

    fn accent(&mut self, accent: &Accent) {
        let (name, kind) = match accent.is_above {
            true => ("mover", " accent=\"true\""),
            false => ("munder", " accentunder=\"true\""),
        };
        self.within(name, kind, |math| {
            math.part(&accent.base);
            let stretchy = format!(" stretchy=\"{}\"", accent.is_wide);
            math.token("mo", &stretchy, &accent.sign.to_string());
        });
    }

    fn fenced(&mut self, fenced: &Fenced) {
        self.within("mrow", "", |math| {
            let side = |math: &mut MathMl, sign: Option<char>, form: &str| {
                if let Some(sign) = sign {
                    let attributes = format!(" form=\"{form}\" fence=\"true\" stretchy=\"true\"");
                    math.token("mo", &attributes, sign.encode_utf8(&mut [0; 4]));
                }
            };
            side(math, fenced.open, "prefix");
            math.row(&fenced.content);
            side(math, fenced.close, "postfix");
        });
    }

    fn grid(&mut self, grid: &Grid) {
        let names = (0..grid.width()).map(|column| alignment_name(grid.alignment(column)));
        let columns: Vec<&str> = names.collect();
        let outer = self.is_display;
        self.is_display &= grid.kind == crate::math::GridKind::Lines;
        let display = if self.is_display { " displaystyle=\"true\"" } else { "" };
        let attributes = format!("{display} columnalign=\"{}\"", columns.join(" "));
        self.within("mtable", &attributes, |math| {
            for row in &grid.rows {
                math.within("mtr", "", |math| {
                    for (cell, name) in row.iter().zip(&columns) {
                        let class = format!(" class=\"{name}\"");
                        math.within("mtd", &class, |math| math.row(cell));
                    }
                });
            }
        });
        self.is_display = outer;
    }
}

/// Whether a node is the name of a function, such as "log", perhaps with scripts.
fn is_function(node: &Node) -> bool {
    match node {
        Node::Atom(atom) => atom.class == Class::Function,
        Node::Scripts(scripts) => matches!(scripts.base.as_slice(), [base] if is_function(base)),
        Node::Text(..)
        | Node::Space(_)
        | Node::Group(_)
        | Node::Sized(..)
        | Node::Fraction(_)
        | Node::Root(_)
        | Node::Accent(_)
        | Node::Fenced(_)
        | Node::Grid(_) => false,
    }
}

fn alignment_name(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Left => "left",
        Alignment::Centre => "center",
        Alignment::Right => "right",
    }
}

/// Whether a text is a sign rather than a letter.
fn is_sign(text: &str) -> bool {
    text.chars().all(|c| "|∥/!%#&$_\\:;?@'…⋯⋱⋮⋰′″‴⁗‵‶‷".contains(c))
}

/// A letter of a word, which is upright as usual.
fn styled_word(character: char, letters: Letters) -> char {
    if letters == Letters::Usual { character } else { styled(character, letters) }
}
