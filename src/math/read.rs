//! LaTeX → the tree of an equation, from the events of pulldown-latex.

use std::borrow::Cow;

use pulldown_latex::event::{
    ArrayColumn, ColumnAlignment, Content, DelimiterSize, DelimiterType, Dimension, DimensionUnit,
    EnvironmentFlow, Event, Font, Grouping, ScriptPosition, ScriptType, StateChange, Style, Visual,
};
use pulldown_latex::{Parser, Storage};
use unicode_normalization::UnicodeNormalization;

use super::balance::check;
use super::fault::{Fault, reason};
use super::{
    Accent, Alignment, Atom, Class, Equation, Fenced, Fraction, Grid, GridKind, Letters, Node,
    Place, Root, Row, Scripts, Size,
};
use crate::origin::TracedString;

/// The longest LaTeX of an equation, in bytes.
const LONGEST: usize = 10_000;

/// The signs of accents. Other signs above a letter are scripts.
const ACCENTS: &str = "´‾_˘ˇ˙¨`^~→←↔⇒↼⇀˚⏜⏝⏞⏟⏠⏡⎴⎵";

/// The signs of derivatives, which are raised.
const PRIMES: &str = "′″‴⁗‵‶‷";

/// Reads an equation.
///
/// # Errors
///
/// The first error in the LaTeX, with its place.
pub fn read(latex: &TracedString) -> Result<Equation, Fault> {
    if latex.len() > LONGEST {
        let message = format!("an equation of more than {LONGEST} bytes");
        return Err(Fault { at: 0..latex.len(), message, hint: "split it".into() });
    }
    check(latex)?;
    let prepared = with_whole_degrees(latex);
    let storage = Storage::new();
    let events: Result<Vec<Event>, _> = Parser::new(&prepared, &storage).collect();
    let events = events.map_err(|error| Fault::found(latex, reason(&error)))?;
    let mut reader = Reader { events: events.into_iter(), depth: 0, refused: None };
    let content = reader.row(State::default()).0;
    let refused = match reader.refused {
        None if content.is_empty() => {
            Some(("this equation is empty", "write its LaTeX, or delete it"))
        }
        other => other,
    };
    match refused {
        Some((message, hint)) => {
            Err(Fault { at: 0..latex.len(), message: message.into(), hint: hint.into() })
        }
        None => Ok(Equation { latex: latex.clone(), content }),
    }
}

/// Encloses the degree of each root in braces, because the parser does not group it.
fn with_whole_degrees(latex: &str) -> Cow<'_, str> {
    const ROOT: &str = "\\sqrt[";
    if !latex.contains(ROOT) {
        return latex.into();
    }
    let mut out = String::with_capacity(latex.len() + 8);
    let mut rest = latex;
    while let Some((before, after)) = rest.split_once(ROOT) {
        let Some((degree, after)) = after.split_once(']') else { break };
        out.extend([before, ROOT, "{", degree, "}]"]);
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

/// What commands without braces change up to the end of their group.
#[derive(Clone, Copy, Default)]
struct State {
    letters: Letters,
    size: Option<Size>,
}

/// What ends a row.
enum End {
    Group,
    Cell,
    Line,
}

/// Why colours are refused, and what to do.
const COLOURS: (&str, &str) = ("colours in an equation are not supported", "delete the command");

/// Why deep equations are refused, and what to do.
const TOO_DEEP: (&str, &str) = ("this equation has too many levels", "split it");

/// The most levels of an equation, because walks over it are recursive.
const DEEPEST: usize = 60;

struct Reader<'s> {
    events: std::vec::IntoIter<Event<'s>>,
    depth: usize,
    /// The reason and the hint, if the equation cannot be set.
    refused: Option<(&'static str, &'static str)>,
}

impl Reader<'_> {
    /// The nodes up to the end of a group, a cell or a line of a grid.
    fn row(&mut self, mut state: State) -> (Row, End) {
        let mut row = Row::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End => return (sized(row, state.size), End::Group),
                Event::EnvironmentFlow(EnvironmentFlow::Alignment) => {
                    return (sized(row, state.size), End::Cell);
                }
                Event::EnvironmentFlow(EnvironmentFlow::NewLine { .. }) => {
                    return (sized(row, state.size), End::Line);
                }
                Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. }) => {}
                Event::StateChange(StateChange::Style(style)) => {
                    // What precedes the command keeps its size.
                    row = sized(row, state.size);
                    let (rest, end) = self.row(State { size: Some(size(style)), ..state });
                    row.extend(rest);
                    return (row, end);
                }
                Event::StateChange(StateChange::Font(font)) => {
                    state.letters = font.map_or(Letters::Usual, letters);
                }
                Event::StateChange(StateChange::Color(_)) => self.refused = Some(COLOURS),
                other => {
                    let node = self.node(other, state);
                    push(&mut row, node);
                }
            }
        }
        (sized(row, state.size), End::Group)
    }

    /// The next element; an empty group if there is none.
    fn element(&mut self, state: State) -> Node {
        match self.events.next() {
            Some(event) => self.node(event, state),
            None => Node::Group(Row::new()),
        }
    }

    /// The next element as a row.
    fn argument(&mut self, state: State) -> Row {
        match self.element(state) {
            Node::Group(row) => row,
            node => vec![node],
        }
    }

    fn node(&mut self, event: Event, state: State) -> Node {
        if self.depth >= DEEPEST {
            self.refused = Some(TOO_DEEP);
            self.events = Vec::new().into_iter();
            return Node::Group(Row::new());
        }
        self.depth += 1;
        let node = self.shallow_node(event, state);
        self.depth -= 1;
        node
    }

    fn shallow_node(&mut self, event: Event, state: State) -> Node {
        let state = State { size: None, ..state };
        match event {
            Event::Content(content) => atom(content, state.letters),
            Event::Begin(grouping) => self.group(grouping, state),
            Event::Visual(visual) => self.visual(visual, state),
            Event::Script { ty, position } => self.scripts(ty, position, state),
            Event::Space { width, .. } => Node::Space(width.map_or(0, thousandths)),
            Event::StateChange(StateChange::Color(_)) => {
                self.refused = Some(COLOURS);
                Node::Group(Row::new())
            }
            // These are read by `row`, or do not occur where an element is expected.
            Event::End | Event::StateChange(_) | Event::EnvironmentFlow(_) => {
                Node::Group(Row::new())
            }
        }
    }

    fn group(&mut self, grouping: Grouping, state: State) -> Node {
        use Alignment::{Centre, Left, Right};
        let plain = State::default();
        let lines = |reader: &mut Self, columns| reader.grid(GridKind::Lines, columns, plain);
        match grouping {
            Grouping::Normal => Node::Group(self.row(state).0),
            Grouping::LeftRight(open, close) => {
                let content = self.row(state).0;
                Node::Fenced(Box::new(Fenced { open, close, content }))
            }
            Grouping::Array(columns) => {
                let columns = columns.iter().filter_map(|column| match column {
                    ArrayColumn::Column(alignment) => Some(aligned(*alignment)),
                    ArrayColumn::Separator(_) => None,
                });
                let columns = columns.collect();
                self.grid(GridKind::Matrix, columns, plain)
            }
            Grouping::Matrix { alignment } => {
                self.grid(GridKind::Matrix, vec![aligned(alignment)], plain)
            }
            Grouping::Cases { left } => {
                let grid = self.grid(GridKind::Cases, vec![Left], plain);
                let (open, close) = if left { (Some('{'), None) } else { (None, Some('}')) };
                Node::Fenced(Box::new(Fenced { open, close, content: vec![grid] }))
            }
            Grouping::SubArray { alignment } => {
                self.grid(GridKind::Script, vec![aligned(alignment)], plain)
            }
            Grouping::Align { .. }
            | Grouping::Aligned
            | Grouping::Alignat { .. }
            | Grouping::Alignedat { .. }
            | Grouping::Split => lines(self, vec![Right, Left]),
            Grouping::Equation { .. }
            | Grouping::Gather { .. }
            | Grouping::Gathered
            | Grouping::Multline => lines(self, vec![Centre]),
        }
    }

    fn grid(&mut self, kind: GridKind, columns: Vec<Alignment>, state: State) -> Node {
        let mut rows = vec![Vec::new()];
        loop {
            let (cell, end) = self.row(state);
            if let Some(last) = rows.last_mut() {
                last.push(cell);
            }
            match end {
                End::Cell => {}
                End::Line => rows.push(Vec::new()),
                End::Group => break,
            }
        }
        // The last line may end with a line break.
        if rows.len() > 1 && rows.last().is_some_and(|row| row.iter().all(Vec::is_empty)) {
            rows.pop();
        }
        Node::Grid(Box::new(Grid { kind, columns, rows }))
    }

    fn visual(&mut self, visual: Visual, state: State) -> Node {
        match visual {
            Visual::SquareRoot => {
                let radicand = self.argument(state);
                Node::Root(Box::new(Root { radicand, degree: None }))
            }
            Visual::Root => {
                let radicand = self.argument(state);
                let degree = Some(self.argument(state));
                Node::Root(Box::new(Root { radicand, degree }))
            }
            Visual::Fraction(rule) => {
                let numerator = self.argument(state);
                let denominator = self.argument(state);
                let has_rule = rule.is_none_or(|rule| rule.value != 0.0);
                Node::Fraction(Box::new(Fraction { numerator, denominator, has_rule }))
            }
            Visual::Negation => negated(self.element(state)),
        }
    }

    fn scripts(&mut self, kind: ScriptType, position: ScriptPosition, state: State) -> Node {
        let base = self.argument(state);
        let (below, above) = match kind {
            ScriptType::Subscript => (Some(self.element(state)), None),
            ScriptType::Superscript => (None, Some(self.element(state))),
            ScriptType::SubSuperscript => {
                let below = self.element(state);
                (Some(below), Some(self.element(state)))
            }
        };
        let place = match position {
            ScriptPosition::Right => Place::Right,
            ScriptPosition::AboveBelow => Place::AboveBelow,
            ScriptPosition::Movable => Place::Movable,
        };
        let sign = |node: &Option<Node>| node.as_ref().and_then(accent_sign);
        let accent = match (sign(&below), sign(&above)) {
            (Some(sign), None) if above.is_none() => Some((sign, false)),
            (None, Some(sign)) if below.is_none() => Some((sign, true)),
            _ => None,
        };
        if let (Some((sign, is_above)), Place::AboveBelow) = (accent, place) {
            let is_wide = !"´˘ˇ˙¨`^~→˚".contains(sign) || row_length(&base) > 1;
            return Node::Accent(Box::new(Accent { base, sign, is_above, is_wide }));
        }
        Node::Scripts(Box::new(Scripts {
            base,
            below: below.map(inner),
            above: above.map(inner),
            place,
        }))
    }
}

/// The nodes of a group.
fn inner(node: Node) -> Row {
    match node {
        Node::Group(row) => row,
        node => vec![node],
    }
}

/// Adds a node to a row. Primes, and scripts that have no base, belong to the node before them.
fn push(row: &mut Row, node: Node) {
    match node {
        Node::Atom(atom) if is_prime(&atom.text) => add_prime(row, atom),
        Node::Scripts(scripts) if scripts.base.is_empty() && scripts.place == Place::Right => {
            match row.last_mut() {
                Some(Node::Scripts(last))
                    if (last.below.is_none() || scripts.below.is_none())
                        && (last.above.is_none() || scripts.above.is_none()) =>
                {
                    last.below = last.below.take().or(scripts.below);
                    last.above = last.above.take().or(scripts.above);
                }
                Some(
                    Node::Scripts(_)
                    | Node::Atom(_)
                    | Node::Text(..)
                    | Node::Space(_)
                    | Node::Group(_)
                    | Node::Sized(..)
                    | Node::Fraction(_)
                    | Node::Root(_)
                    | Node::Accent(_)
                    | Node::Fenced(_)
                    | Node::Grid(_),
                )
                | None => row.push(Node::Scripts(scripts)),
            }
        }
        // `f'^2`
        Node::Scripts(scripts) if matches!(scripts.base.as_slice(), [Node::Atom(atom)] if is_prime(&atom.text)) =>
        {
            let Scripts { base, below, above, .. } = *scripts;
            let above: Row = base.into_iter().chain(above.unwrap_or_default()).collect();
            let base = row.pop().into_iter().collect();
            let scripts = Scripts { base, below, above: Some(above), place: Place::Right };
            row.push(Node::Scripts(Box::new(scripts)));
        }
        other => row.push(other),
    }
}

fn is_prime(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| PRIMES.contains(c))
}

fn add_prime(row: &mut Row, prime: Atom) {
    let is_primed = |above: &Row| {
        above.iter().all(|node| matches!(node, Node::Atom(atom) if is_prime(&atom.text)))
    };
    match row.pop() {
        Some(Node::Scripts(mut last)) if last.above.as_ref().is_none_or(is_primed) => {
            last.above.get_or_insert_default().push(Node::Atom(prime));
            row.push(Node::Scripts(last));
        }
        last => {
            let above = Some(vec![Node::Atom(prime)]);
            let base = last.into_iter().collect();
            let scripts = Scripts { base, below: None, above, place: Place::Right };
            row.push(Node::Scripts(Box::new(scripts)));
        }
    }
}

/// A row in a size that the author chooses.
fn sized(row: Row, size: Option<Size>) -> Row {
    match size {
        Some(size) if !row.is_empty() => vec![Node::Sized(size, row)],
        Some(_) | None => row,
    }
}

fn atom(content: Content, letters: Letters) -> Node {
    let (text, class, height) = match content {
        Content::Text(text) => {
            return Node::Text(text.replace("&nbsp;", "\u{a0}").replace('~', "\u{a0}"), letters);
        }
        Content::Number(text) => (text.to_owned(), Class::Number, None),
        Content::Function(text) => (text.trim().to_owned(), Class::Function, None),
        Content::Ordinary { content, .. } => (ordinary(content), Class::Letter, None),
        Content::LargeOp { content, .. } => (content.into(), Class::LargeOperator, None),
        Content::BinaryOp { content, .. } => (content.into(), Class::Binary, None),
        Content::Relation { content, .. } => {
            let mut bytes = [0; 8];
            let text = String::from_utf8_lossy(content.encode_utf8_to_buf(&mut bytes));
            (text.into_owned(), Class::Relation, None)
        }
        Content::Delimiter { content, size, ty } => {
            let class = match ty {
                DelimiterType::Open => Class::Open,
                DelimiterType::Close => Class::Close,
                DelimiterType::Fence => Class::Fence,
            };
            (content.into(), class, size.map(height))
        }
        Content::Punctuation(sign) => (sign.into(), Class::Punctuation, None),
    };
    Node::Atom(Atom { text, class, letters, height })
}

/// The micro sign and other compatibility characters are what they stand for.
fn ordinary(character: char) -> String {
    match character {
        'µ' => "μ".into(),
        'Å' => "Å".into(),
        other => other.into(),
    }
}

/// The heights of delimiters, in thousandths of an em, as in plain TeX.
fn height(size: DelimiterSize) -> u16 {
    match size {
        DelimiterSize::Big => 1_200,
        DelimiterSize::BIG => 1_800,
        DelimiterSize::Bigg => 2_400,
        DelimiterSize::BIGG => 3_000,
    }
}

/// A sign that is struck through: "≠", "∉".
fn negated(node: Node) -> Node {
    match node {
        Node::Atom(atom) => {
            let text = format!("{}\u{338}", atom.text).nfc().collect();
            Node::Atom(Atom { text, ..atom })
        }
        Node::Group(mut row) if row.len() == 1 => negated(row.pop().unwrap_or(Node::Space(0))),
        other => other,
    }
}

fn accent_sign(node: &Node) -> Option<char> {
    match node {
        Node::Atom(Atom { text, class: Class::Letter, .. }) => {
            let mut characters = text.chars();
            let sign = characters.next().filter(|sign| ACCENTS.contains(*sign))?;
            characters.next().is_none().then_some(sign)
        }
        Node::Atom(_)
        | Node::Text(..)
        | Node::Space(_)
        | Node::Group(_)
        | Node::Sized(..)
        | Node::Fraction(_)
        | Node::Root(_)
        | Node::Scripts(_)
        | Node::Accent(_)
        | Node::Fenced(_)
        | Node::Grid(_) => None,
    }
}

/// How many atoms wide a row is, roughly.
fn row_length(row: &[Node]) -> usize {
    row.iter()
        .map(|node| match node {
            Node::Group(inner) | Node::Sized(_, inner) => row_length(inner),
            Node::Atom(atom) => atom.text.chars().count(),
            Node::Text(..)
            | Node::Space(_)
            | Node::Fraction(_)
            | Node::Root(_)
            | Node::Scripts(_)
            | Node::Accent(_)
            | Node::Fenced(_)
            | Node::Grid(_) => 1,
        })
        .sum()
}

fn size(style: Style) -> Size {
    match style {
        Style::Display => Size::Display,
        Style::Text => Size::Text,
        Style::Script => Size::Script,
        Style::ScriptScript => Size::ScriptScript,
    }
}

fn aligned(alignment: ColumnAlignment) -> Alignment {
    match alignment {
        ColumnAlignment::Left => Alignment::Left,
        ColumnAlignment::Center => Alignment::Centre,
        ColumnAlignment::Right => Alignment::Right,
    }
}

fn letters(font: Font) -> Letters {
    match font {
        Font::BoldScript => Letters::BoldScript,
        Font::BoldItalic | Font::BoldSymbol => Letters::BoldItalic,
        Font::Bold => Letters::Bold,
        Font::Fraktur => Letters::Fraktur,
        Font::Script => Letters::Script,
        Font::Monospace => Letters::Monospace,
        Font::SansSerif => Letters::Sans,
        Font::DoubleStruck | Font::DoubleStruckItalic => Letters::DoubleStruck,
        Font::Italic => Letters::Italic,
        Font::BoldFraktur => Letters::BoldFraktur,
        Font::SansSerifBoldItalic => Letters::BoldItalicSans,
        Font::SansSerifItalic => Letters::ItalicSans,
        Font::BoldSansSerif => Letters::BoldSans,
        Font::UpRight => Letters::Upright,
    }
}

/// A width in thousandths of an em. Absolute units count for text of 10 points.
fn thousandths(width: Dimension) -> i32 {
    let per_unit = match width.unit {
        DimensionUnit::Em => 1000.0,
        DimensionUnit::Mu => 1000.0 / 18.0,
        DimensionUnit::Ex => 450.0,
        DimensionUnit::Pt | DimensionUnit::Bp => 100.0,
        DimensionUnit::Pc | DimensionUnit::Cc => 1200.0,
        DimensionUnit::In => 7200.0,
        DimensionUnit::Cm => 2834.6,
        DimensionUnit::Mm => 283.5,
        DimensionUnit::Dd => 107.0,
        DimensionUnit::Sp => 0.0,
    };
    (width.value * per_unit).round().clamp(-20_000.0, 20_000.0) as i32
}
