//! The structures of equations: fractions, roots, scripts, sums, functions, accents, delimiters and matrices.

use roxmltree::Node;

use super::{Writer, is_on, math_child, math_children, property};
use crate::math::{command, has_limits, is_function};
use crate::word::xml;

impl Writer {
    /// `m:f` (§22.1.2.36)
    pub fn fraction(&mut self, node: Node) -> Option<()> {
        let (above, below) = (self.part(node, "num")?, self.part(node, "den")?);
        match property(node, "fPr", "type") {
            Some("lin" | "skw") => {
                self.braced(&above);
                self.out.push('/');
                self.braced(&below);
            }
            Some("noBar") => self.command("genfrac", &["", "", "0pt", "", &above, &below]),
            _ => self.command("frac", &[&above, &below]),
        }
        Some(())
    }

    /// `m:rad` (§22.1.2.88)
    pub fn root(&mut self, node: Node) -> Option<()> {
        let (degree, radicand) = (self.script(node, "deg")?, self.part(node, "e")?);
        match degree.is_empty() || is_on(node, "radPr", "degHide") {
            true => self.command("sqrt", &[&radicand]),
            false => {
                self.push("\\sqrt[");
                self.out.extend([degree.as_str(), "]"]);
                self.braced(&radicand);
            }
        }
        Some(())
    }

    /// `m:sSub`, `m:sSup`, `m:sSubSup` (§22.1.2.101 to 105)
    pub fn scripts(&mut self, node: Node) -> Option<()> {
        let base = self.part(node, "e")?;
        self.base(&base);
        self.sub_and_sup(node)
    }

    fn sub_and_sup(&mut self, node: Node) -> Option<()> {
        for (name, sign) in [("sub", '_'), ("sup", '^')] {
            if math_child(node, name).is_some() {
                let part = self.script(node, name)?;
                self.sign_with(sign, &part);
            }
        }
        Some(())
    }

    /// `m:sPre` (§22.1.2.99)
    pub fn scripts_before(&mut self, node: Node) -> Option<()> {
        self.push("{}");
        self.sub_and_sup(node)?;
        let base = self.part(node, "e")?;
        self.base(&base);
        Some(())
    }

    /// `m:nary` (§22.1.2.70). Without a character it is an integral.
    pub fn large(&mut self, node: Node) -> Option<()> {
        let sign = property(node, "naryPr", "chr").unwrap_or("∫");
        let name = command(only(sign)?)?;
        self.command(name, &[]);
        let is_integral = name.ends_with("int");
        let usual = if self.is_display && !is_integral { "undOvr" } else { "subSup" };
        match property(node, "naryPr", "limLoc") {
            Some("undOvr") if usual == "subSup" => self.command("limits", &[]),
            Some("subSup") if usual == "undOvr" => self.command("nolimits", &[]),
            _ => {}
        }
        for (name, hide, mark) in [("sub", "subHide", '_'), ("sup", "supHide", '^')] {
            let part = self.script(node, name)?;
            if !is_on(node, "naryPr", hide) && !part.is_empty() {
                self.sign_with(mark, &part);
            }
        }
        let operand = self.part(node, "e")?;
        self.out.push(' ');
        self.out.push_str(&operand);
        Some(())
    }

    /// `m:func` (§22.1.2.39)
    pub fn function(&mut self, node: Node) -> Option<()> {
        let name = math_child(node, "fName")?;
        self.row(name)?;
        let argument = self.part(node, "e")?;
        self.out.push(' ');
        self.out.push_str(&argument);
        Some(())
    }

    /// `m:limLow`, `m:limUpp` (§22.1.2.54, §22.1.2.56)
    pub fn limit(&mut self, node: Node) -> Option<()> {
        let is_below = node.tag_name().name() == "limLow";
        let (base, limit) = (self.part(node, "e")?, self.script(node, "lim")?);
        let sign = if is_below { '_' } else { '^' };
        let function = base.strip_prefix('\\').filter(|it| is_function(it) && has_limits(it));
        // A brace has its words outside.
        let has_brace = base.starts_with(if is_below { "\\underbrace" } else { "\\overbrace" });
        // What has limits already has them on both sides.
        let has_limits = base.contains("\\limits") || base.contains("}_") && function_name(&base);
        if function.is_some() || has_brace || has_limits {
            self.push(&base);
            if function.is_some() && !self.is_display {
                self.command("limits", &[]);
            }
            self.sign_with(sign, &limit);
        } else {
            let name = if is_below { "underset" } else { "overset" };
            self.command(name, &[&limit, &base]);
        }
        Some(())
    }

    /// `m:acc` (§22.1.2.1). Without a character it is a circumflex.
    pub fn accent(&mut self, node: Node) -> Option<()> {
        let sign = only(property(node, "accPr", "chr").unwrap_or("\u{302}"))?;
        let base = self.part(node, "e")?;
        let is_wide =
            base.chars().filter(|c| c.is_alphanumeric()).count() > 1 && !base.starts_with('\\');
        let name = match (sign, is_wide) {
            ('\u{302}' | '^', false) => "hat",
            ('\u{302}' | '^', true) => "widehat",
            ('\u{303}' | '~' | '˜', false) => "tilde",
            ('\u{303}' | '~' | '˜', true) => "widetilde",
            ('\u{304}' | '\u{305}' | '¯', _) => "overline",
            ('\u{307}' | '˙', _) => "dot",
            ('\u{308}' | '¨', _) => "ddot",
            ('\u{20db}', _) => "dddot",
            ('\u{301}' | '´', _) => "acute",
            ('\u{300}' | '`', _) => "grave",
            ('\u{30c}' | 'ˇ', _) => "check",
            ('\u{306}' | '˘', _) => "breve",
            ('\u{30a}' | '˚', _) => "mathring",
            ('\u{20d7}' | '→', false) => "vec",
            ('\u{20d7}' | '→', true) => "overrightarrow",
            ('\u{20d6}' | '←', _) => "overleftarrow",
            ('\u{20e1}' | '↔', _) => "overleftrightarrow",
            (_, _) => return None,
        };
        self.command(name, &[&base]);
        Some(())
    }

    /// `m:bar` (§22.1.2.7), below unless it says otherwise.
    pub fn bar(&mut self, node: Node) -> Option<()> {
        let base = self.part(node, "e")?;
        let is_above = property(node, "barPr", "pos") == Some("top");
        self.command(if is_above { "overline" } else { "underline" }, &[&base]);
        Some(())
    }

    /// `m:groupChr` (§22.1.2.41). Without a character it is a brace below.
    pub fn group_sign(&mut self, node: Node) -> Option<()> {
        let sign = only(property(node, "groupChrPr", "chr").unwrap_or("⏟"))?;
        let is_above = property(node, "groupChrPr", "pos") == Some("top");
        let base = self.part(node, "e")?;
        let name = match (sign, is_above) {
            ('⏟', false) => "underbrace",
            ('⏞', true) => "overbrace",
            ('→', true) => "overrightarrow",
            ('←', true) => "overleftarrow",
            ('↔', true) => "overleftrightarrow",
            ('→', false) => "underrightarrow",
            ('←', false) => "underleftarrow",
            ('↔', false) => "underleftrightarrow",
            ('⏜', true) => "overparen",
            ('⏝', false) => "underparen",
            ('⎴', true) => "overbracket",
            ('⎵', false) => "underbracket",
            (sign, is_above) => {
                let sign = self.of(sign)?;
                let name = if is_above { "overset" } else { "underset" };
                self.command(name, &[&sign, &base]);
                return Some(());
            }
        };
        self.command(name, &[&base]);
        Some(())
    }

    /// A sign as LaTeX.
    fn of(&self, sign: char) -> Option<String> {
        Some(command(sign).map_or_else(|| sign.to_string(), |name| format!("\\{name}")))
    }

    /// `m:d` (§22.1.2.24)
    pub fn delimited(&mut self, node: Node) -> Option<()> {
        let sign = |name: &str, usual| property(node, "dPr", name).unwrap_or(usual);
        let (open, close) = (sign("begChr", "("), sign("endChr", ")"));
        let parts: Vec<Node> = math_children(node, "e").collect();
        if let [part] = parts.as_slice()
            && let Some(inner) = alone(*part)
        {
            match (xml::name(inner).1, open, close) {
                ("f", "(", ")") if property(inner, "fPr", "type") == Some("noBar") => {
                    let (above, below) = (self.part(inner, "num")?, self.part(inner, "den")?);
                    self.command("binom", &[&above, &below]);
                    return Some(());
                }
                ("m", ..) if matrix_name(open, close).is_some() => {
                    return self.matrix(inner, Some((open, close)));
                }
                ("eqArr", "{", "") => return self.cases(inner),
                _ => {}
            }
        }
        let inside: Option<Vec<String>> =
            parts.into_iter().map(|part| self.part_of(Some(part), self.script)).collect();
        let separator = format!(" \\middle{} ", delimiter(sign("sepChr", "|"))?);
        self.push(&format!("\\left{} ", delimiter(open)?));
        self.out.push_str(&inside?.join(&separator));
        self.out.extend([" \\right", &delimiter(close)?]);
        Some(())
    }

    /// `m:m` (§22.1.2.60), perhaps between delimiters.
    pub fn matrix(&mut self, node: Node, around: Option<(&str, &str)>) -> Option<()> {
        let columns = columns(node);
        let is_centred = columns.iter().all(|column| *column == 'c');
        let name = match around {
            Some((open, close)) => matrix_name(open, close)?,
            None => "matrix",
        };
        let is_cases = name == "cases" && columns.iter().all(|column| *column == 'l');
        if !(is_centred && name != "cases" || is_cases) {
            let alignment = format!("array}}{{{}", columns.iter().collect::<String>());
            let Some((open, close)) = around else {
                return self.grid(node, &alignment, "array");
            };
            self.push(&format!("\\left{} ", delimiter(open)?));
            self.grid(node, &alignment, "array")?;
            self.out.extend([" \\right", &delimiter(close)?]);
            return Some(());
        }
        self.grid(node, name, name)
    }

    fn grid(&mut self, node: Node, begin: &str, end: &str) -> Option<()> {
        let row = |row: Node| {
            let cells = math_children(row, "e");
            let cells: Option<Vec<String>> =
                cells.map(|cell| self.part_of(Some(cell), self.script)).collect();
            Some(cells?.join(" & "))
        };
        let rows: Option<Vec<String>> = math_children(node, "mr").map(row).collect();
        let rows = rows?.join(" \\\\ ");
        self.environment(begin, end, &rows);
        Some(())
    }

    fn environment(&mut self, begin: &str, end: &str, content: &str) {
        self.push(&format!("\\begin{{{begin}}} {content} \\end{{{end}}}"));
    }

    /// `m:eqArr` (§22.1.2.34)
    pub fn lines(&mut self, node: Node) -> Option<()> {
        let rows = self.aligned_rows(node)?;
        let is_aligned = rows.iter().any(|row| has_alignment(row));
        let rows = rows.join(" \\\\ ");
        match (is_aligned, self.script) {
            (false, true) => self.command("substack", &[&rows]),
            (false, false) => self.environment("gathered", "gathered", &rows),
            (true, _) => self.environment("aligned", "aligned", &rows),
        }
        Some(())
    }

    /// Lines after a brace are cases, with the conditions after the alignment signs.
    fn cases(&mut self, node: Node) -> Option<()> {
        let rows = self.aligned_rows(node)?.join(" \\\\ ");
        self.environment("cases", "cases", &rows);
        Some(())
    }

    fn aligned_rows(&self, node: Node) -> Option<Vec<String>> {
        let row = |row: Node| {
            let mut writer = Writer { lines: true, ..self.empty() };
            writer.row(row)?;
            Some(writer.out.trim().to_owned())
        };
        math_children(node, "e").map(row).collect()
    }
}

/// The only element of a part, its properties aside.
fn alone<'a, 'i>(part: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let mut elements = xml::elements(part).filter(|it| !it.tag_name().name().ends_with("Pr"));
    let first = elements.next()?;
    elements.next().is_none().then_some(first)
}

/// The alignments of the columns of a matrix, as in LaTeX.
fn columns(node: Node) -> Vec<char> {
    let width = math_children(node, "mr").map(|row| math_children(row, "e").count()).max();
    let lists = math_child(node, "mPr").and_then(|it| math_child(it, "mcs"));
    let mut columns = Vec::new();
    for column in lists.iter().flat_map(|it| math_children(*it, "mc")) {
        let count = property(column, "mcPr", "count").and_then(|it| it.parse().ok()).unwrap_or(1);
        let letter = match property(column, "mcPr", "mcJc") {
            Some("left" | "start") => 'l',
            Some("right" | "end") => 'r',
            _ => 'c',
        };
        columns.extend(std::iter::repeat_n(letter, usize::min(count, 64)));
    }
    columns.resize(width.unwrap_or(0), 'c');
    columns
}

fn matrix_name(open: &str, close: &str) -> Option<&'static str> {
    match (open, close) {
        ("(", ")") => Some("pmatrix"),
        ("[", "]") => Some("bmatrix"),
        ("{", "}") => Some("Bmatrix"),
        ("|", "|") => Some("vmatrix"),
        ("‖" | "∥", "‖" | "∥") => Some("Vmatrix"),
        ("{", "") => Some("cases"),
        (_, _) => None,
    }
}

/// A delimiter after `\left`.
fn delimiter(sign: &str) -> Option<String> {
    let Some(sign) = sign.chars().next() else { return Some(".".into()) };
    Some(match sign {
        '{' => "\\{".into(),
        '}' => "\\}".into(),
        '‖' | '∥' => "\\|".into(),
        '∣' => "|".into(),
        '〈' => "\\langle".into(),
        '〉' => "\\rangle".into(),
        '(' | ')' | '[' | ']' | '|' | '/' | '<' | '>' => sign.into(),
        other => format!("\\{}", command(other)?),
    })
}

/// Whether a line has an alignment sign.
fn has_alignment(line: &str) -> bool {
    line.starts_with('&')
        || line
            .match_indices('&')
            .any(|(at, _)| !line.get(..at).is_some_and(|it| it.ends_with('\\')))
}

/// Whether LaTeX begins with a function that has limits.
fn function_name(latex: &str) -> bool {
    let name = latex.strip_prefix('\\').unwrap_or_default();
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    name.get(..end).is_some_and(has_limits)
}

/// The only character of a text.
fn only(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}
