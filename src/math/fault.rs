//! Errors in the LaTeX of an equation, with their place.

use std::ops::Range;

use pulldown_latex::{Parser, Storage};

use super::balance::{open_groups, tokens};

/// An error in the LaTeX of an equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its bytes in the LaTeX.
    pub at: Range<usize>,
    /// The message.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// A command that nothing knows, to recognize what the parser says of one.
const UNKNOWN: &str = "\\zzzzzz";

/// Equations longer than this, in bytes, are not searched for the place of an error.
const SEARCHED: usize = 2_000;

impl Fault {
    /// The error that the parser found.
    pub fn found(latex: &str, reason: String) -> Fault {
        let at = place(latex, &reason).unwrap_or(0..latex.len());
        let token = latex.get(at.clone()).unwrap_or_default();
        if reason_of(UNKNOWN).as_ref() == Some(&reason) {
            let hint = hint_for(token).to_owned();
            return Fault { message: format!("unknown LaTeX command `{token}`"), hint, at };
        }
        let hint = "correct the LaTeX here; a backslash before a sign prints it".into();
        Fault { at, message: format!("this LaTeX cannot be read: {reason}"), hint }
    }
}

fn hint_for(command: &str) -> &'static str {
    match command {
        "\\label" | "\\tag" => "delete it, and give the equation an `id`, which numbers it",
        "\\ref" | "\\eqref" => "cite the equation in a text as `[#id]`",
        "\\nonumber" | "\\notag" => "delete it; only an equation with an `id` is numbered",
        "\\mbox" | "\\hbox" | "\\textnormal" => "write `\\text{…}`",
        "\\boxed" | "\\fbox" | "\\framebox" => "put the equation into a block `- box:`",
        _ => "check its spelling; packages of LaTeX are not available",
    }
}

/// The first token with which the LaTeX, its groups closed, has the error.
fn place(latex: &str, reason: &str) -> Option<Range<usize>> {
    if latex.len() > SEARCHED {
        return None;
    }
    let has_error = |at: &Range<usize>| {
        let before = latex.get(..at.end).unwrap_or_default();
        let open = open_groups(before).unwrap_or_default();
        let closers = open.iter().rev().map(|open| open.closer());
        let closed = before.to_owned() + " " + &closers.collect::<String>();
        reason_of(&closed).as_deref() == Some(reason)
    };
    tokens(latex).find(has_error)
}

/// What the parser says against some LaTeX.
fn reason_of(latex: &str) -> Option<String> {
    let storage = Storage::new();
    Parser::new(latex, &storage).find_map(|event| event.err()).map(|error| reason(&error))
}

/// The reason of the parser, without its excerpt.
pub fn reason(error: &(dyn std::error::Error + 'static)) -> String {
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}
