//! Signs of Markdown and LaTeX: dashes made of hyphens, quotation marks, underscores, formulas, commands.
//!
//! A sign after a backslash is a character. Each function reads a text once.

use std::ops::Range;

use super::Found;

/// LaTeX commands, and their equivalents here.
const COMMANDS: &[(&str, &str)] = &[
    ("cite", "write `[@id]` with the id of an entry of `bibliography`"),
    ("citep", "write `[@id]` with the id of an entry of `bibliography`"),
    ("citet", "write `[@id]` with the id of an entry of `bibliography`"),
    ("ref", "write `[#id]`"),
    ("footnote", "write `^[text]`"),
    ("emph", "write `*words*`"),
    ("textit", "write `*words*`"),
    ("textbf", "write `**words**`"),
    ("textsc", "write `[words]{.smallcaps}`"),
    ("frac", "write it in an equation: `` $`\\frac{a}{b}` ``"),
    ("sqrt", "write it in an equation: `` $`\\sqrt{x}` ``"),
    ("url", "write `[words](https://…)`"),
    ("href", "write `[words](https://…)`"),
];

/// `1999--2004`, `words -- words`, `words---words`
pub fn dash(text: &str) -> Option<Found> {
    if !text.contains("--") {
        return None;
    }
    let found = |(start, word): (usize, &str)| {
        let dash = runs(word, '-').find(|at| (2..=3).contains(&at.len()) && is_dash(word, at))?;
        Some(start + dash.start..start + dash.end)
    };
    let words = words(text).filter(|(_, word)| word.len() < text.len() && !is_address(word));
    let at = words.filter_map(found).next()?;
    let hint = match at.len() {
        2 => "write an en dash `–` or an em dash `—`",
        _ => "write an em dash `—`",
    };
    Some((at, "hyphens do not make a dash", hint))
}

/// Whether hyphens are a word by themselves, or inside one. Command-line options begin with hyphens.
fn is_dash(word: &str, at: &Range<usize>) -> bool {
    let (before, after) = around(word, at);
    before.is_some() == after.is_some()
}

/// Quotation marks of LaTeX.
pub fn quotes(text: &str) -> Option<Found> {
    let (open, _) = pair(text, '`').filter(|(open, _)| open.len() == 2)?;
    let mut closing = runs(text, '\'').filter(|at| at.len() == 2 && at.start > open.start);
    closing.next()?;
    Some((open, "backticks do not make quotation marks", "write `“words”`"))
}

/// `_words_`, `__words__`
pub fn emphasis(text: &str) -> Option<Found> {
    let (open, close) = pair(text, '_')?;
    let at = open.start..close?.end;
    Some((at, "underscores do not make emphasis", "write `*words*`, or `\\_` for the character"))
}

/// `$x^2$`, unlike `$5`
pub fn formula(text: &str) -> Option<Found> {
    let is_formula = |inside: &str| {
        let is_name = inside.len() <= 3 && inside.starts_with(char::is_alphabetic);
        is_name || inside.contains(['\\', '^', '_', '=', '{'])
    };
    let is_close = |at: &Range<usize>| {
        let (before, after) = around(text, at);
        before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
    };
    let mut open: Option<Range<usize>> = None;
    for at in runs(text, '$').filter(|at| at.len() <= 2) {
        if let Some(start) = open.take_if(|_| is_close(&at))
            && text.get(start.end..at.start).is_some_and(is_formula)
        {
            let hint = "write `` $`x^2` `` for an equation, or `\\$` for the character";
            return Some((start.start..at.end, "dollar signs do not make a formula", hint));
        }
        if begins_word(text, &at) {
            open = Some(at);
        }
    }
    None
}

/// `\cite{x}`
pub fn command(text: &str) -> Option<Found> {
    let mut commands = runs(text, '\\').filter(|at| at.len() == 1).filter_map(|at| {
        let rest = text.get(at.end..)?;
        let name = rest.get(..rest.find(|c: char| !c.is_ascii_alphabetic())?)?;
        let end = at.end + name.len();
        (name.len() > 1 && text.get(end..)?.starts_with('{')).then_some((at.start..end, name))
    });
    let (at, name) = commands.next()?;
    let known = COMMANDS.iter().find(|(command, _)| *command == name);
    let hint = known.map_or("write what the command prints", |(_, hint)| *hint);
    Some((at, "a LaTeX command is printed as text", hint))
}

/// `[*see* @lind]`: words with markup before the sign of a citation.
pub fn citation(text: &str) -> Option<Found> {
    text.match_indices('[').find_map(|(start, _)| {
        let rest = text.get(start..text.floor_char_boundary(start + LONGEST_CITATION))?;
        let end = rest.find(']')?;
        let inside = rest.get(1..end)?;
        let (before, key) = inside.split_once(" @")?;
        let is_marked = before.contains(['*', '~', '`']) && !inside.contains(['[', '\\']);
        let found = "words with markup before `@` do not make a citation";
        let hint = "write them without markup: `[see @id, p. 4]`";
        let is_citation = is_marked && key.starts_with(char::is_alphabetic);
        is_citation.then_some((start..start + end + 1, found, hint))
    })
}

/// The most bytes of a citation that is looked for.
const LONGEST_CITATION: usize = 200;

/// The first sign that encloses words, and the sign that closes it, if any.
fn pair(text: &str, sign: char) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut signs = runs(text, sign).filter(|at| at.len() <= 2);
    let open = signs.find(|at| begins_word(text, at))?;
    let closes = |at: &Range<usize>| {
        let (before, after) = around(text, at);
        let ends_word = before.is_some_and(|c| !c.is_whitespace());
        at.len() == open.len() && ends_word && !after.is_some_and(char::is_alphanumeric)
    };
    let close = signs.find(closes);
    Some((open, close))
}

/// Whether a sign has a word after it and no word before it, not even a part of an address.
fn begins_word(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = around(text, at);
    let is_outside = |c: char| c.is_whitespace() || "([“‘«„\"'—–*".contains(c);
    before.is_none_or(is_outside) && after.is_some_and(|c| !c.is_whitespace())
}

/// Whether a word contains an address or a cited id.
fn is_address(word: &str) -> bool {
    ["://", "www.", "@", "[#", "[^", "(#"].iter().any(|sign| word.contains(sign))
}

/// The parts of a text between spaces, each with its first byte.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split_whitespace();
    words.scan(0, |from, word| {
        let start = *from + text.get(*from..)?.find(word)?;
        *from = start + word.len();
        Some((start, word))
    })
}

/// The characters before and after a part of a text.
fn around(text: &str, at: &Range<usize>) -> (Option<char>, Option<char>) {
    let before = text.get(..at.start).and_then(|before| before.chars().next_back());
    let after = text.get(at.end..).and_then(|after| after.chars().next());
    (before, after)
}

/// The runs of an ASCII sign that do not follow a backslash.
fn runs(text: &str, sign: char) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(sign)?;
        let rest = text.get(start..)?;
        from = start + rest.find(|c| c != sign).unwrap_or(rest.len());
        Some(start..from)
    })
    .filter(move |at| sign == '\\' || !text.get(..at.start).is_some_and(|it| it.ends_with('\\')))
}

#[cfg(test)]
mod tests {
    use super::super::foreign;

    #[test]
    fn signs_of_markdown_and_latex_are_found() {
        for (text, marked) in [
            ("From 1999--2004.", "--"),
            ("The word -- of the judge", "--"),
            ("The word---of the judge", "---"),
            ("He said ``no'' twice", "``"),
            ("A (_very_) good one", "_very_"),
            ("__Two words__ of it", "__Two words__"),
            ("Let $x$ be", "$x$"),
            ("where $E = mc^2$, and $5", "$E = mc^2$"),
            ("as in \\cite{lind}, \\emph{not}", "\\cite"),
        ] {
            let (at, ..) = &foreign(text)[0];
            assert_eq!(&text[at.clone()], marked);
        }
    }

    #[test]
    fn text_that_only_looks_like_signs_passes() {
        for text in [
            "Use the option --to pdf, or --no-source",
            "A line: ---------- and a blank: ______, ____",
            "[words](https://example.org/a--b), [#panel--one], [^note--two]",
            "snake_case_name and _ alone, a_b_c",
            "rock ’n’ roll, the letter ` alone",
            "between $5 and $10, or US$5/US$10, $5-$10, $100",
            "$US 5 and 7 $A",
            r"\_not emphasis\_, 5\$ and 6\$, \*, C:\Temp",
            "https://example.org/_x_/$y$",
            "--",
            "one-two-three, ---------",
        ] {
            assert_eq!(foreign(text), [], "{text}");
        }
    }

    #[test]
    fn all_of_each_kind_are_found_in_order() {
        let text = "_a_ and _b_, ``c'', 1--2, \\cite{x}, 3--4, ``d''";
        let found: Vec<&str> = foreign(text).into_iter().map(|(at, ..)| &text[at]).collect();
        assert_eq!(found, ["_a_", "_b_", "``", "--", "\\cite", "--", "``"]);
        assert_eq!(foreign(&"a--b ".repeat(1000)).len(), super::super::MOST);
    }
}
