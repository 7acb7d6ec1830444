//! The tokens of LaTeX, and whether its groups are closed.

use std::ops::Range;

use super::Fault;

/// The most groups within each other, because walks over equations are recursive.
const DEEPEST: usize = 30;

/// The most commands in a row, because the parser reads the argument of each within the one before it.
const LONGEST_ROW: usize = 30;

/// A group that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open<'t> {
    /// The token that opens it.
    pub at: Range<usize>,
    kind: Kind<'t>,
}

/// A kind of group.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind<'t> {
    Brace,
    Left,
    Environment(&'t str),
}

impl Open<'_> {
    /// What closes it.
    pub fn closer(&self) -> String {
        match self.kind {
            Kind::Brace => "}".into(),
            Kind::Left => "\\right.".into(),
            Kind::Environment(name) => format!("\\end{{{name}}}"),
        }
    }

    fn name(&self) -> String {
        match self.kind {
            Kind::Brace => "{".into(),
            Kind::Left => "\\left".into(),
            Kind::Environment(name) => format!("\\begin{{{name}}}"),
        }
    }

    fn hint(&self) -> String {
        match self.kind {
            Kind::Brace => "close it with `}`, or write `\\{` for the character".into(),
            Kind::Left => "close it with `\\right` and a delimiter; `\\right.` prints none".into(),
            Kind::Environment(name) => format!("close it with `\\end{{{name}}}`"),
        }
    }
}

/// The tokens of LaTeX, as bytes: a command, or a character. Comments are one token.
pub fn tokens(latex: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = latex.get(at..)?;
        let first = rest.chars().next()?;
        let length = match first {
            '\\' => command_length(rest),
            '%' => rest.find('\n').map_or(rest.len(), |end| end + 1),
            other => other.len_utf8(),
        };
        at += length;
        Some(at - length..at)
    })
}

fn command_length(rest: &str) -> usize {
    let after = rest.get(1..).unwrap_or_default();
    let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
    match letters {
        0 => 1 + after.chars().next().map_or(0, char::len_utf8),
        letters => 1 + letters,
    }
}

/// The groups that are open at the end of LaTeX.
///
/// # Errors
///
/// If a token closes what is not open, or groups are nested too deeply.
pub fn open_groups(latex: &str) -> Result<Vec<Open<'_>>, Fault> {
    let mut open: Vec<Open> = Vec::new();
    let mut name_end = 0;
    for at in tokens(latex).filter(|at| latex.get(at.clone()).is_some()) {
        let token = latex.get(at.clone()).unwrap_or_default();
        if at.start < name_end {
            continue;
        }
        let name = environment(latex, at.end);
        match (token, name) {
            ("{", _) => open.push(Open { at, kind: Kind::Brace }),
            ("\\left", _) => open.push(Open { at, kind: Kind::Left }),
            ("\\begin", Some(name)) => {
                name_end = at.end + name.len() + 2;
                open.push(Open { at: at.start..name_end, kind: Kind::Environment(name) });
            }
            ("}", _) => close(&mut open, &Kind::Brace, at, latex)?,
            ("\\right", _) => close(&mut open, &Kind::Left, at, latex)?,
            ("\\end", Some(name)) => {
                name_end = at.end + name.len() + 2;
                close(&mut open, &Kind::Environment(name), at.start..name_end, latex)?;
            }
            _ => {}
        }
        if let Some(deepest) = open.get(DEEPEST) {
            return Err(Fault {
                at: deepest.at.clone(),
                message: format!("more than {DEEPEST} groups within each other"),
                hint: "split the equation".into(),
            });
        }
    }
    Ok(open)
}

/// The name in braces after `\begin` or `\end`.
fn environment(latex: &str, from: usize) -> Option<&str> {
    let rest = latex.get(from..)?.strip_prefix('{')?;
    rest.get(..rest.find('}')?)
}

fn close(open: &mut Vec<Open>, kind: &Kind, at: Range<usize>, latex: &str) -> Result<(), Fault> {
    let token = latex.get(at.clone()).unwrap_or_default();
    match open.last() {
        Some(last) if last.kind == *kind => {
            open.pop();
            Ok(())
        }
        Some(last) => Err(Fault {
            at,
            message: format!("`{token}` closes here while `{}` is still open", last.name()),
            hint: format!("write `{}` before it", last.closer()),
        }),
        None => Err(Fault {
            at,
            message: format!("`{token}` closes a group that was never opened"),
            hint: "delete it, or open the group".into(),
        }),
    }
}

/// A row of commands that is too long, or the first group that is never closed, as an error.
pub fn check(latex: &str) -> Result<(), Fault> {
    let mut commands = 0;
    for at in tokens(latex) {
        let token = latex.get(at.clone()).unwrap_or_default();
        match token.chars().next() {
            Some('\\') => commands += 1,
            Some(character) if character.is_whitespace() => {}
            Some(_) | None => commands = 0,
        }
        if commands > LONGEST_ROW {
            let message = format!("more than {LONGEST_ROW} commands in a row");
            return Err(Fault { at, message, hint: "put some of them into braces".into() });
        }
    }
    match open_groups(latex)?.pop() {
        None => Ok(()),
        Some(open) => Err(Fault {
            message: format!("`{}` is never closed", open.name()),
            hint: open.hint(),
            at: open.at,
        }),
    }
}
