//! Equations as one line of text: `E = mc²`, `(a + b)/c`, `√(x + 1)`.

use unicode_normalization::char::is_combining_mark;

use super::{
    Accent, Atom, Class, Fenced, Fraction, Grid, GridKind, Node, Root, Scripts, lowered_characters,
    raised_characters,
};

/// An equation as one line of text.
pub fn linear(row: &[Node]) -> String {
    let mut out = Line::default();
    out.row(row);
    out.text.trim().to_owned()
}

/// The length in nodes of a part that may be divided after a binary operator, and the fewest nodes after it.
const LONG: usize = 8;

/// The parts between which a line of running text may break, each with its text: after relations and, in long
/// parts, after binary operators (TeXbook, p. 173). A space is between two of them.
pub fn unbreakable_parts(row: &[Node]) -> Vec<(&[Node], String)> {
    let parts: Vec<_> = divided(row).into_iter().map(|part| (part, linear(part))).collect();
    let texts: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
    match texts.join(" ") == linear(row) && texts.iter().all(|text| text.len() > 1) {
        true => parts,
        false => vec![(row, linear(row))],
    }
}

fn divided(row: &[Node]) -> Vec<&[Node]> {
    let mut parts = Vec::new();
    let (mut rest, mut length) = (row, 0);
    while let Some(node) = rest.get(length) {
        length += 1;
        let is_of = |class| matches!(node, Node::Atom(atom) if atom.class == class);
        let is_long = length >= LONG && rest.len() - length >= LONG;
        let may_end = is_of(Class::Relation) || is_long && is_of(Class::Binary);
        if let Some((part, after)) = rest.split_at_checked(length).filter(|_| may_end) {
            parts.push(part);
            (rest, length) = (after, 0);
        }
    }
    parts.extend((!rest.is_empty() || parts.is_empty()).then_some(rest));
    parts
}

#[derive(Default)]
struct Line {
    text: String,
}

impl Line {
    fn row(&mut self, row: &[Node]) {
        for (index, node) in row.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| row.get(before));
            self.node(node, before);
        }
    }

    fn node(&mut self, node: &Node, before: Option<&Node>) {
        if is_joined(node) && before.is_some_and(|before| matches!(before, Node::Fraction(_))) {
            self.space();
        }
        match node {
            Node::Atom(atom) => self.atom(atom, before),
            Node::Text(text, _) => self.text.push_str(text),
            Node::Space(width) if *width >= SPACE => self.space(),
            Node::Space(_) => {}
            Node::Group(row) | Node::Sized(_, row) => self.row(row),
            Node::Fraction(fraction) => self.fraction(fraction),
            Node::Root(root) => self.root(root),
            Node::Scripts(scripts) => self.scripts(scripts),
            Node::Accent(accent) => self.accent(accent),
            Node::Fenced(fenced) => self.fenced(fenced),
            Node::Grid(grid) => self.grid(grid),
        }
    }

    /// Relations and binary operators have spaces around them, except signs of numbers.
    fn atom(&mut self, atom: &Atom, before: Option<&Node>) {
        match atom.class {
            Class::Relation => self.spaced(&atom.text),
            Class::Binary if before.is_some_and(ends_operand) => self.spaced(&atom.text),
            Class::Function => {
                if self.ends_word() {
                    self.space();
                }
                self.text.push_str(&atom.text);
                self.space();
            }
            Class::LargeOperator => {
                if self.ends_word() {
                    self.space();
                }
                self.text.push_str(&atom.text);
            }
            Class::Punctuation => {
                self.trim();
                self.text.push_str(&atom.text);
                self.space();
            }
            Class::Open => {
                // The argument of a function follows it directly.
                self.trim_after_letter();
                self.text.push_str(&atom.text);
            }
            Class::Close => {
                self.trim();
                self.text.push_str(&atom.text);
            }
            Class::Letter | Class::Number | Class::Binary | Class::Fence => {
                self.text.push_str(&atom.text);
            }
        }
    }

    fn spaced(&mut self, sign: &str) {
        self.space();
        self.text.push_str(sign);
        self.space();
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '(', '[', '{']) {
            self.text.push(' ');
        }
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }

    fn trim_after_letter(&mut self) {
        let trimmed = self.text.trim_end();
        if trimmed.ends_with(char::is_alphabetic) {
            self.text.truncate(trimmed.len());
        }
    }

    fn ends_word(&self) -> bool {
        self.text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
    }

    /// A part in parentheses, unless it is a single atom, already enclosed, or a product that `allows_product`
    /// permits: "2a" in a numerator.
    fn enclosed(&mut self, row: &[Node], allows_product: bool) {
        let text = linear(row);
        let is_single = row.len() <= 1 || text.chars().count() == 1;
        let is_word = is_raised_word(&text) && (is_single || allows_product);
        let is_fenced = matches!(row, [Node::Fenced(_)]) && text.starts_with(['(', '[', '|']);
        match is_word || is_fenced {
            true => self.text.push_str(&text),
            false => self.text.extend(["(", &text, ")"]),
        }
    }

    fn fraction(&mut self, fraction: &Fraction) {
        if self.ends_word() {
            self.space();
        }
        self.enclosed(&fraction.numerator, true);
        // A binomial coefficient: the parentheses are those around it.
        self.text.push_str(if fraction.has_rule { "/" } else { " over " });
        self.enclosed(&fraction.denominator, false);
    }

    fn root(&mut self, root: &Root) {
        match root.degree.as_ref().map(|degree| linear(degree)).as_deref() {
            None | Some("2") => self.text.push('√'),
            Some("3") => self.text.push('∛'),
            Some("4") => self.text.push('∜'),
            Some(degree) => {
                let raised = raised_characters(&degree.replace(' ', ""));
                self.text.push_str(&raised.unwrap_or_else(|| format!("({degree})")));
                self.text.push('√');
            }
        }
        self.enclosed(&root.radicand, false);
    }

    fn scripts(&mut self, scripts: &Scripts) {
        match scripts.base.as_slice() {
            [Node::Group(_) | Node::Fraction(_)] => self.enclosed(&scripts.base, false),
            base => {
                self.row(base);
                self.trim();
            }
        }
        if let Some(below) = &scripts.below {
            self.script(below, '_', lowered_characters);
        }
        if let Some(above) = &scripts.above {
            self.script(above, '^', raised_characters);
        }
        if matches!(
            scripts.base.as_slice(),
            [Node::Atom(Atom { class: Class::Function | Class::LargeOperator, .. })]
        ) {
            self.space();
        }
    }

    fn script(&mut self, row: &[Node], sign: char, forms: fn(&str) -> Option<String>) {
        let text = linear(row);
        if text.chars().all(|c| "′″‴⁗‵‶‷".contains(c)) {
            self.text.push_str(&text);
        } else if let Some(script) = forms(&text.replace(' ', "")) {
            self.text.push_str(&script);
        } else {
            self.text.push(sign);
            self.enclosed(row, false);
        }
    }

    /// A combining character after a letter, or the sign after longer parts.
    fn accent(&mut self, accent: &Accent) {
        let text = linear(&accent.base);
        let combining = combining(accent.sign, accent.is_above);
        match combining {
            Some(combining) if text.chars().count() == 1 => {
                self.text.push_str(&text);
                self.text.push(combining);
            }
            Some(combining) if accent.sign == '‾' || accent.sign == '_' => {
                let over = |c: char| [c, combining];
                self.text.extend(text.chars().flat_map(over));
            }
            _ => self.enclosed(&accent.base, false),
        }
    }

    fn fenced(&mut self, fenced: &Fenced) {
        self.text.extend(fenced.open);
        self.row(&fenced.content);
        self.trim();
        self.text.extend(fenced.close);
    }

    /// Rows are separated by semicolons, and cells by commas. Aligned lines have no commas.
    fn grid(&mut self, grid: &Grid) {
        let between = match grid.kind {
            GridKind::Matrix => ", ",
            GridKind::Cases => " ",
            GridKind::Lines | GridKind::Script => "",
        };
        for (index, row) in grid.rows.iter().enumerate() {
            if index > 0 {
                self.trim();
                self.text.push_str("; ");
            }
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    self.trim();
                    self.text.push_str(between);
                }
                match (grid.kind, index) {
                    // An aligned relation has its left side in the cell before it.
                    (GridKind::Lines, 1..) => self.continued(cell),
                    (GridKind::Lines, 0)
                    | (GridKind::Matrix | GridKind::Cases | GridKind::Script, _) => self.row(cell),
                }
            }
        }
    }

    fn continued(&mut self, cell: &[Node]) {
        match cell.split_first() {
            Some((Node::Atom(first), rest)) if first.class == Class::Binary => {
                self.spaced(&first.text);
                self.row(rest);
            }
            Some(_) | None => self.row(cell),
        }
    }
}

/// The width of a space that separates words, in thousandths of an em.
const SPACE: i32 = 250;

/// Whether a sign after a node stands between two operands.
fn ends_operand(node: &Node) -> bool {
    match node {
        Node::Atom(atom) => match atom.class {
            Class::Letter | Class::Number | Class::Close | Class::Fence => true,
            Class::Function
            | Class::LargeOperator
            | Class::Binary
            | Class::Relation
            | Class::Open
            | Class::Punctuation => false,
        },
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

/// Whether a node would seem part of a denominator before it.
fn is_joined(node: &Node) -> bool {
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

/// Whether a text is a word with raised or lowered signs: "x²".
fn is_raised_word(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || ".∞′″⁺⁻₊₋".contains(c) || is_combining_mark(c);
    text.chars().all(is_letter)
}

/// The combining form of an accent.
pub fn combining(sign: char, is_above: bool) -> Option<char> {
    let combining = match sign {
        '´' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '‾' => '\u{305}',
        '_' => '\u{332}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '→' if is_above => '\u{20d7}',
        '←' if is_above => '\u{20d6}',
        '↔' if is_above => '\u{20e1}',
        '⇀' if is_above => '\u{20d1}',
        '↼' if is_above => '\u{20d0}',
        _ => return None,
    };
    Some(combining)
}
